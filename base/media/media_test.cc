// What is taken out of pictures and texts, and what must stay as it was.
#include "base/media/media.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cstdint>

#include "base/media/orientation.h"

namespace concord::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Bytes(const char* text, size_t size) { return {text, size}; }

std::string Segment(unsigned char marker, const std::string& body) {
  const size_t length = body.size() + 2;
  return std::string{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8),
                     static_cast<char>(length & 0xFF)} +
         body;
}

// Little-endian EXIF that says who and where beside the orientation.
std::string Exif(int orientation) {
  std::string tiff = Bytes("II*\0\x08\0\0\0\x02\0", 10);
  tiff += Bytes("\x3B\x01\x02\0\x06\0\0\0\x26\0\0\0", 12);  // Artist
  tiff += Bytes("\x12\x01\x03\0\x01\0\0\0", 8) + static_cast<char>(orientation) + std::string(3, '\0');
  tiff += std::string(4, '\0');
  tiff += Bytes("Jane\0\0", 6);
  return Bytes("Exif\0\0", 6) + tiff;
}

struct Jpeg {
  std::string before, scan = "coded \xFF" + std::string(1, '\0') + " data \xFF\xD3 more";
  std::string Make() const {
    return "\xFF\xD8" + Segment(0xE0, Bytes("JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01rgb", 17)) + before + Tables() +
           Segment(0xDA, Bytes("\x01\x01\0\0\x3F\0", 6)) + scan + "\xFF\xD9";
  }
  static std::string Tables() {
    return Segment(0xDB, std::string(65, 'q')) + Segment(0xC0, Bytes("\x08\0\x10\0\x10\x01\x01\x11\0", 9)) +
           Segment(0xC4, std::string(20, 'h'));
  }
};

TEST(Jpegs, LoseWhatSaysWhoMadeThemAndKeepThePicture) {
  Jpeg jpeg;
  jpeg.before = Segment(0xE1, Exif(1)) + Segment(0xE1, "http://ns.adobe.com/xap/1.0/ <x:creator>Jane</x:creator>") +
                Segment(0xE2, "ICC_PROFILE serial of Jane's screen") + Segment(0xED, "Photoshop 3.0 Jane") +
                Segment(0xFE, "Jane's camera") + Segment(0xEE, Bytes("Adobe\0\x64\0\0\0\0\x01Jane", 16));
  const std::string whole = jpeg.Make() + "a film of Jane";
  EXPECT_EQ(KindOf(whole), Kind::kJpeg);
  const auto stripped = StripJpeg(whole);
  ASSERT_TRUE(stripped);
  const std::string expected = "\xFF\xD8" + Segment(0xE0, Bytes("JFIF\0\x01\x02\0\0\x01\0\x01\0\0", 14)) +
                               Segment(0xEE, Bytes("Adobe\0\x64\0\0\0\0\x01", 12)) + Jpeg::Tables() +
                               Segment(0xDA, Bytes("\x01\x01\0\0\x3F\0", 6)) + jpeg.scan + "\xFF\xD9";
  EXPECT_EQ(*stripped, expected);
}

TEST(Jpegs, StayTheRightWayUp) {
  for (int orientation = 0; orientation <= 9; ++orientation) {
    Jpeg jpeg;
    jpeg.before = Segment(0xE1, Exif(orientation));
    const auto stripped = StripJpeg(jpeg.Make());
    ASSERT_TRUE(stripped);
    EXPECT_THAT(*stripped, Not(HasSubstr("Jane")));
    const size_t exif = stripped->find("Exif");
    const bool turned = orientation >= 2 && orientation <= 8;
    EXPECT_EQ(exif != std::string::npos, turned) << orientation;
    if (turned) {
      EXPECT_EQ(OrientationIn(std::string_view(*stripped).substr(exif + 6)), orientation);
    }
  }
  EXPECT_EQ(OrientationIn(TiffWith(6)), 6);
  EXPECT_EQ(OrientationIn(Bytes("II*\0\xFF\xFF\xFF\xFF", 8)), 1) << "a directory far outside";
}

TEST(Jpegs, OfSeveralScansKeepThemAll) {
  Jpeg jpeg;
  jpeg.scan = "first" + Segment(0xFE, "Jane") + Segment(0xC4, "table") + Segment(0xDA, "head") + "second";
  const auto stripped = StripJpeg(jpeg.Make());
  ASSERT_TRUE(stripped);
  EXPECT_THAT(*stripped, HasSubstr("first" + Segment(0xC4, "table") + Segment(0xDA, "head") + "second\xFF\xD9"));
}

