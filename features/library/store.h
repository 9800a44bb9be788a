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
void InsertResource(db::Transaction& transaction, const Resource& resource);
void UpdateResource(db::Transaction& transaction, const Resource& resource);
void DeleteResource(db::Transaction& transaction, std::string_view id);
void ForEachResource(db::Session& session, const std::function<bool(const Resource&)>& each);
std::vector<std::string> ResourceIds(db::Session& session);  // of published and superseded ones, sorted

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
