// What each page of this feature shows, and how it becomes HTML. View structs hold finished words; the functions know
// templates and nothing of the database.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/html/templates.h"

namespace concord::communities::views {

struct Link {
  std::string href, text;
};

struct Row {
  std::string href, title, summary;
  std::vector<std::string> facts;
};

struct Option {
  std::string value, label;
  bool selected = false;
};

// A map: the drawing that is there at once, and where the island finds the same as GeoJSON. No drawing: no map.
struct Map {
  html::Safe svg;
  std::string data_href, caption;
  std::string script, style, open;  // addresses of the island's files; what its links say
};

struct Notice {
  std::string text;
  Link link;
};

struct Directory {
  std::string words, found, empty_text;
  std::vector<Option> kinds;
  std::vector<Row> rows;
  Map map;
  std::string csv, geojson;
  bool narrowed = false;  // something was searched for
  bool may_create = false;
};

struct HubRow {
  std::string href, name, place, state, missing;
  Link next;
};
struct HubList {
  std::vector<HubRow> rows;
};

struct Group {
  std::string title;
  std::vector<Row> rows;
};

struct Home {
  std::string name, about, summary;
  std::vector<Notice> notices;
  std::vector<std::string> sections_html;  // of other features
  struct Contact {
    std::string href, name, kind, email, phone, dial;
  };
  std::vector<Contact> contacts;  // of the police and of who oversees them
  std::string organizations_href, organizations_count, journal_href;
  std::vector<Group> groups;
  std::string add_href, districts_found;
  std::vector<Link> districts;
  Map map;
  std::string settings_href;
};

struct Organizations {
  std::string title, lead, action, found, empty_text, words, reset_href, csv, add_href;
  std::vector<Option> kinds, languages, districts;
  std::vector<Link> chips;  // each leads to the page without it
  std::vector<Group> groups;
};

struct Fact {
  std::string name, text;
};

struct Organization {
  std::string name, kind, kind_href, summary, place, place_href, list_href, state;
  std::string languages;  // their names, in one text
  std::vector<std::string> offers;
  std::vector<Link> area;  // the districts that it serves; none: `area_text` says the whole community
  std::string area_text;
  std::string contact_name, email, phone, dial, address, website, people, changed;
  std::string edit_href, people_href, provider_href, end_href;  // empty: not for this visitor
  bool has_contact = false;
};

struct District {
  std::string name, place, place_href, found;
  Map map;
  std::vector<Row> rows;
  std::vector<Link> others;
  std::string organizations_href;
};

// One field of a form. `kind`: an input's type, or "textarea", "select", "checks".
struct Field {
  std::string id, kind, label, hint, value, error, autocomplete;
  int most = 0;  // characters; 0: not limited by the browser
  bool required = false;
  std::vector<Option> options;
};

struct Step {
  std::string number, title, href, state;  // state in words: "done", "now", ""
  bool current = false;
};

struct Form {
  std::string title, lead, action, csrf, submit, steps_title;
  Link cancel, back;
  std::vector<Step> steps;
  std::vector<Field> fields;
  std::string error;  // of the form as a whole
  std::vector<Notice> notices;
  struct Act {  // a small form of its own beneath: open, close
    std::string action, name, value, text, submit;
  };
  std::vector<Act> acts;
};

struct MapForm {
  std::string title, lead, action, csrf, steps_title, error, typed;
  Link skip;
  Link back;
  std::vector<Step> steps;
  // What was read, before it is kept.
  bool read = false;
  std::string found, kept_geojson;
  std::vector<std::string> warnings, districts;
  Map map;  // what was read; else what is kept now
  std::string now;
};

// A step of the set-up that is a list of things and a button.
struct Stage {
  std::string title, lead, steps_title, csrf, empty_text;
  std::vector<Step> steps;
  struct Item {
    std::string title, text;
    Link link;
    bool done = false;
    std::string state;
  };
  std::vector<Item> items;
  std::vector<Link> links;  // the first is a button
  std::string post_action, post_submit, post_name, post_value;
};

struct Confirmation {
  std::string title, text, action, csrf, submit;
  Link back;
  std::vector<std::string> points;
};

// Every template named here; for Templates::Load.
std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const Directory& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const HubList& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Organizations& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Organization& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const District& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const MapForm& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Stage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Confirmation& view);

}  // namespace concord::communities::views
