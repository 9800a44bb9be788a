// The commands of LaTeX's text fonts, of textcomp and of common math, by name.
#include <algorithm>
#include <iterator>

#include "features/library/exchange/tex.h"

namespace concord::library::exchange {
namespace {

struct Sign {
  std::string_view name;
  const char* text;
};

constexpr Sign kSigns[] = {
    {"AA", "Å"}, {"AE", "Æ"}, {"Alpha", "Α"}, {"BibTeX", "BibTeX"}, {"DH", "Ð"}, {"DJ", "Đ"}, {"Delta", "Δ"}, {"Gamma", "Γ"}, {"IJ", "Ĳ"},
    {"L", "Ł"}, {"LaTeX", "LaTeX"}, {"Lambda", "Λ"}, {"NG", "Ŋ"}, {"O", "Ø"}, {"OE", "Œ"}, {"Omega", "Ω"}, {"P", "¶"}, {"Phi", "Φ"},
    {"Pi", "Π"}, {"Psi", "Ψ"}, {"S", "§"}, {"SS", "SS"}, {"Sigma", "Σ"}, {"TH", "Þ"}, {"TeX", "TeX"}, {"Theta", "Θ"}, {"Upsilon", "Υ"},
    {"Xi", "Ξ"}, {"aa", "å"}, {"ae", "æ"}, {"alpha", "α"}, {"approx", "≈"}, {"ast", "*"}, {"backslash", "\\"}, {"beta", "β"},
    {"bullet", "•"}, {"cdot", "·"}, {"cdots", "…"}, {"chi", "χ"}, {"circ", "°"}, {"copyright", "©"}, {"dag", "†"}, {"dagger", "†"},
    {"ddag", "‡"}, {"degree", "°"}, {"delta", "δ"}, {"dh", "ð"}, {"dj", "đ"}, {"dots", "…"}, {"ell", "ℓ"}, {"epsilon", "ε"},
    {"equiv", "≡"}, {"eta", "η"}, {"euro", "€"}, {"gamma", "γ"}, {"ge", "≥"}, {"geq", "≥"}, {"geqslant", "≥"}, {"gg", "≫"}, {"gt", ">"},
    {"guillemetleft", "«"}, {"guillemetright", "»"}, {"guillemotleft", "«"}, {"guillemotright", "»"}, {"guilsinglleft", "‹"},
    {"guilsinglright", "›"}, {"i", "ı"}, {"ij", "ĳ"}, {"in", "∈"}, {"infty", "∞"}, {"iota", "ι"}, {"j", "ȷ"}, {"kappa", "κ"}, {"l", "ł"},
    {"lambda", "λ"}, {"langle", "⟨"}, {"ldots", "…"}, {"le", "≤"}, {"leftarrow", "←"}, {"leftrightarrow", "↔"}, {"leq", "≤"},
    {"leqslant", "≤"}, {"ll", "≪"}, {"lt", "<"}, {"mid", "|"}, {"mp", "∓"}, {"mu", "μ"}, {"nabla", "∇"}, {"neq", "≠"}, {"ng", "ŋ"},
    {"nobreakspace", " "}, {"nu", "ν"}, {"o", "ø"}, {"oe", "œ"}, {"omega", "ω"}, {"partial", "∂"}, {"phi", "φ"}, {"pi", "π"}, {"pm", "±"},
    {"pounds", "£"}, {"prime", "′"}, {"propto", "∝"}, {"psi", "ψ"}, {"quad", " "}, {"qquad", " "}, {"quotedblbase", "„"},
    {"quotesinglbase", "‚"}, {"rangle", "⟩"}, {"rho", "ρ"}, {"rightarrow", "→"}, {"sigma", "σ"}, {"sim", "~"}, {"simeq", "≃"},
    {"slash", "/"}, {"space", " "}, {"sqrt", "√"}, {"ss", "ß"}, {"star", "⋆"}, {"sum", "∑"}, {"tau", "τ"}, {"textacutedbl", "˝"},
    {"textasciiacute", "´"}, {"textasciicircum", "^"}, {"textasciidieresis", "¨"}, {"textasciigrave", "`"}, {"textasciimacron", "¯"},
    {"textasciitilde", "~"}, {"textasteriskcentered", "*"}, {"textbackslash", "\\"}, {"textbar", "|"}, {"textbardbl", "‖"},
    {"textbraceleft", "{"}, {"textbraceright", "}"}, {"textbrokenbar", "¦"}, {"textbullet", "•"}, {"textcent", "¢"}, {"textcopyright", "©"},
    {"textcurrency", "¤"}, {"textdagger", "†"}, {"textdaggerdbl", "‡"}, {"textdegree", "°"}, {"textdiv", "÷"}, {"textdollar", "$"},
    {"textellipsis", "…"}, {"textemdash", "—"}, {"textendash", "–"}, {"texteuro", "€"}, {"textexclamdown", "¡"}, {"textgreater", ">"},
    {"textinterrobang", "‽"}, {"textinterrobangdown", "⸘"}, {"textless", "<"}, {"textmu", "µ"}, {"textnumero", "№"},
    {"textonehalf", "½"}, {"textonequarter", "¼"}, {"textonesuperior", "¹"}, {"textordfeminine", "ª"}, {"textordmasculine", "º"},
    {"textparagraph", "¶"}, {"textperiodcentered", "·"}, {"textpm", "±"}, {"textquestiondown", "¿"}, {"textquotedbl", "\""},
    {"textquotedblleft", "“"}, {"textquotedblright", "”"}, {"textquoteleft", "‘"}, {"textquoteright", "’"}, {"textquotesingle", "'"},
    {"textregistered", "®"}, {"textsection", "§"}, {"textsterling", "£"}, {"textthreequarters", "¾"}, {"textthreesuperior", "³"},
    {"texttildelow", "~"}, {"texttimes", "×"}, {"texttrademark", "™"}, {"texttwosuperior", "²"}, {"textunderscore", "_"},
    {"textvisiblespace", "␣"}, {"textyen", "¥"}, {"th", "þ"}, {"theta", "θ"}, {"times", "×"}, {"to", "→"}, {"upsilon", "υ"},
    {"varepsilon", "ε"}, {"varphi", "φ"}, {"vert", "|"}, {"xi", "ξ"}, {"zeta", "ζ"}};

struct Accent {
  std::string_view command;
  uint32_t mark;
};
constexpr Accent kAccents[] = {{"`", 0x300},  {"'", 0x301}, {"^", 0x302}, {"~", 0x303}, {"=", 0x304}, {"u", 0x306}, {".", 0x307}, {"\"", 0x308},
                               {"r", 0x30A},  {"H", 0x30B}, {"v", 0x30C}, {"d", 0x323}, {"c", 0x327}, {"k", 0x328}, {"b", 0x331}, {"t", 0x361},
                               {"acute", 0x301}, {"grave", 0x300}, {"hat", 0x302}, {"tilde", 0x303}, {"bar", 0x304}, {"ddot", 0x308},
                               {"dot", 0x307}, {"breve", 0x306}, {"check", 0x30C}};

}  // namespace

uint32_t CombiningMarkOf(std::string_view command) {
  for (const Accent& accent : kAccents) {
    if (accent.command == command) return accent.mark;
  }
  return 0;
}

const char* SignNamed(std::string_view name) {
  // Looked through in order, since commands are rare.
  const auto* found = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& sign) { return sign.name == name; });
  return found == std::end(kSigns) ? nullptr : found->text;
}

}  // namespace concord::library::exchange
