// What a template file says, read before ctemplate does, so that each fault has a name and a line. Pure functions.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::html {

// Checks every {{...}}: names, modifiers, sections that open and close. Gives "line 3: what is wrong", one a fault.
std::vector<std::string> CheckTags(std::string_view text);

struct Mark {
  std::string_view inside;  // "library.search.title" or ">library/result.tpl"
  char before = 0;          // the character in front of "[["; 0 at the start
  size_t line = 1;
};
// The text with each [[...]] replaced by what `replace` gives for it.
std::string ReplaceMarks(std::string_view text, const std::function<std::string(const Mark&)>& replace);

// Without the white space at the start of lines and without empty lines: fewer bytes to send, the same page.
std::string DropIndentation(std::string_view text);

}  // namespace concord::html
