#include "base/search/vocabulary.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/search/packing.h"

namespace concord::search {
namespace {

constexpr size_t kMinBytes = 3, kMaxBytes = 32;

uint32_t LettersOf(std::string_view word) {
  uint32_t letters = 0;
  for (const char c : word) letters |= 1u << (static_cast<unsigned char>(c) & 31);
  return letters;
}

// Whether at most `most` bits are set. (std::popcount is a call where the processor's instruction may not be assumed.)
bool HasAtMost(uint32_t bits, unsigned most) {
  for (; bits != 0 && most > 0; --most) bits &= bits - 1;
  return bits == 0;
}

}  // namespace

std::string WordListKey(size_t list) {
  char key[24];
  std::snprintf(key, sizeof key, "w%08zx", list);
  return key;
}

void AppendListedWord(std::string& list, std::string_view folded, std::string_view surface) {
  AppendString(list, folded);
  AppendString(list, surface);
}

bool TakeListedWord(std::string_view& list, std::string_view& folded, std::string_view& surface) {
  if (list.empty()) return false;
  folded = TakeString(list);
  surface = TakeString(list);
  return true;
}

bool CanBeSuggested(std::string_view folded) {
  return folded.size() >= kMinBytes && folded.size() <= kMaxBytes &&
         std::none_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

unsigned EditDistance(std::string_view a, std::string_view b, unsigned most) {
  if (a.size() > kMaxBytes || b.size() > kMaxBytes) return most + 1;
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::array<std::array<unsigned, kMaxBytes + 1>, 3> rows;
  for (unsigned j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto &above = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    row[0] = static_cast<unsigned>(i);
    unsigned least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

void Vocabulary::Update(const std::vector<Xapian::Database>& shards) {
  std::vector<std::string> uuids;
  for (const Xapian::Database& shard : shards) uuids.push_back(shard.get_uuid());
  if (uuids != uuids_) {
    *this = {};
    uuids_ = uuids;
    lists_.assign(shards.size(), 0);
  }
  for (size_t i = 0; i < shards.size(); ++i) {
    while (true) {
      const std::string list = shards[i].get_metadata(WordListKey(lists_[i]));
      if (list.empty()) break;
      ++lists_[i];
      std::string_view in = list, folded, surface;
      while (TakeListedWord(in, folded, surface)) {
        if (!surface.empty()) surfaces_.try_emplace(std::string(folded), surface);
        if (!known_.emplace(folded).second) continue;
        entries_.push_back({LettersOf(folded), static_cast<uint32_t>(folded.size()), pool_.size()});
        pool_ += folded;
      }
    }
  }
}

std::vector<Vocabulary::Near> Vocabulary::NearTo(std::string_view folded, unsigned most, size_t limit) const {
  std::vector<Near> near;
  const uint32_t letters = LettersOf(folded);
  const auto size = static_cast<uint32_t>(folded.size());
  for (const Entry& entry : entries_) {
    // An edit changes at most two of the letters that a word has.
    if (!HasAtMost(entry.letters ^ letters, 2 * most)) continue;
    if (entry.size + most < size || entry.size > size + most) continue;
    const std::string_view word = std::string_view(pool_).substr(entry.at, entry.size);
    const unsigned distance = EditDistance(folded, word, most);
    if (distance == 0 || distance > most) continue;
    const auto surface = surfaces_.find(std::string(word));
    near.push_back(
        {word, surface == surfaces_.end() ? std::string_view() : std::string_view(surface->second), distance});
  }
  // Of the same distance those with the same first letter first: people seldom miss it.
  std::ranges::stable_sort(near, {}, [&](const Near& n) { return 2 * n.distance + (n.folded[0] != folded[0]); });
  if (near.size() > limit) near.resize(limit);
  return near;
}

std::vector<std::string_view> Vocabulary::WithPrefix(std::string_view prefix, size_t limit) const {
  std::vector<std::string_view> words;
  for (const Entry& entry : entries_) {
    const std::string_view word = std::string_view(pool_).substr(entry.at, entry.size);
    if (!word.starts_with(prefix)) continue;
    words.push_back(word);
    if (words.size() >= limit) break;
  }
  return words;
}

}  // namespace concord::search
