// What concord-pdf takes out of PDFs, tried with the program itself.
#include "base/pdf/clean.h"

#include <gmock/gmock.h>

#include "base/pdf/frames.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/temp_dir.h"

namespace concord::pdf {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CleanTest : public ::testing::Test {
 protected:
  Result<std::string> Cleaned(const std::string& bytes) {
    Limits limits;
    limits.program = CONCORD_PDF;
    limits.time = std::chrono::seconds(20);
    return CleanPdf(folder_.Write("a.pdf", bytes), limits);
  }
  // The pages' text: what must not be lost.
  std::string TextOf(const std::string& bytes) {
    Limits limits;
    limits.program = CONCORD_PDF;
    const auto read = ReadPdf(folder_.Write("b.pdf", bytes), limits);
    EXPECT_TRUE(read) << read.error().key << read.error().cause;
    return read ? read->title + "|" + read->author + "|" + read->pages.at(0).text : "";
  }

  testing::TempDir folder_;
};

// One page, and beside it everything by which a PDF tells of its maker.
std::string Telling() {
  Pages pages{.contents = {Line("Foot patrol builds trust.")}, .fonts = {Pages{}.fonts[0]}};
  pages.catalog =
      "/Metadata 6 0 R/OpenAction 7 0 R/PieceInfo<</App<</Private(Jane)>>>>/Names<</EmbeddedFiles<</Names[(Jane.doc) 8 "
      "0 "
      "R]>>/JavaScript<</Names[(a) 7 0 R]>>>>/AF[8 0 R]/AcroForm<</Fields[11 0 R]/XFA(Jane)>>/Note 10 0 R/Photo 13 0 R"
      "/Away<</S/URI/URI(file:///C:/Users/Jane/a.doc)>>/Link<</S/URI/URI(https://example.org/kept)>>";
  pages.trailer = "/Info 14 0 R/ID[(Jane-original)(Jane-now)]";
  pages.more = {
      Stream("<x:xmpmeta>Jane</x:xmpmeta>", "/Type/Metadata/Subtype/XML"),                               // 6
      "<</S/JavaScript/JS(app.alert\\('Jane'\\))>>",                                                     // 7
      "<</Type/Filespec/F(Jane.doc)/UF(Jane.doc)/Desc(Jane)/EF<</F 9 0 R>>>>",                           // 8
      Stream("the whole file of Jane", "/Type/EmbeddedFile"),                                            // 9
      "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Jane)/M(D:20260101)/NM(Jane-1)/Contents(a remark)>>",  // 10
      "<</FT/Sig/T(field)/Subtype/Widget/Rect[0 0 9 9]/V 12 0 R>>",                                      // 11
      "<</Type/Sig/Name(Jane)/Contents(certificate of Jane)/ByteRange[0 1 2 3]>>",                       // 12
      Stream("\xFF\xD8\xFF\xFE" + std::string("\0\x06Jane", 6) + "\xFF\xC0" +
                 std::string("\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0", 11) + "\xFF\xDA" +
                 std::string("\0\x08\x01\x01\0\0\x3F\0", 8) + "pixels\xFF\xD9",
             "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent "
             "8/ColorSpace/DeviceGray/Filter/DCTDecode"),                    // 13
      "<</Author(Jane)/Creator(Jane's program)/CreationDate(D:20260101)>>",  // 14
  };
  return Pdf(pages);
}

TEST_F(CleanTest, NothingSaysWhoMadeItAndThePagesAreAsTheyWere) {
  const std::string before = Telling();
  ASSERT_EQ(TextOf(before), "|Jane|Foot patrol builds trust.") << "the sample itself is read";
  const auto clean = Cleaned(before);
  ASSERT_TRUE(clean) << clean.error().key << " " << clean.error().cause;
  EXPECT_THAT(*clean, Not(HasSubstr("Jane")));
  EXPECT_THAT(*clean, Not(HasSubstr("JavaScript")));
  EXPECT_THAT(*clean, Not(HasSubstr("D:2026")));
  // Streams may be compressed in the new file: what they are would still be named.
  for (const char* kind :
       {"/Metadata", "/XML", "/EmbeddedFile", "/Filespec", "/Info", "/Type /Sig", "/PieceInfo", "/XFA"})
    EXPECT_THAT(*clean, Not(HasSubstr(kind)));
  EXPECT_THAT(*clean, HasSubstr("a remark")) << "what is written stays";
  EXPECT_THAT(*clean, HasSubstr("pixels"));
  EXPECT_THAT(*clean, HasSubstr("https://example.org/kept"));
  EXPECT_THAT(*clean, HasSubstr("(field)")) << "the name of a field is no name of a person";
  EXPECT_EQ(TextOf(*clean), "||Foot patrol builds trust.");
  EXPECT_EQ(*Cleaned(before), *clean) << "no clock and no chance enters it";
}

TEST_F(CleanTest, EarlierVersionsAreGone) {
  std::string bytes = Pdf({.contents = {Line("Now.")}, .fonts = {Pages{}.fonts[0]}});
  const size_t page = bytes.find("\nxref");
  bytes.insert(page, "\n99 0 obj\n(Jane wrote this first)\nendobj");
  const auto clean = Cleaned(bytes);
  ASSERT_TRUE(clean) << clean.error().cause;
  EXPECT_THAT(*clean, Not(HasSubstr("Jane")));
  EXPECT_THAT(TextOf(*clean), HasSubstr("Now."));
}

// A resource may have any name, also one that means something elsewhere.
TEST_F(CleanTest, ResourcesAreNotTakenForWhatTheyAreNamed) {
  Pages pages{.contents = {"BT /AA 12 Tf 72 700 Td (Kept whole) Tj ET\n"}};
  pages.fonts = {Pages{}.fonts[0]};
  std::string bytes = Pdf(pages);
  const size_t at = bytes.find("/F1 3 0 R");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 3, "/AA");
  const auto clean = Cleaned(bytes);
  ASSERT_TRUE(clean) << clean.error().cause;
  EXPECT_THAT(*clean, HasSubstr("/AA"));
  EXPECT_THAT(TextOf(*clean), HasSubstr("Kept whole"));
}

