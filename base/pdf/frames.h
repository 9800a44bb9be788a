// What concord-pdf says to its parent, over a pipe: frames of one byte of kind, four bytes of length (little-endian)
// and so many bytes. First a summary, then each page in order, then an end; or, at any time, a refusal. The writing
// half is pure. The reading half believes nothing: a child that a hostile PDF has taken over may send any bytes, so
// order, lengths, counts and sums are checked before anything is kept. One thread an object.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "base/pdf/pdf.h"

namespace concord::pdf {

inline constexpr size_t kFrameHead = 5;
inline constexpr size_t kMaxFact = 2'000;  // bytes of a title, an author, a language, a refusal's reason
inline constexpr size_t kMaxLabel = 200;   // bytes of a page's label

enum class Refusal : uint8_t {
  kBroken = 'b',
  kEncrypted = 'e',
  kTooManyPages = 'p',
  kTooMuchText = 't',
  kTooMuchMemory = 'm',
};

struct Summary {
  uint32_t pages = 0;
  std::string title, author, language;
};

// Frames, ready to write. Longer texts than allowed are cut by bytes.
std::string SummaryFrame(const Summary& summary);
std::string PageFrame(const PageText& page);
std::string EndFrame();
std::string RefusalFrame(Refusal refusal, std::string_view reason);

class FrameReader {
 public:
  explicit FrameReader(const Limits& limits) : limits_(limits) {}

  // Takes what came through the pipe, in pieces of any size. An Error ends the conversation: a refusal, as pdf.h lists
  // them, or pdf.error.crashed for bytes that no honest child sends. Holds at most one frame beside the document.
  Status Take(std::string_view bytes);
  // Whether the end was said. Bytes after it are an error of Take.
  bool done() const { return done_; }
  // After done(): the document, once.
  Document Finish() { return std::move(document_); }

 private:
  Status CheckHead(char kind, size_t length) const;
  Status TakeFrame(char kind, std::string_view body);
  Status TakeSummary(std::string_view body);
  Status TakePage(std::string_view body);
  Status TakeRefusal(std::string_view body) const;

  const Limits limits_;
  std::string waiting_;  // the beginning of a frame
  std::optional<uint32_t> expected_pages_;
  size_t text_bytes_ = 0;
  bool done_ = false;
  Document document_;
};

}  // namespace concord::pdf
