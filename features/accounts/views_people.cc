#include "features/accounts/views_people.h"

namespace concord::accounts::views {

using Scope = html::Dict::Scope;

std::set<std::string> PeopleTemplateNames() {
  return {"accounts/said.tpl",        "accounts/people.tpl",   "accounts/join.tpl",    "accounts/everyone.tpl",
          "accounts/provider.tpl",    "accounts/today.tpl",    "accounts/me.tpl",      "accounts/me_sessions.tpl",
          "accounts/me_address.tpl",  "accounts/me_leave.tpl", "accounts/hub.tpl",     "accounts/hub_accounts.tpl",
          "accounts/hub_account.tpl", "accounts/hub_jobs.tpl", "accounts/hub_mail.tpl"};
}

void Fill(Scope root, const Notes& notes) {
  root.Set("csrf", notes.csrf).SetIf("done", notes.done).SetIf("problem", notes.problem);
  FillErrors(root, notes.errors);
}

void Fill(Scope root, const PlaceLink& place) {
  root.Set("community", place.community).Set("community_href", place.community_href);
  root.Set("organization", place.organization).Set("organization_href", place.organization_href);
}

void FillOptions(Scope scope, std::string_view section, const std::vector<Option>& options) {
  for (const Option& option : options) {
    scope.Add(section)
        .Set("value", option.value)
        .Set("text", option.text)
        .Set("hint", option.hint)
        .ShowIf(option.chosen, "chosen")
        .ShowIf(option.refused, "refused");
  }
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Said& view) {
  html::Dict dict("accounts/said.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title);
  for (const auto& text : view.paragraphs) root.Add("paragraph").Set("text", text);
  if (!view.link.empty()) root.Add("has_link").Set("link", view.link).Set("link_label", view.link_label);
  if (!view.action.empty()) root.Add("action").Set("text", view.action).Set("href", view.action_href);
  if (!view.other.empty()) root.Add("other").Set("text", view.other).Set("href", view.other_href);
  return {templates.Render(dict)};
}

namespace {

void FillPerson(Scope one, const PersonRow& person) {
  one.Set("key", person.key).Set("account", person.account).Set("name", person.name).Set("email", person.email);
  one.Set("role", person.role).Set("role_name", person.role_name);
  one.ShowIf(person.is_me, "is_me").ShowIf(person.disabled, "disabled");
  one.ShowIf(person.factor_missing, "second_factor_missing");
  if (!person.may_change) return;
  Scope change = one.Add("may_change");
  change.Set("change_label", person.change_label).Set("end_text", person.end_text).Set("end_label", person.end_label);
  if (!person.roles.empty()) FillOptions(change.Add("has_roles"), "option", person.roles);
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const PeoplePage& view) {
  html::Dict dict("accounts/people.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  Fill(root, view.place);
  root.Set("title", view.title).Set("count", view.count).Set("base", view.base);
  root.ShowIf(view.people.empty(), "nobody");
  if (!view.people.empty()) {
    Scope list = root.Add("has_people");
    for (const auto& person : view.people) FillPerson(list.Add("person"), person);
  }
  if (!view.may_invite) return {templates.Render(dict)};
  Scope form = root.Add("may_invite");
  FillOptions(form, "choice", view.roles);
  FillOptions(form, "language", view.languages);
  form.Set("email", view.email).Set("email_hint", view.email_hint);
  form.ShowIf(view.invitations.empty(), "no_invitations");
  if (!view.invitations.empty()) {
    Scope list = form.Add("has_invitations");
    for (const auto& one : view.invitations) {
      list.Add("invitation")
          .Set("id", one.id)
          .Set("whom", one.whom)
          .Set("role", one.role)
          .Set("expires", one.expires)
          .Set("withdraw_label", one.withdraw_label);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const JoinPage& view) {
  html::Dict dict("accounts/join.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("title", view.title).Set("lead", view.lead).Set("what", view.what).Set("expires", view.expires);
  root.Set("action", view.action);
  if (view.signed_in) {
    root.Add("signed_in").Set("as", view.as).Set("button", view.button);
  } else {
    Scope form = root.Add("signed_out");
    form.Set("name", view.name).Set("sign_in_href", view.sign_in_href);
    form.Add(view.email_given ? "has_email" : "asks_email").Set("email", view.email);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const EveryonePage& view) {
  html::Dict dict("accounts/everyone.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.place);
  root.Set("title", view.title);
  if (view.people.empty()) {
    Scope nobody = root.Add("nobody");
    for (const auto& one : view.organizations)
      nobody.Add("organization").Set("href", one.href).Set("name", one.organization);
  } else {
    Scope list = root.Add("has_people");
    list.Set("count", view.count).Set("csv_href", view.csv_href);
    for (const auto& one : view.people) {
      list.Add("person")
          .Set("name", one.name)
          .Set("email", one.email)
          .Set("role", one.role)
          .Set("organization", one.organization)
          .Set("href", one.href);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ProviderPage& view) {
  html::Dict dict("accounts/provider.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  Fill(root, view.place);
  root.Set("title", view.title).Set("callback", view.callback).Set("action", view.action);
  root.Set("issuer", view.issuer).Set("client_id", view.client_id).Set("secret_hint", view.secret_hint);
  root.Set("domains", view.domains).ShowIf(view.active, "active").ShowIf(view.exists, "exists");
  FillOptions(root, "choice", view.roles);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const TodayPage& view) {
  html::Dict dict("accounts/today.tpl");
  Scope root = dict.Root(language);
  Fill(root, view.notes);
  root.Set("greeting", view.greeting).ShowIf(view.groups.empty(), "nothing");
  for (const auto& group : view.groups) {
    Scope section = root.Add("group");
    section.SetIf("group_title", group.title);
    for (const auto& entry : group.entries) {
      Scope item = section.Add("item");
      item.Set("text", entry.text).Set("href", entry.href).SetIf("detail", entry.detail).SetIf("due", entry.due);
      item.ShowIf(entry.late, "late");
    }
  }
  for (const auto& ability : view.abilities) {
    Scope section = root.Add("ability");
    section.Set("ability_title", ability.title);
    for (const auto& link : ability.links) section.Add("can").Set("href", link.value).Set("text", link.text);
  }
  return {templates.Render(dict)};
}

}  // namespace concord::accounts::views
