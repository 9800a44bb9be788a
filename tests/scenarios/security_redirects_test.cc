// Where the hub leads, and what can be put into its headers and paths: open redirects, header injection, path
// traversal, the Host header.
#include <gmock/gmock.h>

#include "base/http/message.h"
#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// As a browser reads it: "\" is "/", and tabs and line ends are dropped.
bool LeavesTheSite(const std::string& location) {
  std::string read;
  for (const char c : location) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    read += c == '\\' ? '/' : c;
  }
  if (read.starts_with("http://localhost/")) return false;
  return !read.starts_with('/') || read.starts_with("//");
}

const std::vector<std::string>& Lures() {
  static const std::vector<std::string> lures = {
      "//evil.example",        "///evil.example",      "/\\evil.example",      "\\\\evil.example",
      "https:evil.example",    "https://evil.example", "//evil.example/%2f..", "/\t/evil.example",
      "/%09/evil.example",     "javascript:alert(1)",  "data:text/html,x",     "/ok\r\nSet-Cookie: a=b",
      "/ok\nLocation: //evil", ".evil.example",        "@evil.example",        "http:/\\evil.example",
      "%2f%2fevil.example",    "/%5cevil.example",     " //evil.example",      "/\r\n//evil.example"};
  return lures;
}

class SecurityRedirects : public ::testing::Test {
 protected:
  void ExpectSafe(const Answer& answer, const std::string& what) {
    const std::string location = answer.Header("Location");
    EXPECT_FALSE(!location.empty() && LeavesTheSite(location)) << what << " leads to " << location;
    EXPECT_THAT(answer.head, Not(HasSubstr("\na=b"))) << what;
    EXPECT_FALSE(CookiesSetBy(answer).contains("a")) << what;
    EXPECT_THAT(answer.body, Not(HasSubstr("href=\"//evil"))) << what;
    EXPECT_THAT(answer.body, Not(HasSubstr("action=\"//evil"))) << what;
    EXPECT_THAT(answer.body, Not(HasSubstr("href=\"javascript:"))) << what;
  }
  Town town_;
};

TEST_F(SecurityRedirects, LuresReadAsABrowserReadsThem) {
  EXPECT_TRUE(LeavesTheSite("//evil.example"));
  EXPECT_TRUE(LeavesTheSite("/\\evil.example"));
  EXPECT_TRUE(LeavesTheSite("/\t/evil.example"));
  EXPECT_TRUE(LeavesTheSite("https://evil.example"));
  EXPECT_FALSE(LeavesTheSite("/today?a=//evil.example"));
}

TEST_F(SecurityRedirects, StayOnTheSiteWhateverNextSays) {
  for (const std::string& lure : Lures()) {
    const std::string encoded = http::PercentEncode(lure);
    for (const std::string page : {"/sign-in?next=", "/sign-in/code?next=", "/me/confirm?next=", "/?next="}) {
      Browser browser(town_.web());
      ExpectSafe(browser.Get(page + encoded), page + lure);
      browser.SignInAs(town_.hub_admin.id);
      ExpectSafe(browser.Get(page + encoded), page + lure + ", signed in");
    }
    Browser browser(town_.web());
    ExpectSafe(browser.Post("/demo/sign-in", {{"person", town_.outsider.id}, {"next", lure}}), "demo sign-in: " + lure);
    EXPECT_EQ(browser.Get("/me").status, 200) << lure;
    ExpectSafe(browser.Post("/sign-out", {{"next", lure}}), "sign-out: " + lure);
  }
}

TEST_F(SecurityRedirects, OfThePasswordFormStayOnTheSite) {
  const auto id = accounts::AccountId::Parse(town_.outsider.id);
  ASSERT_TRUE(town_.web().hub().accounts->SetPassword(*id, "a walk along the river", "system"));
  for (const std::string& lure : Lures()) {
    Browser browser(town_.web());
    const Answer answer = browser.Post(
        "/sign-in", {{"email", town_.outsider.email}, {"password", "a walk along the river"}, {"next", lure}});
    EXPECT_EQ(answer.status, 303) << lure;
    ExpectSafe(answer, lure);
  }
}

TEST_F(SecurityRedirects, DoNotFollowTheRefererOrTheHost) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  for (const auto& route : town_.web().site().router.routes()) {
    if (route->options.inline_io) continue;
    const auto target = TargetOf(*route, town_, town_.own);
    ASSERT_TRUE(target) << route->pattern;
    const std::string referer = "Referer: https://evil.example/x\r\n";
    Browser visitor = town_.SignedIn(town_.hub_admin);
    const bool reads = route->method == http::Method::kGet;
    ExpectSafe(reads ? visitor.Get(*target, referer) : visitor.PostAsIs(*target, {{"csrf", visitor.Token()}}, referer),
               *target);
  }
}

