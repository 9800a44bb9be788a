#include "base/crypto/qr.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <qrencode.h>

#include <cstdio>
#include <vector>

namespace concord::crypto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Modules = std::vector<std::vector<bool>>;  // rows of black (true) and white

std::string Between(const std::string& text, const std::string& before, const std::string& after) {
  const size_t from = text.find(before);
  if (from == std::string::npos) return "";
  const size_t start = from + before.size();
  return text.substr(start, text.find(after, start) - start);
}

// What the picture shows, quiet zone and all.
Modules Draw(const std::string& svg) {
  const auto size = static_cast<size_t>(std::stoi(Between(svg, "viewBox=\"0 0 ", " ")));
  Modules modules(size, std::vector<bool>(size));
  const std::string path = Between(svg, " d=\"", "\"");
  size_t at = 0;
  while (at < path.size()) {
    unsigned x = 0, y = 0, length = 0, back = 0;
    int read = 0;
    if (std::sscanf(path.c_str() + at, "M%u %uh%uv1h-%uz%n", &x, &y, &length, &back, &read) != 4 || read == 0 ||
        length != back || y >= size || x + length > size) {
      ADD_FAILURE() << "not a run of modules: " << path.substr(at, 40);
      break;
    }
    for (unsigned i = 0; i < length; ++i) modules[y][x + i] = true;
    at += static_cast<size_t>(read);
  }
  return modules;
}

Modules WithoutQuietZone(const Modules& picture) {
  Modules inner;
  for (size_t y = 4; y + 4 < picture.size(); ++y) inner.emplace_back(picture[y].begin() + 4, picture[y].end() - 4);
  return inner;
}

// Whether the module carries no data, in versions 1 to 3 (ISO/IEC 18004, 6.3): finders with separators and format
// information, timing, the alignment pattern.
bool IsFunction(size_t size, size_t x, size_t y) {
  if ((x <= 8 && y <= 8) || (x <= 8 && y >= size - 8) || (x >= size - 8 && y <= 8)) return true;
  if (x == 6 || y == 6) return true;
  return size > 21 && x >= size - 9 && x <= size - 5 && y >= size - 9 && y <= size - 5;
}

bool IsMasked(int mask, size_t x, size_t y) {  // 7.8.2, table 10; i is the row, j the column
  const size_t i = y, j = x;
  switch (mask) {
    case 0:
      return (i + j) % 2 == 0;
    case 1:
      return i % 2 == 0;
    case 2:
      return j % 3 == 0;
    case 3:
      return (i + j) % 3 == 0;
    case 4:
      return (i / 2 + j / 3) % 2 == 0;
    case 5:
      return i * j % 2 + i * j % 3 == 0;
    case 6:
      return (i * j % 2 + i * j % 3) % 2 == 0;
    default:
      return ((i + j) % 2 + i * j % 3) % 2 == 0;
  }
}

// A reader of its own, for versions 1 to 3 with correction M (one block, so nothing is interleaved) and 8-bit mode;
// errors are not corrected.
std::string Decode(const Modules& code) {
  const size_t size = code.size();
  int format = 0;  // the first five format bits: row 8, columns 0 to 4 (7.9.1)
  for (size_t x = 0; x < 5; ++x) format = format << 1 | code[8][x];
  format ^= 0b10101;
  if (format >> 3 != 0b00) return "not correction M";
  std::vector<bool> bits;
  bool up = true;
  for (size_t right = size - 1; right < size && right > 0; right -= 2, up = !up) {
    if (right == 6) --right;  // the timing column is skipped over
    for (size_t k = 0; k < size; ++k) {
      const size_t y = up ? size - 1 - k : k;
      for (const size_t x : {right, right - 1}) {
        if (!IsFunction(size, x, y)) bits.push_back(code[y][x] != IsMasked(format & 7, x, y));
      }
    }
    if (right == 1) break;
  }
  size_t at = 0;
  const auto take = [&](size_t count) {
    unsigned value = 0;
    while (count-- > 0) value = value << 1 | (at < bits.size() && bits[at++]);
    return value;
  };
  if (take(4) != 0b0100) return "not 8-bit mode";
  std::string text(take(8), '\0');
  for (char& c : text) c = static_cast<char>(take(8));
  return text;
}

TEST(Qr, IsReadAgain) {
  for (const std::string text : {"a", "Riverbend", "https://example.org/c/riverbend?q=1", "ñandú 123"}) {
    const auto svg = QrSvg(text);
    ASSERT_TRUE(svg);
    EXPECT_EQ(Decode(WithoutQuietZone(Draw(*svg))), text);
  }
}

TEST(Qr, ShowsTheModulesOfTheCodeAndAQuietZone) {
  const std::string text =
      "otpauth://totp/Riverbend:ana%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Riverbend";
  const auto svg = QrSvg(text);
  ASSERT_TRUE(svg);
  const Modules picture = Draw(*svg);
  QRcode* code = QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                                   0, QR_ECLEVEL_M);
  ASSERT_NE(code, nullptr);
  const auto width = static_cast<size_t>(code->width);
  ASSERT_EQ(picture.size(), width + 8);
  for (size_t y = 0; y < picture.size(); ++y) {
    for (size_t x = 0; x < picture.size(); ++x) {
      const bool inside = x >= 4 && y >= 4 && x < width + 4 && y < width + 4;
      const bool black = inside && (code->data[(y - 4) * width + (x - 4)] & 1) != 0;
      EXPECT_EQ(picture[y][x], black) << x << ", " << y;
    }
  }
  QRcode_free(code);
}

TEST(Qr, IsAPictureThatTheContentPolicyLetsThrough) {
  const auto svg = QrSvg("text");
  ASSERT_TRUE(svg);
  EXPECT_TRUE(svg->starts_with("<svg "));
  EXPECT_TRUE(svg->ends_with("</svg>"));
  EXPECT_THAT(*svg, HasSubstr("class=\"c-qr\""));
  EXPECT_THAT(*svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(*svg, HasSubstr("viewBox=\"0 0 29 29\""));
  EXPECT_THAT(*svg, HasSubstr("<rect width=\"29\" height=\"29\" fill=\"#fff\"/>"));
  EXPECT_THAT(*svg, Not(HasSubstr("style")));
  EXPECT_THAT(*svg, Not(HasSubstr("aria-label")));
  EXPECT_EQ(svg->find("<path"), svg->rfind("<path"));
}

TEST(Qr, IsNamedByItsLabel) {
  const auto svg = QrSvg("text", "Scan \"this\" <b> & go");
  ASSERT_TRUE(svg);
  EXPECT_THAT(*svg, HasSubstr("aria-label=\"Scan &quot;this&quot; &lt;b&gt; &amp; go\""));
}

TEST(Qr, HoldsAtMostWhatTheLargestCodeHolds) {
  EXPECT_TRUE(QrSvg(std::string(2331, 'x')));
  for (const std::string& text : {std::string(2332, 'x'), std::string(100000, 'x'), std::string()}) {
    const auto svg = QrSvg(text);
    ASSERT_FALSE(svg);
    EXPECT_EQ(svg.error().key, "crypto.qr.length");
    EXPECT_EQ(svg.error().params.at("max"), "2331");
  }
}

}  // namespace
}  // namespace concord::crypto
