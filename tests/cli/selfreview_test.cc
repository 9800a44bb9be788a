// The self-review's engine from files: checking an instrument, scoring answers.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "features/selfreview/engine/testing.h"
#include "tests/cli/program_fixture.h"

namespace concord {
namespace {

using ::testing::HasSubstr;

std::string FileText(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

using ::testing::Not;

class SelfreviewCommands : public ProgramTest {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(folder_.File("small"));
    structure_ = folder_.Write("small/1.toml", selfreview::kStructure);
    folder_.Write("small/1.en.toml", selfreview::kEnglish);
    library_ = folder_.Write("library.json", R"({"resources": [{"slug": "a-guide"}, {"slug": "a-study"}]})");
  }
  Ran Check(const std::string& files) { return Run("instrument check --library " + library_ + " " + files); }
  std::string structure_, library_;
};

TEST_F(SelfreviewCommands, AnInstrumentIsCheckedWithLines) {
  const Ran fine = Check(structure_);
  EXPECT_EQ(fine.code, 0) << fine.out;
  EXPECT_THAT(fine.out, HasSubstr("small, version 1, 3 items in 2 dimensions, in en"));
  folder_.Write("small/1.es.toml", selfreview::Replaced(selfreview::kEnglish, "\"None.\", ", ""));
  folder_.Write("small/1.spanish.toml", selfreview::kEnglish);
  const Ran broken = Check(structure_);
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, HasSubstr("small/1.es.toml:18: Item “answered” has 4 levels."));
  EXPECT_THAT(broken.out, HasSubstr("“1.spanish.toml” is no name for the texts of a language"));
  EXPECT_THAT(broken.out, HasSubstr("small/1.toml: 2 problems"));
  EXPECT_EQ(Run("instrument check").code, 2);
}

TEST_F(SelfreviewCommands, TheCatalogAndTheVersionsBesideAnInstrumentAreKnown) {
  const Ran alone = Run("instrument check " + structure_);
  EXPECT_EQ(alone.code, 1);
  EXPECT_THAT(alone.out, HasSubstr("1.toml:17: The library has no resource “a-guide”."));
  EXPECT_THAT(alone.out, HasSubstr("1.toml:32: The library has no resource “a-study”"));
  EXPECT_THAT(alone.out, Not(HasSubstr("practice area")));
  const std::string second = folder_.Write(
      "small/2.toml",
      selfreview::Replaced(selfreview::Replaced(selfreview::kStructure, "version = 1", "version = 2\nfollows = 1"),
                           "id = \"reviewed\"", "id = \"reviewed\"\nwas = [\"looked-back\"]"));
  folder_.Write("small/2.en.toml", selfreview::kEnglish);
  EXPECT_THAT(Check(second).out, HasSubstr("2.toml:37: Version 1 has no item “looked-back”"));
  std::filesystem::remove(structure_);
  EXPECT_THAT(Check(second).out, HasSubstr("2.toml:4: There is no version 1 to follow"));
}

TEST_F(SelfreviewCommands, WhatIsNoStructureIsRefusedPlainly) {
  const auto refused = [&](const std::string& file, const char* why) {
    const Ran ran = Check(file);
    EXPECT_EQ(ran.code, 1) << file;
    EXPECT_THAT(ran.out, HasSubstr(why));
  };
  refused(folder_.File("small"), "is a folder; give the structure in it, ");
  refused(folder_.File("small"), "small/1.toml");
  refused(folder_.File("small/1.en.toml"), "give the structure, ");
  refused(folder_.File("none.toml"), "is not there");
  refused("/dev/null", "is no regular file");
  const Ran folder = Run("selfreview score --instrument " + structure_ + " --responses " + folder_.File("small"));
  EXPECT_EQ(folder.code, 1);
  EXPECT_THAT(folder.out, HasSubstr("is a folder; a file is needed here"));
  EXPECT_EQ(Run("instrument check --library " + structure_ + " " + structure_).code, 1);
}

TEST_F(SelfreviewCommands, AnswersAreScoredAndASeedGivesTheSameBytes) {
  std::string csv = "respondent,group,asked,answered,reviewed\n";
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    csv += "o" + n + ",officer," + std::to_string(2 + i % 3) + ",2,dk\nr" + n + ",resident," + std::to_string(i % 2) +
           ",1,1\n";
  }
  const std::string responses = folder_.Write("responses.csv", csv), out = folder_.File("snapshot.json");
  const std::string command = "selfreview score --instrument " + structure_ + " --responses " + responses;
  const Ran scored = Run(command + " --seed 7 --out " + out);
  EXPECT_EQ(scored.code, 0) << scored.out;
  const std::string text = FileText(out);
  const auto snapshot = nlohmann::json::parse(text);
  EXPECT_EQ(snapshot["respondents"], 40);
  EXPECT_EQ(snapshot["items"][0]["sides"]["community"]["levels"], (nlohmann::json{10, 10, 0, 0, 0}));
  EXPECT_EQ(snapshot["items"][0]["disagreement"]["found"], true);
  EXPECT_EQ(snapshot["items"][2]["sides"]["agency"]["dont_know"], 20);
  EXPECT_THAT(scored.out, HasSubstr("10 answers were left out"));
  // What everyone may see beside it: of ten people or more, with the same numbers.
  Run(command + " --seed 7 --out " + folder_.File("again.json") + " --public-out " + folder_.File("public.json"));
  const auto open = nlohmann::json::parse(FileText(folder_.File("public.json")));
  EXPECT_EQ(open["smallest_group"], 10);
  EXPECT_EQ(open["items"][0], snapshot["items"][0]);
  EXPECT_EQ(FileText(folder_.File("again.json")), text);
}

