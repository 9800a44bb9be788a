// PDFs that are broken, or made to do harm: each is refused for its own reason, in time, and the test's process, which
// stands for the server, goes on.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/pdf/pdf.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/temp_dir.h"

namespace concord::pdf {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryIsBounded = false;
#else
constexpr bool kMemoryIsBounded = true;
#endif

class HostilePdfs : public ::testing::Test {
 protected:
  HostilePdfs() { limits_.program = CONCORD_PDF; }
  std::string KeyOf(const std::string& bytes) { return KeyOfFile(folder_.Write("a.pdf", bytes)); }
  std::string KeyOfFile(const std::string& path) {
    const auto document = ReadPdf(path, limits_);
    if (document) return "read";
    EXPECT_FALSE(document.error().cause.empty());
    return document.error().key;
  }

  Limits limits_;
  testing::TempDir folder_;
};

// Encrypted with the password "a" (RC4, 40 bits; ISO 32000-1, 7.6.3): /O and /U are 32 bytes that the empty password
// does not answer.
std::string Encrypted() {
  Pages pages{.contents = {Line("secret")}};
  const std::string key(64, 'A');
  pages.trailer =
      "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]/Encrypt<</Filter/Standard/V 1/R 2/P "
      "-4/O<" +
      key + ">/U<" + key + ">>>";
  return Pdf(pages);
}

TEST_F(HostilePdfs, Encrypted) {
  EXPECT_EQ(KeyOf(Encrypted()), "pdf.error.encrypted");
  std::string unknown = Encrypted();
  unknown.replace(unknown.find("/Standard"), 9, "/Certific");
  EXPECT_EQ(KeyOf(unknown), "pdf.error.encrypted");
}

TEST_F(HostilePdfs, NotPdfs) {
  EXPECT_EQ(KeyOf(""), "pdf.error.not_a_pdf");
  EXPECT_EQ(KeyOf("PK\x03\x04 a document of another kind"), "pdf.error.not_a_pdf");
  EXPECT_EQ(KeyOf(std::string(1'024, ' ') + Pdf({.contents = {Line("late")}})), "pdf.error.not_a_pdf");
  // A little before the mark is common, and fine.
  EXPECT_EQ(KeyOf("\xEF\xBB\xBF\n" + Pdf({.contents = {Line("mark")}})), "read");
}

TEST_F(HostilePdfs, NoFiles) {
  EXPECT_EQ(KeyOfFile(folder_.File("none.pdf")), "pdf.error.unavailable");
  EXPECT_EQ(KeyOfFile(folder_.path().string()), "pdf.error.unavailable");
  EXPECT_EQ(KeyOfFile("/dev/zero"), "pdf.error.unavailable");
  const std::string pipe = folder_.File("pipe");
  ASSERT_EQ(system(("mkfifo " + pipe).c_str()), 0);
  EXPECT_EQ(KeyOfFile(pipe), "pdf.error.unavailable");
}

TEST_F(HostilePdfs, Broken) {
  EXPECT_EQ(KeyOf("%PDF-1.7\n"), "pdf.error.broken");
  std::mt19937 random(1);
  std::string garbage = "%PDF-1.7\n";
  for (int i = 0; i < 100'000; ++i) garbage += static_cast<char>(random());
  EXPECT_EQ(KeyOf(garbage), "pdf.error.broken");
  EXPECT_EQ(KeyOf(Pdf({.contents = {}})), "pdf.error.broken");
  // A page that is not there.
  EXPECT_EQ(KeyOf(PdfOf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[9 0 R]/Count 1>>"})), "pdf.error.broken");
}

TEST_F(HostilePdfs, Truncated) {
  const std::string whole = Pdf({.contents = {Line("one"), Line("two"), Line("three")}});
  for (size_t size = 20; size < whole.find("trailer"); size += 60) {
    EXPECT_EQ(KeyOf(whole.substr(0, size)), "pdf.error.broken") << size;
  }
  // Where only the last line is missing, all pages are there.
  EXPECT_EQ(KeyOf(whole.substr(0, whole.size() - 5)), "read");
}

TEST_F(HostilePdfs, PageTreesThatLoop) {
  for (const char* kids : {"2 0 R", "3 0 R 3 0 R", "1 0 R"}) {
    const std::string key =
        KeyOf(PdfOf({"<</Type/Catalog/Pages 2 0 R>>", std::string("<</Type/Pages/Kids[") + kids + "]/Count 3>>",
                     "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 3>>"}));
    EXPECT_EQ(key, "pdf.error.broken") << kids;
  }
}

TEST_F(HostilePdfs, DeepTreesAndDeepArrays) {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>"};
  for (int i = 2; i < 20'000; ++i) objects.push_back("<</Type/Pages/Count 1/Kids[" + Ref(i + 1) + "]>>");
  objects.push_back("<</Type/Page/MediaBox[0 0 9 9]>>");
  limits_.time = std::chrono::seconds(10);
  const std::set<std::string> fine = {"read", "pdf.error.broken", "pdf.error.crashed", "pdf.error.too_slow"};
  EXPECT_TRUE(fine.contains(KeyOf(PdfOf(objects))));
  const std::string deep = std::string(1'000'000, '[');
  EXPECT_TRUE(fine.contains(KeyOf(Pdf({.contents = {deep}}))));
  EXPECT_TRUE(fine.contains(KeyOf(Pdf({.contents = {Line("a")}, .catalog = "/X" + deep}))));
}

TEST_F(HostilePdfs, CountsThatLie) {
  for (const char* count : {"2147483647", "-1", "99999999999999999999", "1000000"}) {
    const std::string key =
        KeyOf(PdfOf({"<</Type/Catalog/Pages 2 0 R>>", std::string("<</Type/Pages/Kids[3 0 R]/Count ") + count + ">>",
                     "<</Type/Page/Parent 2 0 R>>"}));
    EXPECT_TRUE(key == "read" || key == "pdf.error.broken" || key == "pdf.error.too_many_pages")
        << count << ": " << key;
  }
}

// 256 GiB of zeros in a kilobyte or so: white space for the interpreter of pages, which reads it to the end.
TEST_F(HostilePdfs, ABombOfTimeIsStopped) {
  limits_.time = std::chrono::seconds(2);
  std::string many;
  for (int i = 0; i < 1024; ++i) many += "4 0 R ";
  const std::string bomb = Deflated(std::string(1 << 20, '\0'), 256u << 20, 3);
  const std::string pdf =
      PdfOf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>",
             "<</Type/Page/Parent 2 0 R/Contents[" + many + "]>>",
             Stream(bomb, "/Filter[/FlateDecode/FlateDecode/FlateDecode]")});
  EXPECT_LT(pdf.size(), 50'000u);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(KeyOf(pdf), "pdf.error.too_slow");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(6));
}

// Millions of words that are all on one page, and a string of half a gigabyte.
TEST_F(HostilePdfs, BombsOfMemoryAreStopped) {
  if (!kMemoryIsBounded) GTEST_SKIP() << "a sanitizer reserves terabytes of address space, so none is limited";
  limits_.memory_mib = 256;
  std::string block;
  for (int i = 0; block.size() < 1 << 20; ++i) {
    block += "1 0 0 1 " + std::to_string(i % 97 * 20) + " " + std::to_string(i / 97 * 20) + " Tm(w)Tj\n";
  }
  EXPECT_EQ(KeyOf(PdfOf({"<</Type/Catalog/Pages 2 0 R>>",
                         "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 2000 20000]/Resources<</Font<</F1 5 0 R>>>>>>",
                         "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
                         Stream(Deflated("BT /F1 12 Tf\n" + block, 64u << 20), "/Filter/FlateDecode"),
                         "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"})),
            "pdf.error.too_much_memory");
  EXPECT_EQ(KeyOf(PdfOf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>",
                         "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
                         Stream(Deflated("(" + std::string(1 << 20, 'a'), 512u << 20), "/Filter/FlateDecode")})),
            "pdf.error.too_much_memory");
}

TEST_F(HostilePdfs, AHugeFileIsRefusedUnread) {
  const std::string path = folder_.Write("huge.pdf", Pdf({.contents = {Line("a")}}));
  std::filesystem::resize_file(path, (500u << 20) + 1);  // sparse
  const auto refused = ReadPdf(path, limits_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "pdf.error.too_large");
  EXPECT_EQ(refused.error().params.at("mib"), "500");
}

TEST_F(HostilePdfs, ALargeFileCostsNoMemoryForBeingLarge) {
  limits_.memory_mib = 256;
  const std::string path = folder_.Write("large.pdf", Pdf({.contents = {Line("a")}}));
  std::filesystem::resize_file(path, 400u << 20);
  EXPECT_EQ(KeyOfFile(path), "read");
}

TEST_F(HostilePdfs, AnyDamageIsADocumentOrAnErrorOfOurs) {
  Pages pages{.contents = {Line("one page of text"), Line("and \xF3ther", 2), Line("three", 3)}};
  pages.catalog = "/PageLabels<</Nums[0<</S/r>>]>>/Lang(es)";
  const std::string whole = Pdf(pages);
  const std::set<std::string> fine = {"read",
                                      "pdf.error.broken",
                                      "pdf.error.not_a_pdf",
                                      "pdf.error.encrypted",
                                      "pdf.error.crashed",
                                      "pdf.error.too_slow",
                                      "pdf.error.too_much_memory"};
  limits_.time = std::chrono::seconds(5);
  std::mt19937 random(4);
  int read = 0, refused = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    for (size_t damage = 1 + random() % 30; damage > 0; --damage)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    const std::string key = KeyOf(bytes);
    EXPECT_TRUE(fine.contains(key)) << round << ": " << key;
    ++(key == "read" ? read : refused);
  }
  EXPECT_GT(read, 5);
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace concord::pdf
