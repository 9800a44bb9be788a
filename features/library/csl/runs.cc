#include "features/library/csl/runs.h"

#include <array>

#include "base/core/text.h"

namespace concord::library::csl {
namespace {

constexpr std::string_view kPunctuation = "!?.:,;";

bool IsPunctuation(char c) { return kPunctuation.find(c) != std::string_view::npos; }

// What two marks that meet become: the table of citeproc-js, which the styles are written for.
std::string Merged(char left, char right) {
  if (left == right) return {left};
  switch (left) {
    case '!':
    case '?':
      if (right == '.' || right == ':') return {left};
      break;
    case ':':
      if (right == '!' || right == '?') return {right};
      if (right == '.') return {left};
      break;
    case ';':
      if (right == '!' || right == '?') return {right};
      if (right == ':' || right == '.') return {left};
      break;
    default:
      break;
  }
  return {left, right};
}

Run* LastFilled(Runs& runs) {
  for (size_t i = runs.size(); i > 0; --i) {
    if (!runs[i - 1].text.empty()) return &runs[i - 1];
  }
  return nullptr;
}

Run* FirstFilled(Runs& runs) {
  for (auto& run : runs) {
    if (!run.text.empty()) return &run;
  }
  return nullptr;
}

// What stands before the closing quotation marks that `out` ends with; nullptr where it ends otherwise.
Run* BeforeQuotes(Runs& out) {
  size_t at = out.size();
  while (at > 0 && (out[at - 1].closing_quote || out[at - 1].text.empty())) --at;
  return at == 0 || at == out.size() ? nullptr : &out[at - 1];
}

// A period or comma that would stand behind closing quotation marks goes inside, where the language has it so; where
// not, a period is dropped behind a quotation that ends with "?" or "!".
void MeetQuotes(Run& before, Run& first, bool inside_quotes) {
  const char mark = first.text[0], last = before.text.back();
  if (!inside_quotes) {
    if (mark == '.' && (last == '?' || last == '!' || last == '.')) first.text.erase(0, 1);
    return;
  }
  if (std::string_view(".,!?").find(mark) == std::string_view::npos) return;
  first.text.erase(0, 1);
  if (IsPunctuation(last)) {
    before.text.pop_back();
    before.text += Merged(last, mark);
  } else {
    before.text += mark;
  }
}

}  // namespace

bool IsEmpty(const Runs& runs) {
  for (const auto& run : runs) {
    if (!run.text.empty()) return false;
  }
  return true;
}

std::string PlainText(const Runs& runs) {
  std::string out;
  for (const auto& run : runs) out += run.text;
  return out;
}

std::string Html(const Runs& runs) {
  struct Tag {
    Font font;
    std::string_view open, close;
  };
  static constexpr std::array<Tag, 5> kTags = {{{kItalic, "<i>", "</i>"},
                                                {kBold, "<b>", "</b>"},
                                                {kSmallCaps, "<span class=\"smallcaps\">", "</span>"},
                                                {kRaised, "<sup>", "</sup>"},
                                                {kLowered, "<sub>", "</sub>"}}};
  std::string out;
  for (size_t i = 0; i < runs.size();) {
    const uint8_t font = runs[i].font;
    std::string text;
    for (; i < runs.size() && (runs[i].font == font || runs[i].text.empty()); ++i) text += runs[i].text;
    text = text::EscapeMarkup(text);
    for (const auto& tag : kTags) {
      if (font & tag.font) text = std::string(tag.open) + text + std::string(tag.close);
    }
    out += text;
  }
  return out;
}

void Append(Runs& out, Runs more, bool inside_quotes) {
  Run* last = LastFilled(out);
  Run* first = FirstFilled(more);
  if (last && first) {
    Run* before = last->closing_quote ? BeforeQuotes(out) : nullptr;
    if (before) {
      MeetQuotes(*before, *first, inside_quotes);
    } else {
      char& left = last->text.back();
      const char right = first->text.front();
      if (left == ' ' && right == ' ') {
        first->text.erase(0, 1);
      } else if (IsPunctuation(left) && IsPunctuation(right)) {
        const std::string merged = Merged(left, right);
        first->text.erase(0, 1);
        last->text.pop_back();
        last->text += merged;
      }
    }
  }
  out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void Append(Runs& out, std::string_view text, bool inside_quotes) {
  if (!text.empty()) Append(out, Runs{{std::string(text)}}, inside_quotes);
}

}  // namespace concord::library::csl
