#include "features/accounts/pages_people.h"
#include "features/accounts/routes.h"

namespace concord::accounts {

using http::Anyone;
using http::Request;

namespace {

// As Guards::Recent, and a form that comes too late is led to proving who one is and back to the form's page: what is
// lost is one press of a button.
http::Guard RecentForm(const Guards& guards, Action action, int steps_up) {
  const http::Guard may = guards.May(action);
  return {guards.Recent(action).name, [may, steps_up](const Request& request) -> std::optional<http::Response> {
            if (auto refused = may.check(request)) return refused;
            const Visit& visit = VisitOf(request);
            if (ProvedLately(visit)) return std::nullopt;
            std::string page = request.path;
            for (int i = 0; i < steps_up; ++i) page.resize(page.rfind('/'));
            return http::Response::SeeOther("/me/confirm?next=" + http::PercentEncode(page))
                .Header("Cache-Control", "no-store");
          }};
}

// A form's own address, asked for without its form: the language was changed on a page that came back, or the page
// was kept as a bookmark. Leads to the page that the form stands on, in the language that was asked for.
http::Response ToItsPage(const Request& request) {
  std::string page = request.path;
  page.resize(page.rfind('/'));
  const std::string_view language = request.query.Get("lang");
  return http::Response::SeeOther(language.empty() ? page : page + "?lang=" + http::PercentEncode(language));
}

void BindPlaces(http::Router& r, const PageDeps& d) {
  const InvitationPages people(d);
  const JoinPages join(d);
  const Guards& g = d.guards;
  const std::string base = "/c/:community/organizations/:organization/people";
  // clang-format off
  r.Get (base,                          g.May(Action::kPeopleView),   [=](const Request& q) { return people.List(q); });
  r.Post(base + "/invite",              g.May(Action::kPeopleInvite), [=](const Request& q) { return people.Invite(q); });
  r.Post(base + "/withdraw",            g.May(Action::kPeopleInvite), [=](const Request& q) { return people.Withdraw(q); });
  r.Post(base + "/role",                g.May(Action::kPeopleRemove), [=](const Request& q) { return people.ChangeRole(q); });
  r.Post(base + "/end",                 g.May(Action::kPeopleView),   [=](const Request& q) { return people.End(q); });
  for (const char* form : {"/invite", "/withdraw", "/role", "/end"}) {
    r.Get(base + form,                  g.May(Action::kPeopleView),   ToItsPage);
  }
  r.Get ("/c/:community/people",        g.May(Action::kPeopleView),   [=](const Request& q) { return people.Everyone(q); });
  r.Get ("/c/:community/people.csv",    g.May(Action::kPeopleView),   [=](const Request& q) { return people.EveryoneCsv(q); });
  r.Get ("/c/:community/join/:token",   Anyone(),                     [=](const Request& q) { return join.Show(q); });
  r.Post("/c/:community/join/:token",   Anyone(),                     [=](const Request& q) { return join.Accept(q); });
  // clang-format on
}

void BindProviders(http::Router& r, const PageDeps& d) {
  if (!d.providers) return;
  const ProviderPages providers(d);
  const std::string base = "/c/:community/organizations/:organization/sign-in-provider";
  const http::Guard form = RecentForm(d.guards, Action::kProviderEdit, 1);
  // clang-format off
  r.Get (base,             d.guards.Recent(Action::kProviderEdit),        [=](const Request& q) { return providers.Show(q); });
  r.Post(base,             RecentForm(d.guards, Action::kProviderEdit, 0), [=](const Request& q) { return providers.Save(q); });
  r.Get (base + "/test",   d.guards.May(Action::kProviderEdit),            ToItsPage);
  r.Post(base + "/test",   form,     [=](const Request& q) { return providers.Test(q); });
  r.Post(base + "/remove", form,     [=](const Request& q) { return providers.Remove(q); });
  r.Get ("/sign-in/with/:community/:organization", Anyone(), [=](const Request& q) { return providers.Start(q); });
  r.Get ("/sign-in/callback",                      Anyone(), [=](const Request& q) { return providers.Callback(q); });
  // clang-format on
}

void BindHub(http::Router& r, const PageDeps& d) {
  const HubPages hub(d);
  const OperatePages operate(d);
  const http::Guard manage = d.guards.May(Action::kAccountsManage);
  const http::Guard run = d.guards.May(Action::kHubOperate);
  // clang-format off
  r.Get ("/hub",                   manage, [=](const Request& q) { return hub.Hub(q); });
  r.Get ("/hub/accounts",          manage, [=](const Request& q) { return hub.List(q); });
  r.Post("/hub/accounts",          RecentForm(d.guards, Action::kAccountsManage, 0), [=](const Request& q) { return hub.Create(q); });
  r.Get ("/hub/accounts/:account", d.guards.Recent(Action::kAccountsManage), [=](const Request& q) { return hub.Show(q); });
  for (const char* verb : {"welcome", "reset", "disable", "enable", "email", "give-role", "take-role"}) {
    r.Post("/hub/accounts/:account/" + std::string(verb), RecentForm(d.guards, Action::kAccountsManage, 1),
           [=](const Request& q) { return hub.Change(q, verb); });
    r.Get("/hub/accounts/:account/" + std::string(verb), manage, ToItsPage);
  }
  r.Get ("/hub/jobs",              run,    [=](const Request& q) { return operate.Jobs(q); });
  r.Post("/hub/jobs/retry",        run,    [=](const Request& q) { return operate.Retry(q); });
  r.Post("/hub/jobs/forget",       run,    [=](const Request& q) { return operate.Forget(q); });
  r.Get ("/hub/mail",              run,    [=](const Request& q) { return operate.Mail(q); });
  r.Post("/hub/mail/test",         run,    [=](const Request& q) { return operate.TestMail(q); });
  // clang-format on
}

}  // namespace

void BindPeople(http::Router& r, const PageDeps& d) {
  const ProfilePages me(d);
  const TodayPages today(d);
  const http::Guard signed_in = d.guards.SignedIn();
  BindPlaces(r, d);
  BindProviders(r, d);
  BindHub(r, d);
  // clang-format off
  r.Get ("/today",                  signed_in, [=](const Request& q) { return today.Show(q); });
  r.Get ("/me",                     signed_in, [=](const Request& q) { return me.Me(q); });
  r.Post("/me",                     signed_in, [=](const Request& q) { return me.Save(q); });
  r.Post("/me/email",               signed_in, [=](const Request& q) { return me.AskForAddress(q); });
  r.Get ("/me/email",               signed_in, ToItsPage);
  r.Get ("/me/email/:token",        signed_in, [=](const Request& q) { return me.ShowAddress(q); });
  r.Post("/me/email/:token",        signed_in, [=](const Request& q) { return me.ProveAddress(q); });
  r.Get ("/me/sessions",            signed_in, [=](const Request& q) { return me.Sessions(q); });
  r.Post("/me/sessions/end",        signed_in, [=](const Request& q) { return me.EndSession(q); });
  r.Post("/me/sessions/end-others", signed_in, [=](const Request& q) { return me.EndOthers(q); });
  r.Get ("/me/export.json",         signed_in, [=](const Request& q) { return me.Export(q); });
  r.Get ("/me/leave",               signed_in, [=](const Request& q) { return me.ShowLeave(q); });
  r.Post("/me/leave",               signed_in, [=](const Request& q) { return me.Leave(q); });
  r.Get ("/left",                   Anyone(),  [=](const Request& q) { return me.Left(q); });
  // clang-format on
}

}  // namespace concord::accounts
