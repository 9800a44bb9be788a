// "What needs you today", and what one can do here.
#include <algorithm>
#include <set>

#include "base/zones/zones.h"
#include "features/accounts/pages_people.h"
#include "features/accounts/today.h"

namespace concord::accounts {
namespace {

// Where an action is done; empty: nowhere of its own.
std::string HubHref(Action action) {
  switch (action) {
    case Action::kCommunityCreate:
      return "/hub/communities";
    case Action::kAccountsManage:
      return "/hub/accounts";
    case Action::kHubOperate:
      return "/hub/jobs";
    case Action::kLibraryCurate:
      return "/curation";
    default:
      return "";
  }
}

std::string PlaceHref(Action action, const std::string& base) {
  switch (action) {
    case Action::kCommunityEdit:
      return base + "/settings";
    case Action::kOrganizationAdd:
      return base + "/organizations/new";
    case Action::kJournalRead:
      return base + "/journal";
    default:
      return "";
  }
}

std::string OrganizationHref(Action action, const std::string& base) {
  switch (action) {
    case Action::kOrganizationEdit:
      return base + "/edit";
    case Action::kPeopleView:
      return base + "/people";
    case Action::kPeopleInvite:
      return base + "/people#invite";
    case Action::kProviderEdit:
      return base + "/sign-in-provider";
    default:
      return "";
  }
}

}  // namespace

TodayPages::TodayPages(const PageDeps& deps) : d_(deps), sources_(OwnToday(deps)) {
  sources_.insert(sources_.end(), deps.today.begin(), deps.today.end());
}

std::vector<views::TodayAbility> TodayPages::AbilitiesOf(const Speaker& speaker, const Caller& caller) const {
  const auto words = [&](Action action, const i18n::Params& params = {}) {
    return speaker.Say("accounts.can." + std::string(NameOf(action)), params);
  };
  std::vector<views::TodayAbility> abilities;
  views::TodayAbility hub{speaker.Say("accounts.today.can_hub"), {}};
  for (const Action action : AllActions()) {
    if (caller.May(action) && !HubHref(action).empty()) hub.links.push_back({HubHref(action), words(action)});
  }
  const auto& places = d_.accounts.deps().places;
  std::set<CommunityId> seen;
  for (const Membership& mine : caller.memberships) {
    const auto place = places.Community(mine.community);
    if (!place || !seen.insert(mine.community).second) continue;
    const std::string base = "/c/" + place->slug;
    views::TodayAbility here{place->name, {{base, speaker.Say("accounts.can.see_community")}}};
    for (const Action action : AllActions()) {
      if (!caller.May(action, place->id)) continue;
      if (const auto href = PlaceHref(action, base); !href.empty()) here.links.push_back({href, words(action)});
    }
    if (OwnReach(caller, Action::kPeopleView, place->id, OrganizationId()) >= Reach::kCommunity)
      here.links.push_back({base + "/people", speaker.Say("accounts.can.see_everyone")});
    for (const auto& one : places.OrganizationsOf(place->id)) {
      // Of a whole community's organizations only one's own: the others are a click away.
      const bool own = std::ranges::any_of(caller.memberships, [&](const Membership& m) {
        return m.community == place->id && m.organization == one.id;
      });
      if (!own) continue;
      for (const Action action : AllActions()) {
        const auto href = OrganizationHref(action, base + "/organizations/" + one.slug);
        if (!href.empty() && caller.May(action, place->id, one.id))
          here.links.push_back({href, words(action, {{"organization", one.name}})});
      }
    }
    abilities.push_back(std::move(here));
  }
  if (!hub.links.empty()) abilities.insert(abilities.begin(), std::move(hub));
  abilities.push_back(
      {speaker.Say("accounts.today.can_always"),
       {{"/search", speaker.Say("accounts.can.search")}, {"/me", speaker.Say("accounts.can.profile")}}});
  return abilities;
}

namespace {

std::string LastDay(const std::string& language, Time due, const std::string& zone) {
  return i18n::FormatDate(language, zones::LastDayBefore(due, zone));
}

}  // namespace

http::Response TodayPages::Show(const http::Request& request) const {
  const Speaker speaker(d_.frame, request);
  const Caller& caller = *VisitOf(request).caller;
  const Time now = d_.clock.Now();
  views::TodayPage view;
  view.notes = NotesFor(d_, request);
  view.greeting = speaker.Say("accounts.today.greeting", {{"name", caller.name}});
  for (const auto& group : AskToday(sources_, caller, speaker.language(), d_.accounts.deps().places)) {
    views::TodayGroup shown{group.place ? group.place->name : "", {}};
    const std::string zone = group.place ? group.place->time_zone : "UTC";
    for (const TodayItem& item : group.items) {
      const bool late = item.due && *item.due <= now;
      shown.entries.push_back(
          {item.text, item.detail, item.href,
           item.due ? speaker.Say("accounts.today.due", {{"date", LastDay(speaker.language(), *item.due, zone)}}) : "",
           late});
    }
    view.groups.push_back(std::move(shown));
  }
  view.abilities = AbilitiesOf(speaker, caller);
  return d_.frame.Page(request, MetaOf(speaker.Say("accounts.today.title"), "today"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

}  // namespace concord::accounts
