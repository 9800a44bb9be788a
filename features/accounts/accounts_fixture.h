// What the tests of this feature share: two communities with organizations, everything that signs people in on a fresh
// database of either engine, and a browser without a network.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/journal/linker.h"
#include "base/testing/databases.h"
#include "features/accounts/accounts.h"
#include "features/accounts/second_factor.h"
#include "features/accounts/sessions.h"
#include "features/accounts/signin.h"
#include "features/accounts/throttle.h"

namespace concord::accounts {

inline constexpr char kPassword[] = "seven quiet geese by the river";

class FakePlaces final : public Places {
 public:
  std::optional<Place> FindCommunity(std::string_view slug) const override {
    for (const auto& place : places) {
      if (place.slug == slug) return place;
    }
    return std::nullopt;
  }
  std::optional<Place> Community(const CommunityId& id) const override {
    for (const auto& place : places) {
      if (place.id == id) return place;
    }
    return std::nullopt;
  }
  std::vector<Named> OrganizationsOf(const CommunityId& id) const override {
    const auto found = organizations.find(id);
    return found == organizations.end() ? std::vector<Named>() : found->second;
  }

  std::vector<Place> places;
  std::map<CommunityId, std::vector<Named>> organizations;
};

// Riverbend and Hillside: each with a police agency and an oversight body. Both open.
class AccountsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    riverbend_ = AddCommunity("riverbend", "Riverbend");
    hillside_ = AddCommunity("hillside", "Hillside");
    police_ = AddOrganization(riverbend_, "riverbend-police", "police_agency");
    board_ = AddOrganization(riverbend_, "riverbend-board", "oversight_body");
    hillside_police_ = AddOrganization(hillside_, "hillside-police", "police_agency");
    config_.hub.name = "Trust Hub";
    Build();
  }

  // Anew, after a change of config_ or post_.
  void Build() {
    accounts_ = std::make_unique<Accounts>(
        Accounts::Deps{db(), places_, sealer_, hasher_, nullptr, config_, world_.clock, world_.random, world_.log});
    sessions_ = std::make_unique<Sessions>(accounts_->deps());
    throttle_ = std::make_unique<Throttle>(db(), sealer_, world_.clock);
    factor_ = std::make_unique<SecondFactor>(accounts_->deps(), *sessions_, *throttle_);
    sign_in_ = std::make_unique<SignIn>(
        SignIn::Deps{accounts_->deps(), *sessions_, *factor_, *throttle_, *catalog_, post_.get()});
  }

  CommunityId AddCommunity(const std::string& slug, const std::string& name) {
    const auto id = CommunityId::New(world_.clock, world_.random);
    places_.places.push_back({id, slug, name, "America/New_York", {"en", "es"}, true});
    Run([&](db::Transaction& t) {
      t.Execute(
          "INSERT INTO communities_community (community_id, slug, name, kind, place, summary, time_zone, "
          "languages, state, created_at, updated_at) VALUES (:id, :slug, :name, 'city', 'Ohio', '', 'UTC', "
          "'[]', 'open', 0, 0)",
          id.ToString(), slug, name);
    });
    return id;
  }
  OrganizationId AddOrganization(const CommunityId& community, const std::string& slug, const std::string& kind) {
    const auto id = OrganizationId::New(world_.clock, world_.random);
    places_.organizations[community].push_back({id, slug, slug, kind});
    Run([&](db::Transaction& t) {
      t.Execute(
          "INSERT INTO communities_organization (community_id, organization_id, slug, name, kind, summary, "
          "languages, offers, service_area, contact_name, contact_email, contact_phone, contact_address, "
          "website, created_at, updated_at) VALUES (:c, :o, :slug, :name, :kind, '', '[]', '[]', '[]', '', "
          "'', '', '', '', 0, 0)",
          community.ToString(), id.ToString(), slug, slug, kind);
    });
    return id;
  }
  void Run(const std::function<void(db::Transaction&)>& work) {
    const auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  int64_t Count(const std::string& from_where) {
    int64_t count = -1;
    const auto status = db().Read([&](db::Session& s) -> Status {
      count = s.One("SELECT COUNT(*) FROM " + from_where)->Int(0);
      return {};
    });
    EXPECT_TRUE(status);
    return count;
  }

  // Entries of the journal, linked or not yet.
  int64_t Entries(const std::string& where) {
    EXPECT_TRUE(journal::LinkAll(db()));
    return Count("journal_entry WHERE " + where);
  }

  // An active account with kPassword.
  AccountId AddPerson(const std::string& email, const std::string& name = "Ana Ruiz") {
    auto account = accounts_->Create({email, name, "en"}, "system");
    EXPECT_TRUE(account) << account.error().key;
    if (!account) return {};
    const auto set = accounts_->SetPassword(account->id, kPassword, "system");
    EXPECT_TRUE(set) << set.error().key;
    return account->id;
  }
  Caller CallerOf(const std::string& token) {
    const auto caller = sessions_->Identify(token);
    EXPECT_TRUE(caller && *caller);
    return caller && *caller ? **caller : Caller();
  }

  Config config_;
  FakePlaces places_;
  crypto::Sealer sealer_{std::string(32, 'k')};
  crypto::PasswordHasher hasher_{{.memory_bytes = 64 << 10, .passes = 1}};
  std::unique_ptr<i18n::Catalog> catalog_ = *i18n::Catalog::Load({}, {{"en", "English"}, {"es", "Español"}});
  std::unique_ptr<mail::Post> post_;
  CommunityId riverbend_, hillside_;
  OrganizationId police_, board_, hillside_police_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Sessions> sessions_;
  std::unique_ptr<Throttle> throttle_;
  std::unique_ptr<SecondFactor> factor_;
  std::unique_ptr<SignIn> sign_in_;
  Origin origin_{"203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "", ""};
};

}  // namespace concord::accounts
