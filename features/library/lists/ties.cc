// The public lists that a resource stands in, for its page.
#include <algorithm>

#include "features/library/lists/routes.h"
#include "features/library/lists/store.h"

namespace concord::library::lists {
namespace {

std::optional<Tie> TieOf(const sql::Use& use, const accounts::Places& places) {
  if (use.community.empty()) return Tie{use.title, "/lists/" + use.token, "", ""};
  const auto id = accounts::CommunityId::Parse(use.community);
  const auto place = id ? places.Community(*id) : std::nullopt;
  if (!place || !place->open) return std::nullopt;  // what is closed is not there
  return Tie{use.title, "/c/" + place->slug + "/lists/" + use.slug, use.community, place->name};
}

}  // namespace

TieSource ListsThatHold(db::Database& database, const accounts::Places& places) {
  const auto of = [&database, &places](const std::vector<const Resource*>& resources) -> Result<TieSource::Cited> {
    std::vector<std::string> ids;
    for (const Resource* resource : resources) ids.push_back(resource->id.ToString());
    const auto uses =
        database.Read([&](db::Session& s) -> Result<std::vector<sql::Use>> { return sql::PublicUses(s, ids); });
    if (!uses) return std::unexpected(uses.error());
    TieSource::Cited cited;
    for (const auto& use : *uses) {
      if (auto tie = TieOf(use, places)) cited[use.resource_id].push_back(std::move(*tie));
    }
    // A community stands behind its lists; a person's come after.
    for (auto& [id, ties] : cited)
      std::ranges::stable_partition(ties, [](const Tie& tie) { return !tie.community_id.empty(); });
    return cited;
  };
  return {"lists.ties.heading", of};
}

}  // namespace concord::library::lists
