#include "features/accounts/providers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "features/accounts/people.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"
#include "features/accounts/store_providers.h"

namespace concord::accounts {
namespace {

constexpr auto kVisitLasts = std::chrono::minutes(15);
constexpr size_t kMaxText = 500;

std::string SecretContext(const CommunityId& community, const OrganizationId& organization) {
  return "oidc-secret:" + community.ToString() + ":" + organization.ToString();
}
std::string VisitContext(std::string_view state_digest) { return "oidc-visit:" + std::string(state_digest); }

bool IsDomain(const std::string& text) { return mail::IsMailAddress("a@" + text) && text.contains('.'); }

Result<std::vector<std::string>> ReadDomains(std::string_view typed) {
  std::vector<std::string> domains;
  std::string spaced = text::LowerAscii(typed);
  std::ranges::replace_if(
      spaced, [](char c) { return c == ',' || c == ';'; }, ' ');
  const std::string line = text::CollapseSpace(spaced);
  for (std::string_view word : text::Split(line, ' ')) {
    if (word.starts_with('@')) word.remove_prefix(1);
    if (word.empty()) continue;
    const std::string domain(word);
    if (!IsDomain(domain)) return Fail(ErrorKind::kInvalid, "accounts.provider.error_domains", {{"domain", domain}});
    if (std::ranges::find(domains, domain) == domains.end()) domains.push_back(domain);
  }
  if (domains.empty() || domains.size() > 50)
    return Fail(ErrorKind::kInvalid, "accounts.provider.error_domains", {{"domain", line}});
  return domains;
}

bool IsIssuer(std::string_view issuer) {
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (issuer.size() > kMaxText || !std::ranges::all_of(issuer, is_visible)) return false;
  if (issuer.contains('?') || issuer.contains('#')) return false;
  if (issuer.starts_with("https://")) return issuer.size() > 8;
  // This machine's own addresses: what a test and a trial use.
  for (const std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (issuer.starts_with(here) &&
        (issuer.size() == here.size() || issuer[here.size()] == ':' || issuer[here.size()] == '/'))
      return true;
  }
  return false;
}

// RFC 8176 names for a second factor; acr values that say so.
bool VouchesForSecondFactor(const oidc::Identity& identity) {
  for (const std::string& method : identity.methods) {
    if (method == "mfa" || method == "otp" || method == "hwk") return true;
  }
  const std::string context = text::LowerAscii(identity.context);
  for (const std::string_view name : {"mfa", "otp", "hwk"}) {
    // The last word of "urn:example:acr:mfa" as well as the whole; never a part of a word ("nomfa").
    if (context == name) return true;
    if (context.size() > name.size() && context.ends_with(name)) {
      const char before = context[context.size() - name.size() - 1];
      if (before == ':' || before == '/' || before == '#') return true;
    }
  }
  return false;
}

std::string DomainOf(std::string_view email) {
  const size_t at = email.rfind('@');
  return at == std::string_view::npos ? "" : std::string(email.substr(at + 1));
}

std::string Canonical(const Provider& p) {
  return "issuer " + p.issuer + " client " + p.client_id + " domains " + text::Join(p.email_domains, ",") + " role " +
         std::string(NameOf(p.role)) + (p.active ? " active" : " off");
}

std::string NameFrom(const oidc::Identity& identity, const std::string& email) {
  std::string name = text::Shorten(text::CollapseSpace(text::Clean(identity.name)), 100);
  return name.empty() ? email.substr(0, email.find('@')) : name;
}

}  // namespace

struct Providers::Kept {
  CommunityId community;
  OrganizationId organization;
  oidc::Begun begun;
  std::string next;
};

bool Providers::MayBeGiven(Role role) {
  return role == Role::kMember || role == Role::kOfficer || role == Role::kAnalyst;
}

Result<std::optional<Provider>> Providers::Find(const CommunityId& community, const OrganizationId& organization) {
  return deps_.database.Read([&](db::Session& session) -> Result<std::optional<Provider>> {
    const auto row = sql::FindProvider(session, community, organization);
    return row ? std::optional(row->provider) : std::nullopt;
  });
}

Status Providers::Save(const CommunityId& community, const Places::Named& organization, const ProviderWish& wish,
                       std::string_view actor) {
  Provider p;
  p.community = community;
  p.organization = organization.id;
  p.issuer = std::string(text::Trim(wish.issuer));
  p.client_id = std::string(text::Trim(wish.client_id));
  p.role = wish.role;
  p.active = wish.active;
  p.updated = deps_.clock.Now();
  if (!IsIssuer(p.issuer)) return Fail(ErrorKind::kInvalid, "accounts.provider.error_issuer");
  if (p.client_id.empty() || p.client_id.size() > kMaxText)
    return Fail(ErrorKind::kInvalid, "accounts.provider.error_client");
  auto domains = ReadDomains(wish.email_domains);
  if (!domains) return std::unexpected(domains.error());
  p.email_domains = std::move(*domains);
  if (!MayBeGiven(p.role) || !RoleFits(p.role, organization.kind))
    return Fail(ErrorKind::kInvalid, "accounts.provider.error_role");
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto before = sql::FindProvider(t, community, organization.id);
    sql::ProviderRow row{p, before ? before->secret : ""};
    if (wish.secret) {
      row.secret = wish.secret->empty()
                       ? ""
                       : deps_.sealer.Seal(*wish.secret, SecretContext(community, organization.id), deps_.random);
    } else if (before && before->provider.issuer != p.issuer) {
      // A secret is for one provider; another one must never be sent it.
      row.secret.clear();
    }
    sql::PutProvider(t, row);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = before ? "accounts.provider.edit" : "accounts.provider.add",
                     .subject = organization.id.ToString(),
                     .before = before ? Canonical(before->provider) : "",
                     .after = Canonical(p),
                     .community = community.ToString()},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Providers::Remove(const CommunityId& community, const OrganizationId& organization, std::string_view actor) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto before = sql::FindProvider(t, community, organization);
    if (!before || !sql::DeleteProvider(t, community, organization))
      return Fail(ErrorKind::kNotFound, "error.not_found");
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.provider.remove",
                     .subject = organization.ToString(),
                     .before = Canonical(before->provider),
                     .community = community.ToString()},
                    deps_.clock, deps_.random);
    return {};
  });
}

