// The first line is the boundary, the rest the body.
#include <cstddef>
#include <cstdint>

#include "base/http/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const size_t line = all.find('\n');
  if (line == std::string_view::npos) return 0;
  const auto read = concord::http::ParseMultipart(all.substr(line + 1), all.substr(0, line), 100);
  if (read && read->fields.items().size() + read->uploads.size() > 100) __builtin_trap();
  concord::http::BoundaryOf(all.substr(line + 1));
  return 0;
}
