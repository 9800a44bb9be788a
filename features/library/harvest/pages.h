// The curators' pages of harvests: sources, their runs, and what their words are here. Safe from any thread.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "features/accounts/accounts.h"
#include "features/library/harvest/harvester.h"
#include "features/library/pages.h"

namespace concord::library::harvest {

struct HarvestPageDeps {
  Sources& sources;
  fetch::Fetcher& fetcher;     // for the test of an address
  std::function<void()> wake;  // the worker, where there is one: something became due
};

// For Templates::Load.
std::set<std::string> TemplateNames();
// Everything given must outlive the router.
void BindHarvests(http::Router& router, const PageDeps& pages, const accounts::Guards& guards,
                  const HarvestPageDeps& deps);

}  // namespace concord::library::harvest
