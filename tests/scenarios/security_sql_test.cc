// SQL in every field, parameter and path: nothing breaks, nothing is lost, and what was typed is kept as it was typed.
#include <gmock/gmock.h>

#include "base/http/message.h"
#include "features/communities/communities.h"
#include "tests/scenarios/form_walk.h"
#include "tests/scenarios/route_walk.h"

namespace concord::scenarios {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string>& Metacharacters() {
  static const std::vector<std::string> texts = {"'",
                                                 "\"",
                                                 "';--",
                                                 "' OR '1'='1",
                                                 "\") OR (\"1\"=\"1",
                                                 "'; DROP TABLE accounts_account; --",
                                                 "\\",
                                                 "%",
                                                 "_%_",
                                                 std::string("a\0b", 3),
                                                 ":name",
                                                 "$1",
                                                 "?",
                                                 "1 UNION SELECT password FROM accounts_account",
                                                 "\xff\xfe",
                                                 "99999999999999999999"};
  return texts;
}

class SecuritySql : public ::testing::Test {
 protected:
  void Read(const std::string& what, const Answer& answer) {
    EXPECT_NE(answer.status, 0) << what << ": no answer";
    EXPECT_LT(answer.status, 500) << what;
    EXPECT_THAT(answer.body,
                AllOf(Not(HasSubstr("SQLITE_")), Not(HasSubstr("syntax error")), Not(HasSubstr("SQLSTATE")),
                      Not(HasSubstr("$argon2id$")), Not(HasSubstr("no such table"))))
        << what;
  }
  Town town_;
};

TEST_F(SecuritySql, TypedIntoAnyFieldDoesNothing) {
  const auto before = CountRows(town_);
  Browser browser = town_.SignedIn(town_.hub_admin);
  FormWalk walk(town_, browser);
  for (const std::string& text : Metacharacters()) {
    const auto seen = [&](const std::string& what, const Answer& answer) { Read(text + " in " + what, answer); };
    walk.Fill(text, seen);
    walk.Ask(text, seen);
  }
  for (const auto& [table, rows] : CountRows(town_)) EXPECT_GE(rows, before.at(table)) << table << " has lost rows";
  EXPECT_TRUE(town_.web().hub().database->CheckIntegrity().empty());
}

TEST_F(SecuritySql, TypedIntoSigningInOpensNothing) {
  for (const std::string& text : Metacharacters()) {
    Browser browser(town_.web());
    for (const std::string& address : {text, town_.hub_admin.email + text, town_.hub_admin.email}) {
      const Answer answer = browser.Post("/sign-in", {{"email", address}, {"password", text}});
      Read("sign-in with " + text, answer);
      EXPECT_NE(answer.status, 303) << text;
    }
    Read("forgot", browser.Post("/forgot", {{"email", text}}));
    EXPECT_NE(browser.Get("/me").status, 200) << text;
  }
}

TEST_F(SecuritySql, InAnyAddressDoesNothing) {
  const auto before = CountRows(town_);
  Browser browser = town_.SignedIn(town_.hub_admin);
  for (const auto& route : town_.web().site().router.routes()) {
    if (route->method != http::Method::kGet || route->options.inline_io) continue;
    const auto target = TargetOf(*route, town_, town_.own);
    ASSERT_TRUE(target) << route->pattern;
    for (const std::string& text : Metacharacters()) {
      const std::string encoded = http::PercentEncode(text);
      std::string query = "?";
      for (const char* name : {"q", "next", "sort", "page", "topic", "type", "year", "language", "kind", "offers",
                               "district", "from", "to", "entry", "role", "state"})
        query += std::string(name) + "=" + encoded + "&";
      Read(*target + query, browser.Get(*target + query));
      for (size_t slash = target->find('/'); slash != std::string::npos; slash = target->find('/', slash + 1)) {
        const size_t end = std::min(target->find('/', slash + 1), target->size());
        const std::string broken = target->substr(0, end) + encoded + target->substr(end);
        Read(broken, browser.Get(broken));
      }
    }
  }
  for (const auto& [table, rows] : CountRows(town_)) EXPECT_GE(rows, before.at(table)) << table << " has lost rows";
}

TEST_F(SecuritySql, IsKeptAsItWasTyped) {
  const std::string name = "O'Neill \"Bob\"; DROP TABLE accounts_account; -- 100% \\ _ :name $1";
  auto& communities = *town_.web().hub().communities;
  communities::Organization wanted;
  wanted.name = name;
  wanted.kind = "nonprofit";
  const auto made = communities.AddOrganization(town_.own.id, wanted, "system");
  ASSERT_TRUE(made) << made.error().key;
  const auto read = communities.FindOrganization(town_.own.id, made->slug);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, name);
  EXPECT_TRUE(town_.web().hub().accounts->FindByEmail(town_.hub_admin.email));
}

}  // namespace
}  // namespace concord::scenarios
