#include "features/accounts/today.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "features/accounts/invitations.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

constexpr int kLate = 30, kNow = 20, kSoon = 10, kGood = 0;
constexpr int kFewCodes = 3;
constexpr auto kRunsOutSoon = std::chrono::days(3);
constexpr auto kLately = std::chrono::days(7);
constexpr auto kLastDays = std::chrono::days(3);

class Words {
 public:
  Words(const PageDeps& deps, const std::string& language) : catalog_(deps.frame.catalog()), language_(language) {}
  std::string Say(const char* key, const i18n::Params& params = {}) const {
    return catalog_.Text(language_, key, params);
  }
  std::string Count(const char* key, int64_t count, i18n::Params params = {}) const {
    return catalog_.Plural(language_, key, count, std::move(params));
  }
  std::string Date(Time time) const { return i18n::FormatDate(language_, time); }
  std::string Device(const std::string& device) const { return DeviceInWords(catalog_, language_, device); }

 private:
  const i18n::Catalog& catalog_;
  const std::string& language_;
};

std::string PeopleHref(const Place& place, const Places::Named& organization) {
  return "/c/" + place.slug + "/organizations/" + organization.slug + "/people";
}

std::vector<TodayItem> SecondFactorItems(const PageDeps& deps, const TodayQuestion& q) {
  if (q.place) return {};
  const Words words(deps, q.language);
  const auto account = deps.accounts.Find(q.caller.id);
  if (!account) return {};
  if (q.caller.OwesSecondFactor()) {
    return {{words.Say(account->has_second_factor ? "accounts.today.factor_again" : "accounts.today.factor"),
             words.Say("accounts.today.factor_why"), "/me/second-factor", std::nullopt, kLate}};
  }
  if (!account->has_second_factor) return {};
  const auto left = deps.second_factor.CodesLeft(q.caller.id);
  if (!left || *left > kFewCodes) return {};
  return {{words.Count("accounts.today.codes", *left), words.Say("accounts.today.codes_why"), "/me/second-factor",
           std::nullopt, kSoon}};
}

// Another session, begun in the last days, with a device that no older session has.
std::vector<TodayItem> NewDeviceItems(const PageDeps& deps, const TodayQuestion& q) {
  if (q.place) return {};
  const auto sessions = deps.sessions.List(q.caller.id);
  if (!sessions) return {};
  const Words words(deps, q.language);
  std::vector<TodayItem> items;
  const Time since = deps.clock.Now() - kLastDays;
  for (const Session& one : *sessions) {
    if (one.id == q.caller.session_id || one.created < since) continue;
    const bool known = std::ranges::any_of(*sessions, [&](const Session& other) {
      return other.id != one.id && other.device == one.device &&
             (other.id == q.caller.session_id || other.created < one.created);
    });
    if (known) continue;
    items.push_back({words.Say("accounts.today.device", {{"device", words.Device(one.device)}}),
                     words.Say("accounts.today.device_why", {{"date", words.Date(one.created)}}), "/me/sessions",
                     std::nullopt, kNow});
  }
  return items;
}

std::vector<TodayItem> HubItems(const PageDeps& deps, const TodayQuestion& q) {
  if (q.place || !q.caller.May(Action::kHubOperate) || !deps.runner) return {};
  const auto counts = deps.runner->Count();
  if (!counts || counts->failed == 0) return {};
  const Words words(deps, q.language);
  return {{words.Count("accounts.today.failed", counts->failed), words.Say("accounts.today.failed_why"), "/hub/jobs",
           std::nullopt, kLate}};
}

std::vector<TodayItem> InvitationItems(const PageDeps& deps, const TodayQuestion& q) {
  if (!q.place || !q.caller.May(Action::kPeopleInvite, q.place->id) || !deps.invitations) return {};
  const auto open = deps.invitations->Open(q.place->id, std::nullopt);
  if (!open) return {};
  const Words words(deps, q.language);
  std::vector<TodayItem> items;
  for (const auto& organization : deps.accounts.deps().places.OrganizationsOf(q.place->id)) {
    if (!q.caller.May(Action::kPeopleInvite, q.place->id, organization.id)) continue;
    int64_t count = 0;
    std::optional<Time> first;
    for (const Invitation& one : *open) {
      if (one.organization != organization.id || one.expires > deps.clock.Now() + kRunsOutSoon) continue;
      ++count;
      first = first ? std::min(*first, one.expires) : one.expires;
    }
    if (count == 0) continue;
    items.push_back({words.Count("accounts.today.invitations", count, {{"organization", organization.name}}),
                     words.Say("accounts.today.invitations_why"), PeopleHref(*q.place, organization), first, kSoon});
  }
  return items;
}

