#include "features/library/views.h"

#include "features/library/views_parts.h"

namespace concord::library::views {
namespace {

using Scope = html::Dict::Scope;

html::Safe RenderCards(const html::Templates& templates, std::string_view language, const Cards& view, const char* name,
                       const char* section, std::pair<const char*, const char*> names) {
  html::Dict dict(name);
  Scope root = dict.Root(language);
  for (const auto& card : view.cards) {
    Scope one = root.Add(section);
    one.Set("href", card.href).Set(names.first, card.title).Set(names.second, card.text);
    if (!card.small.empty()) one.Set(std::string_view(section) == "site" ? "place" : "size", card.small);
  }
  root.ShowIf(view.cards.empty(), "empty");
  return {templates.Render(dict)};
}

void FillPassage(Scope scope, const PagePassage& page) {
  scope.Set("page_href", page.href).Set("label", page.label).Set("of", page.of);
  if (!page.language.empty()) scope.Show("has_passage_language").Set("passage_language", page.language);
  scope.Set("passage_html", html::Safe{page.passage_html});
  if (!page.more.empty()) scope.Add("has_more_pages").Set("more", page.more);
}

void FillTexts(Scope scope, std::string_view section, const std::vector<std::string>& texts) {
  for (const auto& text : texts) scope.Add(section).Set("text", text);
}

}  // namespace

std::set<std::string> TemplateNames() {
  return {"library/home.tpl",       "library/modules.tpl", "library/module.tpl", "library/collections.tpl",
          "library/collection.tpl", "library/sites.tpl",   "library/site.tpl",   "library/search.tpl",
          "library/resource.tpl",   "library/about.tpl",   kRowTemplate};
}

void FillRows(Scope scope, const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    Scope item = scope.Add("row");
    FillRow(item.Include("row", kRowTemplate), row);
  }
}

void FillRow(Scope one, const Row& row) {
  one.Set("href", row.href).Set("unapi_id", row.href).Set("title_html", html::Safe{row.title_html});
  if (!row.language.empty()) one.Show("has_language").Set("language", row.language);
  for (const auto& fact : row.facts) one.Add("fact").Set("fact", fact);
  if (!row.summary_html.empty()) one.Show("has_summary_html").Set("summary_html", html::Safe{row.summary_html});
  if (row.page) FillPassage(one.Add("has_page"), *row.page);
  if (!row.topics.empty()) FillLinks(one.Add("has_topics"), "topic", row.topics, "title");
  one.SetIf("why", row.why).SetIf("keep_href", row.keep_href);
}

void FillLinks(Scope scope, std::string_view section, const std::vector<Link>& links, std::string_view text_name) {
  for (const auto& link : links) scope.Add(section).Set("href", link.href).Set(text_name, link.text);
}

void FillBasis(Scope scope, const std::vector<Basis>& basis) {
  if (basis.empty()) return;
  Scope list = scope.Add("has_basis");
  for (const auto& entry : basis) {
    Scope one = list.Add("basis");
    one.Set("field", entry.field).Set("text", entry.text);
    if (entry.source.empty()) continue;
    Scope source = one.Add("has_source");
    source.Set("source", entry.source);
    if (entry.source_href.empty()) {
      source.Show("source_plain");
    } else {
      source.Add("source_link").Set("href", entry.source_href).Set("source", entry.source);
    }
  }
}

html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view) {
  html::Dict dict("library/home.tpl");
  Scope root = dict.Root(language);
  root.Set("count", "{count}");  // filled in by the island, in the attribute that it reads
  FillLinks(root, "example", view.examples, "words");
  for (const auto& area : view.areas)
    root.Add("area").Set("href", area.href).Set("title", area.title).Set("lead", area.text);
  for (const auto& html : view.sections_html) root.Add("section").Set("section_html", html::Safe{html});
  FillRows(root, view.newest);
  if (!view.collections.empty()) {
    Scope side = root.Add("has_collections");
    for (const auto& c : view.collections)
      side.Add("collection").Set("href", c.href).Set("title", c.title).Set("size", c.small);
    side.Set("resources", view.resources).Set("areas", view.area_count).Set("sites", view.sites);
  }
  return {templates.Render(dict)};
}

html::Safe RenderModules(const html::Templates& templates, std::string_view language, const Cards& view) {
  return RenderCards(templates, language, view, "library/modules.tpl", "area", {"title", "lead"});
}

html::Safe RenderCollections(const html::Templates& templates, std::string_view language, const Cards& view) {
  return RenderCards(templates, language, view, "library/collections.tpl", "collection", {"title", "introduction"});
}

html::Safe RenderSites(const html::Templates& templates, std::string_view language, const Cards& view) {
  return RenderCards(templates, language, view, "library/sites.tpl", "site", {"name", "summary"});
}

html::Safe Render(const html::Templates& templates, std::string_view language, const ModulePage& view) {
  html::Dict dict("library/module.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("lead", view.lead).Set("found", view.found);
  FillTexts(root, "paragraph", view.paragraphs);
  if (view.rows.empty()) {
    root.Show("empty");
  } else {
    Scope rows = root.Add("has_rows");
    rows.Set("all_href", view.all_href);
    FillRows(rows, view.rows);
  }
  if (!view.expectations.empty()) FillTexts(root.Add("has_expectations"), "expectation", view.expectations);
  if (!view.sites.empty()) {
    Scope sites = root.Add("has_sites");
    for (const auto& site : view.sites)
      sites.Add("site").Set("href", site.href).Set("name", site.title).Set("place", site.small);
  }
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const CollectionPage& view) {
  html::Dict dict("library/collection.tpl");
  Scope root = dict.Root(language);
  root.Set("title", view.title).Set("size", view.size).Set("bibliography", view.bibliography);
  FillTexts(root, "paragraph", view.paragraphs);
  FillRows(root, view.rows);
  FillLinks(root, "save", view.save, "name");
  return {templates.Render(dict)};
}

html::Safe Render(const html::Templates& templates, std::string_view language, const SitePage& view) {
  html::Dict dict("library/site.tpl");
  Scope root = dict.Root(language);
  root.Set("name", view.name).Set("place", view.place).Set("summary", view.summary);
  FillTexts(root, "practice", view.practices);
  FillLinks(root, "area", view.areas, "title");
  FillBasis(root, view.basis);
  return {templates.Render(dict)};
}

html::Safe RenderAbout(const html::Templates& templates, std::string_view language) {
  html::Dict dict("library/about.tpl");
  dict.Root(language);
  return {templates.Render(dict)};
}

}  // namespace concord::library::views
