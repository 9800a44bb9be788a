// The addresses of reading lists.
#pragma once
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/library/lists/lists.h"
#include "features/library/pages.h"

namespace concord::library::lists {

struct Deps {
  library::PageDeps library;
  Lists& lists;
  const accounts::Guards& guards;
  const accounts::Places& places;
};

// For resources' pages: the public lists of people and of open communities that hold them. Both must outlive it.
TieSource ListsThatHold(db::Database& database, const accounts::Places& places);

// What `deps` names must outlive the router.
void BindLists(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();

}  // namespace concord::library::lists
