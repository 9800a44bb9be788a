// Runs of the harvester against prepared answers, on both engines.
#include "features/library/harvest/harvester.h"

#include <gmock/gmock.h>

#include <map>
#include <thread>

#include "base/core/text.h"
#include "base/fetch/fake_fetcher.h"
#include "base/testing/databases.h"
#include "features/library/harvest/worker.h"
#include "features/library/oai/oai.h"
#include "features/library/store.h"

namespace concord::library::harvest {
namespace {

using fetch::FakeFetcher;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kBase[] = "https://a.example/oai";

struct Rec {
  std::string id, title, more;
  bool deleted = false;
};

std::string Xml(const Rec& r) {
  std::string xml = "<record><header" + std::string(r.deleted ? " status='deleted'" : "") +
                    "><identifier>oai:a.example:" + r.id + "</identifier><datestamp>2026-01-01</datestamp></header>";
  if (!r.deleted) {
    xml +=
        "<metadata><oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>" +
        r.title + "</dc:title>" + r.more + "</oai_dc:dc></metadata>";
  }
  return xml + "</record>";
}

std::string Answered(const std::string& inside, const std::string& date = "2026-11-21T07:00:00Z") {
  return "<?xml version='1.0'?><OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>" + date +
         "</responseDate><request>" + kBase + "</request>" + inside + "</OAI-PMH>";
}

std::string List(const std::vector<Rec>& records, const std::string& token = "", const std::string& attributes = "") {
  std::string xml = "<ListRecords>";
  for (const auto& record : records) xml += Xml(record);
  if (!token.empty()) xml += "<resumptionToken" + attributes + ">" + token + "</resumptionToken>";
  return Answered(xml + "</ListRecords>");
}

std::string Fault(const std::string& code) { return Answered("<error code='" + code + "'>said so</error>"); }

class HarvesterTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    Take(
        R"({"topics":[{"slug":"use-of-force","title":{"en":"Use of Force"}},{"slug":"foot-patrol","title":{"en":"Foot Patrol"}}],
             "types":[{"slug":"report","title":{"en":"Report"}},{"slug":"research-article","title":{"en":"Research article"}},
                      {"slug":"other","title":{"en":"Other"}}]})");
    sources_ = std::make_unique<Sources>(*library_, world_.clock, world_.random);
    fetcher_.Put(Ask(kBase, {{"verb", "Identify"}}),
                 {.body = Answered("<Identify><repositoryName>Archive</repositoryName>"
                                   "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>")});
    Source source;
    source.name = "Archive A";
    source.base_url = kBase;
    source.status = "published";
    id_ = sources_->Add(source, "system").value().id;
  }
  void Take(const std::string& json) {
    const auto report = library_->Import("a.json", json, std::nullopt, {});
    ASSERT_TRUE(report && report->applied) << (report ? "" : report.error().cause);
  }
  std::string First(const std::string& from = "") const {
    std::vector<std::pair<std::string, std::string>> arguments{{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}};
    if (!from.empty()) arguments.emplace_back("from", from);
    return Ask(kBase, arguments);
  }
  static std::string Next(const std::string& token) {
    return Ask(kBase, {{"verb", "ListRecords"}, {"resumptionToken", token}});
  }
  HarvestDeps Deps() {
    return {*sources_,
            fetcher_,
            world_.log,
            [this](milliseconds time) {
              waited_ += time;
              world_.clock.Advance(time);
              return !stopping_;
            },
            [this] { return stopping_; },
            manners_};
  }
  harvest::Run Go(bool alone = false) {
    const auto run = Harvest(Deps(), id_, alone);
    EXPECT_TRUE(run) << run.error().key << " " << run.error().cause;
    return run.value_or(harvest::Run());
  }
  Source Now() { return sources_->Find(id_)->source; }
  std::optional<exchange::Record> Stored(const std::string& slug) {
    return *db().Read([&](db::Session& s) -> Result<std::optional<exchange::Record>> {
      const auto found = library::store::FindResource(s, slug);
      return found ? std::optional(found->about) : std::nullopt;
    });
  }
  int64_t CountResources() {
    return *db().Read(
        [](db::Session& s) -> Result<int64_t> { return s.One("SELECT COUNT(*) FROM library_resource")->Int(0); });
  }
  // A curator's change.
  void Edit(const std::string& slug, const std::function<void(exchange::Record&)>& change) {
    const auto status = library_->Write("curator", [&](library::Change& c) -> Status {
      const auto before = library::store::FindResource(c.transaction(), slug);
      exchange::Record after = before->about;
      change(after);
      c.Replace(*before, after);
      return {};
    });
    ASSERT_TRUE(status);
  }
  void NextWeek() { world_.clock.Advance(std::chrono::hours(168)); }

  FakeFetcher fetcher_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<Sources> sources_;
  std::string id_;
  Manners manners_;
  milliseconds waited_{0};
  bool stopping_ = false;
};

