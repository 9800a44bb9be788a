// All SQL of the library. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/db/database.h"
#include "features/library/library.h"

namespace concord::library::store {

// Resources (store_resources.cc).
std::optional<Resource> FindResource(db::Session& session, std::string_view slug);
std::optional<Resource> FindResourceById(db::Session& session, std::string_view id);
// In no order, at most some hundred; drafts and withdrawn ones too. What is missing is left out.
std::vector<Resource> FindResourcesById(db::Session& session, const std::vector<std::string>& ids);
void InsertResource(db::Transaction& transaction, const Resource& resource);
void UpdateResource(db::Transaction& transaction, const Resource& resource);
// `at`: when harvesters shall see it as gone.
void DeleteResource(db::Transaction& transaction, std::string_view id, Time at);
void ForEachResource(db::Session& session, const std::function<bool(const Resource&)>& each);
std::vector<std::string> ResourceIds(db::Session& session);  // of published and superseded ones, sorted

// What is new on this hub, by when readers could see it first (store_shown.cc). A resource keeps that time when it is
// withdrawn and shown again.
void MarkShown(db::Transaction& transaction, const Resource& resource);
struct Shown {
  std::string id, slug;
  Time at;
};
struct ShownRange {
  Time after, until;                // `until` belongs to it, `after` does not
  std::vector<std::string> topics;  // of any of them; empty: all there is
};
// The latest first. Superseded ones are left out: what took their place is news.
std::vector<Shown> LatestShown(db::Session& session, const ShownRange& range, size_t limit, size_t offset = 0);
int64_t CountShown(db::Session& session, const ShownRange& range);

// Rows for lists (store_lists.cc).
std::vector<ResourceRow> RowsOfSlugs(db::Session& session, const std::vector<std::string>& slugs);
std::vector<std::pair<std::string, Time>> Addresses(db::Session& session);
Counts Count(db::Session& session);

// What an import compares records with: every resource's identifying keys (store_resources.cc).
struct Identity {
  std::string id, slug, doi, url_key, title_key, first_author;
  std::optional<int> year;
};
std::vector<Identity> Identities(db::Session& session);

// What a harvester sees (store_harvest.cc): every resource but drafts, withdrawn ones and tombstones as gone, in order
// of change and, within a millisecond, of id. The order is an index's, so that a batch costs the same wherever it is.
struct Place {
  Time changed;
  std::string id;
  auto operator<=>(const Place&) const = default;
};
struct Harvested {
  Place place;
  bool gone = false;
};
struct HarvestRange {
  Time from, until;                 // both belong to it
  std::vector<std::string> topics;  // of any of them; empty: all there is
};
// The first `limit` after `after`, which is {range.from, ""} at first.
std::vector<Harvested> HarvestAfter(db::Session& session, const HarvestRange& range, const Place& after, size_t limit);
int64_t CountHarvest(db::Session& session, const HarvestRange& range);
std::optional<Harvested> FindHarvested(db::Session& session, std::string_view id);
// No place is earlier; nullopt where there is none.
std::optional<Time> EarliestChange(db::Session& session);
// The topics that a resource or a tombstone has, by id; at most some hundred ids.
std::unordered_map<std::string, std::vector<std::string>> TopicsOf(db::Session& session,
                                                                   const std::vector<Harvested>& harvested);
// Marks as gone what readers may have seen: nothing for a draft, whose tombstone, if it has one, stays as it is.
// Before the resource's own rows change.
void LeaveTombstone(db::Transaction& transaction, std::string_view id, Time at);
void DropTombstone(db::Transaction& transaction, std::string_view id);

// Vocabulary, modules, sites, collections (store_catalog.cc). Put replaces what has the same slug.
std::vector<Term> Terms(db::Session& session);
std::vector<Module> Modules(db::Session& session);
std::vector<Site> Sites(db::Session& session);
std::vector<Collection> Collections(db::Session& session);
void PutTerm(db::Transaction& transaction, const Term& term, int position);
void PutModule(db::Transaction& transaction, const Module& module, int position);
void PutSite(db::Transaction& transaction, const Site& site, int position);
// Returns the slugs that name no resource; those are left out.
std::vector<std::string> PutCollection(db::Transaction& transaction, const Collection& collection, int position);

}  // namespace concord::library::store
