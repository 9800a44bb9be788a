#include "base/core/text.h"
#include "base/html/templates.h"

namespace concord::html {

std::string Escape(std::string_view text) { return text::EscapeMarkup(text); }

}  // namespace concord::html
