// The parent's side of the pipe: a child that has been taken over may send anything. The first byte says in what
// pieces.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/core/text.h"
#include "base/pdf/frames.h"

namespace {

using namespace concord;
using namespace concord::pdf;

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckDocument(const Document& document, const Limits& limits) {
  Check(!document.pages.empty() && document.pages.size() <= static_cast<size_t>(limits.pages));
  size_t sum = 0;
  int number = 0;
  for (const PageText& page : document.pages) {
    Check(page.number == ++number && text::IsValidUtf8(page.text) && text::IsValidUtf8(page.label));
    sum += page.text.size();
  }
  Check(sum <= limits.text_bytes && text::IsValidUtf8(document.title) && text::IsValidUtf8(document.author));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const Limits limits{.pages = 50, .text_bytes = 2'000};
  const size_t piece = data[0] == 0 ? size : data[0];
  FrameReader reader(limits);
  for (size_t at = 1; at < size; at += piece) {
    const auto taken = reader.Take({reinterpret_cast<const char*>(data) + at, std::min(piece, size - at)});
    if (taken) continue;
    Check(taken.error().key.starts_with("pdf.error.") && !taken.error().cause.empty());
    Check(text::IsValidUtf8(taken.error().cause));
    return 0;
  }
  if (reader.done()) CheckDocument(reader.Finish(), limits);
  return 0;
}
