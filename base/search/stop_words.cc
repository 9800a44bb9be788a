#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/search/stems.h"

namespace concord::search {
namespace {

// Sorted, folded. The first two lists are not indexed for documents of that language.
constexpr std::string_view kSkippedEnglish[] = {
    "a",     "an",   "and",   "are",   "as",   "at",   "be", "but", "by",   "for",   "from",
    "in",    "into", "is",    "it",    "its",  "of",   "on", "or",  "such", "that",  "the",
    "their", "then", "there", "these", "they", "this", "to", "was", "were", "which", "with"};
constexpr std::string_view kSkippedSpanish[] = {"a",   "al", "con", "de",  "del", "e",  "el",   "en",
                                                "es",  "la", "las", "lo",  "los", "o",  "para", "por",
                                                "que", "se", "su",  "sus", "u",   "un", "una",  "y"};
constexpr std::string_view kStopEnglish[] = {
    "about",     "all",  "also",    "am",      "another", "any",     "anybody", "anyone",  "anything",  "arent",
    "because",   "been", "before",  "being",   "between", "can",     "cannot",  "come",    "comes",     "could",
    "did",       "do",   "does",    "doing",   "dont",    "each",    "etc",     "every",   "everybody", "everyone",
    "get",       "gets", "getting", "had",     "has",     "have",    "having",  "he",      "her",       "here",
    "him",       "his",  "how",     "i",       "id",      "if",      "im",      "instead", "ive",       "many",
    "me",        "more", "most",    "much",    "my",      "no",      "nor",     "not",     "other",     "others",
    "ought",     "our",  "ours",    "several", "she",     "should",  "so",      "some",    "somebody",  "someone",
    "something", "than", "them",    "those",   "through", "too",     "until",   "upon",    "us",        "very",
    "via",       "we",   "what",    "when",    "where",   "whether", "while",   "who",     "whom",      "whose",
    "why",       "will", "within",  "without", "would",   "you",     "your"};
constexpr std::string_view kStopSpanish[] = {
    "algo",   "alguien", "alguna", "algunas",   "alguno",   "algunos", "ante",    "antes",   "aunque",  "cada",
    "como",   "cual",    "cuales", "cualquier", "cuando",   "cuanta",  "cuantas", "cuanto",  "cuantos", "debe",
    "deben",  "desde",   "donde",  "durante",   "ella",     "ellas",   "ellos",   "entre",   "era",     "esa",
    "esas",   "ese",     "eso",    "esos",      "esta",     "estas",   "este",    "esto",    "estos",   "fue",
    "fueron", "ha",      "hace",   "hacen",     "hacer",    "han",     "hasta",   "hay",     "la",      "le",
    "les",    "mas",     "me",     "mi",        "mis",      "mucha",   "muchas",  "mucho",   "muchos",  "muy",
    "ni",     "no",      "nos",    "nosotras",  "nosotros", "nuestra", "nuestro", "otra",    "otras",   "otro",
    "otros",  "pero",    "porque", "puede",     "pueden",   "puedo",   "quien",   "quienes", "segun",   "ser",
    "si",     "sin",     "sobre",  "son",       "tambien",  "te",      "tiene",   "tienen",  "toda",    "todas",
    "todo",   "todos",   "tras",   "tu",        "tus",      "unas",    "unos",    "ya",      "yo"};

template <typename List>
bool In(const List& list, std::string_view word) {
  return std::binary_search(std::begin(list), std::end(list), word);
}

static_assert(std::ranges::is_sorted(kSkippedEnglish) && std::ranges::is_sorted(kSkippedSpanish) &&
              std::ranges::is_sorted(kStopEnglish) && std::ranges::is_sorted(kStopSpanish));

}  // namespace

bool IsSkipped(char letter, std::string_view folded) {
  if (letter == 'e') return In(kSkippedEnglish, folded);
  if (letter == 's') return In(kSkippedSpanish, folded);
  return false;
}

bool IsStopWord(std::string_view folded) {
  return In(kSkippedEnglish, folded) || In(kSkippedSpanish, folded) || In(kStopEnglish, folded) ||
         In(kStopSpanish, folded);
}

}  // namespace concord::search
