// Signing in through an organization's own identity provider (OpenID Connect; the protocol is base/oidc/client.h). Safe
// from any thread; what is changed is one transaction with its entry in the community's chain of the journal.
//
// Why a hostile provider can take nobody's account over. A provider can say anything about anybody who is in its
// domain; that is what it is for, and no check of its signature changes that. So what it says reaches no further than
// the organization that set it up:
//  1. Whoever comes is known by (issuer, subject), never by an address. An address leads to an account only once, the
//     first time, and only where the provider says that it verified it and its domain is one that the organization
//     listed.
//  2. An account that exists already is taken into use that way only where it belongs to this very organization. An
//     address alone is not enough, with or without a password behind it: the person is told to sign in as before.
//  3. At every sign-in, known or new, the account must belong to this organization and to nothing else: no membership
//     in another organization, also of the same community, and no role on the hub. Otherwise the provider of one
//     agency would speak for its overseers, or for the hub. Such people sign in with their own password.
//  4. Whom the organization has removed stays removed: a known identity never makes a membership again.
//  5. New people get a role without a second factor and without reach beyond the organization (member, officer,
//     analyst).
//  6. Only an admin of the community sets a provider up, freshly confirmed, and it stands in the community's journal.
// Within its organization a provider is believed, also about a second factor (amr or acr: "mfa", "otp", "hwk").
//
// The way there and back. What must last is kept sealed in the database, found by the digest of `state`, and bound to
// the browser by a cookie whose digest lies beside it. The row goes with the first callback, so that another with the
// same state is refused, whoever sends it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/oidc/client.h"
#include "features/accounts/accounts.h"
#include "features/accounts/pages.h"
#include "features/accounts/sessions.h"

namespace concord::accounts {

struct Provider {
  CommunityId community;
  OrganizationId organization;
  std::string issuer, client_id;
  bool has_secret = false;
  std::vector<std::string> email_domains;  // lower case: "riverbend.gov"
  Role role = Role::kMember;               // of people who come for the first time
  bool active = true;
  Time updated;
};

struct ProviderWish {
  std::string issuer, client_id;
  std::optional<std::string> secret;  // nullopt: as it is
  std::string email_domains;          // typed: parted by commas, spaces or lines
  Role role = Role::kMember;
  bool active = true;
};

class Providers {
 public:
  Providers(const Accounts::Deps& deps, oidc::Client& client) : deps_(deps), client_(client) {}

  static bool MayBeGiven(Role role);  // to people who come for the first time

  Result<std::optional<Provider>> Find(const CommunityId& community, const OrganizationId& organization);
  // Errors: invalid "accounts.provider.error_issuer", "..._client", "..._domains" {domain}, "..._role"; not_found.
  Status Save(const CommunityId& community, const Places::Named& organization, const ProviderWish& wish,
              std::string_view actor);
  Status Remove(const CommunityId& community, const OrganizationId& organization, std::string_view actor);
  // Asks the provider for its metadata and keys. Errors: those of oidc::Client::Probe; not_found.
  Status Test(const CommunityId& community, const OrganizationId& organization);
  // The active ones of open communities, by name: for the page of signing in.
  std::vector<ProviderLink> Links();

  struct Started {
    std::string location;  // where the browser goes
    std::string browser;   // for the cookie
  };
  // `next`: a path of this site. Errors: not_found, those of oidc::Client::Begin.
  Result<Started> Start(const Place& place, const Places::Named& organization, std::string_view redirect_uri,
                        std::string_view next);

  struct Back {
    std::string state, code, iss, error;  // the callback's query
    std::string browser;                  // the cookie
    std::string language = "en";          // of a new account
  };
  struct Arrived {
    AccountId account;
    Method method = Method::kProvider;
    std::string next;
    bool is_new = false;
  };
  // Errors: conflict "accounts.provider.stale" (no such sign-in under way with this browser, or too long ago);
  // forbidden "accounts.provider.unverified", "accounts.provider.other_domain", "accounts.provider.not_yours" (rule 2),
  // "accounts.provider.elsewhere" (rule 3), "accounts.provider.ended" (rule 4), "accounts.provider.disabled"; those of
  // oidc::Client::Finish. Every one has {organization}.
  Result<Arrived> Finish(const Back& back, std::string_view redirect_uri);

 private:
  struct Kept;
  Result<Kept> Take(const Back& back);
  Result<Arrived> Admit(const Provider& provider, const Places::Named& organization, const oidc::Identity& identity,
                        const std::string& language);
  Result<oidc::Provider> Open(const CommunityId& community, const OrganizationId& organization);

  Accounts::Deps deps_;
  oidc::Client& client_;
};

}  // namespace concord::accounts
