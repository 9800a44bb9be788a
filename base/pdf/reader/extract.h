// A PDF's bytes to frames (base/pdf/frames.h), by poppler. Runs in concord-pdf, and in a fuzzer; nowhere else, because
// what a hostile PDF does to poppler it does to the process.
#pragma once
#include <functional>
#include <span>
#include <string>

#include "base/pdf/pdf.h"

namespace concord::pdf::reader {

// Takes frames; false: nobody listens any more.
using Sink = std::function<bool(const std::string& frame)>;

// Loads what poppler and the C library load once (tables of encodings, character set modules), by reading a small PDF
// of our own. After it, and after LockDown, nothing needs to be opened. What was loaded lives as long as the object.
class WarmUp {
 public:
  WarmUp();
  ~WarmUp();
  WarmUp(const WarmUp&) = delete;

 private:
  struct Kept;
  Kept* kept_;
};

// Sends a summary, the pages and the end, or a refusal. Of `limits`, pages and text_bytes count here. Not thread-safe.
void Extract(std::span<const char> pdf, const Limits& limits, const Sink& send);

// The language that the XMP metadata (dc:language) or, where it is not compressed, the catalog (/Lang) names; or empty.
std::string FindLanguage(std::string_view xmp, std::string_view pdf);

}  // namespace concord::pdf::reader
