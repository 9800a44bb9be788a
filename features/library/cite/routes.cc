#include "features/library/cite/cite.h"
#include "features/library/cite/pages.h"

namespace concord::library::cite {

using http::Anyone;
using http::Request;

void BindCite(http::Router& r, const PageDeps& d) {
  const CitePages pages(d);
  const Unapi unapi(d);

  // clang-format off
  r.Get("/resources/:slug/cite",            Anyone(), [=](const Request& q) { return pages.Resource(q); });
  r.Get("/resources/:slug/linkset.json",    Anyone(), [=](const Request& q) { return pages.Linkset(q); });
  r.Get("/collections/:slug/bibliography",  Anyone(), [=](const Request& q) { return pages.Collection(q); });
  r.Get("/search/bibliography",             Anyone(), [=](const Request& q) { return pages.Search(q); });
  r.Get("/unapi",                           Anyone(), [=](const Request& q) { return unapi.Answer(q); });
  // clang-format on
}

}  // namespace concord::library::cite
