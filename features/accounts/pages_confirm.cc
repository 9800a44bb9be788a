// Asks once more who is there, before what is dangerous (Guards::Recent leads here).
#include "features/accounts/pages_signin.h"

namespace concord::accounts {
http::Response ConfirmPages::Form(const http::Request& request) const { return Show(request, nullptr); }

http::Response ConfirmPages::Confirm(const http::Request& request) const {
  std::string_view secret = request.form.Get("code");
  if (secret.empty()) secret = request.form.Get("password");
  const auto token = d_.sign_in.Confirm(*VisitOf(request).caller, secret, OriginOf(request));
  if (!token) return Show(request, &token.error());
  http::Response response = http::Response::SeeOther(SafeNext(NextOf(request)));
  SetCookie(response, request, Cookie::kSession, *token);
  return response;
}

http::Response ConfirmPages::Show(const http::Request& request, const Error* error) const {
  if (error && StatusOf(*error) >= 500) return ErrorFor(d_, request, *error);
  const auto account = d_.accounts.Find(VisitOf(request).caller->id);
  if (!account) return ErrorFor(d_, request, account.error());
  const Speaker speaker(d_.frame, request);
  views::Confirm view;
  view.form = {d_.frame.FormToken(request), NextOf(request), {}};
  view.email = account->email;
  using Asks = views::Confirm::Asks;
  view.asks = account->demo && d_.config.hub.demo ? Asks::kClick
              : account->has_second_factor        ? Asks::kCode
              : account->has_password             ? Asks::kPassword
                                                  : Asks::kProvider;
  if (error) view.form.errors.push_back({view.asks == Asks::kCode ? "code" : "password", speaker.Say(*error)});
  html::PageMeta meta;
  meta.title = speaker.Say("accounts.confirm.title");
  meta.section = "me";
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view),
                       error ? StatusOf(*error) : 200);
}

}  // namespace concord::accounts
