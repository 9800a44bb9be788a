// Where a backup goes and where it comes from. One thread each.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/core/result.h"

namespace concord::backup {

enum class IfThere { kRefuse, kReplace };

// A file that appears under its name whole and safe on the disk, or not at all: it is written as "<name>.part", for its
// owner alone (mode 0600), and renamed by Finish. Or standard output, with the name "-".
class OutputFile {
 public:
  // Errors: conflict "backup.exists" {file}, "backup.being_written" {file}; unavailable "backup.cannot_write" {file,
  // why}.
  static Result<OutputFile> Open(const std::string& name, IfThere if_there);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();  // takes the part away, unless it was finished

  // Errors of all three: unavailable "data.full" {folder}, "backup.cannot_write" {file, why}.
  Status Write(std::string_view bytes);
  Status Finish();
  // Back to the beginning; what was written to a pipe cannot be taken back: unavailable "backup.interrupted".
  Status Restart();
  int64_t size() const { return size_; }

 private:
  OutputFile(std::string name, int file, IfThere if_there);
  bool is_pipe() const { return name_ == "-"; }
  std::unexpected<Error> Refusal(int number) const;
  std::string part() const { return name_ + ".part"; }

  std::string name_;
  int file_;
  IfThere if_there_;
  int64_t size_ = 0;
};

class InputFile {
 public:
  // Errors: not_found "backup.cannot_read" {file, why}.
  static Result<InputFile> Open(const std::string& name);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Fills `out` with as many bytes as there are, up to its size; fewer at the end alone. Errors: unavailable
  // "backup.cannot_read".
  Result<size_t> Read(char* out, size_t size);
  const std::string& name() const { return name_; }
  int64_t size() const { return size_; }

 private:
  InputFile(std::string name, int file, int64_t size) : name_(std::move(name)), file_(file), size_(size) {}
  std::string name_;
  int file_;
  int64_t size_;
};

}  // namespace concord::backup
