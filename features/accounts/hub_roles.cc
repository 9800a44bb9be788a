#include "features/accounts/hub_roles.h"

#include "features/accounts/store_hub_roles.h"

namespace concord::accounts {

Result<int64_t> CountWithHubRole(db::Database& database, Role role) {
  return database.Read([&](db::Session& s) -> Result<int64_t> { return sql::CountWithHubRole(s, role); });
}

}  // namespace concord::accounts
