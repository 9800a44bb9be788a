// What every request asks of places, from memory.
#include <algorithm>
#include <unordered_map>

#include "features/communities/store.h"

namespace concord::communities {
namespace {

// Another process's writes are seen this much later at the latest.
constexpr milliseconds kMemoryAge{5000};

}  // namespace

struct Communities::Memory {
  uint64_t version = 0;
  Time read;
  std::unordered_map<std::string, accounts::Place> by_slug;
  std::map<CommunityId, std::string> slugs;
  std::map<CommunityId, std::vector<Named>> organizations;
  std::vector<std::pair<std::string, int64_t>> changes;  // every record with its last change

  bool IsFresh(uint64_t now_version, Time now) const {
    // A clock that was set back would otherwise keep this for as long as it went back.
    return version == now_version && now >= read && now - read < kMemoryAge;
  }
};

std::shared_ptr<const Communities::Memory> Communities::Remember() const {
  const Time now = clock_.Now();
  const uint64_t version = Version();
  std::shared_ptr<const Memory> old;
  {
    std::lock_guard lock(mutex_);
    if (memory_ && memory_->IsFresh(version, now)) return memory_;
    old = memory_;
    // Only age: one request reads again, the others go on with what is known.
    if (old && old->version == version) {
      if (refreshing_) return old;
      refreshing_ = true;
    }
  }
  auto read = database_.Read([&](db::Session& s) -> Result<std::shared_ptr<Memory>> {
    auto memory = std::make_shared<Memory>();
    memory->version = version;
    memory->read = now;
    for (auto& known : store::KnownCommunities(s)) {
      const auto id = CommunityId::Parse(known.community_id).value_or(CommunityId());
      memory->changes.emplace_back(known.community_id, known.updated);
      memory->slugs[id] = known.slug;
      memory->by_slug[known.slug] = {
          id, known.slug, known.name, known.time_zone, store::ReadList(known.languages), known.state == "open"};
    }
    for (auto& known : store::KnownOrganizations(s)) {
      memory->changes.emplace_back(known.organization_id, known.updated);
      if (known.state != "active") continue;
      memory->organizations[CommunityId::Parse(known.community_id).value_or(CommunityId())].push_back(
          {OrganizationId::Parse(known.organization_id).value_or(OrganizationId()), known.slug, known.name,
           known.kind});
    }
    return memory;
  });
  std::lock_guard lock(mutex_);
  refreshing_ = false;
  // While the database is away, what was known serves; the next request asks again.
  if (!read) return memory_ ? memory_ : std::make_shared<const Memory>();
  // Another process wrote: pages that are kept must go too.
  if (old && old->version == version && old->changes != (*read)->changes && Version() == version) {
    (*read)->version = ++version_;
  }
  if (!memory_ || memory_->version <= (*read)->version) memory_ = *read;
  return *read;
}

std::optional<accounts::Place> Communities::FindCommunity(std::string_view slug) const {
  const auto memory = Remember();
  const auto found = memory->by_slug.find(std::string(slug));
  return found == memory->by_slug.end() ? std::nullopt : std::optional(found->second);
}

std::optional<accounts::Place> Communities::Community(const CommunityId& id) const {
  const auto memory = Remember();
  const auto slug = memory->slugs.find(id);
  if (slug == memory->slugs.end()) return std::nullopt;
  return memory->by_slug.at(slug->second);
}

std::vector<Communities::Named> Communities::OrganizationsOf(const CommunityId& id) const {
  const auto memory = Remember();
  const auto found = memory->organizations.find(id);
  return found == memory->organizations.end() ? std::vector<Named>() : found->second;
}

}  // namespace concord::communities
