// The path of a request from raw bytes to its route and its answer's shape: everything that reads what a client sent.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/core/text.h"
#include "base/http/addresses.h"
#include "base/http/negotiation.h"
#include "base/http/page_cache.h"
#include "base/http/request_parser.h"
#include "base/http/responder.h"
#include "base/http/router.h"

namespace {

using namespace concord;
using namespace concord::http;

void Check(bool holds) {
  if (!holds) std::abort();
}

std::unique_ptr<Router> MakeRouter() {
  auto made = std::make_unique<Router>();
  Router& router = *made;
  const Handler handler = [](const Request&) { return Response(); };
  for (const char* pattern : {"/", "/a", "/a/:b", "/a/new", "/a/:b/c/:d", "/f/*rest", "/s/"}) {
    router.Get(pattern, Anyone(), handler);
  }
  router.Post("/a/:b", Anyone(), handler);
  return made;
}

void UseRequest(const Router& router, const Request& request) {
  Check(request.path == "*" || request.path.starts_with('/'));
  Check(text::IsValidUtf8(request.path) && request.path.find('\0') == std::string::npos);
  Check(request.path.find("/../") == std::string::npos && request.path.find("//") == std::string::npos);
  for (const auto& [name, value] : request.query.items()) Check(text::IsValidUtf8(name) && text::IsValidUtf8(value));
  for (const auto& [name, value] : request.headers.items()) {
    Check(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  Check(IsValidHost(request.host));
  const auto match = router.Find(request.method, request.path);
  if (!match.redirect.empty()) Check(router.Find(request.method, match.redirect).route != nullptr);
  ParseForm(request.body);

  PageCache cache(0);
  const Responder responder(cache);
  Response response = Response::Text("0123456789");
  response.fixed = Response::Static{"0123456789", "gzip", "br", "\"e\""};
  response.Header("X-Echo", std::string(request.query.Get("v")));
  response.Header("Location", request.target);
  const Outgoing outgoing = responder.Finish(request, response, nullptr);
  Check(outgoing.head.find("\r\n\r\n") == std::string::npos && outgoing.head.find('\0') == std::string::npos);
  Check(outgoing.payload().size() <= 10);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::unique_ptr<Router> router = MakeRouter();
  static const auto proxies = TrustedProxies::Parse({"10.0.0.0/8", "fd00::/8"});
  if (size < 1) return 0;
  const size_t piece = data[0] % 64 == 0 ? size : data[0] % 64;  // how many bytes come at once
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  Peer peer{"203.0.113.9", "127.0.0.1:80"};
  if (data[0] >= 128) peer.proxies = &*proxies;

  RequestParser parser;
  size_t used = 0, there = 0;
  for (int requests = 0; requests < 8; ++requests) {
    Request request;
    MessageHead head;
    parser.Reset();
    bool in_body = false;
    for (;;) {
      const std::string_view input = bytes.substr(used, there - used);
      const auto step =
          in_body ? parser.ParseBody(input, 4096, request.body) : parser.ParseHead(input, peer, request, head);
      Check(step.consumed <= input.size());
      used += step.consumed;
      if (step.status != 0) {
        Check(step.status >= 400 && step.status < 600);
        return 0;
      }
      if (step.done && (in_body || !head.has_body)) break;
      if (step.done) {
        if (head.content_length && *head.content_length > 4096) return 0;  // 413, as the connection answers
        in_body = true;
        continue;
      }
      if (there == bytes.size()) return 0;
      there = std::min(bytes.size(), there + piece);
    }
    Check(request.body.size() <= 4096);
    UseRequest(*router, request);
  }
  return 0;
}
