// BibTeX's rules for names: what is First, von, Last and Jr.
#include <utf8proc.h>

#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/tex.h"

namespace concord::library::exchange {
namespace {

// Splits where `is_separator` holds outside of braces; an escaped brace does not count.
template <typename Predicate>
std::vector<std::string_view> SplitOutside(std::string_view tex, Predicate is_separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t at = 0; at < tex.size(); ++at) {
    if (tex[at] == '\\' && at + 1 < tex.size()) {
      ++at;
    } else if (tex[at] == '{') {
      ++depth;
    } else if (tex[at] == '}') {
      depth = std::max(0, depth - 1);
    } else if (depth == 0 && is_separator(tex[at])) {
      parts.push_back(tex.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(tex.substr(begin));
  return parts;
}

std::vector<std::string_view> WordsOf(std::string_view tex) {
  auto words = SplitOutside(tex, [](char c) { return text::IsAsciiSpace(c) || c == '~'; });
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  return words;
}

std::string Plain(std::string_view tex) { return text::CollapseSpace(TexToText(tex)); }

std::string Plain(const std::vector<std::string_view>& words, size_t from, size_t to) {
  std::string tex;
  for (size_t i = from; i < to; ++i) {
    if (!tex.empty()) tex += ' ';
    tex += words[i];
  }
  return Plain(tex);
}

// The whole text is one group: "{World Bank}".
bool IsGroup(std::string_view tex) {
  if (tex.size() < 2 || tex.front() != '{' || tex.back() != '}') return false;
  int depth = 0;
  for (size_t at = 0; at < tex.size(); ++at) {
    if (tex[at] == '\\') {
      ++at;
      continue;
    }
    depth += tex[at] == '{' ? 1 : tex[at] == '}' ? -1 : 0;
    if (depth == 0) return at + 1 == tex.size();
  }
  return false;
}

// A word belongs to the particle when its first letter is small. A group that is no accent or sign counts as neither.
bool IsSmall(std::string_view word) {
  if (word.starts_with('{') && !word.starts_with("{\\")) return false;
  const std::string plain = TexToText(word);
  for (size_t at = 0; at < plain.size();) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(NextCodePoint(plain, at)));
    if (category == UTF8PROC_CATEGORY_LL) return true;
    if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_LO)
      return false;
  }
  return false;
}

std::string Joined(std::string a, const std::string& b) {
  if (!a.empty() && !b.empty()) a += ' ';
  return a + b;
}

Name NaturalOrder(std::string_view tex) {
  const auto words = WordsOf(tex);
  if (words.empty()) return {};
  size_t last = words.size() - 1;
  if (words.size() > 2 && IsSuffix(words.back())) --last;  // "Martin Luther King Jr."
  size_t von = words.size();
  for (size_t i = 0; i < last && von == words.size(); ++i) {
    if (IsSmall(words[i])) von = i;
  }
  const size_t begin = std::min(von, last);
  Name name{Plain(words, begin, words.size()), Plain(words, 0, begin), ""};
  return name;
}

// "family={van Beethoven}, given=Ludwig" (BibLaTeX 3.5 and later). False where it is nothing of the kind.
bool ExtendedName(const std::vector<std::string_view>& parts, Name& name) {
  static constexpr std::string_view kKeys[] = {"family",   "given",   "prefix",   "suffix",   "useprefix", "id",
                                               "family-i", "given-i", "prefix-i", "suffix-i", "hash"};
  std::string family, given, prefix, suffix;
  for (const auto part : parts) {
    const auto trimmed = text::Trim(part);
    const size_t equals = trimmed.find('=');
    const std::string key = text::LowerAscii(text::Trim(trimmed.substr(0, equals)));
    if (equals == std::string_view::npos || std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys))
      return false;
    auto tex = text::Trim(trimmed.substr(equals + 1));
    if (tex.size() > 1 && tex.front() == '"' && tex.back() == '"') tex = tex.substr(1, tex.size() - 2);
    const std::string value = Plain(tex);
    if (key == "family") family = value;
    if (key == "given") given = value;
    if (key == "prefix") prefix = value;
    if (key == "suffix") suffix = value;
  }
  name = {Joined(Joined(prefix, family), suffix), given, ""};
  return true;
}

Name OneName(std::string_view tex) {
  tex = text::Trim(tex);
  if (IsGroup(tex)) return {"", "", Plain(tex)};
  auto parts = SplitOutside(tex, [](char c) { return c == ','; });
  if (Name name; ExtendedName(parts, name)) return name;
  if (parts.size() > 1 && text::Trim(parts.back()).empty()) parts.pop_back();  // "May, Keith,"
  if (parts.size() == 1) {
    Name name = NaturalOrder(parts[0]);
    // A single word in braces, or one word alone, is still a family name: Plato.
    return name;
  }
  Name name{Plain(parts[0]), Plain(parts.back()), ""};
  if (parts.size() == 2 && IsSuffix(parts[1])) {
    name = NaturalOrder(parts[0]);
    name.family = Joined(name.family, Plain(parts[1]));
  } else if (parts.size() > 2) {
    // von Last, Jr, First; some write von Last, First, Jr.
    const bool at_end = IsSuffix(Plain(parts[2])) && !IsSuffix(Plain(parts[1]));
    name.family = Joined(name.family, Plain(parts[at_end ? 2 : 1]));
    name.given = Plain(parts[at_end ? 1 : 2]);
  }
  return name;
}

}  // namespace

BibtexNames ParseBibtexNames(std::string_view tex) {
  BibtexNames list;
  const auto take = [&](size_t begin, size_t end) {
    std::string_view one = text::Trim(tex.substr(begin, end - begin));
    if (one.ends_with("et al.") || one.ends_with("et al")) {
      list.others = true;
      one = text::Trim(one.substr(0, one.rfind("et al")));
      if (one.ends_with(',')) one.remove_suffix(1);
    }
    if (one.empty()) return;
    if (text::EqualsIgnoreAsciiCase(one, "others")) {
      list.others = true;
      return;
    }
    if (Name name = OneName(one); name != Name()) list.names.push_back(std::move(name));
  };
  size_t begin = 0;
  int depth = 0;
  for (size_t at = 0; at < tex.size(); ++at) {
    const char c = tex[at];
    if (c == '\\') {
      ++at;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      depth = std::max(0, depth - 1);
    } else if (depth == 0 && text::IsAsciiSpace(c) && at + 4 < tex.size() && text::IsAsciiSpace(tex[at + 4]) &&
               text::EqualsIgnoreAsciiCase(tex.substr(at + 1, 3), "and")) {
      take(begin, at);
      begin = at + 5;
      at += 3;  // the space after "and" may begin the next one
    }
  }
  if (begin < tex.size()) take(begin, tex.size());
  return list;
}

}  // namespace concord::library::exchange
