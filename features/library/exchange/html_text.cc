#include "features/library/exchange/html_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

struct Entity {
  std::string_view name;
  uint32_t code;
};
// The names that bibliographic files use: the signs of HTML 4's Latin-1 and special sets, and common letters of
// Latin-2.
constexpr Entity kEntities[] = {
    {"AElig", 0xC6},    {"Aacute", 0xC1},   {"Acirc", 0xC2},    {"Agrave", 0xC0},   {"Alpha", 0x391},  {"Aring", 0xC5},
    {"Atilde", 0xC3},   {"Auml", 0xC4},     {"Beta", 0x392},    {"Ccedil", 0xC7},   {"Delta", 0x394},  {"ETH", 0xD0},
    {"Eacute", 0xC9},   {"Ecirc", 0xCA},    {"Egrave", 0xC8},   {"Euml", 0xCB},     {"Gamma", 0x393},  {"Iacute", 0xCD},
    {"Icirc", 0xCE},    {"Igrave", 0xCC},   {"Iuml", 0xCF},     {"Lstrok", 0x141},  {"Ntilde", 0xD1},  {"OElig", 0x152},
    {"Oacute", 0xD3},   {"Ocirc", 0xD4},    {"Ograve", 0xD2},   {"Omega", 0x3A9},   {"Oslash", 0xD8},  {"Otilde", 0xD5},
    {"Ouml", 0xD6},     {"Scaron", 0x160},  {"Sigma", 0x3A3},   {"THORN", 0xDE},    {"Uacute", 0xDA},  {"Ucirc", 0xDB},
    {"Ugrave", 0xD9},   {"Uuml", 0xDC},     {"Yacute", 0xDD},   {"Zcaron", 0x17D},  {"aacute", 0xE1},  {"acirc", 0xE2},
    {"acute", 0xB4},    {"aelig", 0xE6},    {"agrave", 0xE0},   {"alpha", 0x3B1},   {"amp", '&'},      {"apos", '\''},
    {"aring", 0xE5},    {"atilde", 0xE3},   {"auml", 0xE4},     {"bdquo", 0x201E},  {"beta", 0x3B2},   {"brvbar", 0xA6},
    {"bull", 0x2022},   {"ccaron", 0x10D},  {"ccedil", 0xE7},   {"cent", 0xA2},     {"chi", 0x3C7},    {"copy", 0xA9},
    {"dagger", 0x2020}, {"deg", 0xB0},      {"delta", 0x3B4},   {"divide", 0xF7},   {"eacute", 0xE9},  {"ecirc", 0xEA},
    {"egrave", 0xE8},   {"emsp", 0x2003},   {"ensp", 0x2002},   {"epsilon", 0x3B5}, {"eta", 0x3B7},    {"eth", 0xF0},
    {"euml", 0xEB},     {"euro", 0x20AC},   {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},  {"gamma", 0x3B3},
    {"ge", 0x2265},     {"gt", '>'},        {"hellip", 0x2026}, {"iacute", 0xED},   {"icirc", 0xEE},   {"iexcl", 0xA1},
    {"igrave", 0xEC},   {"iquest", 0xBF},   {"iuml", 0xEF},     {"kappa", 0x3BA},   {"lambda", 0x3BB}, {"laquo", 0xAB},
    {"ldquo", 0x201C},  {"le", 0x2264},     {"lsaquo", 0x2039}, {"lsquo", 0x2018},  {"lstrok", 0x142}, {"lt", '<'},
    {"mdash", 0x2014},  {"micro", 0xB5},    {"middot", 0xB7},   {"minus", 0x2212},  {"mu", 0x3BC},     {"nbsp", 0xA0},
    {"ndash", 0x2013},  {"ne", 0x2260},     {"ntilde", 0xF1},   {"oacute", 0xF3},   {"ocirc", 0xF4},   {"oelig", 0x153},
    {"ograve", 0xF2},   {"omega", 0x3C9},   {"ordf", 0xAA},     {"ordm", 0xBA},     {"oslash", 0xF8},  {"otilde", 0xF5},
    {"ouml", 0xF6},     {"para", 0xB6},     {"phi", 0x3C6},     {"pi", 0x3C0},      {"plusmn", 0xB1},  {"pound", 0xA3},
    {"prime", 0x2032},  {"psi", 0x3C8},     {"quot", '"'},      {"raquo", 0xBB},    {"rdquo", 0x201D}, {"reg", 0xAE},
    {"rho", 0x3C1},     {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"scaron", 0x161}, {"sect", 0xA7},
    {"shy", 0xAD},      {"sigma", 0x3C3},   {"sup1", 0xB9},     {"sup2", 0xB2},     {"sup3", 0xB3},    {"szlig", 0xDF},
    {"tau", 0x3C4},     {"theta", 0x3B8},   {"thinsp", 0x2009}, {"thorn", 0xFE},    {"tilde", 0x2DC},  {"times", 0xD7},
    {"trade", 0x2122},  {"uacute", 0xFA},   {"ucirc", 0xFB},    {"ugrave", 0xF9},   {"uuml", 0xFC},    {"yacute", 0xFD},
    {"yen", 0xA5},      {"yuml", 0xFF},     {"zcaron", 0x17E},  {"zwj", 0x200D},    {"zwnj", 0x200C}};

