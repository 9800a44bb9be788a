// The program itself, as a person types it: what it prints and the code with which it ends.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program_fixture.h"

namespace concord {
namespace {

class CommandLine : public ProgramTest {
 protected:
  std::string Data() const { return " --data " + folder_.File("hub") + " "; }
};

TEST_F(CommandLine, HelpAndMisuse) {
  EXPECT_EQ(Run("--help").code, 0);
  for (const char* command : {"serve", "init", "import", "export", "search", "reindex", "check", "routes", "version"}) {
    SCOPED_TRACE(command);
    EXPECT_EQ(Run(std::string(command) + " --help").code, 0);
  }
  EXPECT_EQ(Run("").code, 2);
  EXPECT_EQ(Run("fly").code, 2);
  EXPECT_EQ(Run("import").code, 2);
  EXPECT_EQ(Run("import --format word x" + Data()).code, 2);
  EXPECT_EQ(Run("version").code, 0);
}

TEST_F(CommandLine, APdfIsReadOrRefusedWithTheReason) {
  const Ran refused = Run("pdf " + folder_.Write("a.pdf", "no PDF at all"));
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.out.find("PDF"), std::string::npos) << refused.out;
  EXPECT_EQ(refused.out.find("pdf.error"), std::string::npos) << refused.out;
  // One page, written by hand; without a table of places poppler looks for the objects itself.
  const Ran read = Run("pdf --json " + folder_.Write("b.pdf", R"(%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 41>> stream
BT /F 12 Tf 20 100 Td (Foot patrol) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>
)"));
  ASSERT_EQ(read.code, 0) << read.out;
  const auto told = nlohmann::json::parse(read.out, nullptr, false);
  ASSERT_TRUE(told.is_object()) << read.out;
  EXPECT_EQ(told["pages"].size(), 1u);
  EXPECT_NE(told["pages"][0]["text"].get<std::string>().find("Foot patrol"), std::string::npos);
}

TEST_F(CommandLine, AMissingHubIsSaidWithWhatToDo) {
  const Ran ran = Run("search" + Data() + "trust");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("concord init"), std::string::npos) << ran.out;
}

TEST_F(CommandLine, ImportSearchExportCheck) {
  ASSERT_EQ(Run("init" + Data() + "--name 'Riverbend \"Hub\"'").code, 0);
  const std::string file = folder_.Write(
      "a.csv", "id,title,year,abstract\n7,Foot patrol,2011,Walking in hot spots\n8,Body cameras,2014,Recording\n");
  Ran ran = Run("import" + Data() + file);
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_NE(ran.out.find("2 new"), std::string::npos) << ran.out;
  ran = Run("search --json --limit 1000" + Data() + "\"walking patrols\"");
  EXPECT_EQ(ran.code, 0);
  const auto found = nlohmann::json::parse(ran.out, nullptr, false);
  ASSERT_TRUE(found.is_object()) << ran.out;
  EXPECT_EQ(found["hits"][0]["key"], "7");
  EXPECT_EQ(found["hits"][0]["rank"], 1);
  ran = Run("export --format ris" + Data());
  EXPECT_NE(ran.out.find("TI  - Foot patrol"), std::string::npos) << ran.out;
  ran = Run("check" + Data());
  EXPECT_EQ(ran.code, 0) << ran.out;
  ran = Run("reindex" + Data());
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_NE(Run("routes" + Data()).out.find("/resources/:slug"), std::string::npos);
}

TEST_F(CommandLine, ABadFileIsNamedWithItsLineAndNothingIsWritten) {
  const std::string file = folder_.Write("bad.csv", "title,year\nGood,2011\n,2012\n");
  Ran ran = Run("import" + Data() + file);
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find(":3: not taken"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("nothing was written"), std::string::npos) << ran.out;
  ran = Run("import --skip-invalid" + Data() + file);
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("1 new"), std::string::npos) << ran.out;
  ran = Run("import" + Data() + folder_.File("none.bib"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("cannot be read"), std::string::npos) << ran.out;
}

TEST_F(CommandLine, ADamagedIndexIsFoundAndRebuilt) {
  ASSERT_EQ(Run("import" + Data() + folder_.Write("a.csv", "title\nFoot patrol\n")).code, 0);
  ASSERT_EQ(system(("rm -rf " + folder_.File("hub/search/shard0")).c_str()), 0);
  EXPECT_EQ(Run("check" + Data()).code, 1);
  EXPECT_EQ(Run("reindex" + Data()).code, 0);
  EXPECT_EQ(Run("check" + Data()).code, 0);
}

TEST_F(CommandLine, SettingsThatCannotBeReadAreNamed) {
  const std::string file = folder_.Write("concord.toml", "[http]\nport = \"many\"\n");
  const Ran ran = Run("check --config " + file + Data());
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("http.port"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace concord
