// The text of a PDF's page as paragraphs: what a reader, or a screen reader, can follow. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace concord::library::documents {

// A line that is as wide as most goes on in the next one; what is much shorter ends a paragraph (a heading, the last
// line, a cell of a table). A word that was parted at such a line's end is one again. Nothing is left out but hyphens
// and white space.
std::vector<std::string> Flow(std::string_view text);

}  // namespace concord::library::documents
