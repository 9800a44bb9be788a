// What the page of remarks shows, in finished words, and how it becomes HTML.
#pragma once
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::remarks::views {

struct File {
  std::string href, text;
};
struct Remark {
  std::vector<std::string> paragraphs;
  std::string address;  // as it was typed; "https://..." or "http://..."
  std::vector<File> files;
};
struct Question {
  std::string id, number, statement;
  std::vector<Remark> remarks;
};
struct Page {
  std::string back_href, back, title, lead, few;
  std::vector<Question> questions;
};

html::Safe Render(const html::Templates& templates, std::string_view language, const Page& view);

}  // namespace concord::selfreview::remarks::views