// With hub.base_url set, no page of it names the host that a request came with.
TEST(SecurityHosts, ThatARequestNamesAppearInNoAddress) {
  WebHub::Options options;
  options.base_url = "https://trust.example.org";
  Town town(std::move(options));
  for (const std::string host : {"evil.example", "trust.example.org.evil.example", "evil.example:80"}) {
    Browser browser(town.web(), host);
    for (const auto& route : town.web().site().router.routes()) {
      if (route->method != http::Method::kGet || route->options.inline_io) continue;
      const auto target = TargetOf(*route, town, town.own);
      ASSERT_TRUE(target) << route->pattern;
      const Answer answer = browser.Get(*target, "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n");
      EXPECT_THAT(answer.body, Not(HasSubstr("evil.example"))) << *target;
      EXPECT_THAT(answer.head, Not(HasSubstr("evil.example"))) << *target;
    }
  }
}

TEST_F(SecurityRedirects, AndHostsThatAreNoneAreRefused) {
  for (const std::string host : {"a b", "evil.example/x", "a\"><script>", "a,b", "user@evil.example", ""}) {
    const Answer answer = town_.web().Send("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(answer.status, host.empty() ? answer.status : 400) << host;
    EXPECT_LT(answer.status, 500) << host;
  }
}

// Line ends in any parameter of any page.
TEST_F(SecurityRedirects, NoParameterReachesTheHeaders) {
  const std::string evil = http::PercentEncode("x\r\nSet-Cookie: a=b\r\nX-Evil: 1\r\n\r\n<script>");
  Browser browser = town_.SignedIn(town_.hub_admin);
  for (const auto& route : town_.web().site().router.routes()) {
    if (route->method != http::Method::kGet || route->options.inline_io) continue;
    const auto target = TargetOf(*route, town_, town_.own);
    ASSERT_TRUE(target) << route->pattern;
    for (const std::string name : {"q", "lang", "next", "sort", "topic", "language", "kind", "page", "entry", "from"}) {
      const Answer answer = browser.Get(*target + "?" + name + "=" + evil);
      EXPECT_FALSE(CookiesSetBy(answer).contains("a")) << *target << " " << name;
      EXPECT_EQ(answer.Header("X-Evil"), "") << *target << " " << name;
      EXPECT_LT(answer.status, 500) << *target << " " << name;
    }
  }
}

TEST_F(SecurityRedirects, NoPathLeavesItsPlace) {
  const std::vector<std::string> ways = {
      "..",         "../..",         "%2e%2e",          "%2e%2e%2f%2e%2e", "..%2f..%2f",
      "..%5c..%5c", "....//....//",  "%252e%252e",      "%c0%ae%c0%ae",    "..;",
      "%00",        "app.css%00.js", "%2fetc%2fpasswd", "C:%5cwindows",    ".git/config"};
  for (const std::string root : {"/assets/", "/c/", "/c/ownville/organizations/", "/c/ownville/districts/",
                                 "/resources/", "/modules/", "/welcome/", "/c/ownville/join/", "/"}) {
    for (const std::string& way : ways) {
      for (const std::string tail : {"", "/etc/passwd", "/concord.db", "/concord.toml"}) {
        const Answer answer = Browser(town_.web()).Get(root + way + tail);
        EXPECT_TRUE(answer.status == 400 || answer.status == 404 || answer.status == 308 || answer.status == 200 ||
                    answer.status == 410)
            << root << way << tail << ": " << answer.status;
        EXPECT_THAT(answer.body, Not(HasSubstr("root:"))) << root << way << tail;
        EXPECT_THAT(answer.body, Not(HasSubstr("SQLite format"))) << root << way << tail;
        EXPECT_THAT(answer.body, Not(HasSubstr("[core]"))) << root << way << tail;
        EXPECT_FALSE(answer.status == 308 && LeavesTheSite(answer.Header("Location"))) << root << way << tail;
      }
    }
  }
  for (const std::string folder : {"/assets", "/assets/", "/.git/", "/var/", "/concord.db"})
    EXPECT_THAT(Browser(town_.web()).Get(folder).status, ::testing::AnyOf(404, 308)) << folder;
}

}  // namespace
}  // namespace concord::scenarios
