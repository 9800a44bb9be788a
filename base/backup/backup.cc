#include "base/backup/backup.h"

#include <algorithm>

namespace concord::backup {
namespace {

// The migrations stand in the header.
bool IsCarried(const std::string& table) { return table != "schema_migration"; }

Result<std::vector<Table>> TablesOf(const db::Schema& schema) {
  std::vector<Table> tables;
  for (const std::string& name : db::InOrderOfDependence(schema)) {
    if (!IsCarried(name)) continue;
    tables.push_back({name, schema.at(name).columns});
    for (const auto& column : tables.back().columns) {
      const bool known =
          column.type == "text" || column.type == "bigint" || column.type == "double" || column.type == "bytes";
      if (!known)
        return Fail(ErrorKind::kInvalid, "backup.type",
                    {{"table", name}, {"column", column.name}, {"type", column.type}});
    }
  }
  return tables;
}

std::string SelectAll(const Table& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  std::string sql = "SELECT " + db::QuotedList(names) + " FROM " + db::Quoted(table.name);
  // Changes lead search indexes, which are built anew; what is attached to them (the journal's entries) stands nowhere
  // else until it is taken up.
  if (table.name == "outbox") sql += " WHERE length(attached) > 0";
  return sql;
}

Result<Header> Describe(db::Session& session, const About& about, const Clock& clock) {
  auto tables = TablesOf(db::ReadSchema(session));
  if (!tables) return std::unexpected(tables.error());
  return Header{about.program,
                session.dialect(),
                clock.Now(),
                about.hub_name,
                about.base_url,
                about.settings,
                about.key,
                db::RecordedMigrations(session),
                db::ReadCounters(session),
                std::move(*tables)};
}

Status MustHoldAHub(db::Database& database) {
  return database.Read([](db::Session& session) -> Status {
    if (db::ReadSchema(session).contains("schema_migration")) return {};
    return Fail(ErrorKind::kNotFound, "backup.no_hub");
  });
}

// PostgreSQL: lets no migration begin, and none be half done, as long as the backup reads. A table that was rewritten
// after the snapshot was taken would look empty from it, so this comes before the first query, which takes the
// snapshot.
void HoldSchema(db::Session& session) {
  if (session.dialect() == db::Dialect::kPostgres) session.Script("LOCK TABLE schema_migration IN SHARE MODE");
}

// One snapshot: a database's Read is one.
class Snapshot {
 public:
  Snapshot(db::Session& session, OutputFile& out, const std::function<void(const Progress&)>& progress)
      : session_(session), out_(out), writer_(out), progress_(progress) {}

  Result<Made> Run(Header header) {
    Made made{std::move(header)};
    if (auto status = writer_.Begin(made.header); !status) return std::unexpected(status.error());
    for (size_t i = 0; i < made.header.tables.size(); ++i) {
      if (auto status = WriteTable(i, made.header.tables); !status) return std::unexpected(status.error());
    }
    auto digest = writer_.End();
    if (!digest) return std::unexpected(digest.error());
    made.digest = *digest;
    made.rows = writer_.rows();
    made.bytes = out_.size();
    return made;
  }

 private:
  Status WriteTable(size_t number, const std::vector<Table>& tables) {
    const Table& table = tables[number];
    const auto tell = [&] {
      if (progress_) progress_({table.name, number + 1, tables.size(), writer_.rows(), out_.size()});
    };
    tell();
    if (auto status = writer_.BeginTable(number, table.columns); !status) return status;
    Status written;
    int64_t rows = 0;
    session_.ForEach(SelectAll(table), {}, [&](const db::Row& row) {
      written = writer_.Row(row);
      if (++rows % 10000 == 0) tell();
      return written.has_value();
    });
    return written ? writer_.EndTable() : written;
  }

  db::Session& session_;
  OutputFile& out_;
  Writer writer_;
  const std::function<void(const Progress&)>& progress_;
};

}  // namespace

Result<Made> Write(db::Database& database, const std::string& file, IfThere if_there, const About& about,
                   const Clock& clock, const std::function<void(const Progress&)>& progress) {
  if (auto status = MustHoldAHub(database); !status) return std::unexpected(status.error());
  auto out = OutputFile::Open(file, if_there);
  if (!out) return std::unexpected(out.error());
  auto made = database.Read([&](db::Session& session) -> Result<Made> {
    if (auto status = out->Restart(); !status) return std::unexpected(status.error());  // after a lost connection
    HoldSchema(session);
    auto header = Describe(session, about, clock);
    if (!header) return std::unexpected(header.error());
    return Snapshot(session, *out, progress).Run(std::move(*header));
  });
  if (!made) return made;
  if (auto status = out->Finish(); !status) return std::unexpected(status.error());
  return made;
}

Result<std::map<std::string, int64_t>> WhatStands(db::Database& database) {
  return database.Read([](db::Session& session) -> Result<std::map<std::string, int64_t>> {
    std::map<std::string, int64_t> rows;
    for (const auto& [name, _] : db::ReadSchema(session)) {
      if (!IsCarried(name) || name == "setting" || name == "outbox") continue;
      const int64_t count = session.One("SELECT count(*) FROM " + db::Quoted(name))->Int(0);
      if (count > 0) rows[name] = count;
    }
    return rows;
  });
}

}  // namespace concord::backup