TEST_P(HarvesterTest, TakesAWholeListAndThenWhatChanged) {
  fetcher_.Put(
      First(),
      {.body = List({{"1", "One", "<dc:subject>Use of Force</dc:subject><dc:date>2001</dc:date>"}, {"2", "Two", ""}},
                    "t|1 &amp; more")});
  fetcher_.Put(Next("t|1 & more"), {.body = List({{"3", "Three", ""}})});
  const auto run = Go();
  EXPECT_EQ(run.state, "done") << run.error_key;
  EXPECT_EQ(run.tally.added, 3);
  EXPECT_EQ(run.tally.pages, 2);
  const auto one = Stored("one");
  ASSERT_TRUE(one);
  EXPECT_THAT(one->topics, ElementsAre("use-of-force"));
  EXPECT_EQ(one->status, "published");
  ASSERT_THAT(one->facts, SizeIs(1));
  EXPECT_EQ(one->facts[0].source, "Archive A (oai:a.example:1)");
  EXPECT_EQ(Now().repository, "Archive");
  EXPECT_EQ(FormatRfc3339(*Now().reached), "2026-11-21T07:00:00Z");
  EXPECT_EQ(Now().next_run, world_.clock.Now() + std::chrono::hours(168));

  // From an hour before, by the source's clock; what is the same changes nothing.
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"),
               {.body = List({{"1", "One", "<dc:subject>Use of Force</dc:subject><dc:date>2001</dc:date>"},
                              {"2", "Two, corrected", ""}})});
  const auto second = Go();
  EXPECT_EQ(second.state, "done") << second.error_key;
  EXPECT_EQ(second.from, "2026-11-21T06:00:00Z");
  EXPECT_EQ(second.tally.unchanged, 1);
  EXPECT_EQ(second.tally.updated, 1);
  EXPECT_EQ(Stored("two")->title, "Two, corrected");
  EXPECT_EQ(CountResources(), 3);
}

TEST_P(HarvesterTest, WhatACuratorChangedStays) {
  fetcher_.Put(First(), {.body = List({{"1", "One",
                                        "<dc:description>Old words.</dc:description><dc:publisher>P</dc:publisher>"
                                        "<dc:subject>Use of Force</dc:subject><dc:subject>beats</dc:subject>"}})});
  Go();
  Edit("one", [](exchange::Record& r) {
    r.summary = "A better summary.";
    r.topics = {"foot-patrol"};  // one taken away, one added
  });
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"),
               {.body = List({{"1", "One, revised",
                               "<dc:description>New words.</dc:description><dc:publisher>Q</dc:publisher>"
                               "<dc:subject>Use of Force</dc:subject><dc:subject>districts</dc:subject>"}})});
  EXPECT_EQ(Go().tally.updated, 1);
  const auto one = Stored("one");
  EXPECT_EQ(one->title, "One, revised");
  EXPECT_EQ(one->publisher, "Q");
  EXPECT_EQ(one->summary, "A better summary.");
  EXPECT_THAT(one->topics, ElementsAre("foot-patrol"));
  EXPECT_THAT(one->keywords, ElementsAre("districts"));
}

