#include "base/pdf/reader/rewrite.h"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/pdf/reader/scrub.h"

namespace concord::pdf::reader {
namespace {

// Only what the catalog leads to is written: earlier versions and what was cut off stay behind.
std::string Written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setDeterministicID(true);  // of the content, not of a clock
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

void RewriteNothing() {
  QPDF pdf;
  pdf.emptyPDF();
  (void)Written(pdf);
}

Rewritten Rewrite(std::string_view bytes) {
  Rewritten out;
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("file", bytes.data(), bytes.size());
    if (pdf.getAllPages().empty()) {
      out.ending = Rewritten::Ending::kBroken;
      out.reason = "no pages";
      return out;
    }
    Scrub(pdf);
    out.file = Written(pdf);
  } catch (const QPDFExc& error) {
    out.ending = error.getErrorCode() == qpdf_e_password ? Rewritten::Ending::kEncrypted : Rewritten::Ending::kBroken;
    out.reason = error.what();
  }
  return out;
}

}  // namespace concord::pdf::reader
