#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/mail/message.h"

namespace concord::mail {
namespace {

constexpr size_t kLine = 78;         // RFC 5322, 2.1.1: what lines should keep to
constexpr size_t kEncodedLine = 76;  // RFC 2045, 6.7 (5); RFC 2047, 2
constexpr size_t kWordBytes = 39;    // 52 signs of base64 and 12 of "=?utf-8?B?" and "?=", behind "Subject: ": 73

bool IsPlain(char c) { return c >= 0x20 && c < 0x7f; }

std::string RandomHex(Random& random) {
  std::array<char, 16> bytes;
  random.Fill(std::as_writable_bytes(std::span(bytes)));
  return crypto::Hex({bytes.data(), bytes.size()});
}

// One line: valid UTF-8, no control characters single spaces.
std::string OneLine(std::string_view text) {
  std::string clean = text::Clean(text);
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  return text::CollapseSpace(clean);
}

std::string Base64(std::string_view bytes) {
  static constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (size_t j = 0; j < 3; ++j) group = group << 8 | (i + j < bytes.size() ? static_cast<uint8_t>(bytes[i + j]) : 0);
    for (size_t j = 0; j < 4; ++j) out += i + j > bytes.size() ? '=' : kSigns[group >> (18 - 6 * j) & 63];
  }
  return out;
}

// RFC 2047: words of at most 75 signs, none of which ends within a character, one a line.
std::string EncodedWords(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    size_t size = std::min(text.size(), kWordBytes);
    while (size < text.size() && (static_cast<uint8_t>(text[size]) & 0xC0) == 0x80) --size;
    out += (out.empty() ? "=?utf-8?B?" : "\r\n =?utf-8?B?") + Base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

// Folded before a space, so that it reads as it was once unfolded. `used`: signs that the line has already.
std::string Folded(std::string_view text, size_t used) {
  std::string out;
  for (std::string_view word : text::Split(text, ' ')) {
    if (!out.empty()) {
      bool full = used + 1 + word.size() > kLine;
      out += full ? "\r\n " : " ";
      used = full ? 1 : used + 1;
    }
    out += word;
    used += word.size();
  }
  return out;
}

// Whether `text` may stand in a header as it is: printable ASCII, nothing that reads as an encoded-word, and a place to
// fold in every line.
bool StandsAsItIs(std::string_view text, size_t longest_word) {
  return std::ranges::all_of(text, IsPlain) && !text.contains("=?") &&
         std::ranges::all_of(text::Split(text, ' '), [&](auto word) { return word.size() <= longest_word; });
}

std::string Header(std::string_view name, const std::string& value) {
  return std::string(name) + ": " + value + "\r\n";
}

std::string TextHeader(std::string_view name, std::string_view value) {
  std::string text = OneLine(value);
  size_t used = name.size() + 2;
  return Header(name, StandsAsItIs(text, kLine - used) ? Folded(text, used) : EncodedWords(text));
}

// What cannot stand in an address unquoted is left out: an address with it is none, and it must not make two.
std::string AddressOf(std::string_view text) {
  std::string address;
  for (char c : text) {
    if (IsPlain(c) && !std::string_view(" ()<>[]:;,\\\"").contains(c)) address += c;
  }
  return address;
}

// A name in printable ASCII: as it is where it is made of letters and digits, otherwise quoted.
std::string Phrase(std::string_view name) {
  if (std::ranges::all_of(name, [](char c) { return c == ' ' || text::IsAsciiLetterOrDigit(c); }))
    return std::string(name);
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

// "Ana <ana@example.org>"; the name in encoded-words where it is not ASCII, or long.
std::string MailboxHeader(std::string_view header, const Mailbox& box) {
  std::string name = OneLine(box.name), address = "<" + AddressOf(box.address) + ">";
  if (name.empty()) return Header(header, address);
  size_t used = header.size() + 2;
  std::string phrase = Phrase(name);
  if (!StandsAsItIs(name, name.size()) || used + phrase.size() > kLine) phrase = EncodedWords(name);
  size_t last = phrase.rfind('\n');
  size_t column = last == std::string::npos ? used + phrase.size() : phrase.size() - last - 1;
  return Header(header, phrase + (column + 1 + address.size() > kLine ? "\r\n " : " ") + address);
}

// RFC 5322, 3.3, in UTC: "Sat, 21 Nov 2026 07:55:00 +0000". RFC 9110's form differs in its last word alone.
std::string DateOf(Time date) {
  std::string text = FormatHttpDate(date);
  return text.substr(0, text.size() - 3) + "+0000";
}

std::string Escaped(char c) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  auto byte = static_cast<uint8_t>(c);
  return {'=', kDigits[byte >> 4], kDigits[byte & 15]};
}

// RFC 2045, 6.7. Lines end in CRLF; what is longer is broken softly.
std::string QuotedPrintable(std::string_view text) {
  std::string out, line, sign;
  auto end_line = [&](std::string_view end) {
    out += line;
    out += end;
    line.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool last = i + 1 == text.size() || text[i + 1] == '\n';
    if (c == '\n') {
      end_line("\r\n");
      continue;
    }
    bool blank = c == ' ' || c == '\t';
    sign = (blank ? !last : IsPlain(c) && c != '=') ? std::string{c} : Escaped(c);
    // The sign that ends its line needs no room for "=".
    if (line.size() + sign.size() > kEncodedLine - (last ? 0 : 1)) end_line("=\r\n");
    line += sign;
  }
  return out + line;
}

std::string Part(std::string_view type, std::string_view text) {
  return "Content-Type: " + std::string(type) +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + QuotedPrintable(text::Clean(text));
}

// RFC 2369, 3.2; RFC 8058, 3.1. Nothing that would end the header or the address stands in either.
std::string UnsubscribeHeaders(std::string_view address) {
  if (!address.starts_with("https://") && !address.starts_with("http://")) return {};
  std::string clean;
  for (const char c : address) {
    if (IsPlain(c) && c != ' ' && c != '<' && c != '>') clean += c;
  }
  const std::string name = "List-Unsubscribe:";
  std::string out = name + (name.size() + 3 + clean.size() > kLine ? "\r\n <" : " <") + clean + ">\r\n";
  if (clean.starts_with("https://")) out += Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  return out;
}

std::string Keep(std::string_view text, std::string_view also) {
  std::string kept;
  for (char c : text) {
    if (text::IsAsciiLetterOrDigit(c) || also.contains(c)) kept += c;
  }
  return kept;
}

}  // namespace

std::string Compose(const Message& message, const Mailbox& from, Time date, std::string_view message_id_domain,
                    Random& random) {
  std::string id = Keep(message.id, "-").substr(0, 60), language = Keep(message.language, "-").substr(0, 35);
  if (id.empty()) id = RandomHex(random);
  std::string out = MailboxHeader("From", from) + MailboxHeader("To", {message.to_address, message.to_name}) +
                    TextHeader("Subject", message.subject) + Header("Date", DateOf(date)) +
                    Header("Message-ID", "<" + id + "@" + Keep(message_id_domain, "-.") + ">");
  if (!language.empty()) out += Header("Content-Language", language);
  out += UnsubscribeHeaders(message.unsubscribe);
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  if (message.html.empty()) return out + Part("text/plain", message.text) + "\r\n";
  std::string boundary = "=_" + RandomHex(random);  // "=_" never stands in quoted-printable text
  return out + "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" +
         Part("text/plain", message.text) + "\r\n--" + boundary + "\r\n" + Part("text/html", message.html) + "\r\n--" +
         boundary + "--\r\n";
}

}  // namespace concord::mail
