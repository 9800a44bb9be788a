#include "features/selfreview/instruments/instruments.h"

#include <algorithm>

#include "base/crypto/token.h"
#include "features/selfreview/instruments/store.h"

namespace concord::selfreview {
namespace {

constexpr std::string_view kFolder = "instruments/";

struct Place {
  std::string slug, name;  // of the folder and of the file
  std::string version;     // what stands before the name's first dot
};

std::optional<Place> PlaceOf(std::string_view path) {
  if (!path.starts_with(kFolder) || !path.ends_with(".toml")) return std::nullopt;
  path.remove_prefix(kFolder.size());
  const size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view name = path.substr(slash + 1);
  return Place{std::string(path.substr(0, slash)), std::string(name), std::string(name.substr(0, name.find('.')))};
}

bool IsStructure(const Place& place) { return place.name == place.version + ".toml"; }

// nullptr: it cannot be read.
KeptPtr KeptFrom(const sql::ImportedRow& row, std::vector<SourceFile> files) {
  Kept kept;
  kept.added = row.added;
  kept.digest = DigestOf(files);
  const std::string name = std::to_string(row.version) + ".toml";
  for (SourceFile& file : files) (file.name == name ? kept.structure : kept.texts.emplace_back()) = std::move(file);
  auto read = ReadInstrument(kept.structure, kept.texts, row.slug);
  if (!read.instrument) return nullptr;
  kept.instrument = std::move(*read.instrument);
  return std::make_shared<const Kept>(std::move(kept));
}

KeptPtr In(const std::map<std::string, std::map<int, KeptPtr>, std::less<>>& shelf, std::string_view slug,
           int version) {
  const auto found = shelf.find(slug);
  if (found == shelf.end()) return nullptr;
  const auto one = found->second.find(version);
  return one == found->second.end() ? nullptr : one->second;
}

}  // namespace

std::string DigestOf(std::vector<SourceFile> files) {
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  std::string all;
  for (const SourceFile& file : files) all += file.name + "\n" + std::to_string(file.bytes.size()) + "\n" + file.bytes;
  return crypto::Hex(crypto::Sha256(all));
}

const SourceFile* Kept::FileNamed(std::string_view name) const {
  if (structure.name == name) return &structure;
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const SourceFile& one) { return one.name == name; });
  return found == texts.end() ? nullptr : &*found;
}

std::vector<SourceFile> Kept::Files() const {
  std::vector<SourceFile> all = {structure};
  all.insert(all.end(), texts.begin(), texts.end());
  return all;
}

std::vector<size_t> CarriesOn(const Instrument& later, size_t item, const Instrument& earlier) {
  std::vector<size_t> places;
  if (later.slug != earlier.slug) return places;
  const Item& one = later.items[item];
  const auto add = [&](std::string_view id) {
    if (const auto place = earlier.Find(id)) places.push_back(*place);
  };
  if (later.version == earlier.version) {
    add(one.id);
  } else if (later.follows == earlier.version) {
    for (const std::string& id : one.was) add(id);
  }
  return places;
}

Instrument Following(const Instrument& later, const Instrument& earlier, const std::vector<KeptPtr>& versions) {
  Instrument direct = later;
  while (direct.follows && *direct.follows > earlier.version) {
    const auto between = std::find_if(versions.begin(), versions.end(), [&](const KeptPtr& one) {
      return one->instrument.slug == later.slug && one->instrument.version == *direct.follows;
    });
    if (between == versions.end()) return later;
    const Instrument& before = (*between)->instrument;
    for (Item& item : direct.items) {
      std::vector<std::string> was;
      for (const std::string& id : item.was) {
        const auto place = before.Find(id);
        if (!place) continue;
        for (const std::string& older : before.items[*place].was) {
          if (std::find(was.begin(), was.end(), older) == was.end()) was.push_back(older);
        }
      }
      item.was = std::move(was);
    }
    direct.follows = before.follows;
  }
  return direct.follows == earlier.version ? direct : later;
}

