#include "base/core/text.h"
#include "base/http/message.h"

namespace concord::http {

void ReadForm(Request& request) {
  const std::string_view type = request.headers.Get("Content-Type");
  const std::string_view media = text::Trim(type.substr(0, type.find(';')));
  if (text::EqualsIgnoreAsciiCase(media, "application/x-www-form-urlencoded")) request.form = ParseForm(request.body);
}

}  // namespace concord::http