TEST_P(HarvesterTest, WhatTheLibraryHasIsFilledNotDoubled) {
  Take(R"({"resources":[{"slug":"mine","title":"On force","doi":"10.1000/f","summary":"Ours."},
                        {"slug":"titled","title":"Same title","year":2001}]})");
  fetcher_.Put(First(), {.body = List({{"1", "About force",
                                        "<dc:identifier>https://doi.org/10.1000/F</dc:identifier>"
                                        "<dc:description>Theirs.</dc:description><dc:publisher>P</dc:publisher>"},
                                       {"2", "Same: title", "<dc:date>2001</dc:date>"},
                                       {"3", "New", "<dc:date>2002</dc:date>"},
                                       {"4", "New", "<dc:date>2002</dc:date>"}})});
  const auto run = Go();
  EXPECT_EQ(run.tally.linked, 3);
  EXPECT_EQ(run.tally.added, 1);
  EXPECT_EQ(CountResources(), 3);
  EXPECT_EQ(Stored("mine")->title, "On force");
  EXPECT_EQ(Stored("mine")->summary, "Ours.");
  EXPECT_EQ(Stored("mine")->publisher, "P");
}

TEST_P(HarvesterTest, DeletedRecordsWithdrawWhatCameFromThereAlone) {
  Take(R"({"resources":[{"slug":"mine","title":"Ours","doi":"10.1000/f"}]})");
  fetcher_.Put(First(), {.body = List({{"1", "Theirs", ""},
                                       {"2", "Edited", ""},
                                       {"3", "Ours", "<dc:identifier>doi:10.1000/f</dc:identifier>"}})});
  Go();
  Edit("edited", [](exchange::Record& r) { r.summary = "Worked on."; });
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"),
               {.body = List({{"1", "", "", true}, {"2", "", "", true}, {"3", "", "", true}, {"9", "", "", true}})});
  const auto run = Go();
  EXPECT_EQ(run.tally.withdrawn, 1);
  EXPECT_EQ(Stored("theirs")->status, "withdrawn");
  EXPECT_EQ(Stored("edited")->status, "published");
  EXPECT_EQ(Stored("mine")->status, "published");
  // It comes back as it was.
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.body = List({{"1", "Theirs", ""}})});
  Go();
  EXPECT_EQ(Stored("theirs")->status, "published");
}

TEST_P(HarvesterTest, AResourceThatSomebodyRemovedIsNotMadeAnew) {
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}})});
  Go();
  ASSERT_TRUE(library_->Remove("one", "curator"));
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.body = List({{"1", "One again", ""}})});
  EXPECT_EQ(Go().state, "done");
  EXPECT_EQ(CountResources(), 0);
}

TEST_P(HarvesterTest, ARecordFollowsItsResourceIntoAnother) {
  Take(R"({"resources":[{"slug":"kept","title":"Kept"}]})");
  fetcher_.Put(First(), {.body = List({{"1", "Doubled", ""}})});
  Go();
  ASSERT_TRUE(library_->Write("curator", [](library::Change& c) -> Status {
    const auto kept = library::store::FindResource(c.transaction(), "kept");
    const auto merged = library::store::FindResource(c.transaction(), "doubled");
    EXPECT_TRUE(FollowMerge(c.transaction(), merged->id.ToString(), kept->id.ToString()));
    c.Remove(*merged);
    return {};
  }));
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.body = List({{"1", "Doubled", "<dc:publisher>P</dc:publisher>"}})});
  EXPECT_EQ(Go().tally.updated, 1);
  EXPECT_EQ(Stored("kept")->publisher, "P");
  EXPECT_EQ(Stored("kept")->title, "Kept");
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.body = List({{"1", "", "", true}})});
  EXPECT_EQ(Go().tally.withdrawn, 0);
  EXPECT_EQ(Stored("kept")->status, "published");
}

TEST_P(HarvesterTest, GoesOnWhereItWasStopped) {
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}}, "t1")});
  fetcher_.Put(Next("t1"), {.body = List({{"2", "Two", ""}}, "t2")});
  fetcher_.Put(Next("t2"), {.body = List({{"3", "Three", ""}})});
  // The program ends while it waits after the second page.
  int waits = 0;
  HarvestDeps deps = Deps();
  deps.wait = [&](milliseconds) { return ++waits < 3; };
  const auto stopped = Harvest(deps, id_, false);
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped->state, "waiting");
  EXPECT_EQ(stopped->token, "t2");
  EXPECT_EQ(CountResources(), 2);
  EXPECT_LE(*Now().next_run, world_.clock.Now());
  const auto run = Go();
  EXPECT_EQ(run.id, stopped->id);
  EXPECT_EQ(run.state, "done");
  EXPECT_EQ(run.tally.added, 3);
  EXPECT_THAT(fetcher_.requests(), SizeIs(4));  // Identify and the three pages, each once
}

