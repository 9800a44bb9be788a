// From raw bytes to a Request. Strict where leniency would let two readers of the same bytes disagree (request
// smuggling, RFC 9112 chapter 11): what is doubtful is refused with 400 and the connection closed.
// One parser a connection, used by its I/O thread alone; no I/O of its own, so that it can be fuzzed.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/http/addresses.h"
#include "base/http/message.h"

namespace concord::http {

struct ParserLimits {
  size_t header = 16 * 1024;  // bytes, request line included: 431
  size_t target = 8 * 1024;   // bytes: 414
  size_t fields = 200;        // header fields: 431
};

// What the head of a request says of the message itself.
struct MessageHead {
  bool http11 = true;
  bool keep_alive = true;
  bool has_body = false;
  bool expects_continue = false;
  std::optional<uint64_t> content_length;  // none: chunked, where has_body
};

// Whose connection it is.
struct Peer {
  std::string address;
  std::string local_host;  // "127.0.0.1:8080": the Host of an HTTP/1.0 request that names none
  bool behind_tls = false;
  const TrustedProxies* proxies = nullptr;  // set where the peer is one of them: its X-Forwarded-* are believed
};

class RequestParser {
 public:
  struct Step {
    bool done = false;    // the head, or the body, is complete
    unsigned status = 0;  // not 0: refused with this status
    size_t consumed = 0;  // bytes of the input that need not be shown again
  };

  explicit RequestParser(ParserLimits limits = {});
  ~RequestParser();

  // Begins the next request.
  void Reset();
  // `input` begins with the first byte of the request and holds all that was read since. When done, `request` holds
  // method, target and headers, and is checked up to its path, host and cookies.
  Step ParseHead(std::string_view input, const Peer& peer, Request& request, MessageHead& head);
  // `input` begins where the last step ended. Appends to `body`; over `limit` bytes: 413. Trailers are dropped.
  Step ParseBody(std::string_view input, size_t limit, std::string& body);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Fills path and query from request.target, which may be in absolute form. `host` is set where the target names one.
// False: a broken escape, a control character, "..", "//", a backslash, or invalid UTF-8 in the path.
bool ReadTarget(Request& request, std::string& host);
// "a=1; b=2" (RFC 6265, 5.4); quotes around a value are taken off.
void ReadCookies(std::string_view header, Pairs& cookies);
Method MethodOf(std::string_view name);

}  // namespace concord::http
