// The passwords that leaked somewhere, in the form in which Pwned Passwords (haveibeenpwned.com/Passwords) is
// downloaded: one SHA-1 a line, in hexadecimal, sorted, each with or without ":COUNT", lines ended by LF or CRLF. The
// file is searched where it lies (the whole list has some 40 GB). It is read, not mapped into memory: a file that is
// cut short while the server runs must not end the server. Immutable once open; safe from any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/core/result.h"

namespace concord::crypto {

class BreachedPasswords {
 public:
  // Looks at the first and the last line and at a thousand between: a list sorted by count, or one of NTLM hashes, is
  // told. Errors: unavailable "crypto.breached.unreadable" {file}; invalid "crypto.breached.malformed" {file, byte}.
  static Result<std::unique_ptr<BreachedPasswords>> Open(const std::string& file);
  ~BreachedPasswords();
  BreachedPasswords(const BreachedPasswords&) = delete;
  BreachedPasswords& operator=(const BreachedPasswords&) = delete;

  // Of exactly these bytes. A read that fails counts as not found: a fault of the disk must keep nobody from signing
  // up.
  bool Contains(std::string_view password) const;

 private:
  BreachedPasswords(int descriptor, int64_t size) : descriptor_(descriptor), size_(size) {}

  const int descriptor_;
  int64_t size_;
};

}  // namespace concord::crypto
