#include "features/accounts/store.h"

namespace concord::accounts::sql {

double FillBucket(db::Transaction& t, std::string_view name, milliseconds leak, Time now) {
  // One statement, so that two nodes that fill the same bucket wait for each other. A clock that was set back leaks
  // nothing. `b` is the row that is there, `excluded` the one that was to be put in.
  const auto row = t.One(
      "INSERT INTO accounts_attempt AS b (bucket, tokens, updated_at) VALUES (:name, 1, :now) "
      "ON CONFLICT (bucket) DO UPDATE SET tokens = 1 + CASE "
      "WHEN excluded.updated_at <= b.updated_at THEN b.tokens "
      "WHEN b.tokens > (excluded.updated_at - b.updated_at) / CAST(:leak AS DOUBLE PRECISION) THEN "
      "b.tokens - (excluded.updated_at - b.updated_at) / CAST(:same AS DOUBLE PRECISION) ELSE 0 END, "
      "updated_at = CASE WHEN excluded.updated_at > b.updated_at THEN excluded.updated_at ELSE b.updated_at END "
      "RETURNING tokens",
      name, now, static_cast<double>(leak.count()), static_cast<double>(leak.count()));
  return row ? row->Real(0) : 1;
}

void EmptyBucket(db::Transaction& t, std::string_view name) {
  t.Execute("DELETE FROM accounts_attempt WHERE bucket = :name", name);
}

void TakeBack(db::Transaction& t, std::string_view name) {
  t.Execute("UPDATE accounts_attempt SET tokens = CASE WHEN tokens > 1 THEN tokens - 1 ELSE 0 END WHERE bucket = :name",
            name);
}

void PruneBuckets(db::Transaction& t, Time before) {
  t.Execute("DELETE FROM accounts_attempt WHERE updated_at < :before", before);
}

}  // namespace concord::accounts::sql
