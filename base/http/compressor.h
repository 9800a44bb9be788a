// gzip and Brotli with their working memory kept between calls. One a worker thread; not safe from several.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/http/negotiation.h"

namespace concord::http {

class Compressor {
 public:
  // kOnce: for a body that is sent once (gzip 1, Brotli 2). kKept: for one that is sent many times (gzip 6, Brotli 5).
  enum class Effort { kOnce, kKept };

  Compressor();
  ~Compressor();
  // Empty where compression failed or saved nothing: send the identity then.
  std::string Compress(std::string_view bytes, Encoding encoding, Effort effort);

 private:
  class Gzip;
  std::unique_ptr<Gzip> once_, kept_;
};

}  // namespace concord::http
