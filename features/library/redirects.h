// Slugs that lead on: a resource that was merged into another one keeps its address, which then leads there for good.
// Such a slug is taken: no other resource gets it until somebody frees it by name (FreeRedirect). SQL stands in
// store_redirects.cc; functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/identity.h"
#include "features/library/library.h"

namespace concord::library {

struct Redirect {
  std::string slug;
  std::string to;  // the slug of where it ends; empty: that resource is gone
  std::string was_id;
  Time created;
};

namespace store {

// `was` leads to `to` from now on, and so does whatever led to `was`.
void PutRedirect(db::Transaction& transaction, const Resource& was, const Id<Resource>& to, Time now);
// The id of the resource where the slug ends, also through several merges; nullopt: no redirect, or an end that is
// gone.
std::optional<std::string> RedirectTarget(db::Session& session, std::string_view slug);
// The same for the id of a resource that was merged away.
std::optional<std::string> MergedInto(db::Session& session, std::string_view id);
// A resource has it, or it leads to one.
bool IsSlugTaken(db::Session& session, std::string_view slug);
bool FreeRedirect(db::Transaction& transaction, std::string_view slug);  // false: there is none
std::vector<Redirect> Redirects(db::Session& session);                   // by slug
// What an import knows merged doubles by: moved_to is where they went. Those whose end is gone are left out.
std::vector<DuplicateFinder::Known> KnownRedirects(db::Session& session);

}  // namespace store
}  // namespace concord::library
