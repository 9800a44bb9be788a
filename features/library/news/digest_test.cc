// The weekly digest on both engines, to a real mail server: what is new, for whom, once a week, until it is ended.
#include "features/library/news/digest.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/mail/testing/read_mail.h"
#include "base/mail/testing/smtp_server.h"
#include "base/testing/databases.h"
#include "base/testing/needs.h"
#include "features/library/store.h"
#include "library_news_embedded.h"
#include "mail_embedded.h"

namespace concord::library::news {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto kWeek = std::chrono::days(7);

TEST(Weeks, BeginOnMondays) {
  const Time sunday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 23h};
  const Time monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
  EXPECT_EQ(WeekOf(sunday) + 1, WeekOf(monday));
  EXPECT_EQ(WeekOf(Time{}), 0) << "1 January 1970 was a Thursday";
  EXPECT_EQ(WeekOf(Time{} - std::chrono::days(4)), -1);
  EXPECT_EQ(NextDispatch(sunday), monday + 13h);
  EXPECT_EQ(NextDispatch(monday), monday + 13h);
  EXPECT_EQ(NextDispatch(monday + 13h), monday + 13h + kWeek) << "later, never at once again";
}

class NoPlaces final : public accounts::Places {
 public:
  std::optional<accounts::Place> FindCommunity(std::string_view) const override { return std::nullopt; }
  std::optional<accounts::Place> Community(const accounts::CommunityId&) const override { return std::nullopt; }
  std::vector<Named> OrganizationsOf(const accounts::CommunityId&) const override { return {}; }
};

class DigestTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    CONCORD_NEEDS(testing::SmtpServer::WhyMissing().empty(), testing::SmtpServer::WhyMissing());
    DatabaseTest::SetUp();
    if (!fresh_) return;
    std::vector<embed::File> files;
    for (const auto source : {mail::embedded::Files(), embedded::Files()}) {
      for (const auto& file : source) files.push_back(file);
    }
    catalog_ = std::move(*i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}}));
    server_.emplace();
    config_.mail.server = server_->url();
    config_.mail.from = "trust@example.org";
    config_.mail.tls = "never";
    config_.hub.name = "Riverbend";
    config_.hub.base_url = "https://trust.example.org/";
    sender_.emplace(config_.mail, world_.clock, world_.random, world_.log);
    runner_.emplace(db(), world_.clock, world_.random, world_.log);
    post_.emplace(*sender_, sealer_, nullptr, world_.clock, world_.random);
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    accounts_ = std::make_unique<accounts::Accounts>(accounts::Accounts::Deps{
        db(), places_, sealer_, hasher_, nullptr, config_, world_.clock, world_.random, world_.log});
    digest_ = std::make_unique<Digest>(DepsWith(&*post_));
    digest_->Handle(*runner_);
    post_->Handle(*runner_);
    Take(R"({"topics":[{"slug":"patrol","title":{"en":"Patrol","es":"Patrulla"}},
                       {"slug":"force","title":{"en":"Force","es":"Fuerza"}}],
             "resources":[{"slug":"old","title":"Here before","topics":["patrol"]}]})");
    ana_ = accounts_->Create({"ana@example.com", "Ana", "es"}, "system")->id;
    world_.clock.Advance(2h);
  }

  Digest::Deps DepsWith(mail::Post* post) {
    return {*library_, *accounts_, *catalog_, config_.hub, post, world_.clock, world_.random, world_.log};
  }
  void Take(const std::string& json) {
    const auto report = library_->Import("a.json", json, std::nullopt, {.update_duplicates = true});
    ASSERT_TRUE(report && report->applied) << (report ? "" : report.error().cause);
  }
  void Add(const std::string& slug, const std::string& topic, const std::string& more = "") {
    world_.clock.Advance(1s);
    Take(R"({"resources":[{"slug":")" + slug + R"(","title":"Title of )" + slug + R"(","topics":[")" + topic + "\"]" +
         more + "}]}");
  }
  int Send() { return digest_->Send(world_.clock.Now()).value_or(-1); }
  std::vector<testing::ReadMail> Sent() {
    while (runner_->RunOne()) {
    }
    return testing::ReadMails(server_->Messages());
  }
  int64_t Waiting(const std::string& kind) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> {
      return s.One("SELECT count(*) FROM job WHERE kind = :kind AND state = 'waiting'", kind)->Int(0);
    });
  }

  Config config_;
  NoPlaces places_;
  crypto::Sealer sealer_{std::string(32, 'k')};
  crypto::PasswordHasher hasher_{crypto::PasswordCost{}};
  std::unique_ptr<i18n::Catalog> catalog_;
  std::optional<testing::SmtpServer> server_;
  std::optional<mail::Sender> sender_;
  std::optional<jobs::Runner> runner_;
  std::optional<mail::Post> post_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<accounts::Accounts> accounts_;
  std::unique_ptr<Digest> digest_;
  accounts::AccountId ana_;
};
CONCORD_ON_BOTH_ENGINES(DigestTest);