std::vector<TodayItem> JoinedItems(const PageDeps& deps, const TodayQuestion& q) {
  if (!q.place || !q.caller.May(Action::kPeopleInvite, q.place->id)) return {};
  const auto joined = deps.accounts.deps().database.Read([&](db::Session& session) -> Result<std::vector<sql::Joined>> {
    return sql::JoinedSince(session, q.place->id, deps.clock.Now() - kLately);
  });
  if (!joined) return {};
  const Words words(deps, q.language);
  std::vector<TodayItem> items;
  for (const auto& organization : deps.accounts.deps().places.OrganizationsOf(q.place->id)) {
    if (!q.caller.May(Action::kPeopleInvite, q.place->id, organization.id)) continue;
    std::vector<std::string> names;
    for (const auto& one : *joined) {
      if (one.organization == organization.id && one.account != q.caller.id) names.push_back(one.name);
    }
    if (names.empty()) continue;
    const auto count = static_cast<int64_t>(names.size());
    if (names.size() > 5) names.resize(5);
    items.push_back({words.Count("accounts.today.joined", count, {{"organization", organization.name}}),
                     text::Join(names, ", "), PeopleHref(*q.place, organization), std::nullopt, kGood});
  }
  return items;
}

std::vector<TodayItem> PlaceItems(const PageDeps& deps, const TodayQuestion& q) {
  if (!q.place || !q.caller.May(Action::kOrganizationAdd, q.place->id)) return {};
  if (!deps.accounts.deps().places.OrganizationsOf(q.place->id).empty()) return {};
  const Words words(deps, q.language);
  return {{words.Say("accounts.today.no_organizations"), words.Say("accounts.today.no_organizations_why"),
           "/c/" + q.place->slug + "/organizations/new", std::nullopt, kNow}};
}

}  // namespace

std::vector<TodaySource> OwnToday(const PageDeps& deps) {
  using Maker = std::vector<TodayItem> (*)(const PageDeps&, const TodayQuestion&);
  std::vector<TodaySource> sources;
  for (const Maker maker :
       {&SecondFactorItems, &NewDeviceItems, &HubItems, &InvitationItems, &JoinedItems, &PlaceItems})
    sources.push_back([deps, maker](const TodayQuestion& q) { return maker(deps, q); });
  return sources;
}

std::vector<TodayAnswers> AskToday(const std::vector<TodaySource>& sources, const Caller& caller,
                                   const std::string& language, const Places& places) {
  std::vector<std::optional<Place>> where = {std::nullopt};
  std::set<CommunityId> seen;
  for (const Membership& m : caller.memberships) {
    if (!seen.insert(m.community).second) continue;
    if (auto place = places.Community(m.community)) where.push_back(std::move(place));
  }
  std::vector<TodayAnswers> groups;
  for (auto& place : where) {
    TodayAnswers group{place, {}};
    for (const TodaySource& source : sources) {
      auto items = source({caller, language, place});
      std::ranges::move(items, std::back_inserter(group.items));
    }
    if (group.items.empty()) continue;
    std::ranges::stable_sort(group.items, [](const TodayItem& a, const TodayItem& b) {
      if (a.weight != b.weight) return a.weight > b.weight;
      if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
      return a.due && *a.due < *b.due;
    });
    groups.push_back(std::move(group));
  }
  std::ranges::stable_sort(groups, [](const TodayAnswers& a, const TodayAnswers& b) {
    if (a.items.front().weight != b.items.front().weight) return a.items.front().weight > b.items.front().weight;
    if (a.place.has_value() != b.place.has_value()) return !a.place.has_value();
    return a.place && text::Fold(a.place->name) < text::Fold(b.place->name);
  });
  return groups;
}

}  // namespace concord::accounts
