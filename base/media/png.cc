#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/media/media.h"
#include "base/media/orientation.h"

namespace concord::media {
namespace {

using std::string_view;

constexpr string_view kSignature("\x89PNG\r\n\x1A\n", 8);
constexpr size_t kAround = 12;  // bytes of a chunk beside its data: length, type, checksum
// What a picture is drawn from, moving ones too.
constexpr std::array<string_view, 16> kKept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
                                               "cICP", "sBIT", "bKGD", "pHYs", "hIST", "acTL", "fcTL", "fdAT"};

uint32_t NumberAt(string_view bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::string InBytes(uint32_t number) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
  return out;
}

uint32_t Checksum(string_view bytes) {
  return static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string Chunk(const std::string& type, const std::string& data) {
  return InBytes(static_cast<uint32_t>(data.size())) + type + data + InBytes(Checksum(type + data));
}

}  // namespace

std::optional<std::string> StripPng(string_view bytes) {
  if (!bytes.starts_with(kSignature)) return std::nullopt;
  std::string head(kSignature), data;  // until the first IDAT, and from there
  int orientation = 1;
  bool first = true;
  for (size_t at = kSignature.size(); bytes.size() - at >= kAround;) {
    const uint32_t length = NumberAt(bytes, at);
    if (length > bytes.size() - at - kAround) return std::nullopt;
    const string_view chunk = bytes.substr(at, length + kAround), type = chunk.substr(4, 4);
    if (first && (type != "IHDR" || length != 13)) return std::nullopt;
    first = false;
    if (type == "eXIf") orientation = OrientationIn(chunk.substr(8, length));
    if (std::ranges::find(kKept, type) != kKept.end()) {
      if (Checksum(chunk.substr(4, length + 4)) != NumberAt(chunk, length + 8)) return std::nullopt;
      (data.empty() && type != "IDAT" ? head : data) += chunk;
    }
    at += chunk.size();
    if (type != "IEND") continue;
    if (length != 0 || data.empty()) return std::nullopt;
    return head + (orientation == 1 ? std::string() : Chunk("eXIf", TiffWith(orientation))) + data;
  }
  return std::nullopt;
}

}  // namespace concord::media
