// A PDF's bytes through qpdf in this very process. Qpdf is Debian's and not instrumented: this looks for crashes of
// what walks over its objects, and for child's speech that the parent would not understand.
#include <cstdint>
#include <cstdlib>
#include <exception>

#include "base/pdf/clean.h"
#include "base/pdf/reader/clean.h"

extern "C" const char* __asan_default_options() { return "detect_leaks=0:allocator_may_return_null=1"; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord::pdf;
  const Limits limits{.text_bytes = 4 << 20};
  CleanReader reader(limits);
  bool heard = true;
  try {
    reader::Clean({reinterpret_cast<const char*>(data), size}, limits, [&](const std::string& frame) {
      const auto taken = reader.Take(frame);
      if (!taken && taken.error().key == "pdf.error.crashed") std::abort();
      return heard = taken.has_value();
    });
  } catch (const std::exception&) {
    return 0;  // concord-pdf says that the file is broken
  }
  if (heard && !reader.done()) std::abort();
  return 0;
}
