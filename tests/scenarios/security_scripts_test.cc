// Scripts, stored and reflected: each field of each form that a person can reach is filled with markup, and then every
// page is read for markup that got through, by those who typed it and by those who did not.
#include <gmock/gmock.h>

#include "base/http/message.h"
#include "features/communities/communities.h"
#include "tests/scenarios/form_walk.h"

namespace concord::scenarios {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMarker[] = R"("><script>x</script>'{{7*7}})";
constexpr char kEscapedEnd[] = "x&lt;/script&gt;";
constexpr char kScriptAddress[] = "javascript:alert(document.domain)//";

class SecurityScripts : public ::testing::Test {
 protected:
  // What a page does with the markers in it; returns whether it shows one.
  bool Read(const std::string& what, const Answer& answer) {
    EXPECT_LT(answer.status, 500) << what;
    const std::string type = answer.Header("Content-Type");
    if (type.starts_with("text/html")) {
      EXPECT_THAT(UnescapedMarkers(answer.body, kMarker), IsEmpty()) << what;
      EXPECT_THAT(answer.body, Not(HasSubstr("href=\"javascript:"))) << what;
      EXPECT_THAT(answer.body, Not(HasSubstr("src=\"javascript:"))) << what;
      EXPECT_THAT(answer.body, Not(HasSubstr("action=\"javascript:"))) << what;
    } else if (type.find("xml") != std::string::npos) {
      EXPECT_THAT(answer.body, Not(HasSubstr("<script>x"))) << what;
    }
    const size_t shown = answer.body.find(kEscapedEnd);
    if (shown == std::string::npos) return false;
    EXPECT_THAT(answer.body.substr(shown, 60), Not(HasSubstr("49")))
        << what << ": the template engine ran what was typed";
    return true;
  }

  void StoreOutsideForms() {
    auto& communities = *town_.web().hub().communities;
    std::string name;
    for (const char* c = kMarker; *c; ++c) name += *c == '"' ? std::string("\\\"") : std::string(1, *c);
    const auto kept = communities.SetMap(town_.own.id, MapWith(name), "system");
    EXPECT_TRUE(kept) << kept.error().key;
  }

