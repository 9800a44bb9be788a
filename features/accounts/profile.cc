#include "features/accounts/profile.h"

#include <nlohmann/json.hpp>
#include <set>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/entries.h"
#include "base/journal/journal.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"
#include "features/accounts/store_profile.h"

namespace concord::accounts {
namespace {

using Json = nlohmann::ordered_json;
constexpr char kPurpose[] = "email";  // of the link

std::map<std::string, bool> FlagsIn(const std::string& json) {
  std::map<std::string, bool> flags;
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return flags;
  for (const auto& [name, value] : parsed.items()) {
    if (value.is_boolean()) flags[name] = value.get<bool>();
  }
  return flags;
}

std::string FlagsAsJson(const std::map<std::string, bool>& flags) { return nlohmann::json(flags).dump(); }

std::string Canonical(const sql::ProfileRow& row) {
  return "name " + row.name + " language " + row.language + " notifications " + row.notifications;
}

Result<std::string> ReadAddress(std::string_view typed) {
  std::string address = NormalizeEmail(typed);
  if (!mail::IsMailAddress(address)) return Fail(ErrorKind::kInvalid, "accounts.error.email");
  return address;
}

std::string NameOfPlace(const Places& places, const std::string& community) {
  const auto id = CommunityId::Parse(community);
  const auto place = id ? places.Community(*id) : std::nullopt;
  return place ? place->name : community;
}

std::string NameOfOrganization(const Places& places, const std::string& community, const std::string& organization) {
  if (const auto id = CommunityId::Parse(community)) {
    for (const auto& one : places.OrganizationsOf(*id)) {
      if (one.id.ToString() == organization) return one.name;
    }
  }
  return organization;
}

Result<std::string> WaitingAddress(db::Session& session, const AccountId& id, std::string_view token, Time now) {
  const auto link = sql::FindLink(session, kPurpose, crypto::DigestToken(token));
  if (!link || link->account != id || link->expires <= now) return Fail(ErrorKind::kNotFound, "accounts.error.link");
  return link->detail;
}

Json TimeOrNull(const std::optional<Time>& time) { return time ? Json(FormatRfc3339(*time)) : Json(nullptr); }

Json AccountAsJson(const AccountId& id, const sql::ProfileRow& row) {
  Json account;
  account["id"] = id.ToString();
  account["email"] = row.email;
  account["name"] = row.name;
  account["language"] = row.language;
  account["state"] = row.state;
  account["created"] = FormatRfc3339(row.created);
  account["last_sign_in"] = TimeOrNull(row.signed_in);
  account["has_password"] = row.has_password;
  account["password_changed"] = TimeOrNull(row.password_changed);
  account["has_second_factor"] = row.has_second_factor;
  account["notifications"] = FlagsIn(row.notifications);
  return account;
}

}  // namespace

Result<Settings> Profile::Read(const AccountId& id) {
  return deps_.database.Read([&](db::Session& session) -> Result<Settings> {
    const auto row = sql::FindProfile(session, id);
    if (!row) return Fail(ErrorKind::kNotFound, "error.not_found");
    return Settings{row->name, row->language, FlagsIn(row->notifications)};
  });
}

Result<Standing> Profile::Where(const AccountId& id) {
  return deps_.database.Read([&](db::Session& session) -> Result<Standing> {
    return Standing{sql::MembershipsOf(session, id), sql::HubRolesOf(session, id)};
  });
}

Status Profile::Change(const AccountId& id, const Settings& wanted) {
  Settings settings = wanted;
  settings.name = text::CollapseSpace(text::Clean(settings.name));
  if (settings.name.empty() || text::CountCodePoints(settings.name) > kMaxName)
    return Fail(ErrorKind::kInvalid, "accounts.error.name");
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto before = sql::FindProfile(t, id);
    if (!before || before->state != "active") return Fail(ErrorKind::kNotFound, "error.not_found");
    sql::UpdateProfile(t, id, settings, FlagsAsJson(settings.notifications), deps_.clock.Now());
    journal::Append(t,
                    {.actor = id.ToString(),
                     .action = "accounts.account.update",
                     .subject = id.ToString(),
                     .before = Canonical(*before),
                     .after = Canonical(*sql::FindProfile(t, id))},
                    deps_.clock, deps_.random);
    return {};
  });
}

