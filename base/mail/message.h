// A piece of mail, and how it looks on the wire. Pure functions, safe from any thread; texts are UTF-8.
// Nothing that stands in a message can add a header or a recipient: line ends and control characters in any field are
// dropped or become a space.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/random.h"

namespace concord::mail {

struct Message {
  std::string to_address, to_name;
  std::string subject;
  std::string text;      // the plain part; paragraphs may be long lines
  std::string html;      // a whole document; empty: the message has a plain part alone
  std::string language;  // "es"
  std::string id;        // of the message: the same for each try to send it. Letters, digits, "-"; empty: a random one
  // The address that ends mail of this kind, where a person may end it: in the headers of RFC 2369 and, where it begins
  // with https, of RFC 8058, so that a POST to it ends it with one click.
  std::string unsubscribe = {};
};

struct Mailbox {
  std::string address, name;
};

// What RFC 5321 (4.1.2) lets stand unquoted: a dot-atom of at most 64 bytes, "@", and a domain of labels of at most 63;
// 254 bytes in all. ASCII alone: a domain in other letters is written as IDNA has it ("xn--..."). Quoted local parts,
// comments and address literals: false.
bool IsMailAddress(std::string_view text);

// "Riverbend <trust@example.org>", "\"Riverbend, Ohio\" <trust@example.org>" or the address alone. nullopt: the address
// is none by IsMailAddress, or something stands behind it.
std::optional<Mailbox> ParseMailbox(std::string_view text);

// The message as it is sent, with CRLF line ends and no line over 78 bytes (RFC 5322) unless an address is
// that long: multipart/alternative in
// quoted-printable (RFC 2045, 2046), headers beyond ASCII in encoded-words (RFC 2047), Content-Language (RFC 3282),
// and "Auto-Submitted: auto-generated" (RFC 3834), so that holiday notices do not answer. `date` is written in UTC.
// Lines that begin with a dot are left as they are: that is for who speaks SMTP.
std::string Compose(const Message& message, const Mailbox& from, Time date, std::string_view message_id_domain,
                    Random& random);

}  // namespace concord::mail
