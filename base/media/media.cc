#include "base/media/media.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/core/text.h"

namespace concord::media {
namespace {

using std::string_view;

constexpr size_t kPdfHead = 1024;  // bytes in which "%PDF-" must stand, as readers of PDFs have it

// 0x80 to 0x9F of Windows-1252 (WHATWG Encoding, index-windows-1252); 0: no character.
constexpr std::array<uint16_t, 32> kWindows = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace

std::optional<std::string> PlainText(string_view bytes) {
  const auto is_control = [](unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
  };
  if (std::ranges::any_of(bytes, is_control)) return std::nullopt;
  if (text::IsValidUtf8(bytes)) return std::string(bytes);
  std::string out;
  for (const char one : bytes) {
    const auto c = static_cast<unsigned char>(one);
    if (c < 0x80) {
      out += one;
      continue;
    }
    const uint32_t point = c < 0xA0 ? kWindows[c - 0x80] : c;
    if (point == 0) return std::nullopt;
    text::AppendUtf8(out, point);
  }
  return out;
}

std::optional<Kind> KindOf(string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return Kind::kJpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Kind::kPng;
  if (bytes.starts_with("%PDF-")) return Kind::kPdf;
  if (!bytes.empty() && PlainText(bytes)) return Kind::kText;  // also one that speaks of "%PDF-"
  if (bytes.substr(0, kPdfHead).find("%PDF-") != string_view::npos) return Kind::kPdf;
  return std::nullopt;
}

}  // namespace concord::media
