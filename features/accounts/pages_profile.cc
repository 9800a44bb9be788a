// One's own profile: name, language, notifications, address, sessions, and what is known about oneself.
#include <algorithm>

#include "base/mail/letter.h"
#include "features/accounts/pages_people.h"
#include "features/accounts/views_profile.h"

namespace concord::accounts {
namespace {

const Caller& CallerOf(const http::Request& request) { return *VisitOf(request).caller; }

}  // namespace

http::Response ProfilePages::MeWith(const http::Request& request, const Typed& typed, unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = CallerOf(request);
  const auto account = d_.accounts.Find(caller.id);
  if (!account) return ErrorFor(d_, request, account.error());
  const auto kept = Operations().Read(caller.id);
  if (!kept) return ErrorFor(d_, request, kept.error());
  const auto sessions = d_.sessions.List(caller.id);
  if (!sessions) return ErrorFor(d_, request, sessions.error());
  const Settings& settings = typed.settings ? *typed.settings : *kept;
  views::MePage view;
  view.notes = NotesFor(d_, request);
  view.notes.errors = typed.errors;
  view.name = settings.name;
  view.languages = LanguageOptions(d_, settings.language);
  for (const auto& kind : NotificationsOf(d_))
    view.kinds.push_back({kind.name, speaker.Say(kind.message_key), "", IsOn(settings, kind)});
  const bool mail = d_.post && d_.post->enabled();
  view.notifications_hint = speaker.Say(mail ? "accounts.me.notifications_hint" : "accounts.me.notifications_no_mail");
  view.mail_on = MailsLinks(d_);
  view.email_now = speaker.Say("accounts.me.email_now", {{"email", account->email}});
  view.email = typed.email;
  view.second_factor = speaker.Say(account->has_second_factor ? "accounts.me.on" : "accounts.me.off");
  view.sessions = speaker.Count("accounts.me.session_count", static_cast<int64_t>(sessions->size()));
  const auto& places = d_.accounts.deps().places;
  for (const Membership& m : caller.memberships) {
    const auto place = places.Community(m.community);
    if (!place) continue;
    for (const auto& one : places.OrganizationsOf(m.community)) {
      if (one.id != m.organization) continue;
      view.memberships.push_back(
          {one.name, LinksOf(*place, &one).organization_href, RoleInWords(speaker, m.role), place->name});
    }
  }
  for (const Role role : caller.hub_roles) view.hub_roles.push_back(RoleInWords(speaker, role));
  for (const auto& page : d_.personal_pages)
    view.pages.push_back({page.href, speaker.Say(page.message_key), "", false});
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.me.title"), "me"),
                       views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response ProfilePages::Me(const http::Request& request) const { return MeWith(request, {}, 200); }

http::Response ProfilePages::Save(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = CallerOf(request);
  const auto kept = Operations().Read(caller.id);
  if (!kept) return ErrorFor(d_, request, kept.error());
  Settings settings = *kept;
  settings.name = request.form.Get("name");
  settings.language = request.form.Get("language");
  const auto chosen = request.form.All("notify");
  for (const auto& kind : NotificationsOf(d_))
    settings.notifications[kind.name] = std::ranges::find(chosen, kind.name) != chosen.end();
  Typed typed;
  if (!d_.frame.catalog().Knows(settings.language)) {
    typed.errors.push_back({"language", speaker.Say("accounts.error.language")});
  } else if (const auto status = Operations().Change(caller.id, settings); !status) {
    if (StatusOf(status.error()) >= 500) return ErrorFor(d_, request, status.error());
    typed.errors.push_back({"name", speaker.Say(status.error())});
  }
  if (!typed.errors.empty()) {
    typed.settings = settings;
    return MeWith(request, typed, 422);
  }
  auto response = http::Response::SeeOther("/me?done=saved");
  // The pages speak the language that was chosen just now.
  response.headers.Add("Set-Cookie", "lang=" + settings.language + "; Path=/; Max-Age=31536000; SameSite=Lax" +
                                         (request.secure ? "; Secure" : ""));
  return response;
}

http::Response ProfilePages::AskForAddress(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = CallerOf(request);
  if (!MailsLinks(d_)) return http::Response::SeeOther("/me");
  // Whoever found a browser signed in must not take the account along by its address.
  if (!ProvedLately(VisitOf(request))) {
    return http::Response::SeeOther("/me/confirm?next=" + http::PercentEncode("/me"))
        .Header("Cache-Control", "no-store");
  }
  // Letters to strangers' addresses are counted as those of a forgotten password are.
  if (auto taken = d_.throttle.Take(Throttle::Kind::kLetter, caller.id.ToString(), OriginOf(request)); !taken) {
    Typed typed{std::nullopt, std::string(request.form.Get("email")), {{"email", speaker.Say(taken.error())}}};
    return MeWith(request, typed, StatusOf(taken.error()));
  }
  const auto tell = [&](db::Transaction& t, const std::string& address, const std::string& path, bool free) {
    const mail::Letter letter{
        .subject_key = "accounts.letter.address_subject",
        .paragraph_keys = {free ? "accounts.letter.address_text" : "accounts.letter.address_taken",
                           "accounts.letter.address_ignore"},
        .button_key = free ? "accounts.letter.address_button" : "",
        .button_href = free ? AddressOf(d_, request, path) : "",
        .params = {{"hub", d_.frame.hub_name()}}};
    d_.post->Enqueue(t,
                     mail::Write(letter, d_.frame.catalog(), {address, "", speaker.language()}, d_.frame.hub_name()));
  };
  if (auto status = Operations().AskForAddress(caller.id, request.form.Get("email"), tell); !status) {
    if (StatusOf(status.error()) >= 500) return ErrorFor(d_, request, status.error());
    Typed typed{std::nullopt, std::string(request.form.Get("email")), {{"email", speaker.Say(status.error())}}};
    return MeWith(request, typed, 422);
  }
  return http::Response::SeeOther("/me?done=address_asked");
}

http::Response ProfilePages::ShowAddress(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const auto address = Operations().AddressOf(CallerOf(request).id, request.params.Get("token"));
  if (!address) {
    views::Said said;
    said.title = speaker.Say("accounts.address.title");
    said.paragraphs = {speaker.Say(address.error()), speaker.Say("accounts.address.gone")};
    said.action = speaker.Say("accounts.address.back");
    said.action_href = "/me";
    return SaidPage(d_, request, said, StatusOf(address.error()));
  }
  views::AddressPage view;
  view.notes = NotesFor(d_, request);
  view.text = speaker.Say("accounts.address.text", {{"email", *address}});
  view.action = "/me/email/" + std::string(request.params.Get("token"));
  auto response = d_.frame.Page(request, MetaOf(speaker.Say("accounts.address.title"), "me"),
                                views::Render(d_.frame.templates(), speaker.language(), view));
  KeepSecret(response);
  return response;
}

http::Response ProfilePages::ProveAddress(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = CallerOf(request);
  const auto before = Operations().ProveAddress(caller.id, request.params.Get("token"));
  if (!before) {
    if (StatusOf(before.error()) >= 500) return ErrorFor(d_, request, before.error());
    views::Said said;
    said.title = speaker.Say("accounts.address.title");
    said.paragraphs = {speaker.Say(before.error()), speaker.Say("accounts.address.gone")};
    said.action = speaker.Say("accounts.address.back");
    said.action_href = "/me";
    return SaidPage(d_, request, said, StatusOf(before.error()));
  }
  // The old address hears of it: whoever did not do this finds out.
  if (d_.post && d_.post->enabled()) {
    const mail::Letter letter{.subject_key = "accounts.letter.moved_subject",
                              .paragraph_keys = {"accounts.letter.moved_text"},
                              .button_key = "",
                              .button_href = "",
                              .params = {{"hub", d_.frame.hub_name()}}};
    const auto message =
        mail::Write(letter, d_.frame.catalog(), {*before, caller.name, speaker.language()}, d_.frame.hub_name());
    const auto told = d_.accounts.deps().database.Write([&](db::Transaction& t) -> Status {
      d_.post->Enqueue(t, message);
      return {};
    });
    if (!told) d_.log.Warn("the old address was not told of its change", {{"cause", told.error().cause}});
  }
  return http::Response::SeeOther("/me?done=address_changed");
}

http::Response ProfilePages::Sessions(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = CallerOf(request);
  const auto sessions = d_.sessions.List(caller.id);
  if (!sessions) return ErrorFor(d_, request, sessions.error());
  views::SessionsPage view;
  view.notes = NotesFor(d_, request);
  for (const auto& session : *sessions) {
    const std::string device = DeviceInWords(d_.frame.catalog(), speaker.language(), session.device);
    const auto dated = [&](const char* key, Time time) {
      return speaker.Say(key, {{"date", i18n::FormatDate(speaker.language(), time)}});
    };
    view.sessions.push_back({session.id, device, dated("accounts.sessions.began", session.created),
                             dated("accounts.sessions.seen", session.seen),
                             speaker.Say("accounts.sessions.end", {{"device", device}}),
                             session.id == caller.session_id});
  }
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.sessions.title"), "me"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response ProfilePages::EndSession(const http::Request& request) const {
  if (auto status = d_.sessions.End(CallerOf(request).id, request.form.Get("session")); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther("/me/sessions?done=session_ended");
}

http::Response ProfilePages::EndOthers(const http::Request& request) const {
  const Caller& caller = CallerOf(request);
  if (auto status = d_.sessions.EndOthers(caller.id, caller.session_id); !status)
    return ErrorFor(d_, request, status.error());
  return http::Response::SeeOther("/me/sessions?done=others_ended");
}

http::Response ProfilePages::Export(const http::Request& request) const {
  auto json = Operations().Export(CallerOf(request).id);
  if (!json) return ErrorFor(d_, request, json.error());
  return http::Response::Download(std::move(*json), "application/json", "concord-my-data.json")
      .Header("Cache-Control", "no-store");
}

}  // namespace concord::accounts
