#include "base/http/negotiation.h"

#include <charconv>
#include <optional>

#include "base/core/text.h"

namespace concord::http {
namespace {

// "0", "0.5", "1.000" in thousandths; nullopt for anything else (RFC 9110, 12.4.2).
std::optional<int> ParseWeight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int value = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  for (size_t at = 2, scale = 100; at < text.size(); ++at, scale /= 10) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    value += (text[at] - '0') * static_cast<int>(scale);
  }
  return value <= 1000 ? std::optional(value) : std::nullopt;
}

// Cuts the next item of a comma-separated list off `list`.
std::string_view NextItem(std::string_view& list) {
  const size_t comma = list.find(',');
  const std::string_view item = list.substr(0, comma);
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return text::Trim(item);
}

std::optional<size_t> ParseNumber(std::string_view text) {
  size_t value = 0;
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  return error == std::errc() ? value : SIZE_MAX;  // a number too large to hold lies behind every end
}

}  // namespace

const char* NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kGzip:
      return "gzip";
    case Encoding::kBrotli:
      return "br";
    case Encoding::kIdentity:
      break;
  }
  return "identity";
}

Encoding Negotiate(std::string_view accept_encoding, Offer offer) {
  std::optional<int> gzip, brotli, identity, any;
  while (!accept_encoding.empty()) {
    std::string_view item = NextItem(accept_encoding);
    const size_t semicolon = item.find(';');
    const std::string_view name = text::Trim(item.substr(0, semicolon));
    int weight = 1000;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = text::Trim(item.substr(semicolon + 1));
      if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
      const auto parsed = ParseWeight(text::Trim(parameter.substr(2)));
      if (!parsed) continue;
      weight = *parsed;
    }
    if (text::EqualsIgnoreAsciiCase(name, "gzip") || text::EqualsIgnoreAsciiCase(name, "x-gzip")) gzip = weight;
    if (text::EqualsIgnoreAsciiCase(name, "br")) brotli = weight;
    if (text::EqualsIgnoreAsciiCase(name, "identity")) identity = weight;
    if (name == "*") any = weight;
  }
  const int for_gzip = offer.gzip ? gzip.value_or(any.value_or(0)) : 0;
  const int for_brotli = offer.brotli ? brotli.value_or(any.value_or(0)) : 0;
  const int for_identity = identity.value_or(0);  // "gzip;q=0.5" alone does not mean that identity is preferred
  if (for_brotli > 0 && for_brotli >= for_gzip && for_brotli >= for_identity) return Encoding::kBrotli;
  if (for_gzip > 0 && for_gzip >= for_identity) return Encoding::kGzip;
  return Encoding::kIdentity;
}

bool IsCompressible(std::string_view content_type) {
  const std::string type = text::LowerAscii(text::Trim(content_type.substr(0, content_type.find(';'))));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") || type == "application/json" ||
         type == "application/javascript" || type == "application/xml" ||
         type == "application/x-research-info-systems" || type == "application/x-bibtex";
}

bool NamesEtag(std::string_view if_none_match, std::string_view etag) {
  if (text::Trim(if_none_match) == "*") return true;
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  while (!if_none_match.empty()) {
    std::string_view item = NextItem(if_none_match);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (!item.empty() && item == etag) return true;
  }
  return false;
}

std::string EtagFor(std::string_view etag, Encoding encoding) {
  std::string tag(etag);
  if (encoding == Encoding::kIdentity || tag.size() < 2 || tag.back() != '"') return tag;
  tag.insert(tag.size() - 1, encoding == Encoding::kGzip ? "-gz" : "-br");
  return tag;
}

ByteRange ParseRange(std::string_view range, size_t size) {
  constexpr ByteRange kWhole;
  constexpr std::string_view kUnit = "bytes=";
  if (range.size() < kUnit.size() || !text::EqualsIgnoreAsciiCase(range.substr(0, kUnit.size()), kUnit)) return kWhole;
  range = text::Trim(range.substr(kUnit.size()));
  const size_t dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return kWhole;
  const std::string_view from = text::Trim(range.substr(0, dash));
  const std::string_view to = text::Trim(range.substr(dash + 1));
  if (from.empty()) {  // the last bytes
    const auto count = ParseNumber(to);
    if (!count) return kWhole;
    if (*count == 0 || size == 0) return {ByteRange::Kind::kUnsatisfiable};
    const size_t taken = std::min(*count, size);
    return {ByteRange::Kind::kPart, size - taken, taken};
  }
  const auto first = ParseNumber(from);
  if (!first) return kWhole;
  size_t last = SIZE_MAX;
  if (!to.empty()) {
    const auto parsed = ParseNumber(to);
    if (!parsed || *parsed < *first) return kWhole;
    last = *parsed;
  }
  if (*first >= size) return {ByteRange::Kind::kUnsatisfiable};
  return {ByteRange::Kind::kPart, *first, std::min(last, size - 1) - *first + 1};
}

}  // namespace concord::http
