// What the pages about documents show. View structs hold finished words; the functions know templates and nothing else.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::library::documents::views {

struct DocumentRow {
  std::string id, name, facts, note;
  std::string read_href, file_href, save_href;  // empty: there is none
  std::string permission;
  std::string permission_action, remove_href;  // for curators; no action: there is no file to give
};

struct Section {  // on a resource's page
  std::vector<DocumentRow> documents;
  std::string curate_href;  // empty: not for this visitor
};

struct FieldError {
  std::string field, message;
};

struct Manage {  // a curator's page of one resource's documents
  std::string title, language, back_href, action, csrf, hint;
  std::vector<DocumentRow> documents;
  std::vector<FieldError> errors;  // of the form that was sent
  bool given = false;              // as it was filled in
  std::string permission;
};

struct Removal {
  std::string title, language, name, back_href, action, csrf;
};

struct ReadPage {
  int number = 0;
  std::string heading, pdf_href;
  std::vector<std::string> paragraphs_html;
  bool passages = false;  // parts of the page, not the whole
  std::string cut;        // where the page is too long: a sentence
};
struct Reading {
  std::string title, title_language, text_language, back_href;
  std::string lead, address, words, first, last;  // last: the highest page
  std::string previous_href, previous, next_href, next;
  std::string note, file_href, source_href, source;
  std::vector<ReadPage> pages;
  bool no_text = false, search_only = false;
  std::string empty;  // a sentence in place of the pages
};

std::set<std::string> TemplateNames();
html::Safe Render(const html::Templates& templates, std::string_view language, const Section& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Manage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Removal& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Reading& view);

}  // namespace concord::library::documents::views