Status Profile::AskForAddress(const AccountId& id, std::string_view typed, const Tell& tell) {
  const auto address = ReadAddress(typed);
  if (!address) return std::unexpected(address.error());
  const std::string token = crypto::NewToken(deps_.random);
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const Time now = deps_.clock.Now();
    sql::PutLink(t, id, kPurpose, crypto::DigestToken(token), *address, now, now + std::chrono::days(1));
    tell(t, *address, "/me/email/" + token, sql::AddressIsFree(t, *address));
    return {};
  });
}

Result<std::string> Profile::AddressOf(const AccountId& id, std::string_view token) {
  return deps_.database.Read([&](db::Session& session) -> Result<std::string> {
    return WaitingAddress(session, id, token, deps_.clock.Now());
  });
}

Result<std::string> Profile::ProveAddress(const AccountId& id, std::string_view token) {
  return deps_.database.Write([&](db::Transaction& t) -> Result<std::string> {
    const auto address = WaitingAddress(t, id, token, deps_.clock.Now());
    if (!address) return std::unexpected(address.error());
    const auto before = sql::FindProfile(t, id);
    if (!before || !sql::UseLink(t, kPurpose, crypto::DigestToken(token)))
      return Fail(ErrorKind::kNotFound, "accounts.error.link");
    if (!sql::UpdateAddress(t, id, *address, deps_.clock.Now()))
      return Fail(ErrorKind::kConflict, "accounts.error.email_taken");
    journal::Append(t,
                    {.actor = id.ToString(),
                     .action = "accounts.account.email",
                     .subject = id.ToString(),
                     .before = before->email,
                     .after = *address},
                    deps_.clock, deps_.random);
    return before->email;
  });
}

Status Profile::SetAddress(const AccountId& id, std::string_view typed, std::string_view actor) {
  const auto address = ReadAddress(typed);
  if (!address) return std::unexpected(address.error());
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto before = sql::FindProfile(t, id);
    if (!before || before->state == "deleted") return Fail(ErrorKind::kNotFound, "error.not_found");
    if (!sql::UpdateAddress(t, id, *address, deps_.clock.Now()))
      return Fail(ErrorKind::kConflict, "accounts.error.email_taken");
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "accounts.account.email",
                     .subject = id.ToString(),
                     .before = before->email,
                     .after = *address},
                    deps_.clock, deps_.random);
    return {};
  });
}

