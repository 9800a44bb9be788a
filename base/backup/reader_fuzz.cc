// A backup's file comes from outside: no bytes may do more than be refused. The checksum in the end keeps most inputs
// from getting far, so the parts behind it are also asked alone.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "base/backup/stream.h"

namespace {

void ReadAsFile(std::string_view bytes) {
  const int file = memfd_create("backup", MFD_CLOEXEC);
  if (file < 0 || write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) __builtin_trap();
  if (auto in = concord::backup::InputFile::Open("/proc/self/fd/" + std::to_string(file))) {
    concord::backup::Visitor visitor;
    visitor.row = [](size_t, std::vector<concord::db::Value::Held>) -> concord::Status { return {}; };
    (void)concord::backup::ReadThrough(*in, visitor);
  }
  close(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ReadAsFile(bytes);
  if (const auto header = concord::backup::ReadHeader(bytes)) {
    // What was read once reads the same again.
    const std::string json = concord::backup::ToJson(*header);
    const auto again = concord::backup::ReadHeader(json);
    if (!again || concord::backup::ToJson(*again) != json) __builtin_trap();
  }
  if (size > 0) (void)concord::backup::ReadRow(bytes.substr(1), bytes[0] & 15);
  return 0;
}
