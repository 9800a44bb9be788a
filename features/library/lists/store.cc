#include "features/library/lists/store.h"

#include <algorithm>

#include "features/library/store_sql.h"

namespace concord::library::lists::sql {
namespace {

// Lists of people and of communities lie in tables of the same shape; a community's lead with its id.
struct Tables {
  std::string list, item, owner;
};

const Tables& TablesOf(Owner::Kind kind) {
  static const Tables kPerson{"library_list", "library_list_item", "account_id"};
  static const Tables kCommunity{"library_community_list", "library_community_list_item", "community_id"};
  return kind == Owner::Kind::kPerson ? kPerson : kCommunity;
}

std::string Select(const Tables& t, std::string_view rest) {
  return "SELECT l." + t.owner +
         ", l.list_id, l.slug, l.title, l.description, d.visibility, d.token, l.created_at, l.updated_at, "
         "(SELECT count(*) FROM " +
         t.item + " i WHERE i." + t.owner + " = l." + t.owner + " AND i.list_id = l.list_id) FROM " + t.list +
         " l JOIN library_list_directory d ON d.list_id = l.list_id WHERE " + std::string(rest);
}

List FromRow(const db::Row& row, Owner::Kind kind) {
  List list;
  list.owner = {kind, row.Text(0)};
  list.id = row.Text(1);
  list.slug = row.Text(2);
  list.about.title = row.Text(3);
  list.about.description = row.Text(4);
  list.about.visibility = VisibilityNamed(row.Text(5)).value_or(Visibility::kPrivate);
  if (list.about.visibility != Visibility::kPrivate) list.token = row.Text(6);
  list.created = row.At(7);
  list.updated = row.At(8);
  list.size = row.Int(9);
  return list;
}

// The list that a line of the directory (list_id, account, community) names.
std::optional<List> FindListed(db::Session& session, const db::Row& row) {
  const bool person = !row.Text(1).empty();
  const Owner owner{person ? Owner::Kind::kPerson : Owner::Kind::kCommunity, row.Text(person ? 1 : 2)};
  return FindById(session, owner, row.Text(0));
}

db::Value TokenOf(const List& list) { return list.token.empty() ? db::Value(nullptr) : db::Value(list.token); }

}  // namespace

std::vector<List> ListsOf(db::Session& session, const Owner& owner) {
  const Tables& tables = TablesOf(owner.kind);
  std::vector<List> all;
  for (const auto& row : session.Query(
           Select(tables, "l." + tables.owner + " = :owner ORDER BY l.updated_at DESC, l.list_id"), owner.id)) {
    all.push_back(FromRow(row, owner.kind));
  }
  return all;
}

int64_t CountLists(db::Session& session, const Owner& owner) {
  const Tables& tables = TablesOf(owner.kind);
  return session.One("SELECT count(*) FROM " + tables.list + " WHERE " + tables.owner + " = :owner", owner.id)->Int(0);
}

std::optional<List> FindBySlug(db::Session& session, const Owner& owner, std::string_view slug) {
  const Tables& tables = TablesOf(owner.kind);
  const auto row = session.One(Select(tables, "l." + tables.owner + " = :owner AND l.slug = :slug"), owner.id, slug);
  if (!row) return std::nullopt;
  return FromRow(*row, owner.kind);
}

std::optional<List> FindById(db::Session& session, const Owner& owner, std::string_view list_id) {
  const Tables& tables = TablesOf(owner.kind);
  const auto row =
      session.One(Select(tables, "l." + tables.owner + " = :owner AND l.list_id = :id"), owner.id, list_id);
  if (!row) return std::nullopt;
  return FromRow(*row, owner.kind);
}

std::optional<List> FindByToken(db::Session& session, std::string_view token) {
  if (token.empty()) return std::nullopt;
  const auto row = session.One(
      "SELECT list_id, account, community FROM library_list_directory WHERE token = :token AND visibility <> 'private'",
      token);
  return row ? FindListed(session, *row) : std::nullopt;
}

std::vector<List> PublicLists(db::Session& session, size_t limit, size_t offset) {
  std::vector<List> all;
  for (const auto& row :
       session.Query("SELECT list_id, account, community FROM library_list_directory WHERE visibility = 'public' "
                     "ORDER BY updated_at DESC, list_id DESC LIMIT :limit OFFSET :offset",
                     static_cast<uint64_t>(limit), static_cast<uint64_t>(offset))) {
    if (auto list = FindListed(session, row)) all.push_back(std::move(*list));
  }
  return all;
}

std::vector<std::string> SlugsLike(db::Session& session, const Owner& owner, std::string_view beginning) {
  const Tables& tables = TablesOf(owner.kind);
  std::vector<std::string> all;
  // Slugs hold neither "%" nor "_".
  for (const auto& row :
       session.Query("SELECT slug FROM " + tables.list + " WHERE " + tables.owner + " = :owner AND slug LIKE :like",
                     owner.id, std::string(beginning) + "%"))
    all.push_back(row.Text(0));
  return all;
}

void Insert(db::Transaction& t, const List& list) {
  const Tables& tables = TablesOf(list.owner.kind);
  t.Execute("INSERT INTO " + tables.list + " (" + tables.owner +
                ", list_id, slug, title, description, created_at, updated_at) "
                "VALUES (:owner, :id, :slug, :title, :description, :created, :updated)",
            list.owner.id, list.id, list.slug, list.about.title, list.about.description, list.created, list.updated);
  const bool person = list.owner.kind == Owner::Kind::kPerson;
  t.Execute(
      "INSERT INTO library_list_directory (list_id, account, community, visibility, token, updated_at) "
      "VALUES (:id, :account, :community, :visibility, :token, :updated)",
      list.id, person ? list.owner.id : "", person ? "" : list.owner.id, NameOf(list.about.visibility), TokenOf(list),
      list.updated);
}

bool Update(db::Transaction& t, const List& list) {
  const Tables& tables = TablesOf(list.owner.kind);
  if (t.Execute("UPDATE " + tables.list +
                    " SET title = :title, description = :description, updated_at = :updated WHERE " + tables.owner +
                    " = :owner AND list_id = :id",
                list.about.title, list.about.description, list.updated, list.owner.id, list.id) != 1)
    return false;
  t.Execute(
      "UPDATE library_list_directory SET visibility = :visibility, token = :token, updated_at = :updated "
      "WHERE list_id = :id",
      NameOf(list.about.visibility), TokenOf(list), list.updated, list.id);
  return true;
}

void Delete(db::Transaction& t, const List& list) {
  const Tables& tables = TablesOf(list.owner.kind);
  t.Execute("DELETE FROM library_list_directory WHERE list_id = :id", list.id);
  t.Execute("DELETE FROM " + tables.list + " WHERE " + tables.owner + " = :owner AND list_id = :id", list.owner.id,
            list.id);
}

std::vector<ItemRow> ItemsOf(db::Session& session, const List& list) {
  const Tables& tables = TablesOf(list.owner.kind);
  std::vector<ItemRow> items;
  for (const auto& row : session.Query("SELECT resource_id, note FROM " + tables.item + " WHERE " + tables.owner +
                                           " = :owner AND list_id = :id ORDER BY position, resource_id",
                                       list.owner.id, list.id))
    items.push_back({row.Text(0), row.Text(1)});
  return items;
}

void PutItems(db::Transaction& t, const List& list, const std::vector<ItemRow>& before,
              const std::vector<ItemRow>& after) {
  const Tables& tables = TablesOf(list.owner.kind);
  const std::string of = " WHERE " + tables.owner + " = :owner AND list_id = :id AND resource_id = :resource";
  for (const auto& item : before) {
    if (std::ranges::find(after, item.resource_id, &ItemRow::resource_id) != after.end()) continue;
    t.Execute("DELETE FROM " + tables.item + of, list.owner.id, list.id, item.resource_id);
    t.Execute("DELETE FROM library_list_use WHERE resource_id = :resource AND list_id = :id", item.resource_id,
              list.id);
  }
  int64_t position = 0;
  for (const auto& item : after) {
    const auto was = std::ranges::find(before, item.resource_id, &ItemRow::resource_id);
    const bool same_place = was != before.end() && was - before.begin() == position;
    if (was == before.end()) {
      t.Execute("INSERT INTO " + tables.item + " (" + tables.owner +
                    ", list_id, resource_id, position, note) VALUES (:owner, :id, :resource, :position, :note)",
                list.owner.id, list.id, item.resource_id, position, item.note);
      t.Execute("INSERT INTO library_list_use (resource_id, list_id) VALUES (:resource, :id)", item.resource_id,
                list.id);
    } else if (!same_place || was->note != item.note || before.size() != after.size()) {
      // Where something was taken out, places as read may have gaps: each is written.
      t.Execute("UPDATE " + tables.item + " SET position = :position, note = :note" + of, position, item.note,
                list.owner.id, list.id, item.resource_id);
    }
    ++position;
  }
}

std::vector<std::string> ListsHolding(db::Session& session, std::string_view resource_id) {
  std::vector<std::string> ids;
  for (const auto& row :
       session.Query("SELECT list_id FROM library_list_use WHERE resource_id = :resource", resource_id))
    ids.push_back(row.Text(0));
  return ids;
}

std::vector<Use> PublicUses(db::Session& session, const std::vector<std::string>& resource_ids) {
  std::vector<Use> uses;
  if (resource_ids.empty()) return uses;
  const std::vector<db::Value> ids(resource_ids.begin(), resource_ids.end());
  for (const auto& row : session.QueryWith(
           "SELECT u.resource_id, d.list_id, d.account, d.community, COALESCE(c.slug, ''), COALESCE(c.title, p.title), "
           "d.token FROM library_list_use u JOIN library_list_directory d ON d.list_id = u.list_id "
           "LEFT JOIN library_list p ON p.account_id = d.account AND p.list_id = d.list_id "
           "LEFT JOIN library_community_list c ON c.community_id = d.community AND c.list_id = d.list_id "
           "WHERE u.resource_id IN (" +
               store::Placeholders(ids.size()) +
               ") AND d.visibility = 'public' ORDER BY u.resource_id, d.updated_at DESC, d.list_id",
           ids)) {
    uses.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6)});
  }
  return uses;
}

void MoveUses(db::Transaction& t, std::string_view from, std::string_view to) {
  for (const std::string& id : ListsHolding(t, from)) {
    const auto row = t.One("SELECT list_id, account, community FROM library_list_directory WHERE list_id = :id", id);
    const auto list = row ? FindListed(t, *row) : std::nullopt;
    if (!list) continue;
    const auto before = ItemsOf(t, *list);
    auto after = before;
    const auto old = std::ranges::find(after, from, &ItemRow::resource_id);
    const auto there = std::ranges::find(after, to, &ItemRow::resource_id);
    if (old == after.end()) continue;
    if (there == after.end()) {
      old->resource_id = to;
    } else {
      if (there->note.empty()) there->note = old->note;
      after.erase(std::ranges::find(after, from, &ItemRow::resource_id));
    }
    PutItems(t, *list, before, after);
  }
}

}  // namespace concord::library::lists::sql
