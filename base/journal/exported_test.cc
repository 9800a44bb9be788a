// Exports: what a reader finds in a file alone, and with heads kept from earlier. The chain is made on SQLite;
// WriteExport itself runs on both engines.
#include "base/journal/exported.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/core/text.h"
#include "base/journal/days.h"

#include "base/testing/databases.h"
#include "base/testing/needs.h"
#include "base/testing/temp_dir.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ExportTest : public ChainTest {
 protected:
  void SetUp() override {
    ChainTest::SetUp();
    if (!fresh_) return;
    AppendSome(4);
    world_.clock.Advance(std::chrono::hours(24));
    AppendSome(3);
    ASSERT_TRUE(CloseDays(db(), world_.clock.Now()));
  }
  std::string Exported(int64_t from = 1, int64_t limit = 0) {
    return Reading([&](db::Session& s) {
      std::string out;
      WriteExport(s, {"hub", "The \"hub\"", world_.clock.Now(), from, limit}, [&](const std::string& line) {
        out += line;
        return true;
      });
      return out;
    });
  }
  static ExportVerdict Verified(const std::string& text, const std::vector<KeptHead>& kept = {}) {
    std::istringstream in(text);
    return VerifyExport(in, kept);
  }
  static std::string Finding(const std::string& text, const std::vector<KeptHead>& kept = {}) {
    const auto verdict = Verified(text, kept);
    return verdict.chain.fault ? verdict.chain.fault->Line("hub") : "";
  }
  static std::vector<KeptHead> Heads(const std::string& text) {
    std::istringstream in(text);
    return ReadHeads(in, "file").value_or(std::vector<KeptHead>());
  }
  static std::vector<std::string> Lines(const std::string& text) {
    std::vector<std::string> out;
    for (const auto line : text::Split(text, '\n')) out.emplace_back(line);
    return out;
  }
  static std::string Joined(const std::vector<std::string>& lines) { return text::Join(lines, "\n"); }
  // The line of an entry: after the first line and the one day.
  static size_t At(int number) { return static_cast<size_t>(number) + 1; }
};
CONCORD_ON_BOTH_ENGINES(ExportTest);

