// Whatever stands in a message, Compose writes the same few headers, one to a line, and lines that a server takes; and
// an address that IsMailAddress lets pass holds nothing that SMTP would read as more than an address.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/core/random.h"
#include "base/core/text.h"
#include "base/mail/message.h"

namespace {

using namespace concord;

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckAddress(std::string_view text) {
  if (!mail::IsMailAddress(text)) return;
  Check(text.size() <= 254 && text.find_first_of(std::string_view(" \t\r\n\0<>()[],;:\\\"", 16)) == text.npos);
  for (char c : text) Check(c > 0x20 && c < 0x7f);
}

void CheckMessage(std::string_view bytes) {
  size_t at = 0, headers = 0;
  bool in_header = true;
  while (at < bytes.size()) {
    size_t end = bytes.find("\r\n", at);
    Check(end != bytes.npos);
    std::string_view line = bytes.substr(at, end - at);
    Check(line.size() <= 998 && line.find_first_of("\r\n") == line.npos);
    in_header = in_header && !line.empty();
    headers += in_header && line.front() != ' ';
    at = end + 2;
  }
  Check(headers == 8 || headers == 9 || headers == 10);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  CheckAddress(input);
  if (auto box = mail::ParseMailbox(input)) CheckAddress(box->address);
  // The address itself is checked before anything is sent; a long one would make a long line.
  std::string text(input), address(input.substr(0, 254));
  SeededRandom random(1);
  mail::Message message{address, text, text, text, size % 2 ? text : "", text, size % 3 ? text : ""};
  CheckMessage(mail::Compose(message, {address, text}, Time(milliseconds(0)), address, random));
  return 0;
}