TEST_P(HarvesterTest, ARunThatDiedIsTakenOverAndAnotherIsNotDisturbed) {
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}}, "t1")});
  fetcher_.Put(Next("t1"), {.error = "fetch.stopped"});
  HarvestDeps deps = Deps();
  Go();
  // As a killed process leaves it.
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    t.Execute("UPDATE library_harvest_run SET state = 'running'");
    return {};
  }));
  const auto second = Harvest(deps, id_, false);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().key, "harvest.running");
  fetcher_.Otherwise([](const fetch::Request&) { return FakeFetcher::Answer{.body = List({{"2", "Two", ""}})}; });
  world_.clock.Advance(std::chrono::minutes(11));
  EXPECT_EQ(Go().state, "waiting");  // still stopped by the fetcher, but taken over
}

TEST_P(HarvesterTest, AnExpiredTokenBeginsTheListAnew) {
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}}, "old")});
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}}, "new")});
  fetcher_.Put(Next("old"), {.body = Fault("badResumptionToken")});
  fetcher_.Put(Next("new"), {.body = List({{"2", "Two", ""}})});
  const auto run = Go();
  EXPECT_EQ(run.state, "done") << run.error_key;
  EXPECT_EQ(run.tally.added, 1);
  EXPECT_EQ(CountResources(), 2);
  const auto runs = *sources_->Runs(id_, 10);
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_EQ(runs[1].error_key, "harvest.token_expired");
}

TEST_P(HarvesterTest, EndlessListsEnd) {
  const auto ends = [&](const char* key) {
    const auto run = Go();
    EXPECT_EQ(run.state, "failed");
    EXPECT_EQ(run.error_key, key);
    world_.clock.Advance(std::chrono::hours(200));
  };
  // The same token for ever.
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}}, "again")});
  fetcher_.Put(Next("again"), {.body = List({{"2", "Two", ""}}, "again")});
  ends("harvest.token_repeats");
  // A circle of two.
  fetcher_.Put(Next("again"), {.body = List({{"3", "Three", ""}}, "b")});
  fetcher_.Put(Next("b"), {.body = List({{"4", "Four", ""}}, "again")});
  // (the prepared answers of "again": first its own name, then b)
  ends("harvest.token_repeats");

  // Ever new tokens with the same records; ever new tokens with nothing; ever new records.
  Source source = Now();
  source.set = "loop";
  ASSERT_TRUE(sources_->Change(source, "system"));
  int page = 0;
  const auto token = [&page] { return "p" + std::to_string(++page); };
  fetcher_.Otherwise([&](const fetch::Request&) {
    return FakeFetcher::Answer{.body = List({{"1", "One", ""}}, token())};
  });
  ends("harvest.no_progress");
  EXPECT_LT(page, 10);
  page = 0;
  fetcher_.Otherwise([&](const fetch::Request&) {
    return FakeFetcher::Answer{.body = List({{"8", "", "", true}}, token())};
  });
  ends("harvest.no_progress");
  EXPECT_LT(page, 10);
  page = 0;
  fetcher_.Otherwise([&](const fetch::Request&) { return FakeFetcher::Answer{.body = List({}, token())}; });
  ends("harvest.no_progress");
  EXPECT_LT(page, 300);
  page = 0;
  manners_.most_records = 20;
  fetcher_.Otherwise([&](const fetch::Request&) {
    const std::string next = token();
    return FakeFetcher::Answer{.body = List({{next, "Title " + next, ""}, {next + "b", "Other " + next, ""}}, next)};
  });
  ends("harvest.too_many");
  EXPECT_LT(page, 20);
}

TEST_P(HarvesterTest, ListsFarLongerThanTheySayEnd) {
  int page = 0;
  fetcher_.Otherwise([&](const fetch::Request&) {
    std::vector<Rec> records;
    for (int i = 0; i < 200; ++i) records.push_back({std::to_string(page) + "." + std::to_string(i), "", "", false});
    ++page;
    return FakeFetcher::Answer{.body = List(records, "p" + std::to_string(page), " completeListSize='5'")};
  });
  const auto run = Go();
  EXPECT_EQ(run.error_key, "harvest.too_many");
  EXPECT_LT(page, 10);
  EXPECT_GT(run.tally.rejected, 1000);  // they have no titles
  EXPECT_THAT(*sources_->Problems(run.id), SizeIs(300));
}

