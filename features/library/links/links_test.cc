// The check of links on both engines, with prepared answers and a clock that is moved by hand.
#include "features/library/links/links.h"

#include <gtest/gtest.h>

#include "base/fetch/fake_fetcher.h"
#include "base/journal/linker.h"
#include "base/testing/databases.h"

namespace concord::library::links {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr char kCatalog[] = R"({"resources":[
  {"slug":"walk","title":"Walk","url":"https://a.example/walk"},
  {"slug":"talk","title":"Talk","url":"https://b.example/talk","doi":"10.1000/talk"},
  {"slug":"doi","title":"Doi only","doi":"10.1000/only"},
  {"slug":"none","title":"No address"},
  {"slug":"draft","title":"Draft","url":"https://c.example/","status":"draft"}]})";

class LinksTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    settings_.enabled = true;
    links_ = std::make_unique<Links>(*library_, fetcher_, settings_, world_.clock, world_.random, world_.log);
    links_->WaitWith([this](milliseconds time) { world_.clock.Advance(time); });
    settings_.parallel = 1;
    Take(kCatalog);
    for (const char* origin : {"https://a.example", "https://b.example", "https://doi.org"})
      fetcher_.Put(std::string(origin) + "/robots.txt", {.status = 404});
  }
  void Take(const std::string& json) {
    const auto report = library_->Import("a.json", json, std::nullopt, {.update_duplicates = true});
    ASSERT_TRUE(report && report->applied) << (report ? "" : report.error().cause);
  }
  std::string IdOf(const std::string& slug) {
    return *db().Read([&](db::Session& s) -> Result<std::string> {
      return s.One("SELECT id FROM library_resource WHERE slug = :slug", slug)->Text(0);
    });
  }
  RunReport Run(size_t limit = 100) {
    const auto report = links_->Run(limit);
    EXPECT_TRUE(report) << (report ? "" : report.error().cause);
    return report ? *report : RunReport();
  }
  History Of(const std::string& slug) {
    const auto link = links_->Of(IdOf(slug));
    EXPECT_TRUE(link);
    return link ? link->history : History();
  }
  int64_t Entries(const std::string& action) {
    EXPECT_TRUE(journal::LinkAll(db()));
    return *db().Read([&](db::Session& s) -> Result<int64_t> {
      return s.One("SELECT COUNT(*) FROM journal_entry WHERE action = :action", action)->Int(0);
    });
  }

  fetch::FakeFetcher fetcher_;
  Config::Links settings_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<Links> links_;
};
CONCORD_ON_BOTH_ENGINES(LinksTest);

TEST_P(LinksTest, LooksAtWhatReadersAreSentTo) {
  fetcher_.Put("https://a.example/walk", {.status = 200});
  fetcher_.Put("https://b.example/talk", {.status = 200});
  fetcher_.Put("https://doi.org/10.1000/only", {.status = 200});
  const uint64_t version = library_->Version();
  const RunReport report = Run();
  EXPECT_EQ(report.looked, 3u) << "no draft, nothing without an address";
  EXPECT_EQ(report.changed.size(), 3u);
  EXPECT_GT(library_->Version(), version) << "pages that say when are made anew";
  for (const char* slug : {"walk", "talk", "doi"}) EXPECT_EQ(Of(slug).state, State::kOk) << slug;
  EXPECT_FALSE(links_->Of(IdOf("none")));
  EXPECT_EQ(Run().looked, 0u) << "nothing is due";
  world_.clock.Advance(days(33));
  EXPECT_EQ(Run().looked, 3u) << "a period later, everything";
}

TEST_P(LinksTest, DiesOnlyAfterSeveralDaysAndIsListed) {
  fetcher_.Put("https://a.example/walk", {.status = 404});
  fetcher_.Put("https://b.example/talk", {.status = 200});
  fetcher_.Put("https://doi.org/10.1000/only", {.status = 200});
  Run();
  EXPECT_EQ(Of("walk").state, State::kUnsure);
  const Time first = *Of("walk").failing_since;
  for (int i = 0; i < 2; ++i) {
    world_.clock.Advance(hours(49));
    EXPECT_EQ(Run().looked, 1u);
  }
  EXPECT_EQ(Of("walk").state, State::kDead);
  EXPECT_EQ(*Of("walk").failing_since, first);
  const auto listed = links_->List({.needs_a_look = true});
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1u);
  EXPECT_EQ(listed->front().slug, "walk");
  const auto counts = links_->CountByState();
  EXPECT_EQ(counts->at(State::kDead), 1);
  EXPECT_EQ(counts->at(State::kOk), 2);
  fetcher_.Put("https://a.example/walk", {.status = 200});
  world_.clock.Advance(days(33));
  Run();
  Run();
  EXPECT_EQ(Entries("library.link.state"), 5) << "three found to work, one unsure, one dead; what stays is not entered";
}

