#include "features/accounts/cookies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

http::Request At(const std::string& host, bool secure) {
  http::Request request;
  request.host = host;
  request.secure = secure;
  return request;
}

std::string Line(const http::Request& request, Cookie cookie) {
  http::Response response;
  SetCookie(response, request, cookie, "abc");
  return std::string(response.headers.Get("Set-Cookie"));
}

TEST(CookiesTest, OverTlsAndOnThisMachineTheyAreBoundToTheHost) {
  for (const auto& request :
       {At("trust.example.org", true), At("localhost:8080", false), At("127.0.0.1", false), At("[::1]:8080", false)}) {
    EXPECT_EQ(Line(request, Cookie::kSession), "__Host-concord=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(Line(request, Cookie::kVisit), "__Host-concord-visit=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(Line(request, Cookie::kDevice),
              "__Host-concord-device=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=31536000");
  }
}

TEST(CookiesTest, OverPlainHttpElsewhereABrowserStillKeepsThem) {
  for (const char* host : {"trust.example.org", "localhost.example.org", "127.0.0.1.example.org", "[::1", "[::2]", ""})
    EXPECT_EQ(Line(At(host, false), Cookie::kSession), "concord=abc; Path=/; HttpOnly; SameSite=Lax") << host;
}

TEST(CookiesTest, AValueThatIsNotOursIsNone) {
  auto request = At("localhost", false);
  request.cookies.Add("concord", "plain-name");
  EXPECT_EQ(CookieValue(Cookie::kSession, request), "");
  request.cookies.Add("__Host-concord", "a\"b");
  EXPECT_EQ(CookieValue(Cookie::kSession, request), "");
  request.cookies.Set("__Host-concord", "aB3-_.~");
  EXPECT_EQ(CookieValue(Cookie::kSession, request), "aB3-_.~");
  request.cookies.Set("__Host-concord", std::string(2000, 'a'));
  EXPECT_EQ(CookieValue(Cookie::kSession, request), "");
}

TEST(CookiesTest, StandBesideOthers) {
  http::Response response;
  response.headers.Add("Set-Cookie", "lang=es");
  const auto request = At("localhost", false);
  EXPECT_FALSE(SetsCookie(response, request, Cookie::kSession));
  ClearCookie(response, request, Cookie::kSession);
  EXPECT_TRUE(SetsCookie(response, request, Cookie::kSession));
  EXPECT_FALSE(SetsCookie(response, request, Cookie::kVisit));
  EXPECT_THAT(response.headers.All("Set-Cookie"),
              ::testing::ElementsAre("lang=es", "__Host-concord=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"));
}

TEST(SafeNextTest, KeepsPathsOfThisSite) {
  for (const char* path :
       {"/", "/today", "/c/riverbend/organizations?q=a&b=%20c#x", "/c/año", "/a//b", "/me/confirm?next=//x"})
    EXPECT_EQ(SafeNext(path), path);
}

TEST(SafeNextTest, LeadsNowhereElse) {
  const std::string bad[] = {"",
                             "//evil.example",
                             "///evil.example",
                             "/\\evil.example",
                             "\\\\evil.example",
                             "/a\\b",
                             "https:evil.example",
                             "https://evil.example/",
                             "javascript:alert(1)",
                             "evil.example",
                             "today",
                             " /today",
                             "/\t/evil.example",
                             "/\n/evil.example",
                             "/today\r\nSet-Cookie: a=b",
                             std::string("/a\0b", 4),
                             "/\x7f",
                             "/\xff\xfe",
                             "/" + std::string(3000, 'a')};
  for (const auto& next : bad) EXPECT_EQ(SafeNext(next, "/"), "/") << next;
}

}  // namespace
}  // namespace concord::accounts
