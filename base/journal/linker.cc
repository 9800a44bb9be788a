#include "base/journal/linker.h"

#include <string>
#include <utility>

#include "base/db/outbox.h"
#include "base/journal/days.h"
#include "base/journal/packed.h"
#include "base/journal/round.h"

namespace concord::journal {
namespace {

constexpr std::chrono::days kIndexesMayBeAway{3};  // a node's index that follows less often is built anew
constexpr std::chrono::minutes kAgain{1};

// Nobody follows an outbox for ever, and what is linked need not lie about a second time.
Status Tidy(db::Database& database, Time now) {
  return database.Write([&](db::Transaction& t) -> Status {
    const auto position = LockLinked(t, false);
    if (position) db::Prune(t, now - kIndexesMayBeAway, *position);
    return {};
  });
}

}  // namespace

Status LinkAll(db::Database& database) {
  for (;;) {
    const auto round = database.Read([](db::Session& s) -> Result<Round> { return Prepare(s); });
    if (!round) return std::unexpected(round.error());
    if (!round->HasWork()) return {};
    const auto more = database.Write([&](db::Transaction& t) -> Result<bool> { return LinkRound(t, *round); });
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
}

Linker::Linker(db::Database& database, const Clock& clock, Log& log, milliseconds pause)
    : database_(database), clock_(clock), log_(log), pause_(pause), thread_([this](std::stop_token s) { Run(s); }) {}

Linker::~Linker() {
  thread_.request_stop();
  wake_.notify_all();
  thread_.join();
  Round();
}

void Linker::Run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    Round();
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, pause_, [] { return false; });
  }
}

void Linker::Round() {
  Status status = LinkAll(database_);
  if (status && clock_.Now() >= close_at_) {
    status = CloseDays(database_, clock_.Now());
    if (status) status = Tidy(database_, clock_.Now());
    const auto next = std::chrono::floor<std::chrono::days>(clock_.Now()) + std::chrono::days(1);
    close_at_ = status ? Time(next) : clock_.Now() + kAgain;
  }
  if (!status && !failing_) log_.Error("the journal cannot be linked", {{"cause", status.error().cause}});
  if (status && failing_) log_.Info("the journal is linked again", {});
  failing_ = !status;
}

}  // namespace concord::journal
