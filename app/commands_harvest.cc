#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/harvest_commands.h"
#include "base/core/text.h"
#include "features/library/harvest/files.h"
#include "features/library/harvest/harvester.h"

namespace concord::app {
namespace {

using Json = nlohmann::ordered_json;
namespace harvest = library::harvest;

harvest::Sources SourcesOf(Hub& hub) { return {*hub.library, hub.clock, hub.random}; }

void Print(const Json& json) { std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n"; }

std::string Day(const std::optional<Time>& time) { return time ? FormatRfc3339(*time) : "-"; }

std::string TallyInWords(const harvest::Tally& t) {
  return std::to_string(t.records) + " records: " + std::to_string(t.added) + " new, " + std::to_string(t.linked) +
         " already here, " + std::to_string(t.updated) + " updated, " + std::to_string(t.unchanged) + " unchanged, " +
         std::to_string(t.withdrawn) + " withdrawn, " + std::to_string(t.rejected) + " not taken";
}

Json ToJson(const harvest::Run& run) {
  const auto& t = run.tally;
  Json json{{"state", run.state},       {"started", FormatRfc3339(run.started)},
            {"ended", Day(run.ended)},  {"from", run.from},
            {"pages", t.pages},         {"records", t.records},
            {"added", t.added},         {"already_here", t.linked},
            {"updated", t.updated},     {"unchanged", t.unchanged},
            {"withdrawn", t.withdrawn}, {"rejected", t.rejected}};
  if (!run.error_key.empty()) {
    json["error"] = run.error_key;
    json["why"] = InWords(run.error_key, run.error_params);
  }
  return json;
}

Json ToJson(const harvest::SourceSummary& summary) {
  const auto& s = summary.source;
  Json json{{"name", s.name},
            {"url", s.base_url},
            {"format", s.format},
            {"set", s.set},
            {"new_resources", s.status},
            {"every_hours", s.every_hours},
            {"paused", s.paused},
            {"records", summary.records},
            {"reached", Day(s.reached)},
            {"next_run", Day(s.next_run)}};
  if (summary.last) json["last_run"] = ToJson(*summary.last);
  return json;
}

int Add(Hub& hub, const Common& common, const HarvestArgs& args) {
  harvest::Source source;
  source.name = args.name;
  source.base_url = args.url;
  source.format = args.format;
  source.set = args.set;
  source.every_hours = args.every_hours;
  source.status = args.publish ? "published" : "draft";
  const auto added = SourcesOf(hub).Add(std::move(source), "system");
  if (!added) {
    Say(added.error());
    return 1;
  }
  if (common.json) {
    Print(ToJson(harvest::SourceSummary{*added, 0, std::nullopt}));
  } else {
    std::cout << added->name << " will be harvested; now: concord harvest run \"" << added->name << "\"\n";
  }
  return 0;
}

int List(Hub& hub, const Common& common) {
  const auto all = SourcesOf(hub).List();
  if (!all) {
    Say(all.error());
    return 1;
  }
  if (common.json) {
    Json list = Json::array();
    for (const auto& summary : *all) list.push_back(ToJson(summary));
    Print(list);
    return 0;
  }
  if (all->empty()) std::cout << "no sources yet; add one with: concord harvest add --name NAME --url ADDRESS\n";
  for (const auto& [source, records, last] : *all) {
    std::cout << source.name << "\n  " << source.base_url << " (" << source.format
              << (source.set.empty() ? "" : ", set " + source.set) << ")\n  " << records << " records; next run "
              << (source.paused ? "paused" : Day(source.next_run)) << "\n";
    if (!last) continue;
    std::cout << "  last run " << FormatRfc3339(last->started) << ", " << last->state << ": "
              << TallyInWords(last->tally);
    if (!last->error_key.empty()) std::cout << "; " << InWords(last->error_key, last->error_params);
    std::cout << "\n";
  }
  return 0;
}

int Run(Hub& hub, const Common& common, const HarvestArgs& args) {
  const auto source = SourcesOf(hub).Find(args.name);
  if (!source) {
    Say(source.error());
    return 1;
  }
  const bool live = isatty(STDERR_FILENO) != 0;
  if (live) std::cerr << "asking " << source->source.base_url << " ...\n";
  harvest::Sources sources = SourcesOf(hub);
  const harvest::HarvestDeps deps{sources, *hub.fetcher, *hub.log,
                                  [](milliseconds time) {
                                    std::this_thread::sleep_for(time);
                                    return true;
                                  },
                                  [] { return false; }};
  const auto run = harvest::Harvest(deps, source->source.id, false);
  if (!run) {
    Say(run.error());
    return 1;
  }
  if (common.json) {
    Print(ToJson(*run));
  } else {
    std::cout << source->source.name << ": " << TallyInWords(run->tally) << "\n";
    if (!run->error_key.empty()) std::cout << InWords(run->error_key, run->error_params) << "\n";
  }
  if (run->tally.added + run->tally.updated + run->tally.linked + run->tally.withdrawn > 0) {
    if (live) std::cerr << "bringing the search index up to date ...\n";
    if (auto searcher = OpenSearcher(hub); !searcher) {
      Say(searcher.error());
      return 1;
    }
  }
  return run->state == "done" ? 0 : 1;
}

int Remove(Hub& hub, const HarvestArgs& args) {
  const auto source = SourcesOf(hub).Find(args.name);
  const Status removed = source ? SourcesOf(hub).Remove(source->source.id, "system") : std::unexpected(source.error());
  if (!removed) {
    Say(removed.error());
    return 1;
  }
  std::cout << source->source.name << " is no longer harvested; what it brought stays in the library\n";
  return 0;
}

// A protocol's own error that means "nothing new" is none.
bool IsWrong(const harvest::FileReport& report) {
  const bool refused = std::ranges::any_of(
      report.facts.faults, [](const harvest::ProtocolFault& fault) { return fault.code != "noRecordsMatch"; });
  return report.fault || refused || report.rejected > 0;
}

Json ToJson(const harvest::FileReport& report) {
  Json json{{"file", report.file},
            {"verb", report.facts.verb},
            {"response_date", report.facts.response_date},
            {"records", report.facts.records + report.facts.broken},
            {"taken", report.taken},
            {"deleted", report.deleted},
            {"rejected", report.rejected},
            {"headers", report.headers},
            {"resumption_token", report.facts.token}};
  if (report.facts.complete_size) json["complete_list_size"] = *report.facts.complete_size;
  if (report.facts.mended_bytes > 0) json["bytes_of_another_encoding"] = report.facts.mended_bytes;
  if (!report.identified.name.empty()) {
    json["repository"] = {{"name", report.identified.name},
                          {"base_url", report.identified.base_url},
                          {"granularity", report.identified.granularity},
                          {"deleted_records", report.identified.deleted},
                          {"earliest", report.identified.earliest}};
  }
  Json errors = Json::array();
  for (const auto& fault : report.facts.faults) errors.push_back({{"code", fault.code}, {"text", fault.text}});
  if (!errors.empty()) json["errors"] = errors;
  if (report.fault) {
    json["fault"] = report.fault->key;
    json["why"] = InWords(report.fault->key, report.fault->params);
  }
  Json problems = Json::array();
  for (const auto& [line, problem] : report.problems) {
    problems.push_back({{"line", line},
                        {"identifier", problem.identifier},
                        {"key", problem.key},
                        {"text", InWords(problem.key, problem.params)}});
  }
  json["problems"] = problems;
  return json;
}

void PrintReport(const harvest::FileReport& report) {
  for (const auto& [line, problem] : report.problems) {
    std::cout << report.file << ":" << line << ": not taken: " << InWords(problem.key, problem.params)
              << (problem.identifier.empty() ? "" : " [" + problem.identifier + "]") << "\n";
  }
  std::cout << report.file << ": " << (report.facts.verb.empty() ? "no list" : report.facts.verb) << ", "
            << report.taken << " records, " << report.deleted << " deleted, " << report.rejected << " not taken";
  if (report.headers > 0) std::cout << ", " << report.headers << " headers";
  if (!report.identified.name.empty()) std::cout << ", " << report.identified.name;
  if (!report.facts.token.empty()) std::cout << ", goes on";
  std::cout << "\n";
  for (const auto& fault : report.facts.faults)
    std::cout << "  the source says: " << fault.code << ": " << fault.text << "\n";
  if (report.fault) std::cout << "  " << InWords(report.fault->key, report.fault->params) << "\n";
}

// The most frequent words of each kind, with what they would be here.
Json WordsOf(const harvest::Rehearsal& rehearsal, const library::Vocabulary& terms) {
  std::vector<std::pair<int64_t, std::pair<std::string, std::string>>> sorted;
  for (const auto& [word, count] : rehearsal.words) sorted.emplace_back(-count, word);
  std::sort(sorted.begin(), sorted.end());
  Json words = Json::array();
  for (const auto& [count, word] : sorted) {
    words.push_back({{"kind", word.first},
                     {"word", word.second},
                     {"records", -count},
                     {"becomes", harvest::Guess(terms, word.first, word.second)}});
    if (words.size() >= 500) break;
  }
  return words;
}

int ReadFiles(const Common& common, const HarvestArgs& args) {
  const auto config = ReadConfig(common);
  if (!config) return 1;
  // A hub's vocabulary where there is one; a rehearsal needs none.
  std::unique_ptr<Hub> hub;
  std::shared_ptr<const library::Vocabulary> terms =
      std::make_shared<library::Vocabulary>(std::vector<library::Term>());
  if (std::filesystem::exists(config->data_dir + "/concord.db") || config->database.url != "sqlite") {
    hub = OpenOrSay(common, Opening::kExisting);
    if (!hub) return 1;
    terms = hub->library->Terms();
  }
  const auto files = harvest::ExpandPaths(args.paths);
  const auto rehearsal = harvest::Rehearse(files, *terms, SystemClock().Now(), {.keep_records = args.records});
  const bool wrong = std::ranges::any_of(rehearsal.files, IsWrong);
  if (common.json) {
    Json reports = Json::array();
    for (const auto& report : rehearsal.files) reports.push_back(ToJson(report));
    Json out{{"files", reports}, {"repeated", rehearsal.repeated}, {"words", WordsOf(rehearsal, *terms)}};
    if (args.records) out["resources"] = Json::parse(library::exchange::WriteJson(rehearsal.records))["resources"];
    Print(out);
    return wrong ? 1 : 0;
  }
  if (args.records) {
    std::cout << library::exchange::WriteJson(rehearsal.records);
    return wrong ? 1 : 0;
  }
  for (const auto& report : rehearsal.files) PrintReport(report);
  if (rehearsal.repeated > 0) std::cout << rehearsal.repeated << " records came more than once\n";
  std::cout << "nothing was written: this is a rehearsal\n";
  return wrong ? 1 : 0;
}

}  // namespace

void AddHarvest(CLI::App& app, Common& common, HarvestArgs& args,
                const std::function<void(CLI::App&, Common&)>& add_common) {
  auto* harvest =
      app.add_subcommand("harvest", "Take records of other libraries (OAI-PMH), or rehearse recorded answers");
  add_common(*harvest, common);
  harvest->add_flag("--json", common.json, "Output as JSON");
  harvest->add_flag("--records", args.records, "Print the records as the library would take them (Concord JSON)");
  harvest->add_option("paths", args.paths,
                      "Recorded answers, or folders of them: read and reported, nothing is written");
  harvest->require_subcommand(0, 1);
  for (const auto& [name, what] : {std::pair{"add", "Add a source"},
                                   {"list", "List the sources and their last runs"},
                                   {"run", "Harvest a source now"},
                                   {"remove", "Forget a source; what it brought stays"}}) {
    auto* verb = harvest->add_subcommand(name, what);
    add_common(*verb, common);
    verb->callback([&args, verb = std::string(name)] { args.verb = verb; });
    if (std::string_view(name) != "remove") verb->add_flag("--json", common.json, "Output as JSON");
    if (std::string_view(name) == "run" || std::string_view(name) == "remove")
      verb->add_option("name", args.name, "The source's name or id")->required();
    if (std::string_view(name) != "add") continue;
    verb->add_option("--name", args.name, "What curators call it")->required();
    verb->add_option("--url", args.url, "Its base address: https://eprints.example.org/cgi/oai2")->required();
    verb->add_option("--format", args.format, "oai_dc, mods, oai_datacite, marcxml or another it offers")
        ->capture_default_str();
    verb->add_option("--set", args.set, "Only this set (setSpec)");
    verb->add_option("--every-hours", args.every_hours, "How often; 0: only when somebody asks")->capture_default_str();
    verb->add_flag("--publish", args.publish, "Publish new resources at once, instead of keeping them as drafts");
  }
}

int RunHarvest(const Common& common, const HarvestArgs& args) {
  if (args.verb.empty()) {
    if (!args.paths.empty()) return ReadFiles(common, args);
    std::cerr << "concord: name a file or folder of recorded answers, or one of: add, list, run, remove\n";
    return 2;
  }
  auto hub = OpenOrSay(common, args.verb == "add" ? Opening::kCreate : Opening::kExisting);
  if (!hub) return 1;
  if (args.verb == "add") return Add(*hub, common, args);
  if (args.verb == "list") return List(*hub, common);
  if (args.verb == "run") return Run(*hub, common, args);
  return Remove(*hub, args);
}

}  // namespace concord::app
