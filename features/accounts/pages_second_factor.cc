// Setting up the second factor, its recovery codes, turning it off.
#include <algorithm>

#include "base/crypto/qr.h"
#include "features/accounts/pages_signin.h"

namespace concord::accounts {
namespace {

html::PageMeta MetaOfMine(std::string title) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "me";
  meta.no_index = true;
  return meta;
}

bool Needs(const Caller& caller) {
  return std::ranges::any_of(caller.hub_roles, NeedsSecondFactor) ||
         std::ranges::any_of(caller.memberships, NeedsSecondFactor, &Membership::role);
}

http::Response AskAgain() {
  return http::Response::SeeOther("/me/confirm?next=" + http::PercentEncode("/me/second-factor?new=1"));
}

}  // namespace

http::Response SecondFactorPages::Show(const http::Request& request) const {
  const Visit& visit = VisitOf(request);
  const auto account = d_.accounts.Find(visit.caller->id);
  if (!account) return ErrorFor(d_, request, account.error());
  if (!account->has_second_factor) return ShowSetup(request, d_.second_factor.Propose(*visit.caller), false, nullptr);
  if (request.query.Get("new").empty()) return ShowState(request, "", nullptr);
  if (!ProvedLately(visit)) return AskAgain();
  return ShowSetup(request, d_.second_factor.Propose(*visit.caller), true, nullptr);
}

http::Response SecondFactorPages::ShowSetup(const http::Request& request, const SecondFactor::Offer& offer,
                                            bool replaces, const Error* error) const {
  const Caller& caller = *VisitOf(request).caller;
  const Speaker speaker(d_.frame, request);
  auto picture = crypto::QrSvg(offer.uri, speaker.Say("accounts.second_factor.picture"));
  if (!picture) return ErrorFor(d_, request, picture.error());
  views::SecondFactorSetup view;
  view.form = {d_.frame.FormToken(request), NextOf(request), {}};
  if (error) view.form.errors.push_back({"code", speaker.Say(*error)});
  view.picture = {std::move(*picture)};
  view.typed = offer.typed;
  view.sealed = offer.sealed;
  view.cancel_href = replaces ? "/me/second-factor" : "/me";
  view.owed = caller.OwesSecondFactor();
  view.replaces = replaces;
  auto response =
      d_.frame.Page(request, MetaOfMine(speaker.Say("accounts.second_factor.title")),
                    views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
  KeepSecret(response);
  return response;
}

http::Response SecondFactorPages::TurnOn(const http::Request& request) const {
  const Visit& visit = VisitOf(request);
  const auto account = d_.accounts.Find(visit.caller->id);
  if (!account) return ErrorFor(d_, request, account.error());
  // Another phone takes the place of the first: only by whoever has just proved who they are.
  if (account->has_second_factor && !ProvedLately(visit)) return AskAgain();
  const std::string_view sealed = request.form.Get("sealed");
  const auto on = d_.second_factor.TurnOn(*visit.caller, sealed, request.form.Get("code"), OriginOf(request));
  if (!on) {
    if (StatusOf(on.error()) >= 500 || on.error().kind == ErrorKind::kForbidden)
      return ErrorFor(d_, request, on.error());
    const auto offer = d_.second_factor.Again(*visit.caller, sealed);
    return ShowSetup(request, offer ? *offer : d_.second_factor.Propose(*visit.caller), account->has_second_factor,
                     &on.error());
  }
  http::Response response = ShowCodes(request, on->codes);
  SetCookie(response, request, Cookie::kSession, on->token);
  return response;
}

http::Response SecondFactorPages::ShowCodes(const http::Request& request, const std::vector<std::string>& codes) const {
  const Caller& caller = *VisitOf(request).caller;
  const Speaker speaker(d_.frame, request);
  views::Codes view;
  view.form.csrf = d_.frame.FormToken(request);
  view.codes = codes;
  view.sealed = d_.second_factor.Seal(caller, codes);
  view.done_href = SafeNext(NextOf(request), "/me/second-factor");
  auto response = d_.frame.Page(request, MetaOfMine(speaker.Say("accounts.codes.title")),
                                views::Render(d_.frame.templates(), speaker.language(), view));
  KeepSecret(response);
  return response;
}

http::Response SecondFactorPages::ShowState(const http::Request& request, std::string_view field,
                                            const Error* error) const {
  const Caller& caller = *VisitOf(request).caller;
  const auto left = d_.second_factor.CodesLeft(caller.id);
  if (!left) return ErrorFor(d_, request, left.error());
  const Speaker speaker(d_.frame, request);
  views::SecondFactorState view;
  view.form.csrf = d_.frame.FormToken(request);
  if (error) view.form.errors.push_back({std::string(field), speaker.Say(*error)});
  view.left = speaker.Count("accounts.second_factor.left", *left);
  view.needed = Needs(caller);
  return d_.frame.Page(request, MetaOfMine(speaker.Say("accounts.second_factor.title")),
                       views::Render(d_.frame.templates(), speaker.language(), view), error ? StatusOf(*error) : 200);
}

http::Response SecondFactorPages::TurnOff(const http::Request& request) const {
  const auto off = d_.second_factor.TurnOff(*VisitOf(request).caller, request.form.Get("code"), OriginOf(request));
  if (off) return http::Response::SeeOther("/me/second-factor");
  if (StatusOf(off.error()) >= 500) return ErrorFor(d_, request, off.error());
  return ShowState(request, off.error().kind == ErrorKind::kConflict ? "" : "off-code", &off.error());
}

http::Response SecondFactorPages::NewCodes(const http::Request& request) const {
  const auto codes = d_.second_factor.NewCodes(*VisitOf(request).caller, request.form.Get("code"), OriginOf(request));
  if (codes) return ShowCodes(request, *codes);
  if (StatusOf(codes.error()) >= 500) return ErrorFor(d_, request, codes.error());
  return ShowState(request, "codes-code", &codes.error());
}

http::Response SecondFactorPages::CodesFile(const http::Request& request) const {
  const auto codes = d_.second_factor.OpenCodes(*VisitOf(request).caller, request.form.Get("sealed"));
  if (codes.empty()) return StaleForm(d_.frame, request);
  const Speaker speaker(d_.frame, request);
  std::string file = speaker.Say("accounts.codes.file_title", {{"hub", d_.frame.hub_name()}}) + "\n" +
                     speaker.Say("accounts.codes.file_use") + "\n\n";
  for (const auto& code : codes) file += code + "\n";
  auto response = http::Response::Download(std::move(file), "text/plain; charset=utf-8", "concord-recovery-codes.txt");
  KeepSecret(response);
  return response;
}

}  // namespace concord::accounts
