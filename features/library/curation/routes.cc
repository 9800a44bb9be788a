#include "features/library/curation/routes.h"

namespace concord::library::curation {

using accounts::Action;
using http::Request;

void BindCuration(http::Router& r, const Deps& d) {
  const DeskPages desk(d);
  const EditPages edit(d);
  const DraftPages drafts(d);
  const HistoryPages history(d);
  const StatePages state(d);
  const EntryPages entries(d);
  const http::Guard may = d.guards.May(Action::kLibraryCurate);

  // clang-format off
  r.Get ("/curation",                          may, [=](const Request& q) { return desk.Desk(q); });
  r.Get ("/curation/no-summary",               may, [=](const Request& q) { return desk.WithoutSummary(q); });

  r.Get ("/curation/new",                      may, [=](const Request& q) { return edit.New(q); });
  r.Post("/curation/new",                      may, [=](const Request& q) { return edit.SaveNew(q); });
  r.Get ("/resources/:slug/edit",              may, [=](const Request& q) { return edit.Edit(q); });
  r.Post("/resources/:slug/edit",              may, [=](const Request& q) { return edit.Save(q); });
  r.Get ("/curation/drafts/:draft/edit",       may, [=](const Request& q) { return edit.EditDraft(q); });
  r.Post("/curation/drafts/:draft/edit",       may, [=](const Request& q) { return edit.SaveDraft(q); });

  r.Get ("/curation/drafts/:draft",            may, [=](const Request& q) { return drafts.Show(q); });
  r.Get ("/curation/drafts/:draft/preview",    may, [=](const Request& q) { return drafts.Preview(q); });
  r.Post("/curation/drafts/:draft/ask",        may, [=](const Request& q) { return drafts.Ask(q); });
  r.Post("/curation/drafts/:draft/publish",    may, [=](const Request& q) { return drafts.Publish(q); });
  r.Post("/curation/drafts/:draft/send-back",  may, [=](const Request& q) { return drafts.SendBack(q); });
  r.Post("/curation/drafts/:draft/discard",    may, [=](const Request& q) { return drafts.Discard(q); });

  r.Get ("/resources/:slug/history",           http::Anyone(), [=](const Request& q) { return history.List(q); });
  r.Get ("/resources/:slug/history/:revision", http::Anyone(), [=](const Request& q) { return history.Show(q); });
  r.Post("/resources/:slug/history/:revision/restore", may, [=](const Request& q) { return history.Restore(q); });

  r.Get ("/resources/:slug/withdraw",          may, [=](const Request& q) { return state.ConfirmWithdraw(q); });
  r.Post("/resources/:slug/withdraw",          may, [=](const Request& q) { return state.Withdraw(q); });
  r.Get ("/resources/:slug/bring-back",        may, [=](const Request& q) { return state.ConfirmBringBack(q); });
  r.Post("/resources/:slug/bring-back",        may, [=](const Request& q) { return state.BringBack(q); });
  r.Get ("/resources/:slug/supersede",         may, [=](const Request& q) { return state.ChooseSuccessor(q); });
  r.Post("/resources/:slug/supersede",         may, [=](const Request& q) { return state.Supersede(q); });

  r.Get ("/curation/lists/:kind",                may, [=](const Request& q) { return entries.List(q); });
  r.Get ("/curation/lists/:kind/new",            may, [=](const Request& q) { return entries.New(q); });
  r.Post("/curation/lists/:kind/new",            may, [=](const Request& q) { return entries.Save(q); });
  r.Get ("/curation/lists/:kind/:entry",         may, [=](const Request& q) { return entries.Edit(q); });
  r.Post("/curation/lists/:kind/:entry",         may, [=](const Request& q) { return entries.Save(q); });
  r.Get ("/curation/lists/:kind/:entry/history", may, [=](const Request& q) { return entries.History(q); });
  r.Get ("/curation/lists/:kind/:entry/remove",  may, [=](const Request& q) { return entries.ConfirmRemove(q); });
  r.Post("/curation/lists/:kind/:entry/remove",  may, [=](const Request& q) { return entries.Remove(q); });
  // clang-format on
}

std::vector<library::views::Link> ResourceActions(const i18n::Catalog& catalog, const std::string& language,
                                                  const http::Request& request, const Resource& resource) {
  if (!IsCurator(request)) return {};
  const std::string href = ResourceHref(resource.about.slug);
  const auto say = [&](const char* key) { return catalog.Text(language, key); };
  return {{href + "/edit", say("library.curation.action.edit")},
          {href + "/supersede", say("library.curation.action.supersede")},
          {href + "/withdraw", say("library.curation.action.withdraw")},
          {href + "/history", say("library.curation.action.history")}};
}

}  // namespace concord::library::curation
