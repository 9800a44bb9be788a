#include "base/core/text.h"
#include "base/http/multipart.h"
#include "base/http/spool.h"

namespace concord::http {
namespace {

constexpr size_t kLongestSpooledForm = 1 << 20;  // bytes

}  // namespace

void ReadForm(Request& request) {
  const std::string_view type = request.headers.Get("Content-Type");
  const std::string_view media = text::Trim(type.substr(0, type.find(';')));
  if (text::EqualsIgnoreAsciiCase(media, "application/x-www-form-urlencoded")) {
    // A route for files may get a form without one; such a form is small.
    const std::string_view body = request.spool ? request.spool->bytes() : std::string_view(request.body);
    if (!request.spool || body.size() <= kLongestSpooledForm) request.form = ParseForm(body);
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
