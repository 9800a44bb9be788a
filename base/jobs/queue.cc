#include "base/jobs/queue.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::jobs {
namespace {

constexpr size_t kMaxPayload = 64 * 1024;
constexpr size_t kMaxError = 2000;
constexpr std::chrono::seconds kPoll{1};  // how soon a node hears of what another node enqueued
constexpr int kKeyAttempts = 10;
constexpr std::string_view kWaiting = "state = 'waiting' AND due_at <= :now";
constexpr std::string_view kExpired = "state = 'running' AND lease_until <= :now";

std::string ForUpdate(db::Dialect dialect, const char* more = "") {
  return dialect == db::Dialect::kPostgres ? std::string(" FOR UPDATE") + more : std::string();
}

struct NewJob {
  std::string id;
  std::string_view kind, payload, key;
  Time due, now;
};

bool Insert(db::Transaction& t, const NewJob& job) {
  db::Value key = job.key.empty() ? db::Value(nullptr) : db::Value(job.key);
  return t.Execute(
             "INSERT INTO job (id, kind, payload, key, due_at, created_at, updated_at) "
             "VALUES (:id, :kind, :payload, :key, :due, :now, :now) ON CONFLICT DO NOTHING",
             job.id, job.kind, job.payload, key, job.due, job.now, job.now) == 1;
}

// The waiting job of the same key, held until this transaction ends: were it taken before, it would not see our change.
std::optional<std::string> HoldWaiting(db::Transaction& t, const NewJob& job) {
  auto row =
      t.One("SELECT id FROM job WHERE kind = :kind AND key = :key AND state = 'waiting'" + ForUpdate(t.dialect()),
            job.kind, job.key);
  if (!row) return std::nullopt;
  t.Execute("UPDATE job SET due_at = :due WHERE id = :id AND due_at > :due AND attempt = 0", job.due, row->Text(0),
            job.due);
  return row->Text(0);
}

}  // namespace

std::string Enqueue(db::Transaction& transaction, std::string_view kind, std::string_view payload, const Clock& clock,
                    Random& random, std::string_view key, milliseconds delay) {
  if (payload.size() > kMaxPayload) throw db::DatabaseError(db::Fault::kOther, "a job's payload is over 64 KiB");
  Time now = clock.Now();
  NewJob job{Uuid::V7(clock, random).ToString(), kind, payload, key, now + delay, now};
  for (int attempt = 0; attempt < kKeyAttempts; ++attempt) {
    if (Insert(transaction, job)) return job.id;
    if (key.empty()) continue;
    if (auto waiting = HoldWaiting(transaction, job)) return *waiting;
    // It was taken between the two statements: there is room for ours now.
  }
  throw db::DatabaseError(db::Fault::kBusy, "a job's key is taken again and again: " + std::string(kind));
}

Runner::Runner(db::Database& database, const Clock& clock, Random& random, Log& log)
    : database_(database), clock_(clock), random_(random), log_(log) {}

Runner::~Runner() { Stop(); }

void Runner::Handle(std::string kind, Policy policy, Work work) {
  kinds_.insert_or_assign(std::move(kind), Kind{policy, std::move(work)});
}

void Runner::Start(int threads) {
  stopping_ = heart_stopping_ = false;
  if (!heart_.joinable()) heart_ = std::thread([this] { Heartbeat(); });
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Loop(); });
}

void Runner::Stop() {
  {
    std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  StopHeart();  // last: what still ran had to keep its lease
}

void Runner::Wake() {
  {
    std::scoped_lock lock(mutex_);
    ++wakes_;
  }
  woken_.notify_all();
}

void Runner::Loop() {
  while (!stopping_) {
    int64_t seen;
    {
      std::scoped_lock lock(mutex_);
      seen = wakes_;
    }
    if (RunOne()) continue;
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, kPoll, [&] { return stopping_ || wakes_ != seen; });
  }
}

bool Runner::RunOne() {
  auto taken = Take();
  if (!taken) {
    log_.Warn("jobs cannot be read", {{"cause", taken.error().cause}});
    return false;
  }
  if (!*taken) return false;
  const Job& job = (*taken)->job;
  const Kind& kind = kinds_.find(job.kind)->second;
  Status finished =
      (*taken)->exhausted ? GiveUp(job, "its worker died each time") : Finish(kind, job, PerformHeld(kind, job));
  if (!finished) {
    // Its lease will end, and it will be run again.
    log_.Warn("job cannot be finished", {{"kind", job.kind}, {"job", job.id}, {"cause", finished.error().cause}});
  }
  return true;
}

std::string Runner::DueQuery(std::string_view condition) const {
  std::string kinds;
  for (size_t i = 0; i < kinds_.size(); ++i) kinds += i == 0 ? ":kind" : ", :kind";
  return "SELECT id, kind, payload, attempt FROM job WHERE " + std::string(condition) + " AND kind IN (" + kinds +
         ") ORDER BY due_at, id LIMIT 1";
}

std::vector<db::Value> Runner::DueArguments(Time now) const {
  std::vector<db::Value> args = {now};
  for (const auto& [kind, _] : kinds_) args.emplace_back(kind);
  return args;
}

