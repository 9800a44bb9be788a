#include "features/library/exchange/csv_parse.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }
bool StartsFormula(char c) { return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r'; }

// Where the apostrophes end and a formula's sign stands; npos where there is none.
size_t FormulaSign(std::string_view text) {
  const size_t at = text.find_first_not_of('\'');
  return at != std::string_view::npos && StartsFormula(text[at]) ? at : std::string_view::npos;
}

class RowReader {
 public:
  RowReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool AtEnd() const { return at_ >= text_.size(); }
  bool unclosed() const { return unclosed_; }

  void Read(CsvRow& row) {
    row.line = line_;
    row.cells.clear();
    do {
      row.cells.emplace_back();
      Cell(row.cells.back());
    } while (TakeSeparator());
    TakeLineEnd();
  }

 private:
  bool TakeSeparator() {
    if (AtEnd() || text_[at_] != separator_) return false;
    ++at_;
    return true;
  }
  void TakeLineEnd() {
    if (AtEnd()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  void Cell(std::string& cell) {
    size_t begin = at_;
    while (begin < text_.size() && text_[begin] == ' ') ++begin;
    if (begin < text_.size() && text_[begin] == '"') {
      at_ = begin + 1;
      Quoted(cell);
    }
    while (!AtEnd() && text_[at_] != separator_ && !IsLineEnd(text_[at_])) cell += text_[at_++];
  }

  void Quoted(std::string& cell) {
    for (; !AtEnd(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
        if (next == '"') {
          ++at_;
        } else if (next == separator_ || IsLineEnd(next) || next == ' ') {
          if (Closes(at_ + 1)) {
            ++at_;
            while (!AtEnd() && text_[at_] == ' ') ++at_;
            return;
          }
        }
      }
      if (c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) ++line_;
      cell += c;
    }
    unclosed_ = true;
  }
  // A quote closes where only blanks stand before the separator or line end.
  bool Closes(size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at >= text_.size() || text_[at] == separator_ || IsLineEnd(text_[at]);
  }

  std::string_view text_;
  char separator_;
  size_t at_ = 0;
  int line_ = 1;
  bool unclosed_ = false;
};

}  // namespace

char DetectSeparator(std::string_view text) {
  if (text.size() > 5 && text::EqualsIgnoreAsciiCase(text.substr(0, 4), "sep=")) return text[4];
  constexpr std::string_view kSeparators = ",;\t|";
  size_t counts[4] = {};
  bool quoted = false;
  for (const char c : text.substr(0, 20'000)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (IsLineEnd(c)) {
      if (counts[0] + counts[1] + counts[2] + counts[3] > 0) break;
      continue;
    }
    if (const size_t i = kSeparators.find(c); i != std::string_view::npos) ++counts[i];
  }
  size_t best = 0;
  for (size_t i = 1; i < 4; ++i) best = counts[i] > counts[best] ? i : best;
  return kSeparators[best];
}

void ReadCsvRows(std::string_view text, Problems& problems, const std::function<void(CsvRow&)>& take) {
  const char separator = DetectSeparator(text);
  RowReader reader(text, separator);
  CsvRow row;
  bool first = true;
  while (!reader.AtEnd() && !problems.stopped()) {
    reader.Read(row);
    if (reader.unclosed()) {
      problems.Fatal(row.line, "library.import.csv_unclosed_quote");
      return;
    }
    const bool directive = first && text::EqualsIgnoreAsciiCase(text.substr(0, 4), "sep=");
    first = false;
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const std::string& cell) { return text::Trim(cell).empty(); });
    if (!directive && !blank) take(row);
  }
}

std::string CsvCell(std::string_view text) {
  std::string out;
  if (FormulaSign(text) != std::string_view::npos) out += '\'';
  out += text;
  if (out.find_first_of("\",\r\n;\t") == std::string::npos && !out.starts_with(' ') && !out.ends_with(' ')) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string PlainCell(std::string_view cell) {
  const size_t sign = FormulaSign(cell);
  if (sign != std::string_view::npos && sign > 0) cell.remove_prefix(1);
  return std::string(cell);
}

}  // namespace concord::library::exchange
