#include "features/library/curation/store_entries.h"

#include <algorithm>

#include "features/library/store.h"

namespace concord::library::curation::sql {
namespace {

struct Table {
  const char* name;
  bool has_kind;
};
Table TableOf(EntryKind kind) {
  switch (kind) {
    case EntryKind::kModule:
      return {"library_module", false};
    case EntryKind::kCollection:
      return {"library_collection", false};
    case EntryKind::kSite:
      return {"library_site", false};
    default:
      return {"library_term", true};
  }
}

// "kind = :kind AND slug = :slug", with its values.
std::pair<std::string, std::vector<db::Value>> Where(EntryKind kind, std::string_view slug) {
  if (TableOf(kind).has_kind)
    return {" WHERE kind = :kind AND slug = :slug", {db::Value(NameOf(kind)), db::Value(slug)}};
  return {" WHERE slug = :slug", {db::Value(slug)}};
}

template <typename T>
std::vector<T> OnlyOf(std::vector<T> all, std::string_view slug) {
  std::erase_if(all, [&](const T& one) { return one.slug != slug; });
  return all;
}

int PositionFor(db::Transaction& t, const Entry& entry) {
  const Table table = TableOf(entry.kind);
  const auto [where, values] = Where(entry.kind, entry.Slug());
  const auto there = t.QueryWith("SELECT position FROM " + std::string(table.name) + where, values);
  if (!there.empty()) return static_cast<int>(there.front().Int(0));
  const std::string all = "SELECT COALESCE(MAX(position), -1) + 1 FROM " + std::string(table.name);
  const auto last = table.has_kind ? t.One(all + " WHERE kind = :kind", NameOf(entry.kind)) : t.One(all);
  return static_cast<int>(last->Int(0));
}

std::vector<std::string> ItemsOf(db::Session& session, std::string_view collection) {
  std::vector<std::string> slugs;
  for (const auto& row : session.Query("SELECT r.slug FROM library_collection_item i JOIN library_resource r ON "
                                       "r.id = i.resource_id WHERE i.collection = :slug ORDER BY i.position",
                                       collection))
    slugs.push_back(row.Text(0));
  return slugs;
}

}  // namespace

std::optional<Entry> FindEntry(db::Session& session, EntryKind kind, std::string_view slug) {
  Entry entry;
  entry.kind = kind;
  if (kind == EntryKind::kModule) {
    entry.file.modules = OnlyOf(store::Modules(session), slug);
  } else if (kind == EntryKind::kSite) {
    entry.file.sites = OnlyOf(store::Sites(session), slug);
  } else if (kind == EntryKind::kCollection) {
    entry.file.collections = OnlyOf(store::Collections(session), slug);
    for (auto& collection : entry.file.collections) collection.resources = ItemsOf(session, slug);
  } else {
    entry.file.terms = OnlyOf(store::Terms(session), slug);
    std::erase_if(entry.file.terms, [&](const Term& term) { return term.kind != NameOf(kind); });
  }
  if (entry.file.empty()) return std::nullopt;
  return entry;
}

std::vector<EntryRow> Entries(db::Session& session, EntryKind kind) {
  std::vector<EntryRow> rows;
  if (kind == EntryKind::kModule) {
    for (auto& one : store::Modules(session)) rows.push_back({one.slug, std::move(one.title), 0});
  } else if (kind == EntryKind::kSite) {
    for (auto& one : store::Sites(session)) rows.push_back({one.slug, {{{"en", one.name}}}, 0});
  } else if (kind == EntryKind::kCollection) {
    for (auto& one : store::Collections(session))
      rows.push_back({one.slug, std::move(one.title), static_cast<int64_t>(one.resources.size())});
  } else {
    std::map<std::string, int64_t> counts;
    for (const auto& row : session.Query(
             "SELECT value, COUNT(*) FROM library_resource_term WHERE kind = :kind GROUP BY value", NameOf(kind)))
      counts[row.Text(0)] = row.Int(1);
    for (auto& term : store::Terms(session)) {
      if (term.kind == NameOf(kind)) rows.push_back({term.slug, std::move(term.title), counts[term.slug]});
    }
  }
  return rows;
}

void PutEntry(db::Transaction& t, const Entry& entry) {
  const int position = PositionFor(t, entry);
  for (const auto& term : entry.file.terms) store::PutTerm(t, term, position);
  for (const auto& module : entry.file.modules) store::PutModule(t, module, position);
  for (const auto& site : entry.file.sites) store::PutSite(t, site, position);
  for (const auto& collection : entry.file.collections) store::PutCollection(t, collection, position);
}

void RemoveEntry(db::Transaction& t, EntryKind kind, std::string_view slug) {
  const auto [where, values] = Where(kind, slug);
  t.ExecuteWith("DELETE FROM " + std::string(TableOf(kind).name) + where, values);
}

void LockEntry(db::Transaction& t, EntryKind kind, std::string_view slug) {
  if (t.dialect() != db::Dialect::kPostgres) return;  // SQLite has one writer
  const auto [where, values] = Where(kind, slug);
  t.QueryWith("SELECT slug FROM " + std::string(TableOf(kind).name) + where + " FOR UPDATE", values);
}

int64_t CountUses(db::Session& session, EntryKind kind, std::string_view slug) {
  if (!IsTerm(kind)) return 0;
  int64_t uses =
      session
          .One("SELECT COUNT(*) FROM library_resource_term WHERE kind = :kind AND value = :slug", NameOf(kind), slug)
          ->Int(0);
  if (kind != EntryKind::kTopic) return uses;
  for (const auto& module : store::Modules(session))
    uses += std::ranges::find(module.topics, slug) != module.topics.end();
  return uses;
}

std::vector<std::string> ResourcesUnder(db::Session& session, EntryKind kind, std::string_view slug) {
  std::vector<std::string> ids;
  if (!IsTerm(kind)) return ids;
  for (const auto& row : session.Query(
           "SELECT resource_id FROM library_resource_term WHERE kind = :kind AND value = :slug", NameOf(kind), slug))
    ids.push_back(row.Text(0));
  return ids;
}

std::optional<library::curation::Entries::Item> FindItem(db::Session& session, std::string_view slug) {
  const auto row = session.One("SELECT slug, title, status FROM library_resource WHERE slug = :slug", slug);
  if (!row) return std::nullopt;
  return library::curation::Entries::Item{row->Text(0), row->Text(1),
                                          row->Text(2) == "published" || row->Text(2) == "superseded"};
}

void KeepEntry(db::Transaction& t, EntryKind kind, std::string_view slug, const KeptEntry& kept) {
  t.Execute(
      "INSERT INTO library_list_revision (kind, slug, number, changed_at, actor, action, why, record) "
      "VALUES (:kind, :slug, :number, :changed_at, :actor, :action, :why, :record)",
      NameOf(kind), slug, kept.number, kept.at, kept.actor, kept.action, kept.why, kept.text);
}

std::vector<KeptEntry> EntryHistory(db::Session& session, EntryKind kind, std::string_view slug) {
  std::vector<KeptEntry> all;
  for (const auto& row : session.Query(
           "SELECT number, changed_at, actor, action, why, record FROM library_list_revision WHERE kind = :kind AND "
           "slug = :slug ORDER BY number DESC",
           NameOf(kind), slug))
    all.push_back({row.Int(0), row.At(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)});
  return all;
}

int64_t NewestEntryRevision(db::Session& session, EntryKind kind, std::string_view slug) {
  return session
      .One("SELECT COALESCE(MAX(number), 0) FROM library_list_revision WHERE kind = :kind AND slug = :slug",
           NameOf(kind), slug)
      ->Int(0);
}

}  // namespace concord::library::curation::sql
