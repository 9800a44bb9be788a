// The statements that a harvest runs for each batch: apart, so that a test can look at how an engine means to run them.
// CROSS JOIN: SQLite, where nobody ran ANALYZE, could walk all resources for a topic of a few; it keeps this order.
// Columns: when it changed, id, status. Arguments: [topic,] changed and id of the place before, until, limit.
#pragma once
#include <string_view>

namespace concord::library::store {

inline constexpr std::string_view kHarvestAll =
    "SELECT updated_at, id, status FROM library_resource WHERE (updated_at, id) > (:changed, :id) "
    "AND updated_at <= :until AND status <> 'draft' ORDER BY updated_at, id LIMIT :limit";
inline constexpr std::string_view kHarvestTopic =
    "SELECT t.changed_at, t.resource_id, r.status FROM library_resource_term t "
    "CROSS JOIN library_resource r WHERE r.id = t.resource_id AND t.kind = 'topic' AND t.value = :topic "
    "AND (t.changed_at, t.resource_id) > (:changed, :id) AND t.changed_at <= :until AND r.status <> 'draft' "
    "ORDER BY t.changed_at, t.resource_id LIMIT :limit";
inline constexpr std::string_view kHarvestTombstones =
    "SELECT changed_at, resource_id, 'withdrawn' FROM library_tombstone WHERE topic = :topic "
    "AND (changed_at, resource_id) > (:changed, :id) AND changed_at <= :until "
    "ORDER BY changed_at, resource_id LIMIT :limit";

}  // namespace concord::library::store
