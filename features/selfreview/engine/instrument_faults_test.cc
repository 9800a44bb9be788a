// What curators get wrong in an instrument: each fault is told once, at its line, and none hides the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Told = std::vector<std::string>;

Told LinesOf(const std::vector<Problem>& problems) {
  Told lines;
  for (const Problem& p : problems) lines.push_back(p.file + ":" + std::to_string(p.line) + " " + p.key.substr(22));
  return lines;
}
struct Swap {
  std::string what, by;
};
std::string With(std::string text, const std::vector<Swap>& swaps) {
  for (const Swap& one : swaps) {
    EXPECT_NE(text.find(one.what), std::string::npos) << one.what;
    text = Replaced(text, one.what, one.by);
  }
  return text;
}

class Checked {
 public:
  Checked() {
    known_.resources = &resources_;
    known_.areas = &areas_;
    known_.today = "2026-11-22";
    known_.items_of = [](std::string_view, int version) -> std::optional<std::set<std::string>> {
      if (version != 1) return std::nullopt;
      return std::set<std::string>{"asked", "answered", "reviewed"};
    };
  }
  ReadInstrumentResult Read(const std::string& structure, const std::string& english = kEnglish,
                            const std::string& name = "1") const {
    return ReadInstrument({name + ".toml", structure}, {{name + ".en.toml", english}}, "small", &known_);
  }
  Told Structure(const std::vector<Swap>& swaps) const { return LinesOf(Read(With(kStructure, swaps)).problems); }
  Told English(const std::vector<Swap>& swaps) const {
    return LinesOf(Read(kStructure, With(kEnglish, swaps)).problems);
  }
  ReadInstrumentResult Second(std::vector<Swap> swaps) const {
    swaps.insert(swaps.begin(), {"version = 1", "version = 2"});
    return Read(With(kStructure, swaps), kEnglish, "2");
  }

 private:
  std::set<std::string, std::less<>> resources_ = {"a-guide", "a-study"}, areas_ = {"public-transparency"};
  Known known_;
};

TEST(InstrumentFaults, WhatTheLibraryDoesNotHaveIsNamed) {
  const Checked check;
  EXPECT_THAT(check.Structure({}), IsEmpty());
  EXPECT_THAT(
      check.Structure({{"\"a-guide\"", "\"a-giude\""}, {"\"a-study\"", "\"b-study\""}, {"public-", "private-"}}),
      ElementsAre("1.toml:4 no_area", "1.toml:17 no_resource", "1.toml:32 no_basis"));
  EXPECT_THAT(check.Structure({{"[\"a-guide\"]", "[\n  \"a-guide\",\n  \"a-guide\",\n]"}}),
              ElementsAre("1.toml:19 resource_twice"));
  EXPECT_THAT(LinesOf(ReadSmall(With(kStructure, {{"\"a-guide\"", "\"a-giude\""}})).problems), IsEmpty());
}

TEST(InstrumentFaults, TheMappingToTheVersionBefore) {
  const Checked check;
  EXPECT_THAT(LinesOf(check.Second({}).problems), IsEmpty());
  EXPECT_THAT(LinesOf(check.Second({}).warnings), ElementsAre("2.toml:3 no_follows"));
  EXPECT_THAT(check.Structure({{"version = 1", "version = 1\nfollows = 1"}}), ElementsAre("1.toml:4 follows_first"));
  EXPECT_THAT(check.Structure({{"version = 1", "version = 1\nfollows = 0"}}), ElementsAre("1.toml:4 not_number"));
  EXPECT_THAT(LinesOf(check.Second({{"version = 2", "version = 2\nfollows = 3"}}).problems),
              ElementsAre("2.toml:4 follows_later"));
  const Swap follows = {"version = 2", "version = 2\nfollows = 1"};
  EXPECT_THAT(LinesOf(check.Second({follows}).problems), IsEmpty());
  EXPECT_THAT(
      LinesOf(check.Second({follows, {"id = \"answered\"", "id = \"answered\"\nwas = [\"replied\"]"}}).problems),
      ElementsAre("2.toml:23 was_unknown"));
  EXPECT_THAT(LinesOf(check.Second({follows, {"id = \"answered\"", "id = \"answered\"\nwas = [\"asked\"]"}}).problems),
              ElementsAre("2.toml:23 was_twice"));
  EXPECT_THAT(
      LinesOf(check.Second({follows, {"id = \"asked\"", "id = \"asked\"\nwas = [\"asked\", \"asked\"]"}}).problems),
      ElementsAre("2.toml:16 was_twice"));
  const Checked later;
  const std::string third = With(kStructure, {{"version = 1", "version = 3\nfollows = 2"}});
  EXPECT_THAT(LinesOf(later.Read(third, kEnglish, "3").problems), ElementsAre("3.toml:4 follows_nothing"));
}

