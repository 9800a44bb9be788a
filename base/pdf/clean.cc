#include "base/pdf/clean.h"

#include "base/pdf/errors.h"
#include "base/pdf/frames.h"
#include "base/pdf/run.h"

namespace concord::pdf {
namespace {

constexpr char kPiece = 'C', kFileEnd = 'E', kFileRefusal = 'F';

}  // namespace

std::string PieceFrame(std::string_view piece) {
  std::string out(1, kPiece);
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(piece.size() >> shift & 0xFF);
  return out.append(piece);
}

Status CleanReader::Take(std::string_view bytes) {
  waiting_ += bytes;
  std::string_view rest = waiting_;
  while (!rest.empty()) {
    if (done_) return Crashed("bytes after the end");
    if (rest.size() < kFrameHead) break;
    size_t length = 0;
    for (size_t i = kFrameHead - 1; i > 0; --i) length = length << 8 | static_cast<unsigned char>(rest[i]);
    const char kind = rest[0];
    const size_t most = kind == kPiece ? kMaxPiece : kind == kFileRefusal ? 1 + kMaxFact : 0;
    if ((kind != kPiece && kind != kFileRefusal && kind != kFileEnd) || length > most)
      return Crashed("a frame that is none");
    if (kind == kPiece && length > limits_.text_bytes - file_.size()) return TooLarge(limits_, "the new file");
    if (rest.size() - kFrameHead < length) break;
    if (kind == kFileRefusal) {
      auto refused = FrameReader(limits_).Take(rest.substr(0, kFrameHead + length));
      return refused ? Crashed("a refusal that is none") : refused;
    }
    if (kind == kFileEnd && file_.empty()) return Crashed("an end before the file");
    done_ = kind == kFileEnd;
    file_ += rest.substr(kFrameHead, length);
    rest.remove_prefix(kFrameHead + length);
  }
  waiting_.erase(0, waiting_.size() - rest.size());
  return {};
}

Result<std::string> CleanPdf(const std::string& path, const Limits& limits) {
  CleanReader reader(limits);
  const Hearing hearing{[&](std::string_view bytes) { return reader.Take(bytes); }, [&] { return reader.done(); }};
  const auto arguments = [&](const std::string& program, const std::string& seconds) {
    return std::vector<std::string>{program, "clean", seconds, std::to_string(limits.memory_mib),
                                    std::to_string(limits.text_bytes)};
  };
  if (auto heard = RunOn(path, limits, arguments, hearing); !heard) return std::unexpected(heard.error());
  return reader.Finish();
}

}  // namespace concord::pdf
