#include "app/plain_database.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace concord::app {
namespace {

namespace fs = std::filesystem;

Status MakeFolder(const std::string& folder) {
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (error) return Fail(ErrorKind::kUnavailable, "data.no_right", {{"folder", folder}}, error.message());
  if (made) chmod(folder.c_str(), 0750);
  return {};
}

std::string Named(const std::string& url, const std::string& name) {
  if (url == "sqlite" || url.find("application_name=") != std::string::npos) return url;
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "application_name=" + name;
}

}  // namespace

Result<std::unique_ptr<PlainDatabase>> OpenPlainDatabase(const Config& config, IfMissing if_missing,
                                                         const std::string& name) {
  db::Options options;
  options.url = Named(config.database.url, name);
  options.file = config.data_dir + "/concord.db";
  options.readers = 1;
  if (if_missing == IfMissing::kMake) {
    if (auto status = MakeFolder(config.data_dir); !status) return std::unexpected(status.error());
  } else if (options.url == "sqlite" && !fs::exists(options.file)) {
    return Fail(ErrorKind::kNotFound, "data.missing", {{"folder", config.data_dir}});
  }
  auto plain = std::make_unique<PlainDatabase>();
  plain->log = std::make_unique<Log>(plain->clock, STDERR_FILENO, LogLevel::kError);
  auto database = db::Database::Open(options, *plain->log);
  if (!database) return std::unexpected(database.error());
  plain->database = std::move(*database);
  return plain;
}

}  // namespace concord::app
