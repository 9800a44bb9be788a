#include "base/media/orientation.h"

#include <cstdint>

namespace concord::media {
namespace {

constexpr uint16_t kOrientation = 0x0112, kShort = 3;
constexpr size_t kEntry = 12, kMostEntries = 1000;

// Numbers at places of a TIFF structure; 0 beyond its end.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}
  uint32_t Number(size_t at, size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return 0;
    uint32_t number = 0;
    for (size_t i = 0; i < size; ++i)
      number = number << 8 | static_cast<unsigned char>(bytes_[at + (little_ ? size - 1 - i : i)]);
    return number;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

}  // namespace

int OrientationIn(std::string_view bytes) {
  if (!bytes.starts_with(std::string_view("II*\0", 4)) && !bytes.starts_with(std::string_view("MM\0*", 4))) return 1;
  const Tiff tiff(bytes);
  const size_t directory = tiff.Number(4, 4);
  const size_t entries = tiff.Number(directory, 2);
  for (size_t i = 0; i < entries && i < kMostEntries; ++i) {
    const size_t at = directory + 2 + i * kEntry;
    if (tiff.Number(at, 2) != kOrientation || tiff.Number(at + 2, 2) != kShort) continue;
    const uint32_t value = tiff.Number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

std::string TiffWith(int orientation) {
  std::string tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
  tiff[19] = static_cast<char>(orientation);
  return tiff;
}

}  // namespace concord::media
