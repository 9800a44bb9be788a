// All SQL of the check of links. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/links/links.h"

namespace concord::library::links::store {

// Whose look is due, those never looked at first; an address that changed counts as never looked at.
std::vector<Link> Due(db::Session& session, Time now, size_t limit);
// Published and superseded resources that have an address.
int64_t CountWithAddress(db::Session& session);
std::map<State, int64_t> CountByState(db::Session& session);
std::vector<Link> List(db::Session& session, const Filter& filter);
// nullopt: no such resource, or it has no address.
std::optional<Link> Find(db::Session& session, std::string_view resource_id);
void Put(db::Transaction& transaction, const Link& link);

}  // namespace concord::library::links::store
