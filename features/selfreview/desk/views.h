// What the desk shows, in finished words, and how it becomes HTML.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::desk::views {

struct Link {
  std::string href, text;
};
struct FieldError {
  std::string field, message;
};
struct Choice {
  std::string value, text, hint;
  bool chosen = false;
};

struct ListPage {
  Link back;
  std::string title, done, new_href;
  struct Row {
    std::string href, title, state, facts;
  };
  std::vector<Row> rows;
};

struct FormPage {
  Link back;
  std::string title, action, csrf, submit;
  std::map<std::string, std::string> values;  // by field
  std::vector<Choice> instruments, agencies, groups;
  std::vector<FieldError> errors;
};

struct ProgressRow {
  std::string group, began, finished;
};
struct OpenLink {
  std::string group, value, id, address;  // id empty: there is none yet
};
struct PersonalLink {
  std::string id, whom, group;
};
struct DeskPage {
  Link back;
  std::string title, done, base, csrf, state, last_day;
  std::vector<std::string> facts;
  bool draft = false, open = false, closed = false, mails = false;
  std::vector<ProgressRow> progress;
  std::vector<OpenLink> open_links;
  std::vector<PersonalLink> personal_links;
  std::vector<Choice> groups, languages;
  std::string fresh_address;  // of a link to hand over, just made
  std::string emails, reminded, results_href, preview_href;
  std::vector<FieldError> errors;
};

struct ConfirmPage {
  Link back;
  std::string title, action, csrf, button;
  std::vector<std::string> paragraphs;
};

std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const FormPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const DeskPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ConfirmPage& view);

}  // namespace concord::selfreview::desk::views
