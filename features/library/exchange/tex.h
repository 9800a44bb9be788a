// TeX as bibliographies use it, to Unicode text and back. Pure, linear, not recursive.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace concord::library::exchange {

// Accents ({\'e}, \"o, \c{c}, \v s), letters (\ss, \aa, \o, \l, \i), signs (\&, \textquotedblleft, ``'', ---, ~),
// formatting (\emph{..}, {\bf ..}) and math ($x^2$) to plain text. An unknown command falls away, its argument stays.
// A blank line is kept as "\n\n"; other white space becomes one space.
std::string TexToText(std::string_view tex);
// An address or DOI: \url{..} and \href{..} are opened, "\_" and its like lose the backslash, nothing else is touched.
std::string TexToVerbatim(std::string_view tex);
// Text that TexToText gives back unchanged. Unicode letters stay as they are.
std::string TextToTex(std::string_view text);

// For tex.cc: the combining mark of an accent command ("'", "v"; 0: none), and the character of a named sign ("ss").
uint32_t CombiningMarkOf(std::string_view command);
// Returns null where the name is not known.
const char* SignNamed(std::string_view name);

}  // namespace concord::library::exchange
