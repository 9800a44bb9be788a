#include "base/backup/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace concord::backup {
namespace {

std::unexpected<Error> CannotWrite(const std::string& name, int number) {
  const std::string folder = std::filesystem::path(name).parent_path().string();
  if (number == ENOSPC || number == EDQUOT)
    return Fail(ErrorKind::kUnavailable, "data.full", {{"folder", folder.empty() ? "." : folder}});
  return Fail(ErrorKind::kUnavailable, "backup.cannot_write", {{"file", name}, {"why", std::strerror(number)}});
}

std::unexpected<Error> CannotRead(const std::string& name, int number) {
  return Fail(ErrorKind::kNotFound, "backup.cannot_read", {{"file", name}, {"why", std::strerror(number)}});
}

std::unexpected<Error> Exists(const std::string& name) {
  return Fail(ErrorKind::kConflict, "backup.exists", {{"file", name}});
}

}  // namespace

OutputFile::OutputFile(std::string name, int file, IfThere if_there)
    : name_(std::move(name)), file_(file), if_there_(if_there) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_)),
      file_(std::exchange(other.file_, -1)),
      if_there_(other.if_there_),
      size_(other.size_) {}

OutputFile::~OutputFile() {
  if (file_ < 0 || is_pipe()) return;
  unlink(part().c_str());
  close(file_);
}

Result<OutputFile> OutputFile::Open(const std::string& name, IfThere if_there) {
  if (name == "-") return OutputFile(name, STDOUT_FILENO, if_there);
  std::error_code error;
  const auto status = std::filesystem::status(name, error);
  if (std::filesystem::is_directory(status)) return CannotWrite(name, EISDIR);
  if (std::filesystem::exists(status) && if_there == IfThere::kRefuse) return Exists(name);
  // The lock tells a part that someone is writing from one that a killed backup left.
  const std::string part = name + ".part";
  const int file = open(part.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return CannotWrite(name, errno);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    close(file);
    return Fail(ErrorKind::kConflict, "backup.being_written", {{"file", name}});
  }
  OutputFile out(name, file, if_there);
  if (fchmod(file, 0600) != 0 || ftruncate(file, 0) != 0) return CannotWrite(name, errno);
  return out;
}

std::unexpected<Error> OutputFile::Refusal(int number) const {
  if (is_pipe() && number == EPIPE)
    return Fail(ErrorKind::kUnavailable, "backup.cannot_write",
                {{"file", "standard output"}, {"why", std::strerror(number)}});
  return CannotWrite(name_, number);
}

Status OutputFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Refusal(errno);
    bytes.remove_prefix(static_cast<size_t>(written));
    size_ += written;
  }
  return {};
}

Status OutputFile::Restart() {
  if (size_ == 0) return {};
  if (is_pipe()) return Fail(ErrorKind::kUnavailable, "backup.interrupted");
  if (ftruncate(file_, 0) != 0 || lseek(file_, 0, SEEK_SET) != 0) return Refusal(errno);
  size_ = 0;
  return {};
}

Status OutputFile::Finish() {
  if (is_pipe()) return {};
  if (fsync(file_) != 0) return Refusal(errno);
  const bool replace = if_there_ == IfThere::kReplace;
  if (renameat2(AT_FDCWD, part().c_str(), AT_FDCWD, name_.c_str(), replace ? 0 : RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return Exists(name_);
    // Some file systems know no such rename.
    if (errno != EINVAL || std::filesystem::exists(name_) || rename(part().c_str(), name_.c_str()) != 0)
      return Refusal(errno);
  }
  close(std::exchange(file_, -1));
  const std::string folder = std::filesystem::path(name_).parent_path().string();
  const int above = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (above < 0) return Refusal(errno);
  const bool safe = fsync(above) == 0;
  const int number = errno;
  close(above);
  if (!safe) return Refusal(number);
  return {};
}

Result<InputFile> InputFile::Open(const std::string& name) {
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return CannotRead(name, errno);
  struct stat about {};
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    close(file);
    return CannotRead(name, S_ISDIR(about.st_mode) ? EISDIR : ESPIPE);
  }
  posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  return InputFile(name, file, about.st_size);
}

InputFile::InputFile(InputFile&& other) noexcept
    : name_(std::move(other.name_)), file_(std::exchange(other.file_, -1)), size_(other.size_) {}

InputFile::~InputFile() {
  if (file_ >= 0) close(file_);
}

Result<size_t> InputFile::Read(char* out, size_t size) {
  size_t filled = 0;
  while (filled < size) {
    const ssize_t got = read(file_, out + filled, size - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return CannotRead(name_, errno);
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  return filled;
}

}  // namespace concord::backup
