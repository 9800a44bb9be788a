#include "base/http/negotiation.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

TEST(NegotiateTest, FollowsWeights) {
  const auto chosen = [](std::string_view header) { return std::string(NameOf(Negotiate(header, {}))); };
  EXPECT_EQ(chosen(""), "identity");
  EXPECT_EQ(chosen("gzip"), "gzip");
  EXPECT_EQ(chosen("gzip, deflate, br, zstd"), "br");
  EXPECT_EQ(chosen("br;q=0.5, gzip;q=0.8"), "gzip");
  EXPECT_EQ(chosen("br ; q=0.5 , GZIP ; Q=1.000"), "gzip");
  EXPECT_EQ(chosen("gzip;q=0, br;q=0"), "identity");
  EXPECT_EQ(chosen("*"), "br");
  EXPECT_EQ(chosen("*;q=0.1, br;q=0"), "gzip");
  EXPECT_EQ(chosen("identity, gzip;q=0.5"), "identity");
  EXPECT_EQ(chosen("gzip;q=0.5"), "gzip");
  EXPECT_EQ(chosen("br;q=2, gzip;q=x, deflate"), "identity");
  EXPECT_EQ(chosen("br;level=4, gzip"), "gzip");
  EXPECT_EQ(chosen(",,;;q=,"), "identity");
  EXPECT_EQ(Negotiate("br, gzip", {.gzip = true, .brotli = false}), Encoding::kGzip);
}

TEST(CompressibleTest, KnowsText) {
  for (const char* type : {"text/html; charset=utf-8", "TEXT/CSV", "application/json", "application/ld+json",
                           "image/svg+xml", "application/atom+xml", "application/javascript"}) {
    EXPECT_TRUE(IsCompressible(type)) << type;
  }
  for (const char* type : {"image/png", "application/pdf", "", "application/octet-stream"}) {
    EXPECT_FALSE(IsCompressible(type)) << type;
  }
}

TEST(EtagTest, ComparesWeakly) {
  EXPECT_TRUE(NamesEtag("\"a\"", "\"a\""));
  EXPECT_TRUE(NamesEtag("W/\"a\"", "\"a\""));
  EXPECT_TRUE(NamesEtag("\"b\" , \"a\"", "W/\"a\""));
  EXPECT_TRUE(NamesEtag(" * ", "\"a\""));
  EXPECT_FALSE(NamesEtag("a", "\"a\""));
  EXPECT_FALSE(NamesEtag("\"A\"", "\"a\""));
  EXPECT_FALSE(NamesEtag("", "\"a\""));
  EXPECT_EQ(EtagFor("\"a\"", Encoding::kBrotli), "\"a-br\"");
  EXPECT_EQ(EtagFor("\"a\"", Encoding::kIdentity), "\"a\"");
}

TEST(RangeTest, ReadsASingleRange) {
  const auto shown = [](std::string_view header, size_t size) {
    const ByteRange range = ParseRange(header, size);
    if (range.kind == ByteRange::Kind::kWhole) return std::string("whole");
    if (range.kind == ByteRange::Kind::kUnsatisfiable) return std::string("unsatisfiable");
    return std::to_string(range.first) + "+" + std::to_string(range.count);
  };
  EXPECT_EQ(shown("bytes=0-0", 10), "0+1");
  EXPECT_EQ(shown("Bytes=2-", 10), "2+8");
  EXPECT_EQ(shown("bytes=-4", 10), "6+4");
  EXPECT_EQ(shown("bytes=-40", 10), "0+10");
  EXPECT_EQ(shown("bytes=5-99", 10), "5+5");
  EXPECT_EQ(shown("bytes=10-", 10), "unsatisfiable");
  EXPECT_EQ(shown("bytes=-0", 10), "unsatisfiable");
  EXPECT_EQ(shown("bytes=0-", 0), "unsatisfiable");
  EXPECT_EQ(shown("bytes=99999999999999999999-", 10), "unsatisfiable");
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=1", "bytes=5-2", "bytes=0-1,3-4", "bytes=+1-2",
                             "bytes=1-x", "items=0-1", "bytes=--1"}) {
    EXPECT_EQ(shown(header, 10), "whole") << header;
  }
}

}  // namespace
}  // namespace concord::http
