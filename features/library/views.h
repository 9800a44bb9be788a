// What each page of the library shows, and how it becomes HTML. View structs hold finished words; the functions know
// templates and nothing of the database.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/html/templates.h"

namespace concord::library::views {

struct Link {
  std::string href, text;
};

// The page of a resource's document that answers a search best.
struct PagePassage {
  std::string href, label, of, more, language;  // language: where it is not the page's own
  std::string passage_html;                     // escaped, with <mark>
};

struct Row {
  std::string href, language;            // language: where it is not the page's own
  std::string title_html, summary_html;  // escaped, with <mark>
  std::vector<std::string> facts;
  std::vector<Link> topics;
  std::optional<PagePassage> page = {};
  std::string keep_href;  // where it is put on a reading list
  std::string why;        // what it has to do with the page it stands on
};

struct Card {
  std::string href, title, text, small;
};

struct Home {
  std::vector<Link> examples;
  std::vector<Card> areas, collections;
  std::vector<Row> newest;
  std::string resources, area_count, sites;
  std::vector<std::string> sections_html;  // of other features
};

struct Cards {  // modules, collections, sites
  std::vector<Card> cards;
};

struct ModulePage {
  std::string title, lead, found, all_href;
  std::vector<std::string> paragraphs, expectations;
  std::vector<Row> rows;
  std::vector<Card> sites;
};

struct CollectionPage {
  std::string title, size, bibliography;
  std::vector<std::string> paragraphs;
  std::vector<Row> rows;
  std::vector<Link> save;
};

struct Basis {
  std::string field, text, source, source_href;
};

struct SitePage {
  std::string name, place, summary;
  std::vector<std::string> practices;
  std::vector<Link> areas;
  std::vector<Basis> basis;
};

struct FacetValue {
  std::string value, label, count;
  bool checked = false;
};
struct Facet {
  std::string name, title, more_title;
  std::vector<FacetValue> first, more;
  bool more_open = false;
};
struct Chip {
  std::string href, facet, label, remove;
};
struct PageLink {
  std::string number, href, label;  // no href: a gap
  bool current = false;
};
struct SortLink {
  std::string href, title;
  bool current = false;
};

struct Search {
  std::string heading, words, sort, found, empty_text;
  Link suggestion, drop;
  std::string suggest_href;  // where a reader names what is missing
  std::string bulk;          // where a curator changes all of it
  std::string any_href, reset_href, feed, bibliography, previous, next, selected_count;
  bool widened = false, filters_open = false;
  std::vector<std::string> notes;
  std::vector<std::pair<std::string, std::string>> kept;  // hidden fields of the words' form
  std::vector<Facet> facets;
  std::vector<Chip> chips;
  std::vector<SortLink> sorts;
  std::vector<Row> rows;
  std::vector<PageLink> pages;
  std::vector<Link> areas, save;
};

struct Fact {
  std::string name, text, href;
};
struct Rating {
  std::string outcome, direction, certainty, setting, basis, date;
  std::string by;  // by two curators, and when; or a first reading
};
struct TieLine {
  std::string href, title, by;
};
struct TieGroup {
  std::string heading, more;
  std::vector<TieLine> ties;
};
struct CitedAs {
  std::string slug, name, html;
};
struct ResourcePage {
  std::string title, subtitle, authors, source_line, language, summary, url, open, access, superseded, cite_href,
      unapi_id, link_note;
  std::string keep;          // where it is put on a reading list
  std::string suggest_href;  // where a reader writes what is missing
  std::vector<CitedAs> citations;
  std::string changed, history;  // history: its address; empty where there is none yet
  std::vector<Link> types, topics, collections, formats, actions;
  std::vector<Fact> facts;
  std::vector<Basis> basis;
  std::vector<Rating> ratings;
  std::vector<Row> related;
  std::vector<std::string> sections_html;  // of other parts
  std::string used;                        // by how many communities
  std::vector<TieGroup> ties;
};

// Every template named here; for Templates::Load.
std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view);
html::Safe RenderModules(const html::Templates& templates, std::string_view language, const Cards& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ModulePage& view);
html::Safe RenderCollections(const html::Templates& templates, std::string_view language, const Cards& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const CollectionPage& view);
html::Safe RenderSites(const html::Templates& templates, std::string_view language, const Cards& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const SitePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Search& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ResourcePage& view);
html::Safe RenderAbout(const html::Templates& templates, std::string_view language);

}  // namespace concord::library::views