TEST_P(HarvesterTest, WaitsAsLongAsItIsAsked) {
  fetcher_.Put(First(), {.status = 503, .body = "busy", .type = "text/plain", .headers = {{"retry-after", "120"}}});
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}})});
  EXPECT_EQ(Go().state, "done");
  EXPECT_GE(waited_, std::chrono::seconds(120));
  EXPECT_LT(waited_, std::chrono::seconds(130));
  // Longer than anybody wants to hold a thread: it comes back then.
  NextWeek();
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.status = 429, .headers = {{"retry-after", "7200"}}});
  waited_ = milliseconds(0);
  EXPECT_EQ(Go().state, "waiting");
  EXPECT_LT(waited_, std::chrono::seconds(10));
  EXPECT_EQ(*Now().next_run, world_.clock.Now() + std::chrono::hours(2));
}

TEST_P(HarvesterTest, FaultsAreToldAndTriedAgainWhereThatMayHelp) {
  const auto says = [&](FakeFetcher::Answer answer, const char* key) {
    FakeFetcher fetcher;
    fetcher.Put(Ask(kBase, {{"verb", "Identify"}}),
                {.body = Answered("<Identify><repositoryName>A</repositoryName></Identify>")});
    fetcher.Put(First(), std::move(answer));
    HarvestDeps deps{*sources_, fetcher, world_.log, Deps().wait, {}, manners_};
    const auto run = Harvest(deps, id_, false);
    ASSERT_TRUE(run);
    EXPECT_EQ(run->state, "failed") << key;
    EXPECT_EQ(run->error_key, key);
    EXPECT_GT(Now().failures, 0);
    EXPECT_GT(*Now().next_run, world_.clock.Now());
  };
  says({.body = "<html><body>Log in</body></html>"}, "harvest.html");
  says({.body = "{}"}, "harvest.not_xml");
  says({.status = 404, .body = "<html/>"}, "harvest.http_status");
  says({.status = 500, .body = "oops"}, "harvest.http_status");
  says({.body = "<!DOCTYPE x [<!ENTITY a \"b\">]><OAI-PMH/>"}, "harvest.entities");
  says({.body = Fault("cannotDisseminateFormat")}, "harvest.refused");
  says({.status = 400, .body = Fault("badArgument")}, "harvest.refused");
  says({.body = Answered("<Identify/>")}, "harvest.wrong_answer");
  says({.body = List({{"1", "One", ""}}).substr(0, 300)}, "harvest.truncated");
  says({.error = "fetch.internal", .kind = ErrorKind::kForbidden}, "fetch.internal");
  says({.error = "fetch.unreachable"}, "fetch.unreachable");
  says({.error = "fetch.too_large", .kind = ErrorKind::kInvalid}, "fetch.too_large");
  EXPECT_EQ(CountResources(), 0);
}

TEST_P(HarvesterTest, ABreakOffTakesWhatWasWholeAndAsksAgain) {
  const std::string whole = List({{"1", "One", ""}, {"2", "Two", ""}, {"3", "Three", ""}});
  fetcher_.Put(First(), {.body = whole.substr(0, whole.find("oai:a.example:3"))});
  fetcher_.Put(First(), {.body = whole});
  const auto run = Go();
  EXPECT_EQ(run.state, "done");
  EXPECT_EQ(CountResources(), 3);
  EXPECT_EQ(run.tally.added, 3);
}

