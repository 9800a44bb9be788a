// A PDF's bytes to those of one without what says who made it (base/pdf/clean.h), by qpdf. Runs in concord-pdf, and in
// a fuzzer; nowhere else.
#pragma once
#include <span>

#include "base/pdf/pdf.h"
#include "base/pdf/reader/extract.h"

namespace concord::pdf::reader {

// Loads what qpdf loads once, by writing an empty PDF: nothing needs to be opened after it.
void WarmUpCleaning();

// Sends the new file in pieces and the end, or a refusal. The parent holds `limits`. Not thread-safe.
void Clean(std::span<const char> pdf, const Limits& limits, const Sink& send);

}  // namespace concord::pdf::reader
