// All SQL of the weekly digest. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/news/digest.h"

namespace concord::library::news::sql {

struct DigestRow {
  std::string account;
  Subscription about;
  std::string token;
  Time told_until;
  int64_t week = 0;
};

std::optional<DigestRow> FindDigest(db::Session& session, const std::string& account);
void PutDigest(db::Transaction& t, const DigestRow& row, Time now);
bool DeleteDigest(db::Transaction& t, const std::string& account);
std::optional<std::string> AccountOfToken(db::Session& session, std::string_view token);
// Accounts that the week was not done for, in order, after that one.
std::vector<std::string> DueDigests(db::Session& session, int64_t week, const std::string& after, size_t limit);
// True for the one who does that week for the account.
bool TakeWeek(db::Transaction& t, const std::string& account, int64_t week, Time told_until);

}  // namespace concord::library::news::sql
