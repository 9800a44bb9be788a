// SQL of what people keep of themselves. Functions belong to the session or transaction that they are given, and throw
// DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "features/accounts/invitations.h"
#include "features/accounts/profile.h"

namespace concord::accounts::sql {

struct ProfileRow {
  std::string email, name, language, state, notifications;  // notifications: a JSON object of flags
  bool has_password = false, has_second_factor = false, demo = false;
  Time created;
  std::optional<Time> signed_in, password_changed;
};
std::optional<ProfileRow> FindProfile(db::Session& session, const AccountId& id);
void UpdateProfile(db::Transaction& t, const AccountId& id, const Settings& settings, const std::string& notifications,
                   Time now);

bool AddressIsFree(db::Session& session, const std::string& address);
// False: another account has it.
bool UpdateAddress(db::Transaction& t, const AccountId& id, const std::string& address, Time now);
struct DatedMembership {
  std::string community, organization, role;
  Time since;
};
std::vector<DatedMembership> DatedMembershipsOf(db::Session& session, const AccountId& id);
struct IdentityRow {
  std::string issuer, subject;
  Time since;
};
std::vector<IdentityRow> IdentitiesOf(db::Session& session, const AccountId& id);
std::vector<Invitation> InvitationsBy(db::Session& session, const AccountId& id);

// Removes memberships, places, roles, sessions, links, codes, identities, invitations to that address; empties the row.
void ForgetPerson(db::Transaction& t, const AccountId& id, const std::string& address, Time now);

}  // namespace concord::accounts::sql
