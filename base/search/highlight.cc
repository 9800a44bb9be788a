// What a query matched in a text: decided by the same words and stems as the search itself.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "base/search/searcher.h"
#include "base/search/searcher_with.h"

namespace concord::search {
namespace {

// One way to match: words in sequence (often one), by stem or exactly.
struct Pattern {
  std::vector<std::string> words;  // folded, or stems
  bool exact = false;
};

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
  // The longest first, so that an expression is one span.
  std::ranges::stable_sort(patterns, std::ranges::greater(), [](const Pattern& p) { return p.words.size(); });
  return patterns;
}

std::vector<Span> Mark(const std::vector<Pattern>& patterns, std::string_view text, char letter, Stems& stems) {
  std::vector<Span> spans;
  if (patterns.empty()) return spans;
  const std::vector<Word> words = Words(text);
  std::vector<std::string> stemmed;
  stemmed.reserve(words.size());
  for (const Word& word : words) stemmed.push_back(stems.Of(letter, word.folded));
  for (size_t at = 0; at < words.size();) {
    size_t length = 0;
    for (const Pattern& pattern : patterns) {
      if (at + pattern.words.size() > words.size()) continue;
      bool matches = true;
      for (size_t i = 0; i < pattern.words.size() && matches; ++i) {
        matches = pattern.words[i] == (pattern.exact ? words[at + i].folded : stemmed[at + i]);
      }
      if (!matches) continue;
      length = pattern.words.size();
      break;
    }
    if (length == 0) {
      ++at;
      continue;
    }
    spans.push_back({words[at].begin, words[at + length - 1].end});
    at += length;
  }
  return spans;
}

// Byte offsets of each code point, and the end.
std::vector<size_t> CodePoints(std::string_view text) {
  std::vector<size_t> starts;
  for (size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(at);
  }
  starts.push_back(text.size());
  return starts;
}

// Keeps a handle for its stems, and what it made of the query for each language.
class PlanMarker final : public Marker {
 public:
  PlanMarker(HandlePool& pool, std::unique_ptr<Handle> handle, Plan plan)
      : pool_(pool), handle_(std::move(handle)), plan_(std::move(plan)) {}
  ~PlanMarker() override { pool_.GiveBack(std::move(handle_)); }

  std::vector<Span> Highlight(std::string_view text, std::string_view language) override {
    const char letter = LanguageLetter(language);
    auto found = patterns_.find(letter);
    if (found == patterns_.end()) found = patterns_.emplace(letter, PatternsOf(plan_, letter, handle_->stems)).first;
    return Mark(found->second, text, letter, handle_->stems);
  }
  std::string Passage(std::string_view text, std::string_view language, size_t max_chars) override;

 private:
  HandlePool& pool_;
  std::unique_ptr<Handle> handle_;
  const Plan plan_;
  std::map<char, std::vector<Pattern>> patterns_;
};

// Where the index cannot be read.
class NoMarker final : public Marker {
 public:
  std::vector<Span> Highlight(std::string_view, std::string_view) override { return {}; }
  std::string Passage(std::string_view text, std::string_view, size_t max_chars) override {
    return text::Shorten(text, max_chars > 0 ? max_chars - 1 : 0);
  }
};

std::string PlanMarker::Passage(std::string_view text, std::string_view language, size_t max_chars) {
  const std::vector<size_t> starts = CodePoints(text);
  const size_t chars = starts.size() - 1;
  if (chars <= max_chars) return std::string(text);
  if (max_chars < 3) return std::string(text.substr(0, starts[max_chars]));  // no room for an ellipsis
  const std::vector<Span> spans = Highlight(text, language);
  if (spans.empty()) return text::Shorten(text, max_chars - 1);
  const auto char_of = [&](size_t byte) {
    return static_cast<size_t>(std::ranges::lower_bound(starts, byte) - starts.begin());
  };
  const size_t room = max_chars - 2;  // an ellipsis on both sides
  // The window that begins at a match and holds the most different ones; then the most.
  size_t best = 0, best_last = 0, best_value = 0;
  for (size_t first = 0; first < spans.size(); ++first) {
    std::vector<std::string> seen;
    size_t last = first, value = 0;
    for (size_t i = first; i < spans.size() && char_of(spans[i].end) - char_of(spans[first].begin) <= room; ++i) {
      std::string folded = text::Fold(text.substr(spans[i].begin, spans[i].end - spans[i].begin));
      const bool is_new = std::ranges::find(seen, folded) == seen.end();
      value += is_new ? 100 : 1;
      if (is_new) seen.push_back(std::move(folded));
      last = i;
    }
    if (value > best_value) {
      best = first;
      best_last = last;
      best_value = value;
    }
  }
  const size_t match_begin = char_of(spans[best].begin);
  const size_t match_end = std::min(std::max(char_of(spans[best_last].end), match_begin + 1), match_begin + room);
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

}  // namespace

std::unique_ptr<Marker> IndexSearcher::MarkerFor(const Query& query) const {
  std::unique_ptr<Marker> marker;
  (void)With([&](Handle& handle) {
    Plan plan = PlanOf(query.words, handle);
    marker = std::make_unique<PlanMarker>(pool_, pool_.Take(), std::move(plan));
  });
  if (!marker) marker = std::make_unique<NoMarker>();
  return marker;
}

}  // namespace concord::search
