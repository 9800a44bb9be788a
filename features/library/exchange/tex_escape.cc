#include "features/library/exchange/tex.h"

namespace concord::library::exchange {

std::string TextToTex(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        out += '\\';
        out += c;
        break;
      case '{':
        out += "\\textbraceleft{}";
        break;
      case '}':
        out += "\\textbraceright{}";
        break;
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      // Signs that TeX would join into another one are held apart.
      case '-':
        out += next == '-' ? "-{}" : "-";
        break;
      case '\'':
        out += next == '\'' ? "'{}" : "'";
        break;
      case '`':
        out += next == '`' ? "`{}" : "`";
        break;
      case '?':
      case '!':
        out += c;
        if (next == '`') out += "{}";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace concord::library::exchange
