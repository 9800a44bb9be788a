// Any bytes as a picture or a text. What comes out holds nothing more to take away: it is what it was taken for, and
// comes out the same once more.
#include <cstdint>
#include <cstdlib>

#include "base/core/text.h"
#include "base/media/media.h"

namespace {

using namespace concord;

void Check(bool holds) {
  if (!holds) std::abort();
}

using Strip = std::optional<std::string> (*)(std::string_view);

void Try(Strip strip, std::string_view bytes, std::optional<media::Kind> kind) {
  const auto once = strip(bytes);
  if (!once) return;
  if (kind) Check(media::KindOf(*once) == kind);
  const auto twice = strip(*once);
  Check(twice && *twice == *once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Try(media::StripJpeg, bytes, media::Kind::kJpeg);
  Try(media::StripPng, bytes, media::Kind::kPng);
  Try(media::PlainText, bytes, std::nullopt);
  if (const auto text = media::PlainText(bytes)) Check(text::IsValidUtf8(*text));
  return 0;
}
