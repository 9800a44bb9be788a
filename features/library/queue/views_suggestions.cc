// Suggestions: the form, its receipt, the curators' queue.
#include "features/library/queue/views.h"

namespace concord::library::queue::views {
namespace {

using Scope = html::Dict::Scope;

void FillLink(Scope root, const std::string& name, const Link& link) {
  if (link.text.empty()) return;
  root.Add("has_" + name).Set(name + "_href", link.href).Set(name, link.text);
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const SuggestPage& view) {
  html::Dict dict("library/queue/suggest.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("csrf", view.csrf).Set("submit", view.submit);
  FillErrors(root, view.errors, {&view.fields});
  // Twice in the page: the links above the form, and the field that says that they were seen.
  if (!view.doubles.empty()) {
    Scope doubles = root.Add("has_doubles");
    for (const auto& one : view.doubles) doubles.Add("double").Set("href", one.href).Set("text", one.text);
  }
  if (!view.about.empty()) {
    root.Add("has_about")
        .Set("about", view.about)
        .Set("about_text", view.about_text)
        .Set("about_href", view.about_link.href)
        .Set("about_title", view.about_link.text);
  }
  FillFields(root, view.fields);
  root.ShowIf(view.no_mail, "no_mail");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ReceiptPage& view) {
  html::Dict dict("library/queue/receipt.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("state", view.state).Set("state_text", view.state_text);
  if (view.fresh) root.Add("fresh").Set("code", view.code).Set("address", view.address);
  root.SetIf("answer", view.answer);
  FillLink(root, "resource", view.resource);
  for (const auto& fact : view.facts) root.Add("fact").Set("name", fact.name).Set("text", fact.text);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const QueuePage& view) {
  html::Dict dict("library/queue/queue.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.Set("found", view.found).Set("csv", view.csv);
  for (const auto& state : view.states) {
    root.Add("state").Set("href", state.href).Set("text", state.text).ShowIf(state.current, "current");
  }
  if (view.rows.empty()) {
    root.Show("empty");
  } else {
    Scope rows = root.Add("has_rows");
    for (const auto& row : view.rows) {
      Scope one = rows.Add("row");
      one.Set("href", row.href).Set("row_title", row.title).SetIf("text", row.text).SetIf("badge", row.badge);
      for (const auto& fact : row.facts) one.Add("fact").Set("fact", fact);
    }
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SuggestionPage& view) {
  html::Dict dict("library/queue/suggestion.tpl");
  Scope root = dict.Root(language);
  FillTabs(root, view.tabs);
  root.Set("title", view.title).Set("state", view.state);
  FillErrors(root, view.errors, {&view.take, &view.known, &view.decline});
  FillFacts(root, view.facts);
  if (!view.doubles.empty()) {
    Scope doubles = root.Add("has_doubles");
    for (const auto& one : view.doubles) {
      doubles.Add("double").Set("href", one.link.href).Set("text", one.link.text).Set("double_state", one.state);
    }
  }
  if (!view.alike.empty()) {
    Scope alike = root.Add("has_alike");
    for (const auto& one : view.alike) alike.Add("alike").Set("href", one.href).Set("text", one.text);
  }
  FillLink(root, "resource", view.resource);
  if (!view.waiting) return {templates.Render(dict)};
  Scope waiting = root.Add("waiting");
  waiting.Set("action", view.action).Set("csrf", view.csrf).Set("mail_note", view.mail_note);
  waiting.Set("take_title", view.take_title).Set("take_lead", view.take_lead).Set("take_submit", view.take_submit);
  FillFields(waiting.Add("take"), view.take);
  FillFields(waiting.Add("known"), view.known);
  FillFields(waiting.Add("decline"), view.decline);
  return {templates.Render(dict)};
}

}  // namespace concord::library::queue::views