TEST(InstrumentFaults, EvidenceIsRatedOnceAndInYearsThatCanBe) {
  const Checked check;
  const std::string again =
      "\n[[items.evidence]]\noutcome = \"satisfaction\"\ndirection = \"worsens\"\ncertainty = \"low\"\n"
      "setting = \"cities\"\ndated = 2014\nbasis = \"a-study\"\n";
  const Swap twice = {"basis = \"a-study\"\n", "basis = \"a-study\"\n" + again};
  EXPECT_THAT(check.Structure({twice}), ElementsAre("1.toml:34 rated_against"));
  EXPECT_THAT(check.Structure({twice, {"worsens", "improves"}}), ElementsAre("1.toml:34 rated_twice"));
  EXPECT_THAT(check.Structure({twice,
                               {"direction = \"worsens\"\ncertainty = \"low\"\nsetting = \"cities\"\ndated = 2014",
                                "direction = \"worsens\"\ncertainty = \"low\"\nsetting = \"cities\"\ndated = 2015"}}),
              IsEmpty());
  EXPECT_THAT(check.Structure({{"dated = 2014", "dated = 2150"}}), ElementsAre("1.toml:31 study_year"));
  EXPECT_THAT(check.Structure({{"dated = 2014", "dated = 1014"}}), ElementsAre("1.toml:31 study_year"));
  EXPECT_THAT(check.Structure({{"2026-11-21", "2031-01-01"}}), ElementsAre("1.toml:5 dated_later"));
  EXPECT_THAT(check.Structure({{"2026-11-21", "\"soon\""}}), ElementsAre("1.toml:5 not_date"));
  EXPECT_THAT(check.Structure({{"2026-11-21", "\"2026-02-30\""}}), ElementsAre("1.toml:5 not_date"));
  EXPECT_THAT(check.Structure({{"2026-11-21", "\"2026-11-21\""}}), IsEmpty());
}

TEST(InstrumentFaults, SomeoneLooksAtAnOutcomeThatStudiesDidNotFind) {
  const Checked check;
  const std::string null = With(kStructure, {{"\"improves\"", "\"no_effect\""}});
  const auto warnings = [&](const std::vector<Swap>& swaps) {
    const auto read = check.Read(null, With(kEnglish, swaps));
    EXPECT_THAT(LinesOf(read.problems), IsEmpty());
    return LinesOf(read.warnings);
  };
  EXPECT_THAT(warnings({}), ElementsAre("1.en.toml:17 null_why"));
  const Swap why = {"An answer is owed.", "It is owed, though a study found no effect."};
  EXPECT_THAT(warnings({why}), IsEmpty());
  EXPECT_THAT(warnings({why, {"\"Some.\", \"All.\", \"Measured.\"", "\"Some.\", \"All.\", \"Crime has fallen.\""}}),
              ElementsAre("1.en.toml:18 null_outcome"));
  EXPECT_THAT(warnings({why, {"\"All.\", \"Measured.\"", "\"All.\", \"Figures show whether crime has fallen.\""}}),
              IsEmpty());
  EXPECT_THAT(warnings({why, {"Residents get an answer.", "Answers reduced complaints."}}),
              ElementsAre("1.en.toml:16 null_outcome"));
}

