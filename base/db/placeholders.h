// Turns the stores' :name placeholders into what an engine reads: "?" (SQLite) or "$1" (PostgreSQL). Pure functions.
#pragma once
#include <string>
#include <string_view>

#include "base/db/database.h"

namespace concord::db {

struct EngineSql {
  std::string text;
  int parameters = 0;
};

// Every :name outside of quoted text, quoted names, comments and dollar quotes is one parameter, in order of
// appearance: a name that stands twice is two parameters. "::" is a cast. `kinds`, where not empty, holds a letter for
// each argument; one that is 'n' is written as the literal NULL and is not a parameter (why: see postgres_session.cc).
EngineSql ToEngineSql(std::string_view sql, Dialect dialect, std::string_view kinds = {});

}  // namespace concord::db
