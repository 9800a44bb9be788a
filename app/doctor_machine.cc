#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "app/command.h"
#include "app/doctor.h"

namespace concord::app {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kLeast = int64_t{1} << 30;  // a log, an import and a backup fit into it
constexpr double kLeastDays = 30;

int64_t SizeOf(const std::string& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return error ? 0 : static_cast<int64_t>(size);
}

}  // namespace

std::string SizeInWords(int64_t bytes) {
  if (bytes < 1'000'000) return i18n::FormatNumber("en", (bytes + 999) / 1000) + " KB";
  if (bytes < 10'000'000'000) return i18n::FormatNumber("en", bytes / 1'000'000) + " MB";
  return i18n::FormatNumber("en", bytes / 1'000'000'000) + " GB";
}

std::string TimeInWords(int64_t milliseconds) {
  const int64_t seconds = milliseconds / 1000;
  const auto some = [](int64_t n, const std::string& unit) {
    return std::to_string(n) + " " + unit + (n == 1 ? "" : "s");
  };
  if (seconds < 120) return some(seconds, "second");
  if (seconds < 7200) return some(seconds / 60, "minute");
  if (seconds < 172800) return some(seconds / 3600, "hour");
  return some(seconds / 86400, "day");
}

std::string ErrorInWords(const Error& error) {
  std::string text = InWords(error.key, error.params);
  if (!error.cause.empty()) text += " (" + error.cause + ")";
  return text;
}

Finding ExamineFolder(const Config& config) {
  const std::string& folder = config.data_dir;
  struct stat about {};
  if (stat(folder.c_str(), &about) != 0)
    return {"data folder", Health::kDo, folder + " is not there; make a hub with: concord init --data " + folder};
  if (geteuid() == 0 && about.st_uid != 0)
    return {"data folder", Health::kDo,
            folder +
                " belongs to another user; run commands as that user (sudo -u concord concord doctor), so that "
                "no file becomes root's"};
  if (access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return {"data folder", Health::kDo,
            folder + " cannot be written by this user; give it to Concord's user: chown -R concord " + folder};
  if (about.st_mode & 0007)
    return {"data folder", Health::kDo,
            "everyone on this machine can look into " + folder + "; run: chmod o-rwx " + folder};
  return {"data folder", Health::kOk, folder};
}

Finding ExamineDisk(const Config& config, const Growth& growth) {
  struct statvfs about {};
  if (statvfs(config.data_dir.c_str(), &about) != 0) return {"disk", Health::kSkipped, "the data folder is not there"};
  const int64_t free = static_cast<int64_t>(about.f_bavail) * static_cast<int64_t>(about.f_frsize);
  std::string text = SizeInWords(free) + " free";
  if (free < kLeast) return {"disk", Health::kDo, text + "; make room: a full disk stops every write"};
  if (const int64_t log = SizeOf(config.data_dir + "/concord.db-wal"); log > kLeast)
    return {"disk", Health::kDo,
            text + "; the database's log has grown to " + SizeInWords(log) +
                ": something reads without an end; restart the server"};
  if (config.database.url != "sqlite" || growth.days < 1) return {"disk", Health::kOk, text};
  const double a_day = static_cast<double>(growth.bytes) / growth.days;
  const double lasts = static_cast<double>(free) / a_day;
  text += "; the database has " + SizeInWords(growth.bytes) + " and grew by " +
          SizeInWords(static_cast<int64_t>(a_day)) + " a day";
  if (lasts < kLeastDays)
    return {"disk", Health::kDo, text + ": room for " + std::to_string(std::lround(lasts)) + " days; make room"};
  return {"disk", Health::kOk, text};
}

}  // namespace concord::app