Result<std::unique_ptr<Instruments>> Instruments::Load(std::span<const embed::File> files, db::Database* database) {
  std::map<std::pair<std::string, std::string>, Kept> found;  // by slug and version's name
  for (const embed::File& file : files) {
    const auto place = PlaceOf(file.path);
    if (!place) continue;
    Kept& kept = found[{place->slug, place->version}];
    SourceFile source{place->name, std::string(file.bytes)};
    if (IsStructure(*place)) {
      kept.structure = std::move(source);
    } else {
      kept.texts.push_back(std::move(source));
    }
  }
  std::unique_ptr<Instruments> all(new Instruments);
  for (auto& [place, kept] : found) {
    std::sort(kept.texts.begin(), kept.texts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    auto read = ReadInstrument(kept.structure, kept.texts, place.first);
    if (!read.instrument) {
      const Problem& problem = read.problems.front();
      return Fail(ErrorKind::kInvalid, problem.key, problem.params,
                  place.first + "/" + problem.file + ":" + std::to_string(problem.line));
    }
    kept.instrument = std::move(*read.instrument);
    kept.digest = DigestOf(kept.Files());
    const int version = kept.instrument.version;
    all->carried_[place.first][version] = std::make_shared<const Kept>(std::move(kept));
  }
  all->database_ = database;
  if (!database) return all;
  const auto rows = database->Read(
      [](db::Session& s) -> Result<std::vector<sql::ImportedRow>> { return sql::ImportedInstruments(s); });
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (all->IsCarried(row.slug, row.version)) all->doubled_.emplace(row.slug, row.version);
  }
  return all;
}

bool Instruments::IsCarried(std::string_view slug, int version) const { return In(carried_, slug, version) != nullptr; }

std::vector<std::string> Instruments::Check(db::Session& session) {
  std::vector<std::string> faults;
  for (const auto& row : sql::ImportedInstruments(session)) {
    const std::string name = "instrument " + row.slug + ", version " + std::to_string(row.version) + ": ";
    auto files = sql::FilesOfImported(session, row.slug, row.version);
    if (DigestOf(files) != row.digest) {
      faults.push_back(name + "its files are not those that were imported");
    } else if (!KeptFrom(row, std::move(files))) {
      faults.push_back(name + "its files cannot be read by this version of Concord");
    }
  }
  return faults;
}

KeptPtr Instruments::LastRead(std::string_view slug, int version) const {
  std::lock_guard lock(mutex_);
  return In(imported_, slug, version);
}

KeptPtr Instruments::Read(db::Session& session, const sql::ImportedRow& row) const {
  KeptPtr known = LastRead(row.slug, row.version);
  if (known && known->digest == row.digest && known->added == row.added) return known;
  KeptPtr kept = KeptFrom(row, sql::FilesOfImported(session, row.slug, row.version));
  if (kept) {
    std::lock_guard lock(mutex_);
    imported_[row.slug][row.version] = kept;
  }
  return kept;
}

Instruments::Shelf Instruments::Everything() const {
  Shelf all = carried_;
  if (!database_) return all;
  const auto read = database_->Read([&](db::Session& s) -> Result<Shelf> {
    Shelf imported;
    for (const auto& row : sql::ImportedInstruments(s)) {
      if (KeptPtr kept = Read(s, row)) imported[row.slug][row.version] = std::move(kept);
    }
    return imported;
  });
  std::lock_guard lock(mutex_);
  if (read) imported_ = *read;
  for (const auto& [slug, versions] : imported_) {
    for (const auto& [version, kept] : versions) all[slug][version] = kept;
  }
  return all;
}

std::vector<KeptPtr> Instruments::All() const {
  std::vector<KeptPtr> all;
  for (const auto& [slug, versions] : Everything()) all.push_back(versions.rbegin()->second);
  return all;
}

std::vector<KeptPtr> Instruments::VersionsOf(std::string_view slug) const {
  std::vector<KeptPtr> all;
  const Shelf everything = Everything();
  const auto found = everything.find(slug);
  if (found == everything.end()) return all;
  for (auto one = found->second.rbegin(); one != found->second.rend(); ++one) all.push_back(one->second);
  return all;
}

KeptPtr Instruments::Newest(std::string_view slug) const {
  const auto versions = VersionsOf(slug);
  return versions.empty() ? nullptr : versions.front();
}

KeptPtr Instruments::Find(std::string_view slug, int version) const {
  const KeptPtr carried = In(carried_, slug, version);
  if (!database_ || (carried && !doubled_.contains({std::string(slug), version}))) return carried;
  const auto found = database_->Read([&](db::Session& s) -> Result<KeptPtr> { return Find(s, slug, version); });
  return found ? *found : LastRead(slug, version);
}

KeptPtr Instruments::Find(db::Session& session, std::string_view slug, int version) const {
  const KeptPtr carried = In(carried_, slug, version);
  if (!database_ || (carried && !doubled_.contains({std::string(slug), version}))) return carried;
  const auto row = sql::FindImported(session, slug, version);
  return row ? Read(session, *row) : carried;
}

KeptPtr Instruments::Hold(db::Transaction& transaction, std::string_view slug, int version) const {
  const KeptPtr carried = In(carried_, slug, version);
  if (!database_ || (carried && !doubled_.contains({std::string(slug), version}))) return carried;
  const auto row = sql::HoldImported(transaction, slug, version, sql::Hold::kUse);
  return row ? Read(transaction, *row) : carried;
}

}  // namespace concord::selfreview
