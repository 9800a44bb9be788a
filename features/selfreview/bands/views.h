// What the page of agreeing shows, in finished words, and how it becomes HTML.
#pragma once
#include <set>
#include <string>

#include "base/html/templates.h"

namespace concord::selfreview::bands::views {

struct ComparePage {
  std::string back_href, back, title, done, error, state, action, csrf, submit;
  std::string choice;   // what the button sends: "yes" or "no"
  std::string cannot;   // why this review can take no part; then there is no button
  std::string results;  // address
  bool agreed = false;
};

std::set<std::string> TemplateNames();
html::Safe Render(const html::Templates& templates, std::string_view language, const ComparePage& view);

}  // namespace concord::selfreview::bands::views
