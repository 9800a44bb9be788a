#include "features/library/harvest/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unordered_set>

#include "features/library/harvest/applier.h"

namespace concord::library::harvest {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostListed = 1000;

class FileReader {
 public:
  FileReader(Rehearsal& out, const Vocabulary& terms, Time now, const RehearsalOptions& options)
      : out_(out), terms_(terms), now_(now), options_(options) {}

  void Read(const std::string& path) {
    FileReport& report = out_.files.emplace_back();
    report.file = path;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      report.fault = Error{ErrorKind::kNotFound, "library.import.cannot_read", {{"file", path}}, ""};
      return;
    }
    PageReader reader("", [&](RawRecord&& raw) {
      Take(std::move(raw), report);
      return true;
    });
    std::string buffer(64 << 10, '\0');
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
      if (!reader.Feed(std::string_view(buffer).substr(0, static_cast<size_t>(file.gcount())))) break;
    }
    if (auto read = reader.End(); !read) report.fault = read.error();
    report.facts = reader.facts();
    report.identified = reader.identified();
    report.headers = reader.facts().headers;
  }

 private:
  void Take(RawRecord&& raw, FileReport& report) {
    const int line = raw.line;
    if (!raw.identifier.empty() && !seen_.insert(std::hash<std::string>()(raw.identifier)).second) ++out_.repeated;
    report.deleted += raw.deleted;
    if (raw.header_alone || (raw.deleted && !raw.broken)) return;  // nothing to take, and nothing wrong
    const Source source{.name = "file"};
    Ready ready = MakeReady(std::move(raw), {source, options_.mapping, terms_, now_});
    if (!ready.record) {
      ++report.rejected;
      if (report.problems.size() < kMostListed) report.problems.emplace_back(line, std::move(*ready.problem));
      return;
    }
    ++report.taken;
    Count(ready.words);
    if (!options_.keep_records) return;
    ready.record->key = ready.identifier;
    ready.record->line = line;
    std::erase_if(ready.record->facts, [](const auto& fact) { return fact.field == "record"; });
    out_.records.push_back(std::move(*ready.record));
  }

  void Count(const Foreign& words) {
    for (const auto& word : words.subjects) ++out_.words[{"subject", word}];
    for (const auto& word : words.types) ++out_.words[{"type", word}];
    for (const auto& word : words.languages) ++out_.words[{"language", word}];
  }

  Rehearsal& out_;
  const Vocabulary& terms_;
  const Time now_;
  const RehearsalOptions& options_;
  std::unordered_set<size_t> seen_;
};

}  // namespace

std::vector<std::string> ExpandPaths(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename();
      if (at->is_regular_file(error) && !name.starts_with('.')) inside.push_back(at->path());
    }
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

Rehearsal Rehearse(const std::vector<std::string>& files, const Vocabulary& terms, Time now,
                   const RehearsalOptions& options) {
  Rehearsal out;
  FileReader reader(out, terms, now, options);
  for (const auto& file : files) reader.Read(file);
  return out;
}

}  // namespace concord::library::harvest
