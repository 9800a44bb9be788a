// What the pages of importing show, in finished words, and how it becomes HTML.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::importing::views {

struct Link {
  std::string href, text;
};

struct VersionRow {
  std::string href, text, note;
  std::string change_href, remove_href;  // empty: it stays as it is
};
struct InstrumentRow {
  std::string title, language;  // language: of the title, where it is not the page's own
  Link next;                    // the version to come
  std::vector<VersionRow> versions;
};
struct Room {
  std::string done, refused;
  Link done_link;
  std::vector<InstrumentRow> rows;
};

// A line of a file, as it stands there.
struct SourceLine {
  std::string number, text;
  bool meant = false;  // the line that the problem is in
};
struct Fault {
  std::string line, message;  // line: "Line 12", or empty
  std::vector<SourceLine> around;
};
struct FileField {
  std::string place, name, text, original;  // original: base64url, where the field cannot hold the bytes as they are
  std::vector<Fault> faults;
};
struct Note {
  std::string text;
  std::vector<std::string> names;
};
struct Form {
  std::string title, lead, csrf, replaces, hint, more;  // more: how many faults are not shown
  std::vector<Link> errors;                             // all of them, each leading to where it is
  bool files_wrong = false;                             // one of them is about all files
  std::string fine;                                     // nothing is wrong: what it is
  std::vector<Note> warnings;
  std::vector<Link> downloads;  // the files that it began with
  std::vector<FileField> files;
};
struct Hidden {
  std::string place, name, original;
};
struct Preview {
  std::string csrf, replaces;
  std::vector<Note> warnings;
  std::vector<Hidden> files;
  html::Safe page;
};
struct Removal {
  std::string title, action, csrf;
};

std::set<std::string> TemplateNames();
html::Safe Render(const html::Templates& templates, std::string_view language, const Room& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Form& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Preview& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const Removal& view);

}  // namespace concord::selfreview::importing::views
