#include "base/http/request_parser.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

struct Parsed {
  unsigned status = 0;
  bool done = false;
  size_t used = 0;
  Request request;
  MessageHead head;
};

// Feeds `bytes` in pieces of `piece` bytes, as a socket would.
Parsed Parse(std::string_view bytes, size_t piece) {
  Parsed parsed;
  RequestParser parser;
  Peer peer{"203.0.113.9", "127.0.0.1:80"};
  size_t there = 0;
  bool in_body = false;
  while (there < bytes.size() || in_body) {
    const size_t before = there;
    there = std::min(bytes.size(), there + piece);
    const std::string_view input = bytes.substr(parsed.used, there - parsed.used);
    RequestParser::Step step;
    if (!in_body) {
      step = parser.ParseHead(input, peer, parsed.request, parsed.head);
      parsed.used += step.consumed;
      parsed.status = step.status;
      if (step.status != 0) return parsed;
      if (!step.done) continue;
      in_body = true;
      if (!parsed.head.has_body) {
        parsed.done = true;
        return parsed;
      }
    }
    step = parser.ParseBody(bytes.substr(parsed.used, there - parsed.used), 1000, parsed.request.body);
    parsed.used += step.consumed;
    parsed.status = step.status;
    parsed.done = step.done;
    if (step.done || step.status != 0) return parsed;
    if (there == before) return parsed;
  }
  return parsed;
}

TEST(RequestParserTest, ReadsTheSameHoweverTheBytesCome) {
  const std::string bytes =
      "POST /a%20b/%C3%A9?q=1&r=%2F HTTP/1.1\r\nHost: Trust.example.org\r\nCookie: lang=es; s=\"x y\"\r\n"
      "cookie: t=1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwith\r\n6;a=b\r\nchunks\r\n0\r\nTrailer: x\r\n\r\nGET "
      "/next";
  for (const size_t piece : {1, 2, 3, 7, 50, 1000}) {
    const Parsed parsed = Parse(bytes, piece);
    ASSERT_TRUE(parsed.done) << piece;
    EXPECT_EQ(parsed.used, bytes.size() - 9) << piece;
    EXPECT_EQ(parsed.request.method, Method::kPost);
    EXPECT_EQ(parsed.request.target, "/a%20b/%C3%A9?q=1&r=%2F");
    EXPECT_EQ(parsed.request.path, "/a b/\xC3\xA9");
    EXPECT_EQ(parsed.request.query.Get("r"), "/");
    EXPECT_EQ(parsed.request.host, "Trust.example.org");
    EXPECT_EQ(parsed.request.cookies.Get("lang"), "es");
    EXPECT_EQ(parsed.request.cookies.Get("s"), "x y");
    EXPECT_EQ(parsed.request.cookies.Get("t"), "1");
    EXPECT_EQ(parsed.request.body, "withchunks");
    EXPECT_FALSE(parsed.request.headers.Has("Trailer"));
    EXPECT_EQ(parsed.request.client, "203.0.113.9");
  }
}

TEST(RequestParserTest, ReadsABodyOfKnownLength) {
  const std::string bytes = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcd";
  for (const size_t piece : {1, 5, 100}) {
    const Parsed parsed = Parse(bytes, piece);
    EXPECT_TRUE(parsed.done);
    EXPECT_EQ(parsed.request.body, "abc");
    EXPECT_EQ(parsed.head.content_length, 3U);
  }
}

TEST(RequestParserTest, BoundsTheBytesBetweenChunks) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(Parse(head + "1;" + std::string(40'000, 'x'), 4096).status, 431U);
  EXPECT_EQ(Parse(head + "0\r\nX: " + std::string(40'000, 'x'), 4096).status, 431U);
  EXPECT_EQ(Parse(head + "3e9\r\n", 4096).status, 413U);
}

TEST(TargetTest, ChecksThePath) {
  const auto path = [](std::string target) {
    Request request;
    request.target = std::move(target);
    std::string host;
    return ReadTarget(request, host) ? request.path : "refused";
  };
  EXPECT_EQ(path("/"), "/");
  EXPECT_EQ(path("/a/"), "/a/");
  EXPECT_EQ(path("/a..b/..."), "/a..b/...");
  EXPECT_EQ(path("/%252e%252e/"), "/%2e%2e/");
  EXPECT_EQ(path("/caf\xC3\xA9"), "/caf\xC3\xA9");
  EXPECT_EQ(path("http://a.example"), "/");
  EXPECT_EQ(path("HTTPS://a.example:1/x?y"), "/x");
  EXPECT_EQ(path("http://a.example?x"), "/");
  for (const char* bad : {"",     "a",           "*",        "/..",     "/a/..",     "/a/../b",     "/./a",
                          "/a/.", "/a/%2e%2E/b", "//",       "/a//b",   "/a//",      "/\\",         "/%5C",
                          "/%00", "/%0a",        "/%7f",     "/%",      "/%4",       "/%g0",        "/%ff",
                          "/a#b", "/%c0%ae",     "ftp://a/", "http://", "http:///x", "http://a b/", "http://user@a/"}) {
    EXPECT_EQ(path(bad), "refused") << bad;
  }
}

TEST(CookieTest, ReadsWhatBrowsersSend) {
  Pairs cookies;
  ReadCookies("a=1; b=\"2\";c = 3 ; ; =x; d; e=f=g", cookies);
  ASSERT_EQ(cookies.items().size(), 4U);
  EXPECT_EQ(cookies.Get("b"), "2");
  EXPECT_EQ(cookies.Get("c"), "3");
  EXPECT_EQ(cookies.Get("e"), "f=g");
}

}  // namespace
}  // namespace concord::http
