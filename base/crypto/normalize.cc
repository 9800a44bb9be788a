#include "base/crypto/normalize.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "base/crypto/bytes.h"

namespace concord::crypto {

std::string Nfkc(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(text);
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(Raw(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE));
  if (size < 0) return std::string(text);
  std::string out(reinterpret_cast<char*>(mapped), static_cast<size_t>(size));
  sodium_memzero(mapped, static_cast<size_t>(size));
  std::free(mapped);
  return out;
}

}  // namespace concord::crypto
