// Puts committed entries into their community's chain and moves its head: numbers them and hashes each with the one
// before, beside the writers and in batches, so that a write costs no row of its own and waits for no chain. Any number
// of nodes may run one; one at a time links. On PostgreSQL an entry waits until every transaction that began before its
// own has ended. What a crash leaves is done at the next start: it stands in the outbox.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::journal {

// Links everything that is committed now, in transactions of its own, in the order of the commits; where another node
// is at it, the rest is left to that one. Errors: as Database::Write.
Status LinkAll(db::Database& database);

// A thread that links what the writers leave, every `pause`. An error is logged once until it passes. Closing days is
// part of it (days.h): after midnight UTC the first round that finds a day to close closes it, and tidies the outbox.
class Linker {
 public:
  Linker(db::Database& database, const Clock& clock, Log& log, milliseconds pause = milliseconds(300));
  ~Linker();  // links what is left, and ends
  Linker(const Linker&) = delete;

 private:
  void Run(std::stop_token stop);
  void Round();

  db::Database& database_;
  const Clock& clock_;
  Log& log_;
  const milliseconds pause_;
  Time close_at_{};  // when days are closed next
  bool failing_ = false;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: it ends before the rest goes
};

}  // namespace concord::journal
