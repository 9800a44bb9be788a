#include "features/library/exchange/identifiers.h"

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

bool StripPrefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size() || !text::EqualsIgnoreAsciiCase(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

int HexValue(char c) {
  if (text::IsAsciiDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string PercentDecoded(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && HexValue(text[at + 1]) >= 0 && HexValue(text[at + 2]) >= 0) {
      out += static_cast<char>(HexValue(text[at + 1]) * 16 + HexValue(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

bool StripDoiAddress(std::string_view& text) {
  bool stripped = StripPrefix(text, "https://") || StripPrefix(text, "http://");
  StripPrefix(text, "www.");
  std::string_view before = text;
  if (StripPrefix(text, "dx.doi.org/") || StripPrefix(text, "doi.org/")) return true;
  text = before;
  return stripped && false;
}

}  // namespace

std::optional<std::string> NormalizeDoi(std::string_view raw) {
  std::string_view text = text::Trim(raw);
  const bool address = StripDoiAddress(text);
  std::string decoded;
  if (address) {
    decoded = PercentDecoded(text.substr(0, text.find_first_of("?#")));
    text = decoded;
  }
  StripPrefix(text, "info:doi/") || StripPrefix(text, "urn:doi:") || StripPrefix(text, "doi:") ||
      StripPrefix(text, "doi ");
  text = text::Trim(text);
  std::string_view before = text;
  if (!StripDoiAddress(text)) text = before;
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ';')) text.remove_suffix(1);
  if (text.size() > 300 || !text.starts_with("10.")) return std::nullopt;
  size_t at = 3;
  while (at < text.size() && text::IsAsciiDigit(text[at])) ++at;
  const size_t digits = at - 3;
  // Registrants may have subdivisions: "10.1000.10/123".
  while (at + 1 < text.size() && text[at] == '.' && text::IsAsciiDigit(text[at + 1])) {
    for (++at; at < text.size() && text::IsAsciiDigit(text[at]); ++at) {
    }
  }
  if (digits < 4 || digits > 9 || at + 1 >= text.size() || text[at] != '/') return std::nullopt;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) return std::nullopt;
  }
  return text::LowerAscii(text);
}

std::optional<std::string> DoiInUrl(std::string_view url) {
  std::string_view text = url;
  return StripDoiAddress(text) ? NormalizeDoi(url) : std::nullopt;
}

std::optional<std::string> NormalizeUrl(std::string_view raw) {
  std::string_view text = text::Trim(raw);
  if (text.size() > 2 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
  if (text.empty() || text.size() > 4000) return std::nullopt;
  std::string_view rest = text;
  std::string out = "https://";
  if (StripPrefix(rest, "http://")) {
    out = "http://";
  } else if (!StripPrefix(rest, "https://") && !text::EqualsIgnoreAsciiCase(text.substr(0, 4), "www.")) {
    return std::nullopt;
  }
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (host.empty() || host.find_first_of(" \t\"<>\\^`{|}") != std::string_view::npos) return std::nullopt;
  if (host.front() == '.' || host.front() == ':') return std::nullopt;
  for (const char c : rest) {
    const auto byte = static_cast<unsigned char>(c);
    // A blank inside is a broken line or two addresses: not one address.
    if (byte < 0x20 || byte == 0x7F || c == ' ') return std::nullopt;
    if (c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || c == '{' || c == '|' || c == '}') {
      constexpr char kHex[] = "0123456789ABCDEF";
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

std::optional<std::string> NormalizeIsbn(std::string_view raw) {
  std::string_view text = text::Trim(raw);
  if (StripPrefix(text, "isbn")) {
    StripPrefix(text, "-13");
    StripPrefix(text, "-10");
    while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.remove_prefix(1);
  }
  std::string digits;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    if (!text::IsAsciiDigit(c) && c != 'x' && c != 'X') {
      if (c == '(' && (digits.size() == 10 || digits.size() == 13)) break;  // "978... (pbk.)"
      return std::nullopt;
    }
    digits += c == 'x' ? 'X' : c;
    if (digits.size() > 13) return std::nullopt;
  }
  const size_t x = digits.find('X');
  if (x != std::string::npos && !(digits.size() == 10 && x == 9)) return std::nullopt;
  int sum = 0;
  if (digits.size() == 10) {
    for (int i = 0; i < 10; ++i)
      sum += (10 - i) * (digits[static_cast<size_t>(i)] == 'X' ? 10 : digits[static_cast<size_t>(i)] - '0');
    if (sum % 11) return std::nullopt;
    return digits;
  }
  if (digits.size() != 13 || !(digits.starts_with("978") || digits.starts_with("979"))) return std::nullopt;
  for (size_t i = 0; i < 13; ++i) sum += (i % 2 ? 3 : 1) * (digits[i] - '0');
  if (sum % 10) return std::nullopt;
  return digits;
}

std::optional<std::string> NormalizeIssn(std::string_view raw) {
  std::string_view text = text::Trim(raw);
  if (StripPrefix(text, "issn") || StripPrefix(text, "eissn")) {
    while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.remove_prefix(1);
  }
  std::string out;
  size_t at = 0;
  for (; at < text.size() && out.size() < 8; ++at) {
    const char c = text[at];
    if (c == '-' && out.size() == 4) continue;
    if (!text::IsAsciiDigit(c) && !((c == 'x' || c == 'X') && out.size() == 7)) return std::nullopt;
    out += c == 'x' ? 'X' : c;
  }
  if (out.size() != 8 || (at < text.size() && text[at] != ' ' && text[at] != '(' && text[at] != ',' && text[at] != ';'))
    return std::nullopt;
  return out.insert(4, "-");
}

}  // namespace concord::library::exchange
