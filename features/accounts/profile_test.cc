// What people keep of themselves, and leaving.
#include "features/accounts/profile.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/db/outbox.h"
#include "base/journal/verify.h"
#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

class ProfileTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (!fresh_) return;
    profile_ = std::make_unique<Profile>(accounts_->deps());
    ana_ = AddPerson("ana@example.org", "Ana Ruiz");
    ben_ = AddPerson("ben@example.org", "Ben Oak");
  }
  template <typename T>
  std::string Key(const T& result) {
    return result ? "" : result.error().key;
  }
  // Every place of the database that holds the text, as "table.column".
  std::vector<std::string> WhereIs(const std::string& text) {
    std::vector<std::string> found;
    const std::map<std::string, std::vector<std::string>> columns = {
        {"accounts_account", {"id", "email", "name", "password", "totp", "notifications"}},
        {"accounts_membership", {"account_id"}},
        {"accounts_place", {"account_id"}},
        {"accounts_hub_role", {"account_id"}},
        {"accounts_session", {"account_id"}},
        {"accounts_link", {"account_id", "detail"}},
        {"accounts_identity", {"account_id", "subject"}},
        {"accounts_recovery_code", {"account_id"}},
        {"accounts_invitation", {"email"}},
        {"journal_entry", {"actor", "subject"}}};
    for (const auto& [table, names] : columns) {
      for (const auto& name : names) {
        if (Count(table + " WHERE " + name + " = '" + text + "'") > 0) found.push_back(table + "." + name);
      }
    }
    return found;
  }

  std::unique_ptr<Profile> profile_;
  AccountId ana_, ben_;
};
CONCORD_ON_BOTH_ENGINES(ProfileTest);

TEST_P(ProfileTest, ChangesNameLanguageAndNotifications) {
  ASSERT_TRUE(profile_->Change(ana_, {"  Ana   María ", "es", {{"library.weekly", true}, {"x", false}}}));
  const auto read = profile_->Read(ana_);
  EXPECT_EQ(read->name, "Ana María");
  EXPECT_EQ(read->language, "es");
  EXPECT_EQ(read->notifications, (std::map<std::string, bool>{{"library.weekly", true}, {"x", false}}));
  EXPECT_EQ(Key(profile_->Change(ana_, {" ", "es", {}})), "accounts.error.name");
  EXPECT_EQ(Key(profile_->Change(ana_, {std::string(101, 'x'), "es", {}})), "accounts.error.name");
  EXPECT_EQ(Entries("action = 'accounts.account.update'"), 1);
}

TEST_P(ProfileTest, ANewAddressIsProvedByItsLink) {
  std::string path, told;
  bool is_free = false;
  const auto tell = [&](db::Transaction&, const std::string& address, const std::string& link, bool free) {
    told = address;
    path = link;
    is_free = free;
  };
  ASSERT_TRUE(profile_->AskForAddress(ana_, " New@Example.org ", tell));
  EXPECT_EQ(told, "new@example.org");
  EXPECT_TRUE(is_free);
  const std::string token = path.substr(path.rfind('/') + 1);
  EXPECT_EQ(accounts_->Find(ana_)->email, "ana@example.org");
  EXPECT_EQ(*profile_->AddressOf(ana_, token), "new@example.org");
  // Somebody else's link is none.
  EXPECT_EQ(Key(profile_->AddressOf(ben_, token)), "accounts.error.link");
  EXPECT_EQ(Key(profile_->ProveAddress(ben_, token)), "accounts.error.link");
  EXPECT_EQ(*profile_->ProveAddress(ana_, token), "ana@example.org");
  EXPECT_EQ(accounts_->Find(ana_)->email, "new@example.org");
  EXPECT_EQ(Key(profile_->ProveAddress(ana_, token)), "accounts.error.link");
}

TEST_P(ProfileTest, ATakenAddressIsAnsweredAlikeAndNeverGiven) {
  bool is_free = true;
  std::string path;
  const auto tell = [&](db::Transaction&, const std::string&, const std::string& link, bool free) {
    path = link;
    is_free = free;
  };
  EXPECT_TRUE(profile_->AskForAddress(ana_, "ben@example.org", tell));
  EXPECT_FALSE(is_free);
  EXPECT_EQ(Key(profile_->ProveAddress(ana_, path.substr(path.rfind('/') + 1))), "accounts.error.email_taken");
  EXPECT_EQ(Key(profile_->SetAddress(ana_, "ben@example.org", "system")), "accounts.error.email_taken");
  EXPECT_EQ(accounts_->Find(ana_)->email, "ana@example.org");
}

TEST_P(ProfileTest, AnAddressLinkLastsADay) {
  std::string path;
  ASSERT_TRUE(profile_->AskForAddress(
      ana_, "new@example.org",
      [&](db::Transaction&, const std::string&, const std::string& link, bool) { path = link; }));
  world_.clock.Advance(std::chrono::days(1));
  EXPECT_EQ(Key(profile_->ProveAddress(ana_, path.substr(path.rfind('/') + 1))), "accounts.error.link");
}

