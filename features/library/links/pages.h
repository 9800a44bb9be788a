// The pages of the check of links, for curators, and what a resource's page says. Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/library/links/links.h"
#include "features/library/pages.h"

namespace concord::library::links {

// For Templates::Load.
std::set<std::string> TemplateNames();
// Everything given must outlive the router.
void BindLinks(http::Router& router, const PageDeps& pages, const accounts::Guards& guards, Links& links);

// "Link last checked on November 21, 2026: it works." Empty where it was never checked, or cannot be said now.
std::string NoteFor(Links& links, const Speaker& speaker, const std::string& resource_id);
// For curators: how many links need a look.
accounts::TodaySource Today(Links& links, const i18n::Catalog& catalog);

}  // namespace concord::library::links
