// What each page of reading lists shows, and how it becomes HTML.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"
#include "features/library/views.h"

namespace concord::library::lists::views {

using library::views::Link;
using library::views::Row;

struct FieldError {
  std::string field, message;
};

struct Card {
  std::string href, title, text;
  std::vector<std::string> facts;
};
struct Group {
  std::string name, empty;
  std::vector<Card> cards;
  Link add;
};
struct Cards {
  std::string title, lead, done, previous, next;
  Link back;
  std::vector<Link> actions, others;
  std::vector<Group> groups;
};

struct Item {
  std::string id, name, note;
  bool there = true;
  Row row;
  bool up = false, down = false, first = false;  // which ways it can be moved
  std::string up_href, down_href, remove_href;   // of a list in the address
};

struct ListPage {
  std::string title, state, size, base, csrf, done, empty_text, note_label, share, share_text, feed;
  Link back;
  std::vector<std::string> paragraphs;
  std::vector<Link> actions, saves;
  std::vector<Item> items;
  std::vector<FieldError> errors;
  bool keeps = false;   // who looks may change it
  bool renews = false;  // and give it another address
};

struct Choice {
  std::string value, text, hint;
  bool chosen = false;
};
struct FormPage {
  std::string title, lead, action, csrf, name, description, resources, submit;
  Link back;
  std::vector<Choice> choices;
  std::vector<FieldError> errors;
};

struct DeletePage {
  std::string title, action, csrf;
  Link back;
  std::vector<std::string> paragraphs;
};

struct AddGroup {
  std::string name;
  std::vector<Choice> choices;
};
struct AddPage {
  std::string resource, action, csrf, fresh, note, here_href, sign_in_href;
  bool signed_in = false;
  Link back;
  std::vector<AddGroup> groups;
  std::vector<FieldError> errors;
};

struct HereResult {
  std::string href, name, language, facts;
};
struct HerePage {
  std::string size, share, keep_href, resources, words, found;
  std::vector<std::string> notes;
  std::vector<Item> items;
  std::vector<Link> saves;
  std::vector<HereResult> results;
};

// Every template named here; for Templates::Load.
std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const Cards& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const FormPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const DeletePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const AddPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const HerePage& view);

}  // namespace concord::library::lists::views
