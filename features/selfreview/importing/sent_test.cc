#include "features/selfreview/importing/sent.h"

#include <gmock/gmock.h>

#include "features/selfreview/engine/testing.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> KeysOf(const std::vector<Problem>& problems) {
  std::vector<std::string> keys;
  for (const Problem& one : problems) keys.push_back(one.file + ":" + std::to_string(one.line) + " " + one.key);
  return keys;
}

TEST(SentTest, NamesAreWhatTheyWereBeforeADiskHadThem) {
  EXPECT_EQ(PlainName("1.toml"), "1.toml");
  EXPECT_EQ(PlainName("public-transparency-1.en.toml"), "1.en.toml");
  EXPECT_EQ(PlainName("trust-2-1.toml"), "1.toml");
  EXPECT_EQ(PlainName("C:\\Users\\kim\\small-12.pt-BR (3).toml"), "12.pt-br.toml");
  EXPECT_EQ(PlainName("small-1 (1).toml"), "1.toml");
  EXPECT_EQ(PlainName("../../etc/passwd"), "passwd");
  for (const char* wrong : {"0.toml", "01.toml", "12345.toml", "1.toml.exe", "one.toml", "1.e.toml", "1..toml",
                            "1.en-.toml", ".toml", "", "1.en.es.toml", "-.toml", "().toml"}) {
    EXPECT_FALSE(IsStructureName(PlainName(wrong)) || IsTextsName(PlainName(wrong))) << wrong;
  }
}

TEST(SentTest, SaysExactlyWhatTheCommandSays) {
  const std::string broken = Replaced(kStructure, "dimension = \"review\"", "dimension = \"nowhere\"");
  const Checked checked = Check({{"1.en.toml", kEnglish}, {"1.toml", broken}});
  const auto read = ReadInstrument({"1.toml", broken}, {{"1.en.toml", kEnglish}}, "small");
  EXPECT_FALSE(checked.instrument);
  ASSERT_EQ(KeysOf(checked.problems), KeysOf(read.problems));
  EXPECT_THAT(KeysOf(checked.problems), ::testing::Contains("1.toml:36 selfreview.instrument.no_dimension"));
  EXPECT_TRUE(Check({{"1.en.toml", kEnglish}, {"1.toml", kStructure}}).instrument);
}

TEST(SentTest, WhatIsSentWrongIsSaidBeforeItIsRead) {
  EXPECT_THAT(KeysOf(Check({}).problems), ElementsAre(":0 selfreview.importing.problem.nothing"));
  EXPECT_THAT(KeysOf(Check({{"1.en.toml", kEnglish}}).problems),
              ElementsAre(":0 selfreview.importing.problem.no_structure"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"2.toml", kStructure}}).problems),
              ElementsAre(":0 selfreview.importing.problem.structures"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"1.toml", kStructure}}).problems),
              ElementsAre("1.toml:0 selfreview.importing.problem.twice", ":0 selfreview.importing.problem.structures"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"notes.txt", "x"}}).problems),
              ElementsAre("notes.txt:0 selfreview.importing.problem.name"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"1.en.toml", "title = \"a\"\nwhy = \"\xff\"\n"}}).problems),
              ElementsAre("1.en.toml:2 selfreview.importing.problem.utf8"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"1.en.toml", std::string("a\0b", 3)}}).problems),
              ElementsAre("1.en.toml:1 selfreview.importing.problem.utf8"));
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"1.en.toml", std::string(kLargestFile + 1, '#')}}).problems),
              ElementsAre("1.en.toml:0 selfreview.importing.problem.large"));
  std::vector<SourceFile> many = {{"1.toml", kStructure}};
  for (char a = 'a'; a <= 'y'; ++a) many.push_back({std::string("1.a") + a + ".toml", kEnglish});
  EXPECT_THAT(KeysOf(Check(many).problems), ElementsAre(":0 selfreview.importing.problem.many"));
  std::vector<SourceFile> large = {{"1.toml", kStructure}};
  for (char a = 'a'; a <= 'e'; ++a) large.push_back({std::string("1.a") + a + ".toml", std::string(kLargestFile, '#')});
  EXPECT_THAT(KeysOf(Check(large).problems), ElementsAre(":0 selfreview.importing.problem.all"));
}

TEST(SentTest, TextsOfAnotherVersionAreNamed) {
  EXPECT_THAT(KeysOf(Check({{"1.toml", kStructure}, {"1.en.toml", kEnglish}, {"2.es.toml", kEnglish}}).problems),
              ElementsAre("2.es.toml:0 selfreview.instrument.text_name"));
}

// What a browser makes of a field's text: line ends of its own, and no empty line at the beginning.
std::string Browsed(const std::string& text) {
  std::string out;
  for (size_t i = text.starts_with('\n') || text.starts_with("\r\n") ? text.find('\n') + 1 : 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] == '\n') out += '\r';
    out += text[i];
  }
  return out;
}

TEST(SentTest, BytesComeThroughATextFieldUnchanged) {
  for (const std::string bytes : {"a\nb\n", "a\r\nb\r\n", "\n\na\n", "a\r\nb\nc\r\n", "a", "\r\na", "a\n\n\n"}) {
    const std::optional<std::string> original = SurvivesTyping(bytes) ? std::nullopt : std::optional(bytes);
    EXPECT_EQ(FromTyped(Browsed(bytes), original), bytes);
  }
  EXPECT_TRUE(SurvivesTyping("a\nb\n")) << "nothing is sent twice without need";
  EXPECT_EQ(FromTyped("a\r\nchanged\r\n", "a\r\nb\r\n"), "a\r\nchanged\r\n") << "with the line ends it had";
  EXPECT_EQ(FromTyped("a\r\nchanged\r\n", "a\r\nb\n"), "a\nchanged\n");
}

TEST(SentTest, TheNextVersionIsACopyThatCarriesEveryItemOn) {
  const std::string second =
      Replaced(Replaced(Replaced(kStructure, "version = 1", "version = 2 # of two\nfollows = 1"), "id = \"reviewed\"",
                        "id = \"looked-back\"\nwas = [\n  \"reviewed\", # as it was ]\n]"),
               "id = \"answered\"", "id = \"answered\"\nwas = []");
  const std::string english = Replaced(kEnglish, "[items.reviewed]", "[items.looked-back]");
  const Checked two = Check({{"2.toml", second}, {"2.en.toml", english}});
  ASSERT_TRUE(two.instrument) << KeysOf(two.problems).front();
  const auto files = NextVersion(*two.instrument, two.structure, two.texts, 3);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].name, "3.toml");
  EXPECT_EQ(files[1].name, "3.en.toml");
  EXPECT_EQ(files[1].bytes, english);
  const Checked three = Check(files);
  ASSERT_TRUE(three.instrument) << KeysOf(three.problems).front() << files[0].bytes;
  EXPECT_EQ(three.instrument->follows, 2);
  for (size_t i = 0; i < three.instrument->items.size(); ++i)
    EXPECT_THAT(CarriesOn(*three.instrument, i, *two.instrument), ElementsAre(i));
}

}  // namespace
}  // namespace concord::selfreview::importing
