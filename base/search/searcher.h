// The Searcher behind index.h: its parts, for the files that implement it.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/search/format.h"
#include "base/search/index.h"
#include "base/search/matcher.h"
#include "base/search/nearness.h"
#include "base/search/plan.h"
#include "base/search/reader.h"
#include "base/search/synonyms.h"
#include "base/search/vocabulary.h"

namespace concord::search {

class IndexSearcher : public Searcher {
 public:
  IndexSearcher(const std::string& folder, const Schema& schema, Options options, int shards);

  // Opens what there is. Errors as Searcher::Open.
  Status Check();

  Result<Results> Search(const Query& query) const override;
  std::unique_ptr<Marker> MarkerFor(const Query& query) const override;
  std::vector<Hit> Suggest(std::string_view typed, size_t limit) const override;
  uint64_t DocumentCount() const override;
  std::string Cursor() const override;
  void ForEachId(const std::function<void(std::string_view id, std::string_view digest)>& each) const override;
  std::vector<Hit> Similar(std::string_view id, size_t limit) const override;
  std::vector<IndexedWord> LookUp(std::string_view language, const std::vector<std::string>& words) const override;

 private:
  struct Found {
    std::vector<Candidate> best;
    MatchRequest request;
    MatchResult sums;
    bool widened = false;
    uint64_t with_all = 0;  // documents that have all the words, whatever is selected
  };

  // Runs `work` with a handle, again where the index changed under it. Errors as Search.
  template <typename Work>
  Status With(const Work& work) const;

  Plan PlanOf(std::string_view words, Handle& handle, std::vector<std::string>* notes = nullptr) const;
  Found Find(const Query& query, const Plan& plan, Handle& handle, bool count_facets) const;
  // Adds to the scores of the best documents where the words stand near each other, and puts those in order anew.
  void PreferNear(Nearness& nearness, Found& found, Handle& handle) const;
  MatchRequest RequestFor(const Query& query, Handle& handle) const;
  std::vector<ScoredGroup> Score(const std::vector<Group>& groups, const Handle& handle) const;
  std::vector<MatchResult> Match(const MatchRequest& request, Handle& handle,
                                 const std::vector<MatchResult>* all_words) const;
  std::vector<Facet> FacetsOf(const Query& query, const Found& found, const Snapshot& snapshot) const;
  // Says of each hit, those of found.best from query.offset on, which page answers best.
  void AddPages(const Query& query, const Plan& plan, const Found& found, std::vector<Hit>& hits, Handle& handle) const;
  Hit LoadHit(const Candidate& candidate, Handle& handle) const;
  std::string Suggestion(const Query& query, const Found& found, Handle& handle) const;
  std::optional<std::string> Correct(const std::string& word, uint64_t frequency, Handle& handle) const;

  std::vector<std::string> PrefixTerms(const std::string& prefix, Handle& handle) const;

  const Schema schema_;
  const Options options_;
  const FieldWeights weights_;
  Synonyms synonyms_;
  mutable HandlePool pool_;
  mutable Helpers helpers_;
  mutable std::mutex vocabulary_mutex_;
  mutable Vocabulary vocabulary_;
};

}  // namespace concord::search
