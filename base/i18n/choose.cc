// Which language a page speaks.
#include <algorithm>

#include "base/core/text.h"
#include "base/i18n/catalog.h"

namespace concord::i18n {
namespace {

struct Range {
  std::string tag;     // lower case
  int quality = 1000;  // thousandths
};

// RFC 9110 12.4.2: 0, 0.5, 1.000. Anything else makes the range count for nothing.
int ReadQuality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
  int quality = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return 0;
  int unit = 100;
  for (char c : text.substr(std::min<size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return 0;
    quality += (c - '0') * unit;
    unit /= 10;
  }
  return std::min(quality, 1000);
}

std::vector<Range> ReadRanges(std::string_view header) {
  constexpr size_t kMost = 32;  // more than any browser sends; the header itself is limited by the server
  std::vector<Range> ranges;
  for (std::string_view item : text::Split(header, ',')) {
    if (ranges.size() == kMost) break;
    const auto parts = text::Split(item, ';');
    if (parts.empty()) continue;
    Range range{text::LowerAscii(text::Trim(parts[0]))};
    for (size_t i = 1; i < parts.size(); ++i) {
      const std::string parameter = text::LowerAscii(text::Trim(parts[i]));
      if (parameter.starts_with("q=")) range.quality = ReadQuality(std::string_view(parameter).substr(2));
    }
    if (!range.tag.empty()) ranges.push_back(std::move(range));
  }
  return ranges;
}

// What a range says of a language: its quality, where it is the very tag, a narrower one ("es-MX" for "es"), or "*".
int QualityOf(const Language& language, const std::vector<Range>& ranges) {
  const std::string tag = text::LowerAscii(language.tag);
  int best = -1, any = 0;
  for (const Range& range : ranges) {
    if (range.tag == tag) {
      if (range.quality == 0) return 0;
      best = std::max(best, range.quality);
    } else if (range.tag.starts_with(tag + "-")) {
      if (range.quality > 0) best = std::max(best, range.quality);
    } else if (range.tag == "*") {
      any = range.quality;
    }
  }
  return best >= 0 ? best : any;
}

size_t FirstMention(const Language& language, const std::vector<Range>& ranges) {
  const std::string tag = text::LowerAscii(language.tag);
  const auto found = std::ranges::find_if(
      ranges, [&](const Range& range) { return range.tag == tag || range.tag.starts_with(tag + "-"); });
  return static_cast<size_t>(found - ranges.begin());
}

}  // namespace

std::string Choose(const std::vector<Language>& offered, std::string_view url, std::string_view cookie,
                   std::string_view accept_language) {
  for (std::string_view wanted : {url, cookie}) {
    for (const Language& language : offered) {
      if (text::EqualsIgnoreAsciiCase(language.tag, wanted)) return language.tag;
    }
  }
  const std::vector<Range> ranges = ReadRanges(accept_language);
  const Language* best = &offered.front();
  int best_quality = 0;
  size_t best_mention = 0;
  for (const Language& language : offered) {
    const int quality = QualityOf(language, ranges);
    const size_t mention = FirstMention(language, ranges);
    if (quality > best_quality || (quality == best_quality && quality > 0 && mention < best_mention)) {
      best = &language;
      best_quality = quality;
      best_mention = mention;
    }
  }
  return best->tag;
}

}  // namespace concord::i18n
