// The body of a request that is too large for memory, in a file without a name: gone with its holder, also when the
// process is killed. Written by one thread at a time, then mapped for reading; after that safe from any thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/core/result.h"

namespace concord::http {

class Spool {
 public:
  // In that folder; empty: the system's own for temporary files. Errors of all: unavailable "error.disk_full", or
  // "error.internal" with the cause.
  static Result<std::unique_ptr<Spool>> Open(const std::string& folder);
  ~Spool();
  Spool(const Spool&) = delete;

  Status Append(std::string_view bytes);
  // After the last Append. The pages of the mapping are the file's: they can be given up when memory is short.
  Status Map();
  // Where another part of this process, or a child that gets it opened, finds it.
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  std::string_view bytes() const { return {mapped_, size_}; }

 private:
  explicit Spool(int file) : file_(file) {}
  int file_;
  size_t size_ = 0;
  char* mapped_ = nullptr;
};

}  // namespace concord::http
