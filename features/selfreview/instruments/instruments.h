// The instruments of self-review that this hub has, and their files as they were written: those that the program
// carries, and those that its curators imported into the database (features/selfreview/importing/). Safe from any
// thread. What it gives out never changes and stays valid as long as the pointer is held.
//
// What the program carries is read once. Of what was imported, the database is asked each time for the digest, by its
// key, and the files are read and parsed again only where that is another one than last time: so what another process
// imported, replaced or removed counts at once. Where the database is away, what was read last serves. A version that a
// hub imported before a later program came to carry one of the same number stays that hub's: reviews may use it.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "base/embed/file.h"
#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

// A version of an instrument with the files that it was read from, byte for byte.
struct Kept {
  Instrument instrument;
  SourceFile structure;           // "1.toml"
  std::vector<SourceFile> texts;  // "1.en.toml", "1.es.toml", by name
  std::optional<Time> added;      // when this hub imported it; nullopt: the program carries it
  std::string digest;             // DigestOf its files

  // By its name; nullptr: none of its files is called so.
  const SourceFile* FileNamed(std::string_view name) const;
  std::vector<SourceFile> Files() const;  // the structure first
};
using KeptPtr = std::shared_ptr<const Kept>;  // where a function gives one: nullptr means that there is none

// The place of an item of `later` among those of `earlier`, which it carries on: `was`, or its own id. Empty: it is
// new, or `later` does not follow that version. Versions that are the same carry each item on.
std::vector<size_t> CarriesOn(const Instrument& later, size_t item, const Instrument& earlier);

// `later` as if it followed `earlier` itself: what its items were is followed back through the versions between, of
// which `versions` has each. As it is, where no such way leads there.
Instrument Following(const Instrument& later, const Instrument& earlier, const std::vector<KeptPtr>& versions);

// SHA-256, hexadecimal, of the names and bytes of all files, in the order of their names.
std::string DigestOf(std::vector<SourceFile> files);

namespace sql {
struct ImportedRow;
}

class Instruments {
 public:
  // Of files "instruments/<slug>/<version>.toml" and the texts beside them; others are passed over. Errors: invalid,
  // with the first problem's file and line in the cause. `database`: where imported ones lie; it must outlive this;
  // nullptr: there are none.
  static Result<std::unique_ptr<Instruments>> Load(std::span<const embed::File> files,
                                                   db::Database* database = nullptr);

  // The newest version of each, by slug.
  std::vector<KeptPtr> All() const;
  // Every version of one, the newest first.
  std::vector<KeptPtr> VersionsOf(std::string_view slug) const;
  KeptPtr Newest(std::string_view slug) const;
  KeptPtr Find(std::string_view slug, int version) const;
  // Within the caller's session: for whoever has one, so that nobody waits for a second one while holding a first.
  KeptPtr Find(db::Session& session, std::string_view slug, int version) const;
  // As Find, and nobody replaces or removes it until the transaction ends: for whoever writes down that it is used.
  KeptPtr Hold(db::Transaction& transaction, std::string_view slug, int version) const;
  // What is wrong with imported ones, a line each: files that are not those that were written, or that this program
  // cannot read.
  static std::vector<std::string> Check(db::Session& session);
  // Whether the program carries a version of that number, which nobody can replace or remove.
  bool IsCarried(std::string_view slug, int version) const;

 private:
  using Versions = std::map<int, KeptPtr>;
  using Shelf = std::map<std::string, Versions, std::less<>>;  // by slug and version

  Instruments() = default;
  Shelf Everything() const;
  KeptPtr Read(db::Session& session, const sql::ImportedRow& row) const;
  KeptPtr LastRead(std::string_view slug, int version) const;

  Shelf carried_;
  std::set<std::pair<std::string, int>> doubled_;  // carried ones that had been imported before
  db::Database* database_ = nullptr;
  mutable std::mutex mutex_;
  mutable Shelf imported_;  // as read last; under mutex_
};

}  // namespace concord::selfreview