  Town town_;
};

TEST_F(SecurityScripts, TypedIntoAnyFieldAreShownAsText) {
  int shown = 0;
  for (const Person* person : {&town_.hub_admin, &town_.curator, &town_.own.people.at(accounts::Role::kCommunityAdmin),
                               &town_.own.people.at(accounts::Role::kCommander)}) {
    Browser browser = town_.SignedIn(*person);
    FormWalk walk(town_, browser);
    EXPECT_GT(walk.forms(), 3U) << person->name << " finds hardly a form";
    const auto seen = [&](const std::string& what, const Answer& answer) {
      shown += Read(what + " by " + person->name, answer);
    };
    walk.Fill(kMarker, seen);
    walk.Fill(kScriptAddress, seen);
    walk.Ask(kMarker, seen);
    for (const auto& field : walk.fields()) RecordProperty("field " + field, 1);
  }
  StoreOutsideForms();
  Browser nobody(town_.web());
  Browser admin = town_.SignedIn(town_.hub_admin);
  Browser member = town_.SignedIn(town_.own.people.at(accounts::Role::kMember));
  Browser community_admin = town_.SignedIn(town_.own.people.at(accounts::Role::kCommunityAdmin));
  for (Browser* browser : {&nobody, &admin, &member, &community_admin}) {
    for (const Page& page : Crawl(*browser, StartsOf(town_))) shown += Read(page.target, page.answer);
  }
  EXPECT_GT(shown, 20) << "the markers are hardly shown anywhere: the walk proves nothing";
}

TEST_F(SecurityScripts, InAnyAddressAreShownAsText) {
  Browser admin = town_.SignedIn(town_.hub_admin);
  Browser nobody(town_.web());
  const std::string marker = http::PercentEncode(kMarker);
  for (const std::string& start : StartsOf(town_)) {
    std::string query = "?";
    for (const char* name :
         {"q",    "next", "sort",  "page",  "topic", "type", "year", "language", "kind", "offers", "district",
          "from", "to",   "entry", "error", "state", "code", "iss",  "role",     "name", "saved",  "done"})
      query += std::string(name) + "=" + marker + "&";
    for (Browser* browser : {&admin, &nobody}) {
      Read(start + " with parameters", browser->Get(start + query));
      const size_t slash = start.rfind('/');
      Read(start + " with a broken path", browser->Get(start.substr(0, slash + 1) + marker));
    }
  }
}

TEST_F(SecurityScripts, InHeadersAreShownAsText) {
  Browser browser(town_.web());
  const std::string headers = "User-Agent: " + std::string(kMarker) + "\r\nReferer: http://localhost/" + kMarker +
                              "\r\nAccept-Language: " + kMarker + "\r\nX-Request-Id: " + kMarker + "\r\n";
  browser.PostAsIs("/demo/sign-in", {{"person", town_.hub_admin.id}, {"csrf", browser.Token()}}, headers);
  for (const Page& page : Crawl(browser, StartsOf(town_))) Read(page.target, page.answer);
  for (const std::string& start : StartsOf(town_)) Read(start, browser.Get(start, headers));
}

// No page holds a script, a style or a handler of its own: the policy would stop it, and it would be a mistake.
TEST_F(SecurityScripts, NoPageHasInlineCode) {
  Browser admin = town_.SignedIn(town_.hub_admin);
  size_t read = 0;
  for (const Page& page : Crawl(admin, StartsOf(town_))) {
    if (!page.answer.Header("Content-Type").starts_with("text/html")) continue;
    ++read;
    const std::string& body = page.answer.body;
    EXPECT_THAT(body, Not(HasSubstr(" style=\""))) << page.target;
    EXPECT_THAT(body, Not(HasSubstr("<style"))) << page.target;
    for (const char* handler : {" onclick=", " onload=", " onerror=", " onsubmit=", " onfocus=", " onchange="})
      EXPECT_THAT(body, Not(HasSubstr(handler))) << page.target;
    for (size_t at = body.find("<script"); at != std::string::npos; at = body.find("<script", at + 1)) {
      const std::string tag = body.substr(at, body.find('>', at) - at);
      EXPECT_TRUE(tag.find("src=") != std::string::npos || tag.find("application/") != std::string::npos)
          << page.target << tag;
    }
  }
  EXPECT_GT(read, 30U);
}

// Passwords are masked and never come back in a page.
TEST_F(SecurityScripts, PasswordsAreMaskedAndNeverShownAgain) {
  const std::string secret = "Zq-secret-river-walk-77";
  Browser browser(town_.web());
  const Answer answer = browser.Post("/sign-in", {{"email", "someone@example.org"}, {"password", secret}});
  EXPECT_THAT(answer.body, Not(HasSubstr(secret)));
  EXPECT_THAT(answer.body, HasSubstr("someone@example.org")) << "what was typed is lost";
  Browser admin = town_.SignedIn(town_.hub_admin);
  for (const Page& page : Crawl(admin, StartsOf(town_))) {
    for (const Form& form : FormsOf(page.answer.body)) {
      for (const Field& field : form.fields) {
        if (field.name.find("password") == std::string::npos) continue;
        EXPECT_EQ(field.type, "password") << page.target << " " << field.name;
        EXPECT_EQ(field.value, "") << page.target << " " << field.name;
      }
    }
  }
}

// Whoever is signed in can sign out from every page.
TEST_F(SecurityScripts, EveryPageOffersSigningOut) {
  Browser browser = town_.SignedIn(town_.own.people.at(accounts::Role::kMember));
  for (const Page& page : Crawl(browser, {"/", "/today", "/me", "/c/ownville"}, 40)) {
    if (page.answer.status == 200 && page.answer.Header("Content-Type").starts_with("text/html")) {
      EXPECT_THAT(page.answer.body, HasSubstr("action=\"/sign-out\"")) << page.target;
    }
  }
}

}  // namespace
}  // namespace concord::scenarios
