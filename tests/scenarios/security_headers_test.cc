// Headers and cookies: what every answer carries, what no cache may keep, and what methods there are.
#include <gmock/gmock.h>

#include "tests/scenarios/form_walk.h"
#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SecurityHeaders : public ::testing::Test {
 protected:
  static void ExpectProtected(const std::string& what, const Answer& answer) {
    const std::string policy = answer.Header("Content-Security-Policy");
    // A file that someone gave may load and do nothing at all.
    const bool is_file = policy.find("sandbox") != std::string::npos;
    const std::string from = is_file ? "'none'" : "'self'";
    for (const std::string& part :
         {"default-src " + from, std::string("object-src 'none'"), std::string("base-uri 'none'"),
          std::string("frame-ancestors 'none'"), "form-action " + from})
      EXPECT_THAT(policy, HasSubstr(part)) << what;
    for (const char* part : {"unsafe-inline", "unsafe-eval", "http:", "https:", "*"})
      EXPECT_THAT(policy, Not(HasSubstr(part))) << what;
    EXPECT_EQ(answer.Header("X-Content-Type-Options"), "nosniff") << what;
    EXPECT_THAT(answer.Header("Referrer-Policy"),
                AnyOf("strict-origin-when-cross-origin", "no-referrer", "same-origin"))
        << what;
    EXPECT_EQ(answer.Header("Cross-Origin-Opener-Policy"), "same-origin") << what;
    EXPECT_EQ(answer.Header("Access-Control-Allow-Origin"), "") << what;
    EXPECT_EQ(answer.Header("Server"), "") << what;
    EXPECT_EQ(answer.Header("X-Powered-By"), "") << what;
    ExpectType(what, answer);
    for (const auto& [name, rest] : CookiesSetBy(answer)) ExpectGuarded(what, name, rest);
  }
  static void ExpectType(const std::string& what, const Answer& answer) {
    if (answer.body.empty()) return;
    const std::string type = answer.Header("Content-Type");
    EXPECT_NE(type, "") << what;
    if (type.starts_with("text/") || type.find("xml") != std::string::npos) {
      EXPECT_THAT(type, HasSubstr("charset=utf-8")) << what;
    }
  }
  static void ExpectGuarded(const std::string& what, const std::string& name, const std::string& rest) {
    EXPECT_THAT(rest, HasSubstr("; Path=/")) << what << " " << name;
    EXPECT_THAT(rest, AnyOf(HasSubstr("; SameSite=Lax"), HasSubstr("; SameSite=Strict"))) << what << " " << name;
    EXPECT_THAT(rest, Not(HasSubstr("Domain="))) << what << " " << name;
    EXPECT_LT(name.size() + rest.size(), 4096U);
    if (name == "lang") return;
    EXPECT_THAT(name, StartsWith("__Host-concord")) << what;
    EXPECT_THAT(rest, HasSubstr("; Secure")) << what << " " << name;
    EXPECT_THAT(rest, HasSubstr("; HttpOnly")) << what << " " << name;
  }
  static void ExpectNotStored(const std::string& what, const Answer& answer) {
    EXPECT_THAT(answer.Header("Cache-Control"), HasSubstr("no-store")) << what;
  }

  // Every route as that visitor, GET or an empty form.
  void ForEachAnswer(const Person* person,
                     const std::function<void(const std::string&, const http::Route&, const Answer&)>& each) {
    for (const auto& route : town_.web().site().router.routes()) {
      if (route->options.inline_io) continue;
      const auto target = TargetOf(*route, town_, town_.own);
      ASSERT_TRUE(target) << route->pattern;
      Browser browser(town_.web());
      if (person) browser.SignInAs(person->id);
      const bool reads = route->method == http::Method::kGet;
      each(std::string(NameOf(route->method)) + " " + *target, *route,
           reads ? browser.Get(*target) : browser.Post(*target));
    }
  }
  Town town_;
};