TEST(InstrumentFaults, TextsSaySomethingThatCanBeSeen) {
  const Checked check;
  EXPECT_THAT(check.English({{"\"They know.\"", "\"  \\t \""}}), ElementsAre("1.en.toml:13 blank"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They\\u0007 know.\""}}), ElementsAre("1.en.toml:13 unseen"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They\\u202E know.\""}}), ElementsAre("1.en.toml:13 unseen"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"Ñandú, ¿qué? “Sí” – 日本 😀\""}}), IsEmpty());
  std::string ene;
  for (int i = 0; i < 200; ++i) ene += "ñ";
  EXPECT_THAT(check.English({{"Residents are asked.", ene}}), IsEmpty()) << "200 characters, 400 bytes";
  EXPECT_THAT(check.English({{"Residents are asked.", ene + "."}}), ElementsAre("1.en.toml:12 long_text"));
  EXPECT_THAT(check.English({{"\"A rule.\", \"Some.\", \"All.\"", "\"A rule.\", \"Some.\", \"A  rule. \""}}),
              ElementsAre("1.en.toml:18 levels_same"));
}

TEST(InstrumentFaults, ItemsStandInTheOrderOfTheirDimensionsAndSkipByWhoIsAsked) {
  const Checked check;
  EXPECT_THAT(check.Structure({{"dimension = \"voice\"", "dimension = \"review\""}}), ElementsAre("1.toml:22 order"));
  const Swap community = {"asks = [\"leadership\", \"officer\", \"community_partner\", \"resident\"]\nresources = []",
                          "asks = [\"overseer\"]\nresources = []"};
  EXPECT_THAT(check.Structure({community}), ElementsAre("1.toml:25 skip_not_asked"));
  const auto some = check.Read(With(kStructure, {{"\"resident\"]\nresources = []", "\"overseer\"]\nresources = []"}}));
  EXPECT_THAT(LinesOf(some.warnings), ElementsAre("1.toml:25 skip_some"));
  EXPECT_THAT(check.Structure({{"at_most = 0 }]", "at_most = 0 }, { item = \"asked\", at_most = 1 }]"}}),
              ElementsAre("1.toml:25 skip_twice"));
}

TEST(InstrumentFaults, AFaultIsToldOnce) {
  const Checked check;
  EXPECT_THAT(check.Structure({{"dimension = \"review\"", "dimension = \"reviews\""}}),
              ElementsAre("1.toml:36 no_dimension"))
      << "and not that “review” has no item";
  const auto copied = check.Read(With(kStructure, {{"id = \"review\"", "id = \"voice\""}}));
  EXPECT_THAT(LinesOf(copied.problems), ElementsAre("1.toml:11 dimension_meant"));
  EXPECT_EQ(copied.problems[0].params.at("meant"), "review");
  EXPECT_THAT(check.Structure({{"id = \"review\"", "id = \"review\"\n\n[[dimensions]]\nid = \"voice\""}}),
              ElementsAre("1.toml:14 dimension_twice"));
  EXPECT_THAT(check.Structure({{"id = \"review\"", "id = \"review\"\n\n[[dimensions]]\nid = \"more\""}}),
              ElementsAre("1.en.toml:0 no_texts", "1.toml:14 unused"));
  EXPECT_THAT(
      check.Structure(
          {{"id = \"answered\"", "id = \"asked\""}, {"skip_if = [{ item = \"asked\", at_most = 0 }]\n", ""}}),
      ElementsAre("1.en.toml:15 stranger", "1.en.toml:25 stranger", "1.en.toml:27 stranger", "1.toml:21 twice"));
}

TEST(InstrumentFaults, NoFileHidesWhatIsWrongInAnother) {
  const Checked check;
  const auto both = check.Read(With(kStructure, {{"\"improves\"", "\"works\""}}),
                               With(kEnglish, {{"\"None.\", ", ""}, {"\"They know.\"", "\"\""}}));
  EXPECT_THAT(LinesOf(both.problems), ElementsAre("1.en.toml:13 blank", "1.en.toml:18 levels", "1.toml:28 not_word"));
  const auto unread = check.Read("]]]\n", With(kEnglish, {{"\"None.\", ", ""}}));
  EXPECT_THAT(LinesOf(unread.problems), ElementsAre("1.en.toml:18 levels", "1.toml:1 not_toml"));
  EXPECT_THAT(LinesOf(unread.warnings), ElementsAre("1.toml:0 unread"));
  EXPECT_THAT(LinesOf(check.Read("format = \"concord-instrument-1\"\nslug = \"small\"\nversion = 1\n").problems),
              ElementsAre("1.toml:1 missing", "1.toml:1 missing", "1.toml:1 missing", "1.toml:1 missing"))
      << "and not that each text belongs to nothing";
  EXPECT_THAT(check.English({{"\"Small\"", "]"}}), ElementsAre("1.en.toml:1 toml_value")) << "English is there";
}

