#include "features/communities/views_parts.h"

namespace concord::communities::views {
namespace {

using Scope = html::Dict::Scope;

void FillField(Scope form, const Field& field) {
  const std::string shape =
      field.kind == "textarea" || field.kind == "select" || field.kind == "checks" ? field.kind : std::string("input");
  // One repetition a field, in which the section of its shape shows.
  Scope one = form.Add("field").Add(shape);
  one.Set("id", field.id).Set("label", field.label).Set("value", field.value).Set("type", field.kind);
  one.SetIf("hint", field.hint).SetIf("error", field.error).SetIf("autocomplete", field.autocomplete);
  one.ShowIf(field.required, "required");
  if (field.most > 0) one.Add("has_most").Set("most", int64_t{field.most});
  std::string described;
  if (!field.hint.empty()) described = field.id + "-hint";
  if (!field.error.empty()) described += (described.empty() ? "" : " ") + field.id + "-error";
  one.SetIf("described", described);
  FillOptions(one, "option", field.options);
}

void FillErrors(Scope root, const Form& view) {
  bool any = !view.error.empty();
  for (const auto& field : view.fields) any |= !field.error.empty();
  if (!any) return;
  Scope summary = root.Add("has_errors");
  if (!view.error.empty()) summary.Add("whole").Set("text", view.error);
  for (const auto& field : view.fields) {
    if (!field.error.empty()) summary.Add("fault").Set("id", field.id).Set("text", field.error);
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view) {
  html::Dict dict("communities/form.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).SetIf("lead", view.lead).Set("action", view.action).Set("csrf", view.csrf);
  root.Set("submit", view.submit);
  FillSteps(root, view.steps_title, view.steps);
  FillLink(root, "back", view.back);
  FillLink(root, "cancel", view.cancel);
  for (const auto& notice : view.notices) {
    Scope one = root.Add("notice");
    one.Set("text", notice.text);
    FillLink(one, "link", notice.link);
  }
  FillErrors(root, view);
  for (const auto& field : view.fields) FillField(root, field);
  for (const auto& act : view.acts) {
    root.Add("act")
        .Set("act_action", act.action)
        .Set("act_name", act.name)
        .Set("act_value", act.value)
        .Set("act_text", act.text)
        .Set("act_submit", act.submit)
        .Set("act_csrf", view.csrf);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const MapForm& view) {
  html::Dict dict("communities/map_form.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).Set("action", view.action).Set("csrf", view.csrf);
  root.Set("typed", view.typed);
  FillSteps(root, view.steps_title, view.steps);
  FillLink(root, "back", view.back);
  if (!view.error.empty()) root.Add("has_error").Set("text", view.error);
  FillLink(root, "skip", view.skip);
  if (view.read) {
    Scope read = root.Add("read");
    read.Set("found", view.found).Set("kept_geojson", view.kept_geojson).Set("action", view.action);
    read.Set("csrf", view.csrf);
    if (!view.warnings.empty()) FillTexts(read.Add("has_warnings"), "warning", view.warnings);
    if (!view.districts.empty()) FillTexts(read.Add("has_districts"), "district", view.districts);
    FillMap(read, view.map);
  } else {
    Scope now = root.Add("now");
    now.SetIf("now", view.now);
    FillMap(now, view.map);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Stage& view) {
  html::Dict dict("communities/stage.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead);
  FillSteps(root, view.steps_title, view.steps);
  if (view.items.empty()) {
    if (!view.empty_text.empty()) root.Add("empty").Set("text", view.empty_text);
  } else {
    Scope list = root.Add("has_items");
    for (const auto& item : view.items) {
      Scope one = list.Add("item");
      one.Set("item_title", item.title).SetIf("text", item.text).SetIf("state", item.state);
      FillLink(one, "link", item.link);
    }
  }
  if (!view.post_action.empty()) {
    root.Add("has_post")
        .Set("action", view.post_action)
        .Set("csrf", view.csrf)
        .Set("name", view.post_name)
        .Set("value", view.post_value)
        .Set("submit", view.post_submit);
  }
  for (size_t i = 0; i < view.links.size(); ++i) {
    Scope one = root.Add("act");
    one.Set("href", view.links[i].href).Set("text", view.links[i].text);
    one.ShowIf(i == 0 && view.post_action.empty(), "button");
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Confirmation& view) {
  html::Dict dict("communities/confirmation.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("text", view.text).Set("action", view.action).Set("csrf", view.csrf);
  root.Set("submit", view.submit).Set("back_href", view.back.href).Set("back", view.back.text);
  FillTexts(root, "point", view.points);
  return {templates.Render(dict)};
}

}  // namespace concord::communities::views
