#include "features/accounts/views_profile.h"

namespace concord::accounts::views {

using Scope = html::Dict::Scope;

namespace {

void FillMemberships(Scope scope, const std::vector<MembershipLine>& memberships) {
  for (const auto& m : memberships) {
    scope.Add("membership")
        .Set("organization", m.organization)
        .Set("href", m.href)
        .Set("role", m.role)
        .Set("community", m.community);
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const MePage& view) {
  html::Dict dict("accounts/me.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("name", view.name).Set("notifications_hint", view.notifications_hint).Set("email_now", view.email_now);
  root.Set("second_factor", view.second_factor).Set("sessions", view.sessions);
  FillOptions(root, "language", view.languages);
  for (const auto& kind : view.kinds) {
    std::string key = kind.value;
    for (char& c : key) c = c == '.' ? '-' : c;
    root.Add("kind").Set("key", key).Set("value", kind.value).Set("text", kind.text).ShowIf(kind.chosen, "chosen");
  }
  if (view.mail_on) {
    root.Add("mail_on").Set("email", view.email);
  } else {
    root.Show("mail_off");
  }
  FillMemberships(root, view.memberships);
  for (const auto& role : view.hub_roles) root.Add("hub_role").Set("role", role);
  root.ShowIf(view.memberships.empty() && view.hub_roles.empty(), "no_places");
  if (!view.pages.empty()) {
    Scope pages = root.Add("has_pages");
    for (const auto& page : view.pages) pages.Add("page").Set("href", page.value).Set("text", page.text);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SessionsPage& view) {
  html::Dict dict("accounts/me_sessions.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  for (const auto& session : view.sessions) {
    Scope one = root.Add("session");
    one.Set("device", session.device).Set("began", session.began).Set("seen", session.seen);
    one.ShowIf(session.is_this, "is_this");
    if (!session.is_this) one.Add("may_end").Set("id", session.id).Set("end_label", session.end_label);
  }
  root.Show(view.sessions.size() > 1 ? "has_others" : "alone");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const AddressPage& view) {
  html::Dict dict("accounts/me_address.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("text", view.text).Set("action", view.action);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const LeavePage& view) {
  html::Dict dict("accounts/me_leave.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  if (view.obstacles.empty()) {
    Scope free = root.Add("free");
    if (!view.secret_label.empty())
      free.Add("asks_secret").Set("secret_label", view.secret_label).Set("autocomplete", view.autocomplete);
  } else {
    Scope blocked = root.Add("blocked");
    for (const auto& one : view.obstacles) {
      Scope line = blocked.Add("obstacle");
      line.Set("text", one.text);
      if (!one.href.empty()) line.Add("has_href").Set("href", one.href).Set("link", one.link);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const HubPage& view) {
  html::Dict dict("accounts/hub.tpl");
  Scope root = dict.Root(language);
  for (const auto& card : view.cards)
    root.Add("card").Set("href", card.value).Set("title", card.text).Set("text", card.hint);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const HubAccountsPage& view) {
  html::Dict dict("accounts/hub_accounts.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("words", view.words).Set("name", view.name).Set("email", view.email);
  FillOptions(root, "language", view.languages);
  root.ShowIf(view.people.empty(), "nobody");
  if (!view.people.empty()) {
    Scope list = root.Add("has_people");
    for (const auto& person : view.people) {
      Scope one = list.Add("person");
      one.Set("href", person.href).Set("name", person.name).Set("email", person.email).Set("seen", person.seen);
      one.SetIf("state", person.state).ShowIf(person.demo, "demo");
    }
  }
  if (!view.previous.empty() || !view.next.empty())
    root.Add("has_pages").SetIf("previous", view.previous).SetIf("next", view.next);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const HubAccountPage& view) {
  html::Dict dict("accounts/hub_account.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("name", view.name).Set("base", view.base);
  for (const auto& fact : view.facts) root.Add("fact").Set("label", fact.label).Set("text", fact.text);
  if (!view.alive) return {templates.Render(dict)};
  Scope alive = root.Add("alive");
  alive.Set("email", view.email).ShowIf(view.memberships.empty(), "no_places");
  FillMemberships(alive, view.memberships);
  for (const auto& role : view.hub_roles) {
    alive.Add("hub_role").Set("role", role.role).Set("text", role.text).Set("verb", role.verb).Set("label", role.label);
  }
  alive.ShowIf(view.may_welcome, "may_welcome").ShowIf(view.may_disable, "may_disable");
  alive.ShowIf(view.may_enable, "may_enable");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const JobsPage& view) {
  html::Dict dict("accounts/hub_jobs.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("waiting", view.waiting).Set("running", view.running).Set("failed", view.failed);
  root.ShowIf(view.jobs.empty(), "none_failed");
  if (!view.jobs.empty()) {
    Scope list = root.Add("has_failed");
    for (const auto& kind : view.kinds) list.Add("kind").Set("kind", kind.value).Set("retry_label", kind.text);
    for (const auto& job : view.jobs) {
      list.Add("job")
          .Set("id", job.id)
          .Set("kind", job.kind)
          .Set("when", job.when)
          .Set("attempts", job.attempts)
          .Set("error", job.error)
          .Set("forget_label", job.forget_label);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const MailPage& view) {
  html::Dict dict("accounts/hub_mail.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  if (view.on) {
    root.Add("on").Set("on_text", view.on_text).Set("test_label", view.test_label);
  } else {
    root.Show("off");
  }
  root.ShowIf(view.no_address, "no_address");
  return {templates.Render(dict)};
}

}  // namespace concord::accounts::views
