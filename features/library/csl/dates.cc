// Dates, ordinals and page ranges.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/csl/renderer.h"

namespace concord::library::csl {
namespace {

std::string Padded(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

const Node* PartNamed(const Node& node, std::string_view name) {
  for (const Node& child : node.children) {
    if (child.name == "date-part" && child.Get("name") == name) return &child;
  }
  return nullptr;
}

}  // namespace

Piece Renderer::Date(const Node& node) {
  Piece piece;
  piece.called = true;
  const std::string& variable = node.Get("variable");
  const auto found = item_.dates.find(variable);
  if (found == item_.dates.end() || used_up_.contains(variable)) return piece;
  if (key_) {
    // In a sort, a date is its digits.
    const PartialDate& d = found->second;
    piece.filled = true;
    piece.runs = {{std::to_string(d.year) + Padded(d.month) + Padded(d.day)}};
    return piece;
  }
  // Where the style has no place of its own for the letter that tells years apart, it goes behind the first year.
  const bool takes_tail = variable == "issued" && !tail_written_ && !style_.places_year_suffix();
  if (takes_tail) year_tail_ = o_.year_suffix;
  Runs runs = DateRuns(node, found->second);
  year_tail_.clear();
  tail_written_ |= takes_tail && !IsEmpty(runs);
  piece.filled = !IsEmpty(runs);
  if (piece.filled) piece.runs = Dressed(node, std::move(runs));
  if (piece.filled && substituting_) substituting_->push_back(variable);
  return piece;
}

Runs Renderer::DateRuns(const Node& node, const PartialDate& date) const {
  const std::string* form = node.Find("form");
  if (!form) return DateParts(node, nullptr, date, "year-month-day");
  const Node* format = style_.DateFormat(*form);
  if (!format) return {};
  const std::string* parts = node.Find("date-parts");
  return DateParts(*format, &node, date, parts ? std::string_view(*parts) : "year-month-day");
}

Runs Renderer::DateParts(const Node& format, const Node* overrides, const PartialDate& date,
                         std::string_view which) const {
  Runs out;
  for (const Node& part : format.children) {
    const std::string& name = part.Get("name");
    if (part.name != "date-part" || which.find(name) == std::string_view::npos) continue;
    Node shown = part;
    if (const Node* change = overrides ? PartNamed(*overrides, name) : nullptr) {
      for (const auto& attribute : change->attributes) shown.attributes.insert(shown.attributes.begin(), attribute);
    }
    std::string text = DatePart(shown, date);
    if (text.empty()) continue;
    Runs dressed = Dressed(shown, {{std::move(text)}});
    if (!out.empty()) Put(out, format.Get("delimiter"));
    Put(out, std::move(dressed));
  }
  // A part that is not known leaves what would have led to it ("March 2021, ").
  for (size_t i = out.size(); i > 0; --i) {
    std::string& text = out[i - 1].text;
    while (text.ends_with(' ') || text.ends_with(',')) text.pop_back();
    if (!text.empty()) break;
  }
  return out;
}

std::string Renderer::DatePart(const Node& part, const PartialDate& date) const {
  const std::string &name = part.Get("name"), &form = part.Get("form");
  if (name == "year") return date.year ? std::to_string(date.year) + year_tail_ : "";
  if (name == "day") {
    if (!date.day || !date.month) return {};
    if (form == "numeric-leading-zeros") return Padded(date.day);
    return form == "ordinal" ? Ordinal(std::to_string(date.day), false) : std::to_string(date.day);
  }
  if (!date.month) return {};
  if (form == "numeric") return std::to_string(date.month);
  if (form == "numeric-leading-zeros") return Padded(date.month);
  return style_.Term("month-" + Padded(date.month), form.empty() ? "long" : form);
}

std::string Renderer::Ordinal(std::string_view number, bool in_words) const {
  const std::string digits(number);
  const int value = std::atoi(digits.c_str());
  if (in_words && value >= 1 && value <= 10) {
    if (const std::string words = style_.Term("long-ordinal-" + Padded(value)); !words.empty()) return words;
  }
  // "ordinal-11" before "ordinal-01", which stands for every number that ends so.
  const int last_two = value % 100;
  if (last_two >= 10) {
    if (const std::string ending = style_.Term("ordinal-" + Padded(last_two)); !ending.empty()) return digits + ending;
  }
  const std::string ending = style_.Term("ordinal-" + Padded(value % 10));
  return digits + (ending.empty() ? style_.Term("ordinal") : ending);
}

// ---- page ranges

namespace {

// "e120" -> "e" and "120"; the number is empty where there is none at the end.
std::pair<std::string_view, std::string_view> Parted(std::string_view page) {
  size_t begin = page.size();
  while (begin > 0 && text::IsAsciiDigit(page[begin - 1])) --begin;
  return {page.substr(0, begin), page.substr(begin)};
}

// The last page as the Chicago Manual of Style, 15th edition (9.64), shortens it.
std::string ShortenedAsChicago(std::string_view first, std::string_view last) {
  const long begin = std::atol(std::string(first).c_str()), end = std::atol(std::string(last).c_str());
  if (begin > 100 && begin % 100 != 0 && begin / 100 == end / 100) return std::to_string(end % 100);
  if (begin >= 10000) return std::to_string(end % 1000);
  return std::string(last);
}

// Only the digits in which it differs: "321-8".
std::string ShortenedMost(std::string_view first, std::string_view last) {
  size_t same = 0;
  if (first.size() == last.size()) {
    while (same < last.size() && first[same] == last[same]) ++same;
  }
  return std::string(last.substr(same));
}

}  // namespace

std::string Renderer::PageRange(std::string_view pages) const {
  const std::string delimiter = style_.Term("page-range-delimiter");
  const std::string& format = style_.Option("page-range-format");
  std::string out;
  size_t at = 0;
  while (at < pages.size()) {
    const size_t end = std::min(pages.find_first_of(",;&", at), pages.size());
    const std::string_view one = pages.substr(at, end - at);
    size_t dash = one.find("–"), width = std::string_view("–").size();
    if (dash == std::string_view::npos) dash = one.find('-'), width = 1;
    if (dash == std::string_view::npos || dash == 0) {
      out += one;
    } else {
      const auto first = text::Trim(one.substr(0, dash));
      auto rest = one.substr(dash + width);
      while (rest.starts_with('-')) rest.remove_prefix(1);
      const auto last = text::Trim(rest);
      const auto [letters, number] = Parted(first);
      const auto [last_letters, last_number] = Parted(last);
      std::string shown(last);
      const bool sound = !number.empty() && !last_number.empty() && (last_letters.empty() || last_letters == letters);
      if (sound) {
        std::string full(last_number);
        if (full.size() < number.size()) full = std::string(number.substr(0, number.size() - full.size())) + full;
        const bool rises = std::atoll(std::string(number).c_str()) < std::atoll(full.c_str());
        if (rises && format == "chicago") full = ShortenedAsChicago(number, full);
        if (rises && format == "minimal") full = ShortenedMost(number, full);
        if (rises) shown = (format == "expanded" ? std::string(letters) : std::string()) + full;
      }
      if (one.starts_with(' ')) out += ' ';
      out += std::string(first) + delimiter + shown;
    }
    if (end < pages.size()) out += pages[end];
    at = end + 1;
  }
  return out;
}

}  // namespace concord::library::csl
