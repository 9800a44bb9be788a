#include "base/crypto/qr.h"

#include <qrencode.h>

#include <cerrno>
#include <memory>
#include <new>

#include "base/core/text.h"

namespace concord::crypto {
namespace {

constexpr int kQuiet = 4;           // ISO/IEC 18004, 5.3.8: modules left white on each side
constexpr size_t kMaxBytes = 2331;  // version 40, correction M, 8-bit mode

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// One rectangle for each run of black modules in a row.
std::string PathOf(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    const unsigned char* row = code.data + static_cast<ptrdiff_t>(y) * code.width;
    for (int x = 0; x < code.width; ++x) {
      if ((row[x] & 1) == 0) continue;
      const int start = x;
      while (x < code.width && (row[x] & 1) != 0) ++x;
      const std::string length = std::to_string(x - start);
      path += "M" + std::to_string(start + kQuiet) + " " + std::to_string(y + kQuiet) + "h" + length + "v1h-" + length +
              "z";
    }
  }
  return path;
}

}  // namespace

Result<std::string> QrSvg(std::string_view text, std::string_view label) {
  const auto too_long = [] {
    return Fail(ErrorKind::kInvalid, "crypto.qr.length", {{"max", std::to_string(kMaxBytes)}});
  };
  if (text.empty() || text.size() > kMaxBytes) return too_long();
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code && errno == ENOMEM) throw std::bad_alloc();
  if (!code) return too_long();
  const std::string size = std::to_string(code->width + 2 * kQuiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"c-qr\" role=\"img\"";
  if (!label.empty()) svg += " aria-label=\"" + text::EscapeMarkup(label) + "\"";
  svg += " viewBox=\"0 0 " + size + " " + size + "\" shape-rendering=\"crispEdges\">";
  svg += "<rect width=\"" + size + "\" height=\"" + size + "\" fill=\"#fff\"/>";
  return svg + "<path fill=\"#000\" d=\"" + PathOf(*code) + "\"/></svg>";
}

}  // namespace concord::crypto
