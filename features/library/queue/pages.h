// Handlers of this folder's pages, one group of actions a file (pages_*.cc). Safe from any thread.
#pragma once
#include <memory>
#include <mutex>

#include "features/library/queue/bulk.h"
#include "features/library/queue/desk.h"
#include "features/library/queue/doubles.h"
#include "features/library/queue/ratings.h"
#include "features/library/queue/suggestions.h"

namespace concord::library::queue {

// For everyone: the form, and the receipt.
class SuggestPages {
 public:
  SuggestPages(const Deps& deps, std::shared_ptr<Suggestions> suggestions)
      : d_(deps), suggestions_(std::move(suggestions)) {}
  http::Response Form(const http::Request& request) const;
  http::Response Send(const http::Request& request) const;
  http::Response Receipt(const http::Request& request) const;

 private:
  struct Shown;
  http::Response Page(const http::Request& request, const Shown& shown, unsigned status) const;
  Deps d_;
  std::shared_ptr<Suggestions> suggestions_;
};

// For curators: what waits, and its answers.
class QueuePages {
 public:
  QueuePages(const Deps& deps, std::shared_ptr<Suggestions> suggestions)
      : d_(deps), suggestions_(std::move(suggestions)) {}
  http::Response List(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Take(const http::Request& request) const;
  http::Response Known(const http::Request& request) const;
  http::Response Decline(const http::Request& request) const;

 private:
  // What was wrong with one of the forms, which comes back filled in.
  struct Wrong {
    std::string form, field, key;
  };
  http::Response Page(const http::Request& request, const Suggestion& suggestion, const Wrong* wrong) const;
  http::Response After(const http::Request& request, const Suggestion& suggestion, const Status& done,
                       std::string_view form) const;
  Answer AnswerIn(const http::Request& request, std::string_view field) const;
  Deps d_;
  std::shared_ptr<Suggestions> suggestions_;
};

// Likely doubles, as they were found at the library's version; found again when it has moved on.
class PairCache {
 public:
  struct Found {
    std::vector<Candidate> candidates;
    std::vector<Pair> pairs;
  };
  Result<std::shared_ptr<const Found>> Get(Library& library);

 private:
  std::mutex mutex_;
  std::shared_ptr<const Found> found_;
  uint64_t version_ = 0;
};

// For curators: likely doubles, merging two, and where merged ones went.
class DoublesPages {
 public:
  explicit DoublesPages(const Deps& deps) : d_(deps), cache_(std::make_shared<PairCache>()) {}
  http::Response List(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response PutApart(const http::Request& request) const;
  http::Response LookAgain(const http::Request& request) const;

 private:
  http::Response Decide(const http::Request& request, bool apart) const;
  Deps d_;
  std::shared_ptr<PairCache> cache_;
};

// For everyone: the lists of the library as tables.
class CsvPages {
 public:
  explicit CsvPages(const Deps& deps) : d_(deps) {}
  http::Response Topics(const http::Request& request) const;
  http::Response Modules(const http::Request& request) const;
  http::Response Collections(const http::Request& request) const;
  http::Response Sites(const http::Request& request) const;

 private:
  Deps d_;
};

// For curators: one change to all that a search finds.
class BulkPages {
 public:
  BulkPages(const Deps& deps, std::shared_ptr<Bulk> bulk) : d_(deps), bulk_(std::move(bulk)) {}
  http::Response Form(const http::Request& request) const;
  http::Response Do(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Undo(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;

 private:
  // What stands above the form, and the page's status.
  struct Trouble {
    std::string key;
    unsigned status = 200;
  };
  http::Response Page(const http::Request& request, const SearchState& state, const std::optional<BulkChange>& change,
                      const Trouble& trouble) const;
  Status FillPreview(views::BulkPage& view, const Speaker& speaker, const Shelf& shelf,
                     const std::vector<std::string>& ids, const BulkChange& change) const;
  Deps d_;
  std::shared_ptr<Bulk> bulk_;
};

class MergePages {
 public:
  explicit MergePages(const Deps& deps) : d_(deps) {}
  http::Response Form(const http::Request& request) const;
  http::Response Merge(const http::Request& request) const;
  http::Response Moved(const http::Request& request) const;
  http::Response MovedCsv(const http::Request& request) const;
  http::Response Free(const http::Request& request) const;

 private:
  http::Response Page(const http::Request& request, const Resource& keep, const Resource& merge,
                      const std::string& error) const;
  Deps d_;
};

// For curators: evidence, rated by two.
class RatingPages {
 public:
  RatingPages(const Deps& deps, std::shared_ptr<Ratings> ratings) : d_(deps), ratings_(std::move(ratings)) {}
  http::Response List(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Give(const http::Request& request) const;
  http::Response Settle(const http::Request& request) const;
  http::Response Withdraw(const http::Request& request) const;

 private:
  // A form that comes back, with what was typed.
  struct Typed {
    std::string form;  // "give", "settle"; empty: none
    exchange::Evidence line;
    std::string settled;
    bool fresh = false;  // of an outcome that nobody rated before
    std::vector<std::pair<std::string, std::string>> faults;
    std::string error;  // of no field
  };
  http::Response Page(const http::Request& request, const Resource& resource, const Typed& typed) const;
  views::OutcomeView ViewOf(const http::Request& request, const Speaker& speaker, const OutcomeState& one,
                            size_t number, const Typed& typed) const;
  http::Response After(const http::Request& request, const Resource& resource, Typed typed, const Status& done,
                       const char* what) const;
  Deps d_;
  std::shared_ptr<Ratings> ratings_;
};

}  // namespace concord::library::queue
