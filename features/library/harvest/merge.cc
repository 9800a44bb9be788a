#include "features/library/harvest/merge.h"

#include <algorithm>

namespace concord::library::harvest {
namespace {

using exchange::Record;

constexpr std::string Record::*kTexts[] = {
    &Record::subtitle, &Record::summary, &Record::publisher, &Record::container, &Record::volume, &Record::issue,
    &Record::pages,    &Record::series,  &Record::edition,   &Record::place,     &Record::url,    &Record::doi,
    &Record::ncj,      &Record::isbn,    &Record::issn,      &Record::access,    &Record::note};
constexpr std::vector<std::string> Record::*kLists[] = {&Record::types, &Record::topics, &Record::audiences,
                                                        &Record::languages, &Record::keywords};

template <typename T>
bool Has(const std::vector<T>& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

template <typename T>
void Follow(const T& base, T& mine, const T& theirs) {
  if (mine == base) mine = theirs;
}

// What the source added is added, what it took back goes, unless somebody has done so or wanted it otherwise already.
template <typename T>
void FollowEach(const std::vector<T>& base, std::vector<T>& mine, const std::vector<T>& theirs) {
  std::erase_if(mine, [&](const T& value) { return Has(base, value) && !Has(theirs, value); });
  for (const T& value : theirs) {
    if (!Has(base, value) && !Has(mine, value)) mine.push_back(value);
  }
}

}  // namespace

Record Merge(const Record& base, const Record& mine, const Record& theirs) {
  Record out = mine;
  if (!theirs.title.empty()) Follow(base.title, out.title, theirs.title);
  for (const auto text : kTexts) Follow(base.*text, out.*text, theirs.*text);
  // Year and date are one fact.
  if (mine.date == base.date && mine.year == base.year) out.date = theirs.date, out.year = theirs.year;
  Follow(base.authors, out.authors, theirs.authors);
  Follow(base.editors, out.editors, theirs.editors);
  for (const auto list : kLists) FollowEach(base.*list, out.*list, theirs.*list);
  FollowEach(base.facts, out.facts, theirs.facts);
  FollowEach(base.extra, out.extra, theirs.extra);
  return out;
}

bool IsEdited(const Record& base, const Record& mine) {
  if (mine.title != base.title || mine.date != base.date || mine.year != base.year || mine.authors != base.authors ||
      mine.editors != base.editors || !mine.evidence.empty())
    return true;
  return std::ranges::any_of(kTexts, [&](const auto text) { return mine.*text != base.*text; }) ||
         std::ranges::any_of(kLists, [&](const auto list) { return mine.*list != base.*list; });
}

}  // namespace concord::library::harvest
