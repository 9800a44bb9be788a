#include "features/accounts/accounts.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "base/mail/message.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

constexpr std::chrono::hours kWelcomeLasts{7 * 24};

bool IsLanguageTag(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > 12) return false;
  for (const char c : tag) {
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-') return false;
  }
  return true;
}

std::unexpected<Error> NoSuch() { return Fail(ErrorKind::kNotFound, "error.not_found"); }

// What a journal entry's digests are made of.
std::string Canonical(const Account& a) {
  return "email " + a.email + "\nname " + a.name + "\nlanguage " + a.language + "\nstate " + a.state;
}

std::string Canonical(const Membership& m) {
  return "organization " + m.organization.ToString() + " role " + std::string(NameOf(m.role));
}

// The hub keeps an admin who can sign in.
bool IsLastHubAdmin(db::Transaction& t, const AccountId& id) {
  const auto admins = sql::LockHubAdmins(t);
  return admins.size() == 1 && admins.front() == id.ToString();
}

}  // namespace

std::string NormalizeEmail(std::string_view email) { return text::LowerAscii(text::Trim(text::Clean(email))); }

Result<Account> Accounts::Create(const NewAccount& wanted, std::string_view actor) {
  Account account;
  account.email = NormalizeEmail(wanted.email);
  account.name = text::CollapseSpace(text::Clean(wanted.name));
  account.language = wanted.language;
  account.demo = wanted.demo;
  account.state = "active";
  if (!mail::IsMailAddress(account.email)) return Fail(ErrorKind::kInvalid, "accounts.error.email");
  if (account.name.empty() || text::CountCodePoints(account.name) > kMaxName)
    return Fail(ErrorKind::kInvalid, "accounts.error.name");
  if (!IsLanguageTag(account.language)) return Fail(ErrorKind::kInvalid, "accounts.error.language");
  account.id = AccountId::New(deps_.clock, deps_.random);
  account.created = deps_.clock.Now();
  return deps_.database.Write([&](db::Transaction& t) -> Result<Account> {
    if (!sql::InsertAccount(t, account)) return Fail(ErrorKind::kConflict, "accounts.error.email_taken");
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.account.create",
                     .subject = account.id.ToString(),
                     .after = Canonical(account)},
                    deps_.clock, deps_.random);
    return account;
  });
}

Result<Account> Accounts::Find(const AccountId& id) {
  return deps_.database.Read([&](db::Session& s) -> Result<Account> {
    auto row = sql::FindAccount(s, id);
    if (!row) return NoSuch();
    return row->account;
  });
}

Result<Account> Accounts::FindByEmail(std::string_view email) {
  return deps_.database.Read([&](db::Session& s) -> Result<Account> {
    auto row = sql::FindAccountByEmail(s, NormalizeEmail(email));
    if (!row) return NoSuch();
    return row->account;
  });
}

Result<std::vector<Account>> Accounts::List(std::string_view words, int limit, int offset) {
  return deps_.database.Read([&](db::Session& s) -> Result<std::vector<Account>> {
    return sql::ListAccounts(s, text::CollapseSpace(text::Clean(words)), limit, offset);
  });
}

Result<int64_t> Accounts::CountDemo() {
  return deps_.database.Read([](db::Session& s) -> Result<int64_t> { return sql::CountDemo(s); });
}

Result<std::vector<Accounts::Demonstrated>> Accounts::DemoPeople() {
  return deps_.database.Read([](db::Session& s) -> Result<std::vector<Demonstrated>> {
    std::vector<Demonstrated> people;
    for (Account& account : sql::DemoAccounts(s)) {
      const AccountId id = account.id;
      people.push_back({std::move(account), sql::MembershipsOf(s, id), sql::HubRolesOf(s, id)});
    }
    return people;
  });
}

Result<Link> Accounts::NewLink(const AccountId& id, std::string_view purpose, std::string_view actor) {
  const std::string token = crypto::NewToken(deps_.random);
  const Time now = deps_.clock.Now();
  const Time expires = now + (purpose == "welcome" ? kWelcomeLasts : kResetLasts);
  return deps_.database.Write([&](db::Transaction& t) -> Result<Link> {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    sql::PutLink(t, id, purpose, crypto::DigestToken(token), "", now, expires);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.link.create",
                     .subject = id.ToString(),
                     .after = "purpose " + std::string(purpose)},
                    deps_.clock, deps_.random);
    return Link{"/" + std::string(purpose) + "/" + token, expires};
  });
}

Status Accounts::Disable(const AccountId& id, std::string_view actor) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    if (IsLastHubAdmin(t, id)) return Fail(ErrorKind::kConflict, "accounts.error.last_hub_admin");
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    if (row->account.state == "disabled") return {};
    sql::SetState(t, id, "disabled", deps_.clock.Now());
    sql::EndSessions(t, id);
    sql::EndLinks(t, id);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.account.disable",
                     .subject = id.ToString(),
                     .before = "active",
                     .after = "disabled"},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Accounts::Enable(const AccountId& id, std::string_view actor) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    if (row->account.state == "active") return {};
    sql::SetState(t, id, "active", deps_.clock.Now());
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.account.enable",
                     .subject = id.ToString(),
                     .before = "disabled",
                     .after = "active"},
                    deps_.clock, deps_.random);
    return {};
  });
}

