#include "features/accounts/accounts.h"

#include <thread>

#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

class OperationsTest : public AccountsTest {};
CONCORD_ON_BOTH_ENGINES(OperationsTest);

std::string KeyOf(const Status& status) { return status ? "" : status.error().key; }
template <typename T>
std::string KeyOf(const Result<T>& result) {
  return result ? "" : result.error().key;
}

TEST_P(OperationsTest, AnAddressIsOneAccountHoweverItIsWritten) {
  const auto first = accounts_->Create({"  Ana@Example.ORG ", " Ana   Ruiz ", "es"}, "system");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->email, "ana@example.org");
  EXPECT_EQ(first->name, "Ana Ruiz");
  EXPECT_EQ(KeyOf(accounts_->Create({"ana@example.org", "Other", "en"}, "system")), "accounts.error.email_taken");
  EXPECT_EQ(accounts_->FindByEmail("ANA@example.org")->id, first->id);
  EXPECT_EQ(accounts_->Find(first->id)->language, "es");
  EXPECT_EQ(Entries("action = 'accounts.account.create'"), 1);
}

TEST_P(OperationsTest, WhatIsNoAccountIsRefused) {
  EXPECT_EQ(KeyOf(accounts_->Create({"nobody", "A", "en"}, "system")), "accounts.error.email");
  EXPECT_EQ(KeyOf(accounts_->Create({"a@b.example\r\nBcc: c@d.example", "A", "en"}, "system")), "accounts.error.email");
  EXPECT_EQ(KeyOf(accounts_->Create({"a@b.example", "  ", "en"}, "system")), "accounts.error.name");
  EXPECT_EQ(KeyOf(accounts_->Create({"a@b.example", std::string(101, 'x'), "en"}, "system")), "accounts.error.name");
  EXPECT_EQ(KeyOf(accounts_->Create({"a@b.example", "A", "<b>"}, "system")), "accounts.error.language");
  EXPECT_EQ(Count("accounts_account"), 0);
}

TEST_P(OperationsTest, ListsByWordsActiveOnesFirst) {
  AddPerson("cy@example.org", "Cy Percent%");
  const auto ben = AddPerson("ben@example.org", "Ben Oak");
  AddPerson("ana@other.example", "Ána Ruiz");
  ASSERT_TRUE(accounts_->Disable(ben, "system"));
  const auto names = [&](std::string_view words, int limit = 10, int offset = 0) {
    std::vector<std::string> out;
    const auto listed = accounts_->List(words, limit, offset);
    for (const auto& a : *listed) out.push_back(a.email);
    return out;
  };
  EXPECT_THAT(names(""), ::testing::UnorderedElementsAre("ana@other.example", "cy@example.org", "ben@example.org"));
  EXPECT_EQ(names("").back(), "ben@example.org");
  EXPECT_THAT(names("oak"), ::testing::ElementsAre("ben@example.org"));
  EXPECT_THAT(names("Ána"), ::testing::ElementsAre("ana@other.example"));
  EXPECT_THAT(names("%"), ::testing::ElementsAre("cy@example.org"));
  EXPECT_THAT(names("_"), ::testing::ElementsAre());
  EXPECT_THAT(names("", 1, 1).size(), 1u);
}

TEST_P(OperationsTest, TheLastHubAdminStays) {
  const auto ana = AddPerson("ana@example.org"), ben = AddPerson("ben@example.org");
  ASSERT_TRUE(accounts_->GiveHubRole(ana, Role::kHubAdmin, "system"));
  EXPECT_EQ(KeyOf(accounts_->Disable(ana, "system")), "accounts.error.last_hub_admin");
  EXPECT_EQ(KeyOf(accounts_->TakeHubRole(ana, Role::kHubAdmin, "system")), "accounts.error.last_hub_admin");
  // An admin who cannot sign in is none.
  ASSERT_TRUE(accounts_->GiveHubRole(ben, Role::kHubAdmin, "system"));
  ASSERT_TRUE(accounts_->Disable(ben, "system"));
  EXPECT_EQ(KeyOf(accounts_->Disable(ana, "system")), "accounts.error.last_hub_admin");
  ASSERT_TRUE(accounts_->Enable(ben, "system"));
  EXPECT_TRUE(accounts_->Disable(ana, "system"));
}

// Two admins who disable each other at once: one of them stays.
TEST_P(OperationsTest, TwoAdminsCannotDisableEachOtherAtOnce) {
  const auto ana = AddPerson("ana@example.org"), ben = AddPerson("ben@example.org");
  for (int round = 0; round < 5; ++round) {
    for (const auto& id : {ana, ben}) {
      ASSERT_TRUE(accounts_->Enable(id, "system"));
      ASSERT_TRUE(accounts_->GiveHubRole(id, Role::kHubAdmin, "system"));
    }
    int done = 0;
    {
      std::jthread first([&] { done += accounts_->Disable(ana, "system").has_value(); });
      const bool second = accounts_->Disable(ben, "system").has_value();
      first.join();
      done += second;
    }
    EXPECT_EQ(done, 1);
  }
}

TEST_P(OperationsTest, OnlyRolesOfTheHubAreGivenThere) {
  const auto ana = AddPerson("ana@example.org");
  EXPECT_EQ(KeyOf(accounts_->GiveHubRole(ana, Role::kOverseer, "system")), "accounts.error.hub_role");
  EXPECT_EQ(KeyOf(accounts_->Join(ana, {riverbend_, police_, Role::kHubAdmin}, "system")),
            "accounts.error.membership_role");
}

