// What communities and organizations need of whom.
#include "features/communities/routes.h"
#include "features/communities/setup.h"

namespace concord::communities {
namespace {

using accounts::Action;
using accounts::TodayItem;

constexpr size_t kMost = 8;  // of a kind: a list that nobody reads to its end helps nobody

class Asking {
 public:
  Asking(const Communities& communities, const Speaker& speaker, const PeopleCounts& people,
         const Administered& administered, const accounts::TodayQuestion& question)
      : communities_(communities),
        speaker_(speaker),
        people_(people),
        administered_(administered),
        question_(question) {}

  // For who makes communities: that there is none, those that are being prepared and are not one's own (those are told
  // in their place), and those that nobody looks after.
  std::vector<TodayItem> OnHub() const {
    std::vector<TodayItem> items;
    if (!question_.caller.May(Action::kCommunityCreate)) return items;
    const auto all = communities_.All();
    if (!all) return items;
    if (all->empty()) {
      return {{speaker_.Say("communities.today.no_community"), speaker_.Say("communities.today.no_community_do"),
               "/hub/communities/new", std::nullopt, 20}};
    }
    const auto administered = administered_();
    for (const auto& c : *all) {
      if (items.size() >= kMost) break;
      if (c.state == "preparing" && !question_.caller.BelongsTo(c.id)) {
        if (auto item = Preparing(c)) items.push_back(std::move(*item));
      }
      if (c.state == "open" && administered && !administered->contains(c.id)) {
        items.push_back({speaker_.Say("communities.today.no_admin", {{"name", c.name}}),
                         speaker_.Say("communities.today.no_admin_do"), HomeOf(c.slug) + "/organizations", std::nullopt,
                         20});
      }
    }
    return items;
  }

  std::vector<TodayItem> In(const accounts::Place& place) const {
    std::vector<TodayItem> items;
    if (!place.open && question_.caller.May(Action::kCommunityEdit, place.id)) {
      if (const auto c = communities_.Find(place.slug); c && c->state == "preparing") {
        if (auto item = Preparing(*c)) items.push_back(std::move(*item));
      }
    }
    const auto organizations = communities_.Organizations(place.id);
    if (!organizations) return items;
    const auto people = Count(place.id);
    for (const auto& o : *organizations) {
      if (items.size() >= kMost) break;
      const std::string href = OrganizationHref(place.slug, o.slug);
      const bool reachable = !(o.contact_email + o.contact_phone + o.contact_address + o.website).empty();
      if (!reachable && question_.caller.May(Action::kOrganizationEdit, place.id, o.id)) {
        items.push_back({speaker_.Say("communities.today.no_contact", {{"name", o.name}}),
                         speaker_.Say("communities.today.no_contact_do"), href + "/edit", std::nullopt, 10});
      }
      const auto count = people.find(o.id);
      const bool alone = people_ && (count == people.end() || count->second == 0);
      if (alone && question_.caller.May(Action::kPeopleInvite, place.id, o.id)) {
        items.push_back({speaker_.Say("communities.today.no_people", {{"name", o.name}}),
                         speaker_.Say("communities.today.no_people_do"), href + "/people", std::nullopt, 10});
      }
    }
    return items;
  }

 private:
  std::optional<TodayItem> Preparing(const Community& c) const {
    const auto organizations = communities_.Organizations(c.id);
    if (!organizations) return std::nullopt;
    const std::string missing = MissingText(speaker_, SetupStateOf({c, {}, *organizations}, Count(c.id)));
    return TodayItem{speaker_.Say("communities.today.preparing", {{"name", c.name}}),
                     missing.empty() ? speaker_.Say("communities.today.ready") : missing, HomeOf(c.slug) + "/setup",
                     std::nullopt, 20};
  }

  std::map<OrganizationId, int64_t> Count(const CommunityId& community) const {
    if (!people_) return {};
    auto counts = people_(community);
    return counts ? std::move(*counts) : std::map<OrganizationId, int64_t>();
  }

  const Communities& communities_;
  const Speaker& speaker_;
  const PeopleCounts& people_;
  const Administered& administered_;
  const accounts::TodayQuestion& question_;
};

}  // namespace

accounts::TodaySource Today(const Communities& communities, const i18n::Catalog& catalog, PeopleCounts people,
                            Administered administered) {
  return [&communities, &catalog, people = std::move(people),
          administered = std::move(administered)](const accounts::TodayQuestion& question) {
    const Speaker speaker(catalog, question.language);
    const Asking asking(communities, speaker, people, administered, question);
    return question.place ? asking.In(*question.place) : asking.OnHub();
  };
}

}  // namespace concord::communities
