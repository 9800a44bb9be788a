#include "base/pdf/reader/clean.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/pdf/clean.h"
#include "base/pdf/frames.h"
#include "base/pdf/reader/scrub.h"

namespace concord::pdf::reader {
namespace {

// Only what the catalog leads to is written: earlier versions and what was cut off stay behind.
std::shared_ptr<Buffer> Written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setDeterministicID(true);  // of the content, not of a clock
  writer.write();
  return writer.getBufferSharedPointer();
}

}  // namespace

void WarmUpCleaning() {
  QPDF pdf;
  pdf.emptyPDF();
  (void)Written(pdf);
}

void Clean(std::span<const char> bytes, const Limits&, const Sink& send) {
  const auto refuse = [&](Refusal refusal, const std::string& reason) { send(RefusalFrame(refusal, reason)); };
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("file", bytes.data(), bytes.size());
    if (pdf.getAllPages().empty()) return refuse(Refusal::kBroken, "no pages");
    Scrub(pdf);
    const auto written = Written(pdf);
    const std::string_view file(reinterpret_cast<const char*>(written->getBuffer()), written->getSize());
    for (size_t at = 0; at < file.size(); at += kMaxPiece) {
      if (!send(PieceFrame(file.substr(at, kMaxPiece)))) return;
    }
    send(EndFrame());
  } catch (const QPDFExc& error) {
    refuse(error.getErrorCode() == qpdf_e_password ? Refusal::kEncrypted : Refusal::kBroken, error.what());
  }
}

}  // namespace concord::pdf::reader
