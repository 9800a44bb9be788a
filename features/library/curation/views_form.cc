// Forms.
#include "features/library/curation/views_parts.h"

namespace concord::library::curation::views {
namespace {

using Scope = html::Dict::Scope;

bool IsShape(const std::string& kind) {
  return kind == "textarea" || kind == "select" || kind == "checks" || kind == "radios" || kind == "order";
}

void FillOrder(Scope field, const Field& view) {
  int number = 0;
  for (const auto& row : view.order) {
    Scope one = field.Add("row");
    one.Set("row_id", view.id + "-" + std::to_string(++number)).Set("row_value", row.value);
    one.Set("row_title", row.title).Set("row_href", row.href).Set("row_number", row.number);
    one.SetIf("row_note", row.note).ShowIf(row.removed, "row_removed");
    one.Set("row_list", view.id);
  }
}

void FillField(Scope group, const Field& field) {
  const std::string shape = IsShape(field.kind) ? field.kind : std::string("input");
  // One repetition a field, in which the section of its shape shows.
  Scope one = group.Add("field").Add(shape);
  one.Set("id", field.id).Set("label", field.label).Set("value", field.value).Set("type", field.kind);
  one.Set("rows", int64_t{field.rows});
  one.SetIf("hint", field.hint).SetIf("error", field.error).SetIf("language", field.language);
  one.ShowIf(field.required, "required");
  if (field.most > 0) one.Add("has_most").Set("most", int64_t{field.most});
  std::string described;
  if (!field.hint.empty()) described = field.id + "-hint";
  if (!field.error.empty()) described += (described.empty() ? "" : " ") + field.id + "-error";
  one.SetIf("described", described);
  for (const auto& option : field.options) {
    one.Add("option")
        .Set("option_value", option.value)
        .Set("option_label", option.label)
        .ShowIf(option.selected, "selected");
  }
  FillOrder(one, field);
}

void FillErrors(Scope root, const Form& view) {
  bool any = !view.error.empty();
  for (const auto& group : view.groups) {
    for (const auto& field : group.fields) any |= !field.error.empty();
  }
  if (!any) return;
  Scope summary = root.Add("has_errors");
  if (!view.error.empty()) summary.Add("whole").Set("text", view.error);
  for (const auto& group : view.groups) {
    for (const auto& field : group.fields) {
      if (!field.error.empty()) summary.Add("fault").Set("id", field.id).Set("text", field.error);
    }
  }
}

void FillConflicts(Scope root, const Form& view) {
  if (view.conflicts.empty()) return;
  Scope all = root.Add("has_conflicts");
  all.Set("conflict_title", view.conflict_title).Set("conflict_lead", view.conflict_lead);
  for (const auto& conflict : view.conflicts) {
    Scope one = all.Add("conflict");
    one.Set("name", conflict.field).Set("conflict_label", conflict.label);
    one.Set("theirs", conflict.theirs).Set("mine", conflict.mine);
    one.Set("theirs_title", view.theirs_title).Set("mine_title", view.mine_title);
    one.ShowIf(conflict.takes_theirs, "takes_theirs").ShowIf(!conflict.takes_theirs, "takes_mine");
    FillDifferences(one, {conflict.difference});
  }
}

}  // namespace

void FillGroups(Scope form, const std::vector<FieldGroup>& groups) {
  for (const auto& group : groups) {
    Scope one = form.Add("group");
    one.SetIf("group_title", group.title).SetIf("group_lead", group.lead);
    for (const auto& field : group.fields) FillField(one, field);
  }
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view) {
  html::Dict dict("library/curation/form.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).SetIf("lead", view.lead).Set("action", view.action).Set("csrf", view.csrf);
  FillLink(root, "back", view.back);
  FillLink(root, "cancel", view.cancel);
  FillNotices(root, view.notices);
  FillErrors(root, view);
  for (const auto& [name, value] : view.hidden) root.Add("hidden").Set("name", name).Set("value", value);
  FillConflicts(root, view);
  FillGroups(root, view.groups);
  for (size_t i = 0; i < view.buttons.size(); ++i) {
    root.Add("button")
        .Set("name", view.buttons[i].name)
        .Set("value", view.buttons[i].value)
        .Set("text", view.buttons[i].text)
        .ShowIf(i > 0, "outline");
  }
  FillLinks(root, "link", view.links);
  return {templates.Render(dict)};
}

}  // namespace concord::library::curation::views
