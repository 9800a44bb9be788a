#include <cstdint>

#include "base/media/media.h"
#include "base/media/orientation.h"

namespace concord::media {
namespace {

using std::string_view;

// Markers by their second byte (ITU-T T.81, table B.1).
constexpr unsigned char kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA, kApp0 = 0xE0, kApp1 = 0xE1, kApp14 = 0xEE;
constexpr size_t kJfif = 14, kAdobe = 12;  // bytes of a head that are known

bool StandsAlone(unsigned char marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }
bool IsFrame(unsigned char marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
// Frames, tables, scans: what the picture is decoded from.
bool IsPicture(unsigned char marker) {
  return (marker >= 0xC0 && marker <= 0xCF) || (marker >= kSos && marker <= 0xDF);
}

std::string Segment(unsigned char marker, string_view body) {
  const size_t length = body.size() + 2;
  std::string out{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8), static_cast<char>(length & 0xFF)};
  return out.append(body);
}

class Reader {
 public:
  explicit Reader(string_view bytes) : bytes_(bytes) {}

  bool AtEnd() const { return at_ >= bytes_.size(); }
  // The next marker's second byte; 0: there is none here.
  unsigned char Marker() {
    if (AtEnd() || Byte() != 0xFF) return 0;
    while (!AtEnd() && Byte() == 0xFF) ++at_;  // fill bytes
    return AtEnd() ? 0 : static_cast<unsigned char>(bytes_[at_++]);
  }
  // What follows a marker with a length.
  std::optional<string_view> Body() {
    if (bytes_.size() - at_ < 2) return std::nullopt;
    const size_t length = static_cast<size_t>(Byte()) << 8 | static_cast<unsigned char>(bytes_[at_ + 1]);
    if (length < 2 || bytes_.size() - at_ < length) return std::nullopt;
    const string_view body = bytes_.substr(at_ + 2, length - 2);
    at_ += length;
    return body;
  }
  // Coded data up to the marker that ends them, or to the end.
  string_view Scan() {
    const size_t from = at_;
    for (; at_ < bytes_.size(); ++at_) {
      if (Byte() != 0xFF || at_ + 1 >= bytes_.size()) continue;
      const auto next = static_cast<unsigned char>(bytes_[at_ + 1]);
      if (next != 0 && next != 0xFF && !StandsAlone(next)) break;
    }
    return bytes_.substr(from, at_ - from);
  }

 private:
  unsigned char Byte() const { return static_cast<unsigned char>(bytes_[at_]); }

  string_view bytes_;
  size_t at_ = 0;
};

}  // namespace

std::optional<std::string> StripJpeg(string_view bytes) {
  Reader reader(bytes);
  if (reader.Marker() != kSoi) return std::nullopt;
  std::string jfif, picture;
  int orientation = 1;
  bool framed = false, scanned = false;
  while (!reader.AtEnd()) {
    const unsigned char marker = reader.Marker();
    if (marker == kEoi && scanned) break;
    if (StandsAlone(marker)) continue;
    const auto body = marker == 0 || marker == kEoi || marker == kSoi ? std::nullopt : reader.Body();
    if (!body) {
      if (scanned) break;  // cut off: what came before is shown by every viewer
      return std::nullopt;
    }
    if (IsPicture(marker)) {
      picture += Segment(marker, *body);
      framed = framed || IsFrame(marker);
      if (marker != kSos) continue;
      if (!framed) return std::nullopt;
      scanned = true;
      picture += reader.Scan();
    } else if (marker == kApp0 && jfif.empty() && body->starts_with(string_view("JFIF\0", 5)) &&
               body->size() >= kJfif) {
      jfif = Segment(marker, std::string(body->substr(0, kJfif - 2)) + std::string(2, '\0'));  // no thumbnail
    } else if (marker == kApp1 && body->starts_with(string_view("Exif\0\0", 6))) {
      if (orientation == 1) orientation = OrientationIn(body->substr(6));
    } else if (marker == kApp14 && body->starts_with("Adobe") && body->size() >= kAdobe) {
      picture += Segment(marker, body->substr(0, kAdobe));  // says how colours are coded
    }
  }
  if (!scanned) return std::nullopt;
  std::string out = "\xFF\xD8" + jfif;
  if (orientation != 1) out += Segment(kApp1, std::string("Exif\0\0", 6) + TiffWith(orientation));
  return out + picture + "\xFF\xD9";
}

}  // namespace concord::media
