// The hub's own administration: its accounts.
#include <algorithm>

#include "base/mail/letter.h"
#include "features/accounts/pages_people.h"
#include "features/accounts/views_profile.h"

namespace concord::accounts {
namespace {

constexpr int kOnePage = 50;

std::string HrefOf(const Account& account) { return "/hub/accounts/" + account.id.ToString(); }

std::string NameOrGone(const Speaker& speaker, const Account& account) {
  return account.state == "deleted" ? speaker.Say("accounts.hub_accounts.gone") : account.name;
}

std::string StateInWords(const Speaker& speaker, const Account& account) {
  return account.state == "active" ? "" : speaker.Say("accounts.state." + account.state);
}

std::string LastSeen(const Speaker& speaker, const Account& account) {
  if (!account.signed_in) return speaker.Say("accounts.hub_accounts.never");
  return speaker.Say("accounts.hub_accounts.seen",
                     {{"date", i18n::FormatDate(speaker.language(), *account.signed_in)}});
}

std::string PageHref(std::string_view words, int page) {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (!words.empty()) pairs.emplace_back("q", words);
  if (page > 1) pairs.emplace_back("page", std::to_string(page));
  return pairs.empty() ? "/hub/accounts" : "/hub/accounts?" + http::EncodeQuery(pairs);
}

int PageNumber(const http::Request& request) {
  const std::string_view text = request.query.Get("page");
  if (text.empty() || text.size() > 6 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return 1;
  return std::max(1, std::stoi(std::string(text)));
}

}  // namespace

http::Response HubPages::Hub(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = *VisitOf(request).caller;
  views::HubPage view;
  const auto card = [&](Action action, const char* href, const std::string& name) {
    if (!caller.May(action)) return;
    view.cards.push_back({href, speaker.Say("accounts.hub." + name), speaker.Say("accounts.hub." + name + "_text")});
  };
  card(Action::kCommunityCreate, "/hub/communities", "communities");
  card(Action::kAccountsManage, "/hub/accounts", "accounts");
  card(Action::kHubOperate, "/hub/jobs", "jobs");
  card(Action::kHubOperate, "/hub/mail", "mail");
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.hub.title"), "hub"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response HubPages::ListWith(const http::Request& request, const Typed& typed, unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const std::string words(request.query.Get("q"));
  const int page = PageNumber(request);
  const auto found = d_.accounts.List(words, kOnePage + 1, (page - 1) * kOnePage);
  if (!found) return ErrorFor(d_, request, found.error());
  views::HubAccountsPage view;
  view.notes = NotesFor(d_, request);
  view.notes.errors = typed.errors;
  view.words = words;
  view.name = typed.name;
  view.email = typed.email;
  view.languages = LanguageOptions(d_, typed.language);
  for (const Account& account : *found) {
    if (view.people.size() == kOnePage) break;
    view.people.push_back({HrefOf(account), NameOrGone(speaker, account), account.email, LastSeen(speaker, account),
                           StateInWords(speaker, account), account.demo});
  }
  if (page > 1) view.previous = PageHref(words, page - 1);
  if (found->size() > kOnePage) view.next = PageHref(words, page + 1);
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.hub_accounts.title"), "hub"),
                       views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response HubPages::List(const http::Request& request) const {
  Typed typed;
  typed.language = Speaker(d_.frame, request).language();
  return ListWith(request, typed, 200);
}

http::Response HubPages::Create(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  Typed typed;
  typed.name = request.form.Get("name");
  typed.email = request.form.Get("email");
  typed.language = request.form.Get("language");
  if (!d_.frame.catalog().Knows(typed.language)) typed.language = speaker.language();
  const std::string actor = VisitOf(request).Actor();
  const auto account = d_.accounts.Create({typed.email, typed.name, typed.language, false}, actor);
  if (!account) {
    if (StatusOf(account.error()) >= 500) return ErrorFor(d_, request, account.error());
    const bool about_name = account.error().key == "accounts.error.name";
    typed.errors.push_back({about_name ? "name" : "email", speaker.Say(account.error())});
    return ListWith(request, typed, 422);
  }
  const auto link = d_.accounts.NewLink(account->id, "welcome", actor);
  if (!link) return ErrorFor(d_, request, link.error());
  return ShowLink(request, *account, *link, "welcome");
}

bool HubPages::MailLink(const http::Request& request, const Account& account, const Link& link,
                        std::string_view verb) const {
  if (!MailsLinks(d_)) return false;
  const bool welcome = verb == "welcome";
  const mail::Letter letter{
      .subject_key = welcome ? "accounts.letter.welcome_subject" : "accounts.letter.reset_subject",
      .paragraph_keys = {welcome ? "accounts.letter.welcome_text" : "accounts.letter.reset_text",
                         "accounts.letter.link_until"},
      .button_key = "accounts.letter.link_button",
      .button_href = AddressOf(d_, request, link.path),
      .params = {{"hub", d_.frame.hub_name()}, {"date", i18n::FormatDate(account.language, link.expires)}}};
  const auto message =
      mail::Write(letter, d_.frame.catalog(), {account.email, account.name, account.language}, d_.frame.hub_name());
  return d_.accounts.deps()
      .database
      .Write([&](db::Transaction& t) -> Status {
        d_.post->Enqueue(t, message);
        return {};
      })
      .has_value();
}

http::Response HubPages::ShowLink(const http::Request& request, const Account& account, const Link& link,
                                  std::string_view verb) const {
  const Speaker speaker(d_.frame, request);
  views::Said said;
  said.title = speaker.Say("accounts.hub_link.title", {{"name", account.name}});
  said.paragraphs.push_back(MailLink(request, account, link, verb)
                                ? speaker.Say("accounts.hub_link.mailed", {{"email", account.email}})
                                : speaker.Say("accounts.hub_link.copy"));
  said.paragraphs.push_back(
      speaker.Say("accounts.hub_link.until", {{"date", i18n::FormatDate(speaker.language(), link.expires)}}));
  said.link_label = speaker.Say("accounts.hub_link.link");
  said.link = AddressOf(d_, request, link.path);
  said.action = speaker.Say("accounts.hub_link.back");
  said.action_href = HrefOf(account);
  return SaidPage(d_, request, said).Header("Cache-Control", "no-store");
}

http::Response HubPages::ShowWith(const http::Request& request, const Account& account, const views::Notes& notes,
                                  const std::string& email, unsigned status) const {
  const Speaker speaker(d_.frame, request);
  const auto standing = Profile(d_.accounts.deps()).Where(account.id);
  if (!standing) return ErrorFor(d_, request, standing.error());
  views::HubAccountPage view;
  view.notes = notes;
  view.name = NameOrGone(speaker, account);
  view.base = HrefOf(account);
  view.email = email;
  view.alive = account.state != "deleted";
  view.may_disable = account.state == "active";
  view.may_enable = account.state == "disabled";
  view.may_welcome = account.state == "active" && !account.has_password;
  const auto fact = [&](const char* name, std::string text) {
    view.facts.push_back({speaker.Say(std::string("accounts.hub_account.fact_") + name), std::move(text)});
  };
  if (view.alive) fact("email", account.email);
  fact("state", speaker.Say("accounts.state." + account.state));
  fact("created", i18n::FormatDate(speaker.language(), account.created));
  fact("seen", LastSeen(speaker, account));
  const auto yes = [&](bool is) { return speaker.Say(is ? "accounts.yes" : "accounts.no"); };
  fact("password", yes(account.has_password));
  fact("second_factor", yes(account.has_second_factor));
  const auto& places = d_.accounts.deps().places;
  for (const Membership& m : standing->memberships) {
    const auto place = places.Community(m.community);
    if (!place) continue;
    for (const auto& one : places.OrganizationsOf(m.community)) {
      if (one.id != m.organization) continue;
      view.memberships.push_back({one.name, "/c/" + place->slug + "/organizations/" + one.slug + "/people",
                                  RoleInWords(speaker, m.role), place->name});
    }
  }
  for (const Role role : AllRoles()) {
    if (!IsHubRole(role)) continue;
    const bool has = std::ranges::find(standing->hub_roles, role) != standing->hub_roles.end();
    const i18n::Params params = {{"role", RoleInWords(speaker, role)}};
    view.hub_roles.push_back(
        {std::string(NameOf(role)),
         speaker.Say(has ? "accounts.hub_account.has_role" : "accounts.hub_account.lacks_role", params),
         has ? "take-role" : "give-role",
         speaker.Say(has ? "accounts.hub_account.take_role" : "accounts.hub_account.give_role", params)});
  }
  return d_.frame.Page(request, MetaOf(view.name, "hub"), views::Render(d_.frame.templates(), speaker.language(), view),
                       status);
}

http::Response HubPages::Show(const http::Request& request) const {
  const auto id = AccountId::Parse(request.params.Get("account"));
  if (!id) return d_.frame.ErrorPage(request, 404);
  const auto account = d_.accounts.Find(*id);
  if (!account) return ErrorFor(d_, request, account.error());
  return ShowWith(request, *account, NotesFor(d_, request), account->email, 200);
}

http::Response HubPages::Change(const http::Request& request, std::string_view verb) const {
  const auto id = AccountId::Parse(request.params.Get("account"));
  if (!id) return d_.frame.ErrorPage(request, 404);
  const auto account = d_.accounts.Find(*id);
  if (!account) return ErrorFor(d_, request, account.error());
  const std::string actor = VisitOf(request).Actor();
  if (verb == "welcome" || verb == "reset") {
    const auto link = verb == "reset" ? d_.accounts.Reset(*id, actor) : d_.accounts.NewLink(*id, "welcome", actor);
    if (!link) return ErrorFor(d_, request, link.error());
    return ShowLink(request, *account, *link, verb);
  }
  const std::string email(request.form.Get("email"));
  const auto role = RoleNamed(request.form.Get("role"));
  Status status;
  if (verb == "disable") status = d_.accounts.Disable(*id, actor);
  if (verb == "enable") status = d_.accounts.Enable(*id, actor);
  if (verb == "email") status = Profile(d_.accounts.deps()).SetAddress(*id, email, actor);
  if (verb.ends_with("-role")) {
    if (!role) return d_.frame.ErrorPage(request, 400);
    status =
        verb == "give-role" ? d_.accounts.GiveHubRole(*id, *role, actor) : d_.accounts.TakeHubRole(*id, *role, actor);
  }
  if (status)
    return http::Response::SeeOther(HrefOf(*account) + "?done=account_" + std::string(verb.substr(0, verb.find('-'))));
  const unsigned code = StatusOf(status.error());
  if (code >= 500 || status.error().kind == ErrorKind::kNotFound) return ErrorFor(d_, request, status.error());
  views::Notes notes = NotesFor(d_, request);
  const std::string text = Speaker(d_.frame, request).Say(status.error());
  if (verb == "email") {
    notes.errors.push_back({"email", text});
  } else {
    notes.problem = text;
  }
  return ShowWith(request, *account, notes, verb == "email" ? email : account->email, code);
}

}  // namespace concord::accounts