TEST_P(HarvesterTest, SourcesThatSayLittleOfTimeAreAskedByDay) {
  fetcher_.Put(Ask(kBase, {{"verb", "Identify"}}),
               {.body = Answered("<Identify><granularity>YYYY-MM-DD</granularity></Identify>")});
  FakeFetcher fetcher;
  fetcher.Put(Ask(kBase, {{"verb", "Identify"}}),
              {.body = Answered("<Identify><granularity>YYYY-MM-DD</granularity></Identify>")});
  fetcher.Put(First(), {.body = Answered("<ListRecords>" + Xml({"1", "One", ""}) + "</ListRecords>", "0000-00-00")});
  fetcher.Put(First("2026-11-20"), {.body = Fault("noRecordsMatch")});
  HarvestDeps deps{*sources_, fetcher, world_.log, Deps().wait, {}, manners_};
  EXPECT_EQ(Harvest(deps, id_, false)->state, "done");
  EXPECT_EQ(*Now().reached, testing::kStart);  // a date that cannot be read: by our own clock
  NextWeek();
  const auto run = Harvest(deps, id_, false);
  EXPECT_EQ(run->state, "done") << run->error_key;
  EXPECT_EQ(run->from, "2026-11-20");
}

TEST_P(HarvesterTest, WordsAreCountedAndMapped) {
  fetcher_.Put(First(), {.body = List({{"1", "One", "<dc:subject>Kraft</dc:subject><dc:type>Artikel X</dc:type>"},
                                       {"2", "Two", "<dc:subject>Kraft</dc:subject><dc:subject>Noise</dc:subject>"}})});
  Go();
  const auto words = *sources_->Words(id_);
  ASSERT_THAT(words, SizeIs(3));
  EXPECT_EQ(words[0].word, "Artikel X");
  EXPECT_EQ(words[1].word, "Kraft");
  EXPECT_EQ(words[1].records, 2);
  ASSERT_TRUE(sources_->Map(
      id_, {{"subject", "Kraft", 0, "use-of-force"}, {"subject", "Noise", 0, "-"}, {"type", "Artikel X", 0, "report"}},
      "system"));
  EXPECT_FALSE(Now().reached);  // everything is asked for again
  NextWeek();
  fetcher_.Put(First(), {.body = List({{"1", "One", "<dc:subject>Kraft</dc:subject><dc:type>Artikel X</dc:type>"},
                                       {"2", "Two", "<dc:subject>Noise</dc:subject>"}})});
  const auto run = Go();
  EXPECT_EQ(run.tally.updated, 2);
  EXPECT_THAT(Stored("one")->topics, ElementsAre("use-of-force"));
  EXPECT_THAT(Stored("one")->keywords, IsEmpty());
  EXPECT_THAT(Stored("one")->types, ElementsAre("report"));
  EXPECT_THAT(Stored("two")->keywords, IsEmpty());
  const auto after = sources_->Words(id_);
  for (const auto& word : *after) {
    EXPECT_EQ(word.records, 1) << word.word;
  }
}

TEST_P(HarvesterTest, SourcesAreChecked) {
  const auto adds = [&](const std::function<void(Source&)>& change) {
    Source source{.name = "B", .base_url = "https://b.example/oai"};
    change(source);
    const auto added = sources_->Add(source, "system");
    return added ? "" : added.error().key;
  };
  EXPECT_EQ(adds([](Source& s) { s.name = ""; }), "harvest.bad_name");
  EXPECT_EQ(adds([](Source& s) { s.name = "Archive A"; }), "harvest.name_taken");
  EXPECT_EQ(adds([](Source& s) { s.base_url = "javascript:x"; }), "harvest.bad_url");
  EXPECT_EQ(adds([](Source& s) { s.format = "two words"; }), "harvest.bad_format");
  EXPECT_EQ(adds([](Source& s) { s.set = "a b"; }), "harvest.bad_set");
  EXPECT_EQ(adds([](Source& s) { s.every_hours = -1; }), "harvest.bad_schedule");
  EXPECT_EQ(adds([](Source& s) { s.status = "withdrawn"; }), "harvest.bad_status");
  EXPECT_EQ(adds([](Source&) {}), "");
  ASSERT_TRUE(sources_->Remove(id_, "system"));
  EXPECT_EQ(sources_->Find(id_).error().key, "harvest.no_source");
}

