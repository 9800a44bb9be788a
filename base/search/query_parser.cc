#include "base/search/query_parser.h"

#include <algorithm>
#include <optional>

#include "base/core/text.h"

namespace concord::search {
namespace {

class Parser {
 public:
  Parser(std::string_view query, const Schema& schema) : query_(query.substr(0, kMaxQueryBytes)), schema_(schema) {}

  ParsedQuery Run() {
    if (query_.size() == kMaxQueryBytes) Note("search.note.too_many_words");
    while (SkipSpace()) ReadItem();
    return std::move(out_);
  }

 private:
  void Note(const char* key) {
    if (std::ranges::find(out_.notes, key) == out_.notes.end()) out_.notes.emplace_back(key);
  }

  // Length of a double quotation mark at `at`, straight or typographic, or 0.
  size_t QuoteAt(size_t at) const {
    if (at >= query_.size()) return 0;
    if (query_[at] == '"') return 1;
    const std::string_view three = query_.substr(at, 3);
    if (three == "“" || three == "”" || three == "„") return 3;
    const std::string_view two = query_.substr(at, 2);
    return two == "«" || two == "»" ? 2 : 0;
  }

  static bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

  bool SkipSpace() {
    while (at_ < query_.size() && IsSpace(query_[at_])) ++at_;
    return at_ < query_.size();
  }

  // Whether a word or a phrase begins here, so that a minus or a field name before it means something.
  bool BeginsOperand(size_t at) const {
    size_t length = 0;
    return QuoteAt(at) > 0 || (at < query_.size() && IsWordCharacter(query_, at, length));
  }

  // One run without spaces, or one quoted phrase.
  void ReadItem() {
    Clause shape;
    if (query_[at_] == '-') {
      if (BeginsOperand(at_ + 1)) {
        shape.excluded = true;
      } else if (at_ + 1 >= query_.size() || IsSpace(query_[at_ + 1])) {
        Note("search.note.lone_minus");
      }
      ++at_;
    }
    if (const auto field = TakeField()) shape.field = *field;
    if (const size_t quote = QuoteAt(at_); quote > 0 && ReadPhrase(shape, quote)) return;
    ReadWords(shape);
  }

  // "title:" where a word or phrase follows directly.
  std::optional<int> TakeField() {
    const size_t colon = query_.find(':', at_);
    if (colon == std::string_view::npos || !BeginsOperand(colon + 1)) return std::nullopt;
    for (size_t i = 0; i < schema_.texts.size(); ++i) {
      if (!text::EqualsIgnoreAsciiCase(query_.substr(at_, colon - at_), schema_.texts[i].name)) continue;
      at_ = colon + 1;
      return static_cast<int>(i);
    }
    return std::nullopt;
  }

  bool ReadPhrase(Clause shape, size_t quote) {
    const size_t begin = at_ + quote;
    size_t end = begin;
    while (end < query_.size() && QuoteAt(end) == 0) ++end;
    if (end >= query_.size()) {
      Note("search.note.unclosed_quote");
      at_ = begin;
      return false;
    }
    shape.phrase = true;
    Word word;
    for (size_t at = begin; NextWord(query_.substr(0, end), at, word);) {
      if (words_ >= kMaxQueryWords) {
        Note("search.note.too_many_words");
        break;
      }
      ++words_;
      shape.words.push_back(word);
    }
    at_ = end + QuoteAt(end);
    if (!shape.words.empty()) out_.clauses.push_back(std::move(shape));
    return true;
  }

  void ReadWords(const Clause& shape) {
    size_t end = at_;
    while (end < query_.size() && !IsSpace(query_[end]) && QuoteAt(end) == 0) ++end;
    Word word;
    for (size_t at = at_; NextWord(query_.substr(0, end), at, word);) {
      if (words_ >= kMaxQueryWords) {
        Note("search.note.too_many_words");
        break;
      }
      ++words_;
      Clause clause = shape;
      clause.words.push_back(word);
      out_.clauses.push_back(std::move(clause));
    }
    at_ = end;
    // "well-known" after a minus is one thing: both words, side by side.
    if (shape.excluded) JoinExcluded();
  }

  void JoinExcluded() {
    while (out_.clauses.size() >= 2) {
      Clause& last = out_.clauses.back();
      Clause& before = out_.clauses[out_.clauses.size() - 2];
      const bool touching =
          before.excluded && before.field == last.field && last.words.front().begin > 0 &&
          before.words.back().end < last.words.front().begin &&
          std::none_of(query_.begin() + static_cast<std::ptrdiff_t>(before.words.back().end),
                       query_.begin() + static_cast<std::ptrdiff_t>(last.words.front().begin), IsSpace);
      if (!touching) return;
      last.words.insert(last.words.begin(), before.words.begin(), before.words.end());
      last.phrase = true;
      out_.clauses.erase(out_.clauses.end() - 2);
    }
  }

  std::string_view query_;
  const Schema& schema_;
  size_t at_ = 0;
  size_t words_ = 0;
  ParsedQuery out_;
};

}  // namespace

ParsedQuery ParseQuery(std::string_view words, const Schema& schema) { return Parser(words, schema).Run(); }

}  // namespace concord::search
