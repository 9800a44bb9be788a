// Records of one answer into the library: known again, compared, added, brought up to date, withdrawn. Used by one run,
// on one thread.
#pragma once
#include <string>
#include <vector>

#include "features/library/change.h"
#include "features/library/harvest/harvest.h"
#include "features/library/harvest/reading/describe.h"
#include "features/library/harvest/store.h"

namespace concord::library::harvest {

// A record as it came, made ready before any lock is taken.
struct Ready {
  std::string identifier;
  bool deleted = false;
  std::optional<exchange::Record> record;  // with topics, types and status; nullopt: deleted or not to be taken
  Foreign words;
  std::optional<RunProblem> problem;  // why it is not taken
};

struct Preparation {
  const Source& source;
  const Mapping& mapping;
  const Vocabulary& terms;
  Time now;
};

// Pure.
Ready MakeReady(RawRecord&& raw, const Preparation& preparation);

struct Applied {
  Tally tally;
  int64_t fresh = 0;                  // identifiers that this run had not seen, of records that are kept
  std::vector<std::string> not_kept;  // identifiers of the others: not taken, or deleted before we knew them
  std::vector<RunProblem> problems;
};

// Within the change's transaction. Of two records with one identifier the later one counts. Throws DatabaseError.
Applied Apply(Change& change, const Source& source, const std::string& run_id, const Vocabulary& terms,
              std::vector<Ready> records);

std::string WordsToJson(const Foreign& words);
Foreign WordsFrom(const std::string& json);

}  // namespace concord::library::harvest
