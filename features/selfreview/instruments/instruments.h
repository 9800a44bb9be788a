// The instruments of self-review that this hub has: those that the program carries, and their files as they were
// written. Built once at start, then only read: safe from any thread. What it gives out stays valid as long as the
// pointer is held.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/result.h"
#include "base/embed/file.h"
#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

// A version of an instrument with the files that it was read from, byte for byte.
struct Kept {
  Instrument instrument;
  SourceFile structure;           // "1.toml"
  std::vector<SourceFile> texts;  // "1.en.toml", "1.es.toml", by name

  // By its name; nullptr: none of its files is called so.
  const SourceFile* FileNamed(std::string_view name) const;
};
using KeptPtr = std::shared_ptr<const Kept>;  // where a function gives one: nullptr means that there is none

// The place of an item of `later` among those of `earlier`, which it carries on: `was`, or its own id. Empty: it is
// new, or `later` does not follow that version. Versions that are the same carry each item on.
std::vector<size_t> CarriesOn(const Instrument& later, size_t item, const Instrument& earlier);

class Instruments {
 public:
  // Of files "instruments/<slug>/<version>.toml" and the texts beside them; others are passed over. Errors: invalid,
  // with the first problem's file and line in the cause.
  static Result<std::unique_ptr<Instruments>> Load(std::span<const embed::File> files);

  // The newest version of each, by slug.
  std::vector<KeptPtr> All() const;
  // Every version of one, the newest first.
  std::vector<KeptPtr> VersionsOf(std::string_view slug) const;
  KeptPtr Find(std::string_view slug, int version) const;
  KeptPtr Newest(std::string_view slug) const;

 private:
  Instruments() = default;
  std::map<std::string, std::map<int, KeptPtr>, std::less<>> kept_;  // by slug and version
};

}  // namespace concord::selfreview
