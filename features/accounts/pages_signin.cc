// Signing in, its second step, signing out.
#include "features/accounts/pages_signin.h"

#include "base/core/text.h"

namespace concord::accounts {
namespace {

html::PageMeta MetaFor(std::string title) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "sign-in";
  meta.no_index = true;
  return meta;
}

void AddRetry(http::Response& response, const Error* error) {
  if (error && StatusOf(*error) == 429)
    response.Header("Retry-After", std::to_string(60 * std::atoll(error->params.at("minutes").c_str())));
}

}  // namespace

http::Response SignInPages::Form(const http::Request& request) const {
  if (VisitOf(request).caller) return http::Response::SeeOther(SafeNext(request.query.Get("next")));
  return ShowForm(request, nullptr, {});
}

http::Response SignInPages::SignIn(const http::Request& request) const {
  const std::string_view email = request.form.Get("email"), password = request.form.Get("password");
  const Speaker speaker(d_.frame, request);
  if (text::Trim(email).empty() || password.empty()) {
    const Error missing{ErrorKind::kInvalid, "accounts.error.sign_in_missing", {}, {}};
    return ShowForm(request, &missing, {{"email", speaker.Say(missing)}});
  }
  const auto entered = d_.sign_in.WithPassword(email, password, OriginOf(request));
  if (entered) return Arrive(d_, request, *entered, NextOf(request));
  if (StatusOf(entered.error()) >= 500) return ErrorFor(d_, request, entered.error());
  return ShowForm(request, &entered.error(), {{"email", speaker.Say(entered.error())}});
}

http::Response SignInPages::ShowForm(const http::Request& request, const Error* error,
                                     std::vector<FieldError> errors) const {
  const Speaker speaker(d_.frame, request);
  views::SignIn view;
  view.form = {d_.frame.FormToken(request), NextOf(request), std::move(errors)};
  view.email = text::Clean(request.form.Get("email")).substr(0, 254);
  view.demo = d_.config.hub.demo;
  if (d_.provider_links) {
    for (const auto& link : d_.provider_links()) {
      const std::string query = view.form.next.empty() ? "" : "?next=" + http::PercentEncode(view.form.next);
      view.providers.push_back(
          {link.href + query, speaker.Say("accounts.sign_in.with", {{"organization", link.name}})});
    }
  }
  auto response =
      d_.frame.Page(request, MetaFor(speaker.Say("accounts.sign_in.title")),
                    views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
  AddRetry(response, error);
  return response;
}

http::Response SignInPages::CodeForm(const http::Request& request) const {
  const std::string next = NextOf(request);
  if (VisitOf(request).caller) return http::Response::SeeOther(SafeNext(next));
  const auto half = d_.sessions.FindHalf(CookieValue(Cookie::kSession, request));
  if (!half) return ErrorFor(d_, request, half.error());
  if (!*half) return http::Response::SeeOther("/sign-in" + (next.empty() ? "" : "?next=" + http::PercentEncode(next)));
  return ShowCode(request, nullptr);
}

http::Response SignInPages::Code(const http::Request& request) const {
  const std::string_view code = request.form.Get("code");
  if (text::Trim(code).empty()) {
    const Error missing{ErrorKind::kInvalid, "accounts.error.code_missing", {}, {}};
    return ShowCode(request, &missing);
  }
  const auto entered = d_.sign_in.WithCode(code, OriginOf(request));
  if (entered) return Arrive(d_, request, *entered, NextOf(request));
  if (entered.error().key == "accounts.error.begin_again") {
    const Speaker speaker(d_.frame, request);
    return ShowForm(request, &entered.error(), {{"", speaker.Say(entered.error())}});
  }
  if (StatusOf(entered.error()) >= 500) return ErrorFor(d_, request, entered.error());
  return ShowCode(request, &entered.error());
}

http::Response SignInPages::ShowCode(const http::Request& request, const Error* error) const {
  const Speaker speaker(d_.frame, request);
  views::Code view;
  view.form = {d_.frame.FormToken(request), NextOf(request), {}};
  if (error) view.form.errors.push_back({"code", speaker.Say(*error)});
  view.lead = speaker.Say("accounts.code.lead", {{"hub", d_.frame.hub_name()}});
  view.again_href = view.form.next.empty() ? "/sign-in" : "/sign-in?next=" + http::PercentEncode(view.form.next);
  auto response =
      d_.frame.Page(request, MetaFor(speaker.Say("accounts.code.title")),
                    views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
  response.Header("Cache-Control", "no-store");
  AddRetry(response, error);
  return response;
}

http::Response SignInPages::SignOut(const http::Request& request) const {
  if (const auto& caller = VisitOf(request).caller) {
    const auto ended = d_.sessions.End(caller->id, caller->session_id);
    if (!ended && ended.error().kind != ErrorKind::kNotFound) return ErrorFor(d_, request, ended.error());
  }
  http::Response response = http::Response::SeeOther("/");
  ClearCookie(response, request, Cookie::kSession);
  return response;
}

}  // namespace concord::accounts