TEST_F(CleanTest, WhatCannotBeReadIsRefused) {
  EXPECT_EQ(Cleaned("%PDF-1.7\nnothing follows").error().key, "pdf.error.broken");
  EXPECT_EQ(Cleaned("no PDF").error().key, "pdf.error.not_a_pdf");
  const std::string locked = Pdf({.contents = {Line("x")},
                                  .fonts = {},
                                  .catalog = "",
                                  .trailer = "/ID[(a)(b)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O("
                                             "12345678901234567890123456789012)/U(12345678901234567890123456789012)>>",
                                  .more = {}});
  EXPECT_EQ(Cleaned(locked).error().key, "pdf.error.encrypted");
}

TEST(CleanReaderTest, BelievesNothing) {
  const Limits limits{.text_bytes = 10};
  const auto taken = [&](const std::string& bytes) {
    CleanReader reader(limits);
    const auto status = reader.Take(bytes);
    return status ? (reader.done() ? "done " + reader.Finish() : "waits") : status.error().key;
  };
  EXPECT_EQ(taken(PieceFrame("12345") + PieceFrame("67890") + EndFrame()), "done 1234567890");
  EXPECT_EQ(taken(PieceFrame("12345").substr(0, 7)), "waits");
  EXPECT_EQ(taken(PieceFrame("12345678901")), "pdf.error.too_large");
  EXPECT_EQ(taken(PieceFrame("123456") + PieceFrame("12345")), "pdf.error.too_large");
  EXPECT_EQ(taken(EndFrame()), "pdf.error.crashed");
  EXPECT_EQ(taken(PieceFrame("1") + EndFrame() + "x"), "pdf.error.crashed");
  EXPECT_EQ(taken("Q1234"), "pdf.error.crashed");
  EXPECT_EQ(taken(std::string("C\xFF\xFF\xFF\xFF", 5)), "pdf.error.crashed");
  EXPECT_EQ(taken(RefusalFrame(Refusal::kBroken, "no pages")), "pdf.error.broken");
}

}  // namespace
}  // namespace concord::pdf