Result<oidc::Provider> Providers::Open(const CommunityId& community, const OrganizationId& organization) {
  return deps_.database.Read([&](db::Session& session) -> Result<oidc::Provider> {
    const auto row = sql::FindProvider(session, community, organization);
    if (!row) return Fail(ErrorKind::kNotFound, "error.not_found");
    oidc::Provider provider;
    provider.issuer = row->provider.issuer;
    provider.client_id = row->provider.client_id;
    if (row->secret.empty()) return provider;
    auto secret = deps_.sealer.Open(row->secret, SecretContext(community, organization));
    if (!secret) return Fail(ErrorKind::kInvalid, "accounts.provider.secret_lost");
    provider.client_secret = std::move(*secret);
    return provider;
  });
}

Status Providers::Test(const CommunityId& community, const OrganizationId& organization) {
  const auto provider = Open(community, organization);
  if (!provider) return std::unexpected(provider.error());
  return client_.Probe(*provider);
}

std::vector<ProviderLink> Providers::Links() {
  const auto all = deps_.database.Read(
      [](db::Session& session) -> Result<std::vector<Provider>> { return sql::ActiveProviders(session); });
  std::vector<ProviderLink> links;
  if (!all) return links;
  for (const Provider& p : *all) {
    const auto place = deps_.places.Community(p.community);
    if (!place || !place->open) continue;
    for (const auto& one : deps_.places.OrganizationsOf(p.community)) {
      if (one.id == p.organization) links.push_back({"/sign-in/with/" + place->slug + "/" + one.slug, one.name});
    }
  }
  std::ranges::sort(links, {}, [](const ProviderLink& link) { return text::Fold(link.name); });
  return links;
}

