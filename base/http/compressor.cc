#include "base/http/compressor.h"

#include <brotli/encode.h>
#include <zlib.h>

namespace concord::http {

class Compressor::Gzip {
 public:
  explicit Gzip(int level) {
    constexpr int kGzipWindow = 15 + 16;
    ready_ = deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~Gzip() {
    if (ready_) deflateEnd(&stream_);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::string Compress(std::string_view bytes) {
    if (!ready_ || deflateReset(&stream_) != Z_OK || bytes.size() > UINT32_MAX) return {};
    std::string out(bytes.size(), '\0');  // what does not fit has saved nothing
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
    out.resize(out.size() - stream_.avail_out);
    return out;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

Compressor::Compressor() : once_(std::make_unique<Gzip>(1)), kept_(std::make_unique<Gzip>(6)) {}
Compressor::~Compressor() = default;

std::string Compressor::Compress(std::string_view bytes, Encoding encoding, Effort effort) {
  if (encoding == Encoding::kGzip) return (effort == Effort::kOnce ? once_ : kept_)->Compress(bytes);
  if (encoding != Encoding::kBrotli) return {};
  std::string out(bytes.size(), '\0');
  size_t size = out.size();
  const int quality = effort == Effort::kOnce ? 2 : 5;
  const BROTLI_BOOL done =
      BrotliEncoderCompress(quality, 18, BROTLI_MODE_TEXT, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()),
                            &size, reinterpret_cast<uint8_t*>(out.data()));
  if (done != BROTLI_TRUE || size >= bytes.size()) return {};
  out.resize(size);
  return out;
}

}  // namespace concord::http
