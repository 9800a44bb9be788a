// Puts committed entries into their community's chain and moves its head. On PostgreSQL it numbers them and hashes each
// with the one before, beside the writers and in batches, so that a write costs one row and waits for no chain; any
// number of nodes may run one. On SQLite, whose writers wait for each other anyway, an entry stands in its chain at
// once, and only the head follows. What a crash leaves is done at the next start: it stands in the same tables.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::journal {

// Links everything that is committed now, in transactions of its own, in the order in which it was written; a chain
// that another node is at work on is left to it. Errors: as Database::Write.
Status LinkAll(db::Database& database);

// A thread that links what the writers leave, every `pause`. An error is logged once until it passes. Closing days is
// part of it (days.h): after midnight UTC the first round that finds a day to close closes it.
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
