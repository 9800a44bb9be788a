// What the pages of those who answer show, in finished words, and how it becomes HTML.
#pragma once
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::answering::views {

struct Link {
  std::string href, text;
};

struct ReviewCard {
  std::string href, title, instrument, facts, over;
};
struct ListPage {
  std::string title, lead, empty;
  std::vector<ReviewCard> open, closed;
  std::vector<Link> actions;
};

struct Choice {
  std::string value, text, hint;
  bool chosen = false;
};

struct StartPage {
  Link back;
  std::string title, lead, instrument, until, size, group;
  std::string stopped;                    // why nobody can answer now; empty: they can
  std::string begin_action, csrf, begin;  // a form to begin with; empty: none
  std::string other;                      // that this browser has begun already, and where to go on
  std::string other_href;
  std::string over;  // what a browser forgets: KeyOf a review that is closed
  std::string once;  // that the link works once; empty: it works again
  std::vector<Choice> groups;
  std::vector<std::string> paragraphs, errors;
  std::vector<Link> ways;
};

struct PartRow {
  std::string href, title, done;
  bool complete = false;
};
struct OverviewPage {
  Link back;
  std::string title, done, lead, tally, until, csrf, base, code, group, key;
  bool open = true, finished = false;
  std::string next_href;
  std::vector<PartRow> parts;
};

struct FileRow {
  std::string id, text, href;
};
struct FilesPage {  // of one answer
  Link back;
  std::string title, statement, action, csrf, done, error;
  std::vector<FileRow> files;
  bool room = true;  // for one more
};

struct Question {
  std::string id, number, statement, why, comment, evidence, error, error_field, choose;
  std::vector<Choice> choices;
  std::array<std::string, 3> was = {};  // what "was.a", "was.c" and "was.e" carry
  std::string clash_c, clash_e;         // typed here, while what is kept was written elsewhere
  std::vector<FileRow> files;
  std::string files_href;             // empty: files are not taken
  bool hidden = false, said = false;  // said: a comment, an address or a file is there
};
struct PartPage {
  Link back;
  std::string title, introduction, place, tally, action, csrf, key, until, submit, message;
  bool first = false;
  std::vector<Question> questions;
  std::vector<Link> errors;
};

struct ResumePage {
  Link back;
  std::string title, action, csrf, error;
  std::vector<std::string> notes;
  std::string begun_href;  // where this browser has begun; empty: it has not
};

// What was typed and could not be saved, to copy.
struct TypedPage {
  Link back;  // href empty: nobody can say where to
  std::string title, why;
  struct Text {
    std::string question, answer, comment, evidence;
  };
  std::vector<Text> texts;
  std::vector<Link> ways;
};

std::set<std::string> TemplateNames();

html::Safe Render(const html::Templates& templates, std::string_view language, const ListPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const StartPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const OverviewPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const PartPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const FilesPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ResumePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const TypedPage& view);

}  // namespace concord::selfreview::answering::views
