#include "base/search/stems.h"

#include <xapian.h>

#include <algorithm>
#include <iterator>

namespace concord::search {
namespace {

constexpr size_t kRemembered = 200'000;  // stems a language keeps at hand

struct Known {
  std::string_view iso;
  char letter;
  const char* stemmer;
};
constexpr Known kLanguages[] = {{"en", 'e', "english"},    {"es", 's', "spanish"},   {"fr", 'f', "french"},
                                {"pt", 'p', "portuguese"}, {"de", 'd', "german"},    {"it", 'i', "italian"},
                                {"nl", 'n', "dutch"},      {"sv", 'v', "swedish"},   {"da", 'a', "danish"},
                                {"no", 'o', "norwegian"},  {"nb", 'o', "norwegian"}, {"fi", 'u', "finnish"},
                                {"ru", 'r', "russian"},    {"hu", 'h', "hungarian"}, {"ro", 'm', "romanian"}};

// The Spanish stemmer expects accents on some endings, and folded words have none: without this, "comunicacion" and
// "comunicaciones" would part.
std::string RestoreSpanishAccents(const std::string& word) {
  struct Ending {
    std::string_view folded, accented;
  };
  static constexpr Ending kEndings[] = {
      {"acion", "ación"}, {"ucion", "ución"}, {"logia", "logía"}, {"logias", "logías"}};
  for (const auto& [folded, accented] : kEndings) {
    if (word.ends_with(folded)) return word.substr(0, word.size() - folded.size()).append(accented);
  }
  return word;
}

void DropSpanishAccents(std::string& stem) {
  size_t out = 0;
  for (size_t at = 0; at < stem.size(); ++at) {
    if (stem[at] == '\xC3' && at + 1 < stem.size()) {
      ++at;
      stem[out++] = stem[at] == '\xB3' ? 'o' : 'i';  // only ó and í were put in
    } else {
      stem[out++] = stem[at];
    }
  }
  stem.resize(out);
}

}  // namespace

char LanguageLetter(std::string_view iso) {
  for (const Known& known : kLanguages) {
    if (iso.substr(0, 2) == known.iso && (iso.size() == 2 || iso[2] == '-')) return known.letter;
  }
  return 'x';
}

Stems::Stems() = default;
Stems::~Stems() = default;

const std::string& Stems::Of(char letter, const std::string& folded) {
  Language& language = languages_[static_cast<size_t>(letter - 'a')];
  if (const auto it = language.known.find(folded); it != language.known.end()) return it->second;
  if (!language.stem) {
    const auto known =
        std::find_if(std::begin(kLanguages), std::end(kLanguages), [&](const Known& k) { return k.letter == letter; });
    language.stem = std::make_unique<Xapian::Stem>(known == std::end(kLanguages) ? "none" : known->stemmer);
  }
  if (language.known.size() >= kRemembered) language.known.clear();
  std::string stem = letter == 's' ? (*language.stem)(RestoreSpanishAccents(folded)) : (*language.stem)(folded);
  if (letter == 's') {
    const bool restored = RestoreSpanishAccents(folded) != folded;
    if (restored) DropSpanishAccents(stem);
  }
  if (stem.empty()) stem = folded;
  return language.known.emplace(folded, std::move(stem)).first->second;
}

}  // namespace concord::search
