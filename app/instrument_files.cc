#include "app/instrument_files.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/command.h"
#include "catalog_slugs_embedded.h"
#include "content_embedded.h"

namespace concord::app {
namespace {

namespace fs = std::filesystem;

std::nullopt_t Refuse(const std::string& file, const std::string& why) {
  std::cerr << "concord: " << file << " " << why << "\n";
  return std::nullopt;
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The structures in a folder, as "content/instruments/small/1.toml"; empty: there are none.
std::string StructuresIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code unread;
  for (fs::directory_iterator entry(folder, unread), end; !unread && entry != end; entry.increment(unread)) {
    if (entry->path().extension() == ".toml" && IsNumber(entry->path().stem().string()))
      names.push_back(entry->path().string());
  }
  std::sort(names.begin(), names.end());
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

std::string Today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  std::ostringstream out;
  out.fill('0');
  out << static_cast<int>(day.year()) << "-";
  out.width(2);
  out << static_cast<unsigned>(day.month()) << "-";
  out.width(2);
  out << static_cast<unsigned>(day.day());
  return out.str();
}

}  // namespace

std::optional<std::string> BytesOf(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return Refuse(path.string(), "is not there");
  if (fs::is_directory(status)) return Refuse(path.string(), "is a folder; a file is needed here");
  if (!fs::is_regular_file(status)) return Refuse(path.string(), "is no regular file, so it is not read");
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (!in.is_open() || in.bad()) return Refuse(path.string(), "cannot be read");
  return bytes;
}

void SayProblems(const std::vector<selfreview::Problem>& problems, const fs::path& folder, const std::string& file,
                 const char* before) {
  for (const auto& problem : problems) {
    const std::string name = problem.file.empty() ? file : (folder / problem.file).string();
    std::cerr << name << ":" << (problem.line > 0 ? std::to_string(problem.line) + ":" : "") << " " << before
              << InWords(problem.key, problem.params) << "\n";
  }
}

std::optional<InstrumentOnDisk> FindInstrument(const std::string& file) {
  const fs::path path = fs::absolute(file);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    const std::string there = StructuresIn(file);
    return Refuse(file, "is a folder; give the structure in it, " + (there.empty() ? "as FOLDER/1.toml" : there));
  }
  const std::string name = path.filename().string(), version = name.substr(0, name.find('.'));
  if (IsNumber(version) && name != version + ".toml" && name.ends_with(".toml")) {
    return Refuse(file, "holds the texts of a language, which are checked with their structure; give the structure, " +
                            (fs::path(file).parent_path() / (version + ".toml")).string());
  }
  auto bytes = BytesOf(file);
  if (!bytes) return std::nullopt;
  InstrumentOnDisk found{{name, std::move(*bytes)}, {}, path.parent_path()};
  for (fs::directory_iterator entry(found.folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string other = entry->path().filename().string();
    if (other == name || !other.starts_with(path.stem().string() + ".") || !other.ends_with(".toml")) continue;
    auto texts = BytesOf(entry->path());
    if (!texts) return std::nullopt;
    found.texts.push_back({other, std::move(*texts)});
  }
  if (error) return Refuse(found.folder.string(), "cannot be read");
  std::sort(found.texts.begin(), found.texts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

CatalogKnown::CatalogKnown() {
  for (const embed::File& file : content::slugs::Files()) {
    std::istringstream lines{std::string(file.bytes)};
    for (std::string kind, slug; lines >> kind >> slug;) (kind == "area" ? areas_ : resources_).insert(slug);
  }
}

bool CatalogKnown::Add(const std::string& library_file) {
  const auto bytes = BytesOf(library_file);
  if (!bytes) return false;
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  size_t found = 0;
  for (const auto& [member, slugs] : {std::pair("resources", &resources_), std::pair("modules", &areas_)}) {
    if (!json.is_object() || !json.contains(member) || !json[member].is_array()) continue;
    for (const auto& entry : json[member]) {
      if (!entry.is_object() || !entry.contains("slug") || !entry["slug"].is_string()) continue;
      slugs->insert(entry["slug"].get<std::string>());
      ++found;
    }
  }
  if (found == 0) Refuse(library_file, "is no library as concord export --format json writes it");
  return found > 0;
}

selfreview::Known CatalogKnown::In(const fs::path& folder) const {
  const auto items_of = [folder](std::string_view slug, int version) -> std::optional<std::set<std::string>> {
    const std::string name = std::to_string(version) + ".toml";
    std::error_code error;
    if (fs::is_regular_file(folder / name, error)) {
      const auto bytes = BytesOf(folder / name);
      return bytes ? selfreview::ItemIdsOf({name, *bytes}) : std::nullopt;
    }
    const std::string carried = "instruments/" + std::string(slug) + "/" + name;
    for (const embed::File& file : content::Files()) {
      if (file.path == carried) return selfreview::ItemIdsOf({name, std::string(file.bytes)});
    }
    return std::nullopt;
  };
  return {.resources = &resources_, .areas = &areas_, .items_of = items_of, .today = Today()};
}

}  // namespace concord::app
