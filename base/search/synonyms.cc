#include "base/search/synonyms.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/search/tokenizer.h"

namespace concord::search {
namespace {
constexpr size_t kMaxWords = 8;  // of one expression
constexpr size_t kMaxAlternatives = 12;
}  // namespace

Synonyms::Synonyms(std::string_view lines, const std::string& letters) : letters_(letters) {
  Stems stems;
  for (std::string_view line : text::Split(lines, '\n')) {
    line = line.substr(0, line.find('#'));
    std::vector<Expression> expressions;
    for (const std::string_view part : text::Split(line, ',')) {
      Expression expression;
      for (Word& word : Words(part, kMaxWords)) expression.push_back(std::move(word.folded));
      if (!expression.empty() && std::ranges::find(expressions, expression) == expressions.end()) {
        expressions.push_back(std::move(expression));
      }
    }
    if (expressions.size() < 2) continue;
    for (size_t column = 0; column < expressions.size(); ++column) {
      Entry entry{{}, lines_.size(), column};
      for (const std::string& word : expressions[column]) entry.stems.push_back(KeyOf(word, stems));
      by_first_[entry.stems.front()].push_back(std::move(entry));
    }
    lines_.push_back(std::move(expressions));
  }
}

// Words are the same where they stem alike in the first language of the search; short ones (abbreviations) must be
// equal.
std::string Synonyms::KeyOf(const std::string& folded, Stems& stems) const {
  if (folded.size() <= 3 || letters_.empty()) return folded;
  return stems.Of(letters_.front(), folded);
}

Synonyms::Match Synonyms::Find(const std::vector<std::string>& words, size_t at, Stems& stems) const {
  Match match;
  if (by_first_.empty()) return match;
  const auto found = by_first_.find(KeyOf(words[at], stems));
  if (found == by_first_.end()) return match;
  for (const Entry& entry : found->second) {
    const size_t length = entry.stems.size();
    if (length < match.length || at + length > words.size()) continue;
    bool equal = true;
    for (size_t i = 1; i < length && equal; ++i) equal = KeyOf(words[at + i], stems) == entry.stems[i];
    if (!equal) continue;
    if (length > match.length) match = {length, {}};
    const auto& line = lines_[entry.line];
    for (size_t column = 0; column < line.size() && match.alternatives.size() < kMaxAlternatives; ++column) {
      if (column != entry.column) match.alternatives.push_back(&line[column]);
    }
  }
  return match;
}

}  // namespace concord::search
