#include "features/library/lists/routes.h"

#include "features/library/lists/pages.h"

namespace concord::library::lists {

using accounts::Action;
using http::Anyone;
using http::Request;

void BindLists(http::Router& r, const Deps& d) {
  const ReadingPages read(d);
  const KeepingPages keep(d);
  const AddingPages add(d);
  const HerePages here(d);
  const auto& g = d.guards;

  // clang-format off
  r.Get ("/lists",                                   Anyone(),                    [=](const Request& q) { return read.Public(q); });
  r.Get ("/lists/here",                              Anyone(),                    [=](const Request& q) { return here.Show(q); });
  r.Get ("/resources/:slug/lists",                   Anyone(),                    [=](const Request& q) { return add.Form(q); });
  r.Post("/resources/:slug/lists",                   g.SignedIn(),                [=](const Request& q) { return add.Save(q); });
  r.Get ("/me/lists",                                g.SignedIn(),                [=](const Request& q) { return keep.Mine(q); });
  r.Get ("/c/:community/lists",                      g.Anyone(),                  [=](const Request& q) { return read.OfPlace(q); });
  for (const auto& o : kOffered) {
    const auto format = o.format;
    r.Get(std::string("/lists/here/list.") + o.ending, Anyone(), [=](const Request& q) { return here.Export(q, format); });
  }
  // Read: by the link or in public, one's own, a community's.
  const std::pair<const char*, http::Guard> readers[] = {{"/lists/:token", Anyone()}, {"/me/lists/:list", g.SignedIn()},
                                                         {"/c/:community/lists/:list", g.Anyone()}};
  for (const auto& [path, guard] : readers) {
    const std::string base = path;
    r.Get(base,                    guard, [=](const Request& q) { return read.Show(q); });
    r.Get(base + "/table.csv",     guard, [=](const Request& q) { return read.Table(q); });
    r.Get(base + "/feed.atom",     guard, [=](const Request& q) { return read.Feed(q); });
    for (const auto& o : kOffered) {
      const auto format = o.format;
      r.Get(base + "/list." + o.ending, guard, [=](const Request& q) { return read.Export(q, format); });
    }
  }
  const std::pair<const char*, http::Guard> keepers[] = {{"/me/lists", g.SignedIn()},
                                                         {"/c/:community/lists", g.May(Action::kListsKeep)}};
  for (const auto& [path, guard] : keepers) {
    const std::string base = path;
    r.Get (base + "/new",             guard, [=](const Request& q) { return keep.New(q); });
    r.Post(base + "/new",             guard, [=](const Request& q) { return keep.Create(q); });
    r.Get (base + "/:list/edit",      guard, [=](const Request& q) { return keep.Edit(q); });
    r.Post(base + "/:list/edit",      guard, [=](const Request& q) { return keep.Save(q); });
    r.Post(base + "/:list/items",     guard, [=](const Request& q) { return keep.Arrange(q); });
    r.Post(base + "/:list/link",      guard, [=](const Request& q) { return keep.NewLink(q); });
    r.Post(base + "/:list/duplicate", guard, [=](const Request& q) { return keep.Duplicate(q); });
    r.Get (base + "/:list/delete",    guard, [=](const Request& q) { return keep.ConfirmDelete(q); });
    r.Post(base + "/:list/delete",    guard, [=](const Request& q) { return keep.Delete(q); });
  }
  // clang-format on
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::library::lists
