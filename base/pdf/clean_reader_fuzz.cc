// The parent's side of the pipe when a PDF is cleaned: a child that has been taken over may send anything.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/pdf/clean.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord::pdf;
  if (size == 0) return 0;
  const Limits limits{.text_bytes = 500};
  const size_t piece = data[0] == 0 ? size : data[0];
  CleanReader reader(limits);
  for (size_t at = 1; at < size; at += piece) {
    const auto taken = reader.Take({reinterpret_cast<const char*>(data) + at, std::min(piece, size - at)});
    if (taken) continue;
    if (!taken.error().key.starts_with("pdf.error.")) std::abort();
    return 0;
  }
  if (reader.done()) {
    const std::string file = reader.Finish();
    if (file.empty() || file.size() > limits.text_bytes) std::abort();
  }
  return 0;
}
