// HTTP as signing in through a provider needs it: an interface, so that tests can answer anything, and libcurl's way.
// Fetchers are safe from any thread. Redirects are never followed; an answer of any status is an answer.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/result.h"

namespace concord::oidc {

struct Answer {
  int status = 0;
  std::string type;  // of the content, lower case, without parameters: "application/json"
  std::string body;
};

// Names and values, not encoded yet.
using Form = std::vector<std::pair<std::string, std::string>>;

class HttpFetcher {
 public:
  virtual ~HttpFetcher() = default;
  // `bearer`: an access token (RFC 6750, section 2.1), or empty.
  // Errors: unavailable, "oidc.unreachable": no answer, too late, too large, or an address that may not be asked.
  virtual Result<Answer> Get(std::string_view url, std::string_view bearer) = 0;
  // `basic`: the user and password of RFC 7617, "user:password" not encoded yet, or empty. Errors: as Get.
  virtual Result<Answer> PostForm(std::string_view url, const Form& form, std::string_view basic) = 0;
};

struct FetchLimits {
  size_t bytes = 1u << 20;
  std::chrono::milliseconds time{10'000};  // from the start to the last byte
};

// Asks only by http and https; plain http only where the connection ends on this machine. What the provider's name
// leads to is looked at as the connection is made, so that a name cannot point elsewhere between: link-local addresses
// (169.254.0.0/16, fe80::/10, also wrapped in IPv6) and the clouds' other addresses for machine data are refused.
// A proxy named in the environment (https_proxy) is used, except for this machine; its own address is what is looked
// at then, and beside it the host that the URL writes.
class CurlFetcher final : public HttpFetcher {
 public:
  // `known`: names whose address is given, "host:port:address" (an IPv6 address in brackets), instead of asking the
  // name service.
  explicit CurlFetcher(FetchLimits limits = {}, std::vector<std::string> known = {})
      : limits_(limits), known_(std::move(known)) {}
  Result<Answer> Get(std::string_view url, std::string_view bearer) override;
  Result<Answer> PostForm(std::string_view url, const Form& form, std::string_view basic) override;

 private:
  FetchLimits limits_;
  std::vector<std::string> known_;
};

}  // namespace concord::oidc
