// The pages of people, invitations, profiles and the hub bound to a site without a network, with a provider that the
// test makes up, and two people in Riverbend's police: Ana commands, Ben is an officer.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/oidc/fake_provider.h"
#include "features/accounts/invitations.h"
#include "features/accounts/profile.h"
#include "features/accounts/providers.h"
#include "features/accounts/site_fixture.h"

namespace concord::accounts {

class PeoplePagesTest : public SiteTest {
 protected:
  void BindRest() override {
    invitations_ = std::make_unique<Invitations>(db(), places_, world_.clock, world_.random);
    client_ = std::make_unique<oidc::Client>(fake_, world_.clock, world_.random, world_.log);
    providers_ = std::make_unique<Providers>(accounts_->deps(), *client_);
    runner_ = std::make_unique<jobs::Runner>(db(), world_.clock, world_.random, world_.log);
    pages_->invitations = invitations_.get();
    pages_->providers = providers_.get();
    pages_->runner = runner_.get();
    pages_->today = {[](const TodayQuestion& q) {
      return std::vector<TodayItem>{{q.place ? "of a place" : "of the hub", "", "/x", std::nullopt, 10}};
    }};
    BindPeople(*router_, *pages_);
    router_->Get("/c/:community", guards_->Anyone(),
                 [this](const http::Request& q) { return frame_->Page(q, {.title = "place"}, {"<p>place</p>"}); });
  }
  void SetUp() override {
    SiteTest::SetUp();
    if (!fresh_) return;
    ana_ = AddPerson("ana@example.org", "Ana Ruiz");
    ben_ = AddPerson("ben@example.org", "Ben Oak");
    ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommander}, "system"));
    ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, police_, Role::kOfficer}, "system"));
  }
  // With a page open, whose forms have this session's token.
  Browser At(const std::string& email) {
    Browser browser = SignedIn(email);
    browser.Get("/me");
    return browser;
  }
  // With a second factor, as an admin has it.
  Browser Twice(const AccountId& id) {
    Browser browser(*this);
    browser.cookies["__Host-concord"] = sessions_->Begin(id, Method::kTotp, "Firefox", "")->token;
    browser.Get("/me");
    return browser;
  }
  Browser HubAdmin() {
    const auto cy = AddPerson("cy@example.org", "Cy Park");
    EXPECT_TRUE(accounts_->GiveHubRole(cy, Role::kHubAdmin, "system"));
    return Twice(cy);
  }
  static std::string LinkIn(const http::Response& page) {
    const size_t at = page.body.find("readonly value=\"");
    if (at == std::string::npos) return "";
    const size_t begin = at + 16;
    const std::string link = page.body.substr(begin, page.body.find('"', begin) - begin);
    return link.substr(link.find('/', 8));
  }

  static constexpr char kPeople[] = "/c/riverbend/organizations/riverbend-police/people";
  oidc::FakeProvider fake_;
  std::unique_ptr<Invitations> invitations_;
  std::unique_ptr<oidc::Client> client_;
  std::unique_ptr<Providers> providers_;
  std::unique_ptr<jobs::Runner> runner_;
  AccountId ana_, ben_;
};
}  // namespace concord::accounts
