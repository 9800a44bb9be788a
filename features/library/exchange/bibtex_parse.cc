#include "features/library/exchange/bibtex_parse.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/core/text.h"
#include "features/library/exchange/bibtex_inherit.h"

namespace concord::library::exchange {
namespace {

// What may stand in a field's or macro's name; keys are freer still.
bool IsNameByte(char c) {
  return text::IsAsciiLetter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("-_:.+*/&!?@^'").find(c) != std::string_view::npos;
}

class BibtexParser {
 public:
  BibtexParser(std::string_view text, Problems& problems) : text_(text), problems_(problems) {
    static constexpr const char* kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                              "jul", "aug", "sep", "oct", "nov", "dec"};
    for (const char* month : kMonths) macros_[month] = month;
    macros_["sept"] = "sep";
  }

  std::vector<BibtexEntry> Parse() {
    while (!problems_.stopped()) {
      at_ = std::min(text_.find('@', at_), text_.size());
      if (at_ >= text_.size()) break;
      ++at_;
      Item();
    }
    return std::move(entries_);
  }

 private:
  enum class Value { kRead, kNone, kUnended };

  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool AtEnd() const { return at_ >= text_.size(); }

  int Line() {
    for (; counted_ < at_ && counted_ < text_.size(); ++counted_)
      line_ += text_[counted_] == '\n' ||
               (text_[counted_] == '\r' && (counted_ + 1 >= text_.size() || text_[counted_ + 1] != '\n'));
    return line_;
  }

  void SkipSpace() {
    while (!AtEnd() && text::IsAsciiSpace(text_[at_])) ++at_;
  }
  // Blanks and, between fields, TeX comments to the end of the line.
  void SkipSpaceAndComments() {
    for (SkipSpace(); Peek() == '%'; SkipSpace()) at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  }

  std::string_view NameHere() {
    const size_t begin = at_;
    while (!AtEnd() && IsNameByte(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // An entry that begins a line is where a broken one ends: "@word{key," or "@string{".
  bool EntryBeginsAt(size_t at) const {
    if (text_[at] != '@') return false;
    size_t i = at + 1;
    while (i < text_.size() && text::IsAsciiLetter(text_[i]) && i - at < 40) ++i;
    const std::string word = text::LowerAscii(text_.substr(at + 1, i - at - 1));
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t') && i - at < 60) ++i;
    if (word.empty() || i >= text_.size() || (text_[i] != '{' && text_[i] != '(')) return false;
    if (word == "string" || word == "preamble" || word == "comment") return true;
    for (++i; i < text_.size() && i - at < 300; ++i) {
      if (text_[i] == ',') return true;
      if (text_[i] == '{' || text_[i] == '}' || text_[i] == '=' || text_[i] == '\n' || text_[i] == '"') return false;
    }
    return false;
  }
  bool NewEntryAfterLineEnd(size_t line_end) const {
    size_t at = line_end + 1;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t') && at - line_end < 20) ++at;
    return at < text_.size() && EntryBeginsAt(at);
  }

  void Item() {
    const int line = Line();
    const size_t after_sign = at_;
    SkipSpace();
    const size_t begin = at_;
    while (!AtEnd() && text::IsAsciiLetter(text_[at_])) ++at_;
    const std::string type = text::LowerAscii(text_.substr(begin, at_ - begin));
    SkipSpace();
    const char open = Peek();
    if (type.empty() || (open != '{' && open != '(')) {
      at_ = std::max(after_sign, begin);  // an "@" in a comment
      return;
    }
    if (type == "comment") return Comment();
    ++at_;
    if (type == "preamble") return Preamble();
    if (type == "string") return Macro(line);
    Entry(line, type, open == '(' ? ')' : '}');
  }

  // A comment that is never closed is one line: what follows may be entries.
  void Comment() {
    const size_t begin = at_;
    std::string ignored;
    if (comment_unended_ || !Delimited(Peek(), ignored)) {
      comment_unended_ = true;
      at_ = std::min(text_.find('\n', begin), text_.size());
    }
  }

  void Preamble() {
    std::string ignored;
    ReadValue(ignored);
  }

  void Macro(int line) {
    SkipSpace();
    const std::string name = text::LowerAscii(NameHere());
    SkipSpace();
    std::string value;
    if (Peek() != '=') return problems_.Note(line, "library.import.bibtex_syntax", {{"key", "@string"}});
    ++at_;
    if (ReadValue(value) == Value::kRead) macros_[name] = std::move(value);
  }

  void Entry(int line, const std::string& type, char close) {
    SkipSpace();
    BibtexEntry entry{line, type, "", {}};
    const size_t begin = at_;
    while (!AtEnd() && Peek() != ',' && Peek() != close && Peek() != '\n' && Peek() != '\r' && Peek() != '=') ++at_;
    if (Peek() == '=') {
      at_ = begin;  // no key: the first field stands there
    } else {
      entry.key = std::string(text::Trim(text_.substr(begin, at_ - begin)));
    }
    noted_ = false;
    const bool whole = Fields(entry);
    if (whole) entries_.push_back(std::move(entry));
  }

  void NoteSyntax(const BibtexEntry& entry, const char* key) {
    if (!noted_) problems_.Note(Line(), key, {{"key", Quote(entry.key)}});
    noted_ = true;
  }

  void RejectValue(int line, const BibtexEntry& entry, const std::string& field) {
    problems_.Reject(line, "library.import.bibtex_unended_value", {{"key", Quote(entry.key)}, {"field", Quote(field)}});
  }

  // A line of the value reads "year = 2000" or "note = {".
  static bool HoldsFields(std::string_view value) {
    for (size_t at = value.find('\n'); at != std::string_view::npos; at = value.find('\n', at)) {
      while (at < value.size() && text::IsAsciiSpace(value[at])) ++at;
      const size_t begin = at;
      while (at < value.size() && text::IsAsciiLetter(value[at])) ++at;
      if (at == begin) continue;
      while (at < value.size() && value[at] == ' ') ++at;
      if (at >= value.size() || value[at] != '=') continue;
      for (++at; at < value.size() && value[at] == ' ';) ++at;
      if (at < value.size() && (value[at] == '{' || value[at] == '"' || (value[at] >= '0' && value[at] <= '9')))
        return true;
    }
    return false;
  }

  // False: the entry is lost.
  bool Fields(BibtexEntry& entry) {
    std::unordered_set<std::string> seen;
    bool comma = true;
    int last_line = entry.line;
    while (true) {
      SkipSpaceAndComments();
      if (AtEnd() || (Peek() == '@' && EntryBeginsAt(at_))) {
        // The brace that seems to be missing here may be the one of the last value, which then ate the fields after it.
        if (!entry.fields.empty() && HoldsFields(entry.fields.back().second)) {
          RejectValue(last_line, entry, entry.fields.back().first);
          return false;
        }
        NoteSyntax(entry, "library.import.bibtex_unclosed");
        return true;
      }
      if (Peek() == '}' || Peek() == ')') {
        ++at_;
        return true;
      }
      if (Peek() == ',') {
        comma = true;
        ++at_;
        continue;
      }
      if (!comma) NoteSyntax(entry, "library.import.bibtex_missing_comma");
      comma = false;
      last_line = Line();
      const size_t begin = at_;
      std::string name = text::LowerAscii(NameHere());
      SkipSpace();
      if (name.empty() || Peek() != '=') {
        NoteSyntax(entry, "library.import.bibtex_syntax");
        comma = true;
        if (at_ == begin) ++at_;
        continue;
      }
      ++at_;
      std::string value;
      if (ReadValue(value) == Value::kUnended) {
        RejectValue(last_line, entry, name);
        return false;
      }
      if (seen.insert(name).second) {
        entry.fields.emplace_back(std::move(name), std::move(value));
      }
    }
  }

  Value ReadValue(std::string& value) {
    for (bool joined = false;; joined = true) {
      SkipSpaceAndComments();
      const char c = Peek();
      if (c == '{' || c == '"') {
        if (!Delimited(c, value)) return Value::kUnended;
      } else if (!Bare(value, joined)) {
        return Value::kNone;
      }
      SkipSpaceAndComments();
      if (Peek() != '#') return Value::kRead;
      ++at_;
    }
  }

  // Appends the inside of {...} or "...". False where it does not end before the next entry; at_ then stands there.
  bool Delimited(char open, std::string& value) {
    const bool quoted = open == '"';
    const size_t begin = ++at_;
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '{') ++depth;
      if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '"' && quoted && depth == 0) {
        ++at_;  // \"o in quotes is an error to BibTeX, and common
        continue;
      }
      if (c == '"' && quoted && depth <= 0) break;
      if (c == '}') {
        if (depth == 0 && !quoted) break;
        depth = std::max(0, depth - 1);
      }
      if ((c == '\n' || c == '\r') && NewEntryAfterLineEnd(at_)) return false;
    }
    if (AtEnd()) return false;
    value.append(text_.substr(begin, at_ - begin));
    ++at_;
    return true;
  }

