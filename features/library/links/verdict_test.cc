#include "features/library/links/verdict.h"

#include <gtest/gtest.h>

#include "base/testing/world.h"

namespace concord::library::links {
namespace {

using std::chrono::days;
using std::chrono::hours;

fetch::Response Answer(int status, const std::string& url = "https://example.org/a",
                       std::vector<fetch::Hop> hops = {}) {
  fetch::Response response;
  response.status = status;
  response.hops = std::move(hops);
  response.url = response.hops.empty() ? url : response.hops.back().to;
  return response;
}

TEST(Judge, EachAnswerMeansWhatItSays) {
  struct Case {
    int status;
    Kind kind;
    const char* reason;
  };
  for (const auto& one :
       {Case{200, Kind::kWorks, ""}, Case{204, Kind::kWorks, ""}, Case{401, Kind::kClosed, "login"},
        Case{403, Kind::kClosed, "refused"}, Case{404, Kind::kGone, "not_found"}, Case{405, Kind::kClosed, "refused"},
        Case{410, Kind::kGone, "gone"}, Case{418, Kind::kClosed, "odd_answer"}, Case{429, Kind::kSilent, "busy"},
        Case{451, Kind::kClosed, "legal"}, Case{500, Kind::kSilent, "server_error"},
        Case{503, Kind::kSilent, "busy"}}) {
    const Verdict verdict = Judge("https://example.org/a", Answer(one.status), testing::kStart);
    EXPECT_EQ(verdict.kind, one.kind) << one.status;
    EXPECT_EQ(verdict.reason, one.reason) << one.status;
    EXPECT_EQ(verdict.status, one.status);
  }
}

TEST(Judge, OnlyAPermanentRedirectIsANewAddress) {
  const std::string from = "http://example.org/a", to = "https://example.org/b";
  EXPECT_EQ(Judge(from, Answer(200, "", {{301, from, to}}), testing::kStart).new_url, to);
  EXPECT_EQ(Judge(from, Answer(200, "", {{308, from, to}}), testing::kStart).kind, Kind::kMoved);
  for (const int temporary : {302, 303, 307}) {
    const Verdict verdict = Judge(from, Answer(200, "", {{temporary, from, to}}), testing::kStart);
    EXPECT_EQ(verdict.kind, Kind::kWorks);
    EXPECT_EQ(verdict.new_url, "");
  }
  // For good to b, and from there for now to c: b is the lasting one.
  const Verdict both =
      Judge(from, Answer(200, "", {{301, from, to}, {302, to, "https://example.org/c"}}), testing::kStart);
  EXPECT_EQ(both.new_url, to);
}

TEST(Judge, AMoveToWhatIsNotThereIsNoMove) {
  const std::string from = "https://example.org/a";
  const Verdict verdict = Judge(from, Answer(404, "", {{301, from, "https://example.org/b"}}), testing::kStart);
  EXPECT_EQ(verdict.kind, Kind::kGone);
  EXPECT_EQ(verdict.new_url, "");
}

TEST(Judge, ADoiIsTheLastingAddress) {
  const std::string doi = "https://doi.org/10.1/a";
  EXPECT_EQ(Judge(doi, Answer(200, "", {{301, doi, "https://publisher.example/a"}}), testing::kStart).kind,
            Kind::kWorks);
}

TEST(Judge, ASignInIsSaidAsSuch) {
  const std::string from = "https://example.org/a";
  for (const char* to : {"https://example.org/login?next=/a", "https://login.example.org/",
                         "https://example.org/sso/start", "https://example.org/users/sign_in"}) {
    EXPECT_EQ(Judge(from, Answer(200, "", {{302, from, to}}), testing::kStart).reason, "login") << to;
  }
  EXPECT_EQ(Judge(from, Answer(200, "", {{302, from, "https://example.org/logins-of-1900"}}), testing::kStart).kind,
            Kind::kWorks);
}

TEST(Judge, ADeepAddressSentToTheFrontPageIsNotCalledWorking) {
  const std::string from = "https://example.org/library/report.pdf";
  for (const int status : {301, 302}) {
    const Verdict verdict = Judge(from, Answer(200, "", {{status, from, "https://example.org/"}}), testing::kStart);
    EXPECT_EQ(verdict.kind, Kind::kClosed);
    EXPECT_EQ(verdict.reason, "front_page");
  }
  EXPECT_EQ(Judge("http://example.org/", Answer(200, "", {{301, "http://example.org/", "https://example.org/"}}),
                  testing::kStart)
                .kind,
            Kind::kMoved);
}

TEST(Judge, EachFailureMeansWhatItSays) {
  const auto of = [](const char* key) { return Judge(Error{ErrorKind::kUnavailable, key, {}, ""}); };
  EXPECT_EQ(of("fetch.no_name").kind, Kind::kGone);
  EXPECT_EQ(of("fetch.unreachable").kind, Kind::kSilent);
  EXPECT_EQ(of("fetch.too_late").reason, "slow");
  EXPECT_EQ(of("fetch.untrusted").kind, Kind::kClosed);
  EXPECT_EQ(of("fetch.redirects").reason, "redirects");
  EXPECT_EQ(of("fetch.internal").kind, Kind::kSkipped);
  EXPECT_EQ(of("fetch.too_large").kind, Kind::kWorks);
  EXPECT_EQ(of("anything.else").kind, Kind::kSilent);
}

class Story {
 public:
  History Look(const Verdict& verdict, milliseconds later) {
    now += later;
    history = After(history, verdict, now, {}, 0.5);
    return history;
  }
  Time now = testing::kStart;
  History history;
};
const Verdict kGone{.kind = Kind::kGone, .reason = "not_found", .status = 404};
const Verdict kSilent{.kind = Kind::kSilent, .reason = "slow"};
const Verdict kWorks{.kind = Kind::kWorks, .status = 200};

TEST(After, OneFailureNeverKills) {
  Story t;
  EXPECT_EQ(t.Look(kWorks, hours(0)).state, State::kOk);
  EXPECT_EQ(t.Look(kGone, days(30)).state, State::kUnsure);
  EXPECT_EQ(t.history.next - t.now, milliseconds(days(1)));
  EXPECT_EQ(t.history.failing_since, t.now);
}

TEST(After, SeveralFailuresInOneDayDoNotKillEither) {
  Story t;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(t.Look(kGone, hours(1)).state, State::kUnsure) << i;
}

TEST(After, SeveralFailuresOverSeveralDaysKill) {
  Story t;
  t.Look(kGone, hours(0));
  EXPECT_EQ(t.Look(kGone, days(1)).state, State::kUnsure);
  EXPECT_EQ(t.history.next - t.now, milliseconds(days(2)));
  EXPECT_EQ(t.Look(kGone, days(2)).state, State::kDead);
  EXPECT_EQ(*t.history.failing_since, testing::kStart);
  EXPECT_GT(t.history.next - t.now, milliseconds(days(20))) << "what is dead is not asked every day";
  EXPECT_EQ(t.Look(kWorks, days(30)).state, State::kOk) << "and may come back";
  EXPECT_FALSE(t.history.failing_since);
}

TEST(After, SilenceNeverKillsAndDoesNotRevive) {
  Story t;
  for (int i = 0; i < 30; ++i) EXPECT_EQ(t.Look(kSilent, days(7)).state, State::kUnsure) << i;
  Story dead;
  for (int i = 0; i < 3; ++i) dead.Look(kGone, days(2));
  ASSERT_EQ(dead.history.state, State::kDead);
  EXPECT_EQ(dead.Look(kSilent, days(30)).state, State::kDead);
}

TEST(After, ASiteThatSaysLaterIsAskedLater) {
  Story t;
  Verdict busy{.kind = Kind::kSilent, .reason = "busy", .status = 503};
  busy.retry_after = milliseconds(days(4));
  t.Look(busy, hours(0));
  EXPECT_EQ(t.history.next - t.now, milliseconds(days(4)));
  busy.retry_after = milliseconds(days(4000));
  t.Look(busy, days(4));
  EXPECT_EQ(t.history.next - t.now, milliseconds(days(30))) << "but not never";
}

TEST(After, WhatACuratorFoundHoldsUntilItIsAnother) {
  Story t;
  const Verdict refused{.kind = Kind::kClosed, .reason = "refused", .status = 403};
  t.Look(refused, hours(0));
  t.history.fine = t.now;
  EXPECT_TRUE(t.Look(refused, days(30)).fine);
  for (int i = 0; i < 3; ++i) t.Look(kGone, days(3));
  EXPECT_EQ(t.history.state, State::kDead);
  EXPECT_FALSE(t.history.fine);
}

}  // namespace
}  // namespace concord::library::links
