#include "features/selfreview/importing/pages.h"

namespace concord::selfreview::importing {

using accounts::Action;
using http::Request;

void BindImporting(http::Router& r, const Deps& d) {
  const RoomPages room(d);
  const FormPages form(d);
  const auto may = d.guards.May(Action::kLibraryCurate);
  // Text fields, and for some of them the original bytes beside them (FromTyped).
  const http::RouteOptions large{
      .body_limit = 3 * kLargestSent, .spool = true, .too_large = [=](const Request& q) { return form.TooLarge(q); }};
  const std::string all = kRoom, one = all + "/:instrument/:version";
  // clang-format off
  r.Get (all,             may, [=](const Request& q) { return room.List(q); });
  r.Get (all + "/new",    may, [=](const Request& q) { return form.New(q); });
  r.Post(all + "/new",    may, [=](const Request& q) { return form.Act(q); }, large);
  r.Get (one + "/remove", may, [=](const Request& q) { return room.ConfirmRemove(q); });
  r.Post(one + "/remove", may, [=](const Request& q) { return room.Remove(q); });
  // clang-format on
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::selfreview::importing
