// Real PDFs, made here, through the real concord-pdf.
#include "base/pdf/pdf.h"

#include <gtest/gtest.h>

#include "base/i18n/catalog.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/temp_dir.h"
#include "pdf_embedded.h"

namespace concord::pdf {
namespace {

Limits Here() {
  Limits limits;
  limits.program = CONCORD_PDF;
  return limits;
}

class Pdfs : public ::testing::Test {
 protected:
  Result<Document> Read(const std::string& bytes, const Limits& limits = Here()) {
    return ReadPdf(folder_.Write("a.pdf", bytes), limits);
  }
  // The document; a test that wanted one fails and says why.
  Document Must(const std::string& bytes, const Limits& limits = Here()) {
    auto document = Read(bytes, limits);
    if (document) return std::move(*document);
    ADD_FAILURE() << document.error().key << ": " << document.error().cause;
    return {};
  }
  std::string KeyOf(const std::string& bytes, const Limits& limits = Here()) {
    const auto document = Read(bytes, limits);
    if (document) return "read";
    EXPECT_FALSE(document.error().cause.empty());
    return document.error().key;
  }

  testing::TempDir folder_;
};

TEST_F(Pdfs, GiveTheTextOfEachPage) {
  const Document document =
      Must(Pdf({.contents = {Line("First line", 1, 700) + Line("second line", 1, 680), "", Line("Third page")}}));
  ASSERT_EQ(document.pages.size(), 3u);
  EXPECT_EQ(document.pages[0].text, "First line\nsecond line");
  EXPECT_EQ(document.pages[1].text, "");
  EXPECT_EQ(document.pages[2].text, "Third page");
  EXPECT_EQ(document.pages[2].number, 3);
  EXPECT_EQ(document.pages[2].label, "3");
  EXPECT_TRUE(document.has_text);
}

TEST_F(Pdfs, AccentsOfEachEncoding) {
  // "Comunicación, ¿año?" in Windows-1252; "Policía" in Mac OS Roman; a TrueType font with WinAnsi.
  const Document document = Must(Pdf({.contents = {Line("Comunicaci\xF3n, \xBF"
                                                        "a\xF1o? \x93s\xED\x94",
                                                        1, 700) +
                                                   Line("Polic\x92"
                                                        "a",
                                                        2, 680) +
                                                   Line("\xC1lvarez \x80 5", 3, 660)}}));
  ASSERT_EQ(document.pages.size(), 1u);
  EXPECT_EQ(document.pages[0].text, "Comunicación, ¿año? “sí”\nPolicía\nÁlvarez € 5");
}

TEST_F(Pdfs, FontsWithATableOfTheirOwn) {
  // A composite font whose codes mean nothing but by its ToUnicode table, a letter beyond the first 65,536 included.
  const std::string table =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> "
      "endcodespacerange 3 beginbfchar <0001> <00F1> <0002> <4E2D> <0003> <D83DDE00> endbfchar endcmap end end";
  Pages pages{.contents = {"BT /F1 12 Tf 72 700 Td <000100020003> Tj ET"}};
  pages.fonts = {
      "<</Type/Font/Subtype/Type0/BaseFont/Some/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"};
  pages.more = {
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/"
      "Supplement 0>>/DW 1000>>",
      Stream(table)};
  EXPECT_EQ(Must(Pdf(pages)).pages.at(0).text, "ñ中😀");
}

TEST_F(Pdfs, HyphensAtTheEndOfALineStay) {
  const Document document = Must(Pdf({.contents = {Line("account-", 1, 700) + Line("ability", 1, 680)}}));
  EXPECT_EQ(document.pages.at(0).text, "account-\nability");
}

TEST_F(Pdfs, ColumnsAreReadAsTheyWereWritten) {
  std::string columns;
  for (const auto& [x, word] : {std::pair("72", "left"), std::pair("340", "right")}) {
    for (int row = 0; row < 3; ++row) {
      columns += "BT /F1 12 Tf " + std::string(x) + " " + std::to_string(700 - 14 * row) + " Td (" + word + " " +
                 std::to_string(row) + ") Tj ET\n";
    }
  }
  EXPECT_EQ(Must(Pdf({.contents = {columns}})).pages.at(0).text, "left 0\nleft 1\nleft 2\nright 0\nright 1\nright 2");
}

TEST_F(Pdfs, LabelsAndFacts) {
  Pages pages{.contents = {Line("a"), Line("b"), Line("c"), Line("d")}};
  pages.catalog = "/PageLabels<</Nums[0<</S/r>>2<</S/D/P(A-)/St 7>>]>>/Lang(es-MX)";
  pages.more = {
      "<</Title(Gu\xED"
      "a)/Author<FEFF00C1006C00760061007200650 07A>>>"};
  pages.trailer = "/Info 14 0 R";
  const Document document = Must(Pdf(pages));
  ASSERT_EQ(document.pages.size(), 4u);
  EXPECT_EQ(document.pages[1].label, "ii");
  EXPECT_EQ(document.pages[2].label, "A-7");
  EXPECT_EQ(document.pages[3].label, "A-8");
  EXPECT_EQ(document.title, "Guía");
  EXPECT_EQ(document.author, "Álvarez");
  EXPECT_EQ(document.language, "es-MX");
}

TEST_F(Pdfs, ControlCharactersDoNotArrive) {
  const Document document = Must(Pdf({.contents = {Line("a\\001\\033[31mb\\177\\000c")}}));
  for (const unsigned char c : document.pages.at(0).text) EXPECT_TRUE(c >= 0x20 || c == '\n' || c == '\t') << int(c);
}

TEST_F(Pdfs, AScanHasNoText) {
  Pages pages{.contents = {"q 612 0 0 792 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x10\x80\xF0\x40 EI Q"}};
  const Document document = Must(Pdf(pages));
  ASSERT_EQ(document.pages.size(), 1u);
  EXPECT_EQ(document.pages[0].text, "");
  EXPECT_FALSE(document.has_text);
}

TEST_F(Pdfs, ManyPagesUpToTheLimit) {
  Limits limits = Here();
  std::vector<std::string> contents(limits.pages, Line("p"));
  EXPECT_EQ(Must(Pdf({.contents = contents}), limits).pages.size(), 5'000u);
  contents.resize(6'000);
  const auto refused = Read(Pdf({.contents = contents}), limits);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "pdf.error.too_many_pages");
  EXPECT_EQ(refused.error().params.at("max"), "5000");
}

TEST_F(Pdfs, TextUpToTheLimit) {
  Limits limits = Here();
  limits.text_bytes = 20;
  EXPECT_EQ(KeyOf(Pdf({.contents = {Line("1234567890"), Line("1234567890")}}), limits), "read");
  EXPECT_EQ(KeyOf(Pdf({.contents = {Line("1234567890"), Line("12345678901")}}), limits), "pdf.error.too_much_text");
}

TEST_F(Pdfs, LeaveNothingOpen) {
  const auto count = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  (void)KeyOf(Pdf({.contents = {Line("a")}}));
  const auto before = count();
  for (int i = 0; i < 5; ++i) (void)KeyOf(i % 2 ? "%PDF-" : Pdf({.contents = {Line("a")}}));
  EXPECT_EQ(count(), before);
}

TEST(PdfProgram, IsFoundBesideTheRunningOneOrNowhere) {
  // The test's program lies elsewhere.
  EXPECT_EQ(FindProgram(), "");
  testing::TempDir folder;
  const auto refused = ReadPdf(folder.Write("a.pdf", Pdf({.contents = {Line("a")}})), Limits{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "pdf.error.unavailable");
  EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
}

TEST(PdfMessages, AreThereInBothLanguages) {
  const auto catalog = i18n::Catalog::Load(embedded::Files(), {{"en", "English"}, {"es", "Español"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  for (const char* key : {"not_a_pdf", "encrypted", "broken", "too_large", "too_many_pages", "too_much_text",
                          "too_slow", "too_much_memory", "crashed", "unavailable"}) {
    EXPECT_TRUE((*catalog)->Has(std::string("pdf.error.") + key)) << key;
  }
  EXPECT_NE((*catalog)->Text("es", "pdf.error.too_large", {{"mib", "500"}}).find("500 MiB"), std::string::npos);
}

}  // namespace
}  // namespace concord::pdf
