// "What needs you today": what this feature itself has to say on that page, and how answers are put in order. Other
// features give their TodaySource to the composition root. Safe from any thread.
#pragma once
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/accounts/pages.h"

namespace concord::accounts {

// Without a place: a second factor that is owed, few recovery codes, a sign-in with another device in the last days,
// failed work for who runs the hub. In a community: invitations that run out soon, people who joined lately, and, for
// its admins, a community without organizations.
std::vector<TodaySource> OwnToday(const PageDeps& deps);

struct TodayAnswers {
  std::optional<Place> place;  // nullopt: of the hub and of oneself
  std::vector<TodayItem> items;
};
// Asks every source once without a place and once for each community of the caller. Within a group the heavier first,
// then what is due sooner; groups by their heaviest item, then by name. Groups without items are left out.
std::vector<TodayAnswers> AskToday(const std::vector<TodaySource>& sources, const Caller& caller,
                                   const std::string& language, const Places& places);

}  // namespace concord::accounts
