// The key that seals secrets in the database and signs form tokens. Kept in the database, so that every node and every
// backup has it, unless hub.key_file names a file of 32 bytes (or 64 hexadecimal digits): then secrets are worth
// nothing to whoever has only the database.
#pragma once
#include <string>

#include "base/core/config.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::app {

// 32 bytes. Makes the key at the first start. Errors: unavailable "key.unreadable" {file}; invalid "key.malformed"
// {file}, "key.other" {file} (the hub was begun with another key).
Result<std::string> LoadHubKey(db::Database& database, const Config& config, Random& random);

}  // namespace concord::app
