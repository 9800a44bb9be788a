// Text with fonts, and how pieces of a citation are put side by side: punctuation that meets is merged, spaces do not
// double, and a period or comma goes inside closing quotation marks where the language has it so. Plain values.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord::library::csl {

enum Font : uint8_t { kPlain = 0, kItalic = 1, kBold = 2, kSmallCaps = 4, kRaised = 8, kLowered = 16 };

struct Run {
  std::string text;
  uint8_t font = kPlain;
  bool closing_quote = false;  // put there by the style
};
using Runs = std::vector<Run>;

bool IsEmpty(const Runs& runs);
std::string PlainText(const Runs& runs);
// Escaped, with <i>, <b>, <span class="smallcaps">, <sup> and <sub>.
std::string Html(const Runs& runs);

// Puts `more` behind `out`. `inside_quotes`: of the language, for periods and commas.
void Append(Runs& out, Runs more, bool inside_quotes);
void Append(Runs& out, std::string_view text, bool inside_quotes);

}  // namespace concord::library::csl
