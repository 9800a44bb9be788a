// The addresses of communities, and what this feature has to say elsewhere.
#pragma once
#include "features/communities/pages.h"

namespace concord::communities {

void BindCommunities(http::Router& router, const PageDeps& deps);

// Communities in which somebody is an admin; of accounts, which knows.
using Administered = std::function<Result<std::set<accounts::CommunityId>>()>;

// What waits for whom: a hub without communities, a community that is being prepared or that nobody looks after, an
// organization that nobody can reach or that has nobody. Everything named must outlive the source.
accounts::TodaySource Today(const Communities& communities, const i18n::Catalog& catalog, PeopleCounts people,
                            Administered administered);

// For the bar of a community: addresses are relative to the community's own ("organizations").
std::vector<html::NavEntry> CommunityNavigation();
// For the frame's main navigation.
html::NavEntry Navigation();

}  // namespace concord::communities
