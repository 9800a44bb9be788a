// Invitations: used once, by one, here, in time; and what they tell to whom.
#include "features/accounts/invitations.h"

#include <thread>

#include "features/accounts/accounts_fixture.h"
#include "features/accounts/people.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

class InvitationsTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (!fresh_) return;
    invitations_ = std::make_unique<Invitations>(db(), places_, world_.clock, world_.random);
    ana_ = AddPerson("ana@example.org", "Ana");
    ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommunityAdmin}, "system"));
    police_named_ = places_.organizations[riverbend_][0];
  }
  Caller As(const AccountId& id) {
    Caller caller;
    Run([&](db::Transaction& t) { caller = sql::RightsOf(t, id, riverbend_); });
    return caller;
  }
  std::string TokenOf(const Result<Invited>& invited) {
    EXPECT_TRUE(invited) << invited.error().key;
    return invited ? invited->path.substr(invited->path.rfind('/') + 1) : "";
  }
  std::string Invite(Role role = Role::kOfficer, const std::string& email = "") {
    return TokenOf(invitations_->Invite(As(ana_), places_.places[0], police_named_, {role, email, "en"}));
  }
  template <typename T>
  std::string Key(const T& result) {
    return result ? "" : result.error().key;
  }
  NewPerson Cy(const std::string& email = "cy@example.org") { return {"Cy Park", email, "es", "$argon2id$made-up"}; }

  std::unique_ptr<Invitations> invitations_;
  AccountId ana_;
  Places::Named police_named_;
};
CONCORD_ON_BOTH_ENGINES(InvitationsTest);

TEST_P(InvitationsTest, MakesAnAccountThatBelongs) {
  const std::string token = Invite(Role::kOfficer, "Cy@Example.org ");
  EXPECT_EQ(invitations_->Look(riverbend_, token)->email, "cy@example.org");
  // The address is the invitation's, whatever the form says.
  const auto id = invitations_->AcceptAsNew(riverbend_, token, Cy("other@example.org"));
  ASSERT_TRUE(id) << id.error().key;
  const auto account = accounts_->Find(*id);
  EXPECT_EQ(account->email, "cy@example.org");
  EXPECT_EQ(account->language, "es");
  EXPECT_EQ(accounts_->PeopleOf(riverbend_, police_)->size(), 2u);
  EXPECT_EQ(Entries("action = 'accounts.invitation.create' AND actor = '" + ana_.ToString() + "'"), 1);
  EXPECT_EQ(Entries("action = 'accounts.invitation.accept' AND community_id = '" + riverbend_.ToString() + "'"), 1);
  EXPECT_EQ(Entries("action = 'accounts.membership.join' AND subject = '" + id->ToString() + "'"), 1);
}

TEST_P(InvitationsTest, TheTokenIsNotInTheDatabase) {
  const std::string token = Invite();
  EXPECT_EQ(token.size(), 43u);
  EXPECT_EQ(Count("accounts_invitation WHERE token_digest = '" + token + "'"), 0);
  EXPECT_EQ(Count("accounts_invitation"), 1);
}

TEST_P(InvitationsTest, WorksOnce) {
  const std::string token = Invite();
  ASSERT_TRUE(invitations_->AcceptAsNew(riverbend_, token, Cy()));
  EXPECT_EQ(Key(invitations_->Look(riverbend_, token)), "accounts.join.used");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy("d@example.org"))), "accounts.join.used");
  EXPECT_EQ(Count("accounts_account WHERE email = 'd@example.org'"), 0);
}

TEST_P(InvitationsTest, OfManyAtOnceOneWins) {
  for (int round = 0; round < 5; ++round) {
    const std::string token = Invite();
    std::vector<std::string> outcomes(6);
    std::vector<std::thread> threads;
    for (size_t i = 0; i < outcomes.size(); ++i) {
      threads.emplace_back([&, i] {
        outcomes[i] = Key(invitations_->AcceptAsNew(
            riverbend_, token, Cy("cy" + std::to_string(round) + "." + std::to_string(i) + "@example.org")));
      });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(std::ranges::count(outcomes, ""), 1);
    EXPECT_EQ(std::ranges::count(outcomes, "accounts.join.used"), 5);
    EXPECT_EQ(Count("accounts_account"), 2 + round);
    EXPECT_EQ(Count("accounts_membership"), 2 + round);
  }
}

TEST_P(InvitationsTest, RunsOutAfterFourteenDays) {
  const std::string token = Invite();
  world_.clock.Advance(std::chrono::days(14) - std::chrono::seconds(1));
  EXPECT_TRUE(invitations_->Look(riverbend_, token));
  EXPECT_EQ(invitations_->Open(riverbend_, {})->size(), 1u);
  world_.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(Key(invitations_->Look(riverbend_, token)), "accounts.join.expired");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy())), "accounts.join.expired");
  EXPECT_EQ(invitations_->Open(riverbend_, {})->size(), 0u);
}

TEST_P(InvitationsTest, AnotherCommunityDoesNotKnowIt) {
  const std::string token = Invite();
  EXPECT_EQ(Key(invitations_->Look(hillside_, token)), "error.not_found");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(hillside_, token, Cy())), "error.not_found");
  EXPECT_EQ(Key(invitations_->Look(riverbend_, std::string(43, 'A'))), "error.not_found");
  EXPECT_TRUE(invitations_->Look(riverbend_, token));
}

