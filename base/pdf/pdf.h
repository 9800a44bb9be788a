// A PDF's text, page by page. The PDF is read by a process of its own, `concord-pdf`, which has the open file and a
// pipe and nothing else (base/pdf/reader/sandbox.h): whatever a hostile file does to it, the caller gets an Error.
// ReadPdf blocks until the text is there or a limit is reached, so it belongs in a job, not in a request. It may be
// called from any thread, and from several at once: each call has its own process with its own limits.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/core/result.h"

namespace concord::pdf {

struct Limits {
  std::chrono::seconds time{60};  // of the processor, and by the clock on the wall; at least one second
  size_t memory_mib = 512;        // address space of the reading process, the file itself not counted
  int pages = 5'000;
  size_t text_bytes = 64u << 20;  // of all pages together, as UTF-8
  uint64_t file_bytes = 500u << 20;
  std::string program;  // where concord-pdf is; empty: FindProgram()
};

struct PageText {
  int number = 0;  // from 1
  std::string
      text;  // UTF-8 in the order of the file, lines kept, control characters gone; a hyphen at a line's end stays
  std::string label;  // as the document counts ("iv", "A-3"); the number itself where it has no labels of its own
};

struct Document {
  std::vector<PageText> pages;  // each page, in order, those without text too
  std::string title, author;    // as the file says of itself: often empty, sometimes wrong
  std::string language;         // a BCP 47 tag where the file names one in the open; often empty
  bool has_text = false;        // false: no page has a letter or any other sign, as in a scan
};

// Errors, of kind invalid unless said otherwise; each has a cause for the log. Parameters in braces.
//   pdf.error.not_a_pdf
//   pdf.error.encrypted         opens with a password only
//   pdf.error.broken            no pages, or one that cannot be read
//   pdf.error.too_large         {mib}: the limit in MiB
//   pdf.error.too_many_pages    {max}
//   pdf.error.too_much_text     {mib}
//   pdf.error.too_slow          {seconds}
//   pdf.error.too_much_memory   {mib}
//   pdf.error.crashed           the reading process died, or said what makes no sense
//   pdf.error.unavailable       kind unavailable: the file cannot be opened or concord-pdf cannot be started
Result<Document> ReadPdf(const std::string& file, const Limits& limits);

// Where concord-pdf lies: beside the running program, or in ../lib/concord from there. Empty: in neither place.
std::string FindProgram();

}  // namespace concord::pdf
