// Time zones, as this machine has them (the package tzdata).
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "features/communities/communities.h"

namespace concord::communities {
namespace {

namespace fs = std::filesystem;
constexpr char kFolder[] = "/usr/share/zoneinfo";

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
}

// "Area/Location", never a path that leaves the folder.
bool IsName(std::string_view name) {
  if (name.empty() || name.size() > 64 || name.front() == '/' || name.back() == '/') return false;
  char before = '/';
  for (const char c : name) {
    if (c == '/' ? before == '/' : !IsNameChar(c)) return false;
    before = c;
  }
  return true;
}

// Beside the zones stand copies of them in other arrangements, and tables.
bool IsOurs(std::string_view name) {
  if (name.starts_with("posix/") || name.starts_with("right/") || name.starts_with("Etc/")) return false;
  return name.find('/') != std::string_view::npos || name == "UTC";
}

bool HoldsRules(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  char magic[4] = {};  // RFC 8536, 3.1
  in.read(magic, 4);
  return in && std::string_view(magic, 4) == "TZif";
}

}  // namespace

bool IsTimeZone(std::string_view name) {
  if (!IsName(name) || name.starts_with("posix/") || name.starts_with("right/")) return false;
  std::error_code error;
  const fs::path file = fs::path(kFolder) / name;
  if (fs::is_regular_file(file, error)) return HoldsRules(file);
  // A machine without tzdata can still keep a community in UTC.
  return name == "UTC";
}

std::vector<std::string> TimeZoneNames() {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(kFolder, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    std::error_code ignored;
    const std::string name = fs::relative(it->path(), kFolder, ignored).string();
    if (it->is_directory(ignored) && (name == "posix" || name == "right" || name == "Etc" || name == "SystemV")) {
      it.disable_recursion_pending();
      continue;
    }
    if (IsName(name) && IsOurs(name) && it->is_regular_file(ignored) && HoldsRules(it->path())) names.push_back(name);
  }
  if (std::find(names.begin(), names.end(), "UTC") == names.end()) names.push_back("UTC");
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace concord::communities
