#include "features/communities/setup.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::communities {
namespace {

constexpr SetupStep kSteps[] = {SetupStep::kCommunity, SetupStep::kMap, SetupStep::kOrganizations, SetupStep::kPeople,
                                SetupStep::kOpen};

const char* NameOf(SetupStep step) {
  switch (step) {
    case SetupStep::kCommunity:
      return "community";
    case SetupStep::kMap:
      return "map";
    case SetupStep::kOrganizations:
      return "organizations";
    case SetupStep::kPeople:
      return "people";
    case SetupStep::kOpen:
      return "open";
  }
  return "";
}

bool IsDone(const SetupState& state, SetupStep step) {
  switch (step) {
    case SetupStep::kCommunity:
      return true;
    case SetupStep::kMap:
      return state.map;
    case SetupStep::kOrganizations:
      return state.organizations;
    case SetupStep::kPeople:
      return state.people;
    case SetupStep::kOpen:
      return state.open;
  }
  return false;
}

}  // namespace

SetupState SetupStateOf(const Whole& whole, const std::map<OrganizationId, int64_t>& people) {
  SetupState state;
  state.map = whole.community.center.has_value();
  state.organizations = !whole.organizations.empty();
  for (const auto& o : whole.organizations) {
    state.police |= o.kind == "police_agency";
    state.oversight |= o.kind == "oversight_body";
    const auto count = people.find(o.id);
    state.people |= count != people.end() && count->second > 0;
  }
  state.open = whole.community.state == "open";
  return state;
}

SetupStep NextStep(const SetupState& state) {
  if (!state.organizations) return state.map ? SetupStep::kOrganizations : SetupStep::kMap;
  return state.people ? SetupStep::kOpen : SetupStep::kPeople;
}

std::string HrefOf(SetupStep step, std::string_view slug) {
  if (slug.empty()) return step == SetupStep::kCommunity ? "/hub/communities/new" : "";
  if (step == SetupStep::kCommunity) return HomeOf(slug) + "/settings";
  return HomeOf(slug) + "/setup/" + NameOf(step);
}

std::vector<views::Step> StepsOf(const Speaker& speaker, std::string_view slug, const SetupState& state,
                                 SetupStep current) {
  std::vector<views::Step> steps;
  for (const SetupStep step : kSteps) {
    views::Step one;
    one.number = std::to_string(steps.size() + 1);
    one.title = speaker.Say(std::string("communities.setup.step_") + NameOf(step));
    one.href = HrefOf(step, slug);
    one.current = step == current;
    if (!slug.empty() && !one.current && IsDone(state, step)) one.state = speaker.Say("communities.setup.done");
    steps.push_back(std::move(one));
  }
  return steps;
}

std::string MissingText(const Speaker& speaker, const SetupState& state) {
  std::vector<std::string> missing;
  const auto add = [&](bool there, const char* key) {
    if (!there) missing.push_back(speaker.Say(key));
  };
  add(state.map, "communities.missing.map");
  add(state.police, "communities.missing.police");
  add(state.oversight, "communities.missing.oversight");
  add(state.people, "communities.missing.people");
  if (missing.empty()) return "";
  return speaker.Say("communities.missing.list", {{"list", text::Join(missing, ", ")}});
}

std::map<OrganizationId, int64_t> CountPeople(const PageDeps& deps, const CommunityId& community) {
  if (!deps.people) return {};
  auto counts = deps.people(community);
  return counts ? std::move(*counts) : std::map<OrganizationId, int64_t>();
}

}  // namespace concord::communities
