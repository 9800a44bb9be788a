#include "features/library/exchange/names.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/encoding.h"

namespace concord::library::exchange {
namespace {

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : text::Split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

std::string JoinRange(const std::vector<std::string>& words, size_t from, size_t to) {
  std::string out;
  for (size_t i = from; i < to; ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

// Folded, between blanks.
constexpr std::string_view kOrganizationWords =
    " academy administration agency alliance asociacion association authority board bureau center centre centro "
    "church city clinic coalition collaboration collaborative college commission committee community company "
    "confederation consortium corp corporation council county court department dept division enforcement "
    "federal federation force forum foundation fundacion government group hospital inc initiative institut "
    "institute institution instituto international justice lab laboratory league library llc ltd ministerio "
    "ministry municipality national network office organisation organization panel partners partnership police "
    "policia press program programme project public research school secretaria secretariat service services "
    "sheriff sheriffs society staff state states task team trust union united universidad universitat "
    "universite university working world of for the and on & ";

bool IsOrganizationWord(const std::string& word) {
  const std::string folded = word == "&" ? word : text::NormalizeTitle(word);
  return !folded.empty() && kOrganizationWords.find(" " + folded + " ") != std::string_view::npos;
}

bool IsParticle(std::string_view word) {
  static constexpr std::string_view kWords[] = {"van", "von", "de",  "der", "den", "del", "della", "di",  "da", "dos",
                                                "das", "du",  "la",  "le",  "el",  "al",  "ter",   "ten", "zu", "zur",
                                                "vom", "bin", "ibn", "ap",  "af",  "av",  "do",    "des", "'t"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// "E.", "EB", "J.-P.": capitals and full stops only, at most four letters.
bool IsInitials(const std::string& word) {
  size_t letters = 0;
  for (size_t at = 0; at < word.size();) {
    const uint32_t code = NextCodePoint(word, at);
    if (code == '.' || code == '-') continue;
    if (utf8proc_category(static_cast<utf8proc_int32_t>(code)) != UTF8PROC_CATEGORY_LU) return false;
    ++letters;
  }
  return letters > 0 && letters <= 4;
}

bool HasLower(const std::string& word) {
  for (size_t at = 0; at < word.size();) {
    if (utf8proc_category(static_cast<utf8proc_int32_t>(NextCodePoint(word, at))) == UTF8PROC_CATEGORY_LL) return true;
  }
  return false;
}

Name Inverted(std::string_view text) {
  std::vector<std::string> parts;
  for (const auto part : text::Split(text, ',')) {
    if (const auto trimmed = text::Trim(part); !trimmed.empty()) parts.emplace_back(trimmed);
  }
  if (parts.empty()) return {};
  if (parts.size() == 1) return {"", "", parts[0]};
  Name name{parts[0], parts[1], ""};
  if (parts.size() > 2 && IsSuffix(parts[1])) {  // "King, Jr., Martin"
    name.family += " " + parts[1];
    name.given = JoinRange(parts, 2, parts.size());
  } else if (parts.size() == 2 && IsSuffix(parts[1])) {  // "Martin Luther King, Jr."
    name = ParseName(parts[0]);
    (name.literal.empty() ? name.family : name.literal) += " " + parts[1];
  } else if (parts.size() == 3) {
    if (IsSuffix(parts[2])) {
      name.family += " " + parts[2];
    } else {
      name.given += ", " + parts[2];
    }
  } else if (parts.size() > 3) {
    return {"", "", std::string(text)};  // "Department of Justice, Civil Rights Division, Washington, DC"
  }
  return name;
}

Name Natural(std::string text) {
  auto words = Words(text);
  std::string suffix;
  if (words.size() > 2 && IsSuffix(words.back())) {
    suffix = " " + words.back();
    words.pop_back();
  }
  if (words.size() < 2 || words.size() > 5) return {"", "", text};
  if (std::any_of(words.begin(), words.end(), IsOrganizationWord)) return {"", "", text};
  if (words.back().find_first_of("0123456789()/") != std::string::npos) return {"", "", text};
  // "Fanning E.", "Smith JB": family name, then initials.
  if (IsInitials(words.back()) && HasLower(words[words.size() - 2])) {
    return {JoinRange(words, 0, words.size() - 1) + suffix, words.back(), ""};
  }
  size_t family = words.size() - 1;
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (IsParticle(words[i])) {
      family = i;
      break;
    }
  }
  return {JoinRange(words, family, words.size()) + suffix, JoinRange(words, 0, family), ""};
}

bool IsSeparatorWord(std::string_view word) {
  return text::EqualsIgnoreAsciiCase(word, "and") || word == "&" || text::EqualsIgnoreAsciiCase(word, "y") ||
         text::EqualsIgnoreAsciiCase(word, "with");
}

// Splits at the words "and", "&", "y" that stand alone.
std::vector<std::string> SplitAtAnd(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const auto& word : Words(text)) {
    if (IsSeparatorWord(word)) {
      parts.emplace_back();
      continue;
    }
    if (!parts.back().empty()) parts.back() += ' ';
    parts.back() += word;
  }
  std::erase_if(parts, [](const std::string& part) { return text::Trim(part).empty(); });
  return parts;
}

// One piece between separators: one inverted name, or whole names between commas.
void AppendCommaList(std::vector<Name>& out, const std::string& text, bool several) {
  std::vector<std::string> parts;
  for (const auto raw : text::Split(text, ',')) {
    const auto part = text::Trim(raw);
    if (part.empty()) continue;
    if (!parts.empty() && IsSuffix(part)) {
      parts.back() += " " + std::string(part);
    } else {
      parts.emplace_back(part);
    }
  }
  if (parts.empty()) return;
  const auto word_count = [](const std::string& part) { return Words(part).size(); };
  const size_t whole =
      static_cast<size_t>(std::count_if(parts.begin(), parts.end(), [&](const auto& p) { return word_count(p) >= 2; }));
  // "Smith, J., Doe, A. B.": every second part is a given name.
  bool pairs = parts.size() % 2 == 0;
  for (size_t i = 0; pairs && i + 1 < parts.size(); i += 2) {
    const auto given = Words(parts[i + 1]);
    pairs = word_count(parts[i]) <= 3 && std::all_of(given.begin(), given.end(), IsInitials);
  }
  const bool inverted = parts.size() == 2 && (word_count(parts[0]) == 1 ||
                                              (several && word_count(parts[1]) == 1 && word_count(parts[0]) == 1));
  if (parts.size() == 1) {
    out.push_back(ParseName(parts[0]));
  } else if (pairs) {
    for (size_t i = 0; i + 1 < parts.size(); i += 2) out.push_back({parts[i], parts[i + 1], ""});
  } else if (inverted) {
    out.push_back({parts[0], parts[1], ""});
  } else if (whole * 2 >= parts.size()) {
    for (const auto& part : parts) out.push_back(ParseName(part));
  } else if (parts.size() % 2 == 0) {
    for (size_t i = 0; i + 1 < parts.size(); i += 2) out.push_back({parts[i], parts[i + 1], ""});
  } else {
    out.push_back({"", "", text});
  }
}

}  // namespace

bool IsSuffix(std::string_view word) {
  static constexpr std::string_view kSuffixes[] = {"jr",     "jr.",    "sr",    "sr.", "ii", "iii",  "iv",
                                                   "junior", "senior", "ph.d.", "phd", "md", "m.d.", "esq."};
  return std::find(std::begin(kSuffixes), std::end(kSuffixes), text::LowerAscii(text::Trim(word))) !=
         std::end(kSuffixes);
}

Name ParseName(std::string_view raw) {
  std::string text = text::CollapseSpace(raw);
  while (!text.empty() && (text.back() == ',' || text.back() == ';')) text.pop_back();
  if (text.empty()) return {};
  return text.find(',') != std::string::npos ? Inverted(text) : Natural(std::move(text));
}

std::vector<Name> ParseNameList(std::string_view text) {
  std::vector<Name> names;
  char separator = 0;
  for (const char c : {';', '|', '\n'}) {
    if (!separator && text.find(c) != std::string_view::npos) separator = c;
  }
  if (separator) {
    for (const auto part : text::Split(text, separator)) {
      std::string one = text::CollapseSpace(part);
      // "Doe, Jane; and Roe, Richard"
      if (one.starts_with("and ")) one.erase(0, 4);
      if (Name name = ParseName(one); name != Name()) names.push_back(std::move(name));
    }
    return names;
  }
  const std::string whole = text::CollapseSpace(text);
  const auto parts = SplitAtAnd(whole);
  // "Department of Research and Development": the halves of an organization are no list.
  if (parts.size() == 2 && whole.find(',') == std::string::npos) {
    const auto first = Words(parts[0]), second = Words(parts[1]);
    const bool organization = std::any_of(first.begin(), first.end(), IsOrganizationWord) ||
                              (second.size() < 2 && first.size() < 2) ||
                              std::any_of(second.begin(), second.end(), IsOrganizationWord);
    if (organization) return {Name{"", "", whole}};
  }
  for (const auto& part : parts) AppendCommaList(names, part, parts.size() > 1);
  std::erase_if(names, [](const Name& name) {
    return name == Name() || text::EqualsIgnoreAsciiCase(name.literal, "et al.") ||
           text::EqualsIgnoreAsciiCase(name.literal, "et al") || text::EqualsIgnoreAsciiCase(name.literal, "others");
  });
  return names;
}

}  // namespace concord::library::exchange
