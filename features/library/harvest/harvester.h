// One run of one source: asks page by page, politely, and writes each batch with the place where to go on in one
// transaction, so that a run that is killed goes on where it was. A source may answer anything: every loop has its
// bound. One thread a run; safe from several threads for different sources.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>

#include "base/core/log.h"
#include "base/fetch/fetch.h"
#include "features/library/harvest/applier.h"
#include "features/library/harvest/harvest.h"

namespace concord::library::harvest {

struct Manners {
  milliseconds pause{1000};             // between two requests
  milliseconds most_patience{600'000};  // a longer Retry-After ends the run for now
  int tries = 4;                        // of one request
  milliseconds retry_pause{5000};       // doubled each time
  size_t batch = 200;                   // records written in one transaction
  int pages_without_news = 3;           // then the source goes round in circles
  int64_t most_records = 5'000'000;     // of one run
  milliseconds page_time{300'000};
  int64_t page_bytes = int64_t{512} << 20;
};

struct HarvestDeps {
  Sources& sources;
  fetch::Fetcher& fetcher;
  Log& log;
  // Waits; false: the program ends.
  std::function<bool(milliseconds)> wait;
  std::function<bool()> stopping;
  Manners manners = {};
};

// What a source says of itself. Errors: as fetch::Fetcher and PageReader::End; invalid "harvest.http_status" {status},
// "harvest.refused" {code}, {text}, "harvest.not_identified".
Result<Identified> Identify(fetch::Fetcher& fetcher, const std::string& base_url, milliseconds time);
// "http://a.example/oai?verb=Identify"; arguments are encoded. Also for a base that has a "?" already.
std::string Ask(const std::string& base_url, const std::vector<std::pair<std::string, std::string>>& arguments);

// Runs a source now, or goes on with the run that was interrupted. `alone`: no other process can be at it (its lease
// ended), so that a run which looks alive is taken over at once. The outcome is in the run's state and error; a
// Result's error means that there was nothing to run: not_found "harvest.no_source", conflict "harvest.running", or the
// database's.
Result<Run> Harvest(const HarvestDeps& deps, const std::string& source_id, bool alone);

}  // namespace concord::library::harvest
