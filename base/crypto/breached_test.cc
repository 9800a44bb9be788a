#include "base/crypto/breached.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "base/core/text.h"
#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

std::string UpperSha1(const std::string& text) {
  std::string digest(20, '\0');
  EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_sha1(), nullptr);
  std::string hex = Hex(digest);
  for (char& c : hex) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  return hex;
}

std::string PasswordOf(int number) { return "password number " + std::to_string(number); }

class Breached : public ::testing::Test {
 protected:
  ~Breached() override { std::filesystem::remove(file_); }

  Result<std::unique_ptr<BreachedPasswords>> OpenOn(const std::string& bytes) {
    std::ofstream(file_, std::ios::binary) << bytes;
    return BreachedPasswords::Open(file_);
  }

  std::string KeyOn(const std::string& bytes) {
    const auto opened = OpenOn(bytes);
    return opened ? "" : opened.error().key;
  }

  const std::string file_ = testing::TempDir() + "concord_breached_" + std::to_string(getpid()) + "_" +
                            ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

// Sorted lines for PasswordOf(0) to PasswordOf(count - 1), without their ends.
std::vector<std::string> Lines(int count, bool counted) {
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    lines.push_back(UpperSha1(PasswordOf(i)) + (counted ? ":" + std::to_string(i * i * 37 + 1) : ""));
  }
  std::ranges::sort(lines);
  return lines;
}

std::string Joined(const std::vector<std::string>& lines, const std::string& end) {
  std::string bytes;
  for (const auto& line : lines) bytes += line + end;
  return bytes;
}

// The digests are those that haveibeenpwned.com shows for these passwords (and `sha1sum` for anyone).
TEST_F(Breached, KnowsTheWorstPasswords) {
  const auto list = OpenOn(
      "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824\r\n"
      "7C4A8D09CA3762AF61E59520943DC26494F8941B:37359195\r\n"
      "B1B3773A05C0ED0176787A4F1574FF0075F7521E:10000000\r\n");
  ASSERT_TRUE(list);
  for (const char* password : {"password", "123456", "qwerty"}) EXPECT_TRUE((*list)->Contains(password)) << password;
  for (const char* password : {"Password", "", "12345", "heron kettle orbit"}) {
    EXPECT_FALSE((*list)->Contains(password)) << password;
  }
}

TEST_F(Breached, FindsEveryLineInEveryForm) {
  constexpr int kCount = 3000;
  for (const bool counted : {true, false}) {
    for (const std::string end : {"\n", "\r\n"}) {
      const std::string bytes = Joined(Lines(kCount, counted), end);
      // With and without an end to the last line, and in lower case.
      const std::string forms[] = {bytes, bytes.substr(0, bytes.size() - end.size()), text::LowerAscii(bytes)};
      for (const auto& form : forms) {
        const auto list = OpenOn(form);
        ASSERT_TRUE(list) << list.error().key;
        for (int i = 0; i < kCount; ++i) {
          ASSERT_TRUE((*list)->Contains(PasswordOf(i))) << i;
          ASSERT_FALSE((*list)->Contains(PasswordOf(kCount + i))) << i;
        }
      }
    }
  }
}

TEST_F(Breached, FindsTheOnlyLine) {
  const auto list = OpenOn(UpperSha1("alone"));
  ASSERT_TRUE(list);
  EXPECT_TRUE((*list)->Contains("alone"));
  EXPECT_FALSE((*list)->Contains("another"));
}

TEST_F(Breached, TellsWhatIsNoSuchList) {
  const auto lines = Lines(50, true);
  const std::string good = Joined(lines, "\n");
  ASSERT_EQ(KeyOn(good), "");
  auto swapped = lines;
  std::swap(swapped[20], swapped[21]);
  const std::string line = lines[0] + "\n";
  for (const std::string& bad :
       {std::string(), std::string("\n"), std::string("hello\n"), std::string(10000, 'A'), std::string(10000, '\n'),
        std::string("32ED87BDB5FDC5E9CBA88547376818D4:37359195\n") /* NTLM */, line.substr(1), "x" + line,
        lines[0] + ":\n", lines[0] + ":1\n", UpperSha1("a") + ":\n", UpperSha1("a") + " 5\n", good + "\n",
        Joined(swapped, "\n"), line + line.substr(0, 39) + "G" + line.substr(40)}) {
    EXPECT_EQ(KeyOn(bad), "crypto.breached.malformed") << bad.substr(0, 60);
  }
}

// Sampling does not read every line of a long list; one in another order shows all the same.
TEST_F(Breached, TellsALongListInAnotherOrder) {
  auto lines = Lines(20000, false);
  std::ranges::reverse(lines);
  EXPECT_EQ(KeyOn(Joined(lines, "\n")), "crypto.breached.malformed");
}

TEST_F(Breached, NamesWhereTheFaultIs) {
  const std::string line = UpperSha1("a") + ":1\n";
  const auto opened = OpenOn(line + "not a digest at all, whatever else it may be\n");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(opened.error().params.at("file"), file_);
  EXPECT_EQ(opened.error().params.at("byte"), std::to_string(line.size()));
}

TEST_F(Breached, TellsAFileThatCannotBeRead) {
  for (const std::string& file : {file_ + ".nowhere", testing::TempDir(), std::string("/dev/null")}) {
    const auto opened = BreachedPasswords::Open(file);
    ASSERT_FALSE(opened) << file;
    EXPECT_EQ(opened.error().key, "crypto.breached.unreadable") << file;
    EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable);
    EXPECT_FALSE(opened.error().cause.empty());
  }
}

// A file that is mapped into memory would end the program here (SIGBUS).
TEST_F(Breached, OutlivesAFileThatIsCutShort) {
  const auto list = OpenOn(Joined(Lines(3000, true), "\n"));
  ASSERT_TRUE(list);
  ASSERT_TRUE((*list)->Contains(PasswordOf(7)));
  std::filesystem::resize_file(file_, 0);
  EXPECT_FALSE((*list)->Contains(PasswordOf(7)));
}

}  // namespace
}  // namespace concord::crypto
