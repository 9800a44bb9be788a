// SQL of identity providers, of who of them is which account, and of sign-ins under way. Functions belong to the
// session or transaction that they are given, and throw DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "features/accounts/providers.h"

namespace concord::accounts::sql {

struct ProviderRow {
  Provider provider;
  std::string secret;  // sealed, or empty
};
std::optional<ProviderRow> FindProvider(db::Session& session, const CommunityId& community,
                                        const OrganizationId& organization);
std::vector<Provider> ActiveProviders(db::Session& session);
void PutProvider(db::Transaction& t, const ProviderRow& row);
bool DeleteProvider(db::Transaction& t, const CommunityId& community, const OrganizationId& organization);

std::optional<AccountId> FindIdentity(db::Session& session, const std::string& issuer, const std::string& subject);
// Nothing where it is there already.
void InsertIdentity(db::Transaction& t, const std::string& issuer, const std::string& subject, const AccountId& id,
                    Time now);

void InsertVisit(db::Transaction& t, const std::string& state_digest, const std::string& kept, Time now);
// Takes it out; nullopt: there is none, or it was begun before `oldest`.
std::optional<std::string> TakeVisit(db::Transaction& t, const std::string& state_digest, Time oldest);
void PruneVisits(db::Transaction& t, Time oldest);

}  // namespace concord::accounts::sql
