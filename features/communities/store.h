// All SQL of this feature. Functions work inside the caller's session or transaction and throw db::DatabaseError. What
// belongs to a community is found and written under its community_id alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/communities/communities.h"

namespace concord::communities::store {

// Communities (store_communities.cc). Lists carry no boundaries.
std::vector<Community> All(db::Session& session);
std::optional<Community> FindBySlug(db::Session& session, std::string_view slug);
// Locked until the transaction ends.
std::optional<Community> Lock(db::Transaction& transaction, const CommunityId& id);
std::vector<std::string> SlugsLike(db::Session& session, std::string_view base);  // base, and base-...
void Insert(db::Transaction& transaction, const Community& community);
void Update(db::Transaction& transaction, const Community& community);  // all but id, slug, demo, created

// Districts, in their order.
std::vector<District> Districts(db::Session& session, const CommunityId& community);
void ReplaceDistricts(db::Transaction& transaction, const CommunityId& community,
                      const std::vector<District>& districts);

// Organizations (store_organizations.cc).
std::vector<Organization> Organizations(db::Session& session, const CommunityId& community);  // active, by name
std::optional<Organization> FindOrganization(db::Session& session, const CommunityId& community, std::string_view slug);
std::optional<Organization> Lock(db::Transaction& transaction, const CommunityId& community,
                                 const OrganizationId& organization);
std::vector<std::string> SlugsLike(db::Session& session, const CommunityId& community, std::string_view base);
void Insert(db::Transaction& transaction, const CommunityId& community, const Organization& organization);
void Update(db::Transaction& transaction, const CommunityId& community, const Organization& organization);

// What is kept in memory of every community and organization.
struct Known {
  std::string community_id, slug, name, kind, time_zone, languages, state;
  int64_t updated = 0;
};
struct KnownOrganization {
  std::string community_id, organization_id, slug, name, kind, state;
  int64_t updated = 0;
};
std::vector<Known> KnownCommunities(db::Session& session);
std::vector<KnownOrganization> KnownOrganizations(db::Session& session);

std::string WriteList(const std::vector<std::string>& list);  // JSON
std::vector<std::string> ReadList(std::string_view json);

}  // namespace concord::communities::store