Result<std::string> Profile::Export(const AccountId& id) {
  return deps_.database.Read([&](db::Session& session) -> Result<std::string> {
    const auto row = sql::FindProfile(session, id);
    if (!row) return Fail(ErrorKind::kNotFound, "error.not_found");
    Json all;
    all["format"] = "concord-person";
    all["version"] = 1;
    all["made"] = FormatRfc3339(deps_.clock.Now());
    all["account"] = AccountAsJson(id, *row);
    all["hub_roles"] = Json::array();
    for (const Role role : sql::HubRolesOf(session, id)) all["hub_roles"].push_back(NameOf(role));
    all["memberships"] = Json::array();
    for (const auto& m : sql::DatedMembershipsOf(session, id)) {
      all["memberships"].push_back({{"community", NameOfPlace(deps_.places, m.community)},
                                    {"organization", NameOfOrganization(deps_.places, m.community, m.organization)},
                                    {"role", m.role},
                                    {"since", FormatRfc3339(m.since)}});
    }
    all["sessions"] = Json::array();
    for (const auto& s : sql::SessionsOf(session, id)) {
      all["sessions"].push_back({{"id", s.id},
                                 {"device", s.device},
                                 {"method", s.method},
                                 {"created", FormatRfc3339(s.created)},
                                 {"last_used", FormatRfc3339(s.seen)},
                                 {"ends", FormatRfc3339(s.expires)}});
    }
    all["identities"] = Json::array();
    for (const auto& i : sql::IdentitiesOf(session, id))
      all["identities"].push_back({{"issuer", i.issuer}, {"subject", i.subject}, {"since", FormatRfc3339(i.since)}});
    all["invitations_made"] = Json::array();
    for (const auto& one : sql::InvitationsBy(session, id)) {
      all["invitations_made"].push_back({{"id", one.id.ToString()},
                                         {"community", NameOfPlace(deps_.places, one.community.ToString())},
                                         {"role", NameOf(one.role)},
                                         {"email", one.email},
                                         {"state", one.state},
                                         {"created", FormatRfc3339(one.created)}});
    }
    for (const auto& part : deps_.personal_parts) all[part.name] = Json::parse(part.tell(session, id), nullptr, false);
    all["acts"] = Json::array();
    for (const auto& act : journal::ActsOf(session, id.ToString())) {
      all["acts"].push_back({{"at", FormatRfc3339(act.at)},
                             {"community", act.community == "hub" ? "hub" : NameOfPlace(deps_.places, act.community)},
                             {"action", act.action},
                             {"subject", act.subject}});
    }
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  });
}

namespace {

// Locks the rows of those admins, so that of two last ones who leave at once, one stays.
std::vector<LeavingObstacle> ObstaclesIn(db::Transaction& t, const Places& places, const AccountId& id) {
  std::vector<LeavingObstacle> all;
  const auto is_only = [&](const std::vector<std::string>& admins) {
    const std::set<std::string> different(admins.begin(), admins.end());
    return different.size() == 1 && different.contains(id.ToString());
  };
  if (is_only(sql::LockHubAdmins(t))) all.push_back({});
  std::set<std::string> seen;
  for (const auto& m : sql::DatedMembershipsOf(t, id)) {
    const auto community = CommunityId::Parse(m.community);
    if (m.role != "community_admin" || !community || !seen.insert(m.community).second) continue;
    if (is_only(sql::LockAdminsOf(t, *community))) all.push_back({*community, NameOfPlace(places, m.community)});
  }
  return all;
}

}  // namespace

Result<std::vector<LeavingObstacle>> Profile::Obstacles(const AccountId& id) {
  return deps_.database.Write(
      [&](db::Transaction& t) -> Result<std::vector<LeavingObstacle>> { return ObstaclesIn(t, deps_.places, id); });
}

Status Profile::Delete(const AccountId& id) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::FindProfile(t, id);
    if (!row || row->state == "deleted") return Fail(ErrorKind::kNotFound, "error.not_found");
    if (row->demo) return Fail(ErrorKind::kConflict, "accounts.leave.demo");
    if (!ObstaclesIn(t, deps_.places, id).empty()) return Fail(ErrorKind::kConflict, "accounts.leave.last");
    const auto memberships = sql::DatedMembershipsOf(t, id);
    const std::string account = id.ToString();
    for (const auto& m : memberships) {
      journal::Append(t,
                      {.actor = account,
                       .action = "accounts.membership.leave",
                       .subject = account,
                       .before = "organization " + m.organization + " role " + m.role,
                       .community = m.community},
                      deps_.clock, deps_.random);
    }
    journal::Append(t, {.actor = account, .action = "accounts.account.delete", .subject = account}, deps_.clock,
                    deps_.random);
    for (const auto& part : deps_.personal_parts) part.forget(t, id);
    sql::ForgetPerson(t, id, row->email, deps_.clock.Now());
    // Last, so that it forgets the person in the entries of leaving too.
    journal::Erase(t, {.actor = account, .subject = account, .community = std::nullopt}, deps_.clock, deps_.random);
    return {};
  });
}

}  // namespace concord::accounts
