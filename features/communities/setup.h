// Setting a community up, in five steps. Nothing of it is kept but what the steps themselves made: what is done is seen
// from the community as it stands, so one may stop anywhere and come back, on any node.
#pragma once
#include <string>
#include <vector>

#include "features/communities/pages.h"

namespace concord::communities {

enum class SetupStep { kCommunity, kMap, kOrganizations, kPeople, kOpen };

struct SetupState {
  bool map = false, organizations = false, police = false, oversight = false, people = false, open = false;
};
SetupState SetupStateOf(const Whole& whole, const std::map<OrganizationId, int64_t>& people);
// The first step that is not done; the map may be left out.
SetupStep NextStep(const SetupState& state);
// `slug`: empty while the community is not made yet.
std::string HrefOf(SetupStep step, std::string_view slug);
std::vector<views::Step> StepsOf(const Speaker& speaker, std::string_view slug, const SetupState& state,
                                 SetupStep current);
// "no map, no oversight body": what is missing, in words; empty: nothing.
std::string MissingText(const Speaker& speaker, const SetupState& state);
std::map<OrganizationId, int64_t> CountPeople(const PageDeps& deps, const CommunityId& community);

}  // namespace concord::communities
