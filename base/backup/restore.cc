#include <algorithm>
#include <optional>
#include <set>

#include "base/backup/backup.h"
#include "base/db/outbox.h"

namespace concord::backup {
namespace {

// Whether this program can build the schema of the backup's day.
Status CheckSchemaOf(const Header& header, const std::string& file, std::span<const embed::File> migrations) {
  auto known = db::KnownMigrations(migrations, header.engine);
  if (!known) return std::unexpected(known.error());
  for (const auto& recorded : header.migrations) {
    const auto found = std::ranges::find(*known, recorded.name, &db::KnownMigration::name);
    if (found == known->end())
      return Fail(ErrorKind::kInvalid, "backup.newer_schema",
                  {{"file", file}, {"migration", recorded.name}, {"program", header.program}});
    if (found->digest != recorded.digest)
      return Fail(ErrorKind::kInvalid, "backup.schema_edited", {{"file", file}, {"migration", recorded.name}});
  }
  return {};
}

class Restorer {
 public:
  Restorer(db::Transaction& transaction, const std::string& file, const Restoring& restoring, const Clock& clock,
           Random& random)
      : t_(transaction), file_(file), restoring_(restoring), clock_(clock), random_(random) {}

  Result<Restored> Run(const Contents& verified) {
    restored_.contents = verified;
    for (const auto step : {&Restorer::Rebuild, &Restorer::Fill, &Restorer::Count, &Restorer::BringForward,
                            &Restorer::Settle, &Restorer::Check}) {
      if (auto status = (this->*step)(); !status) return std::unexpected(status.error());
    }
    return std::move(restored_);
  }

 private:
  const Header& header() const { return restored_.contents.header; }

  // The schema of the backup's day, with no rows.
  Status Rebuild() {
    db::DropTables(t_);
    std::vector<std::string> names;
    for (const auto& migration : header().migrations) names.push_back(migration.name);
    if (auto status = db::MigrateWithin(t_, restoring_.migrations, names, clock_); !status) return status;
    schema_ = db::ReadSchema(t_);
    const auto order = db::InOrderOfDependence(schema_);
    for (auto name = order.rbegin(); name != order.rend(); ++name) {
      if (*name != "schema_migration") t_.Execute("DELETE FROM " + db::Quoted(*name));
    }
    return {};
  }

  // The columns of a table as they are here, in the backup's order; nullopt where the table is none of ours.
  Result<std::optional<std::vector<db::Column>>> ColumnsHere(const Table& table) {
    const auto found = schema_.find(table.name);
    if (found == schema_.end()) return std::nullopt;
    std::vector<db::Column> columns;
    for (const auto& column : table.columns) {
      const auto here = std::ranges::find(found->second.columns, column.name, &db::Column::name);
      if (here == found->second.columns.end() || here->type != column.type)
        return DoesNotFit("the column " + table.name + "." + column.name + " is not what it is here");
      columns.push_back(*here);
    }
    if (columns.size() != found->second.columns.size()) return DoesNotFit("columns of " + table.name + " are missing");
    return columns;
  }

  Status BeginTable(size_t number) {
    insert_.reset();
    const Table& table = header().tables[number];
    auto columns = ColumnsHere(table);
    if (!columns) return std::unexpected(columns.error());
    if (*columns) {
      insert_.emplace(t_, table.name, std::move(**columns));
    } else if (restored_.contents.rows[number] > 0) {
      restored_.left_out[table.name] = restored_.contents.rows[number];
    }
    return {};
  }

  Status Fill() {
    auto in = InputFile::Open(file_);
    if (!in) return std::unexpected(in.error());
    db::LiftedForeignKeys lifted(t_);
    Visitor visitor;
    visitor.header = [&](const Header& again) -> Status {
      // Every byte is compared by the digest in the end; the tables are needed at once.
      return ToJson(again) == ToJson(header()) ? Status() : Changed();
    };
    visitor.table = [&](size_t number) { return BeginTable(number); };
    visitor.row = [&](size_t, std::vector<db::Value::Held> values) -> Status {
      if (insert_) insert_->Add(std::move(values));
      return {};
    };
    visitor.table_end = [&](size_t) -> Status {
      if (insert_) insert_->Flush();
      return {};
    };
    visitor.progress = restoring_.progress;
    const auto contents = ReadThrough(*in, visitor);
    if (!contents && contents.error().key == "backup.does_not_fit") return std::unexpected(contents.error());
    if (!contents || contents->digest != restored_.contents.digest) return Changed();
    lifted.PutBack();
    db::RaiseCounters(t_, header().counters);
    return {};
  }

