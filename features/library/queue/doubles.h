// Which resources may be the same work twice. Pure; the work is bounded, however many resources there are.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace concord::library::queue {

struct Candidate {
  std::string id, slug, doi, url_key, title_key, first_author;
  std::optional<int> year;
  std::string superseded_by;  // a slug: known to be another edition
};

struct Pair {
  enum class By {
    kDoi,
    kUrl,
    kTitle,
    kFuller,
    kNear
  };                             // the surest first; kFuller: one title goes on where the other ends
  size_t first = 0, second = 0;  // places in the list; first < second
  By by = By::kDoi;
  double likeness = 1;  // of the titles, 0 to 1: trigrams in both, of those in either (Jaccard)
};

// Pairs of ids, the smaller first, that somebody found to be two works.
using Apart = std::set<std::pair<std::string, std::string>>;

struct PairLimits {
  double likeness = 0.7;
  size_t pairs = 500;         // at most so many are given back
  size_t looks = 20'000'000;  // at another title, most of them short; then the rest is left out
  size_t crowd = 12;          // more resources of one address are a page that lists works: only like titles count
};

// The surest first, then the likest. Two that name different DOIs, different first authors, years more than one apart,
// or different numbers in otherwise like titles are two works; so are those of `apart`, and an edition and its newer
// one.
std::vector<Pair> FindPairs(const std::vector<Candidate>& all, const Apart& apart, const PairLimits& limits = {});

// Of two normalized titles.
double Likeness(const std::string& a, const std::string& b);

}  // namespace concord::library::queue
