// Who belongs to an organization, and inviting people to it.
#include <algorithm>

#include "base/mail/letter.h"
#include "features/accounts/pages_people.h"

namespace concord::accounts {

InvitationPages::InvitationPages(const PageDeps& deps)
    : d_(deps), people_(deps.accounts.deps().database, deps.clock, deps.random) {}

std::optional<InvitationPages::Here> InvitationPages::HereOf(const http::Request& request) const {
  const Visit& visit = VisitOf(request);
  if (!visit.place || !visit.caller) return std::nullopt;
  auto organization = OrganizationOf(d_, visit.place->id, request.params.Get("organization"));
  if (!organization) return std::nullopt;
  Here here{*visit.place, *organization, &*visit.caller, ""};
  here.base = "/c/" + here.place.slug + "/organizations/" + here.organization.slug + "/people";
  return here;
}

views::PersonRow InvitationPages::RowOf(const Speaker& speaker, const Here& here,
                                        const Accounts::Person& person) const {
  const auto& [account, membership] = person;
  views::PersonRow row;
  row.account = account.id.ToString();
  row.role_name = NameOf(membership.role);
  row.key = row.account + "-" + row.role_name;
  row.name = account.name;
  row.email = account.email;
  row.role = RoleInWords(speaker, membership.role);
  row.is_me = account.id == here.caller->id;
  row.disabled = account.state != "active";
  row.factor_missing = NeedsSecondFactor(membership.role) && !account.has_second_factor;
  const bool may_remove = here.caller->May(Action::kPeopleRemove, here.place.id, here.organization.id) &&
                          WithinReach(*here.caller, here.place.id, here.organization.id, membership.role);
  row.may_change = may_remove || row.is_me;
  const i18n::Params params = {{"name", account.name}, {"role", row.role}, {"organization", here.organization.name}};
  row.change_label = speaker.Say(may_remove ? "accounts.people.change" : "accounts.people.leave", params);
  row.end_text = speaker.Say(row.is_me ? "accounts.people.leave_text" : "accounts.people.end_text", params);
  row.end_label = speaker.Say(row.is_me ? "accounts.people.leave" : "accounts.people.end", params);
  if (!may_remove) return row;
  for (const Role role : RolesToGive(*here.caller, here.place.id, here.organization)) {
    if (role != membership.role) row.roles.push_back({std::string(NameOf(role)), RoleInWords(speaker, role)});
  }
  return row;
}

http::Response InvitationPages::Show(const http::Request& request, const Here& here, const Typed& typed,
                                     unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const auto people = d_.accounts.PeopleOf(here.place.id, here.organization.id);
  if (!people) return ErrorFor(d_, request, people.error());
  const auto open = d_.invitations->Open(here.place.id, here.organization.id);
  if (!open) return ErrorFor(d_, request, open.error());
  views::PeoplePage view;
  view.notes = NotesFor(d_, request);
  view.notes.errors = typed.errors;
  view.notes.problem = typed.problem;
  view.place = LinksOf(here.place, &here.organization);
  view.title = speaker.Say("accounts.people.title", {{"organization", here.organization.name}});
  view.base = here.base;
  std::vector<AccountId> different;
  for (const auto& person : *people) {
    view.people.push_back(RowOf(speaker, here, person));
    if (std::ranges::find(different, person.account.id) == different.end()) different.push_back(person.account.id);
  }
  view.count = speaker.Count("accounts.people.count", static_cast<int64_t>(different.size()));
  view.may_invite = here.caller->May(Action::kPeopleInvite, here.place.id, here.organization.id);
  view.email = typed.email;
  view.email_hint = speaker.Say(MailsLinks(d_) ? "accounts.invite.email_hint" : "accounts.invite.email_hint_no_mail");
  view.languages = LanguageOptions(
      d_, typed.language.empty() ? here.place.languages.empty() ? speaker.language() : here.place.languages.front()
                                 : typed.language);
  for (const Role role : AllRoles()) {
    if (IsHubRole(role)) continue;
    const std::string name(NameOf(role));
    const char* why = WhyNotGive(*here.caller, here.place.id, here.organization, role);
    view.roles.push_back({name, RoleInWords(speaker, role),
                          why ? speaker.Say(why) : speaker.Say("accounts.role_means." + name), typed.role == name,
                          why != nullptr});
  }
  for (const auto& one : *open) {
    const std::string whom = one.email.empty() ? speaker.Say("accounts.invite.copied") : one.email;
    view.invitations.push_back(
        {one.id.ToString(), whom, RoleInWords(speaker, one.role),
         speaker.Say("accounts.invite.until", {{"date", i18n::FormatDate(speaker.language(), one.expires)}}),
         speaker.Say("accounts.invite.withdraw", {{"whom", whom}})});
  }
  return d_.frame.Page(request, MetaOf(view.title, "organizations"),
                       views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response InvitationPages::List(const http::Request& request) const {
  const auto here = HereOf(request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  if (!here->caller->May(Action::kPeopleView, here->place.id, here->organization.id))
    return d_.frame.ErrorPage(request, 403);
  Typed typed;
  typed.role = NameOf(Role::kMember);
  return Show(request, *here, typed, 200);
}

http::Response InvitationPages::Problem(const http::Request& request, const Here& here, const Error& error) const {
  const unsigned status = StatusOf(error);
  if (error.kind == ErrorKind::kNotFound || status >= 500) return ErrorFor(d_, request, error);
  Typed typed;
  typed.role = NameOf(Role::kMember);
  typed.problem = Speaker(d_.frame, request).Say(error);
  return Show(request, here, typed, status);
}

http::Response InvitationPages::Invite(const http::Request& request) const {
  const auto here = HereOf(request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  if (!here->caller->May(Action::kPeopleInvite, here->place.id, here->organization.id))
    return d_.frame.ErrorPage(request, 403);
  const Speaker speaker(d_.frame, request);
  Typed typed;
  typed.role = request.form.Get("role");
  typed.email = request.form.Get("email");
  typed.language = request.form.Get("language");
  const auto role = RoleNamed(typed.role);
  if (!role) typed.errors.push_back({"role", speaker.Say("accounts.invite.role_missing")});
  if (!d_.frame.catalog().Knows(typed.language)) typed.language = speaker.language();
  if (!typed.errors.empty()) return Show(request, *here, typed, 422);
  bool mailed = false;
  const auto tell = [&](db::Transaction& t, const Invited& invited) {
    if (invited.invitation.email.empty() || !MailsLinks(d_)) return;
    const auto& to = invited.invitation;
    const mail::Letter letter{
        .subject_key = "accounts.letter.invite_subject",
        .paragraph_keys = {"accounts.letter.invite_text", "accounts.letter.invite_until"},
        .button_key = "accounts.letter.invite_button",
        .button_href = AddressOf(d_, request, invited.path),
        .params = {{"name", here->caller->name},
                   {"organization", here->organization.name},
                   {"community", here->place.name},
                   {"role", d_.frame.catalog().Text(to.language, "accounts.role." + std::string(NameOf(to.role)))},
                   {"date", i18n::FormatDate(to.language, to.expires)}}};
    d_.post->Enqueue(t, mail::Write(letter, d_.frame.catalog(), {to.email, "", to.language}, d_.frame.hub_name()));
    mailed = true;
  };
  const auto invited = d_.invitations->Invite(*here->caller, here->place, here->organization,
                                              {*role, typed.email, typed.language}, tell);
  if (!invited) {
    if (StatusOf(invited.error()) >= 500) return ErrorFor(d_, request, invited.error());
    const bool about_email = invited.error().key == "accounts.error.email";
    typed.errors.push_back({about_email ? "email" : "role", speaker.Say(invited.error())});
    return Show(request, *here, typed, 422);
  }
  return ShowInvited(request, *here, *invited, mailed);
}

http::Response InvitationPages::ShowInvited(const http::Request& request, const Here& here, const Invited& invited,
                                            bool mailed) const {
  const Speaker speaker(d_.frame, request);
  const auto& one = invited.invitation;
  views::Said said;
  said.title = speaker.Say("accounts.invited.title");
  if (mailed) {
    said.paragraphs.push_back(speaker.Say("accounts.invited.mailed", {{"email", one.email}}));
  } else {
    said.paragraphs.push_back(speaker.Say("accounts.invited.copy"));
    said.paragraphs.push_back(speaker.Say("accounts.invited.how"));
  }
  said.paragraphs.push_back(
      speaker.Say("accounts.invited.terms", {{"role", RoleInWords(speaker, one.role)},
                                             {"organization", here.organization.name},
                                             {"date", i18n::FormatDate(speaker.language(), one.expires)}}));
  said.link_label = speaker.Say("accounts.invited.link");
  said.link = AddressOf(d_, request, invited.path);
  said.action = speaker.Say("accounts.invited.back");
  said.action_href = here.base;
  return SaidPage(d_, request, said).Header("Cache-Control", "no-store");
}

http::Response InvitationPages::Withdraw(const http::Request& request) const {
  const auto here = HereOf(request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  if (!here->caller->May(Action::kPeopleInvite, here->place.id, here->organization.id))
    return d_.frame.ErrorPage(request, 403);
  const auto id = InvitationId::Parse(request.form.Get("invitation"));
  if (!id) return d_.frame.ErrorPage(request, 404);
  if (auto status = d_.invitations->Withdraw(*here->caller, here->place.id, here->organization.id, *id); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther(here->base + "?done=withdrawn");
}

http::Response InvitationPages::ChangeRole(const http::Request& request) const {
  const auto here = HereOf(request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  if (!here->caller->May(Action::kPeopleRemove, here->place.id, here->organization.id))
    return d_.frame.ErrorPage(request, 403);
  const auto id = AccountId::Parse(request.form.Get("account"));
  const auto from = RoleNamed(request.form.Get("from"));
  const auto to = RoleNamed(request.form.Get("to"));
  if (!id || !from || !to) return d_.frame.ErrorPage(request, 400);
  if (auto status = people_.ChangeRole(*here->caller, here->organization, here->place.id, *id, *from, *to); !status)
    return Problem(request, *here, status.error());
  return http::Response::SeeOther(here->base + "?done=role_changed");
}

http::Response InvitationPages::End(const http::Request& request) const {
  const auto here = HereOf(request);
  if (!here) return d_.frame.ErrorPage(request, 404);
  const auto id = AccountId::Parse(request.form.Get("account"));
  const auto role = RoleNamed(request.form.Get("role"));
  if (!id || !role) return d_.frame.ErrorPage(request, 400);
  const bool mine = *id == here->caller->id;
  if (!mine && !here->caller->May(Action::kPeopleRemove, here->place.id, here->organization.id))
    return d_.frame.ErrorPage(request, 403);
  if (auto status = people_.EndMembership(*here->caller, here->organization, here->place.id, *id, *role); !status)
    return Problem(request, *here, status.error());
  // Whoever has left is signed out with it, and sees a page that is open to all.
  return http::Response::SeeOther(mine ? "/sign-in" : here->base + "?done=ended");
}

}  // namespace concord::accounts
