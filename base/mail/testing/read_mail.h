// What a message says, read by another program (Python's email package, by way of read_mail.py).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/mail/message.h"

namespace concord::testing {

struct ReadMail {
  std::vector<std::string> header_names;                    // as they come
  std::map<std::string, std::string, std::less<>> headers;  // decoded and unfolded
  std::vector<mail::Mailbox> from, to;
  std::string type, date;            // "multipart/alternative"; "2026-11-21T07:55:00+00:00"
  std::string text, html;            // decoded, with line feeds
  std::vector<std::string> parts;    // their types, the whole first
  std::vector<std::string> defects;  // against the standards, as the reader sees it
  size_t longest_line = 0;
  size_t bare_ends = 0;  // CR or LF alone
  bool ascii = false;
};

// Throws std::runtime_error where the reader fails.
std::vector<ReadMail> ReadMails(const std::vector<std::string>& messages);

// The first "https://..." or "http://..." of a text, up to white space: the link that a letter brings. Empty: none.
std::string FirstLink(std::string_view text);

}  // namespace concord::testing