TEST_P(LinksTest, ANewAddressIsTakenByAPersonAlone) {
  fetcher_.Put("https://a.example/walk",
               {.status = 200, .hops = {{301, "https://a.example/walk", "https://new.example/walk"}}});
  Run();
  EXPECT_EQ(library_->Find("walk")->about.url, "https://a.example/walk") << "nothing changes by itself";
  ASSERT_EQ(Of("walk").state, State::kRedirected);
  const std::string id = IdOf("walk");
  EXPECT_EQ(links_->TakeNewAddress(id, "https://evil.example/", "x").error().kind, ErrorKind::kConflict)
      << "only the address that the curator saw";
  ASSERT_TRUE(links_->TakeNewAddress(id, "https://new.example/walk", "curator"));
  EXPECT_EQ(library_->Find("walk")->about.url, "https://new.example/walk");
  EXPECT_EQ(Of("walk").state, State::kOk);
  EXPECT_EQ(Entries("library.resource.update"), 1);
  EXPECT_EQ(links_->TakeNewAddress(id, "https://new.example/walk", "curator").error().kind, ErrorKind::kConflict);
}

TEST_P(LinksTest, AnAddressThatAnEditorChangedBeginsAnew) {
  fetcher_.Put("https://a.example/walk", {.status = 404});
  Run();
  Take(R"({"resources":[{"slug":"walk","title":"Walk","url":"https://a.example/other"}]})");
  EXPECT_EQ(Of("walk").state, State::kNever);
  fetcher_.Put("https://a.example/other", {.status = 200});
  Run();
  EXPECT_EQ(Of("walk").state, State::kOk);
  EXPECT_FALSE(Of("walk").failing_since);
}

TEST_P(LinksTest, WhatACuratorFoundGoodIsNotListed) {
  fetcher_.Put("https://a.example/walk", {.status = 403});
  fetcher_.Put("https://b.example/talk", {.status = 200});
  fetcher_.Put("https://doi.org/10.1000/only", {.status = 200});
  Run();
  EXPECT_EQ(links_->List({.needs_a_look = true})->size(), 1u);
  ASSERT_TRUE(links_->MarkFine(IdOf("walk"), "curator"));
  EXPECT_TRUE(links_->List({.needs_a_look = true})->empty());
  EXPECT_TRUE(Of("walk").fine);
  ASSERT_TRUE(links_->LookAgain(IdOf("walk"), "curator"));
  EXPECT_EQ(Run().looked, 1u);
  EXPECT_EQ(links_->MarkFine("no-such-id", "curator").error().kind, ErrorKind::kNotFound);
}

TEST_P(LinksTest, AWithdrawnResourceIsNoLongerAsked) {
  ASSERT_TRUE(links_->Withdraw(IdOf("walk"), "curator"));
  EXPECT_FALSE(library_->Find("walk"));
  fetcher_.Put("https://b.example/talk", {.status = 200});
  fetcher_.Put("https://doi.org/10.1000/only", {.status = 200});
  EXPECT_EQ(Run().looked, 2u);
}

TEST_P(LinksTest, ARemovedResourceTakesItsLinkAlong) {
  fetcher_.Put("https://a.example/walk", {.status = 200});
  Run();
  ASSERT_TRUE(library_->Remove("walk", "system"));
  EXPECT_EQ(links_->List({})->size(), 2u);
}

TEST_P(LinksTest, AnHoursShareCoversANewLibraryInSixDays) {
  EXPECT_EQ(*links_->HourlyShare(), 1u);
  std::string json = R"({"resources":[)";
  for (int i = 0; i < 500; ++i)
    json += std::string(i ? "," : "") + R"({"slug":"r)" + std::to_string(i) + R"(","title":"R)" + std::to_string(i) +
            R"(","url":"https://a.example/)" + std::to_string(i) + "\"}";
  Take(json + "]}");
  EXPECT_EQ(*links_->HourlyShare() * 24 * 6 >= 503, true);
  EXPECT_LE(*links_->HourlyShare(), 5u);
}

TEST_P(LinksTest, TheJobRunsAndWaitsForTheNextHour) {
  fetcher_.Put("https://a.example/walk", {.status = 200});
  jobs::Runner runner(db(), world_.clock, world_.random, world_.log);
  Links links(*library_, fetcher_, settings_, world_.clock, world_.random, world_.log);
  links.WaitWith([this](milliseconds time) { world_.clock.Advance(time); });
  links.Handle(runner);
  ASSERT_TRUE(links.Schedule());
  ASSERT_TRUE(links.Schedule());  // a second start of the server
  EXPECT_FALSE(runner.RunOne()) << "not at once: a restart does not ask everybody again";
  world_.clock.Advance(hours(1));
  EXPECT_TRUE(runner.RunOne());
  EXPECT_FALSE(runner.RunOne());
  EXPECT_EQ(runner.Count()->waiting, 1) << "the next hour's";
  EXPECT_EQ(runner.Count()->failed, 0);
}

TEST_P(LinksTest, SwitchedOffNothingIsAsked) {
  Config::Links off;
  Links links(*library_, fetcher_, off, world_.clock, world_.random, world_.log);
  jobs::Runner runner(db(), world_.clock, world_.random, world_.log);
  links.Handle(runner);
  ASSERT_TRUE(links.Schedule());
  world_.clock.Advance(days(2));
  EXPECT_FALSE(runner.RunOne());
  EXPECT_TRUE(fetcher_.requests().empty());
}

}  // namespace
}  // namespace concord::library::links