Result<std::optional<Runner::Taken>> Runner::Take() {
  if (kinds_.empty()) return std::nullopt;
  Time now = clock_.Now();
  // Looking costs no write lock, so that an idle queue does not stand in a writer's way.
  auto due = database_.Read([&](db::Session& s) -> Result<bool> {
    return !s.QueryWith(DueQuery(kWaiting), DueArguments(now)).empty() ||
           !s.QueryWith(DueQuery(kExpired), DueArguments(now)).empty();
  });
  if (!due) return std::unexpected(due.error());
  if (!*due) return std::nullopt;
  return database_.Write([&](db::Transaction& t) -> Result<std::optional<Taken>> { return TakeFrom(t, now); });
}

std::optional<Runner::Taken> Runner::TakeFrom(db::Transaction& t, Time now) {
  std::string hold = ForUpdate(t.dialect(), " SKIP LOCKED");
  db::Rows rows = t.QueryWith(DueQuery(kWaiting) + hold, DueArguments(now));
  if (rows.empty()) rows = t.QueryWith(DueQuery(kExpired) + hold, DueArguments(now));
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  Taken taken{{row.Text(0), row.Text(1), row.Text(2), static_cast<int>(row.Int(3)) + 1}};
  const Policy& policy = kinds_.find(taken.job.kind)->second.policy;
  taken.exhausted = taken.job.attempt > policy.max_attempts;
  t.Execute(
      "UPDATE job SET state = 'running', attempt = :attempt, lease_until = :until, updated_at = :now WHERE id = :id",
      taken.job.attempt, now + policy.lease, now, taken.job.id);
  return taken;
}

Status Runner::PerformHeld(const Kind& kind, const Job& job) {
  const Running running{job.id, job.attempt};
  {
    std::scoped_lock lock(running_mutex_);
    running_.emplace(running, kind.policy.lease);
  }
  Status outcome = Perform(kind, job);
  std::scoped_lock lock(running_mutex_);
  running_.erase(running);
  return outcome;
}

Status Runner::Perform(const Kind& kind, const Job& job) {
  try {
    return kind.work(job);
  } catch (const std::exception& e) {
    return Fail(ErrorKind::kInternal, "error.internal", {}, e.what());
  }
}

Status Runner::Finish(const Kind& kind, const Job& job, const Status& outcome) {
  if (outcome) {
    // Where the lease has ended and another worker has the job, the attempt differs and this does nothing.
    return database_.Write([&](db::Transaction& t) -> Status {
      t.Execute("DELETE FROM job WHERE id = :id AND attempt = :attempt AND state = 'running'", job.id, job.attempt);
      return {};
    });
  }
  const Error& error = outcome.error();
  std::string why = (error.cause.empty() ? error.key : error.cause).substr(0, kMaxError);
  log_.Warn("job failed", {{"kind", job.kind}, {"job", job.id}, {"attempt", job.attempt}, {"cause", why}});
  if (error.kind == ErrorKind::kInvalid || job.attempt >= kind.policy.max_attempts) return GiveUp(job, why);
  Time due = clock_.Now() + PauseAfter(kind.policy, job.attempt);
  auto put_back = [&](db::Transaction& t) -> Status {
    // A waiting job of the same key came meanwhile: it stands for this one.
    if (t.Execute("DELETE FROM job WHERE id = :id AND attempt = :attempt AND state = 'running' AND EXISTS (SELECT 1 "
                  "FROM job w "
                  "WHERE w.kind = job.kind AND w.key = job.key AND w.state = 'waiting')",
                  job.id, job.attempt) > 0) {
      return {};
    }
    t.Execute(
        "UPDATE job SET state = 'waiting', due_at = :due, lease_until = NULL, last_error = :why, updated_at = :now "
        "WHERE id = :id AND attempt = :attempt AND state = 'running'",
        due, text::Clean(why), clock_.Now(), job.id, job.attempt);
    return {};
  };
  Status status = database_.Write(put_back);
  if (!status && status.error().kind == ErrorKind::kConflict) status = database_.Write(put_back);  // it came just now
  return status;
}

Status Runner::GiveUp(const Job& job, std::string_view why) {
  log_.Error("job given up", {{"kind", job.kind}, {"job", job.id}, {"attempt", job.attempt}, {"cause", why}});
  return database_.Write([&](db::Transaction& t) -> Status {
    t.Execute(
        "UPDATE job SET state = 'failed', lease_until = NULL, last_error = :why, updated_at = :now "
        "WHERE id = :id AND attempt = :attempt AND state = 'running'",
        text::Clean(why), clock_.Now(), job.id, job.attempt);
    return {};
  });
}

milliseconds Runner::PauseAfter(const Policy& policy, int attempt) {
  int64_t whole = policy.base_pause.count();
  for (int i = 0; i < attempt && whole < policy.max_pause.count(); ++i) whole *= 2;
  whole = std::max<int64_t>(std::min(whole, policy.max_pause.count()), 1);
  return milliseconds(whole / 2 +
                      static_cast<int64_t>(random_.Next64() % static_cast<uint64_t>(whole - whole / 2 + 1)));
}

Result<Runner::Counts> Runner::Count() {
  return database_.Read([](db::Session& s) -> Result<Counts> {
    Counts counts;
    for (const db::Row& row : s.Query("SELECT state, count(*) FROM job GROUP BY state")) {
      int64_t& count = row.Text(0) == "waiting"   ? counts.waiting
                       : row.Text(0) == "running" ? counts.running
                                                  : counts.failed;
      count = row.Int(1);
    }
    return counts;
  });
}

}  // namespace concord::jobs
