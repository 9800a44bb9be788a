// The page of results.
#include "features/library/views_parts.h"

namespace concord::library::views {
namespace {

using Scope = html::Dict::Scope;

void FillValues(Scope scope, const char* section, const std::string& name, const std::vector<FacetValue>& values) {
  for (const auto& value : values) {
    scope.Add(section)
        .Set("name", name)
        .Set("value", value.value)
        .Set("label", value.label)
        .Set("count", value.count)
        .ShowIf(value.checked, "checked");
  }
}

void FillFacets(Scope root, const Search& view) {
  if (view.facets.empty()) return;
  Scope filters = root.Add("has_facets");
  if (!view.words.empty()) filters.Add("has_words").Set("words", view.words);
  if (!view.sort.empty()) filters.Add("has_sort").Set("sort", view.sort);
  filters.ShowIf(view.filters_open, "filters_open");
  if (!view.selected_count.empty()) filters.Add("has_selected_count").Set("selected_count", view.selected_count);
  for (const auto& facet : view.facets) {
    Scope one = filters.Add("facet");
    one.Set("title", facet.title);
    FillValues(one, "value", facet.name, facet.first);
    if (facet.more.empty()) continue;
    Scope more = one.Add("has_more");
    more.Set("more_title", facet.more_title).ShowIf(facet.more_open, "more_open");
    FillValues(more, "more", facet.name, facet.more);
  }
}

void FillToolbar(Scope root, const Search& view) {
  root.Set("found", view.found);
  if (!view.sorts.empty() && !view.rows.empty()) {
    Scope sorts = root.Add("has_sorts");
    for (const auto& sort : view.sorts) {
      sorts.Add("sorting").Set("href", sort.href).Set("title", sort.title).ShowIf(sort.current, "current");
    }
  }
  if (view.chips.empty()) return;
  Scope chips = root.Add("has_chips");
  chips.Set("reset_href", view.reset_href);
  for (const auto& chip : view.chips) {
    chips.Add("chip")
        .Set("href", chip.href)
        .Set("facet", chip.facet)
        .Set("label", chip.label)
        .Set("remove", chip.remove);
  }
}

void FillEmpty(Scope root, const Search& view) {
  Scope empty = root.Add("empty");
  empty.Set("empty_text", view.empty_text);
  if (!view.suggestion.text.empty()) {
    empty.Add("has_suggestion").Set("suggestion", view.suggestion.text).Set("suggestion_href", view.suggestion.href);
  }
  if (!view.drop.href.empty()) empty.Add("has_drop").Set("drop_href", view.drop.href).Set("drop", view.drop.text);
  if (!view.any_href.empty()) empty.Add("has_any").Set("any_href", view.any_href);
  FillLinks(empty, "area", view.areas, "title");
  empty.Set("suggest_href", view.suggest_href);
}

void FillPages(Scope root, const Search& view) {
  if (view.pages.size() < 2) return;
  Scope pages = root.Add("has_pages");
  if (!view.previous.empty()) pages.Add("has_previous").Set("previous", view.previous);
  if (!view.next.empty()) pages.Add("has_next").Set("next", view.next);
  for (const auto& page : view.pages) {
    Scope one = pages.Add("page");
    if (page.href.empty()) {
      one.Show("gap");
    } else {
      one.Add("link")
          .Set("href", page.href)
          .Set("number", page.number)
          .Set("label", page.label)
          .ShowIf(page.current, "current");
    }
  }
}

}  // namespace

html::Safe Render(const html::Templates& templates, std::string_view language, const Search& view) {
  html::Dict dict("library/search.tpl");
  Scope root = dict.Root(language);
  root.Set("heading", view.heading).Set("words", view.words);
  root.Set("count", "{count}");  // filled in by the island, in the attribute that it reads
  for (const auto& [name, value] : view.kept) root.Add("kept").Set("name", name).Set("value", value);
  if (!view.suggestion.text.empty() && !view.rows.empty()) {
    root.Add("has_suggestion").Set("suggestion", view.suggestion.text).Set("suggestion_href", view.suggestion.href);
  }
  root.ShowIf(view.widened && !view.rows.empty(), "widened");
  for (const auto& note : view.notes) root.Add("note").Set("text", note);
  FillFacets(root, view);
  FillToolbar(root, view);
  if (view.rows.empty()) {
    FillEmpty(root, view);
  } else {
    FillRows(root.Add("has_rows"), view.rows);
    Scope save = root.Add("has_rows_save");
    FillLinks(save, "save", view.save, "name");
    save.Set("feed", view.feed).Set("bibliography", view.bibliography).Set("bulk", view.bulk);
  }
  FillPages(root, view);
  return {templates.Render(dict)};
}

}  // namespace concord::library::views
