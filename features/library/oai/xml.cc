#include "features/library/oai/xml.h"

#include "base/core/text.h"

namespace concord::library::oai {

std::string Escaped(std::string_view raw) {
  const std::string clean = text::Clean(raw);
  std::string out;
  out.reserve(clean.size() + clean.size() / 16);
  for (size_t i = 0; i < clean.size(); ++i) {
    const char c = clean[i];
    // U+FFFE and U+FFFF are UTF-8, but not characters of XML.
    if (c == '\xEF' && clean.compare(i, 2, "\xEF\xBF") == 0 && (clean[i + 2] == '\xBE' || clean[i + 2] == '\xBF')) {
      i += 2;
      continue;
    }
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
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
