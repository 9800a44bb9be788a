// Who holds a role on the hub. Safe from any thread.
#pragma once
#include <cstdint>

#include "base/core/result.h"
#include "base/db/database.h"
#include "features/accounts/permissions.h"

namespace concord::accounts {

// How many active accounts. Errors: as Database::Read.
Result<int64_t> CountWithHubRole(db::Database& database, Role role);

}  // namespace concord::accounts
