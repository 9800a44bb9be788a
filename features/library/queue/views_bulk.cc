// Bulk edits.
#include "features/library/queue/views.h"

namespace concord::library::queue::views {

using Scope = html::Dict::Scope;

html::Safe Render(const html::Templates& templates, std::string_view language, const BulkPage& view) {
  html::Dict dict("library/queue/bulk.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  FillErrors(root, view.errors, {});
  if (view.search.text.empty()) {
    root.Show("start");
  } else {
    Scope chosen = root.Add("chosen");
    chosen.Set("search_href", view.search.href).Set("search", view.search.text).Set("found", view.found);
    chosen.ShowIf(view.previewed, "previewed");
    for (const auto& [name, value] : view.kept) chosen.Add("kept").Set("name", name).Set("value", value);
    FillFields(chosen, view.fields);
  }
  if (view.previewed) {
    Scope preview = root.Add("preview");
    preview.Set("summary", view.summary).Set("search_href", view.search.href).Set("change", view.change);
    preview.Set("value", view.value).Set("seen", view.seen).Set("submit", view.submit).Set("csrf", view.csrf);
    preview.SetIf("more", view.more);
    for (const auto& row : view.rows) {
      preview.Add("row")
          .Set("href", row.link.href)
          .Set("row_title", row.link.text)
          .Set("before", row.before)
          .Set("after", row.after);
    }
  }
  if (view.edits.empty()) {
    root.Show("no_edits");
  } else {
    Scope edits = root.Add("has_edits");
    for (const auto& edit : view.edits) {
      Scope one = edits.Add("edit");
      one.Set("href", edit.href).Set("text", edit.title);
      for (const auto& fact : edit.facts) one.Add("fact").Set("fact", fact);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const BulkEditPage& view) {
  html::Dict dict("library/queue/bulk_edit.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.Set("title", view.title).SetIf("more", view.more);
  if (!view.done.empty()) root.Add("done").Set("done_text", view.done);
  FillFacts(root, view.facts);
  if (!view.rows.empty()) {
    Scope rows = root.Add("has_rows");
    for (const auto& row : view.rows) rows.Add("row").Set("href", row.href).Set("text", row.text);
  }
  if (view.may_undo) root.Add("may_undo").Set("action", view.action).Set("csrf", view.csrf);
  return {templates.Render(dict)};
}

}  // namespace concord::library::queue::views
