#include <algorithm>

#include "base/core/text.h"
#include "base/mail/message.h"

namespace concord::mail {
namespace {

constexpr size_t kMaxLocal = 64, kMaxLabel = 63, kMaxAddress = 254;  // RFC 5321, 4.5.3.1; RFC 1035, 2.3.4; erratum 1690

// RFC 5322, 3.2.3: atext.
bool IsAtext(char c) { return text::IsAsciiLetterOrDigit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c); }

bool IsAtom(std::string_view atom) { return !atom.empty() && std::ranges::all_of(atom, IsAtext); }

bool IsLabel(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabel && text::IsAsciiLetterOrDigit(label.front()) &&
         text::IsAsciiLetterOrDigit(label.back()) &&
         std::ranges::all_of(label, [](char c) { return text::IsAsciiLetterOrDigit(c) || c == '-'; });
}

// What a quoted phrase says: "\"Riverbend, Ohio\"" gives "Riverbend, Ohio".
std::string Unquote(std::string_view phrase) {
  if (phrase.size() < 2 || phrase.front() != '"' || phrase.back() != '"') return std::string(phrase);
  phrase = phrase.substr(1, phrase.size() - 2);
  std::string plain;
  for (size_t i = 0; i < phrase.size(); ++i) {
    if (phrase[i] == '\\' && i + 1 < phrase.size()) ++i;
    plain += phrase[i];
  }
  return plain;
}

}  // namespace

bool IsMailAddress(std::string_view text) {
  size_t at = text.rfind('@');
  if (at == std::string_view::npos || at > kMaxLocal || text.size() > kMaxAddress) return false;
  return std::ranges::all_of(text::Split(text.substr(0, at), '.'), IsAtom) &&
         std::ranges::all_of(text::Split(text.substr(at + 1), '.'), IsLabel);
}

std::optional<Mailbox> ParseMailbox(std::string_view text) {
  text = text::Trim(text);
  if (!text.ends_with('>')) {
    if (!IsMailAddress(text)) return std::nullopt;
    return Mailbox{std::string(text), ""};
  }
  size_t open = text.rfind('<');
  if (open == std::string_view::npos) return std::nullopt;
  std::string_view address = text.substr(open + 1, text.size() - open - 2);
  if (!IsMailAddress(address)) return std::nullopt;
  return Mailbox{std::string(address), Unquote(text::Trim(text.substr(0, open)))};
}

}  // namespace concord::mail
