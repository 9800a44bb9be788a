// What several files of the store write SQL with.
#pragma once
#include <cstddef>
#include <string>

namespace concord::library::store {

// ":p0, :p1, ..." for IN lists.
inline std::string Placeholders(size_t count) {
  std::string list;
  for (size_t i = 0; i < count; ++i) list += (i ? ", :p" : ":p") + std::to_string(i);
  return list;
}

}  // namespace concord::library::store
