// Evidence, rated by two curators.
#include "features/library/queue/views.h"

namespace concord::library::queue::views {

using Scope = html::Dict::Scope;

html::Safe Render(const html::Templates& templates, std::string_view language, const RatingsPage& view) {
  html::Dict dict("library/queue/ratings.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.Set("found", view.found).SetIf("more", view.more);
  for (const auto& state : view.states) {
    root.Add("state").Set("href", state.href).Set("text", state.text).ShowIf(state.current, "current");
  }
  if (view.rows.empty()) {
    root.Show("empty");
    return {templates.Render(dict)};
  }
  Scope rows = root.Add("has_rows");
  for (const auto& row : view.rows) {
    Scope one = rows.Add("row");
    one.Set("href", row.href).Set("row_title", row.title).SetIf("badge", row.badge);
    for (const auto& fact : row.facts) one.Add("fact").Set("fact", fact);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const RatingPage& view) {
  html::Dict dict("library/queue/rating.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  std::vector<const std::vector<Field>*> fields;
  for (const auto& one : view.outcomes) fields.push_back(&one.fields);
  fields.push_back(&view.another);
  FillErrors(root, view.errors, fields);
  root.Set("title", view.title).Set("resource_href", view.resource_href).Set("csrf", view.csrf);
  root.Set("action", view.action).Set("give_action", view.action + "/give");
  if (!view.done.empty()) root.Add("done").Set("done_text", view.done);
  for (const auto& one : view.outcomes) {
    Scope outcome = root.Add("outcome");
    outcome.Set("anchor", one.anchor).Set("outcome", one.outcome).Set("state", one.state);
    outcome.Set("state_text", one.state_text);
    if (!one.lines.empty()) {
      Scope lines = outcome.Add("has_lines");
      for (const auto& line : one.lines) {
        lines.Add("line")
            .Set("whose", line.whose)
            .Set("direction", line.direction)
            .Set("certainty", line.certainty)
            .Set("setting", line.setting)
            .Set("basis", line.basis)
            .Set("date", line.date);
      }
    }
    if (one.may_withdraw) outcome.Add("withdraw").Set("withdraw_label", one.withdraw_label);
    if (one.form_action.empty()) continue;
    Scope form = outcome.Add("form");
    form.Set("form_action", one.form_action).Set("form_title", one.form_title).Set("form_submit", one.form_submit);
    form.Show(one.folded ? "folded" : "open_form");
    FillFields(form, one.fields);
  }
  FillFields(root.Add("another"), view.another);
  return {templates.Render(dict)};
}

}  // namespace concord::library::queue::views
