// Where TOML cannot be read: what is wrong in plain words, and what the line was meant to be, so that the rest is read.
#include <algorithm>

#include "base/core/text.h"
#include "features/selfreview/engine/instrument_toml.h"

namespace concord::selfreview {
namespace {

using Lines = std::vector<std::string>;

constexpr size_t kLargestFile = 4u << 20;  // bytes
constexpr int kMostMended = 100;           // lines of one file
constexpr std::string_view kCurly[] = {"“", "”", "„", "‟", "‘", "’", "«", "»"};
constexpr std::string_view kLong = "\"\"\"";

Lines SplitLines(std::string_view text) {
  Lines lines;
  for (std::string_view line : text::Split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  return lines;
}

std::string Joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The quotation mark that `text` begins with, straight or not; empty: none.
std::string_view QuoteAt(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) return text.substr(0, 1);
  for (const std::string_view mark : kCurly) {
    if (text.starts_with(mark)) return text.substr(0, mark.size());
  }
  return {};
}

bool IsCurly(std::string_view mark) { return mark.size() > 1; }

std::string_view Bare(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' ||
                               text[end] == '_' || text[end] == '.'))
    ++end;
  return text.substr(0, end);
}

// A line by its parts: "key = value", or a value of a list that goes over several lines.
struct Parts {
  std::string_view key, value;
  bool equals = false;
};
Parts PartsOf(std::string_view line) {
  line = text::Trim(line);
  Parts parts{Bare(line), line};
  if (parts.key.empty()) return parts;
  std::string_view rest = text::Trim(line.substr(parts.key.size()));
  parts.equals = rest.starts_with('=');
  if (parts.equals || rest.starts_with(':')) rest = text::Trim(rest.substr(1));
  parts.value = rest;
  return parts;
}

// What a value was meant to say, in straight marks: without those that it has, and what would end it again.
std::string Quoted(std::string_view value) {
  value = text::Trim(value);
  while (value.ends_with(',')) value = text::Trim(value.substr(0, value.size() - 1));
  if (const auto mark = QuoteAt(value); !mark.empty()) value.remove_prefix(mark.size());
  for (const std::string_view mark : {"\"", "'", "”", "“", "’", "»"}) {
    if (value.ends_with(mark)) value.remove_suffix(std::string_view(mark).size());
  }
  std::string out = "\"";
  for (const char c : value) {
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= ' ' && c != '\x7f') out += c;
  }
  return out + "\"";
}

// The list that stands on one line, each of its values in straight marks.
std::string QuotedList(std::string_view value) {
  value.remove_prefix(1);
  if (value.ends_with(']')) value.remove_suffix(1);
  std::string out = "[";
  for (const std::string_view one : text::Split(value, ',')) {
    if (!text::Trim(one).empty()) out += (out.size() > 1 ? ", " : "") + Quoted(one);
  }
  return out + "]";
}

// The line of the first letter beyond ASCII outside of texts and comments. TOML 1.0 has none there, and toml++ 3.3 asks
// of such a letter whether it is white space in a way whose outcome is undefined.
std::optional<int> LineOfStray(std::string_view bytes) {
  int line = 1;
  char quote = 0;
  bool multi = false, comment = false;
  for (size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') {
      ++line;
      comment = false;
      if (!multi) quote = 0;
    } else if (comment) {
      continue;
    } else if (quote == 0) {
      if (static_cast<unsigned char>(c) >= 0x80) return line;
      comment = c == '#';
      if (c != '"' && c != '\'') continue;
      quote = c;
      multi = bytes.substr(i, 3) == std::string(3, c);
      if (multi) i += 2;
    } else if (c == '\\' && quote == '"') {
      if (bytes.substr(i + 1, 1) != "\n") ++i;
    } else if (c == quote && (!multi || bytes.substr(i, 3) == std::string(3, c))) {
      if (multi) i += 2;
      // Up to two more are the text's own.
      for (int more = 0; multi && more < 2 && bytes.substr(i + 1, 1) == std::string(1, c); ++more) ++i;
      quote = 0;
      multi = false;
    }
  }
  return std::nullopt;
}

// The lines before that one.
std::string UpTo(std::string_view text, int line) {
  size_t end = 0;
  for (int before = 1; before < line; ++before) end = text.find('\n', end) + 1;
  return std::string(text.substr(0, end));
}

struct Fault {
  int line = 0;
  const char* key = "selfreview.instrument.not_toml";
  std::string why;     // the parser's words
  bool stray = false;  // found before the parser was asked
};

bool Says(const Fault& fault, std::string_view words) { return fault.why.find(words) != std::string::npos; }

class Mender {
 public:
  Mender(Lines& lines, Fault& fault) : lines_(lines), fault_(fault) {}

