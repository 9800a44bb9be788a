// Stems of folded words by language, and the words that force no match. A term of the index is one letter for the
// language of the document and the stem. One Stems object per thread: it keeps what it has worked out.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace Xapian {
class Stem;
}

namespace concord::search {

// The letter of a language: 'e' for "en", 's' for "es" and so on, 'x' where words are taken as they are.
char LanguageLetter(std::string_view iso_639_1);

// Function words of the document's language (articles, prepositions, "be"): they are left out of the index's terms, and
// are found by the stored text alone.
bool IsSkipped(char letter, std::string_view folded);

// Words of either language that do not force a match when a person writes them: the skipped ones, and question words,
// pronouns, auxiliaries ("what", "should", "cuando").
bool IsStopWord(std::string_view folded);

class Stems {
 public:
  Stems();
  ~Stems();
  Stems(const Stems&) = delete;
  Stems& operator=(const Stems&) = delete;

  // The stem of a folded word. Valid until the next call.
  const std::string& Of(char letter, const std::string& folded);
  // Letter and stem: the term.
  std::string Term(char letter, const std::string& folded) { return letter + Of(letter, folded); }

 private:
  struct Language {
    std::unique_ptr<Xapian::Stem> stem;  // none: words as they are
    std::unordered_map<std::string, std::string> known;
  };
  std::array<Language, 26> languages_;  // by letter
};

}  // namespace concord::search
