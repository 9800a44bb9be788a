// What was given up: seen, tried again, forgotten.
#include "base/jobs/queue.h"

namespace concord::jobs {

Result<std::vector<FailedJob>> Runner::ListFailed(int limit) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<FailedJob>> {
    std::vector<FailedJob> failed;
    for (const db::Row& row : s.Query("SELECT id, kind, attempt, last_error, updated_at FROM job "
                                      "WHERE state = 'failed' ORDER BY updated_at DESC, id DESC LIMIT :limit",
                                      limit)) {
      failed.push_back({row.Text(0), row.Text(1), static_cast<int>(row.Int(2)), row.Text(3), row.At(4)});
    }
    return failed;
  });
}

Result<int64_t> Runner::RetryFailed(std::string_view kind) {
  auto put_back = [&](db::Transaction& t) -> Result<int64_t> {
    // A key may wait once: what waits already, or else the latest that failed, stands for the others.
    t.Execute(
        "DELETE FROM job WHERE kind = :kind AND state = 'failed' AND EXISTS (SELECT 1 FROM job other "
        "WHERE other.kind = job.kind AND other.key = job.key AND (other.state = 'waiting' "
        "OR (other.state = 'failed' AND other.id > job.id)))",
        kind);
    Time now = clock_.Now();
    return t.Execute(
        "UPDATE job SET state = 'waiting', attempt = 0, due_at = :now, updated_at = :now "
        "WHERE kind = :kind AND state = 'failed'",
        now, now, kind);
  };
  Result<int64_t> count = database_.Write(put_back);
  if (!count && count.error().kind == ErrorKind::kConflict)
    count = database_.Write(put_back);  // one of a key came just now
  if (count && *count > 0) Wake();
  return count;
}

Status Runner::ForgetFailed(std::string_view id) {
  return database_.Write([&](db::Transaction& t) -> Status {
    if (t.Execute("DELETE FROM job WHERE id = :id AND state = 'failed'", id) == 1) return {};
    return Fail(ErrorKind::kNotFound, "error.not_found");
  });
}

}  // namespace concord::jobs