TEST_P(DigestTest, TellsOnceAWeekWhatIsNewOfTheChosenTopics) {
  ASSERT_TRUE(digest_->Choose(ana_, {{"patrol", "no-such-topic"}, "es"}));
  EXPECT_EQ(digest_->Find(ana_)->value().topics, std::vector<std::string>{"patrol"});
  Add("walk", "patrol", R"(,"year":1984,"summary":"On <beats>.","publisher":"ASC")");
  Add("other", "force");
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 1);
  EXPECT_EQ(Send(), 0) << "once a week";
  const auto mails = Sent();
  ASSERT_EQ(mails.size(), 1u);
  auto mail = mails[0];
  EXPECT_EQ(mail.headers["Subject"], "Riverbend: 1 recurso nuevo en la biblioteca");
  EXPECT_EQ(mail.headers["Content-Language"], "es");
  EXPECT_EQ(mail.headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
  const std::string off = mail.headers["List-Unsubscribe"];
  EXPECT_THAT(off, HasSubstr("<https://trust.example.org/digest/off/"));
  for (const std::string& part : {mail.text, mail.html}) {
    EXPECT_THAT(part, HasSubstr("Title of walk"));
    EXPECT_THAT(part, HasSubstr("https://trust.example.org/resources/walk"));
    EXPECT_THAT(part, HasSubstr("1984"));
    EXPECT_THAT(part, HasSubstr("https://trust.example.org/new?topic=patrol"));
    EXPECT_THAT(part, HasSubstr("https://trust.example.org/digest/off/"));
    EXPECT_THAT(part, Not(HasSubstr("Title of other")));
    EXPECT_THAT(part, Not(HasSubstr("Here before"))) << "that was here before she asked";
  }
  EXPECT_THAT(mail.html, HasSubstr("On &lt;beats&gt;."));
}

TEST_P(DigestTest, AWeekWithoutNewsBringsNoLetterAndNothingIsLost) {
  ASSERT_TRUE(digest_->Choose(ana_, {{}, "en"}));
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 0);
  Add("late", "force");
  EXPECT_EQ(Send(), 0) << "this week is done";
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 1);
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 0) << "told already";
}

// A transaction that began before the letter was written may show only afterwards.
TEST_P(DigestTest, WhatIsYoungerThanAnHourWaitsForTheNextWeek) {
  ASSERT_TRUE(digest_->Choose(ana_, {{}, "en"}));
  world_.clock.Advance(kWeek);
  Add("fresh", "force");
  EXPECT_EQ(Send(), 0);
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 1);
}

TEST_P(DigestTest, NewIsWhatReadersCouldNotSeeBefore) {
  Add("draft", "force", R"(,"status":"draft")");
  ASSERT_TRUE(digest_->Choose(ana_, {{}, "en"}));
  world_.clock.Advance(24h);
  Add("draft", "force", R"(,"status":"published")");
  Add("old", "patrol", R"(,"year":2026)");  // a change of what was there is no news
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 1);
  const auto mails = Sent();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0].text, HasSubstr("Title of draft"));
  EXPECT_THAT(mails[0].text, Not(HasSubstr("/resources/old")));
}

