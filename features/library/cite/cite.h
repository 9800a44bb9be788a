// Citing: a page with one work in every style, bibliographies of reading lists and searches, and what reference
// managers ask by themselves (unAPI, and the linkset of Signposting). docs/user/library.md says how readers use it.
#pragma once
#include <set>
#include <string>

#include "base/http/router.h"
#include "features/library/pages.h"

namespace concord::library::cite {

// For Templates::Load.
std::set<std::string> TemplateNames();
// `deps.styles` must be there. Everything in it must outlive the router.
void BindCite(http::Router& router, const PageDeps& deps);

}  // namespace concord::library::cite
