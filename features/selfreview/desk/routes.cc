#include "features/selfreview/desk/pages.h"

namespace concord::selfreview::desk {

using accounts::Action;
using http::Request;

void BindDesk(http::Router& r, const Deps& d) {
  const FormPages form(d);
  const DeskPages desk(d);
  const auto leads = d.guards.May(Action::kSelfreviewManage);
  const std::string all = "/c/:community/self-review", one = all + "/:review";
  // clang-format off
  r.Get (all + "/desk",          leads, [=](const Request& q) { return desk.List(q); });
  r.Get (all + "/new",           leads, [=](const Request& q) { return form.New(q); });
  r.Post(all + "/new",           leads, [=](const Request& q) { return form.Create(q); });
  r.Get (one + "/edit",          leads, [=](const Request& q) { return form.Edit(q); });
  r.Post(one + "/edit",          leads, [=](const Request& q) { return form.Save(q); });
  r.Get (one + "/desk",          leads, [=](const Request& q) { return desk.Show(q); });
  r.Post(one + "/open",          leads, [=](const Request& q) { return desk.Open(q); });
  r.Post(one + "/extend",        leads, [=](const Request& q) { return desk.Extend(q); });
  r.Post(one + "/links",         leads, [=](const Request& q) { return desk.AddLink(q); });
  r.Post(one + "/links/revoke",  leads, [=](const Request& q) { return desk.RevokeLink(q); });
  r.Post(one + "/remind",        leads, [=](const Request& q) { return desk.Remind(q); });
  r.Get (one + "/close",         leads, [=](const Request& q) { return desk.ConfirmClose(q); });
  r.Post(one + "/close",         leads, [=](const Request& q) { return desk.Close(q); });
  r.Get (one + "/discard",       leads, [=](const Request& q) { return desk.ConfirmDiscard(q); });
  r.Post(one + "/discard",       leads, [=](const Request& q) { return desk.Discard(q); });
  // clang-format on
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::selfreview::desk
