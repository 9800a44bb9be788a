// What the pages of results show, in finished words, and how it becomes HTML. Numbers stand twice: in words for people,
// and plain (mean, low, high) for the island that draws the chart from the table.
#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::results::views {

struct Link {
  std::string href, text, language = {};  // language: where it is not the page's own
};
struct Choice {
  std::string value, text;
  bool chosen = false;
};

// A figure in words, "2.1 (1.8 to 2.4)", and plain; plain ones are empty where there is no figure.
struct Figure {
  std::string text, mean, low, high;
};
struct Pair {
  std::string number, label, href, verdict;
  std::string practices;  // of a dimension: "3 of 4"
  Figure agency, community;
  Figure others_agency, others_community;  // bands of other communities: low and high
  bool found = false;
};
struct Group {
  std::string name, people;
};
struct OutItem {
  std::string number, statement, href, figure, who, plan_href;
  std::vector<Link> resources, actions;
};
struct Unknown {
  std::string number, statement, href, who, text;
};
struct Rung {
  std::string number, statement, href, people, median, too_few;
  std::vector<std::string> counts;  // levels, "I don't know", "does not apply"; empty where too few
  bool levels_hidden = false;       // too few gave one, and the five say "–"
};
struct Ladder {
  std::string title;
  std::vector<Rung> rungs;
};
struct Change {
  std::string number, statement, href, who, before, now, difference, low, high, mean;
  bool found = false;
};

struct Report {
  std::string title, facts, lead, seen, generated, base, csv, json, chart_script, audience, disagreement_test,
      change_text, change_none, smallest, confidence;
  Link back, other, publish, actions, compare, instrument, earlier;
  std::vector<Group> groups;
  std::vector<Pair> profile, disagreements, pairs;
  std::vector<OutItem> strengths, gaps;
  std::vector<Link> sites;
  std::vector<Unknown> unknown;
  std::vector<Choice> audiences;
  std::vector<std::string> level_names;  // kLevels, "I don't know", "does not apply"
  std::vector<Ladder> ladders;
  std::vector<Change> changes, steady;
  std::string steady_summary;
  bool compares = false;                       // shown beside other communities
  std::vector<Pair> others, others_practices;  // bands of dimensions and of practices; empty: too few communities
  bool as_public = false;                      // somebody of the community looks at what everyone sees
};

struct FieldError {
  std::string field, message;
};

struct PublishPage {
  std::string title, action, csrf, done, seen_href;
  Link back;
  std::vector<Choice> choices, items;
  std::vector<FieldError> errors;
};

struct ActionRow {
  std::string id, text, item, item_href, owner, measure, due, state, edit_href;
  std::string language = {};  // of text, owner and measure, where it is not the page's own
  bool late = false, done = false;
};
struct ActionsPage {
  std::string title, lead, done, new_href;
  Link back;
  std::vector<ActionRow> rows;
};
struct ActionForm {
  std::string title, action, csrf, text, owner, measure, due, submit;
  Link back;
  std::vector<Choice> items, states;
  std::vector<FieldError> errors;
};

struct Published {
  std::vector<std::pair<Link, std::string>> reviews;  // and their facts
};

std::set<std::string> TemplateNames();
html::Safe Render(const html::Templates& templates, std::string_view language, const Report& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const PublishPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ActionsPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ActionForm& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Published& view);

}  // namespace concord::selfreview::results::views
