// What each page of curation shows, and how it becomes HTML. View structs hold finished words; the functions know
// templates and nothing of the database.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/html/templates.h"

namespace concord::library::curation::views {

struct Link {
  std::string href, text;
};

struct Option {
  std::string value, label;
  bool selected = false;
};

// A row of a list that is put into order by numbers.
struct OrderRow {
  std::string value, title, href, number, note;
  bool removed = false;
};

// One field of a form. `kind`: an input's type, or "textarea", "select", "checks", "radios", "order".
struct Field {
  std::string id, kind, label, hint, value, error;
  std::string language;  // of what is written into it, where that is not the page's
  int most = 0;          // characters; 0: not limited by the browser
  int rows = 5;          // of a textarea
  bool required = false;
  std::vector<Option> options;
  std::vector<OrderRow> order;
};

struct FieldGroup {
  std::string title, lead;
  std::vector<Field> fields;
};

struct Mark {
  enum class In { kBoth, kBefore, kAfter };
  In in = In::kBoth;
  std::string text;
};

// What differs in one field. A list's marks are its items.
struct Difference {
  std::string field;
  bool list = false;
  std::vector<Mark> marks;
};

// A field that two people wrote at once: what stands there, what was typed, and the choice between them.
struct Conflict {
  std::string field, label, theirs, mine;
  Difference difference;  // from theirs to mine
  bool takes_theirs = false;
};

struct Notice {
  std::string text;
  Link link;
};

struct Button {
  std::string name, value, text;
};

struct Form {
  std::string title, lead, action, csrf;
  Link back, cancel;
  std::vector<Notice> notices;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::string conflict_title, conflict_lead, theirs_title, mine_title;
  std::vector<Conflict> conflicts;
  std::vector<FieldGroup> groups;
  std::string error;            // of the form as a whole
  std::vector<Button> buttons;  // the first is the main one
  std::vector<Link> links;      // beside the buttons
};

// A small form beneath a record: one button, perhaps with a text to write.
struct Act {
  std::string id, title, lead, action, submit, label, hint, value, error, version;
  bool writes = false;  // has a text to write
  bool outline = true;
  std::vector<std::pair<std::string, std::string>> hidden;
};

struct Event {
  std::string when, text, words, href, badge;
};

struct Draft {
  std::string title, state, state_kind, about, why, csrf;
  Link back;
  std::vector<Notice> notices;
  std::vector<Link> links;
  std::string differences_title, differences_empty;
  std::vector<Difference> differences;
  std::vector<Act> acts;
  std::string events_title;
  std::vector<Event> events;
};

struct History {
  std::string title, lead, empty_text;
  Link back;
  std::vector<Notice> notices;
  std::vector<Event> events;
  std::vector<Link> links;
};

// A list of rows under headings: the desk, the lists that curators look after.
struct BoardRow {
  std::string href, title, badge, badge_kind;
  std::vector<std::string> facts;
};
struct BoardPart {
  std::string id, title, lead, empty_text;
  std::vector<BoardRow> rows;
  std::vector<Link> links;
};
struct Board {
  std::string title, lead;
  Link back;
  std::vector<Notice> notices;
  std::vector<Link> links;  // the first is a button
  std::vector<BoardPart> parts;
};

struct Preview {
  std::string text;
  Link back;
  std::string content_html;
};

// Every template named here; for Templates::Load.
std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Draft& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const History& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Board& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Preview& view);

}  // namespace concord::library::curation::views
