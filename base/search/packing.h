// How numbers and strings are packed into the index's values. Readers never step over the end: damaged bytes give
// zeros.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace concord::search {

inline void AppendVarint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

inline uint64_t TakeVarint(std::string_view& in) {
  uint64_t value = 0;
  for (int shift = 0; !in.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

inline void AppendString(std::string& out, std::string_view text) {
  AppendVarint(out, text.size());
  out += text;
}

inline std::string_view TakeString(std::string_view& in) {
  const uint64_t size = TakeVarint(in);
  const std::string_view text = in.substr(0, size);
  in.remove_prefix(text.size());
  return text;
}

}  // namespace concord::search
