// Instruments that curators of this hub write and import: a version is kept with its files, byte for byte; it may be
// replaced or removed as long as no review uses it, and never after. What the program carries is left alone. Safe from
// any thread; every write is one transaction with its journal entry, and its announcement to other nodes.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"
#include "features/selfreview/importing/sent.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::importing {

// A version of an instrument as its keepers see it.
struct Standing {
  KeptPtr kept;
  bool carried = false;  // by the program
  int64_t reviews = 0;   // that use it
  bool MayChange() const { return !carried && reviews == 0; }
};

// What does not keep an instrument from being kept, but should be known before.
struct Warning {
  std::string key;
  std::map<std::string, std::string> params = {};
  std::vector<std::string> names = {};  // what it is about, one by one: ids and statements
};
// About the versions that the hub has already: whose trends end, and why. `language`: of the statements.
std::vector<Warning> WarningsOf(const Instruments& instruments, const Instrument& fresh, std::string_view language);

class Importing {
 public:
  struct Deps {
    db::Database& database;
    const Instruments& instruments;
    const Clock& clock;
    Random& random;
    std::function<void()> changed;  // after each write: pages that are kept must go
  };
  explicit Importing(Deps deps) : d_(std::move(deps)) {}

  // Every version, by slug, the newest first.
  Result<std::vector<Standing>> All() const;
  Result<Standing> Find(std::string_view slug, int version) const;  // errors: not_found

  // What Check found no problem in. `replaces`: the digest of the files that it takes the place of; empty: none.
  // The same files once more change nothing. Errors: invalid, where there are problems; conflict
  // "selfreview.importing.error.carried" {version}; "selfreview.importing.error.there" {version}, where there are other
  // files than those to be replaced; "selfreview.importing.error.used" {version}.
  Status Keep(const Checked& checked, std::string_view replaces, std::string_view actor);
  // Errors: not_found; conflict "selfreview.importing.error.carried", "selfreview.importing.error.used" {version};
  // "selfreview.importing.error.followed" {version}, where a later one carries its items on.
  Status Remove(std::string_view slug, int version, std::string_view actor);

 private:
  // Held against others by the caller's transaction.
  Status Unused(db::Transaction& t, std::string_view slug, int version) const;
  struct Act;
  void Tell(db::Transaction& t, const Act& act);
  Deps d_;
};

}  // namespace concord::selfreview::importing
