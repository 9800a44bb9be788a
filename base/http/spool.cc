#include "base/http/spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace concord::http {
namespace {

std::unexpected<Error> Refused(int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return Fail(ErrorKind::kUnavailable, full ? "error.disk_full" : "error.internal", {},
              std::string("a body could not be put aside: ") + std::strerror(number));
}

}  // namespace

Result<std::unique_ptr<Spool>> Spool::Open(const std::string& folder) {
  const char* temporary = std::getenv("TMPDIR");
  const std::string place = !folder.empty() ? folder : temporary && *temporary ? temporary : "/tmp";
  int file = open(place.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {  // not every file system makes files without a name
    std::string name = place + "/.concord-spool-XXXXXX";
    file = mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) unlink(name.c_str());
  }
  if (file < 0) return Refused(errno);
  return std::unique_ptr<Spool>(new Spool(file));
}

Spool::~Spool() {
  if (mapped_) munmap(mapped_, size_);
  close(file_);
}

Status Spool::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(file_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return Refused(errno);
    size_ += static_cast<size_t>(wrote);
    bytes.remove_prefix(static_cast<size_t>(wrote));
  }
  return {};
}

Status Spool::Map() {
  if (size_ == 0 || mapped_) return {};
  void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
  if (mapped == MAP_FAILED) return Refused(errno);
  mapped_ = static_cast<char*>(mapped);
  madvise(mapped_, size_, MADV_SEQUENTIAL);
  return {};
}

}  // namespace concord::http