Result<Providers::Started> Providers::Start(const Place& place, const Places::Named& organization,
                                            std::string_view redirect_uri, std::string_view next) {
  const auto found = Find(place.id, organization.id);
  if (!found) return std::unexpected(found.error());
  if (!*found || !(*found)->active) return Fail(ErrorKind::kNotFound, "error.not_found");
  const auto provider = Open(place.id, organization.id);
  if (!provider) return std::unexpected(provider.error());
  auto begun = client_.Begin(*provider, redirect_uri, false);
  if (!begun) return std::unexpected(begun.error());
  const std::string browser = crypto::NewToken(deps_.random);
  const std::string digest = crypto::DigestToken(begun->state);
  const nlohmann::json kept = {{"community", place.id.ToString()},
                               {"organization", organization.id.ToString()},
                               {"issuer", provider->issuer},
                               {"state", begun->state},
                               {"nonce", begun->nonce},
                               {"verifier", begun->verifier},
                               {"browser", crypto::DigestToken(browser)},
                               {"next", next}};
  const auto status = deps_.database.Write([&](db::Transaction& t) -> Status {
    sql::PruneVisits(t, deps_.clock.Now() - kVisitLasts);
    sql::InsertVisit(t, digest, deps_.sealer.Seal(kept.dump(), VisitContext(digest), deps_.random), deps_.clock.Now());
    return {};
  });
  if (!status) return std::unexpected(status.error());
  return Started{std::move(begun->location), browser};
}

Result<Providers::Kept> Providers::Take(const Back& back) {
  const auto stale = [](const char* why) { return Fail(ErrorKind::kConflict, "accounts.provider.stale", {}, why); };
  const std::string digest = crypto::DigestToken(back.state);
  const auto sealed = deps_.database.Write([&](db::Transaction& t) -> Result<std::optional<std::string>> {
    return sql::TakeVisit(t, digest, deps_.clock.Now() - kVisitLasts);
  });
  if (!sealed) return std::unexpected(sealed.error());
  if (!*sealed) return stale("no such state, or used, or too old");
  const auto plain = deps_.sealer.Open(**sealed, VisitContext(digest));
  if (!plain) return stale("sealed with another key");
  const auto json = nlohmann::json::parse(*plain, nullptr, false);
  if (!json.is_object()) return stale("not what was sealed");
  const auto text = [&](const char* name) { return json.value(name, std::string()); };
  if (back.browser.empty() || !crypto::SameBytes(crypto::DigestToken(back.browser), text("browser")))
    return stale("another browser");
  Kept kept;
  kept.community = CommunityId::Parse(text("community")).value_or(CommunityId());
  kept.organization = OrganizationId::Parse(text("organization")).value_or(OrganizationId());
  kept.begun.state = text("state");
  kept.begun.nonce = text("nonce");
  kept.begun.verifier = text("verifier");
  kept.next = text("next");
  // Between the two steps someone may have pointed the organization at another provider.
  const auto now = Find(kept.community, kept.organization);
  if (!now) return std::unexpected(now.error());
  if (!*now || !(*now)->active || (*now)->issuer != text("issuer")) return stale("the provider has changed");
  return kept;
}

Result<Providers::Arrived> Providers::Finish(const Back& back, std::string_view redirect_uri) {
  const auto kept = Take(back);
  if (!kept) return std::unexpected(kept.error());
  const auto organizations = deps_.places.OrganizationsOf(kept->community);
  const auto organization = std::ranges::find(organizations, kept->organization, &Places::Named::id);
  if (organization == organizations.end()) return Fail(ErrorKind::kConflict, "accounts.provider.stale");
  const auto named = [&](Error error) {
    error.params.emplace("organization", organization->name);
    return std::unexpected(std::move(error));
  };
  const auto provider = Open(kept->community, kept->organization);
  if (!provider) return named(provider.error());
  const auto settings = Find(kept->community, kept->organization);
  if (!settings) return named(settings.error());
  if (!*settings) return Fail(ErrorKind::kConflict, "accounts.provider.stale");
  const auto identity =
      client_.Finish(*provider, kept->begun, redirect_uri, back.state, back.error.empty() ? back.code : "", back.iss);
  if (!identity) return named(identity.error());
  auto arrived = Admit(**settings, *organization, *identity, back.language);
  if (!arrived) return named(arrived.error());
  arrived->next = kept->next;
  return arrived;
}

