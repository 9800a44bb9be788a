#include "features/selfreview/instruments/store.h"

namespace concord::selfreview::sql {
namespace {

constexpr std::string_view kColumns = "slug, version, digest, added_by, added_at";

ImportedRow FromRow(const db::Row& row) {
  return {row.Text(0), static_cast<int>(row.Int(1)), row.Text(2), row.Text(3), row.At(4)};
}

std::optional<ImportedRow> FindWith(db::Session& session, std::string_view slug, int version, std::string_view lock) {
  const auto row =
      session.One("SELECT " + std::string(kColumns) +
                      " FROM selfreview_instrument WHERE slug = :slug AND version = :version" + std::string(lock),
                  slug, version);
  if (!row) return std::nullopt;
  return FromRow(*row);
}

void InsertFiles(db::Transaction& t, const ImportedRow& row, const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    t.Execute("INSERT INTO selfreview_instrument_file (slug, version, name, bytes) VALUES (:slug, :version, :n, :b)",
              row.slug, row.version, file.name, file.bytes);
  }
}

}  // namespace

std::vector<ImportedRow> ImportedInstruments(db::Session& session) {
  std::vector<ImportedRow> all;
  for (const auto& row :
       session.Query("SELECT " + std::string(kColumns) + " FROM selfreview_instrument ORDER BY slug, version"))
    all.push_back(FromRow(row));
  return all;
}

std::optional<ImportedRow> FindImported(db::Session& session, std::string_view slug, int version) {
  return FindWith(session, slug, version, "");
}

std::vector<SourceFile> FilesOfImported(db::Session& session, std::string_view slug, int version) {
  std::vector<SourceFile> files;
  for (const auto& row : session.Query("SELECT name, bytes FROM selfreview_instrument_file WHERE slug = :slug AND "
                                       "version = :version ORDER BY name",
                                       slug, version))
    files.push_back({row.Text(0), row.Text(1)});
  return files;
}

std::optional<ImportedRow> HoldImported(db::Transaction& t, std::string_view slug, int version, Hold hold) {
  if (t.dialect() != db::Dialect::kPostgres) return FindWith(t, slug, version, "");  // SQLite has one writer
  return FindWith(t, slug, version, hold == Hold::kUse ? " FOR SHARE" : " FOR UPDATE");
}

bool InsertImported(db::Transaction& t, const ImportedRow& row, const std::vector<SourceFile>& files) {
  const int64_t added = t.Execute("INSERT INTO selfreview_instrument (" + std::string(kColumns) +
                                      ") VALUES (:slug, :version, :digest, :by, :at) ON CONFLICT DO NOTHING",
                                  row.slug, row.version, row.digest, row.added_by, row.added);
  if (added == 1) InsertFiles(t, row, files);
  return added == 1;
}

void ReplaceImported(db::Transaction& t, const ImportedRow& row, const std::vector<SourceFile>& files) {
  t.Execute("DELETE FROM selfreview_instrument_file WHERE slug = :slug AND version = :version", row.slug, row.version);
  t.Execute(
      "UPDATE selfreview_instrument SET digest = :digest, added_by = :by, added_at = :at WHERE slug = :slug AND "
      "version = :version",
      row.digest, row.added_by, row.added, row.slug, row.version);
  InsertFiles(t, row, files);
}

void DeleteImported(db::Transaction& t, std::string_view slug, int version) {
  t.Execute("DELETE FROM selfreview_instrument_file WHERE slug = :slug AND version = :version", slug, version);
  t.Execute("DELETE FROM selfreview_instrument WHERE slug = :slug AND version = :version", slug, version);
}

}  // namespace concord::selfreview::sql
