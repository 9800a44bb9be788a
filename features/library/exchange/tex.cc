#include "features/library/exchange/tex.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/core/text.h"
#include "features/library/exchange/encoding.h"

namespace concord::library::exchange {
namespace {

std::string Composed(const std::string& text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text;
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return text;
  std::string out(reinterpret_cast<char*>(composed), static_cast<size_t>(length));
  std::free(composed);
  return out;
}

// Where the group that opens at `at` ends (its closing brace), or the text's end. Looks at most 4,000 bytes ahead,
// so that nested commands cost no more than linear time.
size_t GroupEnd(std::string_view tex, size_t at) {
  int depth = 0;
  const size_t limit = std::min(tex.size(), at + 4000);
  for (size_t i = at; i < limit; ++i) {
    if (tex[i] == '{') ++depth;
    if (tex[i] == '}' && --depth == 0) return i;
  }
  return limit;
}

const char* ScriptDigit(char digit, bool raised) {
  static constexpr const char* kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  static constexpr const char* kLowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  return (raised ? kRaised : kLowered)[digit - '0'];
}

class TexReader {
 public:
  explicit TexReader(std::string_view tex) : tex_(tex) {}

  std::string Read() {
    out_.reserve(tex_.size());
    while (at_ < tex_.size()) Step();
    return Composed(out_);
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < tex_.size() ? tex_[at_ + ahead] : '\0'; }

  void Step() {
    const char c = tex_[at_];
    if (text::IsAsciiSpace(c)) return Space();
    if (c == '\\') return Command();
    if (math_ && (c == '^' || c == '_')) return Script(c == '^');
    ++at_;
    switch (c) {
      case '{':
      case '}':
        return;
      case '~':
        out_ += ' ';
        return;
      case '$':
        return Dollar();
      case '-':
        return Dashes();
      case '`':
        if (Peek() == '`') return Ligature("“");
        break;
      case '\'':
        if (Peek() == '\'' && !math_) return Ligature("”");
        break;
      case '?':
        if (Peek() == '`') return Ligature("¿");
        break;
      case '!':
        if (Peek() == '`') return Ligature("¡");
        break;
      default:
        break;
    }
    out_ += c;
  }

  void Ligature(const char* sign) {
    ++at_;
    out_ += sign;
  }

  void Space() {
    int lines = 0;
    for (; at_ < tex_.size() && text::IsAsciiSpace(tex_[at_]); ++at_) lines += tex_[at_] == '\n';
    out_ += lines > 1 ? "\n\n" : " ";
  }

  void Dashes() {
    if (math_ || Peek() != '-') {
      out_ += '-';
      return;
    }
    ++at_;
    const bool em = Peek() == '-';
    at_ += em;
    out_ += em ? "—" : "–";
  }

  // Math only where a second sign closes it: "costs $5" is no math.
  void Dollar() {
    if (math_) {
      math_ = false;
      return;
    }
    if (Peek() == '$') {
      ++at_;
      return;
    }
    if (next_dollar_ != std::string_view::npos && next_dollar_ < at_) next_dollar_ = FindDollar(at_);
    if (next_dollar_ == std::string_view::npos) {
      out_ += '$';
    } else {
      math_ = true;
    }
  }

  size_t FindDollar(size_t from) const {
    for (size_t i = from; i < tex_.size(); ++i) {
      if (tex_[i] == '\\') {
        ++i;
      } else if (tex_[i] == '$') {
        return i;
      }
    }
    return std::string_view::npos;
  }

  // x^2, x^{10}: digits have their own characters; anything else stays as it is.
  void Script(bool raised) {
    size_t begin = at_ + 1, end = begin + 1;
    const bool group = begin < tex_.size() && tex_[begin] == '{';
    if (group) {
      end = GroupEnd(tex_, begin);
      ++begin;
    }
    ++at_;
    if (begin >= tex_.size() || begin >= end) return;
    const auto inside = tex_.substr(begin, end - begin);
    if (!std::all_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; })) return;
    for (const char c : inside) out_ += ScriptDigit(c, raised);
    at_ = group ? end + 1 : end;
  }

