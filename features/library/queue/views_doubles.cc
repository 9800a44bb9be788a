// Doubles, merging two, and merged addresses.
#include "features/library/queue/views.h"

namespace concord::library::queue::views {

using Scope = html::Dict::Scope;

html::Safe Render(const html::Templates& templates, std::string_view language, const DoublesPage& view) {
  html::Dict dict("library/queue/doubles.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.Set("found", view.found).SetIf("more", view.more);
  if (!view.done.empty()) root.Add("done").Set("done_text", view.done);
  for (const auto& state : view.states) {
    root.Add("state").Set("href", state.href).Set("text", state.text).ShowIf(state.current, "current");
  }
  if (view.pairs.empty()) {
    root.Add("empty").Set("empty_text", view.empty_text);
    return {templates.Render(dict)};
  }
  Scope pairs = root.Add("has_pairs");
  pairs.Set("csrf", view.csrf).Set("action", view.action).Set("act", view.act);
  for (const auto& pair : view.pairs) {
    Scope one = pairs.Add("pair");
    one.Set("reason", pair.reason).Set("first", pair.first).Set("second", pair.second);
    one.Set("act_label", pair.act_label);
    for (const auto& side : pair.sides) {
      one.Add("side").Set("href", side.link.href).Set("text", side.link.text).Set("facts", side.facts);
    }
    if (!pair.merge_href.empty()) {
      one.Add("has_merge").Set("merge_href", pair.merge_href).Set("merge_label", pair.merge_label);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const MergePage& view) {
  html::Dict dict("library/queue/merge.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  FillErrors(root, view.errors, {});
  root.Set("keep", view.keep).Set("merge", view.merge).Set("seen", view.seen).Set("csrf", view.csrf);
  root.Set("swap_href", view.swap_href);
  root.Set("keep_href", view.kept.link.href).Set("keep_title", view.kept.link.text).Set("keep_facts", view.kept.facts);
  root.Set("merge_href", view.merged.link.href)
      .Set("merge_title", view.merged.link.text)
      .Set("merge_facts", view.merged.facts);
  if (!view.choices.empty()) {
    Scope choices = root.Add("has_choices");
    for (const auto& choice : view.choices) {
      choices.Add("choice")
          .Set("field", choice.field)
          .Set("name", choice.name)
          .Set("kept", choice.kept)
          .Set("other", choice.other)
          .ShowIf(choice.from_merge, "from_merge")
          .ShowIf(!choice.from_merge, "from_keep");
    }
  }
  for (const auto& text : view.happenings) root.Add("happening").Set("text", text);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const MovedPage& view) {
  html::Dict dict("library/queue/moved.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.ShowIf(view.done, "done");
  if (view.rows.empty()) {
    root.Show("empty");
    return {templates.Render(dict)};
  }
  Scope rows = root.Add("has_rows");
  rows.Set("csrf", view.csrf);
  for (const auto& row : view.rows) {
    Scope one = rows.Add("row");
    one.Set("slug", row.slug).Set("leads", row.leads).Set("date", row.date).Set("free_label", row.free_label);
    if (row.target_href.empty()) {
      one.Add("gone").Set("slug", row.slug);
    } else {
      one.Add("has_target").Set("target_href", row.target_href).Set("slug", row.slug);
    }
  }
  return {templates.Render(dict)};
}

}  // namespace concord::library::queue::views
