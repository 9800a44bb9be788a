// A PDF's bytes through poppler in this very process, and what comes of it through the parent's reader. Poppler is
// Debian's and not instrumented: this looks for crashes of ours, and tells what the sandbox is for.
#include <cstdint>
#include <cstdlib>

#include "base/pdf/frames.h"
#include "base/pdf/reader/extract.h"

// What poppler forgets to free, the end of concord-pdf frees.
extern "C" const char* __asan_default_options() { return "detect_leaks=0:allocator_may_return_null=1"; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord::pdf;
  static const reader::WarmUp warm;
  const Limits limits{.pages = 50, .text_bytes = 100'000};
  FrameReader frames(limits);
  bool heard = true;
  reader::Extract({reinterpret_cast<const char*>(data), size}, limits, [&](const std::string& frame) {
    const auto taken = frames.Take(frame);
    // An honest child is understood: what it says is never nonsense.
    if (!taken && taken.error().key == "pdf.error.crashed") std::abort();
    return heard = taken.has_value();
  });
  if (heard && !frames.done()) std::abort();
  return 0;
}