TEST(Jpegs, ThatAreCutOffEndWhereTheyWereCut) {
  const std::string whole = Jpeg().Make();
  const auto cut = StripJpeg(whole.substr(0, whole.size() - 6));
  ASSERT_TRUE(cut);
  EXPECT_TRUE(cut->ends_with("\xFF\xD9"));
  EXPECT_EQ(StripJpeg(*cut), cut);
  for (size_t size = 0; size < whole.find("coded"); ++size) EXPECT_FALSE(StripJpeg(whole.substr(0, size))) << size;
  EXPECT_FALSE(StripJpeg("\xFF\xD8" + Segment(0xDA, "head") + "no frame\xFF\xD9"));
}

std::string Chunk(const std::string& type, const std::string& data) {
  const auto number = [](uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
    return out;
  };
  const std::string all = type + data;
  return number(static_cast<uint32_t>(data.size())) + all +
         number(static_cast<uint32_t>(
             crc32(0, reinterpret_cast<const Bytef*>(all.data()), static_cast<uInt>(all.size()))));
}

constexpr char kPng[] = "\x89PNG\r\n\x1A\n";
const std::string kHeader = Chunk("IHDR", Bytes("\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 13));

TEST(Pngs, LoseWhatSaysWhoMadeThemAndKeepThePicture) {
  const std::string whole = kPng + kHeader + Chunk("iCCP", "Jane's screen") + Chunk("tEXt", Bytes("Author\0Jane", 11)) +
                            Chunk("gAMA", "1234") + Chunk("tIME", "1234567") + Chunk("eXIf", Exif(6).substr(6)) +
                            Chunk("IDAT", "one") + Chunk("IDAT", "two") + Chunk("iTXt", "XML:com.adobe.xmp Jane") +
                            Chunk("prIv", "Jane") + Chunk("IEND", "") + "more of Jane";
  EXPECT_EQ(KindOf(whole), Kind::kPng);
  EXPECT_EQ(StripPng(whole), kPng + kHeader + Chunk("gAMA", "1234") + Chunk("eXIf", TiffWith(6)) +
                                 Chunk("IDAT", "one") + Chunk("IDAT", "two") + Chunk("IEND", ""));
}

TEST(Pngs, ThatAreDamagedAreSaidToBe) {
  const std::string whole = kPng + kHeader + Chunk("IDAT", "one") + Chunk("IEND", "");
  ASSERT_EQ(StripPng(whole), whole);
  for (size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(StripPng(whole.substr(0, size))) << size;
  std::string wrong = whole;
  wrong[whole.find("one")] = 'O';
  EXPECT_FALSE(StripPng(wrong)) << "a checksum";
  EXPECT_FALSE(StripPng(kPng + Chunk("IDAT", "one") + Chunk("IEND", "")));
  EXPECT_FALSE(StripPng(kPng + kHeader + Chunk("IEND", "")));
}

TEST(Texts, AreTextsByWhatTheyHold) {
  EXPECT_EQ(PlainText("name,count\r\nÁlvarez,3\r\n"), "name,count\r\nÁlvarez,3\r\n");
  EXPECT_EQ(PlainText("caf\xE9 \x80 5"), "café € 5");
  EXPECT_FALSE(PlainText(Bytes("a\0b", 3)));
  EXPECT_FALSE(PlainText("\x81 is nothing in Windows-1252"));
  EXPECT_EQ(KindOf("A note about %PDF- files"), Kind::kText);
  EXPECT_EQ(KindOf("<script>alert(1)</script>"), Kind::kText);
  EXPECT_EQ(KindOf("%PDF-1.7\n"), Kind::kPdf);
  EXPECT_EQ(KindOf(Bytes("\0\0%PDF-1.4", 10)), Kind::kPdf);
  EXPECT_FALSE(KindOf(""));
  EXPECT_FALSE(KindOf("PK\x03\x04 a document of an office"));
  EXPECT_FALSE(
      KindOf(Bytes("\0\0\0\x18"
                   "ftypheic",
                   12)));
}

}  // namespace
}  // namespace concord::media
