// Leaving: what goes, what stays, and what must be done first.
#include "features/accounts/pages_people.h"
#include "features/accounts/views_profile.h"

namespace concord::accounts {
namespace {}  // namespace

http::Response ProfilePages::LeaveWith(const http::Request& request, const std::vector<FieldError>& errors,
                                       unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const Visit& visit = VisitOf(request);
  const auto account = d_.accounts.Find(visit.caller->id);
  if (!account) return ErrorFor(d_, request, account.error());
  const auto obstacles = Operations().Obstacles(account->id);
  if (!obstacles) return ErrorFor(d_, request, obstacles.error());
  views::LeavePage view;
  view.notes = NotesFor(d_, request);
  view.notes.errors = errors;
  if (account->demo) view.obstacles.push_back({speaker.Say("accounts.leave.demo"), "", ""});
  for (const auto& one : *obstacles) {
    if (!one.community) {
      view.obstacles.push_back(
          {speaker.Say("accounts.leave.last_of_hub"), "/hub/accounts", speaker.Say("accounts.leave.last_of_hub_link")});
      continue;
    }
    const auto place = d_.accounts.deps().places.Community(*one.community);
    view.obstacles.push_back({speaker.Say("accounts.leave.last_of_community", {{"community", one.community_name}}),
                              place ? "/c/" + place->slug + "/people" : "",
                              speaker.Say("accounts.leave.last_of_community_link")});
  }
  if (account->has_second_factor) {
    view.secret_label = speaker.Say("accounts.leave.code");
    view.autocomplete = "one-time-code";
  } else if (account->has_password) {
    view.secret_label = speaker.Say("accounts.form.password");
    view.autocomplete = "current-password";
  }
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.leave.title"), "me"),
                       views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response ProfilePages::ShowLeave(const http::Request& request) const { return LeaveWith(request, {}, 200); }

http::Response ProfilePages::Leave(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Visit& visit = VisitOf(request);
  const Caller& caller = *visit.caller;
  const auto account = d_.accounts.Find(caller.id);
  if (!account) return ErrorFor(d_, request, account.error());
  std::string token;  // that Confirm gives the session in place of the one before
  if (account->has_second_factor || account->has_password) {
    const auto proved = d_.sign_in.Confirm(caller, request.form.Get("secret"), OriginOf(request));
    if (!proved) {
      if (StatusOf(proved.error()) == 500) return ErrorFor(d_, request, proved.error());
      return LeaveWith(request, {{"secret", speaker.Say(proved.error())}}, StatusOf(proved.error()));
    }
    token = *proved;
  } else if (!ProvedLately(visit)) {
    // Only the organization's provider can say once more who this is.
    return LeaveWith(request, {{"", speaker.Say("accounts.error.provider_only")}}, 403);
  }
  if (auto status = Operations().Delete(caller.id); !status) {
    if (status.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, status.error());
    auto response = http::Response::SeeOther("/me/leave");
    if (!token.empty()) SetCookie(response, request, Cookie::kSession, token);
    return response;
  }
  auto response = http::Response::SeeOther("/left");
  ClearCookie(response, request, Cookie::kSession);
  ClearCookie(response, request, Cookie::kDevice);
  return response;
}

http::Response ProfilePages::Left(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  views::Said said;
  said.title = speaker.Say("accounts.left.title");
  said.paragraphs = {speaker.Say("accounts.left.text")};
  said.action = speaker.Say("accounts.join.home");
  said.action_href = "/";
  return SaidPage(d_, request, said);
}

}  // namespace concord::accounts
