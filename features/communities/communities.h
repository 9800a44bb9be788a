// Communities (the tenants of a hub), their districts and their organizations. The only header of this feature that
// others include. Safe from any thread; every write is one transaction with its journal entries in that community's
// chain. Whoever calls has asked VisitOf(request) whether it may; operations hold that a record belongs to its
// community.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/id.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/accounts/accounts.h"

namespace concord::communities {

using accounts::CommunityId;
using accounts::OrganizationId;
struct District;
using DistrictId = Id<District>;

// "city", "county", "tribe", "campus", "region", "other".
std::span<const std::string_view> CommunityKinds();
// As the design has them: "police_agency", "oversight_body", "nonprofit", "business", "faith_based", "school",
// "public_health", "tribal_government", "local_government", "private_security", "victim_services",
// "military_installation", "neighborhood_association", "other".
std::span<const std::string_view> OrganizationKinds();
// BCP 47 tags of the languages that forms offer, the most spoken first; each has a message
// "communities.language.<tag>".
std::span<const std::string_view> SpokenLanguages();

// Whether this machine knows rules for a zone of that name ("America/New_York"), and all such names, sorted.
bool IsTimeZone(std::string_view name);
std::vector<std::string> TimeZoneNames();

struct Point {
  double latitude = 0, longitude = 0;  // degrees, WGS 84
};

struct Community {
  CommunityId id;
  std::string slug, name, kind, place, summary, time_zone;
  std::vector<std::string> languages;  // BCP 47
  std::string state;                   // "preparing", "open", "closed"
  std::string boundary;                // a GeoJSON geometry (Polygon or MultiPolygon), or empty
  std::optional<Point> center;
  bool demo = false;
  Time created, updated;
};

struct District {
  DistrictId id;
  std::string slug, name;
  std::string shape;  // as Community::boundary
};

struct Organization {
  OrganizationId id;
  std::string slug, name, kind, summary;
  std::vector<std::string> languages;     // spoken there
  std::vector<std::string> offers;        // "food pantry", "mediation": in their own words
  std::vector<std::string> service_area;  // slugs of districts; empty: the whole community
  std::string contact_name, contact_email, contact_phone, contact_address, website;
  std::string state;  // "active", "ended"
  Time created, updated;
};

// A field that cannot be taken as it is, and why: a message key and its parameters.
struct Fault {
  std::string field, key;
  std::map<std::string, std::string> params = {};
};
// What Create, Edit, AddOrganization and EditOrganization would refuse, all of it, in the order of the form. Pure but
// for the time zone. `districts`: those of the community, for the service area.
std::vector<Fault> Check(const Community& community);
std::vector<Fault> Check(const Organization& organization, std::span<const District> districts);

class Communities final : public accounts::Places {
 public:
  Communities(db::Database& database, const Clock& clock, Random& random);

  // Grows with every write through this object or noticed by Touch: what shared pages depend on.
  uint64_t Version() const { return version_.load(std::memory_order_relaxed); }
  void Touch() { ++version_; }

  std::optional<accounts::Place> FindCommunity(std::string_view slug) const override;
  std::optional<accounts::Place> Community(const CommunityId& id) const override;
  std::vector<Named> OrganizationsOf(const CommunityId& id) const override;

  // Every community of the hub by name. Errors: those of the database.
  Result<std::vector<communities::Community>> All() const;
  Result<communities::Community> Find(std::string_view slug) const;  // not_found
  Result<std::vector<District>> Districts(const CommunityId& id) const;
  Result<std::vector<Organization>> Organizations(const CommunityId& id) const;
  Result<Organization> FindOrganization(const CommunityId& id, std::string_view slug) const;

  // Id and slug are set; a slug that is asked for is kept or refused. It begins as "preparing". Errors: invalid with
  // the key of the first fault and its field in params "field"; conflict "communities.error.slug_taken".
  Result<communities::Community> Create(communities::Community wanted, std::string_view actor);
  Status Edit(const communities::Community& changed,
              std::string_view actor);  // name, kind, place, summary, zone, languages
  Status SetState(const CommunityId& id, std::string_view state, std::string_view actor);
  // A GeoJSON FeatureCollection, Feature or geometry: the boundary, and the districts with their names. Replaces both.
  // Errors: those of ReadMap (geojson.h). A district keeps its id where its address (slug) stays.
  Status SetMap(const CommunityId& id, std::string_view geojson, std::string_view actor);
  Result<Organization> AddOrganization(const CommunityId& id, Organization wanted, std::string_view actor);
  Status EditOrganization(const CommunityId& id, const Organization& changed, std::string_view actor);
  // It is shown no more and takes no part; its records stay.
  Status EndOrganization(const CommunityId& id, const OrganizationId& organization, std::string_view actor);

 private:
  struct Memory;  // what every request asks for: slugs and names
  // Read again when something was written here, and after kMemoryAge for what another process wrote.
  std::shared_ptr<const Memory> Remember() const;
  void Announce(db::Transaction& transaction, const std::string& subject);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  mutable std::atomic<uint64_t> version_ = 1;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Memory> memory_;
  mutable bool refreshing_ = false;
};

}  // namespace concord::communities
