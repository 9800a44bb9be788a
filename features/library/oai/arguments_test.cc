#include "features/library/oai/arguments.h"

#include <gmock/gmock.h>

#include "features/library/oai/token.h"
#include "features/library/oai/xml.h"

namespace concord::library::oai {
namespace {

std::string CodeOf(const char* query) {
  const Asked asked = ReadArguments(http::ParseForm(query));
  return asked.question ? "" : asked.errors.at(0).code;
}

TEST(OaiArguments, AreThoseOfTheVerb) {
  for (const char* good :
       {"verb=Identify", "verb=ListSets", "verb=ListMetadataFormats", "verb=ListMetadataFormats&identifier=x",
        "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListRecords&resumptionToken=x",
        "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01&set=topic:a",
        "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z",
        "verb=GetRecord&identifier=x&metadataPrefix=oai_dc"}) {
    EXPECT_EQ(CodeOf(good), "") << good;
  }
  for (const char* bad : {"", "verb=", "verb=identify", "verb=Identify&verb=Identify", "metadataPrefix=oai_dc"}) {
    EXPECT_EQ(CodeOf(bad), "badVerb") << bad;
  }
  for (const char* bad : {"verb=Identify&x=1",
                          "verb=Identify&identifier=x",
                          "verb=ListRecords",
                          "verb=ListRecords&metadataPrefix=",
                          "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
                          "verb=GetRecord&identifier=x",
                          "verb=GetRecord&metadataPrefix=oai_dc",
                          "verb=ListSets&metadataPrefix=oai_dc",
                          "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x",
                          "verb=ListRecords&resumptionToken=x&resumptionToken=y",
                          "verb=GetRecord&resumptionToken=x",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00.5Z",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T24:00:00Z",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00%2B00:00",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
                          "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01",
                          "verb=ListRecords&metadataPrefix=oai%20dc",
                          "verb=ListRecords&metadataPrefix=a:b",
                          "verb=ListRecords&metadataPrefix=oai_dc&set=topic:",
                          "verb=ListRecords&metadataPrefix=oai_dc&set=a%20b"}) {
    EXPECT_EQ(CodeOf(bad), "badArgument") << bad;
  }
}

TEST(OaiArguments, NameEveryFault) {
  const Asked asked = ReadArguments(http::ParseForm("verb=GetRecord&x=1"));
  EXPECT_EQ(asked.errors.size(), 3u);  // x, and two that are missing
}

TEST(OaiDatestamp, CoversItsSecondOrItsDay) {
  const auto day = ReadDatestamp("2024-02-29");
  ASSERT_TRUE(day && day->day);
  EXPECT_EQ(FormatRfc3339(day->first), "2024-02-29T00:00:00Z");
  EXPECT_EQ(FormatRfc3339(day->last), "2024-02-29T23:59:59Z");
  EXPECT_EQ(day->last + milliseconds(1), ReadDatestamp("2024-03-01")->first);
  const auto second = ReadDatestamp("2024-02-29T12:00:01Z");
  ASSERT_TRUE(second && !second->day);
  EXPECT_EQ((second->last - second->first).count(), 999);
  for (const char* bad : {"", "2024-2-29", "0000-01-01", "2023-02-29", "2024-13-01", "2024-02-29 12:00:01Z",
                          "2024-02-29T12:60:01Z", "2024-02-29T12:00:60Z", "+024-02-29", "2024-02-29t12:00:01z"}) {
    EXPECT_FALSE(ReadDatestamp(bad)) << bad;
  }
}

constexpr Time kNow{milliseconds(1795247700000)};

Token Example() {
  return {.verb = Verb::kListRecords,
          .metadata_prefix = "oai_dc",
          .set = "topic:use-of-force",
          .until = kNow,
          .after = {kNow - milliseconds(7), "01890000-0000-7000-8000-000000000001"},
          .cursor = 200,
          .complete_size = 1000,
          .expires = kNow + kLifetime};
}

TEST(OaiToken, ComesBackAsItWas) {
  for (const char* set : {"topic:use-of-force", "module:a_b.c", ""}) {
    Token token = Example();
    token.set = set;
    const std::string text = Write(token);
    EXPECT_THAT(text, ::testing::MatchesRegex("[A-Za-z0-9._~-]+"));
    const auto back = ReadToken(text, kNow);
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(back->set, set);
    EXPECT_EQ(back->metadata_prefix, token.metadata_prefix);
    EXPECT_EQ(back->verb, token.verb);
    EXPECT_EQ(back->after, token.after);
    EXPECT_EQ(back->until, token.until);
    EXPECT_EQ(back->cursor, token.cursor);
    EXPECT_EQ(back->complete_size, token.complete_size);
    EXPECT_EQ(back->expires, token.expires);
  }
}

TEST(OaiToken, HoldsUntilItExpiresAndNoChangeOfIt) {
  const std::string text = Write(Example());
  EXPECT_TRUE(ReadToken(text, kNow + kLifetime));
  EXPECT_FALSE(ReadToken(text, kNow + kLifetime + std::chrono::seconds(1)));
  EXPECT_FALSE(ReadToken(text, kNow - std::chrono::hours(1)));  // none of ours lasts longer than a day
  for (size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '1' ? '2' : '1';
    EXPECT_FALSE(ReadToken(other, kNow)) << i;
    EXPECT_FALSE(ReadToken(text.substr(0, i), kNow)) << i;
  }
  EXPECT_FALSE(ReadToken(std::string(100000, '~'), kNow));
}

TEST(OaiXml, IsWellFormedWhateverTheText) {
  EXPECT_EQ(Escaped("<a b=\"c\">&</a>"), "&lt;a b=&quot;c&quot;&gt;&amp;&lt;/a&gt;");
  EXPECT_EQ(Escaped(std::string("a\x01\x0b\x00\x1f z\n\t", 9)), "a z\n\t");
  EXPECT_EQ(Escaped("a\xEF\xBF\xBE\xEF\xBF\xBFz\xEF\xBF\xBD"), "az\xEF\xBF\xBD");
  EXPECT_EQ(Escaped("caf\xC3\xA9 \xF0\x9F\x9A\x94"), "caf\xC3\xA9 \xF0\x9F\x9A\x94");
  EXPECT_EQ(Escaped("a\xFFz"), "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace concord::library::oai
