// One change to everything that a search found: decided by pure functions, done in one transaction, and taken back by a
// bulk edit of its own that leaves alone what was changed since.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/library.h"

namespace concord::library::queue {

inline constexpr size_t kMostChanged = 2000;  // resources in one bulk edit

struct BulkChange {
  std::string kind;   // one of BulkKinds()
  std::string value;  // a term's slug, a kind of access, a language, a reading list's slug; empty for "withdraw"
};

// "add_topic", "remove_topic", "add_type", ..., "set_access", "set_language", "add_to_collection", "withdraw".
std::span<const std::string_view> BulkKinds();
// Which choice of the form a kind takes its value from: "topic", ..., "collection"; empty for "withdraw".
std::string_view ChoiceOf(std::string_view kind);

// The record after the change; nullopt where it changes nothing. A last type or language is not removed. Not for
// "add_to_collection", which changes no record.
std::optional<exchange::Record> Applied(const BulkChange& change, const exchange::Record& record);
// What stands there that the change would replace, as JSON: kept for taking it back.
std::string BeforeOf(const BulkChange& change, const exchange::Record& record);
// The record as it was before, as far as nobody touched what the change had set; nullopt: somebody did.
std::optional<exchange::Record> TakenBack(const BulkChange& change, const exchange::Record& now,
                                          std::string_view before);

struct BulkEdit {
  std::string id, search;
  BulkChange change;
  std::string undoes, undone_by;
  int64_t changed = 0;
  Time created;
};

struct BulkOrder {
  std::vector<std::string> ids;  // of resources
  std::string search;            // the address of the search that found them
  BulkChange change;
  std::string actor;
};

class Bulk {
 public:
  Bulk(Library& library, const Clock& clock, Random& random) : library_(library), clock_(clock), random_(random) {}

  // The edit, as it was done: `changed` counts those in which something changed. Errors: invalid
  // "library.queue.error.too_large" beyond kMostChanged, "library.queue.error.no_list" where there is no such reading
  // list, "library.queue.error.nothing" where nothing would change.
  Result<BulkEdit> Apply(const BulkOrder& order);
  // The edit that took it back. Errors: not_found; conflict "library.queue.error.undone".
  Result<BulkEdit> TakeBack(std::string_view id, const std::string& actor);

  Result<BulkEdit> Find(std::string_view id);
  Result<std::vector<BulkEdit>> List(int limit);  // the newest first
  // Ids of what an edit changed, some hundred at most for a page; all for a table.
  Result<std::vector<std::string>> ResourcesOf(std::string_view id, int limit);
  // Which of these the reading list has already.
  Result<std::vector<std::string>> InList(const std::string& collection);

 private:
  Library& library_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace concord::library::queue
