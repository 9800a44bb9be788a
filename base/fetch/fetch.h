// Asking other people's servers, for harvests and the check of links: an interface, so that tests can answer anything,
// and libcurl's way. Nothing that a server answers is believed: bytes, time, redirects and addresses have limits.
// Fetchers are safe from any thread; a call blocks until its answer is whole, or ended.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"

namespace concord::fetch {

struct Limits {
  int64_t bytes = 64 << 20;      // of the body, once unpacked, and as it came over the wire
  milliseconds connect{15'000};  // to find the name, connect and agree on TLS
  milliseconds total{120'000};   // of each hop, from its start to its last byte
  milliseconds idle{30'000};     // with fewer than 16 bytes a second
  int redirects = 5;             // 0: a redirect is an answer like any other
};

enum class Method { kGet, kHead };

// A redirect that was followed.
struct Hop {
  int status = 0;  // 301, 302, 303, 307, 308
  std::string from, to;
};

struct Response {
  int status = 0;
  std::string url;        // that answered, after redirects
  std::vector<Hop> hops;  // in order; empty where there was no redirect
  std::string type;       // of the content, lower case, without parameters: "text/xml"; empty: not said
  std::string charset;    // of the content's type, lower case; empty: not said
  std::vector<std::pair<std::string, std::string>> headers;  // of the last answer, names in lower case
  int64_t bytes = 0;                                         // of the body that were handed over
  bool cut = false;                                          // the reader wanted no more
  // The first of this name (lower case), or empty.
  const std::string& Header(std::string_view name) const;
  // Where the server says when to come back (Retry-After, seconds or a date), from `now`; never negative.
  std::optional<milliseconds> RetryAfter(Time now) const;
};

struct Request {
  std::string url;
  Method method = Method::kGet;
  std::string accept = "*/*";
  std::string etag, last_modified;  // of an earlier answer; the server may answer 304 without a body
  Limits limits;
  // Takes the body of the answer (never that of a followed redirect) piece by piece, unpacked; `head` is the response
  // as far as it is known then. False: that is enough, which is no error. Left out: the body is not wanted, and
  // the transfer ends with the header.
  std::function<bool(const Response& head, std::string_view bytes)> body;
  // Asked now and then, at least once a second; true ends the request with "fetch.stopped". May be left out.
  std::function<bool()> stop;
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // An answer of any status is an answer. Errors ({host} where there is one; the cause says more):
  //   invalid     "fetch.bad_address"  {url}: no http or https address, too long, or with a user in it
  //   forbidden   "fetch.internal"     an address that may not be asked, at first or after a redirect
  //   unavailable "fetch.no_name"      the name service knows no such name
  //               "fetch.unreachable"  nobody answered, or the connection broke before the answer was whole
  //               "fetch.too_late"     the answer took too long
  //               "fetch.untrusted"    the server's certificate is not to be trusted
  //               "fetch.stopped"      `stop` said so
  //   invalid     "fetch.too_large"    {limit}: the body is larger, in MiB
  //               "fetch.redirects"    sent on too often, in a circle, or to what is no address
  //               "fetch.broken"       what came is no HTTP, or cannot be unpacked
  virtual Result<Response> Fetch(const Request& request) = 0;
};

struct Identity {
  std::string name;     // of the hub; what is not ASCII is left out
  std::string contact;  // an address of the web or of mail, so that a server's operator can write to somebody
};

struct CurlOptions {
  std::string agent = "Concord";  // see AgentOf
  // Hosts inside the network that may be asked all the same, by name or address: "127.0.0.1:8080", "archive.internal"
  // (every port). The clouds' addresses for machine data stay refused.
  std::vector<std::string> allow_internal;
  std::string proxy;  // "http://proxy.example:3128"; it then finds names, and guards what they lead to. Empty: none
  // Names whose address is given, "host:port:address", instead of asking the name service.
  std::vector<std::string> known;
};

// "Concord/0.1.0 (Riverbend; +https://trust.example.org)".
std::string AgentOf(std::string_view version, const Identity& identity);

// Asks by http and https, redirects followed by hand so that each hop is held against the same rules, no cookies, no
// passwords, no proxy of the environment, certificates always checked. What a name leads to is looked at as the
// connection is made (addresses.h: IsPublic). Connections are kept for the next request to the same server.
class CurlFetcher final : public Fetcher {
 public:
  explicit CurlFetcher(CurlOptions options);
  ~CurlFetcher() override;
  CurlFetcher(const CurlFetcher&) = delete;
  Result<Response> Fetch(const Request& request) override;

 private:
  class Handles;
  CurlOptions options_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace concord::fetch
