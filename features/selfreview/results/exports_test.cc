// Somebody who takes every file of both views, and every choice of audience, gets at no single answer.
#include "features/selfreview/results/exports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/stats/generator.h"
#include "features/selfreview/engine/attack.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview::results {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;
using Cells = std::vector<std::string>;

std::shared_ptr<const Kept> KeptSmall() {
  auto kept = std::make_shared<Kept>();
  kept->instrument = Small();
  return kept;
}

// A row for each line; the texts of this instrument hold neither commas nor quotation marks.
std::vector<Cells> RowsOf(const std::string& csv) {
  std::vector<Cells> rows;
  for (const auto line : text::Split(csv, '\n')) {
    Cells cells;
    for (const auto cell : text::Split(line.substr(0, line.find('\r')), ',')) cells.emplace_back(cell);
    if (cells.size() > 1) rows.push_back(std::move(cells));
  }
  return rows;
}

// Whose answers a line of an export adds up, by the name of its audience.
Row RowNamed(const std::string& audience) {
  Row row{};
  for (size_t g = 0; g < kGroups; ++g) {
    const auto group = static_cast<Group>(g);
    row[g] = audience == "all" || audience == NameOf(SideOf(group)) || audience == NameOf(group) ? 1 : 0;
  }
  return row;
}

class Attack : public ::testing::Test {
 protected:
  Attack() {
    catalog_ = *i18n::Catalog::Load({}, {{"en", "English"}});
    words_ = std::make_unique<Words>(*catalog_, "en");
  }
  Opened ViewOf(const Snapshot& figures, bool inside) const {
    return {.review = {}, .instrument = KeptSmall(), .figures = figures, .inside = inside};
  }
  // The rows that both files of a view give of an item.
  std::vector<Row> FilesOf(const Snapshot& figures, bool inside, const std::string& item) const {
    std::vector<Row> rows;
    const Opened view = ViewOf(figures, inside);
    for (const Cells& cells : RowsOf(CsvOf(*words_, view))) {
      if (cells[0] == "item" && cells[1] == item) rows.push_back(RowNamed(cells[3]));
    }
    const Json json = Json::parse(JsonOf(*words_, view));
    for (const Json& one : json.at("items")) {
      if (one.at("id") != item) continue;
      if (!one.at("all").is_null()) rows.push_back(RowNamed("all"));
      for (const char* part : {"sides", "groups"}) {
        for (const auto& [name, summary] : one.at(part).items()) {
          if (!summary.is_null()) rows.push_back(RowNamed(name));
        }
      }
    }
    return rows;
  }
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<Words> words_;
};

TEST_F(Attack, EveryFileOfBothViewsTogetherGivesNobodyAway) {
  stats::Generator generator(23);
  size_t seen = 0;
  for (int round = 0; round < 150; ++round) {
    const Responses answers = RandomAnswers(generator);
    const Snapshots both = ScoreForBoth(Small(), answers, {.seed = 1, .replicates = 20});
    // What is published item by item, too.
    const auto some = OnlyPublished(Small(), both.in_public, [](std::string_view id) { return id != "answered"; });
    for (size_t i = 0; i < Small().items.size(); ++i) {
      const std::string id = Small().items[i].id;
      const auto people = PeopleWhoAnswered(answers, i);
      auto rows = FilesOf(both.in_public, false, id);
      seen += rows.size();
      const int64_t in_public = FewestWorkedOut(rows, people);
      EXPECT_TRUE(in_public == 0 || in_public >= 10) << round << " " << id << " " << in_public;
      for (const auto& more : {FilesOf(both.inside, true, id), FilesOf(some, false, id)})
        rows.insert(rows.end(), more.begin(), more.end());
      const int64_t together = FewestWorkedOut(rows, people);
      EXPECT_TRUE(together == 0 || together >= 5) << round << " " << id << " " << together;
    }
    EXPECT_TRUE(FilesOf(some, false, "answered").empty());
  }
  EXPECT_GT(seen, 300u);
}

