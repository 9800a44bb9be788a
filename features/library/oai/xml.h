// Pieces of XML as text. Pure functions; whatever goes in, what comes out is well-formed XML 1.0.
#pragma once
#include <string>
#include <string_view>

namespace concord::library::oai {

// For content and attribute values: escaped; what XML 1.0 has no place for (control characters, U+FFFE, U+FFFF) is left
// out, what is not UTF-8 becomes U+FFFD.
std::string Escaped(std::string_view text);
// <name attributes>text</name> and a line's end. `attributes` is XML already: "type=\"code\"".
std::string Element(std::string_view name, std::string_view text, std::string_view attributes = {});
// Element, or nothing where the text is empty.
std::string Optional(std::string_view name, std::string_view text, std::string_view attributes = {});

}  // namespace concord::library::oai