uint32_t Named(std::string_view name) {
  const auto* found =
      std::lower_bound(std::begin(kEntities), std::end(kEntities), name,
                       [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  return found != std::end(kEntities) && found->name == name ? found->code : 0;
}

// Numbers of 128 to 159 are meant as Windows-1252, as browsers read them.
uint32_t Numbered(std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 7) return 0;
  uint32_t code = 0;
  for (const char c : digits) {
    uint32_t value = 16;
    if (c >= '0' && c <= '9') value = static_cast<uint32_t>(c - '0');
    if (hex && c >= 'a' && c <= 'f') value = static_cast<uint32_t>(c - 'a' + 10);
    if (hex && c >= 'A' && c <= 'F') value = static_cast<uint32_t>(c - 'A' + 10);
    if (value > 15) return 0;
    code = code * (hex ? 16 : 10) + value;
  }
  constexpr uint16_t kQuotes[] = {0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014};
  if (code >= 145 && code <= 151) return kQuotes[code - 145];
  return code < 0x20 || code > 0x10FFFF ? ' ' : code;
}

// Appends the entity at `at` ("&...;") and returns its length, or 0 where there is none.
size_t AppendEntity(std::string& out, std::string_view text, size_t at) {
  const size_t end = text.substr(at, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(at + 1, end - 1);
  const uint32_t code = name[0] == '#' ? Numbered(name.substr(1)) : Named(name);
  if (!code) return 0;
  text::AppendUtf8(out, code);
  return end + 1;
}

enum class TagKind { kUnknown, kInline, kParagraph, kBreak };

TagKind KindOf(std::string_view name) {
  static constexpr std::string_view kInline[] = {
      "i",        "b",        "em",         "strong",      "sub",    "sup",    "span",   "u",
      "sc",       "scp",      "tt",         "small",       "big",    "font",   "a",      "inf",
      "italic",   "bold",     "ns0:italic", "mml:math",    "mml:mi", "mml:mn", "mml:mo", "mml:mrow",
      "mml:msub", "mml:msup", "mml:mtext",  "title-group", "roman"};
  static constexpr std::string_view kParagraph[] = {"p",  "div", "h1",  "h2",    "h3",       "h4",   "ul",
                                                    "ol", "li",  "sec", "title", "abstract", "label"};
  if (name.starts_with("jats:")) name.remove_prefix(5);
  if (name == "br") return TagKind::kBreak;
  if (std::find(std::begin(kInline), std::end(kInline), name) != std::end(kInline)) return TagKind::kInline;
  if (std::find(std::begin(kParagraph), std::end(kParagraph), name) != std::end(kParagraph)) return TagKind::kParagraph;
  return TagKind::kUnknown;
}

// The length of the known tag at `at` ("<i>", "</jats:p>", "<span class=...>"), or 0.
size_t TagAt(std::string_view text, size_t at, TagKind& kind) {
  size_t end = at + 1;
  if (end < text.size() && text[end] == '/') ++end;
  const size_t name_begin = end;
  while (end < text.size() && end - name_begin < 16 &&
         ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z') ||
          (text[end] >= '0' && text[end] <= '9') || text[end] == ':' || text[end] == '-')) {
    ++end;
  }
  kind = KindOf(text::LowerAscii(text.substr(name_begin, end - name_begin)));
  if (kind == TagKind::kUnknown || end >= text.size()) return 0;
  if (text[end] != '>' && text[end] != '/' && text[end] != ' ' && text[end] != '\n' && text[end] != '\t') return 0;
  // Attributes are short; a lone "<a " in a sentence is not a tag.
  const size_t close = text.substr(end, 500).find('>');
  if (close == std::string_view::npos || text.substr(end, close).find('<') != std::string_view::npos) return 0;
  return end + close + 1 - at;
}

std::string DropTags(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    TagKind kind = TagKind::kUnknown;
    const size_t length = text[at] == '<' ? TagAt(text, at, kind) : 0;
    if (length == 0) {
      out += text[at++];
      continue;
    }
    if (kind == TagKind::kParagraph) out += "\n\n";
    if (kind == TagKind::kBreak) out += ' ';
    at += length;
  }
  return out;
}

std::string DecodeEntities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t length = text[at] == '&' ? AppendEntity(out, text, at) : 0;
    if (length == 0) out += text[at];
    at += std::max<size_t>(length, 1);
  }
  return out;
}

}  // namespace

std::string HtmlToText(std::string_view html) {
  std::string text(html);
  for (int round = 0; round < 3; ++round) {
    if (text.find_first_of("&<") == std::string::npos) break;
    // Tags may stand behind entities ("&lt;i&gt;"), as feeds write them.
    std::string next = DecodeEntities(DropTags(text));
    if (next == text) break;
    text = std::move(next);
  }
  return DropTags(text);
}

}  // namespace concord::library::exchange
