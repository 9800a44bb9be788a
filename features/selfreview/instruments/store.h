// The SQL of instruments that were imported. Functions work inside the caller's session or transaction and throw
// db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview::sql {

struct ImportedRow {
  std::string slug;
  int version = 0;
  std::string digest;  // of its files
  std::string added_by;
  Time added;
};
std::vector<ImportedRow> ImportedInstruments(db::Session& session);  // by slug and version
std::optional<ImportedRow> FindImported(db::Session& session, std::string_view slug, int version);
std::vector<SourceFile> FilesOfImported(db::Session& session, std::string_view slug, int version);  // by name

// As FindImported. Until the transaction ends nobody changes or removes it; kReplace: and nobody else holds it.
enum class Hold { kUse, kReplace };
std::optional<ImportedRow> HoldImported(db::Transaction& t, std::string_view slug, int version, Hold hold);
// False: that version is there already.
bool InsertImported(db::Transaction& t, const ImportedRow& row, const std::vector<SourceFile>& files);
// The row is held.
void ReplaceImported(db::Transaction& t, const ImportedRow& row, const std::vector<SourceFile>& files);
void DeleteImported(db::Transaction& t, std::string_view slug, int version);

}  // namespace concord::selfreview::sql
