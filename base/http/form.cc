#include "base/core/text.h"
#include "base/http/multipart.h"
#include "base/http/spool.h"

namespace concord::http {

void ReadForm(Request& request) {
  const std::string_view type = request.headers.Get("Content-Type");
  const std::string_view media = text::Trim(type.substr(0, type.find(';')));
  if (text::EqualsIgnoreAsciiCase(media, "application/x-www-form-urlencoded") && !request.spool) {
    request.form = ParseForm(request.body);
  } else if (const std::string boundary = BoundaryOf(type); !boundary.empty()) {
    constexpr size_t kMostSpooledParts = 50;  // each may hold a field in memory
    auto parts = request.spool ? ParseMultipart(request.spool->bytes(), boundary, kMostSpooledParts, Files::kViewed)
                               : ParseMultipart(request.body, boundary);
    if (parts) {
      request.form = std::move(parts->fields);
      request.uploads = std::move(parts->uploads);
    }
  }
}

}  // namespace concord::http
