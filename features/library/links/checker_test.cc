#include "features/library/links/checker.h"

#include <gtest/gtest.h>

#include "base/fetch/fake_fetcher.h"
#include "base/testing/world.h"

namespace concord::library::links {
namespace {

using fetch::FakeFetcher;

class CheckerTest : public ::testing::Test {
 protected:
  CheckerTest() {
    options_.parallel = 1;
    options_.wait = [this](milliseconds time) {
      waited_.push_back(time);
      world_.clock.Advance(time);
    };
  }
  std::map<std::string, Verdict> Run(const std::vector<std::string>& urls) {
    std::vector<Target> targets;
    for (const auto& url : urls) targets.push_back({url, url});
    std::map<std::string, Verdict> verdicts;
    Checker checker(fetcher_, world_.clock, options_);
    left_ = checker.Run(targets, [&](const Target& target, const Verdict& verdict) { verdicts[target.id] = verdict; });
    return verdicts;
  }
  std::vector<std::string> Asked() const {
    std::vector<std::string> asked;
    for (const auto& request : fetcher_.requests())
      asked.push_back((request.method == fetch::Method::kHead ? "HEAD " : "GET ") + request.url);
    return asked;
  }
  void NoRobots(const std::string& origin) { fetcher_.Put(origin + "/robots.txt", {.status = 404}); }

  testing::World world_;
  FakeFetcher fetcher_;
  CheckerOptions options_;
  std::vector<milliseconds> waited_;
  size_t left_ = 0;
};

TEST_F(CheckerTest, AsksRobotsThenHeadAndPausesBetween) {
  NoRobots("https://a.example");
  fetcher_.Put("https://a.example/1", {.status = 200});
  fetcher_.Put("https://a.example/2", {.status = 200});
  const auto found = Run({"https://a.example/1", "https://a.example/2"});
  EXPECT_EQ(found.at("https://a.example/1").kind, Kind::kWorks);
  EXPECT_EQ(Asked(), (std::vector<std::string>{"GET https://a.example/robots.txt", "HEAD https://a.example/1",
                                               "HEAD https://a.example/2"}));
  EXPECT_EQ(waited_, (std::vector<milliseconds>{milliseconds(5000), milliseconds(5000)}));
}

TEST_F(CheckerTest, ARefusedHeadIsTriedAsGet) {
  NoRobots("https://a.example");
  for (const int refused : {403, 404, 405, 500, 501}) {
    const std::string url = "https://a.example/" + std::to_string(refused);
    fetcher_.Put(url, {.status = refused});
    fetcher_.Put(url, {.status = 200});
    EXPECT_EQ(Run({url}).at(url).kind, Kind::kWorks) << refused;
  }
}

TEST_F(CheckerTest, WhatRobotsForbidsIsNotAsked) {
  fetcher_.Put(
      "https://a.example/robots.txt",
      {.status = 200, .body = "User-agent: Concord\nDisallow: /private\nCrawl-delay: 9\n", .type = "text/plain"});
  fetcher_.Put("https://a.example/open", {.status = 200});
  const auto found = Run({"https://a.example/private/1", "https://a.example/open"});
  EXPECT_EQ(found.at("https://a.example/private/1").kind, Kind::kSkipped);
  EXPECT_EQ(found.at("https://a.example/private/1").reason, "robots");
  EXPECT_EQ(found.at("https://a.example/open").kind, Kind::kWorks);
  EXPECT_EQ(waited_, (std::vector<milliseconds>{milliseconds(9000)})) << "the site's own delay";
}

TEST_F(CheckerTest, APageInPlaceOfRobotsForbidsNothing) {
  fetcher_.Put("https://a.example/robots.txt",
               {.status = 200, .body = "User-agent: *\nDisallow: /", .type = "text/html"});
  fetcher_.Put("https://a.example/1", {.status = 200});
  EXPECT_EQ(Run({"https://a.example/1"}).at("https://a.example/1").kind, Kind::kWorks);
}

TEST_F(CheckerTest, WhereRobotsCannotBeHadNothingIsAsked) {
  fetcher_.Put("https://a.example/robots.txt", {.status = 500});
  const auto found = Run({"https://a.example/1"});
  EXPECT_EQ(found.at("https://a.example/1").kind, Kind::kSilent);
  EXPECT_EQ(Asked().size(), 1u);
}

TEST_F(CheckerTest, AHostThatSaysLaterIsLeftAlone) {
  NoRobots("https://a.example");
  fetcher_.Put("https://a.example/1", {.status = 429, .headers = {{"retry-after", "7200"}}});
  const auto found = Run({"https://a.example/1", "https://a.example/2", "https://a.example/3"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.at("https://a.example/1").retry_after, milliseconds(7'200'000));
  EXPECT_EQ(left_, 2u);
}

TEST_F(CheckerTest, AHostThatDoesNotAnswerIsLeftAloneAfterAWhile) {
  NoRobots("https://a.example");
  std::vector<std::string> urls;
  for (int i = 0; i < 9; ++i) urls.push_back("https://a.example/" + std::to_string(i));
  EXPECT_EQ(Run(urls).size(), 3u);
  EXPECT_EQ(left_, 6u);
}

TEST_F(CheckerTest, OneHostDoesNotHoldUpAnother) {
  NoRobots("https://a.example");
  NoRobots("https://b.example");
  fetcher_.Put("https://b.example/1", {.status = 200});
  fetcher_.Put("https://a.example/1", {.error = "fetch.too_late"});
  const auto found = Run({"https://a.example/1", "https://b.example/1"});
  EXPECT_EQ(found.at("https://b.example/1").kind, Kind::kWorks);
  EXPECT_EQ(found.at("https://a.example/1").reason, "slow");
}

TEST_F(CheckerTest, WhatIsNoAddressIsNotAsked) {
  const auto found = Run({"ftp://a.example/1", "not an address", ""});
  for (const auto& [url, verdict] : found) EXPECT_EQ(verdict.reason, "bad_address") << url;
  EXPECT_EQ(found.size(), 3u);
  EXPECT_TRUE(Asked().empty());
}

TEST_F(CheckerTest, AnInterruptedLookSaysNothing) {
  NoRobots("https://a.example");
  bool stop = false;
  options_.stop = [&] { return stop; };
  options_.wait = [&](milliseconds) { stop = true; };
  EXPECT_TRUE(Run({"https://a.example/1", "https://a.example/2"}).empty());
  EXPECT_EQ(left_, 2u);
}

TEST_F(CheckerTest, SeveralHostsAtOnceAreEachAskedOneByOne) {
  options_.parallel = 4;
  options_.wait = [](milliseconds) {};
  std::vector<std::string> urls;
  for (int host = 0; host < 12; ++host) {
    const std::string origin = "https://h" + std::to_string(host) + ".example";
    NoRobots(origin);
    for (int i = 0; i < 5; ++i) {
      urls.push_back(origin + "/" + std::to_string(i));
      fetcher_.Put(urls.back(), {.status = 200});
    }
  }
  EXPECT_EQ(Run(urls).size(), 60u);
  EXPECT_EQ(left_, 0u);
}

}  // namespace
}  // namespace concord::library::links