  // A number, a macro's name, or words that somebody left without braces. An unknown macro between "#" is empty, as for
  // BibTeX; one that stands alone ("month = unknown") is taken as a word.
  bool Bare(std::string& value, bool joined) {
    const size_t begin = at_;
    const std::string_view name = NameHere();
    const size_t after = at_;
    while (!AtEnd() && (Peek() == ' ' || Peek() == '\t')) ++at_;
    const char next = Peek();
    if (!name.empty() && (next == ',' || next == '#' || next == '}' || next == ')' || next == '\n' || next == '\r' ||
                          next == '%' || AtEnd())) {
      at_ = after;
      const auto macro = macros_.find(text::LowerAscii(name));
      if (macro == macros_.end()) {
        SkipSpaceAndComments();
        const bool number = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (number || (!joined && Peek() != '#')) {
          value += name;
        } else {
          problems_.Note(Line(), "library.import.bibtex_unknown_macro", {{"name", Quote(name)}});
        }
      } else if (expanded_ < kMostExpanded) {
        expanded_ += macro->second.size();
        value += macro->second;
      }
      return true;
    }
    at_ = begin;
    while (!AtEnd() && Peek() != ',' && Peek() != '\n' && Peek() != '\r' && Peek() != '}' && Peek() != '#') ++at_;
    value += text::Trim(text_.substr(begin, at_ - begin));
    return at_ > begin;
  }

  // Macros of macros could grow without end ("billion laughs").
  static constexpr size_t kMostExpanded = size_t{64} << 20;

  std::string_view text_;
  Problems& problems_;
  std::vector<BibtexEntry> entries_;
  std::unordered_map<std::string, std::string> macros_;
  size_t at_ = 0, counted_ = 0, expanded_ = 0;
  int line_ = 1;
  bool noted_ = false, comment_unended_ = false;
};

}  // namespace

const std::string* BibtexEntry::Find(std::string_view name) const {
  for (const auto& [field, value] : fields) {
    if (field == name) return &value;
  }
  return nullptr;
}

std::vector<BibtexEntry> ParseBibtex(std::string_view text, Problems& problems) {
  auto entries = BibtexParser(text, problems).Parse();
  InheritFields(entries);
  return entries;
}

}  // namespace concord::library::exchange
