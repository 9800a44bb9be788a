// The addresses of communities, and what this feature has to say elsewhere.
#pragma once
#include "features/communities/pages.h"

namespace concord::communities {

void BindCommunities(http::Router& router, const PageDeps& deps);

// What waits for whom: a community that is being prepared, an organization that nobody can reach or that has nobody.
// Everything named must outlive the source.
accounts::TodaySource Today(const Communities& communities, const i18n::Catalog& catalog, PeopleCounts people);

// For the bar of a community: addresses are relative to the community's own ("organizations").
std::vector<html::NavEntry> CommunityNavigation();
// For the frame's main navigation.
html::NavEntry Navigation();

}  // namespace concord::communities
