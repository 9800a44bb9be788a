// What is new in the library: a page, an Atom feed, and a weekly letter for who is signed in.
#pragma once
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/library/news/digest.h"
#include "features/library/pages.h"

namespace concord::library::news {

struct Deps {
  library::PageDeps library;
  Digest& digest;
  const accounts::Guards& guards;
};

// What `deps` names must outlive the router.
void BindNews(http::Router& router, const Deps& deps);
std::set<std::string> TemplateNames();

}  // namespace concord::library::news