  void Command() {
    ++at_;
    if (at_ >= tex_.size()) {
      out_ += '\\';
      return;
    }
    const char c = tex_[at_];
    if (text::IsAsciiLetter(c)) return Word();
    ++at_;
    if (const uint32_t mark = CombiningMarkOf(std::string_view(&c, 1)); mark && !math_) return Accent(c, mark);
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
      case '|':
        out_ += c;
        return;
      case ' ':
      case '\n':
      case '\t':
      case '\\':
      case ',':
      case ';':
      case ':':
      case '>':
        out_ += ' ';
        return;
      case '-':
      case '/':
      case '!':
      case '@':
      case '(':
      case ')':
      case '[':
      case ']':
        return;
      case '*':
        out_ += '*';
        return;
      default:
        out_ += c;
        return;
    }
  }

  void Word() {
    const size_t begin = at_;
    while (at_ < tex_.size() && text::IsAsciiLetter(tex_[at_])) ++at_;
    const std::string_view name = tex_.substr(begin, at_ - begin);
    if (Peek() == '*') ++at_;
    if (const uint32_t mark = CombiningMarkOf(name)) return Accent('\0', mark);
    if (const char* sign = SignNamed(name)) {
      out_ += sign;
      if (!math_) SwallowSpace();
      return;
    }
    if (name == "par" || name == "newline" || name == "linebreak") {
      out_ += name == "par" ? "\n\n" : " ";
    } else if (name == "begin" || name == "end" || name == "label" || name == "vspace" || name == "hspace" ||
               name == "textcolor" || name == "color") {
      SkipGroup();
    } else if (name == "url" || name == "path" || name == "nolinkurl") {
      Verbatim();
    } else if (name == "href") {
      SkipGroup();
    } else if (name == "ElsevierGlyph") {
      Glyph();
    } else if (name == "enquote" || name == "mkbibquote") {
      Quoted();
    } else {
      SwallowSpace();
    }
  }

  void SwallowSpace() {
    while (at_ < tex_.size() && (tex_[at_] == ' ' || tex_[at_] == '\t')) ++at_;
  }

  void SkipGroup() {
    SwallowSpace();
    if (Peek() == '{') at_ = std::min(tex_.size(), GroupEnd(tex_, at_) + 1);
  }

  std::string_view Group() {
    SwallowSpace();
    if (Peek() != '{') return {};
    const size_t begin = at_ + 1, end = GroupEnd(tex_, at_);
    at_ = std::min(tex_.size(), end + 1);
    return begin <= end ? tex_.substr(begin, end - begin) : std::string_view();
  }

  void Verbatim() { out_ += TexToVerbatim(Group()); }

  void Glyph() {
    uint32_t code = 0;
    for (const char c : Group().substr(0, 6)) {
      const int value = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                               : 0;
      code = code * 16 + static_cast<uint32_t>(value);
    }
    if (code >= 0x20) text::AppendUtf8(out_, code);
  }

  // \enquote{x}: the marks go round the group, whose inside is read as ever.
  void Quoted() {
    SwallowSpace();
    if (Peek() != '{') return;
    const size_t end = GroupEnd(tex_, at_);
    if (end >= tex_.size() || tex_[end] != '}' || end - at_ > 1000) return;
    out_ += "“" + TexToTextShallow(tex_.substr(at_ + 1, end - at_ - 1)) + "”";
    at_ = end + 1;
  }

  // One level of \enquote only: the nested one loses its marks, not its text.
  static std::string TexToTextShallow(std::string_view tex) {
    std::string plain(tex);
    for (size_t at; (at = plain.find("\\enquote")) != std::string::npos;) plain.erase(at, 8);
    for (size_t at; (at = plain.find("\\mkbibquote")) != std::string::npos;) plain.erase(at, 11);
    return TexToText(plain);
  }

  // The letter after an accent command, through blanks and braces: \'e, \' e, \'{e}, \'{\i}, {\' {e}}.
  void Accent(char symbol, uint32_t mark) {
    const size_t after = at_;
    SwallowSpace();
    bool braced = false;
    while (Peek() == '{') {
      braced = true;
      ++at_;
    }
    if (Peek() == '\\') {
      size_t end = at_ + 1;
      while (end < tex_.size() && text::IsAsciiLetter(tex_[end])) ++end;
      const auto name = tex_.substr(at_ + 1, end - at_ - 1);
      const char* sign = name == "i" ? "i" : name == "j" ? "j" : SignNamed(name);
      if (sign && CombiningMarkOf(name) == 0) {
        out_ += sign;
        text::AppendUtf8(out_, mark);
        at_ = end;
        return SwallowSpace();
      }
    }
    const auto lead = static_cast<unsigned char>(Peek());
    if (text::IsAsciiLetter(Peek()) || lead >= 0x80) {
      const size_t begin = at_;
      NextCodePoint(tex_, at_);
      out_.append(tex_.substr(begin, at_ - begin));
      text::AppendUtf8(out_, mark);
      return;
    }
    // Nothing to carry the mark: the sign itself ("\~{}").
    if (!braced) at_ = after;
    if (symbol) out_ += symbol;
  }

  std::string_view tex_;
  std::string out_;
  size_t at_ = 0;
  size_t next_dollar_ = 0;  // the last one found; npos: there are no more
  bool math_ = false;
};

}  // namespace

std::string TexToText(std::string_view tex) { return TexReader(tex).Read(); }

std::string TexToVerbatim(std::string_view tex) {
  std::string out;
  std::string_view rest = text::Trim(tex);
  for (size_t at = 0; at < rest.size();) {
    const char c = rest[at];
    if (c == '{' || c == '}') {
      ++at;
    } else if (c == '$' && rest.substr(at).starts_with("$\\sim$")) {
      out += '~';
      at += 6;
    } else if (c == '\\') {
      size_t end = at + 1;
      while (end < rest.size() && text::IsAsciiLetter(rest[end])) ++end;
      const auto name = rest.substr(at + 1, end - at - 1);
      if (name.empty()) {
        if (end < rest.size() && rest[end] != '/' && rest[end] != '-') out += rest[end];
        at = end + 1;
      } else {
        const char* sign = SignNamed(name);
        if (sign) {
          out += sign;
        } else if (name == "href") {  // the address is its first argument
          const size_t close = end < rest.size() ? GroupEnd(rest, end) : end;
          if (close > end) out += rest.substr(end + 1, close - end - 1);
          return out;
        }
        at = end;
      }
    } else {
      out += c;
      ++at;
    }
  }
  return out;
}

}  // namespace concord::library::exchange
