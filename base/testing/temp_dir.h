// A folder that is empty at first and gone at the end, with all that is in it. One thread.
#pragma once
#include <filesystem>
#include <string>

namespace concord::testing {

class TempDir {
 public:
  TempDir();  // under TMPDIR; throws std::runtime_error where it cannot be made
  ~TempDir();
  TempDir(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // A file of this name inside.
  std::string File(const std::string& name) const { return (path_ / name).string(); }
  // Writes a file inside and returns its path.
  std::string Write(const std::string& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

}  // namespace concord::testing