TEST_F(SecurityHeaders, StandOnEveryAnswer) {
  for (const Person* person : {static_cast<const Person*>(nullptr), static_cast<const Person*>(&town_.hub_admin)}) {
    ForEachAnswer(person, [](const std::string& what, const http::Route&, const Answer& answer) {
      ExpectProtected(what, answer);
    });
  }
  Browser browser(town_.web());
  for (const std::string target : {"/nothing/here", "/healthz", "/readyz", "/metrics", "/search/", "/c/nowhere", "/%ff",
                                   "/a//b", "/assets/none.css"})
    ExpectProtected(target, browser.Get(target));
  for (const std::string line :
       {"BREW / HTTP/1.1", "TRACE / HTTP/1.1", "OPTIONS * HTTP/1.1", "DELETE /about HTTP/1.1", "GET / HTTP/9.9", "x"})
    ExpectProtected(line, town_.web().Send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
}

TEST_F(SecurityHeaders, KeepPagesOfPeopleOutOfEveryCache) {
  for (const Person* person : {&town_.hub_admin, &town_.own.people.at(accounts::Role::kOfficer)}) {
    ForEachAnswer(person, [&](const std::string& what, const http::Route&, const Answer& answer) {
      ExpectNotStored(what + " for " + person->name, answer);
      EXPECT_EQ(answer.Header("ETag"), "") << what;
    });
  }
}

// The answer to a sign-in sets a cookie, and pages with secrets in their address must not be kept or told on.
TEST_F(SecurityHeaders, KeepSecretsOutOfCachesAndReferers) {
  Browser browser(town_.web());
  ExpectNotStored("sign-in", browser.Post("/demo/sign-in", {{"person", town_.outsider.id}}));
  auto link = town_.web().hub().accounts->NewLink(*accounts::AccountId::Parse(town_.outsider.id), "reset", "system");
  ASSERT_TRUE(link);
  const Answer answer = Browser(town_.web()).Get(link->path);
  EXPECT_EQ(answer.status, 200);
  ExpectNotStored(link->path, answer);
  EXPECT_EQ(answer.Header("Referrer-Policy"), "no-referrer");
  const std::string token = link->path.substr(link->path.rfind('/') + 1);
  for (const std::string& address : LinksOf(answer.body)) {
    if (address.find("?lang=") == std::string::npos) {
      EXPECT_THAT(address, Not(HasSubstr(token))) << "another page is told";
    }
  }
}

// What one visitor sees, another must not be given.
TEST_F(SecurityHeaders, PagesAreNotMixedBetweenVisitors) {
  Browser admin = town_.SignedIn(town_.hub_admin);
  for (const std::string& start : StartsOf(town_)) {
    if (start == "/") continue;  // the demonstration's buttons name everyone
    const Answer theirs = admin.Get(start);
    Browser nobody(town_.web());
    const Answer ours = nobody.Get(start);
    EXPECT_THAT(ours.body, Not(HasSubstr(town_.hub_admin.name))) << start;
    EXPECT_THAT(ours.body, Not(HasSubstr("action=\"/sign-out\""))) << start;
    const Answer again = admin.Get(start);
    if (theirs.status == 200 && theirs.Header("Content-Type").starts_with("text/html")) {
      EXPECT_THAT(again.body, HasSubstr(town_.hub_admin.name))
          << start << ": somebody signed in was given nobody's page";
    }
  }
}

// Headers that are no part of the cache's key must not change a page that is kept for others.
TEST_F(SecurityHeaders, ThatArePoisonDoNotReachTheCache) {
  for (const std::string target :
       {"/", "/about", "/search?q=patrol", "/modules/trust", "/communities", "/opensearch.xml", "/sitemap.xml"}) {
    Browser attacker(town_.web());
    attacker.Get(target,
                 "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Original-URL: "
                 "/evil\r\nX-Rewrite-URL: /evil\r\n"
                 "Forwarded: host=evil.example\r\nX-HTTP-Method-Override: POST\r\nAccept-Language: \"><script>x\r\n");
    const Answer answer = Browser(town_.web()).Get(target);
    EXPECT_EQ(answer.status, 200) << target;
    EXPECT_THAT(answer.body, Not(HasSubstr("evil"))) << target;
    EXPECT_THAT(answer.body, Not(HasSubstr("<script>x"))) << target;
  }
}

TEST_F(SecurityHeaders, MethodsAreThoseOfTheRoutes) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  const std::string cookie = "Cookie: __Host-concord=" + browser.Cookie("__Host-concord") + "\r\n";
  for (const std::string method : {"TRACE", "TRACK", "CONNECT", "PUT", "PATCH", "DELETE", "PROPFIND", "DEBUG", "get"}) {
    const Answer answer = town_.web().Send(method + " /c/ownville/settings HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                                           "Content-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer.status, AnyOf(400, 405)) << method;
    EXPECT_THAT(answer.body, Not(HasSubstr("__Host-concord="))) << method << " gives the request back";
  }
  // A method in a header or a field is no method.
  EXPECT_EQ(browser.Get("/c/ownville/settings?_method=POST", "X-HTTP-Method-Override: POST\r\n").status, 200);
}

TEST(SecurityTransport, IsToldToBrowsersBehindTls) {
  WebHub::Options options;
  options.behind_tls = true;
  Town town(std::move(options));
  Browser browser(town.web(), "trust.example.org");
  for (const std::string target : {"/", "/sign-in", "/nothing", "/healthz"})
    EXPECT_THAT(browser.Get(target).Header("Strict-Transport-Security"), StartsWith("max-age=31536000")) << target;
  browser.SignInAs(town.outsider.id);
  EXPECT_NE(browser.Cookie("__Host-concord"), "");
  EXPECT_EQ(browser.Cookie("concord"), "");
}

// Without TLS and not on this machine, cookies cannot be Secure; they must still work and be HttpOnly.
TEST(SecurityTransport, WithoutTlsElsewhereCookiesHaveNoPrefix) {
  Town town;
  Browser browser(town.web(), "trust.example.org");
  const Answer answer = browser.Post("/demo/sign-in", {{"person", town.outsider.id}});
  const auto set = CookiesSetBy(answer);
  ASSERT_TRUE(set.contains("concord")) << answer.head;
  EXPECT_THAT(set.at("concord"), HasSubstr("HttpOnly"));
  EXPECT_THAT(set.at("concord"), Not(HasSubstr("Secure")));
  EXPECT_EQ(answer.Header("Strict-Transport-Security"), "");
}

}  // namespace
}  // namespace concord::scenarios
