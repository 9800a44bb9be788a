// Plain text from the HTML that reference files carry in their titles and abstracts. Pure, linear.
#pragma once
#include <string>
#include <string_view>

namespace concord::library::exchange {

// Entities ("&amp;", "&#8217;", "&eacute;") become their characters, known tags (<i>, <sub>, <jats:p>, ...) fall away,
// and a paragraph or line break becomes a blank line or a space. "a < b" and unknown tags stay.
// Entities written twice over ("&amp;amp;") are read to the end, at most three times.
std::string HtmlToText(std::string_view html);

}  // namespace concord::library::exchange
