#include "base/db/pool.h"

namespace concord::db {

Pool::Pool(std::vector<std::unique_ptr<SessionImpl>> sessions) : sessions_(std::move(sessions)) {
  for (auto& session : sessions_) free_.push_back(session.get());
}

std::optional<Pool::Lease> Pool::Borrow(milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (free_.empty()) {
    ++waiting_;
    bool got = freed_.wait_for(lock, patience, [&] { return !free_.empty(); });
    --waiting_;
    if (!got) return std::nullopt;
  }
  SessionImpl* session = free_.back();
  free_.pop_back();
  return std::optional<Lease>(std::in_place, *this, *session);
}

void Pool::Return(SessionImpl& session) {
  {
    std::scoped_lock lock(mutex_);
    free_.push_back(&session);
  }
  freed_.notify_one();
}

Database::PoolState Pool::state() const {
  std::scoped_lock lock(mutex_);
  int size = static_cast<int>(sessions_.size());
  return {.size = size, .in_use = size - static_cast<int>(free_.size()), .waiting = waiting_};
}

}  // namespace concord::db
