// The database as it lies, for what must leave the schema alone: backup before an upgrade, restore, doctor. OpenHub
// brings it up to date and opens what stands on it.
#pragma once
#include <memory>
#include <string>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::app {

struct PlainDatabase {
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<Log> log;
  std::unique_ptr<db::Database> database;
};

enum class IfMissing { kRefuse, kMake };

// `name` is what PostgreSQL shows of this connection. Errors: not_found "data.missing"; unavailable "data.no_right";
// what Database::Open gives.
Result<std::unique_ptr<PlainDatabase>> OpenPlainDatabase(const Config& config, IfMissing if_missing,
                                                         const std::string& name);

}  // namespace concord::app
