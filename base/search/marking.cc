#include "base/search/marking.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/core/text.h"
#include "base/search/tokenizer.h"

namespace concord::search {
namespace {

// Byte offsets of each code point, and the end.
std::vector<size_t> CodePoints(std::string_view text) {
  std::vector<size_t> starts;
  for (size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(at);
  }
  starts.push_back(text.size());
  return starts;
}

size_t CharOf(const std::vector<size_t>& starts, size_t byte) {
  return static_cast<size_t>(std::ranges::lower_bound(starts, byte) - starts.begin());
}

struct Window {
  size_t first = 0, last = 0;  // marks
};

Window BestWindow(const std::vector<Mark>& marks, const std::vector<size_t>& starts, size_t room) {
  Window best;
  std::tuple<size_t, size_t, size_t> best_value;  // different patterns, how close, marks
  std::vector<size_t> seen;
  for (size_t first = 0; first < marks.size(); ++first) {
    const size_t begin = CharOf(starts, marks[first].span.begin);
    seen.clear();
    size_t last = first, extent = 0;
    for (size_t i = first; i < marks.size(); ++i) {
      const size_t end = CharOf(starts, marks[i].span.end);
      if (end - begin > room) break;
      last = i;
      if (std::ranges::find(seen, marks[i].pattern) != seen.end()) continue;
      seen.push_back(marks[i].pattern);
      extent = i == first ? 0 : end - begin;
    }
    const std::tuple value(seen.size(), room - std::min(room, extent), last - first + 1);
    if (value <= best_value) continue;
    best_value = value;
    best = {first, last};
  }
  return best;
}

}  // namespace

std::vector<Pattern> PatternsOf(const Plan& plan, char letter, Stems& stems) {
  std::vector<Pattern> patterns;
  const auto add = [&](const std::vector<std::string>& words, bool exact) {
    Pattern pattern{{}, exact};
    for (const std::string& word : words) pattern.words.push_back(exact ? word : stems.Of(letter, word));
    patterns.push_back(std::move(pattern));
  };
  for (const Group& group : plan.wide) {
    for (const Alternative& alternative : group.alternatives) {
      if (alternative.check == Check::kNone) {
        for (const std::string& word : alternative.words) {
          if (alternative.words.size() == 1 || !IsStopWord(word)) add({word}, false);
        }
      } else {
        add(alternative.words, alternative.check == Check::kExact);
      }
    }
  }
  std::ranges::stable_sort(patterns, std::ranges::greater(), [](const Pattern& p) { return p.words.size(); });
  return patterns;
}

std::vector<Mark> MarksIn(const std::vector<Pattern>& patterns, std::string_view text, char letter, Stems& stems) {
  std::vector<Mark> marks;
  if (patterns.empty()) return marks;
  const std::vector<Word> words = Words(text);
  // Stemming leaves a word's beginning: words that begin like none of the patterns' need no stem.
  std::array<bool, 256> begins{};
  for (const Pattern& pattern : patterns) {
    for (const std::string& word : pattern.words) begins[word.empty() ? 0 : static_cast<unsigned char>(word[0])] = true;
  }
  std::vector<std::string> stemmed(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    if (begins[static_cast<unsigned char>(words[i].folded[0])]) stemmed[i] = stems.Of(letter, words[i].folded);
  }
  for (size_t at = 0; at < words.size();) {
    size_t length = 0, which = 0;
    for (size_t p = 0; p < patterns.size(); ++p) {
      const Pattern& pattern = patterns[p];
      if (at + pattern.words.size() > words.size()) continue;
      bool matches = true;
      for (size_t i = 0; i < pattern.words.size() && matches; ++i) {
        matches = pattern.words[i] == (pattern.exact ? words[at + i].folded : stemmed[at + i]);
      }
      if (!matches) continue;
      length = pattern.words.size();
      which = p;
      break;
    }
    if (length == 0) {
      ++at;
      continue;
    }
    marks.push_back({{words[at].begin, words[at + length - 1].end}, which});
    at += length;
  }
  return marks;
}

std::string PassageAround(std::string_view text, const std::vector<Mark>& marks, size_t max_chars) {
  const std::vector<size_t> starts = CodePoints(text);
  const size_t chars = starts.size() - 1;
  if (chars <= max_chars) return std::string(text);
  if (max_chars < 3) return std::string(text.substr(0, starts[max_chars]));  // no room for an ellipsis
  if (marks.empty()) return text::Shorten(text, max_chars - 1);
  const size_t room = max_chars - 2;  // an ellipsis on both sides
  const Window best = BestWindow(marks, starts, room);
  const size_t match_begin = CharOf(starts, marks[best.first].span.begin);
  const size_t match_end =
      std::min(std::max(CharOf(starts, marks[best.last].span.end), match_begin + 1), match_begin + room);
  const size_t spare = room - (match_end - match_begin);
  size_t begin = match_begin - std::min(match_begin, spare / 2);
  size_t end = std::min(chars, begin + room);
  begin = end - std::min(end, room);
  // At words: move in, but not over the matches.
  const auto is_space = [&](size_t at) { return text[starts[at]] == ' ' || text[starts[at]] == '\n'; };
  if (begin > 0) {
    size_t at = begin;
    while (at < match_begin && !is_space(at)) ++at;
    if (at < match_begin) begin = at + 1;
  }
  if (end < chars) {
    size_t at = end;
    while (at > match_end && !is_space(at)) --at;
    end = at;
  }
  std::string passage = begin > 0 ? "…" : "";
  passage += text::Trim(text.substr(starts[begin], starts[end] - starts[begin]));
  if (end < chars) passage += "…";
  return passage;
}

}  // namespace concord::search
