// The public pages of the record of changes: for each community and for the hub itself. They show what anyone may keep
// and check: the head of each day, how many entries of each kind, downloads of the chain and of proofs. No page here
// shows who did what. Everything is safe from any thread; nothing is written.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/db/database.h"
#include "base/html/frame.h"
#include "base/http/router.h"

namespace concord::journal {

// Whose journal an address shows.
struct JournalPlace {
  std::string community;  // id of the chain
  std::string name;       // for people
  std::string path;       // "/c/riverbend/journal"
};

struct JournalDeps {
  db::Database& database;
  const html::Frame& frame;
  const Clock& clock;
  Log& log;
  // The community of a request under "/c/:community"; nullopt: there is none that this visitor may see (404).
  // Empty: only the hub's own journal is bound.
  std::function<std::optional<JournalPlace>(const http::Request&)> place;
  http::Guard guard = http::Anyone();  // of the routes under "/c/:community"
};

// GET .../journal, .../journal/journal.jsonl?from=, .../journal/proof?entry=, .../journal/consistency?from=&to=,
// .../journal/head.json; under "/journal" for the hub, and under "/c/:community/journal".
void BindJournal(http::Router& router, const JournalDeps& deps);

// For Templates::Load.
std::set<std::string> JournalTemplateNames();

}  // namespace concord::journal
