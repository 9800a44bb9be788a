// From a handler's Response to what goes on the wire: entity tags and 304, ranges, encodings, and the page cache.
// Safe from any thread; the compressor that is handed in belongs to the calling thread.
#pragma once
#include <optional>

#include "base/http/compressor.h"
#include "base/http/message.h"
#include "base/http/outgoing.h"
#include "base/http/page_cache.h"

namespace concord::http {

// Under which key and at which content version a shared page may be kept. The version was read before the handler ran.
struct KeepAs {
  std::string key;
  uint64_t version = 0;
};

class Responder {
 public:
  explicit Responder(PageCache& cache) : cache_(cache) {}

  // `compressor` is nullptr on I/O threads: nothing is compressed there.
  Outgoing Finish(const Request& request, Response response, Compressor* compressor,
                  const std::optional<KeepAs>& keep = std::nullopt) const;
  // The page in that encoding, or its identity where the encoding is not there; 304 where the client has it.
  Outgoing FromPage(const Request& request, std::shared_ptr<const Page> page, Encoding encoding) const;
  // The encoding that this client would like to have of `page`.
  static Encoding Choose(const Request& request, const Page& page);
  // Makes an encoding that was claimed.
  void Encode(const Page& page, Encoding encoding, Compressor& compressor, Compressor::Effort effort) const;

 private:
  Outgoing FinishShared(const Request& request, Response response, Compressor* compressor,
                        const std::optional<KeepAs>& keep) const;
  Outgoing FinishFixed(const Request& request, Response response) const;
  Outgoing FinishStream(const Request& request, Response response) const;
  Outgoing FinishPlain(const Request& request, Response response, Compressor* compressor) const;
  Outgoing Unchanged(const Request& request, const Response& response) const;

  HeadWriter heads_;
  PageCache& cache_;
};

}  // namespace concord::http
