// concord backup and restore.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/operations.h"
#include "app/plain_database.h"
#include "app/version.h"
#include "base/backup/backup.h"
#include "base/journal/journal.h"
#include "base/journal/settle.h"
#include "features/accounts/sessions.h"
#include "features/library/indexer.h"
#include "features/library/search_schema.h"
#include "migrations_embedded.h"

namespace concord::app {
namespace {

using Json = nlohmann::ordered_json;

std::string Size(int64_t bytes) {
  if (bytes < 10'000) return i18n::FormatNumber("en", bytes) + " bytes";
  if (bytes < 10'000'000) return i18n::FormatNumber("en", bytes / 1000) + " KB";
  return i18n::FormatNumber("en", bytes / 1'000'000) + " MB";
}

// A line on a terminal that is written over; nothing elsewhere.
class ProgressLine {
 public:
  ~ProgressLine() { Clear(); }
  void Show(const std::string& text) {
    if (!terminal_) return;
    std::cerr << "\r\x1b[K" << text << std::flush;
    shown_ = true;
  }
  void Clear() {
    if (std::exchange(shown_, false)) std::cerr << "\r\x1b[K" << std::flush;
  }

 private:
  bool terminal_ = isatty(STDERR_FILENO);
  bool shown_ = false;
};

// What a restored hub should be set to again. Secrets, and what belongs to a machine, stay out.
std::map<std::string, std::string> SettingsToCarry(const Config& config) {
  const auto defaults = ListSettings(Config());
  std::map<std::string, std::string> carried;
  for (const auto& [key, value] : ListSettings(config)) {
    const bool ours = key.starts_with("hub.") || key.starts_with("accounts.") || key == "mail.server" ||
                      key == "mail.user" || key == "mail.from" || key == "mail.tls" || key == "http.behind_tls" ||
                      key == "http.trusted_proxies";
    const auto is_default = std::find(defaults.begin(), defaults.end(), std::pair(key, value)) != defaults.end();
    if (ours && !is_default) carried[key] = value;
  }
  return carried;
}

std::string WhereTheKeyIs(const std::string& key) {
  return key == "file" ? "not inside: keep the file that hub.key_file names beside it" : "inside";
}

Json Describe(const backup::Header& header) {
  return {{"hub", header.hub_name},
          {"address", header.base_url},
          {"made_at", FormatRfc3339(header.made_at)},
          {"program", header.program},
          {"engine", header.engine == db::Dialect::kSqlite ? "sqlite" : "postgresql"},
          {"migrations", header.migrations.size()},
          {"key", header.key}};
}

void Print(const backup::Contents& contents) {
  const auto& header = contents.header;
  std::cout << "Hub        " << header.hub_name << (header.base_url.empty() ? "" : ", " + header.base_url) << "\n"
            << "Made       " << FormatRfc3339(header.made_at) << " by Concord " << header.program << " on "
            << (header.engine == db::Dialect::kSqlite ? "SQLite" : "PostgreSQL") << "\n"
            << "Holds      " << i18n::FormatNumber("en", contents.all_rows()) << " rows in " << header.tables.size()
            << " tables\n"
            << "Key        " << WhereTheKeyIs(header.key) << "\n"
            << "SHA-256    " << contents.digest << "\n";
}

int RunVerify(const Common& common, const std::string& file) {
  ProgressLine line;
  const auto contents = backup::Verify(
      file, [&](int64_t bytes, int64_t all) { line.Show("Checked " + Size(bytes) + " of " + Size(all)); });
  line.Clear();
  if (!contents) {
    Say(contents.error());
    return 1;
  }
  if (common.json) {
    Json out = Describe(contents->header);
    out["ok"] = true;
    out["rows"] = contents->all_rows();
    out["sha256"] = contents->digest;
    for (size_t i = 0; i < contents->rows.size(); ++i)
      out["tables"][contents->header.tables[i].name] = contents->rows[i];
    std::cout << out.dump(2) << "\n";
    return 0;
  }
  std::cout << file << " is whole: every byte is as it was written.\n";
  Print(*contents);
  return 0;
}

// Nobody else may be at work: a server would go on with pages and an index of what is gone.
Result<std::unique_ptr<search::Writer>> HoldIndex(const Config& config) {
  const std::string folder = config.data_dir + "/search";
  auto writer = search::Writer::Open(folder, library::SearchSchema(), {});
  if (writer) return writer;
  if (writer.error().key == "search.locked") return Fail(ErrorKind::kConflict, "backup.server_runs");
  return nullptr;  // damaged, or of another version: it is built afresh anyway
}

Status MustBeAlone(db::Database& database) {
  if (database.dialect() == db::Dialect::kSqlite) return {};
  return database.Read([](db::Session& s) -> Status {
    const auto others = s.One(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'concord'");
    if (others && others->Int(0) > 0) return Fail(ErrorKind::kConflict, "backup.server_runs");
    return {};
  });
}

// What a restore would put an end to, exactly. False: it must not begin.
bool MayReplace(const std::map<std::string, int64_t>& standing, const std::string& where, bool force) {
  if (standing.empty()) return true;
  int64_t rows = 0;
  std::string tables;
  for (const auto& [table, count] : standing) {
    rows += count;
    tables += "  " + table + ": " + i18n::FormatNumber("en", count) + "\n";
  }
  std::cerr << (force ? "This replaces what stands in " : "concord: something stands in ") << where << ", "
            << i18n::FormatNumber("en", rows) << " rows:\n"
            << tables;
  if (!force)
    std::cerr << "Nothing was changed. Write a backup of it first, then call this again with --force; or restore "
                 "into an empty folder with --data.\n";
  return force;
}

std::string TomlText(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

// Where no settings stand yet: name and address as they were; the rest to be looked at, since machines differ.
void WriteSettingsIfMissing(const Config& config, const Common& common, const backup::Header& header) {
  const std::string file = common.config_file.empty() ? config.data_dir + "/concord.toml" : common.config_file;
  if (std::filesystem::exists(file)) return;
  const mode_t before = umask(077);
  std::ofstream out(file);
  umask(before);
  out << "# Concord's settings. Every key and its default: docs/operator/configuration.md\n\n[hub]\nname = "
      << TomlText(header.hub_name) << "\nbase_url = " << TomlText(header.base_url) << "\n";
  std::string others;
  for (const auto& [key, value] : header.settings) {
    if (key != "hub.name" && key != "hub.base_url") others += "# " + key + " = " + TomlText(value) + "\n";
  }
  if (!others.empty()) out << "\n# The hub of the backup was set like this too:\n" << others;
  std::cerr << file << " was written with the hub's name and address; look through it before you start the server.\n";
}

Status RebuildIndex(const Common& common) {
  auto config = ReadConfig(common);
  if (!config) return Fail(ErrorKind::kInvalid, "backup.index_left");
  auto hub = OpenHub(*config, Opening::kExisting);
  if (!hub) return std::unexpected(hub.error());
  ProgressLine line;
  auto count = library::Reindex(*(*hub)->library, (*hub)->SearchFolder(),
                                [&](int64_t done) { line.Show("Search index: " + i18n::FormatNumber("en", done)); });
  if (!count) return std::unexpected(count.error());
  return {};
}

int Report(const Common& common, const backup::Restored& restored, const Status& index) {
  if (common.json) {
    Json out = Describe(restored.contents.header);
    out["ok"] = index.has_value();
    out["rows"] = restored.contents.all_rows();
    out["migrated"] = restored.migrated;
    out["left_out"] = restored.left_out;
    std::cout << out.dump(2) << "\n";
  } else {
    std::cout << "Restored " << restored.contents.header.hub_name << " as it stood at "
              << FormatRfc3339(restored.contents.header.made_at) << ": "
              << i18n::FormatNumber("en", restored.contents.all_rows())
              << " rows; journal, references and counts were checked.\n";
    if (!restored.migrated.empty())
      std::cout << "Its schema was brought forward by " << restored.migrated.size() << " migrations.\n";
  }
  for (const auto& [table, rows] : restored.left_out)
    std::cerr << "Not restored: the table " << table << " with " << i18n::FormatNumber("en", rows)
              << " rows, which Concord does not have.\n";
  if (index) return 0;
  Say(index.error());
  std::cerr << "The tables are restored; only what is built from them is not ready. When that is mended, run: concord "
               "reindex\n";
  return 1;
}

}  // namespace

int RunBackup(const Common& common, const OperationArgs& args) {
  const std::string file = args.to_stdout ? "-" : args.file;
  if (file.empty() || (args.to_stdout && !args.file.empty() && args.file != "-")) {
    std::cerr << "concord: name the file to write, or - for standard output\n";
    return 2;
  }
  if (file == "-" && isatty(STDOUT_FILENO)) {
    std::cerr << "concord: a backup is no text for a terminal; name a file, or pass it on to another program\n";
    return 2;
  }
  signal(SIGXFSZ, SIG_IGN);  // a limit on the file's size is an error that can be told
  signal(SIGPIPE, SIG_IGN);
  const auto config = ReadConfig(common);
  if (!config) return 1;
  auto plain = OpenPlainDatabase(*config, IfMissing::kRefuse, "concord-backup");
  if (!plain) {
    Say(plain.error());
    return 1;
  }
  const backup::About about{kVersion, config->hub.name, config->hub.base_url, SettingsToCarry(*config),
                            config->hub.key_file.empty() ? "inside" : "file"};
  ProgressLine line;
  const auto made =
      backup::Write(*(*plain)->database, file, args.force ? backup::IfThere::kReplace : backup::IfThere::kRefuse, about,
                    (*plain)->clock, [&](const backup::Progress& p) {
                      line.Show("Table " + std::to_string(p.number) + " of " + std::to_string(p.tables) + ", " +
                                i18n::FormatNumber("en", p.rows) + " rows, " + Size(p.bytes) + " (" + p.table + ")");
                    });
  line.Clear();
  if (!made) {
    Say(made.error());
    return 1;
  }
  std::ostream& out = file == "-" ? std::cerr : std::cout;
  if (common.json) {
    Json json = Describe(made->header);
    json["file"] = file;
    json["rows"] = made->rows;
    json["bytes"] = made->bytes;
    json["sha256"] = made->digest;
    out << json.dump(2) << "\n";
    return 0;
  }
  out << (file == "-" ? "The backup" : file) << " holds " << i18n::FormatNumber("en", made->rows) << " rows in "
      << made->header.tables.size() << " tables, " << Size(made->bytes) << ".\n";
  if (made->header.key == "file")
    out << "The hub's key is not in it: keep " << config->hub.key_file << " as well, in another place.\n";
  return 0;
}

int RunRestore(const Common& common, const OperationArgs& args) {
  if (args.file == "-") {
    std::cerr << "concord: a backup is read twice before it counts, so restore takes a file\n";
    return 2;
  }
  if (args.verify) return RunVerify(common, args.file);
  signal(SIGXFSZ, SIG_IGN);
  const auto config = ReadConfig(common);
  if (!config) return 1;
  auto plain = OpenPlainDatabase(*config, IfMissing::kMake, "concord-restore");
  if (!plain) {
    Say(plain.error());
    return 1;
  }
  db::Database& database = *(*plain)->database;
  auto index = HoldIndex(*config);
  if (!index) {
    Say(index.error());
    return 1;
  }
  if (auto status = MustBeAlone(database); !status) {
    Say(status.error());
    return 1;
  }
  const auto standing = backup::WhatStands(database);
  if (!standing) {
    Say(standing.error());
    return 1;
  }
  const std::string where = config->database.url == "sqlite" ? config->data_dir : "the PostgreSQL database";
  if (!MayReplace(*standing, where, args.force)) return 1;
  ProgressLine line;
  backup::Restoring restoring{migrations::Files(), args.force};
  restoring.accept = [&](const backup::Header& header) -> Status {
    if (header.key != "file" || !config->hub.key_file.empty()) return {};
    return Fail(ErrorKind::kInvalid, "backup.key_missing", {{"file", args.file}});
  };
  restoring.settle = [](db::Transaction& t) -> Status {
    journal::Settle(t);
    accounts::EndEverySession(t);
    return {};
  };
  restoring.check = [](db::Session& s) { return journal::Verify(s); };
  restoring.progress = [&, last = int64_t{0}, loading = false](int64_t bytes, int64_t all) mutable {
    loading |= bytes < last;
    last = bytes;
    line.Show((loading ? "Restored " : "Checked ") + Size(bytes) + " of " + Size(all));
  };
  const auto restored = backup::Restore(database, args.file, restoring, (*plain)->clock, (*plain)->random);
  line.Clear();
  if (!restored) {
    Say(restored.error());
    return 1;
  }
  WriteSettingsIfMissing(*config, common, restored->contents.header);
  index->reset();
  plain->reset();
  return Report(common, *restored, RebuildIndex(common));
}

}  // namespace concord::app
