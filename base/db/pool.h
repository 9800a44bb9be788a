// A fixed set of sessions, lent one at a time. Safe from any thread; must outlive what it lent.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/db/session_impl.h"

namespace concord::db {

class Pool {
 public:
  class Lease {
   public:
    Lease(Pool& pool, SessionImpl& session) : pool_(&pool), session_(&session) {}
    Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), session_(other.session_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_) pool_->Return(*session_);
    }
    SessionImpl& session() const { return *session_; }

   private:
    Pool* pool_;
    SessionImpl* session_;
  };

  explicit Pool(std::vector<std::unique_ptr<SessionImpl>> sessions);

  // The session used last (its caches are warm), or nothing where none came free in time.
  std::optional<Lease> Borrow(milliseconds patience);
  Database::PoolState state() const;

 private:
  void Return(SessionImpl& session);

  std::vector<std::unique_ptr<SessionImpl>> sessions_;
  std::vector<SessionImpl*> free_;
  int waiting_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
};

}  // namespace concord::db
