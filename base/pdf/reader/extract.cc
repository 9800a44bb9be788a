#include "base/pdf/reader/extract.h"

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <climits>
#include <memory>

#include "base/core/text.h"
#include "base/pdf/frames.h"

namespace concord::pdf::reader {
namespace {

constexpr size_t kMostXmp = 1 << 20;

// UTF-16 to UTF-8. poppler's own way loads a module of the C library's, which the sandbox would not let it do anew.
std::string ToUtf8(const poppler::ustring& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t code = text[i];
    if (code == 0xFEFF && i == 0) continue;  // a mark of byte order is no letter
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (text[++i] - 0xDC00u);
    }
    text::AppendUtf8(out, code);
  }
  return out;
}

std::unique_ptr<poppler::document> Load(std::span<const char> pdf) {
  if (pdf.size() > INT_MAX) return nullptr;
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
}

// In the order in which the file says it, line by line: what Word, InDesign and TeX write column by column, and lines
// of a table or a list of contents, stay together. Poppler's guess at the reading order keeps columns apart in more
// files, but glues words at hyphens ("community-" and "based"), which cannot be undone. Nothing hangs on at the end.
std::string TextOf(const poppler::page& page) {
  std::string text = text::Clean(ToUtf8(page.text(poppler::rectf(), poppler::page::raw_order_layout)));
  text.erase(text.find_last_not_of(" \t\n") + 1);
  return text;
}

// Poppler finds out by itself where objects lie when the table that says so is missing, so this one has none.
constexpr std::string_view kWarmUpPdf =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 36>>stream\nBT /F 12 Tf 20 20 Td (warm up) Tj ET\nendstream\nendobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

}  // namespace

struct WarmUp::Kept {
  std::unique_ptr<poppler::document> document;
  iconv_t to_utf16, to_utf8;
};

WarmUp::WarmUp() : kept_(new Kept) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  kept_->to_utf16 = iconv_open("UTF-16", "UTF-8");
  kept_->to_utf8 = iconv_open("UTF-8", "UTF-16");
  kept_->document = Load(kWarmUpPdf);
  if (!kept_->document) return;
  if (const std::unique_ptr<poppler::page> page(kept_->document->create_page(0)); page) (void)TextOf(*page);
}

WarmUp::~WarmUp() {
  for (const iconv_t open : {kept_->to_utf16, kept_->to_utf8}) {
    if (open != reinterpret_cast<iconv_t>(-1)) iconv_close(open);
  }
  delete kept_;
}

void Extract(std::span<const char> pdf, const Limits& limits, const Sink& send) {
  const auto refuse = [&](Refusal refusal, const std::string& reason) { send(RefusalFrame(refusal, reason)); };
  const auto document = Load(pdf);
  if (!document) return refuse(Refusal::kBroken, "poppler cannot open it");
  if (document->is_locked()) return refuse(Refusal::kEncrypted, "opens with a password, or in a way that is unknown");
  const int pages = document->pages();
  if (pages <= 0) return refuse(Refusal::kBroken, "no pages");
  if (pages > limits.pages) return refuse(Refusal::kTooManyPages, std::to_string(pages) + " pages");

  std::string xmp = ToUtf8(document->metadata());
  xmp.resize(std::min(xmp.size(), kMostXmp));
  if (!send(SummaryFrame({.pages = static_cast<uint32_t>(pages),
                          .title = ToUtf8(document->get_title()),
                          .author = ToUtf8(document->get_author()),
                          .language = FindLanguage(xmp, {pdf.data(), pdf.size()})}))) {
    return;
  }
  size_t text_bytes = 0;
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    const std::string which = "page " + std::to_string(i + 1) + " of " + std::to_string(pages);
    if (!page) return refuse(Refusal::kBroken, which + " cannot be read");
    PageText text{.number = i + 1, .text = TextOf(*page), .label = ToUtf8(page->label())};
    text_bytes += text.text.size();
    if (text_bytes > limits.text_bytes) return refuse(Refusal::kTooMuchText, "by " + which);
    if (!send(PageFrame(text))) return;
  }
  send(EndFrame());
}

}  // namespace concord::pdf::reader
