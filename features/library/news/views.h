// What the pages of what is new show, and how it becomes HTML.
#pragma once
#include <string>
#include <vector>

#include "features/library/views.h"

namespace concord::library::news::views {

using library::views::Row;

struct Topic {
  std::string value, text;
  bool chosen = false;
};

struct NewPage {
  std::string lead, found, feed, previous, next;
  bool filters_open = false;
  std::vector<Topic> topics;
  std::vector<Row> rows;
};

struct DigestPage {
  std::string csrf, state, done, error, feed, address;
  bool mail = false, on = false, all = true;
  std::vector<Topic> topics, languages;
};

struct OffPage {
  std::string title, text, csrf, action;  // action: the form's; empty: nothing is left to do
};

html::Safe Render(const html::Templates& templates, std::string_view language, const NewPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const DigestPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const OffPage& view);

}  // namespace concord::library::news::views
