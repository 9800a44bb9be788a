#include "features/selfreview/reading/pages.h"
#include "features/selfreview/reading/views.h"

namespace concord::selfreview::reading {

using http::Anyone;
using http::Request;

void BindReading(http::Router& r, const Deps& d) {
  const Pages p(d);
  // clang-format off
  r.Get("/self-review",                               Anyone(), [=](const Request& q) { return p.Home(q); });
  r.Get("/self-review/:instrument",                   Anyone(), [=](const Request& q) { return p.Newest(q); });
  r.Get("/self-review/:instrument/versions/:version", Anyone(), [=](const Request& q) { return p.Version(q); });
  r.Get("/self-review/:instrument/files/:file",       Anyone(), [=](const Request& q) { return p.File(q); });
  // clang-format on
}

html::Safe HomeSection(const html::Frame& frame, const http::Request& request) {
  return views::RenderSection(frame.templates(), frame.LanguageOf(request));
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::selfreview::reading
