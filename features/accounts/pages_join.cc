// Taking up an invitation.
#include <algorithm>

#include "base/mail/letter.h"
#include "features/accounts/pages_people.h"

namespace concord::accounts {
namespace {

// Also a community that is not open yet: its first people come by invitation.
std::optional<Place> PlaceOf(const PageDeps& deps, const http::Request& request) {
  return deps.accounts.deps().places.FindCommunity(request.params.Get("community"));
}

std::string OrganizationName(const PageDeps& deps, const Invitation& one) {
  for (const auto& organization : deps.accounts.deps().places.OrganizationsOf(one.community)) {
    if (organization.id == one.organization) return organization.name;
  }
  return "";
}

// The address holds the token: no other site may learn it, and no cache may keep it.
http::Response Secret(http::Response response) {
  KeepSecret(response);
  return response;
}

}  // namespace

http::Response JoinPages::Gone(const http::Request& request, const Error& error) const {
  if (error.kind != ErrorKind::kConflict) return ErrorFor(d_, request, error);
  const Speaker speaker(d_.frame, request);
  views::Said said;
  said.title = speaker.Say("accounts.join.gone");
  said.paragraphs = {speaker.Say(error), speaker.Say("accounts.join.gone_next")};
  said.action = speaker.Say("accounts.join.home");
  said.action_href = "/";
  if (VisitOf(request).caller) {
    said.action = speaker.Say("accounts.join.today");
    said.action_href = "/today";
  } else {
    said.other = speaker.Say("accounts.join.sign_in_button");
    said.other_href = "/sign-in";
  }
  return Secret(SaidPage(d_, request, said, 410));
}

http::Response JoinPages::Form(const http::Request& request, const Place& place, const Invitation& one,
                               const Typed& typed, unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const Visit& visit = VisitOf(request);
  const std::string path = "/c/" + place.slug + "/join/" + std::string(request.params.Get("token"));
  const i18n::Params params = {{"organization", OrganizationName(d_, one)},
                               {"community", place.name},
                               {"role", RoleInWords(speaker, one.role)},
                               {"date", i18n::FormatDate(speaker.language(), one.expires)}};
  views::JoinPage view;
  view.notes = NotesFor(d_, request);
  view.notes.errors = typed.errors;
  view.notes.problem = typed.problem;
  view.title = speaker.Say("accounts.join.title", params);
  view.lead = speaker.Say("accounts.join.lead", params);
  view.what = speaker.Say("accounts.role_means." + std::string(NameOf(one.role)));
  if (NeedsSecondFactor(one.role)) view.what += " " + speaker.Say("accounts.join.second_factor");
  view.expires = speaker.Say("accounts.join.until", params);
  view.action = path;
  view.signed_in = visit.caller.has_value();
  view.button = speaker.Say("accounts.join.button", params);
  if (visit.caller) {
    view.as = speaker.Say("accounts.join.as", {{"name", visit.caller->name}, {"email", visit.caller->email}});
  }
  view.name = typed.name;
  view.email_given = !one.email.empty();
  view.email = view.email_given ? one.email : typed.email;
  view.sign_in_href = "/sign-in?next=" + http::PercentEncode(path);
  return Secret(d_.frame.Page(request, MetaOf(view.title, ""),
                              views::Render(d_.frame.templates(), speaker.language(), view), status));
}

http::Response JoinPages::Show(const http::Request& request) const {
  const auto place = PlaceOf(d_, request);
  if (!place) return d_.frame.ErrorPage(request, 404);
  const auto one = d_.invitations->Look(place->id, request.params.Get("token"));
  if (!one) return Gone(request, one.error());
  return Form(request, *place, *one, {}, 200);
}

http::Response JoinPages::Accept(const http::Request& request) const {
  const auto place = PlaceOf(d_, request);
  if (!place) return d_.frame.ErrorPage(request, 404);
  return VisitOf(request).caller ? AcceptSignedIn(request, *place) : AcceptAsNew(request, *place);
}

void JoinPages::TellInviter(const http::Request& request, const Place& place, const Invitation& one,
                            std::string_view name) const {
  if (!MailsLinks(d_)) return;
  const auto inviter = d_.accounts.Find(one.invited_by);
  const auto settings = Profile(d_.accounts.deps()).Read(one.invited_by);
  if (!inviter || !settings || inviter->state != "active" || !IsOn(*settings, NotificationsOf(d_).front())) return;
  for (const auto& organization : d_.accounts.deps().places.OrganizationsOf(one.community)) {
    if (organization.id != one.organization) continue;
    const mail::Letter letter{
        .subject_key = "accounts.letter.joined_subject",
        .paragraph_keys = {"accounts.letter.joined_text"},
        .button_key = "accounts.letter.joined_button",
        .button_href = AddressOf(d_, request, LinksOf(place, &organization).organization_href + "/people"),
        .params = {{"name", std::string(name)}, {"organization", organization.name}}};
    const auto message = mail::Write(letter, d_.frame.catalog(), {inviter->email, inviter->name, inviter->language},
                                     d_.frame.hub_name());
    const auto status = d_.accounts.deps().database.Write([&](db::Transaction& t) -> Status {
      d_.post->Enqueue(t, message);
      return {};
    });
    // The person has joined all the same.
    if (!status) d_.log.Warn("the inviter could not be told", {{"cause", status.error().cause}});
  }
}

http::Response JoinPages::AcceptSignedIn(const http::Request& request, const Place& place) const {
  const Caller& caller = *VisitOf(request).caller;
  const std::string_view token = request.params.Get("token");
  const auto one = d_.invitations->Look(place.id, token);
  if (!one) return Gone(request, one.error());
  if (auto status = d_.invitations->Accept(place.id, token, caller); !status) {
    if (status.error().key != "accounts.join.already") return Gone(request, status.error());
    Typed typed;
    typed.problem = Speaker(d_.frame, request).Say(status.error());
    return Form(request, place, *one, typed, 409);
  }
  TellInviter(request, place, *one, caller.name);
  auto response = Secret(http::Response::SeeOther("/today?done=joined"));
  // What this session may do has grown, so it goes on under another token.
  if (const auto begun = d_.sessions.Rotate(caller)) SetCookie(response, request, Cookie::kSession, begun->token);
  return response;
}

http::Response JoinPages::AcceptAsNew(const http::Request& request, const Place& place) const {
  const std::string_view token = request.params.Get("token");
  const auto one = d_.invitations->Look(place.id, token);
  if (!one) return Gone(request, one.error());
  const Speaker speaker(d_.frame, request);
  Typed typed;
  typed.name = request.form.Get("name");
  typed.email = request.form.Get("email");
  const std::string password(request.form.Get("password"));
  const std::string email = one->email.empty() ? NormalizeEmail(typed.email) : one->email;
  if (typed.name.empty()) typed.errors.push_back({"name", speaker.Say("accounts.error.name")});
  if (!mail::IsMailAddress(email)) typed.errors.push_back({"email", speaker.Say("accounts.error.email")});
  const std::string_view personal[] = {email, typed.name, d_.config.hub.name};
  if (auto fit = crypto::CheckPassword(password, personal, d_.accounts.deps().breached); !fit)
    typed.errors.push_back({"password", speaker.Say(fit.error())});
  if (!typed.errors.empty()) return Form(request, place, *one, typed, 422);

  const auto id = d_.invitations->AcceptAsNew(
      place.id, token, {typed.name, typed.email, speaker.language(), d_.accounts.deps().hasher.Hash(password)});
  if (!id) {
    const std::string& key = id.error().key;
    if (key == "accounts.error.email_taken") {
      typed.errors.push_back({"email", speaker.Say("accounts.join.email_taken")});
    } else if (key == "accounts.error.name" || key == "accounts.error.email") {
      typed.errors.push_back({key.substr(key.rfind('.') + 1), speaker.Say(id.error())});
    } else {
      return Gone(request, id.error());
    }
    return Form(request, place, *one, typed, 422);
  }
  TellInviter(request, place, *one, typed.name);
  const auto entered = d_.sign_in.As(*id, Method::kPassword, OriginOf(request));
  if (!entered) return Secret(http::Response::SeeOther("/sign-in"));
  http::Response response = Arrive(d_, request, *entered, "/today?done=joined");
  KeepSecret(response);
  return response;
}

}  // namespace concord::accounts
