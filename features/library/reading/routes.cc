#include "features/library/reading/pages.h"

namespace concord::library::documents {

using accounts::Action;
using http::Request;

void BindDocuments(http::Router& r, const SiteDeps& d) {
  constexpr size_t kFormBytes = 64 << 10;  // what a form adds to its file
  const ReadingPages reading(d);
  const CuratorPages curators(d);
  const auto curate = d.guards.May(Action::kLibraryCurate);
  const http::RouteOptions large{.body_limit = d.keeper.most_bytes() + kFormBytes,
                                 .spool = true,
                                 .too_large = [=](const Request& q) { return curators.TooLarge(q); }};

  // clang-format off
  r.Get ("/resources/:slug/read/:document",                http::Anyone(), [=](const Request& q) { return reading.Read(q); });
  r.Get ("/resources/:slug/documents/:document",           http::Anyone(), [=](const Request& q) { return reading.File(q); });
  r.Get ("/resources/:slug/documents",                     curate,         [=](const Request& q) { return curators.Show(q); });
  r.Post("/resources/:slug/documents",                     curate,         [=](const Request& q) { return curators.Add(q); }, large);
  r.Post("/resources/:slug/documents/:document/permission", curate,        [=](const Request& q) { return curators.Permit(q); });
  r.Get ("/resources/:slug/documents/:document/remove",    curate,         [=](const Request& q) { return curators.ConfirmRemove(q); });
  r.Post("/resources/:slug/documents/:document/remove",    curate,         [=](const Request& q) { return curators.Remove(q); });
  // clang-format on
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::library::documents
