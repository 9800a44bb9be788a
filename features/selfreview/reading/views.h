// What the pages of instruments show, in finished words, and how it becomes HTML.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::selfreview::reading::views {

struct Link {
  std::string href, text, language;  // language: where it is not the page's own
};
struct Level {
  std::string number, name, text;
};
struct Evidence {
  std::string outcome, finding, setting;
  Link basis;
};

struct Card {
  std::string href, title, text, size, added;  // added: by whom and when; empty: the program carries it
};
struct Home {
  std::vector<Card> cards;
  std::vector<Level> levels;
};

struct Item {
  std::string id, number, statement, why, asks, skip;
  std::vector<Level> levels;
  std::vector<Evidence> evidence;
  std::vector<Link> resources;
};
struct Dimension {
  std::string id, title, introduction;
  std::vector<Item> items;
};
struct InstrumentPage {
  std::string title, version, size, evidence, older;  // older: where this is not the newest
  std::string added;                                  // as of Card
  std::string spoken;                                 // the language of its texts, where it is not the page's own
  Link area;
  std::vector<std::string> paragraphs;
  std::vector<Dimension> dimensions;
  std::vector<Link> files, versions;
};

std::set<std::string> TemplateNames();
html::Safe RenderSection(const html::Templates& templates, std::string_view language);  // of the hub's home page
html::Safe Render(const html::Templates& templates, std::string_view language, const Home& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const InstrumentPage& view);

}  // namespace concord::selfreview::reading::views
