// Words of a text, as the index and queries see them: runs of letters, marks and digits, folded (case, accents). An
// apostrophe inside a word is dropped ("officer's" is "officers"); so are the dots of "U.S."; everything else parts.
// Pure; any bytes are accepted, and what is not UTF-8 parts words.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace concord::search {

inline constexpr size_t kMaxWordBytes = 64;  // longer words are cut to this, on both sides

struct Word {
  size_t begin = 0, end = 0;  // bytes in the text
  std::string folded;
};

// The next word at or after `at`, which moves behind it; false at the end. `word` is reused to save allocations.
bool NextWord(std::string_view text, size_t& at, Word& word);

std::vector<Word> Words(std::string_view text, size_t max_words = static_cast<size_t>(-1));

// Whether a word begins with this byte sequence's first code point; its length in bytes goes to `length`.
bool IsWordCharacter(std::string_view text, size_t at, size_t& length);

}  // namespace concord::search