// A line that cannot be read is told in plain words, and the rest is read as if it had said what it was meant to.
TEST(InstrumentFaults, LinesThatAreNoTomlAreToldInPlainWordsAndReadOn) {
  const Checked check;
  EXPECT_THAT(check.English({{"\"Small\"", "\"Small"}, {"\"They know.\"", "“They know.”"}, {"\"None.\", ", ""}}),
              ElementsAre("1.en.toml:1 toml_quote", "1.en.toml:13 toml_curly", "1.en.toml:18 levels"));
  EXPECT_THAT(check.Structure({{"id = \"asked\"", "id = \"asked"}, {"\"improves\"", "\"works\""}}),
              ElementsAre("1.toml:14 toml_quote", "1.toml:28 not_word"));
  EXPECT_THAT(check.Structure({{"version = 1", "version 1"}}), ElementsAre("1.toml:3 toml_equals"));
  EXPECT_THAT(check.Structure({{"2026-11-21", "2026-02-31"}}), ElementsAre("1.toml:5 toml_date"));
  EXPECT_THAT(check.Structure({{"[[items]]", "[[items]"}}), ElementsAre("1.toml:13 toml_header"));
  EXPECT_THAT(
      check.Structure({{"resources = [\"a-guide\"]\nevidence = []", "resources = [\"a-guide\"]\nevidence = ["}}),
      ElementsAre("1.toml:18 toml_list"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They \"know\".\""}}), ElementsAre("1.en.toml:13 toml_after"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They \\know.\""}}), ElementsAre("1.en.toml:13 toml_backslash"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They \x07know.\""}}), ElementsAre("1.en.toml:13 toml_control"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"They kn\xe9w.\""}}), ElementsAre("1.en.toml:13 toml_utf8"));
  EXPECT_THAT(check.English({{"\"They know.\"", "They know."}}), ElementsAre("1.en.toml:13 toml_value"));
  EXPECT_THAT(check.English({{"why = \"They know.\"", "why = \"They know.\"\nwhy = \"Again.\""}}),
              ElementsAre("1.en.toml:14 toml_twice"));
  EXPECT_THAT(check.English({{"[items.answered]", "[items.asked]"}}),
              ElementsAre("1.en.toml:0 no_texts", "1.en.toml:15 toml_twice"));
  EXPECT_THAT(check.English({{"\"Never.\", \"A rule.\"", "\"Never.\" \"A rule.\""}}),
              ElementsAre("1.en.toml:22 toml_comma"));
  EXPECT_THAT(check.English({{"\"Never.\", ", "\n  \"Never.,\n  "}}), ElementsAre("1.en.toml:23 toml_quote"));
  EXPECT_THAT(check.English({{"\"Never.\", \"A", "\n  \"Never.\"\n  \"A"}}), ElementsAre("1.en.toml:23 toml_comma"));
  EXPECT_THAT(check.English({{"\"They know.\"", "\"\"\"They know."}}), ElementsAre("1.en.toml:13 toml_long"));
}

// A review that was asked so can still be scored.
TEST(InstrumentFaults, WhatAnAuthorShouldMendKeepsNobodyFromComputing) {
  const auto read = ReadSmall(Replaced(kStructure, "dimension = \"voice\"", "dimension = \"review\""),
                              Replaced(kEnglish, "\"A rule.\"", "\"None.\""));
  ASSERT_TRUE(read.instrument);
  EXPECT_THAT(LinesOf(read.warnings), ElementsAre("1.en.toml:18 levels_same", "1.toml:22 order"));
}

}  // namespace
}  // namespace concord::selfreview
