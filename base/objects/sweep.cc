#include "base/objects/sweep.h"

#include "base/db/schema.h"
#include "base/objects/objects.h"

namespace concord::objects {
namespace {

constexpr int kSweptAtOnce = 16;

void MarkUnheld(db::Transaction& t, const Clock& clock) {
  const Time now = clock.Now();
  t.Execute("UPDATE core_object SET state = 'leaving', touched_at = :now WHERE state = 'writing' AND touched_at < :old",
            now, now - kAbandonedAfter);
  std::string unheld = "UPDATE core_object SET state = 'leaving', touched_at = :now WHERE state = 'sealed'";
  for (const auto& [table, column] : Holders(t))
    unheld += " AND NOT EXISTS (SELECT 1 FROM " + db::Quoted(table) + " h WHERE h." + db::Quoted(column) +
              " = core_object.id)";
  t.Execute(unheld, now);
}

// False: nothing of it is left.
Result<bool> TakeSome(db::Database& database, const std::string& id) {
  return database.Write([&](db::Transaction& t) -> Result<bool> {
    const int64_t gone = t.Execute(
        "DELETE FROM core_object_chunk WHERE object_id = :id AND position IN (SELECT position FROM core_object_chunk "
        "WHERE object_id = :of ORDER BY position LIMIT :most)",
        id, id, kSweptAtOnce);
    if (gone > 0) return true;
    t.Execute("DELETE FROM core_object WHERE id = :id AND state = 'leaving'", id);
    return false;
  });
}

// Whether there is anything to do, before a write lock is asked for.
Result<bool> IsNeeded(db::Database& database, const Clock& clock) {
  return database.Read([&](db::Session& s) -> Result<bool> {
    std::string query =
        "SELECT 1 FROM core_object o WHERE o.state = 'leaving' OR (o.state = 'writing' AND o.touched_at < :old) OR "
        "(o.state = 'sealed'";
    for (const auto& [table, column] : Holders(s))
      query += " AND NOT EXISTS (SELECT 1 FROM " + db::Quoted(table) + " h WHERE h." + db::Quoted(column) + " = o.id)";
    return s.One(query + ") LIMIT 1", clock.Now() - kAbandonedAfter).has_value();
  });
}

}  // namespace

Result<int64_t> Sweep(db::Database& database, const Clock& clock) {
  const auto needed = IsNeeded(database, clock);
  if (!needed) return std::unexpected(needed.error());
  if (!*needed) return 0;
  auto leaving = database.Write([&](db::Transaction& t) -> Result<std::vector<std::string>> {
    MarkUnheld(t, clock);
    std::vector<std::string> ids;
    for (const auto& row : t.Query("SELECT id FROM core_object WHERE state = 'leaving' ORDER BY id"))
      ids.push_back(row.Text(0));
    return ids;
  });
  if (!leaving) return std::unexpected(leaving.error());
  for (const auto& id : *leaving) {
    for (bool more = true; more;) {
      const auto some = TakeSome(database, id);
      if (!some) return std::unexpected(some.error());
      more = *some;
    }
  }
  return static_cast<int64_t>(leaving->size());
}

void Sweeper::Start() {
  thread_ = std::thread([this] { Follow(); });
}

void Sweeper::Wake() {
  std::lock_guard lock(mutex_);
  wake_ = true;
  woken_.notify_all();
}

void Sweeper::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    woken_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Sweeper::Follow() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_ = false;
    lock.unlock();
    const auto swept = Sweep(database_, clock_);
    if (!swept)
      log_.Warn("large objects could not be swept", {{"key", swept.error().key}, {"cause", swept.error().cause}});
    lock.lock();
    woken_.wait_for(lock, std::chrono::minutes(10), [this] { return wake_ || stopping_; });
  }
}

}  // namespace concord::objects