TEST_P(OperationsTest, NobodyJoinsAnOrganizationThroughAnotherCommunity) {
  const auto ana = AddPerson("ana@example.org");
  EXPECT_EQ(KeyOf(accounts_->Join(ana, {hillside_, police_, Role::kMember}, "system")), "error.not_found");
  EXPECT_EQ(Count("accounts_membership"), 0);
  EXPECT_EQ(Count("accounts_place"), 0);
}

TEST_P(OperationsTest, JoiningAndLeaving) {
  const auto ana = AddPerson("ana@example.org", "Ana"), ben = AddPerson("ben@example.org", "Ben");
  const Membership member{riverbend_, police_, Role::kMember}, overseer{riverbend_, board_, Role::kOverseer};
  ASSERT_TRUE(accounts_->Join(ana, member, "system"));
  ASSERT_TRUE(accounts_->Join(ana, member, "system"));  // again: nothing
  ASSERT_TRUE(accounts_->Join(ana, overseer, "system"));
  ASSERT_TRUE(accounts_->Join(ben, member, "system"));
  ASSERT_TRUE(accounts_->Join(ben, {hillside_, hillside_police_, Role::kOfficer}, "system"));
  EXPECT_EQ(Entries("action = 'accounts.membership.join' AND community_id = '" + riverbend_.ToString() + "'"), 3);
  EXPECT_EQ(accounts_->PeopleOf(riverbend_, {})->size(), 3u);
  EXPECT_EQ(accounts_->PeopleOf(riverbend_, board_)->front().account.id, ana);
  EXPECT_EQ(accounts_->PeopleOf(hillside_, police_)->size(), 0u);
  EXPECT_EQ((*accounts_->CountsOf(riverbend_))[police_], 2);
  ASSERT_TRUE(accounts_->Disable(ben, "system"));
  EXPECT_EQ((*accounts_->CountsOf(riverbend_))[police_], 1);
  ASSERT_TRUE(accounts_->Leave(ana, member, "system"));
  EXPECT_EQ(Count("accounts_place WHERE account_id = '" + ana.ToString() + "'"), 1);
  ASSERT_TRUE(accounts_->Leave(ana, overseer, "system"));
  EXPECT_EQ(Count("accounts_place WHERE account_id = '" + ana.ToString() + "'"), 0);
}

TEST_P(OperationsTest, WhatChangesRightsEndsSessions) {
  const auto ana = AddPerson("ana@example.org"), other = AddPerson("o@example.org");
  const auto kept = sessions_->Begin(other, Method::kPassword, "", "");
  const Membership member{riverbend_, police_, Role::kMember};
  const std::vector<std::function<Status()>> changes = {
      [&] { return accounts_->Join(ana, member, "system"); },
      [&] { return accounts_->Leave(ana, member, "system"); },
      [&] { return accounts_->GiveHubRole(ana, Role::kCurator, "system"); },
      [&] { return accounts_->TakeHubRole(ana, Role::kCurator, "system"); },
      [&] { return accounts_->SetPassword(ana, "another good pass phrase", "system"); },
      [&] { return accounts_->Disable(ana, "system"); },
  };
  for (const auto& change : changes) {
    const auto begun = sessions_->Begin(ana, Method::kPassword, "", "");
    ASSERT_TRUE(begun);
    ASSERT_TRUE(*sessions_->Identify(begun->token));
    ASSERT_TRUE(change());
    EXPECT_FALSE(*sessions_->Identify(begun->token));
  }
  EXPECT_TRUE(*sessions_->Identify(kept->token));
}

TEST_P(OperationsTest, AResetTakesEverythingAndGivesALink) {
  const auto ana = AddPerson("ana@example.org");
  const auto old_link = accounts_->NewLink(ana, "reset", "system");
  const auto begun = sessions_->Begin(ana, Method::kPassword, "", "");
  const auto link = accounts_->Reset(ana, "system");
  ASSERT_TRUE(link);
  EXPECT_THAT(link->path, ::testing::StartsWith("/welcome/"));
  EXPECT_FALSE(*sessions_->Identify(begun->token));
  EXPECT_FALSE(accounts_->Find(ana)->has_password);
  EXPECT_FALSE(sign_in_->WithPassword("ana@example.org", kPassword, origin_));
  EXPECT_FALSE(sign_in_->LookAt("reset", old_link->path.substr(7)));
  EXPECT_TRUE(sign_in_->LookAt("welcome", link->path.substr(9)));
}

TEST_P(OperationsTest, PasswordsThatSayLittleMoreThanWhoseTheyAreAreRefused) {
  const auto ana = AddPerson("ana@example.org");
  EXPECT_EQ(KeyOf(accounts_->SetPassword(ana, "short", "system")), "crypto.password.short");
  EXPECT_EQ(KeyOf(accounts_->SetPassword(ana, "ana@example.org", "system")), "crypto.password.personal");
  EXPECT_EQ(KeyOf(accounts_->SetPassword(AccountId(), kPassword, "system")), "error.not_found");
}

// Secrets never lie in the database as they are.
TEST_P(OperationsTest, NoSecretIsStoredInClear) {
  const auto ana = AddPerson("ana@example.org");
  const auto link = accounts_->NewLink(ana, "welcome", "system");
  const auto begun = sessions_->Begin(ana, Method::kPassword, "", "");
  const std::string token = link->path.substr(9);
  EXPECT_EQ(Count("accounts_link WHERE token_digest = '" + token + "'"), 0);
  EXPECT_EQ(Count("accounts_link"), 1);
  EXPECT_EQ(Count("accounts_session WHERE token_digest = '" + begun->token + "'"), 0);
  EXPECT_EQ(Count("accounts_account WHERE password LIKE '$argon2id$%'"), 1);
}

}  // namespace
}  // namespace concord::accounts
