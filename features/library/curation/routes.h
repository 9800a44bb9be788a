// The addresses of curation, and what it says elsewhere.
#pragma once
#include "features/library/curation/pages.h"

namespace concord::library::curation {

// Everything in `deps` must outlive the router.
void BindCuration(http::Router& router, const Deps& deps);
// What a curator can do with a resource, for its page; nothing for anyone else.
std::vector<library::views::Link> ResourceActions(const i18n::Catalog& catalog, const std::string& language,
                                                  const http::Request& request, const Resource& resource);
// What waits for a curator. Both must outlive it.
accounts::TodaySource Today(Curation& curation, const i18n::Catalog& catalog);

}  // namespace concord::library::curation