  Status Count() {
    for (size_t i = 0; i < header().tables.size(); ++i) {
      const std::string& name = header().tables[i].name;
      if (!schema_.contains(name)) continue;
      const int64_t here = t_.One("SELECT count(*) FROM " + db::Quoted(name))->Int(0);
      if (here != restored_.contents.rows[i])
        return DoesNotFit(name + " holds " + std::to_string(here) + " rows of " +
                          std::to_string(restored_.contents.rows[i]));
    }
    return {};
  }

  Status BringForward() {
    auto known = db::KnownMigrations(restoring_.migrations, t_.dialect());
    if (!known) return std::unexpected(known.error());
    std::set<std::string> had;
    for (const auto& migration : header().migrations) had.insert(migration.name);
    for (const auto& migration : *known) {
      if (!had.contains(migration.name)) restored_.migrated.push_back(migration.name);
    }
    return db::MigrateWithin(t_, restoring_.migrations, restored_.migrated, clock_);
  }

  Status Settle() {
    if (restoring_.settle) {
      if (auto status = restoring_.settle(t_); !status) return status;
    }
    db::BeginAnew(t_, random_);
    return {};
  }

  Status Check() {
    if (t_.dialect() == db::Dialect::kSqlite) {
      // At the commit SQLite would only say that there is a fault, not where.
      if (auto row = t_.One("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1"))
        return Failed(row->Text(0) + " points to a " + row->Text(1) + " that does not exist");
    }
    if (!restoring_.check) return {};
    const auto faults = restoring_.check(t_);
    return faults.empty() ? Status() : Failed(faults.front());
  }

  std::unexpected<Error> DoesNotFit(const std::string& why) const {
    return Fail(ErrorKind::kInvalid, "backup.does_not_fit", {{"file", file_}}, why);
  }
  std::unexpected<Error> Failed(const std::string& what) const {
    return Fail(ErrorKind::kInvalid, "backup.check_failed", {{"file", file_}, {"what", what}});
  }
  std::unexpected<Error> Changed() const { return Fail(ErrorKind::kInvalid, "backup.changed", {{"file", file_}}); }

  db::Transaction& t_;
  const std::string& file_;
  const Restoring& restoring_;
  const Clock& clock_;
  Random& random_;
  Restored restored_;
  db::Schema schema_;
  std::optional<db::BulkInsert> insert_;
};

}  // namespace

Result<Contents> Verify(const std::string& file, const std::function<void(int64_t, int64_t)>& progress) {
  auto in = InputFile::Open(file);
  if (!in) return std::unexpected(in.error());
  Visitor visitor;
  visitor.progress = progress;
  return ReadThrough(*in, visitor);
}

Result<Restored> Restore(db::Database& database, const std::string& file, const Restoring& restoring,
                         const Clock& clock, Random& random) {
  const auto verified = Verify(file, restoring.progress);
  if (!verified) return std::unexpected(verified.error());
  if (auto status = CheckSchemaOf(verified->header, file, restoring.migrations); !status)
    return std::unexpected(status.error());
  if (restoring.accept) {
    if (auto status = restoring.accept(verified->header); !status) return std::unexpected(status.error());
  }
  if (!restoring.replace) {
    const auto standing = WhatStands(database);
    if (!standing) return std::unexpected(standing.error());
    if (!standing->empty()) return Fail(ErrorKind::kConflict, "backup.not_empty");
  }
  auto restored = database.Write([&](db::Transaction& t) -> Result<Restored> {
    return Restorer(t, file, restoring, clock, random).Run(*verified);
  });
  // The rows broke a rule of the schema: the file is whole, but not of this schema.
  const bool broken =
      !restored && (restored.error().kind == ErrorKind::kConflict || restored.error().kind == ErrorKind::kInternal ||
                    restored.error().key == "error.text_invalid");
  if (broken) return Fail(ErrorKind::kInvalid, "backup.does_not_fit", {{"file", file}}, restored.error().cause);
  return restored;
}

}  // namespace concord::backup
