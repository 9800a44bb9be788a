// Unicode text: checking, folding for comparison, slugs, and repair of doubly encoded text.
// Pure functions; input is UTF-8 unless said otherwise; nothing here throws on bad bytes.
#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::text {

// Of ASCII alone, whatever the locale.
constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsAsciiLetterOrDigit(char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); }
constexpr bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether the word is one of the list, case and all.
inline bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsValidUtf8(std::string_view bytes);
// Replaces each invalid sequence by U+FFFD and drops control characters other than tab and line feed.
std::string Clean(std::string_view bytes);

// For comparing, never for showing: NFKC, case folded, accents and other marks removed.
std::string Fold(std::string_view text);
// Fold, with everything but letters and digits turned into single spaces: "normalized title".
std::string NormalizeTitle(std::string_view title);
// Lower-case ASCII letters, digits and single hyphens, at most `max` bytes, cut at a word: for addresses.
// Letters without an ASCII base are left out; the result may be empty.
std::string Slugify(std::string_view text, size_t max = 80);

std::string_view Trim(std::string_view text);
// Trims, and turns every run of white space into one space.
std::string CollapseSpace(std::string_view text);
std::vector<std::string_view> Split(std::string_view text, char separator);
std::string Join(const std::vector<std::string>& parts, std::string_view separator);
// For HTML and XML, in text and in quoted attributes.
std::string EscapeMarkup(std::string_view text);
bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b);
std::string LowerAscii(std::string_view text);
// At most `max_chars` code points, cut at a word, with an ellipsis where something was cut.
std::string Shorten(std::string_view text, size_t max_chars);
size_t CountCodePoints(std::string_view text);

// Text that was UTF-8, was read as Windows-1252 and was written as UTF-8 again ("AndrÃ©", "â€“"), set right.
// Repairs only what a round trip proves: reading the result the wrong way gives the input again, byte for byte,
// and the input holds at least one such sequence. Anything else: nullopt. Up to two layers are undone.
std::optional<std::string> RepairDoubleEncoding(std::string_view text);

// Appends one code point as UTF-8 (surrogates and values over U+10FFFF become U+FFFD).
void AppendUtf8(std::string& out, uint32_t code_point);

}  // namespace concord::text
