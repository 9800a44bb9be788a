#include "features/selfreview/words/words.h"

#include <cmath>
#include <cstdio>

#include "base/core/text.h"

namespace concord::selfreview {

std::string Words::Decimal(double number) const {
  if (std::isnan(number)) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", std::abs(number) < 0.05 ? 0.0 : number);
  std::string out(text);
  const size_t point = out.find('.');
  if (language_ == "es" && point != std::string::npos) out[point] = ',';
  if (out.front() == '-') out.replace(0, 1, "−");
  return out;
}

std::string Words::Half(double number) const {
  return number == std::floor(number) ? std::to_string(std::lround(number)) : Decimal(number);
}

std::string Words::Percent(double share) const { return std::to_string(std::lround(share * 100)) + " %"; }

std::string Words::Date(std::string_view iso) const {
  const auto time = ParseRfc3339(std::string(iso) + "T00:00:00Z");
  return time ? Date(*time) : std::string(iso);
}

std::string Words::Level(int level) const { return Say("selfreview.level." + std::to_string(level)); }
std::string Words::Of(Group group) const { return Say("selfreview.group." + std::string(NameOf(group))); }
std::string Words::Of(Side side) const { return Say("selfreview.side." + std::string(NameOf(side))); }

std::vector<std::string> ParagraphsOf(std::string_view text) {
  std::vector<std::string> paragraphs;
  std::string one;
  for (const auto line : text::Split(text, '\n')) {
    if (!line.empty()) {
      if (!one.empty()) one += ' ';
      one += line;
      continue;
    }
    if (!one.empty()) paragraphs.push_back(std::move(one));
    one.clear();
  }
  if (!one.empty()) paragraphs.push_back(std::move(one));
  return paragraphs;
}

}  // namespace concord::selfreview