TEST_P(HarvesterTest, TheWorkerRunsWhatIsDueAndNothingElse) {
  fetcher_.Put(First(), {.body = List({{"1", "One", ""}})});
  Worker worker(*sources_, fetcher_, world_.log, {.pause = milliseconds(1)});
  ASSERT_TRUE(worker.Schedule());
  EXPECT_TRUE(worker.RunOne());
  EXPECT_EQ(CountResources(), 1);
  ASSERT_TRUE(worker.Schedule());
  EXPECT_FALSE(worker.RunOne());  // due in a week
  ASSERT_TRUE(sources_->SetPaused(id_, true, "system"));
  NextWeek();
  ASSERT_TRUE(worker.Schedule());
  EXPECT_FALSE(worker.RunOne());
  ASSERT_TRUE(sources_->RunSoon(id_, "system"));  // whoever asks for it wakes it
  fetcher_.Put(First("2026-11-21T06:00:00Z"), {.body = List({{"1", "One", ""}, {"2", "Two", ""}})});
  ASSERT_TRUE(worker.Schedule());
  EXPECT_TRUE(worker.RunOne());
  EXPECT_EQ(CountResources(), 2);
}

// Our own repository, harvested by a second library: what one hub has, another gets.
TEST_P(HarvesterTest, AHubHarvestsAHub) {
  testing::FreshDatabase other(GetParam());
  Library theirs(*other, world_.clock, world_.random);
  std::string json =
      R"({"topics":[{"slug":"use-of-force","title":{"en":"Use of Force"}}],"types":[{"slug":"research-article","title":{"en":"Research article"}}],
 "resources":[{"slug":"walk","title":"Foot patrol","subtitle":"A trial","summary":"On <trust> & \"more\".","year":2011,"date":"2011-08",
   "types":["research-article"],"topics":["use-of-force"],"languages":["en"],"keywords":["beats"],
   "authors":[{"family":"Ratcliffe","given":"Jerry"},{"literal":"Police & Co"}],"editors":[{"family":"Doe","given":"Jane"}],
   "doi":"10.1000/walk","url":"https://journal.example/walk","container":"Criminology","volume":"49","issue":"3","pages":"795-831",
   "access":"open","publisher":"ASC","place":"Columbus","series":"Trials","issn":"0011-1384"})";
  for (int i = 0; i < 25; ++i)
    json += R"(,{"slug":"n)" + std::to_string(i) + R"(","title":"Number )" + std::to_string(i) + "\"}";
  ASSERT_TRUE(theirs.Import("b.json", json + "]}", std::nullopt, {})->applied);
  Config::Hub hub;
  hub.base_url = "https://a.example";
  http::Router router;
  oai::BindOai(router, {theirs, hub, "", world_.clock, world_.log, 10});
  FakeFetcher fetcher;
  fetcher.Otherwise([&](const fetch::Request& asked) {
    http::Request request;
    request.path = "/oai";
    request.query = http::ParseForm(asked.url.substr(asked.url.find('?') + 1));
    const auto response = router.Find(http::Method::kGet, "/oai").route->handler(request);
    return FakeFetcher::Answer{.status = static_cast<int>(response.status), .body = response.body};
  });
  HarvestDeps deps{*sources_, fetcher, world_.log, Deps().wait, {}, manners_};
  Source source = Now();
  source.format = "mods";
  ASSERT_TRUE(sources_->Change(source, "system"));
  world_.clock.Advance(std::chrono::hours(2));
  const auto run = Harvest(deps, id_, false);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->state, "done") << run->error_key;
  EXPECT_EQ(run->tally.added, 26);
  EXPECT_EQ(run->tally.rejected, 0);
  exchange::Record original = theirs.Find("walk")->about;
  exchange::Record copy = *Stored("foot-patrol");
  EXPECT_EQ(copy.facts.size(), 1u);
  copy.facts.clear();
  copy.slug = original.slug;
  copy.extra = original.extra;  // the words of rights are noted there
  EXPECT_EQ(exchange::WriteJson(std::span(&copy, 1)), exchange::WriteJson(std::span(&original, 1)));

  // What is withdrawn there is withdrawn here, and again only what changed comes.
  ASSERT_TRUE(theirs.Remove("n3", "system"));
  world_.clock.Advance(std::chrono::hours(200));
  const auto second = Harvest(deps, id_, false);
  EXPECT_EQ(second->state, "done") << second->error_key;
  EXPECT_EQ(Stored("number-3")->status, "withdrawn");
  EXPECT_LE(second->tally.records, 26);
}

CONCORD_ON_BOTH_ENGINES(HarvesterTest);

}  // namespace
}  // namespace concord::library::harvest
