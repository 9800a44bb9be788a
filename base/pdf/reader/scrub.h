// What goes out of a PDF's objects. C++17, as rewrite.h. Not for other folders.
#pragma once

class QPDF;

namespace concord::pdf::reader {

// In place. Key names are ISO 32000-1's (PDF 1.7) and ISO 32000-2's; names of resources are anybody's, so a key counts
// only with a value of the kind that it has there.
void Scrub(QPDF& pdf);

}  // namespace concord::pdf::reader
