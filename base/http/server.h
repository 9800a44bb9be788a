// The server: I/O threads with one coroutine a connection, a bounded pool of workers for handlers, limits on
// everything. A slow client is cut off and never holds a worker: a request reaches a worker only when it was read
// whole, and the worker is free again before its response is sent.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/http/router.h"

namespace concord::http {

// Pages for what the server itself must say (404, 405, 413, 429, 500, 503...), in the site's frame.
using ErrorPage = std::function<Response(const Request&, unsigned status)>;

// What the program does around every handler, on its worker: who asks, whether a form may be believed, which cookies go
// back. Safe from any thread. Routes with inline_io and the server's own pages pass it by.
class Gate {
 public:
  virtual ~Gate() = default;
  // Before anything is made for the request, error pages too: sets request.visitor.
  virtual void Identify(Request& request) = 0;
  // Before the route's guard: a Response where the request is refused (a form without its token).
  virtual std::optional<Response> Refuse(const Request& request, const Route& route) = 0;
  // After the handler: may add cookies.
  virtual void Complete(const Request& request, Response& response) = 0;
};

struct ServerDeps {
  const Router& router;
  ErrorPage error_page;                            // runs on a worker; must not throw
  std::function<bool()> ready;                     // for /readyz: the database answers, the index is open
  std::function<void(std::string&)> more_metrics;  // appends Prometheus text to /metrics; may be empty
  // Grows when anything a shared page shows has changed: an entry of the page cache lives only while it stands still.
  std::function<uint64_t()> content_version;
  // What of a visitor a shared page depends on beside its target: the language. Pure; runs on I/O threads.
  std::function<std::string(const Request&)> cache_variant;
  const Clock& clock;
  Random& random;
  Log& log;
  bool access_log = true;  // one line of `log` for every request
  Gate* gate = nullptr;
  std::string spool_folder = {};  // where large bodies are put aside; empty: the system's folder for temporary files
};

class Server {
 public:
  Server(const Config::Http& config, ServerDeps deps);
  ~Server();  // stops

  // Binds and starts the threads; once. Errors: unavailable, key "serve.port_taken", "serve.no_right" or
  // "serve.bad_address" (params "address", "port"); invalid, key "serve.bad_proxy" (param "proxy").
  Status Start();
  int port() const;  // the bound port (config port 0: the kernel's choice)
  // Stops accepting, lets running requests end within drain_seconds, closes idle connections. Safe from any thread;
  // returns when every thread has ended. A handler that runs cannot be stopped: it is waited for. Not from a handler.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concord::http
