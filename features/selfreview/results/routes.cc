#include "features/selfreview/results/pages.h"
#include "features/selfreview/results/views.h"

namespace concord::selfreview::results {

using http::Request;

void BindResults(http::Router& r, const Deps& d) {
  const ReportPages report(d);
  const PublishPages publish(d);
  const ActionPages actions(d);
  const auto& g = d.guards;
  const std::string at = "/c/:community/self-review/:review";

  // clang-format off
  r.Get (at + "/results",              g.Anyone(),     [=](const Request& q) { return report.Show(q); });
  r.Get (at + "/results.csv",          g.Anyone(),     [=](const Request& q) { return report.Csv(q); });
  r.Get (at + "/results.json",         g.Anyone(),     [=](const Request& q) { return report.Json(q); });
  r.Get (at + "/results/publish",      g.May(d.leads), [=](const Request& q) { return publish.Form(q); });
  r.Post(at + "/results/publish",      g.May(d.leads), [=](const Request& q) { return publish.Save(q); });
  r.Get (at + "/actions",              g.SignedIn(),   [=](const Request& q) { return actions.List(q); });
  r.Get (at + "/actions/new",          g.May(d.leads), [=](const Request& q) { return actions.New(q); });
  r.Post(at + "/actions/new",          g.May(d.leads), [=](const Request& q) { return actions.Create(q); });
  r.Get (at + "/actions/:action/edit", g.May(d.leads), [=](const Request& q) { return actions.Edit(q); });
  r.Post(at + "/actions/:action/edit", g.May(d.leads), [=](const Request& q) { return actions.Save(q); });
  // clang-format on
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::selfreview::results