TEST_P(DigestTest, ALetterShowsTheLatestAndCountsTheRest) {
  ASSERT_TRUE(digest_->Choose(ana_, {{}, "en"}));
  for (int i = 0; i < 23; ++i) Add("n" + std::to_string(i), "force");
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 1);
  const auto mails = Sent();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0].text, HasSubstr("23 new resources"));
  EXPECT_THAT(mails[0].text, HasSubstr("3 more"));
}

TEST_P(DigestTest, TwoNodesSendOneLetterAndKeepOneJobWaiting) {
  ASSERT_TRUE(digest_->Choose(ana_, {{}, "en"}));
  Add("walk", "patrol");
  Digest other(DepsWith(&*post_));
  ASSERT_TRUE(digest_->Schedule());
  ASSERT_TRUE(other.Schedule());
  EXPECT_EQ(Waiting("library.digest.begin"), 1);
  EXPECT_THAT(Sent(), IsEmpty()) << "it is not Monday yet";
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Sent().size(), 1u);
  EXPECT_EQ(Waiting("library.digest.begin"), 1) << "the next week waits";
  EXPECT_EQ(*other.Send(world_.clock.Now()), 0);
  ASSERT_TRUE(other.Schedule());  // a node that starts anew
  EXPECT_EQ(Waiting("library.digest.begin"), 1);
}

TEST_P(DigestTest, TheLinkInTheLetterEndsItForThatPersonAlone) {
  const auto bo = accounts_->Create({"bo@example.com", "Bo", "en"}, "system")->id;
  for (const auto& id : {ana_, bo}) ASSERT_TRUE(digest_->Choose(id, {{}, "en"}));
  Add("walk", "patrol");
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 2);
  const auto mails = Sent();
  ASSERT_EQ(mails.size(), 2u);
  auto mail = mails[0].text.find("Ana") != std::string::npos ? mails[0] : mails[1];
  const std::string off = mail.headers["List-Unsubscribe"];
  const std::string token = off.substr(off.rfind('/') + 1, 43);
  EXPECT_TRUE(*digest_->Knows(token));
  EXPECT_TRUE(*digest_->EndByToken(token));
  EXPECT_FALSE(*digest_->EndByToken(token)) << "a second time there is nothing to do";
  EXPECT_FALSE(*digest_->Knows(token));
  EXPECT_FALSE(*digest_->EndByToken(""));
  EXPECT_FALSE(digest_->Find(ana_)->has_value());
  EXPECT_TRUE(digest_->Find(bo)->has_value());
}

TEST_P(DigestTest, WithoutMailNothingIsSentAndNothingForgotten) {
  Digest without(DepsWith(nullptr));
  EXPECT_FALSE(without.enabled());
  ASSERT_TRUE(without.Choose(ana_, {{}, "en"}));
  Add("walk", "patrol");
  world_.clock.Advance(kWeek);
  EXPECT_EQ(*without.Send(world_.clock.Now()), 0);
  EXPECT_EQ(Send(), 1) << "once there is mail";
  config_.hub.base_url.clear();
  EXPECT_FALSE(digest_->enabled()) << "links need an address to begin with";
}

TEST_P(DigestTest, WhoIsGoneOrClosedGetsNone) {
  const auto bo = accounts_->Create({"bo@example.com", "Bo", "en"}, "system")->id;
  for (const auto& id : {ana_, bo}) ASSERT_TRUE(digest_->Choose(id, {{}, "en"}));
  ASSERT_TRUE(accounts_->Disable(bo, "system"));
  const auto part = PersonalDigest();
  const auto told = db().Read([&](db::Session& s) -> Result<std::string> { return part.tell(s, ana_); });
  EXPECT_EQ(nlohmann::json::parse(*told)["language"], "en");
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    part.forget(t, ana_);
    return {};
  }));
  Add("walk", "patrol");
  world_.clock.Advance(kWeek);
  EXPECT_EQ(Send(), 0);
  EXPECT_FALSE(digest_->Choose(ana_, {{}, "xx"}));
}

}  // namespace
}  // namespace concord::library::news
