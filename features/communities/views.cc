#include "features/communities/views.h"

#include "features/communities/views_parts.h"

namespace concord::communities::views {
namespace {

using Scope = html::Dict::Scope;

constexpr char kRowTemplate[] = "communities/row.tpl";

void FillGroups(Scope scope, const std::vector<Group>& groups) {
  for (const auto& group : groups) {
    Scope one = scope.Add("group");
    one.Set("group_title", group.title);
    FillRows(one, group.rows);
  }
}

void FillNotices(Scope scope, const std::vector<Notice>& notices) {
  for (const auto& notice : notices) {
    Scope one = scope.Add("notice");
    one.Set("text", notice.text);
    FillLink(one, "link", notice.link);
  }
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"communities/directory.tpl",
          "communities/hub.tpl",
          "communities/home.tpl",
          "communities/organizations.tpl",
          "communities/organization.tpl",
          "communities/district.tpl",
          "communities/form.tpl",
          "communities/map_form.tpl",
          "communities/stage.tpl",
          "communities/confirmation.tpl",
          kRowTemplate};
}

void FillRows(Scope scope, const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    Scope one = scope.Add("row").Include("row", kRowTemplate);
    one.Set("href", row.href).Set("title", row.title).SetIf("summary", row.summary);
    for (const auto& fact : row.facts) one.Add("fact").Set("fact", fact);
  }
}

void FillLinks(Scope scope, std::string_view section, const std::vector<Link>& links) {
  for (const auto& link : links) scope.Add(section).Set("href", link.href).Set("text", link.text);
}

void FillOptions(Scope scope, std::string_view section, const std::vector<Option>& options) {
  for (const auto& option : options) {
    scope.Add(section).Set("value", option.value).Set("label", option.label).ShowIf(option.selected, "selected");
  }
}

void FillMap(Scope scope, const Map& map) {
  if (map.svg.html.empty()) return;
  Scope one = scope.Add("has_map");
  one.Set("svg_html", map.svg).Set("data", map.data_href).Set("caption", map.caption);
  one.Set("script", map.script).Set("style", map.style).Set("open", map.open);
}

void FillSteps(Scope scope, const std::string& title, const std::vector<Step>& steps) {
  if (steps.empty()) return;
  Scope list = scope.Add("has_steps");
  list.Set("steps_title", title);
  for (const auto& step : steps) {
    Scope one = list.Add("step");
    one.Set("number", step.number).Set("title", step.title).SetIf("state", step.state).ShowIf(step.current, "current");
    if (step.href.empty()) {
      one.Show("plain");
    } else {
      one.Add("link").Set("href", step.href).Set("title", step.title).ShowIf(step.current, "current");
    }
  }
}

void FillTexts(Scope scope, std::string_view section, const std::vector<std::string>& texts) {
  for (const auto& text : texts) scope.Add(section).Set("text", text);
}

void FillLink(Scope scope, const std::string& name, const Link& link) {
  if (!link.href.empty()) scope.Add("has_" + name).Set(name + "_href", link.href).Set(name, link.text);
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Directory& view) {
  html::Dict dict("communities/directory.tpl");
  Scope root = dict.Root(language);
  root.Set("words", view.words).Set("found", view.found).Set("csv", view.csv).Set("geojson", view.geojson);
  FillOptions(root, "kind", view.kinds);
  FillMap(root, view.map);
  if (view.rows.empty()) {
    Scope empty = root.Add("empty");
    empty.Set("empty_text", view.empty_text).ShowIf(view.narrowed, "narrowed").ShowIf(view.may_create, "create");
  } else {
    FillRows(root.Add("has_rows"), view.rows);
  }
  root.ShowIf(view.may_create, "may_create");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const HubList& view) {
  html::Dict dict("communities/hub.tpl");
  Scope root = dict.Root(language);
  if (view.rows.empty()) root.Show("empty");
  Scope table = view.rows.empty() ? root : root.Add("has_rows");
  for (const auto& row : view.rows) {
    Scope one = table.Add("row");
    one.Set("href", row.href).Set("name", row.name).Set("place", row.place).Set("state", row.state);
    one.SetIf("missing", row.missing);
    FillLink(one, "next", row.next);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view) {
  html::Dict dict("communities/home.tpl");
  Scope root = dict.Root(language);
  root.Set("name", view.name).Set("about", view.about).Set("summary", view.summary);
  root.Set("organizations_href", view.organizations_href).Set("organizations_count", view.organizations_count);
  root.Set("journal_href", view.journal_href);
  FillNotices(root, view.notices);
  for (const auto& html : view.sections_html) root.Add("section").Set("section_html", html::Safe{html});
  if (!view.contacts.empty()) {
    Scope list = root.Add("has_contacts");
    for (const auto& c : view.contacts) {
      Scope one = list.Add("contact");
      one.Set("href", c.href).Set("contact_name", c.name).Set("kind", c.kind).SetIf("email", c.email);
      if (!c.phone.empty()) one.Add("has_phone").Set("phone", c.phone).Set("dial", c.dial);
    }
  }
  if (view.groups.empty()) root.Show("no_organizations");
  Scope who = view.groups.empty() ? root : root.Add("has_groups");
  for (const auto& group : view.groups) {
    Scope one = who.Add("group");
    one.Set("group_title", group.title);
    for (const auto& row : group.rows) one.Add("member").Set("href", row.href).Set("text", row.title);
  }
  if (!view.add_href.empty()) root.Add("may_add").Set("add_href", view.add_href);
  if (!view.districts.empty()) {
    Scope list = root.Add("has_districts");
    list.Set("districts_found", view.districts_found);
    FillLinks(list, "district", view.districts);
  }
  FillMap(root, view.map);
  if (!view.settings_href.empty()) root.Add("may_edit").Set("settings_href", view.settings_href);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Organizations& view) {
  html::Dict dict("communities/organizations.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).Set("action", view.action).Set("found", view.found);
  root.Set("words", view.words).Set("csv", view.csv);
  FillOptions(root, "kind", view.kinds);
  FillOptions(root, "spoken", view.languages);
  if (!view.districts.empty()) FillOptions(root.Add("has_districts"), "district", view.districts);
  if (!view.chips.empty()) {
    Scope chips = root.Add("has_chips");
    chips.Set("reset_href", view.reset_href);
    FillLinks(chips, "chip", view.chips);
  }
  FillGroups(root, view.groups);
  if (view.groups.empty()) {
    Scope empty = root.Add("empty");
    empty.Set("empty_text", view.empty_text);
    if (!view.reset_href.empty()) empty.Add("has_reset").Set("reset_href", view.reset_href);
  }
  if (!view.add_href.empty()) root.Add("may_add").Set("add_href", view.add_href);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const District& view) {
  html::Dict dict("communities/district.tpl");
  Scope root = dict.Root(language);
  root.Set("name", view.name).Set("place", view.place).Set("place_href", view.place_href).Set("found", view.found);
  root.Set("organizations_href", view.organizations_href);
  FillMap(root, view.map);
  if (view.rows.empty()) {
    root.Show("empty");
  } else {
    FillRows(root.Add("has_rows"), view.rows);
  }
  if (!view.others.empty()) FillLinks(root.Add("has_others"), "other", view.others);
  return {templates.Render(dict)};
}

}  // namespace concord::communities::views
