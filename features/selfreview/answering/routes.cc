#include "features/selfreview/answering/files.h"

namespace concord::selfreview::answering {

using accounts::Action;
using http::Request;

void BindAnswering(http::Router& r, const Deps& d) {
  const Pages p(d);
  const FilePages f(d);
  const auto& g = d.guards;
  constexpr size_t kFormBytes = 16 << 10;  // what a form adds to its file
  const http::RouteOptions file{.body_limit = kMaxEvidenceFile + kFormBytes,
                                .spool = true,
                                .too_large = [=](const Request& q) { return f.TooLarge(q); }};
  // clang-format off
  r.Get ("/c/:community/self-review",                      g.Anyone(),                       [=](const Request& q) { return p.List(q); });
  r.Get ("/c/:community/self-review/:review/answer",       g.Anyone(),                       [=](const Request& q) { return p.Start(q); });
  r.Post("/c/:community/self-review/:review/answer",       g.May(Action::kSelfreviewAnswer), [=](const Request& q) { return p.Begin(q); });
  r.Get ("/c/:community/self-review/:review/answer/:part", g.Anyone(),                       [=](const Request& q) { return p.Part(q); });
  // Whoever saves has begun: by this browser's code, or by the account. Who has neither is led to the beginning.
  r.Post("/c/:community/self-review/:review/answer/:part", g.Anyone(),                       [=](const Request& q) { return p.Save(q); });
  r.Post("/c/:community/self-review/:review/finish",       g.Anyone(),                       [=](const Request& q) { return p.Finish(q); });
  r.Post("/c/:community/self-review/:review/leave",        g.Anyone(),                       [=](const Request& q) { return p.Leave(q); });
  r.Get ("/c/:community/self-review/:review/join/:token",  g.Anyone(),                       [=](const Request& q) { return p.Join(q); });
  r.Post("/c/:community/self-review/:review/join/:token",  g.Anyone(),                       [=](const Request& q) { return p.BeginByLink(q); });
  r.Get ("/c/:community/self-review/:review/resume",       g.Anyone(),                       [=](const Request& q) { return p.Resume(q); });
  r.Post("/c/:community/self-review/:review/resume",       g.Anyone(),                       [=](const Request& q) { return p.TakeCode(q); });
  r.Get ("/c/:community/self-review/:review/files/:item",         g.Anyone(),       [=](const Request& q) { return f.Show(q); });
  r.Post("/c/:community/self-review/:review/files/:item",         f.Answering(),    [=](const Request& q) { return f.Add(q); }, file);
  r.Post("/c/:community/self-review/:review/files/:item/remove",  f.Answering(),    [=](const Request& q) { return f.Remove(q); });
  r.Get ("/c/:community/self-review/:review/files/:item/:upload", g.Anyone(),       [=](const Request& q) { return f.Give(q); });
  // clang-format on
}

http::Handler GiveBack(const Deps& deps) {
  return [p = Pages(deps)](const Request& q) { return p.GiveBack(q); };
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

html::NavEntry CommunityNavigation() { return {"self-review", "self-review", "reviews.nav"}; }

}  // namespace concord::selfreview::answering