TEST_P(ExportTest, AnExportVerifiesAndNamesNobody) {
  const std::string text = Exported();
  const auto verdict = Verified(text);
  EXPECT_FALSE(verdict.chain.fault) << verdict.chain.fault->Line("hub");
  EXPECT_TRUE(verdict.whole());
  EXPECT_EQ(verdict.chain.size, 7);
  EXPECT_EQ(verdict.chain.days, 1);
  EXPECT_EQ(verdict.heads, 2);
  EXPECT_EQ(verdict.name, "The \"hub\"");
  EXPECT_EQ(verdict.chain.root, VerifiedChain("hub").root);
  for (const char* hidden : {"resource-1", "system", "the text"}) EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST_P(ExportTest, AnEmptyChainIsAnExport) {
  const std::string text = Reading([&](db::Session& s) {
    std::string out;
    WriteExport(s, {"nowhere", "", world_.clock.Now()}, [&](const std::string& line) {
      out += line;
      return true;
    });
    return out;
  });
  const auto verdict = Verified(text);
  EXPECT_FALSE(verdict.chain.fault);
  EXPECT_TRUE(verdict.whole());
}

TEST_P(ExportTest, EveryChangedFieldIsFoundAtEveryPlace) {
  const auto lines = Lines(Exported());
  for (const int number : {1, 4, 7}) {
    const std::string changed =
        "journal hub: entry " + std::to_string(number) + " was changed, or does not follow the one before it";
    for (const char* field : {"\"at\":1", "\"action\":\"l", "\"sealed\":\"", "\"hash\":\""}) {
      auto copy = lines;
      std::string& line = copy[At(number)];
      const size_t at = line.find(field) + std::string(field).size();
      line[at] = line[at] == '1' ? '2' : '1';
      EXPECT_EQ(Finding(Joined(copy)), changed) << line;
    }
  }
  auto copy = lines;
  copy[0].replace(copy[0].find("\"community\":\"hub\""), 17, "\"community\":\"hum\"");
  EXPECT_THAT(Finding(Joined(copy)), HasSubstr("entry 1 was changed"));
}

TEST_P(ExportTest, DeletedInsertedReorderedAndCutOffEntriesAreFound) {
  const auto lines = Lines(Exported());
  auto copy = lines;
  copy.erase(copy.begin() + At(3));
  EXPECT_EQ(Finding(Joined(copy)), "journal hub: entry 3 is missing");
  copy = lines;
  copy.insert(copy.begin() + At(3), lines[At(2)]);
  EXPECT_THAT(Finding(Joined(copy)), HasSubstr("entry 2 was changed, or does not follow"));
  copy = lines;
  std::swap(copy[At(5)], copy[At(6)]);
  EXPECT_EQ(Finding(Joined(copy)), "journal hub: entry 5 is missing");
  copy = lines;
  copy.resize(At(6));
  EXPECT_EQ(Finding(Joined(copy)), "journal hub: entry 6 is missing: the first line names 7");
  copy.resize(1);
  EXPECT_EQ(Finding(Joined(copy)), "journal hub: entry 1 is missing: the first line names 7");
  copy = lines;
  copy[0].replace(copy[0].find("\"to\":7"), 6, "\"to\":6");
  EXPECT_EQ(Finding(Joined(copy)), "journal hub: entry 7 stands after the last that the first line names");
}

TEST_P(ExportTest, ForgedHeadsAreFound) {
  const auto lines = Lines(Exported());
  for (const size_t line : {0, 1}) {
    for (const char* field : {"\"root\":\"", "\"head\":\""}) {
      auto copy = lines;
      const size_t at = copy[line].find(field) + std::string(field).size();
      copy[line][at] = copy[line][at] == '1' ? '2' : '1';
      EXPECT_THAT(Finding(Joined(copy)), HasSubstr(line == 0 ? "entry 7 " : "entry 4 ")) << copy[line];
    }
  }
  // The whole file rewritten from entry 7 on: whole again by itself, but not what an earlier reader kept.
  const auto kept = Heads(Exported());
  ASSERT_EQ(kept.size(), 2u);
  Tamper(
      "DELETE FROM journal_entry WHERE number > 6; UPDATE journal_head SET number = 6, hash = (SELECT hash FROM "
      "journal_entry WHERE number = 6)");
  AppendSome(2);
  EXPECT_EQ(Finding(Exported()), "");
  EXPECT_THAT(Finding(Exported(), kept), HasSubstr("entry 7 is not the one that the head of 2026-11-22T"));
}

TEST_P(ExportTest, AnExportThatGrewAgreesWithTheOlderOne) {
  const std::string older = Exported();
  AppendSome(3);
  EXPECT_EQ(Finding(Exported(), Heads(older)), "");
  EXPECT_THAT(Finding(older, Heads(Exported())), HasSubstr("entry 8 is missing: the head of"));
}

TEST_P(ExportTest, PartsAreOneExportAgain) {
  const std::string parts = Exported(1, 3) + Exported(4, 3) + Exported(7, 3);
  const auto verdict = Verified(parts);
  EXPECT_FALSE(verdict.chain.fault) << verdict.chain.fault->Line("hub");
  EXPECT_TRUE(verdict.whole());
  EXPECT_EQ(verdict.chain.root, Verified(Exported()).chain.root);
  const auto part = Verified(Exported(4, 3));
  EXPECT_FALSE(part.chain.fault);
  EXPECT_FALSE(part.whole());
  EXPECT_EQ(part.from, 4);
  EXPECT_EQ(part.to, 6);
  EXPECT_EQ(part.size, 7);
  EXPECT_THAT(Finding(Exported(1, 3) + Exported(5, 3)), HasSubstr("entry 4 is missing between two parts"));
  EXPECT_THAT(Finding(Exported(1, 3) + Exported(2, 3)), HasSubstr("begins a part that was read already"));
}

// The checker of docs/journal.md, which shares no line with ours.
TEST_P(ExportTest, TheDocumentsCheckerFindsTheSame) {
  CONCORD_NEEDS(std::system("python3 --version >/dev/null 2>&1") == 0, "python3 is missing");
  std::ifstream document(CONCORD_SOURCE_DIR "/docs/journal.md");
  const std::string text((std::istreambuf_iterator<char>(document)), {});
  const size_t begin = text.find("```python\n") + 10;
  const testing::TempDir folder;
  const std::string checker = folder.Write("check.py", text.substr(begin, text.find("```", begin) - begin));
  const auto run = [&](const std::string& exported, const std::string& kept) {
    const std::string command = "python3 " + checker + " " + folder.Write("journal.jsonl", exported) + " " +
                                folder.Write("kept.jsonl", kept) + " >" + folder.File("out") + " 2>&1";
    return std::system(command.c_str()) == 0;
  };
  const std::string whole = Exported();
  EXPECT_TRUE(run(whole, whole));
  EXPECT_TRUE(run(Exported(1, 3) + Exported(4, 4), whole));
  auto lines = Lines(whole);
  std::swap(lines[At(5)], lines[At(6)]);
  EXPECT_FALSE(run(Joined(lines), whole));
  Tamper(
      "DELETE FROM journal_entry WHERE number > 6; UPDATE journal_head SET number = 6, hash = (SELECT hash FROM "
      "journal_entry WHERE number = 6)");
  AppendSome(2);
  EXPECT_FALSE(run(Exported(), whole));
}

TEST_P(ExportTest, WhatIsNoExportIsSaidByItsLine) {
  EXPECT_EQ(Finding(""), "journal hub: line 1 is missing: the file is empty");
  EXPECT_EQ(Finding("hello\n"), "journal hub: line 1 is no line of an export");
  EXPECT_EQ(Finding("[1]\n"), "journal hub: line 1 is no line of an export");
  EXPECT_EQ(Finding("{\"format\":\"concord-journal-9\"}\n"),
            "journal hub: line 1 is of a format that is not known here");
  EXPECT_EQ(Finding("{\"format\":\"concord-journal-1\"}\n"), "journal hub: line 1 is no first line of an export");
  auto lines = Lines(Exported());
  lines[At(2)] = std::string(100000, ' ');
  EXPECT_EQ(Finding(Joined(lines)), "journal hub: line 4 is no line of an export");
  EXPECT_TRUE(Heads("{\"size\":1}\n").empty());
}

}  // namespace
}  // namespace concord::journal
