#include "base/search/tokenizer.h"

#include <utf8proc.h>

#include "base/core/text.h"

namespace concord::search {
namespace {

// Length of an apostrophe at `at`, or 0.
size_t Apostrophe(std::string_view text, size_t at) {
  if (text[at] == '\'') return 1;
  const std::string_view rest = text.substr(at, 3);
  if (rest == "\xE2\x80\x99") return 3;            // U+2019
  return rest.substr(0, 2) == "\xCA\xBC" ? 2 : 0;  // U+02BC
}

// Whether the dot at `at` stands inside an abbreviation such as "U.S.": single letters on both sides.
bool DotJoins(std::string_view text, size_t at, bool single_letters) {
  if (!single_letters || text[at] != '.' || at + 1 >= text.size() || !text::IsAsciiLetter(text[at + 1])) return false;
  return at + 2 >= text.size() ||
         !(text::IsAsciiLetterOrDigit(text[at + 2]) || static_cast<unsigned char>(text[at + 2]) >= 0x80);
}

// Folding may turn one character into several, some of them no letters ("½"): those are dropped.
void KeepWordCharacters(std::string& word) {
  size_t out = 0;
  for (size_t at = 0; at < word.size();) {
    size_t length = 1;
    if (IsWordCharacter(word, at, length)) {
      for (size_t i = 0; i < length; ++i) word[out++] = word[at + i];
    }
    at += length;
  }
  word.resize(out);
}

void CutWord(std::string& word) {
  if (word.size() <= kMaxWordBytes) return;
  size_t end = kMaxWordBytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  word.resize(end);
}

}  // namespace

bool IsWordCharacter(std::string_view text, size_t at, size_t& length) {
  const auto byte = static_cast<unsigned char>(text[at]);
  length = 1;
  if (byte < 0x80) return text::IsAsciiLetterOrDigit(text[at]);
  utf8proc_int32_t code = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                  static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (n <= 0 || code < 0) return false;
  length = static_cast<size_t>(n);
  const auto category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO && code != 0x02BC;
}

bool NextWord(std::string_view text, size_t& at, Word& word) {
  size_t length = 1;
  while (true) {
    while (at < text.size() && !IsWordCharacter(text, at, length)) at += length;
    if (at >= text.size()) return false;
    word.begin = at;
    word.folded.clear();
    bool ascii = true;
    bool single_letters = true;  // so far the word is one letter, or letters parted by dots
    bool after_dot = true;
    while (at < text.size()) {
      if (IsWordCharacter(text, at, length)) {
        const char c = text[at];
        if (length == 1) {
          word.folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else {
          word.folded.append(text, at, length);
        }
        ascii &= static_cast<unsigned char>(c) < 0x80;
        single_letters &= after_dot && text::IsAsciiLetter(c);
        after_dot = false;
        at += length;
        continue;
      }
      size_t following = 1;
      const size_t apostrophe = Apostrophe(text, at);
      if (apostrophe > 0 && at + apostrophe < text.size() && IsWordCharacter(text, at + apostrophe, following)) {
        at += apostrophe;
        single_letters = false;
      } else if (DotJoins(text, at, single_letters)) {
        ++at;
        after_dot = true;
      } else {
        break;
      }
    }
    word.end = at;
    if (!ascii) {
      word.folded = text::Fold(word.folded);
      KeepWordCharacters(word.folded);
    }
    CutWord(word.folded);
    if (!word.folded.empty()) return true;
  }
}

std::vector<Word> Words(std::string_view text, size_t max_words) {
  std::vector<Word> words;
  Word word;
  for (size_t at = 0; words.size() < max_words && NextWord(text, at, word);) words.push_back(word);
  return words;
}

}  // namespace concord::search
