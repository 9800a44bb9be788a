#include "features/selfreview/desk/views.h"

namespace concord::selfreview::desk::views {
namespace {

using Scope = html::Dict::Scope;

void FillBack(Scope root, const Link& back) { root.Set("back_href", back.href).Set("back", back.text); }

void FillErrors(Scope root, const std::vector<FieldError>& errors) {
  if (errors.empty()) return;
  Scope all = root.Add("has_errors");
  for (const auto& error : errors) {
    all.Add("form_error").Set("form_field", error.field).Set("form_message", error.message);
    root.SetIf("error_" + error.field, error.message);
  }
}

void FillChoices(Scope scope, const char* section, const std::vector<Choice>& choices) {
  for (const auto& choice : choices) {
    scope.Add(section)
        .Set("value", choice.value)
        .Set("text", choice.text)
        .Set("hint", choice.hint)
        .ShowIf(choice.chosen, "chosen");
  }
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"selfreview/desk/list.tpl", "selfreview/desk/form.tpl", "selfreview/desk/desk.tpl",
          "selfreview/desk/confirm.tpl"};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view) {
  html::Dict dict("selfreview/desk/list.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("new_href", view.new_href).SetIf("done", view.done);
  if (view.rows.empty()) root.Show("empty");
  if (view.rows.empty()) return {templates.Render(dict)};
  Scope rows = root.Add("rows");
  for (const auto& row : view.rows)
    rows.Add("row").Set("href", row.href).Set("title", row.title).Set("state", row.state).Set("facts", row.facts);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const FormPage& view) {
  html::Dict dict("selfreview/desk/form.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf).Set("submit", view.submit);
  for (const char* field : {"title_en", "title_es", "units", "opens", "closes", "smallest_inside", "smallest_public"}) {
    const auto found = view.values.find(field);
    root.Set(std::string("value_") + field, found == view.values.end() ? "" : found->second);
  }
  FillErrors(root, view.errors);
  FillChoices(root, "instrument", view.instruments);
  FillChoices(root, "group", view.groups);
  if (view.agencies.size() == 1) root.Add("one_agency").Set("value", view.agencies.front().value);
  if (view.agencies.size() > 1) FillChoices(root.Add("agencies"), "agency", view.agencies);
  return {templates.Render(dict)};
}

namespace {

void FillOpen(Scope root, const DeskPage& view) {
  Scope open = root.Add("open");
  open.Set("base", view.base).Set("csrf", view.csrf).Set("last_day", view.last_day).Set("emails", view.emails);
  for (const auto& row : view.progress)
    open.Add("progress").Set("group", row.group).Set("began", row.began).Set("finished", row.finished);
  for (const auto& link : view.open_links) {
    Scope one = open.Add("open_link");
    one.Set("group", link.group);
    if (link.id.empty()) {
      one.Add("make").Set("value", link.value);
    } else {
      one.Add("made").Set("id", link.id).Set("address", link.address);
    }
  }
  if (!view.personal_links.empty()) {
    Scope links = open.Add("personal");
    for (const auto& link : view.personal_links) {
      links.Add("link").Set("id", link.id).Set("whom", link.whom).Set("group", link.group);
    }
  }
  FillChoices(open, "group_choice", view.groups);
  FillChoices(open, "language_choice", view.languages);
  open.ShowIf(view.mails, "mails").ShowIf(!view.mails, "no_mail").SetIf("reminded", view.reminded);
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const DeskPage& view) {
  html::Dict dict("selfreview/desk/desk.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("state", view.state).SetIf("done", view.done);
  if (!view.fresh_address.empty()) root.Add("fresh").Set("address", view.fresh_address);
  root.Set("base", view.base).Set("csrf", view.csrf).Set("preview_href", view.preview_href);
  for (const auto& fact : view.facts) root.Add("fact").Set("text", fact);
  FillErrors(root, view.errors);
  if (view.draft) root.Add("draft").Set("base", view.base).Set("csrf", view.csrf);
  if (view.closed) root.Add("closed").Set("base", view.base).SetIf("results_href", view.results_href);
  if (view.open) FillOpen(root, view);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ConfirmPage& view) {
  html::Dict dict("selfreview/desk/confirm.tpl");
  Scope root = dict.Root(language);
  FillBack(root, view.back);
  root.Set("title", view.title).Set("action", view.action).Set("csrf", view.csrf).Set("button", view.button);
  for (const auto& text : view.paragraphs) root.Add("paragraph").Set("text", text);
  return {templates.Render(dict)};
}

}  // namespace concord::selfreview::desk::views
