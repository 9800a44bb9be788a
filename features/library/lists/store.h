// All SQL of reading lists. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/db/database.h"
#include "features/library/lists/lists.h"

namespace concord::library::lists::sql {

std::vector<List> ListsOf(db::Session& session, const Owner& owner);
int64_t CountLists(db::Session& session, const Owner& owner);
std::optional<List> FindBySlug(db::Session& session, const Owner& owner, std::string_view slug);
std::optional<List> FindById(db::Session& session, const Owner& owner, std::string_view list_id);
std::optional<List> FindByToken(db::Session& session, std::string_view token);
std::vector<List> PublicLists(db::Session& session, size_t limit, size_t offset);
std::vector<std::string> SlugsLike(db::Session& session, const Owner& owner, std::string_view beginning);

void Insert(db::Transaction& t, const List& list);
// False: the list is gone. Holds its row until the transaction ends.
bool Update(db::Transaction& t, const List& list);
void Delete(db::Transaction& t, const List& list);

struct ItemRow {
  std::string resource_id, note;
};
std::vector<ItemRow> ItemsOf(db::Session& session, const List& list);  // in order
// The list has these items afterwards, and no others.
void PutItems(db::Transaction& t, const List& list, const std::vector<ItemRow>& before,
              const std::vector<ItemRow>& after);
std::vector<std::string> ListsHolding(db::Session& session, std::string_view resource_id);

// A public list that a resource stands in.
struct Use {
  std::string resource_id, list_id, account, community, slug, title, token;
};
std::vector<Use> PublicUses(db::Session& session, const std::vector<std::string>& resource_ids);

void MoveUses(db::Transaction& t, std::string_view from, std::string_view to);

}  // namespace concord::library::lists::sql
