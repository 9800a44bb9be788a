// Near titles are found by prefix filtering (Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007): two sets whose
// Jaccard likeness is at least t share one of the rarest |x| - ceil(t |x|) + 1 members of each, so only those are
// indexed.
#include "features/library/queue/doubles.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "base/core/text.h"

namespace concord::library::queue {
namespace {

constexpr size_t kLongestTitle = 300;     // bytes compared
constexpr size_t kLongestPosting = 2000;  // a trigram of more titles than that tells nothing
constexpr size_t kFullerWords = 4;        // a title that another one goes on from has at least so many words
constexpr size_t kFullerLooked = 5;
constexpr size_t kMostFound = 50'000;  // before the surest are chosen

using Trigrams = std::vector<uint32_t>;  // sorted, each once

// Of bytes, with a blank before and after: titles are folded, so that letters beyond ASCII are rare.
Trigrams TrigramsOf(std::string_view title) {
  const std::string padded = " " + std::string(title.substr(0, kLongestTitle)) + " ";
  Trigrams found;
  for (size_t i = 0; i + 2 < padded.size(); ++i) {
    const auto at = [&](size_t n) { return static_cast<uint32_t>(static_cast<unsigned char>(padded[i + n])); };
    found.push_back(at(0) << 16 | at(1) << 8 | at(2));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

double Jaccard(const Trigrams& a, const Trigrams& b) {
  size_t both = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++both, ++i, ++j;
    } else {
      a[i] < b[j] ? ++i : ++j;
    }
  }
  const size_t either = a.size() + b.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

// "annual report 2 of 2001" -> "2 2001", "part ii" -> "ii": what parts one volume from the next.
std::string NumbersOf(std::string_view title) {
  std::string numbers;
  for (const auto word : text::Split(title, ' ')) {
    const bool roman = word.size() <= 4 && word.find_first_not_of("ivx") == std::string_view::npos;
    if (roman || word.find_first_of("0123456789") != std::string_view::npos) numbers += std::string(word) + " ";
  }
  return numbers;
}

bool MayBeOne(const Candidate& a, const Candidate& b, const Apart& apart) {
  if (!a.doi.empty() && !b.doi.empty() && a.doi != b.doi) return false;
  if (a.superseded_by == b.slug || b.superseded_by == a.slug) return false;
  return !apart.contains({std::min(a.id, b.id), std::max(a.id, b.id)});
}

bool SameMaker(const Candidate& a, const Candidate& b) {
  const bool authors = a.first_author.empty() || b.first_author.empty() || a.first_author == b.first_author;
  return authors && (!a.year || !b.year || std::abs(*a.year - *b.year) <= 1);
}

class Finder {
 public:
  Finder(const std::vector<Candidate>& all, const Apart& apart, const PairLimits& limits)
      : all_(all), apart_(apart), limits_(limits) {
    trigrams_.reserve(all.size());
    for (const auto& one : all) trigrams_.push_back(TrigramsOf(one.title_key));
  }

  std::vector<Pair> Find() {
    SameKeys(&Candidate::doi, Pair::By::kDoi);
    SameKeys(&Candidate::url_key, Pair::By::kUrl);
    SameKeys(&Candidate::title_key, Pair::By::kTitle);
    Fuller();
    Near();
    std::sort(found_.begin(), found_.end(), [&](const Pair& a, const Pair& b) {
      if (a.by != b.by) return a.by < b.by;
      if (a.likeness != b.likeness) return a.likeness > b.likeness;
      return std::pair(all_[a.first].slug, all_[a.second].slug) < std::pair(all_[b.first].slug, all_[b.second].slug);
    });
    if (found_.size() > limits_.pairs) found_.resize(limits_.pairs);
    return std::move(found_);
  }

 private:
  void Put(size_t a, size_t b, Pair::By by) {
    if (a > b) std::swap(a, b);
    if (a == b || !MayBeOne(all_[a], all_[b], apart_) || !seen_.insert((uint64_t{a} << 32) | b).second) return;
    found_.push_back({a, b, by, Jaccard(trigrams_[a], trigrams_[b])});
  }

  // Whether there is work left; counts one look.
  bool Spend() { return spent_++ < limits_.looks && found_.size() < kMostFound; }

  void SameKeys(std::string Candidate::*key, Pair::By by) {
    std::unordered_map<std::string_view, std::vector<size_t>> groups;
    for (size_t i = 0; i < all_.size(); ++i) {
      if (!(all_[i].*key).empty()) groups[all_[i].*key].push_back(i);
    }
    for (const auto& [value, members] : groups) {
      const bool crowd = by == Pair::By::kUrl && members.size() > limits_.crowd;
      for (size_t i = 0; i < members.size(); ++i) {
        for (size_t j = i + 1; j < members.size() && Spend(); ++j) {
          const auto &a = all_[members[i]], &b = all_[members[j]];
          if (by == Pair::By::kTitle && !SameMaker(a, b)) continue;
          if (crowd && !AreAlike(members[i], members[j])) continue;
          Put(members[i], members[j], by);
        }
      }
    }
  }

  // In order of title, what goes on from a title stands right behind it.
  void Fuller() {
    std::vector<size_t> order(all_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return all_[a].title_key < all_[b].title_key; });
    for (size_t i = 0; i < order.size(); ++i) {
      const std::string& title = all_[order[i]].title_key;
      if (static_cast<size_t>(std::count(title.begin(), title.end(), ' ')) + 1 < kFullerWords) continue;
      for (size_t j = i + 1; j < order.size() && j <= i + kFullerLooked; ++j) {
        const Candidate& other = all_[order[j]];
        if (!other.title_key.starts_with(title)) break;
        const bool whole_words = other.title_key.size() > title.size() && other.title_key[title.size()] == ' ';
        const bool numbered = NumbersOf(other.title_key) != NumbersOf(title);
        if (whole_words && !numbered && SameMaker(all_[order[i]], other)) Put(order[i], order[j], Pair::By::kFuller);
      }
    }
  }

  void Near() {
    std::unordered_map<uint32_t, uint32_t> frequency;
    for (const auto& set : trigrams_) {
      for (const uint32_t t : set) ++frequency[t];
    }
    std::unordered_map<uint32_t, std::vector<size_t>> postings;
    std::vector<size_t> last_seen(all_.size(), all_.size());
    for (size_t i = 0; i < all_.size(); ++i) {
      for (const uint32_t t : RarestOf(trigrams_[i], frequency)) {
        auto& posting = postings[t];
        for (const size_t other : posting) {
          if (!Spend()) return;
          if (last_seen[other] == i) continue;
          last_seen[other] = i;
          Compare(i, other);
        }
        if (posting.size() < kLongestPosting) posting.push_back(i);
      }
    }
  }

  // So many of the rarest that another title, if it is like enough, has one of them among its own.
  Trigrams RarestOf(const Trigrams& all, const std::unordered_map<uint32_t, uint32_t>& frequency) const {
    std::vector<std::pair<uint32_t, uint32_t>> ranked;
    for (const uint32_t t : all) ranked.emplace_back(frequency.at(t), t);
    const auto needed = static_cast<size_t>(std::ceil(limits_.likeness * static_cast<double>(all.size())));
    const size_t kept = all.empty() ? 0 : all.size() - needed + 1;
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<long>(kept), ranked.end());
    Trigrams rare;
    for (size_t i = 0; i < kept; ++i) rare.push_back(ranked[i].second);
    return rare;
  }

  void Compare(size_t i, size_t other) {
    if (SameMaker(all_[i], all_[other]) && AreAlike(i, other)) Put(i, other, Pair::By::kNear);
  }

  bool AreAlike(size_t i, size_t other) const {
    const auto &a = trigrams_[i], &b = trigrams_[other];
    const auto [less, more] = std::minmax(a.size(), b.size());
    if (static_cast<double>(less) < limits_.likeness * static_cast<double>(more)) return false;
    return Jaccard(a, b) >= limits_.likeness && NumbersOf(all_[i].title_key) == NumbersOf(all_[other].title_key);
  }

  const std::vector<Candidate>& all_;
  const Apart& apart_;
  const PairLimits& limits_;
  std::vector<Trigrams> trigrams_;
  std::set<uint64_t> seen_;
  std::vector<Pair> found_;
  size_t spent_ = 0;
};

}  // namespace

double Likeness(const std::string& a, const std::string& b) { return Jaccard(TrigramsOf(a), TrigramsOf(b)); }

std::vector<Pair> FindPairs(const std::vector<Candidate>& all, const Apart& apart, const PairLimits& limits) {
  return Finder(all, apart, limits).Find();
}

}  // namespace concord::library::queue
