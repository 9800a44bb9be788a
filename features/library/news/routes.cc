#include "features/library/news/news.h"
#include "features/library/news/pages.h"

namespace concord::library::news {

using http::Anyone;
using http::Request;

void BindNews(http::Router& r, const Deps& d) {
  const NewsPages news(d);
  const DigestPages digest(d);
  const auto& g = d.guards;
  // A letter's reader, or their mail program, ends it without being signed in: the address itself is the proof
  // (RFC 8058, 3.2).
  const http::RouteOptions by_letter{.any_origin = true};

  // clang-format off
  r.Get ("/new",               Anyone(),     [=](const Request& q) { return news.New(q); });
  r.Get ("/new.atom",          Anyone(),     [=](const Request& q) { return news.Atom(q); });
  r.Get ("/me/digest",         g.SignedIn(), [=](const Request& q) { return digest.Form(q); });
  r.Post("/me/digest",         g.SignedIn(), [=](const Request& q) { return digest.Save(q); });
  r.Get ("/digest/off/:token", Anyone(),     [=](const Request& q) { return digest.AskToEnd(q); });
  r.Post("/digest/off/:token", Anyone(),     [=](const Request& q) { return digest.EndByLetter(q); }, by_letter);
  // clang-format on
}

}  // namespace concord::library::news
