// Records of other libraries, by OAI-PMH: sources, how their words are mapped, and the runs that fetch what changed.
// A record is known again by its source and identifier; what a curator has changed since is never overwritten.
// Operations are safe from any thread and write in one transaction each; errors also as Database::Write.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "features/library/harvest/reading/page.h"
#include "features/library/library.h"

namespace concord::library::harvest {

struct Source {
  std::string id, name, base_url;
  std::string format = "oai_dc", set;  // metadataPrefix; setSpec, or empty for all
  std::string status = "draft";        // of new resources: "draft" or "published"
  int every_hours = 168;               // 0: only when somebody asks
  bool paused = false;
  std::string repository, granularity;  // as it last said
  std::optional<Time> reached;          // up to when the last whole run goes
  std::optional<Time> next_run;
  int failures = 0;  // in a row
};

struct Tally {
  int64_t pages = 0, records = 0, added = 0, updated = 0, unchanged = 0, linked = 0, withdrawn = 0, rejected = 0;
};

struct Run {
  std::string id, source_id, state;  // "running", "waiting" (goes on later), "done", "failed"
  Time started, touched;
  std::optional<Time> ended;
  std::string from, token;
  std::optional<Time> response_date;
  std::optional<int64_t> complete_size;
  Tally tally;
  std::string error_key;
  std::map<std::string, std::string> error_params;
};

struct RunProblem {
  std::string identifier, key;
  std::map<std::string, std::string> params;
};

struct SourceSummary {
  Source source;
  int64_t records = 0;  // that it gives now
  std::optional<Run> last;
};

struct Word {
  std::string kind, word;  // "subject", "type" or "language"
  int64_t records = 0;
  std::string target;  // empty: not mapped; "-": left out
};

class Sources {
 public:
  Sources(Library& library, const Clock& clock, Random& random);

  Result<std::vector<SourceSummary>> List();                // by name
  Result<SourceSummary> Find(std::string_view id_or_name);  // not_found "harvest.no_source"
  // Errors: invalid, with the field's key and param "field": "harvest.bad_name", "harvest.name_taken",
  // "harvest.bad_url", "harvest.bad_format", "harvest.bad_schedule", "harvest.bad_status".
  Result<Source> Add(Source source, std::string_view actor);
  Status Change(const Source& source, std::string_view actor);
  Status SetPaused(std::string_view id, bool paused, std::string_view actor);
  // What it brought stays in the library.
  Status Remove(std::string_view id, std::string_view actor);
  // Has it run as soon as a server looks.
  Status RunSoon(std::string_view id, std::string_view actor);

  Result<std::vector<Run>> Runs(std::string_view source_id, int limit);  // latest first
  Result<Run> FindRun(std::string_view source_id, std::string_view run_id);
  Result<std::vector<RunProblem>> Problems(std::string_view run_id);
  // By kind, then the most frequent first.
  Result<std::vector<Word>> Words(std::string_view source_id);
  // Takes effect on each record when it comes again; has the next run ask for everything.
  Status Map(std::string_view source_id, const std::vector<Word>& words, std::string_view actor);
  // Those that are due, not paused.
  Result<std::vector<std::string>> Due();

  Library& library() { return library_; }
  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }

 private:
  Status Check(const Source& source);
  Library& library_;
  const Clock& clock_;
  Random& random_;
};

// One resource was merged into another: what sources say of it goes on there. Within the merge's transaction.
Status FollowMerge(db::Transaction& transaction, std::string_view merged_id, std::string_view kept_id);

}  // namespace concord::library::harvest
