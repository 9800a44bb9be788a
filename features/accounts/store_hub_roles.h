// The SQL of roles on the hub, beside store.h. Functions throw db::DatabaseError.
#pragma once
#include "base/db/database.h"
#include "features/accounts/permissions.h"

namespace concord::accounts::sql {

int64_t CountWithHubRole(db::Session& session, Role role);  // active accounts

}  // namespace concord::accounts::sql
