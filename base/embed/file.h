// A file that was put into the program at build time. Lives as long as the program; any thread may read it.
#pragma once
#include <string_view>

namespace concord::embed {

struct File {
  std::string_view path;  // relative to the folder that was embedded
  std::string_view bytes;
};

}  // namespace concord::embed