TEST_P(InvitationsTest, Withdrawn) {
  const std::string token = Invite();
  const auto id = invitations_->Open(riverbend_, police_)->front().id;
  EXPECT_EQ(Key(invitations_->Withdraw(As(ana_), hillside_, police_, id)), "error.not_found");
  EXPECT_EQ(Key(invitations_->Withdraw(As(ana_), riverbend_, board_, id)), "error.not_found");
  ASSERT_TRUE(invitations_->Withdraw(As(ana_), riverbend_, police_, id));
  EXPECT_EQ(Key(invitations_->Withdraw(As(ana_), riverbend_, police_, id)), "error.not_found");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy())), "accounts.join.withdrawn");
}

TEST_P(InvitationsTest, NobodyInvitesAboveTheirCeiling) {
  const auto ben = AddPerson("ben@example.org", "Ben");
  ASSERT_TRUE(accounts_->Join(ben, {riverbend_, police_, Role::kCommander}, "system"));
  for (const Role role : {Role::kCommunityAdmin, Role::kOverseer, Role::kHubAdmin, Role::kCurator}) {
    EXPECT_FALSE(invitations_->Invite(As(ben), places_.places[0], police_named_, {role, "", "en"})) << NameOf(role);
  }
  EXPECT_TRUE(invitations_->Invite(As(ben), places_.places[0], police_named_, {Role::kOfficer, "", "en"}));
  EXPECT_EQ(Count("accounts_invitation"), 1);
}

// Who has lost the right must not have left a door behind.
TEST_P(InvitationsTest, EndsWithTheRightsOfWhoMadeIt) {
  const auto ben = AddPerson("ben@example.org", "Ben");
  const Membership commander{riverbend_, police_, Role::kCommander};
  ASSERT_TRUE(accounts_->Join(ben, commander, "system"));
  const auto make = [&] {
    return TokenOf(invitations_->Invite(As(ben), places_.places[0], police_named_, {Role::kOfficer, "", "en"}));
  };
  const std::string one = make();
  ASSERT_TRUE(accounts_->Disable(ben, "system"));
  EXPECT_EQ(Key(invitations_->Look(riverbend_, one)), "accounts.join.withdrawn");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, one, Cy())), "accounts.join.withdrawn");
  ASSERT_TRUE(accounts_->Enable(ben, "system"));
  EXPECT_TRUE(invitations_->Look(riverbend_, one));
  People people(db(), world_.clock, world_.random);
  ASSERT_TRUE(people.EndMembership(As(ana_), police_named_, riverbend_, ben, Role::kCommander));
  EXPECT_EQ(Key(invitations_->Look(riverbend_, one)), "accounts.join.withdrawn");
}

TEST_P(InvitationsTest, SomeoneWithAnAccountJoinsAndOtherSessionsEnd) {
  const auto ben = AddPerson("ben@example.org", "Ben");
  const auto here = sessions_->Begin(ben, Method::kPassword, "", "");
  const auto there = sessions_->Begin(ben, Method::kPassword, "", "");
  const std::string token = Invite(Role::kMember);
  ASSERT_TRUE(invitations_->Accept(riverbend_, token, CallerOf(here->token)));
  EXPECT_TRUE(CallerOf(here->token).BelongsTo(riverbend_));
  EXPECT_FALSE(*sessions_->Identify(there->token));
  // The same role again: nothing to do, and the invitation is not lost.
  const std::string again = Invite(Role::kMember);
  EXPECT_EQ(Key(invitations_->Accept(riverbend_, again, CallerOf(here->token))), "accounts.join.already");
  EXPECT_TRUE(invitations_->Look(riverbend_, again));
}

// A link tells about a few addresses and then about none.
TEST_P(InvitationsTest, IsNoWayToLearnWhoHasAnAccount) {
  for (int i = 0; i < 5; ++i) AddPerson("p" + std::to_string(i) + "@example.org", "P");
  const std::string token = Invite();
  for (int i = 0; i < Invitations::kTakenAnswers; ++i) {
    EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy("p" + std::to_string(i) + "@example.org"))),
              "accounts.error.email_taken");
  }
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy("p4@example.org"))), "accounts.join.withdrawn");
  EXPECT_EQ(Key(invitations_->AcceptAsNew(riverbend_, token, Cy("free@example.org"))), "accounts.join.withdrawn");
  EXPECT_EQ(Count("accounts_account WHERE email = 'free@example.org'"), 0);
}

TEST_P(InvitationsTest, ALetterGoesWithTheInvitationOrNotAtAll) {
  int told = 0;
  const auto tell = [&](db::Transaction&, const Invited& invited) {
    ++told;
    EXPECT_TRUE(invited.path.starts_with("/c/riverbend/join/"));
  };
  EXPECT_EQ(Key(invitations_->Invite(As(ana_), places_.places[0], police_named_,
                                     {Role::kMember, "x@example.org\r\nBcc: y@example.org", "en"}, tell)),
            "accounts.error.email");
  EXPECT_EQ(told, 0);
  ASSERT_TRUE(invitations_->Invite(As(ana_), places_.places[0], police_named_, {Role::kMember, "", "en"}, tell));
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace concord::accounts
