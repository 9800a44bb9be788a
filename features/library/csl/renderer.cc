#include "features/library/csl/renderer.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library::csl {
namespace {

std::string WithoutPeriods(std::string text) {
  std::erase(text, '.');
  return text;
}

std::vector<std::string_view> WordsIn(std::string_view list) {
  std::vector<std::string_view> words;
  for (const auto word : text::Split(list, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

uint8_t FontOf(const Node& node) {
  uint8_t font = kPlain;
  const std::string& slant = node.Get("font-style");
  if (slant == "italic" || slant == "oblique") font |= kItalic;
  if (node.Get("font-weight") == "bold") font |= kBold;
  if (node.Get("font-variant") == "small-caps") font |= kSmallCaps;
  if (node.Get("vertical-align") == "sup") font |= kRaised;
  if (node.Get("vertical-align") == "sub") font |= kLowered;
  return font;
}

// Numbers of which text may show several: "3-4" is a range there too.
bool IsNumberVariable(std::string_view name) {
  for (const std::string_view one :
       {"chapter-number", "collection-number", "edition", "issue", "number", "number-of-pages", "number-of-volumes",
        "volume", "page", "part-number", "printing-number", "section", "supplement-number", "version"}) {
    if (name == one) return true;
  }
  return false;
}

}  // namespace

bool IsNumeric(std::string_view text) {
  text = text::Trim(text);
  bool any = false;
  size_t at = 0;
  const auto skip = [&](auto is) {
    const size_t begin = at;
    while (at < text.size() && is(text[at])) ++at;
    return at - begin;
  };
  while (at < text.size()) {
    skip(text::IsAsciiLetter);
    if (skip(text::IsAsciiDigit) == 0) return false;
    skip(text::IsAsciiLetter);
    any = true;
    if (at == text.size()) break;
    const size_t before = at;
    skip([](char c) { return c == ' ' || c == ',' || c == '&' || c == '-'; });
    if (text.substr(at).starts_with("–")) at += std::string_view("–").size();
    skip([](char c) { return c == ' '; });
    if (at == before || at == text.size()) return false;
  }
  return any;
}

// ---- the walk

Runs Renderer::Layout(const Node& area) {
  area_ = &area;
  const Node& layout = *area.Child("layout");
  Piece piece = Children(layout, "");
  Runs out;
  const bool is_list = area.name == "bibliography";
  if (!is_list) Put(out, layout.Get("prefix"));
  Put(out, std::move(piece.runs));
  if (is_list) Put(out, layout.Get("suffix"));
  // What the last element left behind itself.
  for (size_t i = out.size(); i > 0; --i) {
    while (out[i - 1].text.ends_with(' ')) out[i - 1].text.pop_back();
    if (!out[i - 1].text.empty()) break;
  }
  return out;
}

std::string Renderer::SortKey(const Node& area, const Node& key) {
  area_ = &area;
  key_ = &key;
  if (const std::string* macro = key.Find("macro")) {
    const Node* node = style_.Macro(*macro);
    return node ? PlainText(Children(*node, "").runs) : std::string();
  }
  const std::string& variable = key.Get("variable");
  if (const auto date = item_.dates.find(variable); date != item_.dates.end()) {
    const auto padded = [](int number, size_t width) {
      std::string digits = std::to_string(number);
      return std::string(width - std::min(width, digits.size()), '0') + digits;
    };
    return padded(date->second.year, 4) + padded(date->second.month, 2) + padded(date->second.day, 2);
  }
  return Variable(variable, "");
}

Piece Renderer::Element(const Node& node) {
  // A macro that calls itself would never end; none of a sound style does.
  constexpr int kDeepest = 60;
  if (depth_ >= kDeepest) return {};
  ++depth_;
  Piece piece;
  if (node.name == "text") piece = Text(node);
  if (node.name == "number") piece = Number(node);
  if (node.name == "label") piece = Label(node);
  if (node.name == "names") piece = Names(node, nullptr);
  if (node.name == "date") piece = Date(node);
  if (node.name == "group") piece = Group(node);
  if (node.name == "choose") piece = Choose(node, "");
  --depth_;
  return piece;
}

Piece Renderer::Children(const Node& node, std::string_view delimiter) {
  Piece all;
  for (const Node& child : node.children) {
    // A choice is no box of its own: the delimiter parts what its branch holds too.
    Piece one = child.name == "choose" ? Choose(child, delimiter) : Element(child);
    all.called |= one.called;
    all.filled |= one.filled;
    if (IsEmpty(one.runs)) continue;
    if (!all.runs.empty()) Put(all.runs, delimiter);
    Put(all.runs, std::move(one.runs));
  }
  return all;
}

Piece Renderer::Group(const Node& node) {
  Piece piece = Children(node, node.Get("delimiter"));
  if (piece.called && !piece.filled) return {{}, true, false};
  if (IsEmpty(piece.runs)) return piece;
  // A group that is shown counts as a variable that is there for the groups around it.
  return {Dressed(node, std::move(piece.runs)), true, true};
}

Piece Renderer::Choose(const Node& node, std::string_view delimiter) {
  for (const Node& branch : node.children) {
    if (branch.name == "else" || Holds(branch)) return Children(branch, delimiter);
  }
  return {};
}

bool Renderer::Holds(const Node& condition) const {
  int tested = 0, held = 0;
  const auto test = [&](std::string_view attribute, auto holds) {
    for (const auto word : WordsIn(condition.Get(attribute))) {
      ++tested;
      held += holds(word);
    }
  };
  test("type", [&](std::string_view type) { return item_.type == type; });
  test("variable", [&](std::string_view name) {
    if (name == "year-suffix") return !o_.year_suffix.empty();
    if (name == "citation-number") return o_.number > 0;
    return item_.Has(name);
  });
  test("is-numeric", [&](std::string_view name) { return IsNumeric(item_.Text(name)); });
  // A record knows no uncertain dates, a list cites no places within a work and no work twice.
  for (const char* never : {"is-uncertain-date", "locator", "position", "disambiguate"}) {
    test(never, [](std::string_view) { return false; });
  }
  const std::string& match = condition.Get("match");
  if (match == "none") return held == 0;
  if (match == "any") return held > 0;
  return held == tested;
}

// ---- text

Piece Renderer::Text(const Node& node) {
  if (const std::string* macro = node.Find("macro")) {
    const Node* definition = style_.Macro(*macro);
    if (!definition) return {};
    const bool quoted = in_quotes_;
    in_quotes_ |= node.Get("quotes") == "true";
    Piece piece = Children(*definition, "");
    in_quotes_ = quoted;
    if (!IsEmpty(piece.runs)) piece.runs = Dressed(node, std::move(piece.runs));
    return piece;
  }
  Piece piece;
  std::string text;
  if (const std::string* variable = node.Find("variable")) {
    text = used_up_.contains(*variable) ? "" : Variable(*variable, node.Get("form"));
    piece.filled = !text.empty();
    // The letter behind a year is the processor's own: that there is none does not empty a group ("n.d.").
    piece.called = piece.filled || *variable != "year-suffix";
    if (piece.filled && substituting_) substituting_->push_back(*variable);
    if (*variable != "URL" && *variable != "DOI") {
      piece.runs = FieldRuns(text, in_quotes_ || node.Get("quotes") == "true");
      if (!IsEmpty(piece.runs)) piece.runs = Dressed(node, std::move(piece.runs));
      return piece;
    }
  } else if (const std::string* term = node.Find("term")) {
    text = style_.Term(*term, node.Get("form"), node.Get("plural") == "true" ? Plural::kMultiple : Plural::kSingle);
  } else {
    text = node.Get("value");
  }
  if (text.empty()) return piece;
  piece.runs = Dressed(node, {{std::move(text)}});
  return piece;
}

std::string Renderer::Variable(std::string_view name, std::string_view form) const {
  if (name == "year-suffix") return o_.year_suffix;
  if (name == "citation-number") return o_.number ? std::to_string(o_.number) : "";
  if (form == "short" && name == "title") {
    if (const auto& brief = item_.Text("title-short"); !brief.empty()) return brief;
    if (const auto& brief = item_.Text("shortTitle"); !brief.empty()) return brief;
  }
  if (form == "short" && name == "container-title") {
    if (const auto& brief = item_.Text("container-title-short"); !brief.empty()) return brief;
    if (const auto& brief = item_.Text("journalAbbreviation"); !brief.empty()) return brief;
  }
  if (name == "page") return PageRange(item_.Text(name));
  std::string text = item_.Text(name);
  if (IsNumberVariable(name) && IsNumeric(text)) {
    const size_t dash = text.find('-');
    if (dash != std::string::npos && dash > 0) text.replace(dash, 1, style_.Term("page-range-delimiter"));
  }
  return text;
}

Runs Renderer::FieldRuns(std::string_view text, bool inside) const {
  Curled curled = WithCurlyQuotes(text, style_.Quotes(), inside);
  Runs runs;
  const size_t words = curled.text.size() - curled.closing;
  if (words > 0) runs.push_back({curled.text.substr(0, words)});
  if (curled.closing > 0) runs.push_back({curled.text.substr(words), kPlain, true});
  return runs;
}

std::string Renderer::Cased(const Node& node, std::string text) const {
  const std::string& wanted = node.Get("text-case");
  if (wanted.empty()) return text;
  // Titles of other languages are not capitalized word by word.
  if (wanted == "title" && !item_.language.empty() && !item_.language.starts_with("en")) return text;
  if (wanted == "title" && item_.language.empty() && style_.language() != "en") return text;
  return InCase(text, wanted);
}

Runs Renderer::Quoted(Runs runs) const {
  const QuoteMarks marks = style_.Quotes();
  Runs out{{in_quotes_ ? marks.inner_open : marks.open}};
  out.insert(out.end(), std::make_move_iterator(runs.begin()), std::make_move_iterator(runs.end()));
  out.push_back({in_quotes_ ? marks.inner_close : marks.close, kPlain, true});
  return out;
}

Runs Renderer::Dressed(const Node& node, Runs runs) const {
  const uint8_t font = FontOf(node);
  for (auto& run : runs) {
    if (node.Find("text-case") && !run.closing_quote) run.text = Cased(node, std::move(run.text));
    if (node.Get("strip-periods") == "true") run.text = WithoutPeriods(std::move(run.text));
    run.font |= font;
    if (node.Get("font-style") == "normal") run.font &= static_cast<uint8_t>(~kItalic);
  }
  if (node.Get("quotes") == "true") runs = Quoted(std::move(runs));
  const std::string &prefix = node.Get("prefix"), &suffix = node.Get("suffix");
  if (prefix.empty() && suffix.empty()) return runs;
  Runs out;
  Put(out, prefix);
  Put(out, std::move(runs));
  Put(out, suffix);
  return out;
}

// ---- labels and numbers

bool Renderer::IsPlural(std::string_view variable, const std::string& value) const {
  if (variable.starts_with("number-of-")) {
    return std::atoi(value.c_str()) > 1;
  }
  // More than one number stands there: a range or a list.
  int numbers = 0;
  bool inside = false;
  for (const char c : value) {
    const bool part = text::IsAsciiDigit(c) || text::IsAsciiLetter(c);
    if (part && !inside) ++numbers;
    inside = part;
  }
  return numbers > 1 && IsNumeric(value);
}

Piece Renderer::Label(const Node& node) {
  const std::string& variable = node.Get("variable");
  const std::string& value = item_.Text(variable);
  if (value.empty()) return {};
  const std::string& plural = node.Get("plural");
  const bool many = plural == "always" || (plural != "never" && IsPlural(variable, value));
  std::string text = style_.Term(variable, node.Get("form"), many ? Plural::kMultiple : Plural::kSingle);
  if (text.empty()) return {};
  return {Dressed(node, {{std::move(text)}}), false, false};
}

Piece Renderer::Number(const Node& node) {
  const std::string& variable = node.Get("variable");
  Piece piece;
  piece.called = true;
  std::string text = used_up_.contains(variable) ? "" : Variable(variable, "");
  if (text.empty()) return piece;
  piece.filled = true;
  if (substituting_) substituting_->push_back(variable);
  const std::string& form = node.Get("form");
  const bool digits = std::all_of(text.begin(), text.end(), text::IsAsciiDigit);
  if (digits && (form == "ordinal" || form == "long-ordinal")) text = Ordinal(text, form == "long-ordinal");
  piece.runs = Dressed(node, {{std::move(text)}});
  return piece;
}

}  // namespace concord::library::csl
