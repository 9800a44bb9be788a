// concord reindex, check, version: what the person who runs the server needs.
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/tenancy.h"
#include "app/version.h"
#include "base/db/migrations.h"
#include "base/journal/journal.h"
#include "base/objects/objects.h"
#include "features/library/indexer.h"
#include "migrations_embedded.h"

namespace concord::app {
namespace {

struct Checked {
  std::string name;
  std::vector<std::string> faults;
  std::string note;  // what is worth knowing and no fault
};

std::vector<Checked> RunChecks(Hub& hub) {
  std::vector<Checked> checks;
  checks.push_back({"schema", {}, {}});
  auto pending = db::PendingMigrations(*hub.database, migrations::Files());
  if (!pending) checks.back().faults.push_back(InWords(pending.error().key, pending.error().params));
  if (pending) checks.back().faults = *pending;
  checks.push_back({"database", hub.database->CheckIntegrity(), {}});
  checks.push_back({"communities", CheckTenancy(*hub.database), {}});
  checks.push_back({"journal", {}, {}});
  auto verified =
      hub.database->Read([](db::Session& s) -> Result<std::vector<std::string>> { return journal::Verify(s); });
  checks.back().faults = verified ? *verified : std::vector<std::string>{verified.error().cause};
  checks.push_back({"documents", {}, {}});
  auto objects = objects::Check(*hub.database);
  checks.back().faults = objects ? *objects : std::vector<std::string>{objects.error().cause};
  auto documents = hub.database->Read(
      [](db::Session& s) -> Result<std::vector<std::string>> { return library::documents::Check(s); });
  if (!documents) documents = std::vector<std::string>{documents.error().cause};
  checks.back().faults.insert(checks.back().faults.end(), documents->begin(), documents->end());
  checks.push_back({"instruments", {}, {}});
  auto instruments = hub.database->Read(
      [](db::Session& s) -> Result<std::vector<std::string>> { return selfreview::Instruments::Check(s); });
  checks.back().faults = instruments ? *instruments : std::vector<std::string>{instruments.error().cause};
  checks.push_back({"search index", {}, {}});
  auto searcher = OpenSearcherAsIs(hub);
  if (!searcher) {
    checks.back().faults.push_back(InWords(searcher.error().key, searcher.error().params) + " " +
                                   searcher.error().cause);
    return checks;
  }
  const auto state = library::CompareIndex(*hub.library, **searcher);
  checks.back().faults = state ? state->faults : std::vector<std::string>{state.error().cause};
  if (state && state->waiting > 0) {
    checks.back().note = std::to_string(state->waiting) + (state->waiting == 1 ? " resource" : " resources") +
                         " changed since it was last written: a running server, or the next start, takes that up";
  }
  return checks;
}

}  // namespace

int RunReindex(const Common& common) {
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  const bool terminal = isatty(STDERR_FILENO);
  auto count = library::Reindex(*hub->library, hub->SearchFolder(), [&](int64_t done) {
    if (terminal) std::cerr << "\r" << done << " resources" << std::flush;
  });
  if (terminal) std::cerr << "\r";
  if (!count) {
    Say(count.error());
    return 1;
  }
  if (common.json) {
    std::cout << nlohmann::json{{"indexed", *count}}.dump() << "\n";
  } else {
    std::cout << *count << " resources indexed\n";
  }
  return 0;
}

int RunCheck(const Common& common) {
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  const auto checks = RunChecks(*hub);
  bool wrong = false;
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const auto& check : checks) {
    wrong |= !check.faults.empty();
    if (common.json) {
      out.push_back({{"check", check.name}, {"ok", check.faults.empty()}, {"faults", check.faults}});
      if (!check.note.empty()) out.back()["note"] = check.note;
      continue;
    }
    std::cout << (check.faults.empty() ? "ok     " : "WRONG  ") << check.name << "\n";
    for (size_t i = 0; i < check.faults.size() && i < 20; ++i) std::cout << "         " << check.faults[i] << "\n";
    if (check.faults.size() > 20) std::cout << "         and " << check.faults.size() - 20 << " more\n";
    if (!check.note.empty()) std::cout << "         " << check.note << "\n";
  }
  if (common.json) std::cout << out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  if (wrong && !common.json)
    std::cout << "If only the search index is wrong, `concord reindex` builds it afresh from the tables.\n";
  return wrong ? 1 : 0;
}

int RunVersion(const Common& common) {
  if (common.json) {
    std::cout << nlohmann::json{{"version", kVersion}}.dump() << "\n";
  } else {
    std::cout << "concord " << kVersion << "\n";
  }
  return 0;
}

}  // namespace concord::app
