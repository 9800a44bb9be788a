#include "features/selfreview/reading/links.h"

#include <algorithm>
#include <vector>

namespace concord::selfreview::reading {

std::map<std::string, views::Link> ResourceLinks(library::Library& library, const std::string& language,
                                                 const Instrument& instrument) {
  std::vector<std::string> slugs;
  for (const Item& item : instrument.items) {
    slugs.insert(slugs.end(), item.resources.begin(), item.resources.end());
    for (const ItemEvidence& one : item.evidence) slugs.push_back(one.basis);
  }
  std::sort(slugs.begin(), slugs.end());
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  std::map<std::string, views::Link> links;
  const auto rows = library.RowsOf(slugs);
  if (!rows) return links;
  for (const auto& row : *rows) {
    const bool other = !row.language.empty() && row.language != language;
    const std::string title = row.subtitle.empty() ? row.title : row.title + ": " + row.subtitle;
    links[row.slug] = {"/resources/" + row.slug, title, other ? row.language : ""};
  }
  return links;
}

}  // namespace concord::selfreview::reading