Result<Link> Accounts::Reset(const AccountId& id, std::string_view actor) {
  const std::string token = crypto::NewToken(deps_.random);
  const Time now = deps_.clock.Now();
  return deps_.database.Write([&](db::Transaction& t) -> Result<Link> {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    sql::SetPassword(t, id, "", now);
    sql::SetTotp(t, id, "", 0, now);
    sql::ReplaceRecoveryCodes(t, id, {});
    sql::EndSessions(t, id);
    sql::EndLinks(t, id);
    sql::PutLink(t, id, "welcome", crypto::DigestToken(token), "", now, now + kWelcomeLasts);
    journal::Append(t, {.actor = std::string(actor), .action = "accounts.account.reset", .subject = id.ToString()},
                    deps_.clock, deps_.random);
    return Link{"/welcome/" + token, now + kWelcomeLasts};
  });
}

Status Accounts::GiveHubRole(const AccountId& id, Role role, std::string_view actor) {
  if (!IsHubRole(role)) return Fail(ErrorKind::kInvalid, "accounts.error.hub_role");
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    if (!sql::AddHubRole(t, id, role)) return {};
    sql::EndSessions(t, id);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.hub_role.give",
                     .subject = id.ToString(),
                     .after = std::string(NameOf(role))},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Accounts::TakeHubRole(const AccountId& id, Role role, std::string_view actor) {
  if (!IsHubRole(role)) return Fail(ErrorKind::kInvalid, "accounts.error.hub_role");
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    if (role == Role::kHubAdmin && IsLastHubAdmin(t, id))
      return Fail(ErrorKind::kConflict, "accounts.error.last_hub_admin");
    if (!sql::RemoveHubRole(t, id, role)) return {};
    sql::EndSessions(t, id);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.hub_role.take",
                     .subject = id.ToString(),
                     .before = std::string(NameOf(role))},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Accounts::Join(const AccountId& id, const Membership& membership, std::string_view actor) {
  if (IsHubRole(membership.role)) return Fail(ErrorKind::kInvalid, "accounts.error.membership_role");
  const auto organizations = deps_.places.OrganizationsOf(membership.community);
  if (std::ranges::find(organizations, membership.organization, &Places::Named::id) == organizations.end())
    return NoSuch();
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    if (!sql::AddMembership(t, id, membership, deps_.clock.Now())) return {};
    sql::EndSessions(t, id);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.membership.join",
                     .subject = id.ToString(),
                     .after = Canonical(membership),
                     .community = membership.community.ToString()},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Accounts::Leave(const AccountId& id, const Membership& membership, std::string_view actor) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    if (!sql::RemoveMembership(t, id, membership)) return {};
    sql::EndSessions(t, id);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.membership.leave",
                     .subject = id.ToString(),
                     .before = Canonical(membership),
                     .community = membership.community.ToString()},
                    deps_.clock, deps_.random);
    return {};
  });
}

Result<std::vector<Accounts::Person>> Accounts::PeopleOf(const CommunityId& community,
                                                         const std::optional<OrganizationId>& organization) {
  return deps_.database.Read(
      [&](db::Session& s) -> Result<std::vector<Person>> { return sql::PeopleOf(s, community, organization); });
}

Result<std::map<OrganizationId, int64_t>> Accounts::CountsOf(const CommunityId& community) {
  return deps_.database.Read(
      [&](db::Session& s) -> Result<std::map<OrganizationId, int64_t>> { return sql::CountsOf(s, community); });
}

Result<std::set<CommunityId>> Accounts::Administered() {
  return deps_.database.Read([](db::Session& s) -> Result<std::set<CommunityId>> { return sql::Administered(s); });
}

Status Accounts::SetPassword(const AccountId& id, std::string_view password, std::string_view actor) {
  const auto account = Find(id);
  if (!account) return std::unexpected(account.error());
  const std::string_view personal[] = {account->email, account->name, deps_.config.hub.name};
  if (auto fit = crypto::CheckPassword(password, personal, deps_.breached); !fit) return fit;
  const std::string encoded = deps_.hasher.Hash(password);
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state == "deleted") return NoSuch();
    sql::SetPassword(t, id, encoded, deps_.clock.Now());
    sql::EndSessions(t, id);
    sql::EndLinks(t, id);
    journal::Append(t, {.actor = std::string(actor), .action = "accounts.password.change", .subject = id.ToString()},
                    deps_.clock, deps_.random);
    return {};
  });
}

}  // namespace concord::accounts
