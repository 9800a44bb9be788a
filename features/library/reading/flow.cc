#include "features/library/reading/flow.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library::documents {
namespace {

constexpr double kFull = 0.7;      // of a usual long line: a line that has so much goes on
constexpr size_t kUsualRank = 10;  // the usual long line is longer than all but a tenth

// How many signs a line of running text has here; 0 where there are no lines.
size_t UsualWidth(const std::vector<size_t>& widths) {
  std::vector<size_t> sorted;
  for (const size_t width : widths) {
    if (width > 0) sorted.push_back(width);
  }
  if (sorted.empty()) return 0;
  std::ranges::sort(sorted, std::greater<>());
  return sorted[sorted.size() / kUsualRank];
}

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

// Small letters of other alphabets count as well: only a capital or a figure keeps the hyphen.
bool GoesOnSmall(char c) { return IsLetter(c) && !(c >= 'A' && c <= 'Z'); }

void AppendLine(std::string& paragraph, std::string_view line) {
  if (paragraph.empty()) {
    paragraph = line;
    return;
  }
  const bool parted = paragraph.size() > 1 && paragraph.back() == '-' && IsLetter(paragraph[paragraph.size() - 2]);
  if (parted && GoesOnSmall(line.front())) {
    paragraph.pop_back();
  } else if (!parted) {
    paragraph += ' ';
  }
  paragraph += line;
}

}  // namespace

std::vector<std::string> Flow(std::string_view text) {
  std::vector<std::string> lines;
  std::vector<size_t> widths;
  for (const auto line : text::Split(text, '\n')) {
    lines.push_back(text::CollapseSpace(line));
    widths.push_back(text::CountCodePoints(lines.back()));
  }
  const auto full = static_cast<size_t>(kFull * static_cast<double>(UsualWidth(widths)));
  std::vector<std::string> paragraphs;
  std::string paragraph;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].empty()) AppendLine(paragraph, lines[i]);
    if (paragraph.empty() || (!lines[i].empty() && widths[i] >= full)) continue;
    paragraphs.push_back(std::move(paragraph));
    paragraph.clear();
  }
  if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
  return paragraphs;
}

}  // namespace concord::library::documents
