#include "features/library/oai/xml.h"

#include "base/core/text.h"

namespace concord::library::oai {

std::string Escaped(std::string_view raw) {
  std::string clean = text::Clean(raw);
  // They are UTF-8, but not characters of XML.
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (size_t at; (at = clean.find(none)) != std::string::npos;) clean.erase(at, none.size());
  }
  return text::EscapeMarkup(clean);
}

std::string Element(std::string_view name, std::string_view text, std::string_view attributes) {
  std::string out = "<" + std::string(name);
  if (!attributes.empty()) out += " " + std::string(attributes);
  return out + ">" + Escaped(text) + "</" + std::string(name) + ">\n";
}

std::string Optional(std::string_view name, std::string_view text, std::string_view attributes) {
  return text.empty() ? std::string() : Element(name, text, attributes);
}

}  // namespace concord::library::oai
