// What the walks over every route need to know of each: what its parameters are in a Town, and which statuses its
// handler may answer with.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/http/router.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {

// The address of a route in that community, with records that are there, or, where the handler would take one away,
// that are not. nullopt: it has a parameter that nobody has told this walk of.
std::optional<std::string> TargetOf(const http::Route& route, Town& town, const Side& side);

// Of a handler that was reached: by a GET, and by a POST of a form with nothing in it.
std::set<int> ReadingStatuses(const std::string& pattern);
std::set<int> WritingStatuses(const std::string& pattern);

// A POST that asks and changes nothing: OAI-PMH wants its questions taken so too, from programs that have no form.
inline bool IsQuestion(const http::Route& route) { return route.pattern == "/oai"; }

// A POST that is taken without a form's token because its address is the proof: the link of a letter ends the letters.
inline bool CarriesItsProof(const http::Route& route) { return route.pattern == "/digest/off/:token"; }

// A POST that asks who answers before it reads a large body, and the token after that: selfreview_files_test.cc has
// both.
inline bool AsksWhoFirst(const http::Route& route) {
  return route.pattern == "/c/:community/self-review/:review/files/:item";
}

// Rows of every table, but for those that count visits: sessions, attempts, jobs.
std::map<std::string, int64_t> CountRows(Town& town);

// A form's own address, asked for without its form, leads to the page that the form stands on: it says nothing itself,
// and that page is asked for too.
bool LeadsToItsPage(const http::Route& route, const std::string& target, const Answer& answer);

}  // namespace concord::scenarios
