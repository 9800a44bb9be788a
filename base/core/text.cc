#include "base/core/text.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>

namespace concord::text {
namespace {

// One code point from `bytes` at `at`; returns its length in bytes, or 0 where the bytes are not UTF-8.
size_t Decode(std::string_view bytes, size_t at, utf8proc_int32_t& code) {
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()) + at,
                                  static_cast<utf8proc_ssize_t>(bytes.size() - at), &code);
  return n > 0 && code >= 0 ? static_cast<size_t>(n) : 0;
}

std::string Map(std::string_view input, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(input.data()), static_cast<utf8proc_ssize_t>(input.size()),
                   &out, static_cast<utf8proc_option_t>(options));
  std::string result;
  if (n >= 0) result.assign(reinterpret_cast<char*>(out), static_cast<size_t>(n));
  std::free(out);
  return result;
}

// Windows-1252 0x80..0x9F; 0 where it assigns nothing (browsers read those as the C1 control of the same value).
constexpr std::array<uint16_t, 32> kCp1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                              0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<uint8_t> ToCp1252(utf8proc_int32_t code) {
  if (code < 0x80 || (code >= 0xA0 && code <= 0xFF)) return static_cast<uint8_t>(code);
  if (code >= 0x80 && code <= 0x9F && kCp1252[static_cast<size_t>(code - 0x80)] == 0) return static_cast<uint8_t>(code);
  for (size_t i = 0; i < kCp1252.size(); ++i) {
    if (kCp1252[i] == code && code != 0) return static_cast<uint8_t>(0x80 + i);
  }
  return std::nullopt;
}

std::optional<std::string> UndoOneLayer(std::string_view input) {
  std::string bytes;
  bool any_high = false;
  for (size_t at = 0; at < input.size();) {
    utf8proc_int32_t code;
    const size_t n = Decode(input, at, code);
    if (n == 0) return std::nullopt;
    const auto byte = ToCp1252(code);
    if (!byte) return std::nullopt;
    any_high |= *byte >= 0x80;
    bytes += static_cast<char>(*byte);
    at += n;
  }
  // The bytes must be UTF-8: that, with the one-to-one table above, is the round trip that proves the repair.
  if (!any_high || !IsValidUtf8(bytes)) return std::nullopt;
  return bytes;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code;
    const size_t n = Decode(bytes, at, code);
    if (n == 0) return false;
    at += n;
  }
  return true;
}

std::string Clean(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    utf8proc_int32_t code;
    const size_t n = Decode(bytes, at, code);
    if (n == 0) {
      AppendUtf8(out, 0xFFFD);
      ++at;
      continue;
    }
    const bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
    if (!control) out.append(bytes.substr(at, n));
    at += n;
  }
  return out;
}

std::string Fold(std::string_view input) {
  bool plain = true;
  for (const char c : input) plain &= static_cast<unsigned char>(c) < 0x80;
  if (plain) return LowerAscii(input);
  if (!IsValidUtf8(input)) return Fold(Clean(input));
  return Map(input, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
                        UTF8PROC_IGNORE);
}

std::string NormalizeTitle(std::string_view title) {
  const std::string folded = Fold(title);
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < folded.size();) {
    utf8proc_int32_t code;
    const size_t n = Decode(folded, at, code);
    if (n == 0) break;
    const auto category = utf8proc_category(code);
    const bool keeps = category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND ||
                       category == UTF8PROC_CATEGORY_NL || category == UTF8PROC_CATEGORY_NO;
    // An apostrophe joins ("officer's" is one word); every other sign parts.
    const bool joins = code == '\'' || code == 0x2019 || code == 0x02BC;
    if (keeps && category != UTF8PROC_CATEGORY_CN) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out.append(folded, at, n);
    } else if (!joins) {
      gap = true;
    }
    at += n;
  }
  return out;
}

std::string Slugify(std::string_view input, size_t max) {
  std::string slug;
  bool gap = false;
  for (const char c : NormalizeTitle(input)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (gap && !slug.empty()) slug += '-';
      gap = false;
      slug += c;
    } else if (c == ' ') {
      gap = true;
    }
  }
  if (slug.size() > max) {
    const bool at_word = slug[max] == '-';
    slug.resize(max);
    const size_t dash = slug.rfind('-');
    if (!at_word && dash != std::string::npos && dash > max / 2) slug.resize(dash);
  }
  return slug;
}

std::string_view Trim(std::string_view input) {
  while (!input.empty() && IsAsciiSpace(input.front())) input.remove_prefix(1);
  while (!input.empty() && IsAsciiSpace(input.back())) input.remove_suffix(1);
  return input;
}

std::string CollapseSpace(std::string_view input) {
  std::string out;
  bool gap = false;
  for (const char c : Trim(input)) {
    if (IsAsciiSpace(c)) {
      gap = true;
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::vector<std::string_view> Split(std::string_view input, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = input.find(separator);
    parts.push_back(input.substr(0, at));
    if (at == std::string_view::npos) return parts;
    input.remove_prefix(at + 1);
  }
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i) out += separator;
    out += parts[i];
  }
  return out;
}

std::string EscapeMarkup(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b) { return LowerAscii(a) == LowerAscii(b); }

std::string LowerAscii(std::string_view input) {
  std::string out(input);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

size_t CountCodePoints(std::string_view input) {
  size_t count = 0;
  for (const char c : input) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string Shorten(std::string_view input, size_t max_chars) {
  if (CountCodePoints(input) <= max_chars) return std::string(input);
  size_t at = 0;
  for (size_t count = 0; at < input.size() && count < max_chars; ++count) {
    for (++at; at < input.size() && (static_cast<unsigned char>(input[at]) & 0xC0) == 0x80;) ++at;
  }
  const size_t space = input.substr(0, at).rfind(' ');
  if (space != std::string_view::npos && space > at / 2) at = space;
  return std::string(Trim(input.substr(0, at))) + "…";
}

std::optional<std::string> RepairDoubleEncoding(std::string_view input) {
  auto once = UndoOneLayer(input);
  if (!once) return std::nullopt;
  if (auto twice = UndoOneLayer(*once)) return twice;
  return once;
}

void AppendUtf8(std::string& out, uint32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  utf8proc_uint8_t buffer[4];
  const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), buffer);
  out.append(reinterpret_cast<char*>(buffer), static_cast<size_t>(n));
}

}  // namespace concord::text
