// Upper and lower case of UTF-8 text, letter by letter, and the cases of titles. Pure.
#pragma once
#include <string>
#include <string_view>

namespace concord::library::csl {

std::string Upper(std::string_view text);
std::string Lower(std::string_view text);
// The first code point, or the empty text.
std::string_view FirstLetter(std::string_view text);

// text-case of CSL 1.0.2. "title" capitalizes as the Chicago Manual of Style has it and leaves words with capitals
// as they are; "sentence" makes all but the first word small; an unknown case leaves the text alone.
std::string InCase(std::string_view text, std::string_view text_case);

// Quotation marks and apostrophes become those of the language: double ones by how deep they stand, single ones stay
// single.
struct QuoteMarks {
  std::string open, close, inner_open, inner_close;
};
struct Curled {
  std::string text;
  size_t closing = 0;  // bytes of closing marks at its end
};
Curled WithCurlyQuotes(std::string_view text, const QuoteMarks& marks, bool inside_quotes);

// "Jerry H." -> "J. H." with `terminator` ". ", "JH" with "". Words that begin with a small letter stay.
// `hyphen`: "Jean-Paul" -> "J.-P.", otherwise "J. P."
std::string Initials(std::string_view given, std::string_view terminator, bool hyphen);
// Initials that stand there already get the terminator, names are left whole.
std::string NormalizedInitials(std::string_view given, std::string_view terminator);

}  // namespace concord::library::csl