namespace {

// Rules 3 and 4 of the header. `known`: by its identity; otherwise by its address (rule 2).
Status MayEnterBy(db::Session& session, const Provider& provider, const AccountId& id, bool known) {
  const auto row = sql::FindAccount(session, id);
  if (!row || row->account.state != "active") return Fail(ErrorKind::kForbidden, "accounts.provider.disabled");
  bool belongs = false, elsewhere = !sql::HubRolesOf(session, id).empty();
  for (const Membership& m : sql::MembershipsOf(session, id)) {
    const bool here = m.community == provider.community && m.organization == provider.organization;
    (here ? belongs : elsewhere) = true;
  }
  if (!belongs) return Fail(ErrorKind::kForbidden, known ? "accounts.provider.ended" : "accounts.provider.not_yours");
  if (elsewhere) return Fail(ErrorKind::kForbidden, "accounts.provider.elsewhere");
  return {};
}

}  // namespace

Result<Providers::Arrived> Providers::Admit(const Provider& provider, const Places::Named& organization,
                                            const oidc::Identity& identity, const std::string& language) {
  Arrived arrived;
  arrived.method = VouchesForSecondFactor(identity) ? Method::kProviderTwice : Method::kProvider;
  return deps_.database.Write([&](db::Transaction& t) -> Result<Arrived> {
    const Time now = deps_.clock.Now();
    if (const auto known = sql::FindIdentity(t, identity.issuer, identity.subject)) {
      arrived.account = *known;
      if (auto status = MayEnterBy(t, provider, *known, true); !status) return std::unexpected(status.error());
      return arrived;
    }
    const std::string email = NormalizeEmail(identity.email);
    if (!identity.email_verified || !mail::IsMailAddress(email))
      return Fail(ErrorKind::kForbidden, "accounts.provider.unverified");
    if (std::ranges::find(provider.email_domains, DomainOf(email)) == provider.email_domains.end())
      return Fail(ErrorKind::kForbidden, "accounts.provider.other_domain");
    const auto there = sql::FindAccountByEmail(t, email);
    arrived.account = there ? there->account.id : AccountId::New(deps_.clock, deps_.random);
    const std::string id = arrived.account.ToString();
    if (there) {
      if (auto status = MayEnterBy(t, provider, arrived.account, false); !status)
        return std::unexpected(status.error());
    } else {
      Account account;
      account.id = arrived.account;
      account.email = email;
      account.name = NameFrom(identity, email);
      account.language = language;
      account.state = "active";
      account.created = now;
      if (!sql::InsertAccount(t, account)) return Fail(ErrorKind::kConflict, "accounts.provider.stale");
      sql::AddMembership(t, arrived.account, {provider.community, provider.organization, provider.role}, now);
      arrived.is_new = true;
      journal::Append(t, {.actor = id, .action = "accounts.account.create", .subject = id}, deps_.clock, deps_.random);
      journal::Append(
          t,
          {.actor = id,
           .action = "accounts.membership.join",
           .subject = id,
           .after = "organization " + organization.id.ToString() + " role " + std::string(NameOf(provider.role)),
           .community = provider.community.ToString()},
          deps_.clock, deps_.random);
    }
    sql::InsertIdentity(t, identity.issuer, identity.subject, arrived.account, now);
    journal::Append(t,
                    {.actor = id,
                     .action = "accounts.identity.add",
                     .subject = id,
                     .after = identity.issuer + " " + identity.subject,
                     .community = provider.community.ToString()},
                    deps_.clock, deps_.random);
    return arrived;
  });
}

}  // namespace concord::accounts