TEST_P(ProfileTest, ExportsEverythingAboutThePerson) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kOfficer}, "system"));
  ASSERT_TRUE(accounts_->GiveHubRole(ana_, Role::kCurator, "system"));
  ASSERT_TRUE(profile_->Change(ana_, {"Ana \"Río\" \xF0\x9F\x8C\x8A", "es", {}}));
  ASSERT_TRUE(sessions_->Begin(ana_, Method::kPassword, "Firefox", ""));
  const auto text = profile_->Export(ana_);
  ASSERT_TRUE(text);
  const auto json = nlohmann::json::parse(*text);
  EXPECT_EQ(json["account"]["email"], "ana@example.org");
  EXPECT_EQ(json["account"]["name"], "Ana \"Río\" \xF0\x9F\x8C\x8A");
  EXPECT_EQ(json["memberships"][0]["community"], "Riverbend");
  EXPECT_EQ(json["memberships"][0]["role"], "officer");
  EXPECT_EQ(json["hub_roles"], nlohmann::json::array({"curator"}));
  EXPECT_EQ(json["sessions"].size(), 1u);
  std::vector<std::string> acts;
  for (const auto& act : json["acts"]) acts.push_back(act["action"]);
  EXPECT_THAT(acts, ::testing::Contains("accounts.account.update"));
  // Nothing of anyone else, and no secret.
  EXPECT_THAT(*text, ::testing::Not(::testing::HasSubstr("ben@example.org")));
  EXPECT_THAT(*text, ::testing::Not(::testing::HasSubstr("argon2")));
}

TEST_P(ProfileTest, LeavingTakesThePersonOutAndLeavesTheJournalWhole) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kOfficer}, "system"));
  ASSERT_TRUE(profile_->Change(ana_, {"Ana Río", "es", {}}));
  ASSERT_TRUE(sessions_->Begin(ana_, Method::kPassword, "Firefox", ""));
  Run([&](db::Transaction& t) {
    t.Execute("INSERT INTO accounts_identity (issuer, subject, account_id, created_at) VALUES ('i', 'ana', :a, 0)",
              ana_.ToString());
  });
  ASSERT_TRUE(journal::LinkAll(db()));
  const int64_t before = Count("journal_entry");
  ASSERT_TRUE(profile_->Delete(ana_));
  ASSERT_TRUE(journal::LinkAll(db()));

  // The row stays, so that ids go on meaning something; it names nobody.
  EXPECT_EQ(WhereIs(ana_.ToString()), (std::vector<std::string>{"accounts_account.id"}));
  EXPECT_TRUE(WhereIs("ana@example.org").empty());
  EXPECT_TRUE(WhereIs("Ana Río").empty());
  const auto waiting =
      db().Read([](db::Session& s) -> Result<std::vector<std::string>> { return db::PeekAttached(s, ""); });
  EXPECT_THAT(*waiting, ::testing::Each(::testing::Not(::testing::HasSubstr(ana_.ToString()))));
  EXPECT_EQ(accounts_->Find(ana_)->state, "deleted");
  EXPECT_FALSE(accounts_->FindByEmail("ana@example.org"));
  // The acts stay: none is gone, and the chain still holds.
  EXPECT_GT(Count("journal_entry"), before);
  EXPECT_EQ(Count("journal_entry WHERE action = 'accounts.account.delete'"), 1);
  EXPECT_GE(Count("journal_entry WHERE action = 'accounts.membership.leave' AND actor IS NULL"), 1);
  int64_t erased = 0;
  ASSERT_TRUE(db().Read([&](db::Session& session) -> Status {
    for (const auto& chain : journal::VerifyChains(session).chains) {
      EXPECT_FALSE(chain.fault) << chain.fault->Line(chain.community);
      erased += chain.erased;
    }
    return {};
  }));
  EXPECT_GE(erased, 4);
  // The address is free again, and what was deleted is gone for good.
  EXPECT_TRUE(accounts_->Create({"ana@example.org", "Another Ana", "en"}, "system"));
  EXPECT_EQ(Key(profile_->Delete(ana_)), "error.not_found");
  // Nobody else was touched.
  EXPECT_EQ(accounts_->Find(ben_)->name, "Ben Oak");
}

TEST_P(ProfileTest, TheLastAdminsCannotLeaveBeforeOthersAreThere) {
  ASSERT_TRUE(accounts_->GiveHubRole(ana_, Role::kHubAdmin, "system"));
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommunityAdmin}, "system"));
  const auto obstacles = profile_->Obstacles(ana_);
  ASSERT_EQ(obstacles->size(), 2u);
  EXPECT_FALSE((*obstacles)[0].community);
  EXPECT_EQ((*obstacles)[1].community_name, "Riverbend");
  EXPECT_EQ(Key(profile_->Delete(ana_)), "accounts.leave.last");
  ASSERT_TRUE(accounts_->GiveHubRole(ben_, Role::kHubAdmin, "system"));
  EXPECT_EQ(Key(profile_->Delete(ana_)), "accounts.leave.last");
  ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, board_, Role::kCommunityAdmin}, "system"));
  EXPECT_TRUE(profile_->Delete(ana_));
  EXPECT_EQ(Key(profile_->Delete(ben_)), "accounts.leave.last");
}

TEST_P(ProfileTest, ADemonstrationsPeopleStay) {
  const auto demo = accounts_->Create({"demo@example.org", "Demo", "en", true}, "system");
  EXPECT_EQ(Key(profile_->Delete(demo->id)), "accounts.leave.demo");
}

}  // namespace
}  // namespace concord::accounts