  // Names the fault and mends its line. False: what comes after it cannot be told.
  bool Mend() {
    const auto at = static_cast<size_t>(fault_.line) - 1;
    if (at >= lines_.size()) return Name("toml_long"), false;
    if (Says(fault_, "utf-8") || (fault_.stray && !text::IsValidUtf8(lines_[at]))) return Name("toml_utf8"), Blank(at);
    if (InLongText(at)) return false;
    if (fault_.stray && !HasCurly(lines_[at])) return PartsOf(lines_[at]).equals && Blank(at);
    const std::string_view line = text::Trim(lines_[at]);
    if (Says(fault_, "cannot redefine")) return Name("toml_twice"), Twice(at, line);
    if (Says(fault_, "expected comma or closing ']'") && BeginsLine(line)) return ListBefore(at, line);
    if (AfterOpenList(at, line)) return ListBefore(at, line);
    if (line.starts_with('[') && Says(fault_, "expected ']'")) return Name("toml_header"), Header(at, line);
    return Value(at, line);
  }

 private:
  // The name after "selfreview.instrument.".
  void Name(std::string_view name) {
    static constexpr const char* kNames[] = {
        "selfreview.instrument.toml_long",      "selfreview.instrument.toml_utf8",
        "selfreview.instrument.toml_twice",     "selfreview.instrument.toml_list",
        "selfreview.instrument.toml_comma",     "selfreview.instrument.toml_header",
        "selfreview.instrument.toml_curly",     "selfreview.instrument.toml_quote",
        "selfreview.instrument.toml_after",     "selfreview.instrument.toml_value",
        "selfreview.instrument.toml_equals",    "selfreview.instrument.toml_date",
        "selfreview.instrument.toml_backslash", "selfreview.instrument.toml_control"};
    for (const char* key : kNames) {
      if (std::string_view(key).ends_with(std::string(".") + std::string(name))) fault_.key = key;
    }
  }

  // Whether the fault lies in a text of several lines, or there is one that does not end: then it is where that begins.
  bool InLongText(size_t at) {
    size_t marks = 0;
    int begins = 0;
    for (size_t i = 0; i <= at; ++i) {
      for (size_t found = lines_[i].find(kLong); found != std::string::npos;
           found = lines_[i].find(kLong, found + kLong.size())) {
        if (++marks % 2 == 1) begins = static_cast<int>(i) + 1;
      }
    }
    if (marks == 0 || (marks % 2 == 0 && begins != fault_.line && !Says(fault_, "end-of-file"))) return false;
    if (Says(fault_, "escape sequence")) {
      Name("toml_backslash");
    } else if (Says(fault_, "control")) {
      Name("toml_control");
    } else if (marks % 2 == 1) {
      Name("toml_long");
      fault_.line = begins;
    }
    return true;
  }

  // Whether the fault is at the first sign of its line, and so about what stands before it.
  bool BeginsLine(std::string_view line) const {
    const size_t saw = fault_.why.rfind("saw '");
    if (saw == std::string::npos || line.empty()) return false;
    if (line.starts_with('[')) return true;
    const Parts parts = PartsOf(line);
    return fault_.why[saw + 5] == line.front() && (parts.equals || !QuoteAt(line).empty());
  }

  // Whether a list goes on where a heading or the next name stands.
  bool AfterOpenList(size_t at, std::string_view line) const {
    if (Says(fault_, "table header") || (!line.starts_with('[') && !PartsOf(line).equals)) return false;
    while (at > 0 && text::Trim(lines_[at - 1]).empty()) --at;
    const std::string_view before = at > 0 ? text::Trim(lines_[at - 1]) : std::string_view();
    return before.ends_with('[') || before.ends_with(',');
  }

  // A list, or one of its values, that ends wrongly on a line before.
  bool ListBefore(size_t at, std::string_view line) {
    const bool another = !QuoteAt(line).empty();
    Name(another ? "toml_comma" : "toml_list");
    while (at > 0 && text::Trim(lines_[at - 1]).empty()) --at;
    if (at == 0) return false;
    fault_.line = static_cast<int>(at);
    lines_[at - 1] += another ? "," : "]";
    return true;
  }

  bool Header(size_t at, std::string_view line) {
    const bool many = line.starts_with("[[");
    const std::string_view name = Bare(text::Trim(line.substr(many ? 2 : 1)));
    if (name.empty()) return false;
    lines_[at] = (many ? "[[" : "[") + std::string(name) + (many ? "]]" : "]");
    return true;
  }

  // What stands there a second time is put aside.
  bool Twice(size_t at, std::string_view line) {
    if (line.starts_with("[[")) return false;
    if (line.starts_with('[')) {
      const std::string_view name = Bare(line.substr(1));
      if (name.empty()) return false;
      lines_[at] = "[" + std::string(name) + "-second-" + std::to_string(at) + "]";
      return true;
    }
    const Parts parts = PartsOf(line);
    if (parts.value.starts_with(kLong) || (parts.value.starts_with('[') && parts.value.find(']') == std::string::npos))
      return false;
    lines_[at].clear();
    return true;
  }

