// What hangs on a merged resource in the tables of the library's other parts follows it, before its own rows go and
// take with them what refers to them. Left behind are what is looked at anew (the check of its link) and its history.
#include "features/library/queue/store.h"

namespace concord::library::queue::store {
namespace {

// In a list of `owner` ("account_id") that holds both, the kept one's place and note stand.
void MoveListItems(db::Transaction& t, const std::string& table, const std::string& owner, std::string_view from_id,
                   std::string_view to_id) {
  t.Execute("UPDATE " + table + " SET resource_id = :to WHERE resource_id = :from AND NOT EXISTS (SELECT 1 FROM " +
                table + " held WHERE held." + owner + " = " + table + "." + owner + " AND held.list_id = " + table +
                ".list_id AND held.resource_id = :same)",
            to_id, from_id, to_id);
  t.Execute("DELETE FROM " + table + " WHERE resource_id = :from", from_id);
}

}  // namespace

void MoveHangingOn(db::Transaction& t, std::string_view from_id, std::string_view to_id) {
  t.Execute("UPDATE library_document SET resource_id = :to WHERE resource_id = :from", to_id, from_id);
  MoveListItems(t, "library_list_item", "account_id", from_id, to_id);
  MoveListItems(t, "library_community_list_item", "community_id", from_id, to_id);
  t.Execute(
      "UPDATE library_list_use SET resource_id = :to WHERE resource_id = :from AND list_id NOT IN "
      "(SELECT list_id FROM library_list_use WHERE resource_id = :same)",
      to_id, from_id, to_id);
}

}  // namespace concord::library::queue::store
