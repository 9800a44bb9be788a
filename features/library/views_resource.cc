// The page of one resource.
#include "features/library/views_parts.h"

namespace concord::library::views {
namespace {

using Scope = html::Dict::Scope;

void FillHead(Scope root, const ResourcePage& view) {
  FillLinks(root, "type", view.types, "title");
  root.Set("title", view.title).Set("language", view.language).Set("source_line", view.source_line);
  if (!view.subtitle.empty()) root.Add("has_subtitle").Set("subtitle", view.subtitle).Set("language", view.language);
  if (!view.authors.empty()) root.Add("has_authors").Set("authors", view.authors);
  if (!view.superseded.empty()) root.Add("has_superseded").Set("superseded", view.superseded);
}

void FillMain(Scope root, const ResourcePage& view) {
  if (view.summary.empty()) {
    root.Add("no_summary").Set("suggest_href", view.suggest_href);
  } else {
    root.Add("has_summary").Set("summary", view.summary).Set("language", view.language);
  }
  if (view.url.empty()) {
    root.Show("no_url");
  } else {
    root.Add("has_url").Set("url", view.url).Set("open", view.open);
  }
  root.SetIf("link_note", view.link_note);
  if (!view.access.empty()) root.Add("has_access").Set("access", view.access);
  for (const auto& html : view.sections_html) root.Add("section").Set("section_html", html::Safe{html});
  if (!view.ratings.empty()) {
    Scope evidence = root.Add("has_evidence");
    for (const auto& r : view.ratings) {
      evidence.Add("rating")
          .Set("outcome", r.outcome)
          .Set("direction", r.direction)
          .Set("certainty", r.certainty)
          .Set("setting", r.setting)
          .Set("basis", r.basis)
          .Set("date", r.date)
          .Set("by", r.by);
    }
  }
  for (const auto& fact : view.facts) {
    Scope one = root.Add("fact");
    one.Set("name", fact.name);
    if (fact.href.empty()) {
      one.Add("plain").Set("text", fact.text);
    } else {
      one.Add("link").Set("href", fact.href).Set("text", fact.text);
    }
  }
  FillBasis(root, view.basis);
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const ResourcePage& view) {
  html::Dict dict("library/resource.tpl");
  Scope root = dict.Root(language);
  FillHead(root, view);
  FillMain(root, view);
  root.Set("keep", view.keep);
  root.Set("cite_href", view.cite_href).Set("unapi_id", view.unapi_id);
  for (const auto& one : view.citations) {
    root.Add("citation").Set("slug", one.slug).Set("name", one.name).Set("citation_html", html::Safe{one.html});
  }
  root.Set("changed", view.changed);
  if (!view.history.empty()) root.Add("has_history").Set("history", view.history);
  if (!view.actions.empty()) FillLinks(root.Add("has_actions"), "action", view.actions, "title");
  FillLinks(root, "format", view.formats, "name");
  if (!view.topics.empty()) FillLinks(root.Add("has_topics"), "topic", view.topics, "title");
  if (!view.collections.empty()) FillLinks(root.Add("has_collections"), "collection", view.collections, "title");
  if (!view.ties.empty()) {
    Scope ties = root.Add("has_ties");
    ties.SetIf("used", view.used);
    for (const auto& group : view.ties) {
      Scope one = ties.Add("tie_group");
      one.Set("heading", group.heading).SetIf("more", group.more);
      for (const auto& tie : group.ties)
        one.Add("tie").Set("href", tie.href).Set("title", tie.title).SetIf("by", tie.by);
    }
  }
  if (!view.related.empty()) FillRows(root.Add("has_related"), view.related);
  return {templates.Render(dict)};
}

}  // namespace concord::library::views
