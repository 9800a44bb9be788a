#include "features/library/reading/views.h"

namespace concord::library::documents::views {
namespace {

using Scope = html::Dict::Scope;

constexpr char kSection[] = "library/reading/section.tpl";
constexpr char kManage[] = "library/reading/manage.tpl";
constexpr char kRemove[] = "library/reading/remove.tpl";
constexpr char kRead[] = "library/reading/read.tpl";

void FillDocument(Scope one, const DocumentRow& row) {
  one.Set("id", row.id).Set("name", row.name).Set("facts", row.facts).SetIf("note", row.note);
  // What is for search alone can be looked into, and not read.
  if (!row.read_href.empty())
    one.Add(row.file_href.empty() ? "has_look" : "has_read").Set("href", row.read_href).Set("name", row.name);
  if (!row.file_href.empty())
    one.Add("has_file").Set("href", row.file_href).Set("save_href", row.save_href).Set("name", row.name);
  one.SetIf("permission", row.permission);
}

}  // namespace

std::set<std::string> TemplateNames() { return {kSection, kManage, kRemove, kRead}; }

html::Safe Render(const html::Templates& templates, std::string_view language, const Section& view) {
  html::Dict dict(kSection);
  Scope root = dict.Root(language);
  root.ShowIf(view.documents.empty(), "none");
  for (const auto& row : view.documents) FillDocument(root.Add("document"), row);
  if (!view.curate_href.empty()) root.Add("curate").Set("href", view.curate_href);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Manage& view) {
  html::Dict dict(kManage);
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("title_language", view.language).Set("back_href", view.back_href);
  root.Set("action", view.action).Set("csrf", view.csrf).Set("hint", view.hint);
  root.ShowIf(view.documents.empty(), "none");
  for (const auto& row : view.documents) {
    Scope one = root.Add("document");
    FillDocument(one, row);
    one.Set("remove_href", row.remove_href);
    if (row.permission_action.empty()) continue;
    one.Add("may_permit")
        .Set("id", row.id)
        .Set("name", row.name)
        .Set("permission_action", row.permission_action)
        .Set("permission_now", row.permission);
  }
  if (!view.errors.empty()) {
    Scope summary = root.Add("has_errors");
    for (const auto& [field, message] : view.errors) {
      summary.Add("error").Set("field", field).Set("message", message);
      root.SetIf("error_" + field, message);
    }
  }
  root.ShowIf(view.given, "given").ShowIf(!view.given, "not_given").Set("permission", view.permission);
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Removal& view) {
  html::Dict dict(kRemove);
  dict.Root(language)
      .Set("title", view.title)
      .Set("title_language", view.language)
      .Set("name", view.name)
      .Set("back_href", view.back_href)
      .Set("action", view.action)
      .Set("csrf", view.csrf);
  return {templates.Render(dict)};
}

namespace {

void FillWay(Scope root, const Reading& view) {
  for (const char* place : {"way_above", "way_below"}) {
    if (view.previous_href.empty() && view.next_href.empty()) continue;
    Scope way = root.Add(place);
    if (!view.previous_href.empty()) way.Add("has_previous").Set("href", view.previous_href).Set("text", view.previous);
    if (!view.next_href.empty()) way.Add("has_next").Set("href", view.next_href).Set("text", view.next);
  }
}

void FillPages(Scope root, const Reading& view) {
  for (const auto& page : view.pages) {
    Scope one = root.Add("page");
    one.Set("number", page.number).Set("heading", page.heading).Set("text_language", view.text_language);
    if (!page.pdf_href.empty()) one.Add("has_pdf").Set("href", page.pdf_href).Set("number", page.number);
    if (page.paragraphs_html.empty()) one.Show("blank");
    for (const auto& html : page.paragraphs_html)
      one.Add(page.passages ? "passage" : "paragraph").Set("text_html", html::Safe{html});
    one.SetIf("cut", page.cut);
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const Reading& view) {
  html::Dict dict(kRead);
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("title_language", view.title_language).Set("back_href", view.back_href);
  root.Set("lead", view.lead).SetIf("note", view.note);
  root.ShowIf(view.no_text, "no_text").ShowIf(view.search_only, "search_only").SetIf("empty", view.empty);
  if (!view.file_href.empty()) root.Add("has_file").Set("href", view.file_href);
  if (!view.source_href.empty()) root.Add("has_source").Set("href", view.source_href).Set("source", view.source);
  if (!view.no_text) {
    root.Add("jump")
        .Set("address", view.address)
        .Set("words", view.words)
        .Set("first", view.first)
        .Set("last", view.last);
  }
  FillWay(root, view);
  FillPages(root, view);
  return {templates.Render(dict)};
}

}  // namespace concord::library::documents::views
