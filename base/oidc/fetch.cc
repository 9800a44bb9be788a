#include "base/oidc/fetch.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "base/core/text.h"
#include "base/oidc/errors.h"
#include "base/oidc/url.h"

namespace concord::oidc {
namespace {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One request. libcurl calls back into it, from this thread.
class Request {
 public:
  Request(std::string_view url, const FetchLimits& limits) : url_(url), limits_(limits) {}

  Status Prepare(const std::vector<std::string>& known);
  Status SetBearer(std::string_view token);
  void SetForm(const Form& form, std::string_view basic);
  Result<Answer> Perform();

 private:
  template <typename Value>
  void Set(CURLoption option, Value value) {
    if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK) complete_ = false;
  }
  static size_t Take(char* bytes, size_t size, size_t count, void* self);
  static curl_socket_t Open(void* self, curlsocktype purpose, curl_sockaddr* address);

  std::string url_;
  FetchLimits limits_;
  std::unique_ptr<CURL, FreeHandle> handle_;
  std::unique_ptr<curl_slist, FreeList> headers_, known_;
  std::string body_;
  std::string fault_;  // why one of our own callbacks ended the request
  bool plain_ = false;
  bool complete_ = true;
};

Status Request::Prepare(const std::vector<std::string>& known) {
  const auto url = ParseUrl(url_);
  if (!url) return Unreachable("not an http or https address: " + Quoted(url_));
  if (IsForbiddenHost(url->host)) return Unreachable("an address that may not be asked: " + url->host);
  if (url->scheme == "http" && !url->loopback) return Unreachable("plain http to another machine: " + url->host);
  plain_ = url->scheme == "http";
  handle_.reset(curl_easy_init());
  if (!handle_) return Unreachable("libcurl did not start");
  Set(CURLOPT_URL, url_.c_str());
  Set(CURLOPT_PROTOCOLS_STR, "http,https");
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.time.count()));
  Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.time.count()));
  Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(CURLOPT_USERAGENT, "Concord");
  Set(CURLOPT_WRITEFUNCTION, &Request::Take);
  Set(CURLOPT_WRITEDATA, this);
  Set(CURLOPT_OPENSOCKETFUNCTION, &Request::Open);
  Set(CURLOPT_OPENSOCKETDATA, this);
  if (url->loopback) Set(CURLOPT_PROXY, "");
  for (const auto& address : known) known_.reset(curl_slist_append(known_.release(), address.c_str()));
  Set(CURLOPT_RESOLVE, known_.get());
  headers_.reset(curl_slist_append(nullptr, "Accept: application/json"));
  return {};
}

Status Request::SetBearer(std::string_view token) {
  if (token.empty()) return {};
  const bool printable = std::ranges::all_of(token, [](char c) { return c >= ' ' && c <= '~'; });
  if (!printable) return Unreachable("the access token is none that may stand in a header");
  curl_slist_append(headers_.get(), ("Authorization: Bearer " + std::string(token)).c_str());
  return {};
}

void Request::SetForm(const Form& form, std::string_view basic) {
  std::string body;
  for (const auto& [name, value] : form) {
    body += (body.empty() ? "" : "&") + EncodeUrl(name) + "=" + EncodeUrl(value);
  }
  Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  Set(CURLOPT_COPYPOSTFIELDS, body.c_str());  // also says the content's type
  if (basic.empty()) return;
  Set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
  Set(CURLOPT_USERPWD, std::string(basic).c_str());
}

Result<Answer> Request::Perform() {
  Set(CURLOPT_HTTPHEADER, headers_.get());
  if (!complete_) return Unreachable("libcurl lacks an option that keeps requests safe");
  const CURLcode code = curl_easy_perform(handle_.get());
  if (code != CURLE_OK) return Unreachable(url_ + ": " + (fault_.empty() ? curl_easy_strerror(code) : fault_));
  Answer answer;
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  const char* type = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_TYPE, &type);
  const std::string_view whole = type ? type : "";
  answer.type = text::LowerAscii(text::Trim(whole.substr(0, whole.find(';'))));
  answer.body = std::move(body_);
  return answer;
}

size_t Request::Take(char* bytes, size_t size, size_t count, void* self) {
  auto& request = *static_cast<Request*>(self);
  if (size * count > request.limits_.bytes - request.body_.size()) {
    request.fault_ = "the answer is larger than " + std::to_string(request.limits_.bytes) + " bytes";
    return 0;
  }
  request.body_.append(bytes, size * count);
  return size * count;
}

curl_socket_t Request::Open(void* self, curlsocktype, curl_sockaddr* address) {
  auto& request = *static_cast<Request*>(self);
  if (IsForbidden(address->addr)) {
    request.fault_ = "the name leads to an address that may not be asked";
    return CURL_SOCKET_BAD;
  }
  if (request.plain_ && !IsLoopback(address->addr)) {
    request.fault_ = "plain http, but the name leads to another machine";
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

Result<Answer> CurlFetcher::Get(std::string_view url, std::string_view bearer) {
  Request request(url, limits_);
  if (auto status = request.Prepare(known_); !status) return std::unexpected(status.error());
  if (auto status = request.SetBearer(bearer); !status) return std::unexpected(status.error());
  return request.Perform();
}

Result<Answer> CurlFetcher::PostForm(std::string_view url, const Form& form, std::string_view basic) {
  Request request(url, limits_);
  if (auto status = request.Prepare(known_); !status) return std::unexpected(status.error());
  request.SetForm(form, basic);
  return request.Perform();
}

}  // namespace concord::oidc
