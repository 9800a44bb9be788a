// A response as it goes on the wire, and the writing of its head by hand: one string, no map, no stream.
// Header injection is impossible here: CR, LF and NUL never pass from a value, and a name that is no token is left out.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/http/message.h"

namespace concord::http {

struct Page;

// On the wire: prefix, head, then fixed or body. `page` keeps what prefix and fixed point into.
struct Outgoing {
  unsigned status = 200;
  std::string_view prefix;
  std::string head;
  std::string body;
  std::string_view fixed;
  std::shared_ptr<const Page> page;
  // What follows the head, piece by piece, from one byte to before another.
  struct Streamed {
    Response::Stream stream;
    uint64_t at = 0, end = 0;
  };
  std::shared_ptr<Streamed> streamed;

  std::string_view payload() const { return fixed.empty() ? std::string_view(body) : fixed; }
  uint64_t payload_bytes() const { return streamed ? streamed->end - streamed->at : payload().size(); }
};

// The security headers of every response, written once. Immutable; safe from any thread.
class HeadWriter {
 public:
  HeadWriter();
  // Status line and headers with Content-Length, without the last part (AppendTail) and the empty line. The server's
  // own headers (Date, Connection, X-Request-Id, Content-Length, Transfer-Encoding) are left out of `headers`; a
  // security header that a handler set is kept as the handler set it.
  std::string Write(unsigned status, const Pairs& headers, uint64_t content_length, bool secure) const;

 private:
  std::string plain_, secure_;
};

struct Tail {
  std::string_view date, request_id;
  bool close = false;
  bool http11 = true;
};
void AppendTail(std::string& head, const Tail& tail);

std::string_view ReasonOf(unsigned status);
// A short text that needs nothing: for what is refused before there is a request to show a page for.
Response PlainAnswer(unsigned status);

}  // namespace concord::http
