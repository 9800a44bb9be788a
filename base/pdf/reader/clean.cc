#include "base/pdf/reader/clean.h"

#include "base/pdf/clean.h"
#include "base/pdf/frames.h"
#include "base/pdf/reader/rewrite.h"

namespace concord::pdf::reader {

void WarmUpCleaning() { RewriteNothing(); }

void Clean(std::span<const char> bytes, const Limits&, const Sink& send) {
  const Rewritten written = Rewrite({bytes.data(), bytes.size()});
  if (written.ending != Rewritten::Ending::kDone) {
    const bool locked = written.ending == Rewritten::Ending::kEncrypted;
    send(RefusalFrame(locked ? Refusal::kEncrypted : Refusal::kBroken, written.reason));
    return;
  }
  const std::string_view file = written.file;
  for (size_t at = 0; at < file.size(); at += kMaxPiece) {
    if (!send(PieceFrame(file.substr(at, kMaxPiece)))) return;
  }
  send(EndFrame());
}

}  // namespace concord::pdf::reader
