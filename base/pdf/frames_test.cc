// The reading half believes nothing: what an honest child says arrives, and nothing else does.
#include "base/pdf/frames.h"

#include <gtest/gtest.h>

#include <random>

#include "base/core/text.h"

namespace concord::pdf {
namespace {

std::string Bytes(std::initializer_list<int> bytes) { return {bytes.begin(), bytes.end()}; }

std::string Said(const std::vector<std::string>& texts) {
  std::string out = SummaryFrame({static_cast<uint32_t>(texts.size()), "Una guía", "A. Álvarez", "es"});
  for (size_t i = 0; i < texts.size(); ++i)
    out += PageFrame({static_cast<int>(i + 1), texts[i], "A-" + std::to_string(i)});
  return out + EndFrame();
}

std::string KeyOf(std::string_view bytes, const Limits& limits = {}) {
  FrameReader reader(limits);
  const auto taken = reader.Take(bytes);
  if (taken) return reader.done() ? "done" : "waits";
  EXPECT_FALSE(taken.error().cause.empty());
  return taken.error().key;
}

TEST(Frames, ArriveWholeInPiecesOfAnySize) {
  const std::string said = Said({"uno\ndos", "", "tres"});
  for (const size_t piece : {size_t{1}, size_t{2}, size_t{7}, said.size()}) {
    FrameReader reader{Limits{}};
    for (size_t at = 0; at < said.size(); at += piece) {
      EXPECT_FALSE(reader.done());
      ASSERT_TRUE(reader.Take(said.substr(at, piece)));
    }
    ASSERT_TRUE(reader.done());
    const Document document = reader.Finish();
    EXPECT_EQ(document.title, "Una guía");
    EXPECT_EQ(document.author, "A. Álvarez");
    EXPECT_EQ(document.language, "es");
    EXPECT_TRUE(document.has_text);
    ASSERT_EQ(document.pages.size(), 3u);
    EXPECT_EQ(document.pages[0].text, "uno\ndos");
    EXPECT_EQ(document.pages[1].text, "");
    EXPECT_EQ(document.pages[2].number, 3);
    EXPECT_EQ(document.pages[2].label, "A-2");
  }
}

TEST(Frames, OnlySpaceIsNoText) {
  FrameReader reader{Limits{}};
  ASSERT_TRUE(reader.Take(Said({" \n\t", ""})));
  EXPECT_FALSE(reader.Finish().has_text);
}

TEST(Frames, WhatIsNoTextIsMadeText) {
  FrameReader reader{Limits{}};
  std::string dirty = "a\x01\x1B[31mb\xFF\x7F\r\n";
  dirty += '\0';
  ASSERT_TRUE(reader.Take(SummaryFrame({1, "a\nb\x07", "", "<script>"}) + PageFrame({1, dirty, "i\ni"}) + EndFrame()));
  const Document document = reader.Finish();
  EXPECT_EQ(document.pages[0].text, "a[31mb\uFFFD\n");
  EXPECT_EQ(document.pages[0].label, "i i");
  EXPECT_EQ(document.title, "a b");
  EXPECT_EQ(document.language, "");
}

TEST(Frames, LanguagesAreTags) {
  for (const auto& [tag, is_kept] : std::vector<std::pair<std::string, bool>>{{"es", true},
                                                                              {"en-US", true},
                                                                              {"zh-Hant-TW", true},
                                                                              {"e", false},
                                                                              {"e1", false},
                                                                              {"en_US", false},
                                                                              {"en-", false},
                                                                              {"español", false},
                                                                              {std::string(40, 'a'), false}}) {
    FrameReader reader{Limits{}};
    ASSERT_TRUE(reader.Take(SummaryFrame({1, "", "", tag}) + PageFrame({1, "x", "1"}) + EndFrame()));
    EXPECT_EQ(reader.Finish().language, is_kept ? tag : "") << tag;
  }
}

TEST(Frames, RefusalsArrive) {
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kBroken, "x")), "pdf.error.broken");
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kEncrypted, "x")), "pdf.error.encrypted");
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kTooManyPages, "x")), "pdf.error.too_many_pages");
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kTooMuchText, "x")), "pdf.error.too_much_text");
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kTooMuchMemory, "x")), "pdf.error.too_much_memory");
  EXPECT_EQ(KeyOf(RefusalFrame(static_cast<Refusal>('?'), "x")), "pdf.error.crashed");
  // Also after pages.
  const std::string two = SummaryFrame({2, "", "", ""}) + PageFrame({1, "one", "1"});
  EXPECT_EQ(KeyOf(two + RefusalFrame(Refusal::kBroken, "x")), "pdf.error.broken");
}

