// Forgotten passwords, links to choose one, and changing it.
#include "base/core/text.h"
#include "features/accounts/pages_signin.h"

namespace concord::accounts {
namespace {

html::PageMeta MetaFor(std::string title, const char* section) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = section;
  meta.no_index = true;
  return meta;
}

}  // namespace

http::Response PasswordPages::ForgotForm(const http::Request& request) const {
  return ShowForgot(request, "", nullptr);
}

http::Response PasswordPages::Forgot(const http::Request& request) const {
  const std::string email = text::Clean(text::Trim(request.form.Get("email"))).substr(0, 254);
  const Speaker speaker(d_.frame, request);
  if (email.empty()) {
    const Error missing{ErrorKind::kInvalid, "accounts.error.email", {}, {}};
    return ShowForgot(request, "", &missing);
  }
  if (auto asked = d_.sign_in.Forgot(email, speaker.language(), OriginOf(request)); !asked)
    return ErrorFor(d_, request, asked.error());
  if (d_.runner) d_.runner->Wake();
  return ShowForgot(request, email, nullptr);
}

http::Response PasswordPages::ShowForgot(const http::Request& request, std::string_view sent_to,
                                         const Error* error) const {
  const Speaker speaker(d_.frame, request);
  views::Forgot view;
  view.mails = d_.sign_in.MailsLinks();
  view.email = text::Clean(request.form.Get("email")).substr(0, 254);
  view.form.csrf = d_.frame.FormToken(request);
  if (error) view.form.errors.push_back({"email", speaker.Say(*error)});
  if (!sent_to.empty()) view.sent = speaker.Say("accounts.forgot.sent", {{"email", std::string(sent_to)}});
  const char* title = sent_to.empty() || !view.mails ? "accounts.forgot.title" : "accounts.forgot.sent_title";
  return d_.frame.Page(request, MetaFor(speaker.Say(title), "sign-in"),
                       views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
}

http::Response PasswordPages::ChooseForm(const http::Request& request, std::string_view purpose) const {
  return ShowChoose(request, purpose, nullptr);
}

http::Response PasswordPages::Choose(const http::Request& request, std::string_view purpose) const {
  const auto entered =
      d_.sign_in.UseLink(purpose, request.params.Get("token"), request.form.Get("password"), OriginOf(request));
  if (entered) {
    http::Response response = Arrive(d_, request, *entered, "/today");
    KeepSecret(response);
    return response;
  }
  return ShowChoose(request, purpose, &entered.error());
}

http::Response PasswordPages::ShowChoose(const http::Request& request, std::string_view purpose,
                                         const Error* error) const {
  if (error && StatusOf(*error) >= 500) return ErrorFor(d_, request, *error);
  const Speaker speaker(d_.frame, request);
  const std::string& language = speaker.language();
  const auto chooser = d_.sign_in.LookAt(purpose, request.params.Get("token"));
  if (!chooser) {
    if (chooser.error().kind != ErrorKind::kNotFound) return ErrorFor(d_, request, chooser.error());
    auto response = d_.frame.Page(request, MetaFor(speaker.Say("accounts.choose.gone_title"), "sign-in"),
                                  views::RenderLinkGone(d_.frame.templates(), language), 404);
    KeepSecret(response);
    return response;
  }
  views::Choose view;
  view.form.csrf = d_.frame.FormToken(request);
  if (error) view.form.errors.push_back({"password", speaker.Say(*error)});
  const std::string key = "accounts.choose." + std::string(purpose);
  view.title = speaker.Say(key + "_title", {{"name", chooser->name}});
  view.lead = speaker.Say(key + "_lead", {{"hub", d_.frame.hub_name()}});
  view.action = "/" + std::string(purpose) + "/" + http::PercentEncode(request.params.Get("token"));
  view.email = chooser->email;
  auto response = d_.frame.Page(request, MetaFor(view.title, "sign-in"),
                                views::Render(d_.frame.templates(), language, view), error ? StatusOf(*error) : 200);
  KeepSecret(response);
  return response;
}

http::Response PasswordPages::ChangeForm(const http::Request& request) const { return ShowChange(request, nullptr); }

http::Response PasswordPages::Change(const http::Request& request) const {
  const auto token = d_.sign_in.ChangePassword(*VisitOf(request).caller, request.form.Get("old"),
                                               request.form.Get("password"), OriginOf(request));
  if (!token) return ShowChange(request, &token.error());
  http::Response response = http::Response::SeeOther("/me");
  SetCookie(response, request, Cookie::kSession, *token);
  return response;
}

http::Response PasswordPages::ShowChange(const http::Request& request, const Error* error) const {
  if (error && StatusOf(*error) >= 500) return ErrorFor(d_, request, *error);
  const Caller& caller = *VisitOf(request).caller;
  const auto account = d_.accounts.Find(caller.id);
  if (!account) return ErrorFor(d_, request, account.error());
  const Speaker speaker(d_.frame, request);
  views::Password view;
  view.form.csrf = d_.frame.FormToken(request);
  view.email = account->email;
  view.has_password = account->has_password;
  if (error) {
    const bool about_old = error->key == "accounts.error.password" || StatusOf(*error) == 429;
    view.form.errors.push_back({about_old ? "old" : "password", speaker.Say(*error)});
  }
  return d_.frame.Page(request, MetaFor(speaker.Say("accounts.password.title"), "me"),
                       views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
}

}  // namespace concord::accounts
