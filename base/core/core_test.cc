// Clock, ids, randomness, log and settings.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/id.h"
#include "base/core/log.h"

namespace concord {
namespace {

TEST(Clock, WritesAndReadsTimes) {
  const auto time = ParseRfc3339("2026-11-21T07:55:01Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(FormatRfc3339(*time), "2026-11-21T07:55:01Z");
  EXPECT_EQ(FormatHttpDate(*time), "Sat, 21 Nov 2026 07:55:01 GMT");
  EXPECT_EQ(ParseHttpDate("Sat, 21 Nov 2026 07:55:01 GMT"), time);
  EXPECT_EQ(ParseRfc3339("2026-11-21T08:55:01.25+01:00"), time);
  EXPECT_FALSE(ParseRfc3339("2026-02-30"));
  EXPECT_FALSE(ParseRfc3339("2026-11-21T07:55:01"));
  EXPECT_FALSE(ParseRfc3339(""));
}

TEST(Id, IsVersionSevenAndOrderedByTime) {
  ManualClock clock(*ParseRfc3339("2026-11-21"));
  SeededRandom random(1);
  const Uuid first = Uuid::V7(clock, random);
  clock.Advance(milliseconds(1));
  const Uuid second = Uuid::V7(clock, random);
  EXPECT_LT(first, second);
  EXPECT_EQ(first.ToString()[14], '7');
  EXPECT_EQ(Uuid::Parse(first.ToString()), first);
  EXPECT_FALSE(Uuid::Parse("not-an-id"));
}

TEST(Log, EscapesWhatWouldBreakALine) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ManualClock clock(*ParseRfc3339("2026-11-21"));
  Log log(clock, ends[1], LogLevel::kInfo);
  log.Debug("not written");
  log.Info("a\n\"b\"", {{"path", "<\xFF>"}, {"count", 3}, {"ok", true}});
  char text[512] = {};
  const auto n = read(ends[0], text, sizeof text - 1);
  ASSERT_GT(n, 0);
  EXPECT_STREQ(text,
               "{\"time\":\"2026-11-21T00:00:00Z\",\"level\":\"info\",\"message\":\"a\\n\\\"b\\\"\","
               "\"path\":\"\\u003c\uFFFD\\u003e\",\"count\":3,\"ok\":true}\n");
  close(ends[0]);
  close(ends[1]);
}

class ConfigTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& text) {
    char name[] = "/tmp/concord_config_XXXXXX";
    const int file = mkstemp(name);
    EXPECT_EQ(write(file, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    close(file);
    files_.push_back(name);
    return name;
  }
  void TearDown() override {
    for (const auto& file : files_) unlink(file.c_str());
  }
  static std::string Nothing(const std::string&) { return ""; }
  std::vector<std::string> files_;
};

TEST_F(ConfigTest, FlagsBeatEnvironmentBeatsFile) {
  const auto file = Write("[http]\nport = 1\nworkers = 7\nlisten = \"::1\"\n");
  const auto environment = [](const std::string& name) {
    return name == "CONCORD_HTTP_PORT" ? "2" : name == "CONCORD_HTTP_LISTEN" ? "127.0.0.2" : "";
  };
  const auto config = LoadConfig(file, environment, {{"http.port", "3"}});
  ASSERT_TRUE(config) << config.error().cause;
  EXPECT_EQ(config->http.port, 3);
  EXPECT_EQ(config->http.listen, "127.0.0.2");
  EXPECT_EQ(config->http.workers, 7);
}

TEST_F(ConfigTest, NamesTheLineOfAMistake) {
  auto config = LoadConfig(Write("[http]\nport = \"x\"\n"), Nothing, {});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().params.at("key"), "http.port");
  EXPECT_TRUE(config.error().params.at("where").ends_with(":2"));
  config = LoadConfig(Write("[http]\nprt = 1\n"), Nothing, {});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().params.at("key"), "http.prt");
  EXPECT_FALSE(LoadConfig(Write("[http\n"), Nothing, {}));
  EXPECT_FALSE(LoadConfig("", Nothing, {{"http.port", "70000"}}));
}

}  // namespace
}  // namespace concord
