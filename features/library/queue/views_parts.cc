#include "features/library/queue/views.h"

namespace concord::library::queue::views {

using Scope = html::Dict::Scope;

void FillFields(Scope scope, const std::vector<Field>& fields) {
  for (const auto& field : fields) {
    const bool shaped = field.kind == "textarea" || field.kind == "select" || field.kind == "radios";
    // One repetition a field, in which the section of its shape shows.
    Scope one = scope.Add("field").Add(shaped ? field.kind : std::string("input"));
    one.Set("id", field.id).Set("name", field.name.empty() ? field.id : field.name).Set("label", field.label);
    one.Set("value", field.value).Set("type", field.kind);
    one.SetIf("hint", field.hint).SetIf("error", field.error).SetIf("autocomplete", field.autocomplete);
    one.ShowIf(field.required, "required");
    if (field.most > 0) one.Add("has_most").Set("most", static_cast<int64_t>(field.most));
    std::string described;
    if (!field.hint.empty()) described = field.id + "-hint";
    if (!field.error.empty()) described += (described.empty() ? "" : " ") + field.id + "-error";
    one.SetIf("described", described);
    for (const auto& option : field.options) {
      one.Add("option")
          .Set("value", option.value)
          .Set("label", option.label)
          .Set("name", field.name.empty() ? field.id : field.name)
          .ShowIf(option.selected, "selected");
    }
  }
}

void FillErrors(Scope root, const std::vector<std::string>& whole,
                const std::vector<const std::vector<Field>*>& fields) {
  bool any = !whole.empty();
  for (const auto* list : fields) {
    for (const auto& field : *list) any |= !field.error.empty();
  }
  if (!any) return;
  Scope summary = root.Add("has_errors");
  for (const auto& text : whole) summary.Add("whole").Set("text", text);
  for (const auto* list : fields) {
    for (const auto& field : *list) {
      if (!field.error.empty()) summary.Add("fault").Set("id", field.id).Set("text", field.error);
    }
  }
}

void FillTabs(Scope root, const std::vector<Tab>& tabs) {
  for (const auto& tab : tabs) {
    root.Add("tab").Set("tab_href", tab.href).Set("tab_text", tab.text).ShowIf(tab.current, "current");
  }
}

void FillFacts(Scope root, const std::vector<Fact>& facts) {
  for (const auto& fact : facts) {
    Scope one = root.Add("fact");
    one.Set("name", fact.name).Set("text", fact.text);
    if (fact.href.empty()) {
      one.Add("plain").Set("text", fact.text);
    } else {
      one.Add("link").Set("href", fact.href).Set("text", fact.text);
    }
  }
}

}  // namespace concord::library::queue::views
