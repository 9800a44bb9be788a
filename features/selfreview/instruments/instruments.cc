#include "features/selfreview/instruments/instruments.h"

#include <algorithm>
#include <optional>

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

}  // namespace

const SourceFile* Kept::FileNamed(std::string_view name) const {
  if (structure.name == name) return &structure;
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const SourceFile& one) { return one.name == name; });
  return found == texts.end() ? nullptr : &*found;
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

Result<std::unique_ptr<Instruments>> Instruments::Load(std::span<const embed::File> files) {
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
    const int version = kept.instrument.version;
    all->kept_[place.first][version] = std::make_shared<const Kept>(std::move(kept));
  }
  return all;
}

std::vector<KeptPtr> Instruments::All() const {
  std::vector<KeptPtr> all;
  for (const auto& [slug, versions] : kept_) all.push_back(versions.rbegin()->second);
  return all;
}

std::vector<KeptPtr> Instruments::VersionsOf(std::string_view slug) const {
  std::vector<KeptPtr> all;
  const auto found = kept_.find(slug);
  if (found == kept_.end()) return all;
  for (auto one = found->second.rbegin(); one != found->second.rend(); ++one) all.push_back(one->second);
  return all;
}

KeptPtr Instruments::Find(std::string_view slug, int version) const {
  const auto found = kept_.find(slug);
  if (found == kept_.end()) return nullptr;
  const auto one = found->second.find(version);
  return one == found->second.end() ? nullptr : one->second;
}

KeptPtr Instruments::Newest(std::string_view slug) const {
  const auto found = kept_.find(slug);
  return found == kept_.end() ? nullptr : found->second.rbegin()->second;
}

}  // namespace concord::selfreview
