// One change of the library within one write transaction: rows, journal entries and outbox together. Whoever writes
// resources does it through a Change (Library::Write, Library::Import), so that nothing is written and not recorded.
// Functions throw db::DatabaseError, as the transaction does.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"
#include "base/journal/journal.h"
#include "features/library/history.h"
#include "features/library/library.h"

namespace concord::library {

class Change {
 public:
  // `actor`: an account's id, "system" or "resident".
  Change(db::Transaction& transaction, const Clock& clock, Random& random, std::string_view actor);
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  db::Transaction& transaction() { return t_; }
  Time now() const { return now_; }
  const std::string& actor() const { return actor_; }

  // What the history says of the changes that follow (history.h): why they are made. Each of them leaves a revision.
  void Because(Reason reason) { reason_ = std::move(reason); }

  // `record` has a status, and a slug that no resource has, or none: then it gets one, made from its title.
  Resource Add(exchange::Record record);
  // False, and nothing written, where the two do not differ.
  bool Replace(const Resource& before, exchange::Record after);
  // For good: its rows go, its entries in the journal stay.
  void Remove(const Resource& resource);

  // Any other entry of the hub's journal: before and after are digests (DigestOf), or empty.
  void Enter(std::string_view action, std::string_view subject, std::string before, std::string after);
  // What the index knows of a resource changed beside its record.
  void Reindex(const Id<Resource>& id);

  // Hands the entries to the journal. Library does it after the work; once.
  void Finish();

 private:
  void Keep(const Resource& resource, const exchange::Record* before, const char* kind);

  db::Transaction& t_;
  const Clock& clock_;
  Random& random_;
  const std::string actor_;
  const Time now_;
  Reason reason_;
  std::vector<journal::Entry> entries_;  // gathered, so that they are packed at once
};

// Of everything a record says, but not of where in a file it stood.
std::string DigestOf(const exchange::Record& record);

}  // namespace concord::library
