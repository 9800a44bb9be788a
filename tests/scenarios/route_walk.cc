#include "tests/scenarios/route_walk.h"

#include <stdexcept>

#include "base/core/text.h"
#include "base/db/database.h"
#include "base/journal/linker.h"
#include "features/library/harvest/harvest.h"

namespace concord::scenarios {
namespace {

constexpr char kNobody[] = "01890000-0000-7000-8000-000000000000";  // an id that no record has

// A source of records that nothing asks; made anew where the walk removed it.
std::string SourceOf(Town& town) {
  auto& hub = town.web().hub();
  library::harvest::Sources sources(*hub.library, hub.clock, hub.random);
  if (const auto found = sources.Find("Walked")) return found->source.id;
  library::harvest::Source source;
  source.name = "Walked";
  source.base_url = "https://archive.example/oai";
  source.every_hours = 0;
  const auto added = sources.Add(std::move(source), "system");
  if (!added) throw std::runtime_error(added.error().cause);
  return added->id;
}

// By pattern and parameter where one name means different things; by the parameter's name alone otherwise.
std::optional<std::string> ValueOf(const http::Route& route, const std::string& name, Town& town, const Side& side) {
  const bool ends = route.method != http::Method::kGet && route.pattern.ends_with("/:organization/end");
  if (name == "community") return side.slug;
  if (name == "organization") return ends && side.slug == town.own.slug ? town.SpareOrganization() : side.police;
  if (name == "district") return side.district;
  // The lists of one's own that the walk names are not there; nor is the one that it would delete.
  const bool deletes = route.method != http::Method::kGet && route.pattern.ends_with("/delete");
  if (name == "list") return deletes && side.list == town.own.list ? "no-such-list" : side.list;
  if (name == "token") return std::string(43, 'A');
  if (name == "action") return side.improvement;
  if (name == "review") {
    if (route.pattern.find(":review/results") != std::string::npos ||
        route.pattern.find(":review/actions") != std::string::npos ||
        route.pattern.find(":review/remarks") != std::string::npos ||
        route.pattern.find(":review/compare") != std::string::npos)
      return side.closed_review;
    const bool discards = route.method != http::Method::kGet && route.pattern.ends_with("/discard");
    return discards && side.slug == town.own.slug ? "no-such-review" : side.review;
  }
  if (name == "part") return "rules";
  if (name == "item" || name == "upload") return "no-such-" + name;
  if (name == "instrument") return "public-transparency";
  if (name == "version") return "1";
  if (name == "file") return "1.toml";
  if (name == "document")
    return route.method != http::Method::kGet && route.pattern.ends_with("/remove") ? town.SpareDocument()
                                                                                    : town.Document();
  if (name == "account") return town.SpareAccount();
  if (name == "invitation" || name == "session" || name == "job") return kNobody;
  if (name == "source") return SourceOf(town);
  if (name == "run") return kNobody;
  if (name == "id" && route.pattern.starts_with("/curation/links/")) return kNobody;
  if (name == "invitation" || name == "session" || name == "job" || name == "draft") return kNobody;
  if (name == "revision") return "1";
  if (name == "kind") return "topics";
  if (name == "entry") return "foot-patrol";
  if (name == "receipt") return "K7QF-92MX-0ABT-4WZ3";
  if (name == "suggestion" || name == "edit") return kNobody;
  if (name != "slug") return std::nullopt;
  if (route.pattern.starts_with("/modules/")) return "trust";
  if (route.pattern.starts_with("/collections/")) return "walking";
  if (route.pattern.starts_with("/resources/") || route.pattern.starts_with("/curation/ratings/")) return "walk";
  if (route.pattern.starts_with("/sites/")) return "knox";
  return std::nullopt;
}

// Nobody of the town has a list of their own, nor the address of one that is shared.
bool IsAListOfOnes(const std::string& pattern) {
  return pattern.starts_with("/me/lists/:list") || pattern.starts_with("/lists/:token");
}

}  // namespace

std::optional<std::string> TargetOf(const http::Route& route, Town& town, const Side& side) {
  std::string target;
  const std::string pattern = route.pattern.substr(1);
  for (const auto segment : text::Split(pattern, '/')) {
    target += '/';
    if (segment.starts_with(':')) {
      const auto value = ValueOf(route, std::string(segment.substr(1)), town, side);
      if (!value) return std::nullopt;
      target += *value;
    } else if (segment.starts_with('*')) {
      return std::nullopt;
    } else {
      target += segment;
    }
  }
  return target;
}

std::set<int> ReadingStatuses(const std::string& pattern) {
  static const std::map<std::string, std::set<int>> kOthers = {
      {"/sign-in", {200, 303}},    // who is signed in is led on
      {"/sign-in/code", {303}},    // no sign-in waits for a code
      {"/welcome/:token", {404}},  // the walk has no link that is good
      {"/reset/:token", {404}},
      {"/me/email/:token", {404}},
      {"/c/:community/join/:token", {404}},
      {"/sign-in/with/:community/:organization", {404}},  // has no provider
      {"/sign-in/callback", {409}},                       // of a sign-in that never began
      {"/me/second-factor/codes", {303}},                 // nobody of the town has a factor of their own
      {"/me/second-factor/codes.txt", {303}},
      {"/me/second-factor/off", {303}},
      {"/library/suggestions/:receipt", {404}},  // of no suggestion
      {"/curation/suggestions/:suggestion", {404}},
      {"/curation/bulk/:edit", {404}},
      {"/curation/merge", {303}},  // names no two
      {"/journal/proof", {400}},   // names no entry
      {"/journal/consistency", {400}},
      {"/c/:community/journal/proof", {400}},
      {"/c/:community/journal/consistency", {400}},
      {"/curation/harvests/:source/runs/:run", {404}},
      {"/digest/off/:token", {404}},
      {"/curation/drafts/:draft", {404}},
      {"/curation/drafts/:draft/edit", {404}},
      {"/curation/drafts/:draft/preview", {404}},
      {"/curation/instruments/:instrument/:version/remove", {303}},  // comes with the program
      {"/c/:community/self-review/:review/answer/:part", {303}},     // nobody of the walk has begun
      {"/c/:community/self-review/:review/files/:item", {303}},
      {"/c/:community/self-review/:review/files/:item/:upload", {404}},
      {"/c/:community/self-review/:review/remarks/:upload", {404}},
      {"/c/:community/self-review/:review/join/:token", {404}},
      {"/c/:community/self-review/:review/edit", {303}},  // is open already
      // Of a review that is not published: for the community's people. The hub's admin is none of them.
      {"/c/:community/self-review/:review/actions", {200, 404}},
      {"/c/:community/districts", {303}},
      {"/c/:community/setup", {303}},
  };
  if (IsAListOfOnes(pattern)) return {404};
  const auto found = kOthers.find(pattern);
  return found == kOthers.end() ? std::set<int>{200} : found->second;
}

std::set<int> WritingStatuses(const std::string& pattern) {
  static const std::map<std::string, std::set<int>> kOthers = {
      {"/sign-out", {303}},
      {"/demo/sign-in", {404}},  // as nobody
      {"/oai", {200}},           // the protocol's own errors
      {"/welcome/:token", {404}},
      {"/reset/:token", {404}},
      {"/me/email", {303}},  // without mail there is only the page
      {"/me/email/:token", {404}},
      {"/digest/off/:token", {200}},  // nothing is left to end
      {"/c/:community/lists/:list/items", {303}},
      {"/c/:community/lists/:list/link", {303}},
      {"/c/:community/lists/:list/duplicate", {303}},
      {"/c/:community/lists/:list/delete", {404}},
      {"/me/leave", {303}},    // asks first
      {"/me/confirm", {303}},  // proved a moment ago
      {"/me/sessions/end", {404}},
      {"/me/sessions/end-others", {303}},
      {"/c/:community/join/:token", {404}},
      {"/me/second-factor/codes.txt", {403}},  // shown once, and that was not now
      {"/me/second-factor/off", {409, 422}},   // a role asks for it
      {"/c/:community/organizations/:organization/end", {303}},
      {"/c/:community/organizations/:organization/people/end", {400}},  // nobody is named
      {"/c/:community/organizations/:organization/people/role", {400}},
      {"/c/:community/organizations/:organization/people/withdraw", {404}},
      {"/c/:community/organizations/:organization/sign-in-provider/remove", {404}},  // has none
      {"/c/:community/organizations/:organization/sign-in-provider/test", {404}},
      {"/c/:community/settings/state", {400}},
      {"/curation/drafts/:draft/ask", {404}},
      {"/curation/drafts/:draft/discard", {404}},
      {"/curation/drafts/:draft/edit", {404}},
      {"/curation/drafts/:draft/publish", {404}},
      {"/curation/drafts/:draft/send-back", {404}},
      {"/curation/lists/:kind/:entry", {409}},  // an empty form saw no version of it
      {"/curation/lists/:kind/:entry/remove", {409}},
      {"/curation/instruments/:instrument/:version/remove", {409}},  // comes with the program
      {"/hub/accounts/:account/welcome", {200}},
      {"/hub/accounts/:account/reset", {200}},
      {"/hub/accounts/:account/disable", {303}},
      {"/hub/accounts/:account/enable", {303}},
      {"/hub/accounts/:account/give-role", {400}},
      {"/hub/accounts/:account/take-role", {400}},
      {"/curation/harvests/:source/run", {303}},
      {"/curation/harvests/:source/pause", {303}},
      {"/curation/harvests/:source/resume", {303}},
      {"/curation/harvests/:source/remove", {303}},
      {"/curation/harvests/:source/words", {303}},
      {"/curation/suggestions/:suggestion/take", {404}},
      {"/curation/suggestions/:suggestion/known", {404}},
      {"/curation/suggestions/:suggestion/decline", {404}},
      {"/curation/doubles/apart", {404}},  // names no two
      {"/curation/doubles/again", {404}},
      {"/curation/merge", {404}},
      {"/curation/merged", {404}},
      {"/curation/bulk/:edit/undo", {404}},
      {"/curation/ratings/:slug/withdraw", {404}},
      {"/c/:community/self-review/:review/answer/:part", {303}},
      {"/c/:community/self-review/:review/files/:item", {303}},
      {"/c/:community/self-review/:review/files/:item/remove", {303}},
      {"/c/:community/self-review/:review/finish", {303}},
      {"/c/:community/self-review/:review/leave", {303}},
      {"/c/:community/self-review/:review/join/:token", {404}},
      {"/c/:community/self-review/:review/edit", {303}},
      {"/c/:community/self-review/:review/links/revoke", {303}},  // there is no such link
      {"/c/:community/self-review/:review/discard", {404}},
      {"/hub/jobs/forget", {404}},
      {"/resources/:slug/documents/:document/permission", {303}},  // for search alone
      {"/resources/:slug/documents/:document/remove", {303}},
      {"/curation/links/:id/take", {404}},
      {"/curation/links/:id/fine", {404}},
      {"/curation/links/:id/withdraw", {404}},
      {"/curation/links/:id/again", {404}},
      {"/hub/jobs/retry", {303}},
      {"/hub/mail/test", {303}},
  };
  if (IsAListOfOnes(pattern)) return {404};
  const auto found = kOthers.find(pattern);
  return found == kOthers.end() ? std::set<int>{422} : found->second;
}

std::map<std::string, int64_t> CountRows(Town& town) {
  // What is written because somebody came, and what is derived.
  static const std::set<std::string> kVisits = {
      "accounts_session", "accounts_attempt", "accounts_oidc_visit", "job",
      "journal_head",     "journal_day",      "journal_day_action",  "journal_node"};
  std::map<std::string, int64_t> counts;
  // An entry waits a moment for its place in the chain.
  if (auto linked = journal::LinkAll(*town.web().hub().database); !linked)
    throw std::runtime_error(linked.error().cause);
  const Status read = town.web().hub().database->Read([&](db::Session& session) -> Status {
    for (const auto& row :
         session.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      const std::string& name = row.Text(0);
      if (!kVisits.contains(name)) counts[name] = session.One("SELECT count(*) FROM " + name)->Int(0);
    }
    return {};
  });
  if (!read) throw std::runtime_error(read.error().cause);
  return counts;
}

bool LeadsToItsPage(const http::Route& route, const std::string& target, const Answer& answer) {
  return route.method == http::Method::kGet && answer.status == 303 &&
         answer.Header("Location") == target.substr(0, target.rfind('/'));
}

}  // namespace concord::scenarios