TEST(Frames, ReasonsAreOneCleanLine) {
  FrameReader reader{Limits{}};
  const auto taken = reader.Take(RefusalFrame(Refusal::kBroken, "one\n{\"two\"}\x1B" + std::string(9'000, 'x')));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().cause.find('\n'), std::string::npos);
  EXPECT_EQ(taken.error().cause.find('\x1B'), std::string::npos);
  EXPECT_LE(taken.error().cause.size(), kMaxFact);
}

// Found by the fuzzer: control characters alone left an error without a cause.
TEST(Frames, ARefusalWithoutAReasonHasACause) {
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kBroken, std::string(9, '\0'))), "pdf.error.broken");
  EXPECT_EQ(KeyOf(RefusalFrame(Refusal::kBroken, "")), "pdf.error.broken");
}

TEST(Frames, NothingOutOfOrder) {
  const std::string summary = SummaryFrame({2, "", "", ""});
  const std::string one = PageFrame({1, "one", "1"}), two = PageFrame({2, "two", "2"});
  const std::string negative = PageFrame({-1, "x", "1"}), none = PageFrame({0, "x", "1"});
  for (const std::string& bytes :
       {std::string("hello"), Bytes({0, 0, 0, 0, 0}), one, EndFrame(), summary + summary, summary + two,
        summary + one + one, summary + one + EndFrame(), summary + one + two + PageFrame({3, "x", "3"}),
        summary + negative, summary + none, summary + one + two + EndFrame() + "x", Said({"a"}) + Said({"a"})}) {
    EXPECT_EQ(KeyOf(bytes), "pdf.error.crashed");
  }
  EXPECT_EQ(KeyOf(summary + one), "waits");
  EXPECT_EQ(KeyOf(SummaryFrame({0, "", "", ""})), "pdf.error.broken");
}

TEST(Frames, LengthsThatLieAreRefusedBeforeTheBodyComes) {
  const std::string summary = SummaryFrame({1, "", "", ""});
  const std::string most = "\xFF\xFF\xFF\xFF";
  EXPECT_EQ(KeyOf("D" + most), "pdf.error.crashed");
  EXPECT_EQ(KeyOf("F" + most), "pdf.error.crashed");
  EXPECT_EQ(KeyOf("E" + most), "pdf.error.crashed");
  EXPECT_EQ(KeyOf(summary + "P" + most), "pdf.error.too_much_text");
  // Inside a body: a label that is longer than the page, a title that is longer than the summary.
  EXPECT_EQ(KeyOf(summary + "P" + Bytes({9, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 'x'})), "pdf.error.crashed");
  EXPECT_EQ(KeyOf(summary + "P" + Bytes({3, 0, 0, 0, 1, 0, 0})), "pdf.error.crashed");
  EXPECT_EQ(KeyOf("D" + Bytes({8, 0, 0, 0, 1, 0, 0, 0}) + most), "pdf.error.crashed");
  EXPECT_EQ(KeyOf("F" + Bytes({0, 0, 0, 0})), "pdf.error.crashed");
}

TEST(Frames, LimitsHoldWhateverTheChildSays) {
  const Limits limits{.pages = 2, .text_bytes = 10};
  EXPECT_EQ(KeyOf(Said({"12345", "67890"}), limits), "done");
  EXPECT_EQ(KeyOf(Said({"12345", "678901"}), limits), "pdf.error.too_much_text");
  EXPECT_EQ(KeyOf(Said({"1", "2", "3"}), limits), "pdf.error.too_many_pages");
  EXPECT_EQ(KeyOf(SummaryFrame({0xFFFFFFFF, "", "", ""}), limits), "pdf.error.too_many_pages");
  // Four bytes that are no UTF-8 become twelve.
  EXPECT_EQ(KeyOf(Said({"\xFF\xFF\xFF\xFF"}), limits), "pdf.error.too_much_text");
  // A frame whose announced body could never fit is not waited for.
  EXPECT_EQ(KeyOf(SummaryFrame({1, "", "", ""}) + "P" + Bytes({0, 1, 0, 0}), limits), "pdf.error.too_much_text");
}

TEST(Frames, AnyDamageIsADocumentOrAnError) {
  const std::string honest = Said({"one page of text", "and another", ""});
  std::mt19937 random(20261121);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = honest;
    for (size_t damage = 1 + random() % 3; damage > 0; --damage)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bytes.resize(random() % bytes.size());
    FrameReader reader{Limits{.pages = 10, .text_bytes = 1000}};
    bool is_fine = true;
    for (size_t at = 0, piece; is_fine && at < bytes.size(); at += piece) {
      piece = 1 + random() % 40;
      is_fine = reader.Take(std::string_view(bytes).substr(at, piece)).has_value();
    }
    refused += !is_fine;
    if (!is_fine || !reader.done()) continue;
    const Document document = reader.Finish();
    ASSERT_EQ(document.pages.size(), 3u);
    for (const auto& page : document.pages) ASSERT_TRUE(text::IsValidUtf8(page.text));
  }
  EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace concord::pdf