TEST_F(SelfreviewCommands, WhatCannotBeScoredIsNamedByItsLineAndNothingIsWritten) {
  const std::string responses = folder_.Write("responses.csv", "group,asked\nofficer,1\nofficer,7\n");
  const Ran refused = Run("selfreview score --instrument " + structure_ + " --responses " + responses + " --out " +
                          folder_.File("snapshot.json"));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("responses.csv:3: “7” is no answer to “asked”"));
  EXPECT_FALSE(std::filesystem::exists(folder_.File("snapshot.json")));
  EXPECT_EQ(Run("selfreview score --instrument " + structure_).code, 2);
  EXPECT_EQ(Run("selfreview score --instrument " + structure_ + " --responses " + responses + " --seed -1").code, 2);
  EXPECT_EQ(
      Run("selfreview score --instrument " + structure_ + " --responses " + responses + " --smallest-group 1").code, 2);
}

TEST_F(SelfreviewCommands, WhatCannotBeKeptIsSaid) {
  const std::string csv = folder_.Write("few.csv", "group,asked\nofficer,2\n");
  const std::string score = "selfreview score --instrument " + structure_ + " --responses ";
  const std::string out = folder_.File("out.json");
  const Ran same = Run(score + csv + " --out " + out + " --public-out " + folder_.File("small/../out.json"));
  EXPECT_EQ(same.code, 1);
  EXPECT_THAT(same.out, HasSubstr("--out and --public-out name the same file"));
  EXPECT_FALSE(std::filesystem::exists(out));
  EXPECT_EQ(Run(score + csv + " > /dev/full").code, 1);
  const Ran one = Run(score + csv + " --out " + out);
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr("1 respondent, 3 items"));
  const Ran none = Run(score + folder_.Write("none.csv", "group,asked\n") + " --out " + out);
  EXPECT_THAT(none.out, HasSubstr("holds no respondent"));
  std::string wrong = "group,asked\n";
  for (size_t n = 0; n < selfreview::kMostProblems + 5; ++n) wrong += "officer,7\n";
  const Ran many = Run(score + folder_.Write("wrong.csv", wrong) + " --out " + out);
  EXPECT_EQ(many.code, 1);
  EXPECT_THAT(many.out, HasSubstr("the first 1000 are named"));
}

}  // namespace
}  // namespace concord
