// A PDF without what says who made it, with what, when and where, and without what would run: its properties and XMP,
// earlier versions, signatures, names and times of notes, private data of programs, attachments, scripts, and EXIF of
// the photographs in it. What is written or drawn on its pages stays. Read and written by a process of its own, as
// ReadPdf does (base/pdf/pdf.h); what is said there of threads holds here too.
#pragma once
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "base/pdf/pdf.h"

namespace concord::pdf {

// Of `limits`, text_bytes bounds the new file. Errors: as of ReadPdf; pdf.error.too_large too where the new file is.
Result<std::string> CleanPdf(const std::string& file, const Limits& limits);

// The parent's side of what concord-pdf says when it cleans: pieces of the new file in frames, as base/pdf/frames.h has
// them, then an end; or a refusal. Believes nothing. One thread an object.
class CleanReader {
 public:
  explicit CleanReader(const Limits& limits) : limits_(limits) {}
  // Errors: a refusal, as pdf.h lists them, or pdf.error.crashed for bytes that no honest child sends.
  Status Take(std::string_view bytes);
  bool done() const { return done_; }
  std::string Finish() { return std::move(file_); }  // after done(): the new file, once

 private:
  const Limits limits_;
  std::string waiting_;  // the beginning of a frame
  std::string file_;
  bool done_ = false;
};

// Pieces of a file as frames; the end is EndFrame().
inline constexpr size_t kMaxPiece = 1 << 20;
std::string PieceFrame(std::string_view piece);

}  // namespace concord::pdf
