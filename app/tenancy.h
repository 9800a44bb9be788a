// Whether every row of a community-owned table is of a community that is there, and every key of one begins with the
// community. What `concord check` says of it.
#pragma once
#include <string>
#include <vector>

#include "base/db/database.h"

namespace concord::app {

// One line for each fault.
std::vector<std::string> CheckTenancy(db::Database& database);

}  // namespace concord::app