  bool Blank(size_t at) {
    std::string& line = lines_[at];
    std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return true;
  }

  bool Value(size_t at, std::string_view line) {
    const Parts parts = PartsOf(line);
    const std::string_view mark =
        QuoteAt(parts.value.starts_with('[') ? text::Trim(parts.value.substr(1)) : parts.value);
    const bool sign = std::any_of(line.begin(), line.end(), [](char c) {
      return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
    });
    if (sign) {
      Name("toml_control");
    } else if (Says(fault_, "escape sequence") || Says(fault_, "hex digit")) {
      Name("toml_backslash");
    } else if (IsCurly(mark) || (HasCurly(line) && (fault_.stray || Says(fault_, "value")))) {
      Name("toml_curly");
    } else if (Says(fault_, "control characters") || Says(fault_, "end-of-file")) {
      Name("toml_quote");
    } else if (Says(fault_, "expected a comment or whitespace")) {
      Name("toml_after");
    } else if (Says(fault_, "expected comma or closing ']'")) {
      Name("toml_comma");
    } else if (Says(fault_, "expected '='")) {
      Name("toml_equals");
    } else if (Says(fault_, "month") || Says(fault_, "day") || Says(fault_, "year")) {
      Name("toml_date");
    } else if (Says(fault_, "value") || Says(fault_, "boolean") || Says(fault_, "expected '")) {
      Name("toml_value");
    }
    if (!parts.key.empty() && parts.value.starts_with(kLong)) return false;
    if (!parts.key.empty()) {
      const bool plain = parts.key.find('.') == std::string_view::npos;  // asked now: the line is about to be another
      const bool list = parts.value.starts_with('[');
      if (list && parts.value.find('{') != std::string::npos) {
        lines_[at] = std::string(parts.key) + " = []";
      } else if (list && parts.value.size() == 1) {
        return false;
      } else {
        lines_[at] = std::string(parts.key) + " = " + (list ? QuotedList(parts.value) : Quoted(parts.value));
      }
      return plain;
    }
    if (QuoteAt(line).empty()) return false;
    lines_[at] = Quoted(line) + ",";
    return true;
  }

  static bool HasCurly(std::string_view line) {
    return std::any_of(std::begin(kCurly), std::end(kCurly),
                       [&](std::string_view mark) { return line.find(mark) != std::string_view::npos; });
  }

  Lines& lines_;
  Fault& fault_;
};

}  // namespace

std::optional<toml::table> ParseToml(const SourceFile& file, Problems& problems) {
  problems.In(file.name);
  if (file.bytes.size() > kLargestFile) {
    problems.Add(0, "selfreview.instrument.large");
    return std::nullopt;
  }
  Lines lines;
  std::set<int> told;
  std::string text = file.bytes;
  for (int round = 0;; ++round) {
    const auto stray = LineOfStray(text);
    Fault fault;
    try {
      auto table = toml::parse(stray ? UpTo(text, *stray) : text, file.name);
      if (!stray) {
        problems.Silence(std::move(told));
        return table;
      }
    } catch (const toml::parse_error& error) {
      fault.line = static_cast<int>(error.source().begin.line);
      fault.why = error.description();
    }
    // What is cut off before the letter ends there, or too early.
    if (stray && (fault.line == 0 || fault.line >= *stray))
      fault = {.line = *stray, .key = "selfreview.instrument.stray", .why = "", .stray = true};
    if (lines.empty()) lines = SplitLines(text);
    const int last = told.empty() ? 0 : *told.rbegin();
    if (fault.line <= last || round == kMostMended) break;
    const bool mended = Mender(lines, fault).Mend();
    // What the parser stumbles over after that may be no mistake, but follow from how this one was taken.
    if (const size_t colon = fault.why.find(": "); fault.why.starts_with("Error while") && colon != std::string::npos)
      fault.why.erase(0, colon + 2);
    problems.Add(fault.line, fault.key, {{"why", fault.why}});
    told.insert(fault.line);
    if (!mended) break;
    text = Joined(lines);
  }
  problems.Warn(0, "selfreview.instrument.unread", {{"line", std::to_string(*told.rbegin())}});
  return std::nullopt;
}

std::optional<std::set<std::string>> ItemIdsOf(const SourceFile& structure) {
  ReadInstrumentResult passed_over;
  Problems problems(passed_over);
  const auto table = ParseToml(structure, problems);
  if (!table) return std::nullopt;
  std::set<std::string> ids;
  if (const toml::array* items = table->get_as<toml::array>("items")) {
    for (const toml::node& one : *items) {
      const toml::table* item = one.as_table();
      if (const auto id = item ? (*item)["id"].value<std::string>() : std::nullopt) ids.insert(*id);
    }
  }
  return ids;
}

}  // namespace concord::selfreview
