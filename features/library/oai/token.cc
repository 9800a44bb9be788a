#include "features/library/oai/token.h"

#include <algorithm>
#include <charconv>

#include "base/core/id.h"
#include "base/core/text.h"
#include "base/journal/journal.h"

namespace concord::library::oai {
namespace {

constexpr size_t kParts = 11, kChecksum = 16, kLongest = 512;

int64_t Millis(Time time) { return time.time_since_epoch().count(); }

// A number may be below zero: years before 1970. "-" stands for the sign, as everywhere.
std::optional<int64_t> Number(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string ChecksumOf(std::string_view text) { return journal::Digest(text).substr(0, kChecksum); }

}  // namespace

std::string Write(const Token& token) {
  std::string set = token.set;
  std::replace(set.begin(), set.end(), ':', '~');  // neither a kind nor a slug has this sign
  if (set.empty()) set = "~";
  std::string text = "1~";
  text += token.verb == Verb::kListRecords ? "r~" : "i~";
  text += token.metadata_prefix + "~" + set + "~" + std::to_string(Millis(token.until)) + "~" +
          std::to_string(Millis(token.after.changed)) + "~" + token.after.id + "~" + std::to_string(token.cursor) +
          "~" + std::to_string(token.complete_size) + "~" + std::to_string(Millis(token.expires) / 1000);
  return text + "~" + ChecksumOf(text);
}

std::optional<Token> ReadToken(std::string_view text, Time now) {
  if (text.size() > kLongest) return std::nullopt;
  const size_t end = text.rfind('~');
  if (end == std::string_view::npos || text.substr(end + 1) != ChecksumOf(text.substr(0, end))) return std::nullopt;
  const auto parts = text::Split(text.substr(0, end), '~');
  // A set is two parts: its kind and slug, or two empty ones.
  if (parts.size() != kParts || parts[0] != "1" || (parts[1] != "r" && parts[1] != "i")) return std::nullopt;
  const auto until = Number(parts[5]), changed = Number(parts[6]), cursor = Number(parts[8]), size = Number(parts[9]),
             expires = Number(parts[10]);
  if (!until || !changed || !cursor || !size || !expires || !Uuid::Parse(parts[7])) return std::nullopt;
  const int64_t second = Millis(now) / 1000;
  if (*cursor < 0 || *size < 0 || *expires < second || *expires > second + kLifetime.count() + 1) return std::nullopt;
  Token token;
  token.verb = parts[1] == "r" ? Verb::kListRecords : Verb::kListIdentifiers;
  token.metadata_prefix = parts[2];
  if (!parts[3].empty()) token.set = std::string(parts[3]) + ":" + std::string(parts[4]);
  token.until = Time(milliseconds(*until));
  token.after = {Time(milliseconds(*changed)), std::string(parts[7])};
  token.cursor = *cursor;
  token.complete_size = *size;
  token.expires = Time(std::chrono::seconds(*expires));
  return token;
}

}  // namespace concord::library::oai
