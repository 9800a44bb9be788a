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
  // A spooled body gives the same files, where its fields are small enough to be taken.
  const auto viewed =
      concord::http::ParseMultipart(all.substr(line + 1), all.substr(0, line), 100, concord::http::Files::kViewed);
  if (viewed && (!read || viewed->uploads.size() != read->uploads.size())) __builtin_trap();
  for (size_t i = 0; viewed && i < viewed->uploads.size(); ++i) {
    if (viewed->uploads[i].content() != read->uploads[i].content()) __builtin_trap();
  }
  concord::http::BoundaryOf(all.substr(line + 1));
  return 0;
}