// A dimension is the sum of items that the same audience is shown: it tells nothing more of anyone.
TEST_F(Attack, ADimensionIsTheSumOfWhatIsShown) {
  stats::Generator generator(5);
  const Instrument instrument = Small();
  for (int round = 0; round < 100; ++round) {
    const Snapshots both = ScoreForBoth(instrument, RandomAnswers(generator), {.seed = 1, .replicates = 20});
    for (const Snapshot* view : {&both.inside, &both.in_public}) {
      for (const Figures& dimension : view->dimensions) {
        for (size_t audience = 0; audience < kAudiences; ++audience) {
          const auto& whole = FiguresOf(dimension, audience);
          if (!whole) continue;
          stats::LevelCounts sum(kLevels, 0);
          for (size_t i = 0; i < instrument.items.size(); ++i) {
            const auto& part = FiguresOf(view->items[i], audience);
            if (instrument.dimensions[instrument.items[i].dimension] != dimension.id || !part) continue;
            for (size_t level = 0; level < part->levels.size(); ++level) sum[level] += part->levels[level];
          }
          EXPECT_EQ(whole->levels.empty() ? stats::LevelCounts(kLevels, 0) : whole->levels, sum)
              << round << " " << dimension.id << " " << AudienceName(audience);
        }
      }
    }
  }
}

TEST_F(Attack, NumbersOfPeopleInFilesAreThoseOfThePage) {
  stats::Generator generator(9);
  for (int round = 0; round < 100; ++round) {
    const Snapshots both = ScoreForBoth(Small(), RandomAnswers(generator), {.seed = 1, .replicates = 20});
    const Json json = Json::parse(JsonOf(*words_, ViewOf(both.in_public, false)));
    EXPECT_FALSE(json.contains("dropped"));
    EXPECT_FALSE(json.contains("seed"));
    for (const auto& [group, people] : json.at("by_group").items()) {
      EXPECT_TRUE(people.is_null() || people == 0 || people >= 10) << group;
    }
  }
}

TEST_F(Attack, MadeUpAnswersSayThatTheyAre) {
  stats::Generator generator(1);
  const Snapshots both = ScoreForBoth(Small(), RandomAnswers(generator), {.seed = 1, .replicates = 20});
  Opened view = ViewOf(both.inside, true);
  EXPECT_FALSE(Json::parse(JsonOf(*words_, view)).at("generated").get<bool>());
  EXPECT_THAT(CsvOf(*words_, view), Not(HasSubstr("\r\nnote,")));
  view.review.about.generated = true;
  EXPECT_TRUE(Json::parse(JsonOf(*words_, view)).at("generated").get<bool>());
  EXPECT_THAT(CsvOf(*words_, view), HasSubstr("\r\nnote,,[selfreview.results.generated_short"));
}

// What a visitor of a demonstration opens there is answered by people, if it is answered.
TEST_F(Attack, AnswersOfPeopleInACommunityThatIsMadeUpSayWhatIsTrueOfThem) {
  stats::Generator generator(1);
  const Snapshots both = ScoreForBoth(Small(), RandomAnswers(generator), {.seed = 1, .replicates = 20});
  Opened view = ViewOf(both.inside, true);
  view.place_is_made_up = true;
  const Json json = Json::parse(JsonOf(*words_, view));
  EXPECT_FALSE(json.at("generated").get<bool>());
  EXPECT_TRUE(json.at("demonstration").get<bool>());
  EXPECT_THAT(CsvOf(*words_, view), HasSubstr("\r\nnote,,[selfreview.results.demonstration_short"));
}

// Bands are in the files of who sees them, and there is no trace of them in the others.
TEST_F(Attack, BandsStandInTheRowOfTheirSideAlone) {
  stats::Generator generator(1);
  const Snapshots both = ScoreForBoth(Small(), RandomAnswers(generator), {.seed = 1, .replicates = 20});
  const Opened view = ViewOf(both.inside, true);
  EXPECT_THAT(CsvOf(*words_, view), Not(HasSubstr("others")));
  EXPECT_FALSE(Json::parse(JsonOf(*words_, view)).contains("others"));
  bands::Others others;
  others.items["asked"] = {Band{1, 2.5, 7}, std::nullopt};
  size_t found = 0;
  for (const Cells& cells : RowsOf(CsvOf(*words_, view, others))) {
    if (cells[0] != "item" || cells[1] != "asked") continue;
    const std::string band = text::Join(std::vector<std::string>(cells.end() - 3, cells.end()), " ");
    EXPECT_EQ(band, cells[3] == "agency" ? "1 2.5 7" : "  ") << cells[3];
    found += cells[3] == "agency";
  }
  EXPECT_EQ(found, 1u);
  const Json json = Json::parse(JsonOf(*words_, view, others)).at("others").at("items").at("asked");
  EXPECT_EQ(json.at("agency").at("high"), 2.5);
  EXPECT_TRUE(json.at("community").is_null());
}

}  // namespace
}  // namespace concord::selfreview::results
