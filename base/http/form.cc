#include "base/core/text.h"
#include "base/http/multipart.h"

namespace concord::http {

void ReadForm(Request& request) {
  const std::string_view type = request.headers.Get("Content-Type");
  const std::string_view media = text::Trim(type.substr(0, type.find(';')));
  if (text::EqualsIgnoreAsciiCase(media, "application/x-www-form-urlencoded")) {
    request.form = ParseForm(request.body);
  } else if (const std::string boundary = BoundaryOf(type); !boundary.empty()) {
    if (auto parts = ParseMultipart(request.body, boundary)) {
      request.form = std::move(parts->fields);
      request.uploads = std::move(parts->uploads);
    }
  }
}

}  // namespace concord::http
