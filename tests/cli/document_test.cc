// concord document: PDFs of resources from the command line, and what becomes of those that cannot be read.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/pdf/sample_fixture.h"
#include "tests/cli/program_fixture.h"

namespace concord {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Documents : public ProgramTest {
 protected:
  void SetUp() override {
    ASSERT_EQ(Run("init --no-questions --name Riverbend" + Hub()).code, 0);
    ASSERT_EQ(Run("import" + Hub() + folder_.Write("a.csv", "title,year\nFoot patrol,2011\n")).code, 0);
  }
  std::string Hub() const { return " --data " + folder_.File("hub") + " "; }
  Ran Add(const std::string& bytes, const std::string& more = "") {
    return Run("document add" + Hub() + "--resource foot-patrol " + more + " " + folder_.Write("Walk.pdf", bytes));
  }
  nlohmann::json List() { return nlohmann::json::parse(Run("document list --json" + Hub()).out, nullptr, false); }
  void ExpectWhole() {
    const Ran check = Run("check" + Hub());
    EXPECT_EQ(check.code, 0) << check.out;
  }
};

TEST_F(Documents, APdfIsAddedReadListedAndRemoved) {
  const std::string bytes = pdf::Pdf({.contents = {pdf::Line("Foot patrol builds trust."), pdf::Line("Two")}});
  const Ran added = Add(bytes, "--permission 'public domain'");
  EXPECT_EQ(added.code, 0) << added.out;
  EXPECT_THAT(added.out, AllOf(HasSubstr("Walk.pdf"), HasSubstr("given out"), HasSubstr("2 pages")));
  const auto list = List();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].at("resource"), "foot-patrol");
  EXPECT_EQ(list[0].at("state"), "read");
  ExpectWhole();
  EXPECT_THAT(Add(bytes).out, HasSubstr("has that very file already"));
  EXPECT_EQ(Run("document remove" + Hub() + list[0].at("id").get<std::string>()).code, 0);
  EXPECT_EQ(Run("document remove" + Hub() + list[0].at("id").get<std::string>()).code, 1);
  EXPECT_EQ(List().size(), 0u);
  EXPECT_THAT(Run("document list" + Hub()).out, HasSubstr("concord document add"));
  ExpectWhole();
}

TEST_F(Documents, WhatCannotBeReadIsSaidToBeSo) {
  Ran ran = Add("hello");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("not a PDF"));
  ran = Add("%PDF-1.7\nand nothing more");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("refused"), HasSubstr("damaged")));
  ran = Add(pdf::Pdf({.contents = {""}}));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("pictures of pages"));
  EXPECT_THAT(Run("document add --resource nowhere" + Hub() + folder_.File("Walk.pdf")).out,
              HasSubstr("no such record"));
  EXPECT_THAT(Run("document add --resource foot-patrol" + Hub() + "/nowhere.pdf").out, HasSubstr("/nowhere.pdf"));
  EXPECT_EQ(Run("document add" + Hub() + folder_.File("Walk.pdf")).code, 2) << "of which resource?";
  EXPECT_EQ(List().size(), 2u);
  ExpectWhole();
}

TEST_F(Documents, TheLimitIsASetting) {
  const std::string large = "%PDF-1.7\n" + std::string(2 << 20, ' ');
  folder_.Write("hub/concord.toml", "[library]\ndocument_mib = 1\n");
  const Ran refused = Add(large);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("larger than 1 MB"));
  folder_.Write("hub/concord.toml", "[library]\ndocument_mib = 3\n");
  EXPECT_THAT(Add(large).out, HasSubstr("damaged")) << "taken in, and then read";
  ExpectWhole();
}

TEST_F(Documents, ABackupCarriesThem) {
  ASSERT_EQ(Add(pdf::Pdf({.contents = {pdf::Line("Foot patrol builds trust.")}})).code, 0);
  const auto before = List();
  ASSERT_EQ(Run("backup" + Hub() + folder_.File("b")).code, 0);
  ASSERT_EQ(Run("restore --data " + folder_.File("other") + " " + folder_.File("b")).code, 0);
  const Ran check = Run("check --data " + folder_.File("other"));
  EXPECT_EQ(check.code, 0) << check.out;
  EXPECT_EQ(nlohmann::json::parse(Run("document list --json --data " + folder_.File("other")).out, nullptr, false),
            before);
}

}  // namespace
}  // namespace concord
