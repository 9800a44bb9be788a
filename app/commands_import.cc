// concord import: each file is checked as a whole, reported, and then written in one transaction or not at all.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "base/core/text.h"

namespace concord::app {
namespace {

namespace fs = std::filesystem;
using library::Outcome;

constexpr uintmax_t kMaxFile = 64u << 20;

const char* NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kAdd:
      return "add";
    case Outcome::kUpdate:
      return "update";
    case Outcome::kUnchanged:
      return "unchanged";
    case Outcome::kDuplicate:
      return "duplicate";
    case Outcome::kReject:
      return "reject";
  }
  return "";
}

// Folders stand for the files in them that look like ours, in order of name.
std::vector<std::string> Expand(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::directory_iterator(path)) {
      const std::string ending = entry.path().extension();
      for (const char* known : {".json", ".jsonl", ".bib", ".ris", ".csv", ".tsv"}) {
        if (ending == known) inside.push_back(entry.path());
      }
    }
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

Result<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error && size > kMaxFile) return Fail(ErrorKind::kInvalid, "library.import.too_large", {{"file", path}});
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(ErrorKind::kNotFound, "library.import.cannot_read", {{"file", path}});
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void PrintReport(const std::string& file, const library::ImportReport& report, bool quiet) {
  const auto line = [&](int number, const char* kind, const library::exchange::Problem& problem,
                        const std::string& title) {
    std::cout << file << ":" << number << ": " << kind << ": " << InWords(problem.key, problem.params);
    if (!title.empty()) std::cout << " [" << text::Shorten(title, 70) << "]";
    std::cout << "\n";
  };
  if (!quiet) {
    for (const auto& item : report.items) {
      if (item.outcome == Outcome::kReject) line(item.line, "not taken", item.reason, item.title);
      if (item.outcome == Outcome::kDuplicate) line(item.line, "duplicate", item.reason, item.title);
    }
    for (const auto& problem : report.problems) line(problem.line, "note", problem, "");
  }
  std::cout << file << ": ";
  const bool catalog = report.terms + report.modules + report.sites + report.collections > 0;
  if (!report.items.empty() || !catalog) {
    std::cout << report.added << " new, " << report.updated << " updated, " << report.unchanged << " unchanged, "
              << report.duplicates << " duplicates, " << report.rejected << " not taken" << (catalog ? "; " : "");
  }
  const char* separator = "";
  for (const auto& [count, what] : {std::pair{report.terms, "terms"},
                                    {report.modules, "practice areas"},
                                    {report.sites, "sites"},
                                    {report.collections, "reading lists"}}) {
    if (count == 0) continue;
    std::cout << separator << count << " " << what;
    separator = ", ";
  }
  std::cout << "\n";
}

nlohmann::ordered_json ToJson(const std::string& file, const library::ImportReport& report) {
  using Json = nlohmann::ordered_json;
  Json records = Json::array();
  for (const auto& item : report.items) {
    Json record{{"line", item.line}, {"outcome", NameOf(item.outcome)}, {"title", item.title}, {"slug", item.slug}};
    if (!item.reason.key.empty()) {
      record["reason"] = InWords(item.reason.key, item.reason.params);
      record["key"] = item.reason.key;
    }
    records.push_back(record);
  }
  Json notes = Json::array();
  for (const auto& problem : report.problems) {
    notes.push_back({{"line", problem.line}, {"key", problem.key}, {"text", InWords(problem.key, problem.params)}});
  }
  return {{"file", file},
          {"applied", report.applied},
          {"added", report.added},
          {"updated", report.updated},
          {"unchanged", report.unchanged},
          {"duplicates", report.duplicates},
          {"rejected", report.rejected},
          {"records", records},
          {"notes", notes}};
}

struct Totals {
  bool wrong = false, applied = false;
  nlohmann::ordered_json reports = nlohmann::ordered_json::array();
};

void ImportOne(library::Library& library, const std::string& path, const ImportArgs& args, bool json, Totals& totals) {
  library::ImportOptions options;
  options.dry_run = args.dry_run;
  options.skip_invalid = args.skip_invalid;
  options.update_duplicates = args.update_duplicates;
  auto bytes = ReadFile(path);
  const auto format = args.format.empty() ? std::nullopt : library::exchange::FormatNamed(args.format);
  auto report = bytes ? library.Import(path, *bytes, format, options) : std::unexpected(bytes.error());
  if (!report) {
    Say(report.error());
    totals.wrong = true;
    return;
  }
  if (json) {
    totals.reports.push_back(ToJson(path, *report));
  } else {
    PrintReport(path, *report, args.quiet);
  }
  totals.applied |= report->applied;
  const bool refused = !args.dry_run && !report->applied;
  totals.wrong |= refused || report->rejected > 0;
  if (refused && !json) {
    std::cout << path << ": nothing was written";
    if (!report->fatal) std::cout << "; correct the file, or take the rest with --skip-invalid";
    std::cout << "\n";
  }
}

}  // namespace

int RunImport(const Common& common, const ImportArgs& args) {
  if (!args.format.empty() && !library::exchange::FormatNamed(args.format)) {
    std::cerr << "concord: there is no format \"" << args.format << "\": bibtex, ris, csl-json, csv or json\n";
    return 2;
  }
  auto hub = OpenOrSay(common, Opening::kCreate);
  if (!hub) return 1;
  Totals totals;
  for (const auto& path : Expand(args.paths)) ImportOne(*hub->library, path, args, common.json, totals);
  if (common.json) std::cout << totals.reports.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  if (totals.applied) {
    if (isatty(STDERR_FILENO)) std::cerr << "bringing the search index up to date ...\n";
    if (auto searcher = OpenSearcher(*hub); !searcher) {
      Say(searcher.error());
      return 1;
    }
  }
  return totals.wrong ? 1 : 0;
}

}  // namespace concord::app
