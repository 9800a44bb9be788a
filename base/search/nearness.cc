#include "base/search/nearness.h"

#include <algorithm>

#include "base/search/format.h"

namespace concord::search {
namespace {

// Chosen on Cranfield, CACM and the queries of the field together; see bench/RESULTS.md.
constexpr double kShare = 0.5;         // of the lesser weight of two words that stand side by side in the title,
constexpr double kSummaryShare = 0.5;  // of that in the summary,
constexpr double kOtherOrder = 0.5;    // and of that where they stand the other way round
constexpr int kFarthest = 6;           // words apart, function words not counted

}  // namespace

Nearness::Nearness(const std::vector<ScoredGroup>& required, Stems& stems) : stems_(stems) {
  for (const ScoredGroup& scored : required) {
    const Group& group = *scored.group;
    const Alternative& own = group.alternatives.front();
    if (group.phrase || own.field >= 0) continue;  // of phrases everything is known
    if (own.words.size() > 1) {                    // an expression that has synonyms
      for (const std::string& word : own.words) {
        if (!IsStopWord(word)) items_.push_back({{word}, scored.weight});
      }
      continue;
    }
    Item item{{}, scored.weight};
    for (const Alternative& alternative : group.alternatives) {
      if (alternative.words.size() == 1) item.words.push_back(alternative.words.front());
    }
    items_.push_back(std::move(item));
  }
}

const Nearness::Language& Nearness::LanguageOf(char letter) {
  const auto [it, is_new] = languages_.try_emplace(letter);
  Language& language = it->second;
  if (!is_new) return language;
  for (size_t item = 0; item < items_.size(); ++item) {
    for (const std::string& word : items_[item].words) {
      language.stems.emplace_back(stems_.Of(letter, word), item);
      language.begins[static_cast<unsigned char>(language.stems.back().first.front())] = true;
    }
  }
  return language;
}

double Nearness::InField(std::string_view field, char letter) {
  const Language& language = LanguageOf(letter);
  // For each item where it stood last; for each pair of neighbours how close they came.
  std::vector<int> last(items_.size(), -1);
  std::vector<double> closeness(items_.size(), 0);  // of an item and the one before it
  int position = 0;
  for (size_t at = field.find(' '); at != std::string_view::npos && at + 1 < field.size();) {
    const size_t end = field.find(' ', at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view word = field.substr(at + 1, end - at - 1);
    at = end;
    if (word.empty() || IsSkipped(letter, word)) continue;
    ++position;
    if (!language.begins[static_cast<unsigned char>(word.front())]) continue;
    word_.assign(word);
    const std::string& stem = stems_.Of(letter, word_);
    for (const auto& [wanted, item] : language.stems) {
      if (wanted != stem) continue;
      last[item] = position;
      const auto meet = [&](size_t other, size_t pair, double share) {
        const int apart = position - last[other];
        if (last[other] < 0 || apart == 0 || apart > kFarthest) return;
        closeness[pair] = std::max(closeness[pair], share / apart);
      };
      if (item > 0) meet(item - 1, item, 1);
      if (item + 1 < items_.size()) meet(item + 1, item + 1, kOtherOrder);
    }
  }
  double sum = 0;
  for (size_t item = 1; item < items_.size(); ++item)
    sum += closeness[item] * std::min(items_[item].weight, items_[item - 1].weight);
  return sum;
}

double Nearness::Of(std::string_view text) {
  if (text.empty()) return 0;
  const char letter = text.front();
  return kShare * (InField(FieldOf(text, 0), letter) + kSummaryShare * InField(FieldOf(text, 1), letter));
}

}  // namespace concord::search
