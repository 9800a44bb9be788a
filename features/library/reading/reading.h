// The pages about documents: the reading view, the file itself, what a resource's page shows of them, and what curators
// do with them. Safe from any thread.
#pragma once
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/library/pages.h"
#include "features/library/reading/keeper.h"

namespace concord::library::documents {

struct SiteDeps {
  PageDeps pages;
  Keeper& keeper;
  const accounts::Guards& guards;
};

void BindDocuments(http::Router& router, const SiteDeps& deps);
std::set<std::string> TemplateNames();

// What PageDeps::resource_sections takes; empty where a resource has no documents and the visitor may not add any.
html::Safe ResourceSection(const PageDeps& pages, const http::Request& request, const Resource& resource);

}  // namespace concord::library::documents
