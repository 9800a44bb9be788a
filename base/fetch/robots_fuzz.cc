#include <cstddef>
#include <cstdint>

#include "base/fetch/robots.h"

// The first line is a path, the rest a robots.txt.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(all.find('\n'), all.size());
  const auto robots = concord::fetch::Robots::Parse(all.substr(std::min(line + 1, all.size())), "Concord");
  robots.Allows(all.substr(0, std::min<size_t>(line, 2000)));
  return 0;
}
