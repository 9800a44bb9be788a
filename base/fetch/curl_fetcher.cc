#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <mutex>

#include "base/core/text.h"
#include "base/fetch/addresses.h"
#include "base/fetch/fetch.h"
#include "base/fetch/url.h"

namespace concord::fetch {
namespace {

constexpr size_t kMaxUrl = 8000;          // resumption tokens are long
constexpr size_t kMaxHeader = 256 << 10;  // of one answer
constexpr size_t kKeptHandles = 4;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

void Append(List& list, const std::string& line) { list.reset(curl_slist_append(list.release(), line.c_str())); }

// Whether the answer sends us on, and we go.
bool Leads(const Response& head, const Limits& limits) {
  const int status = head.status;
  const bool redirect = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  return redirect && limits.redirects > 0 && !head.Header("location").empty();
}

auto Failed(ErrorKind kind, const char* key, const std::string& host, std::string cause) {
  return Fail(kind, key, {{"host", host}}, std::move(cause));
}

bool IsAllowed(const Url& url, const std::vector<std::string>& allowed) {
  const std::string with_port = url.host + ":" + url.port;
  return std::ranges::any_of(allowed, [&](const std::string& entry) {
    const std::string name = text::LowerAscii(entry);
    return name == url.host || name == with_port;
  });
}

// One request to one address. libcurl calls back into it, from this thread.
class Exchange {
 public:
  Exchange(CURL* handle, const Request& request, const CurlOptions& options, std::string url)
      : handle_(handle), request_(request), options_(options), url_(std::move(url)) {}

  Status Prepare();
  Status Perform(Response& response);

 private:
  enum class Fault { kNone, kInternal, kTooLarge, kStopped, kHeader };

  template <typename Value>
  void Set(CURLoption option, Value value) {
    if (curl_easy_setopt(handle_, option, value) != CURLE_OK) complete_ = false;
  }
  void SetHeaders();
  void TakeHead();
  Status Explain(CURLcode code) const;

  static size_t Header(char* bytes, size_t size, size_t count, void* self);
  static size_t Body(char* bytes, size_t size, size_t count, void* self);
  static int Progress(void* self, curl_off_t, curl_off_t received, curl_off_t, curl_off_t);
  static curl_socket_t Open(void* self, curlsocktype purpose, curl_sockaddr* address);

  CURL* handle_;
  const Request& request_;
  const CurlOptions& options_;
  std::string url_, host_;
  List headers_, known_;
  Response head_;
  size_t header_bytes_ = 0;
  Fault fault_ = Fault::kNone;
  bool allowed_ = false;  // by allow_internal
  bool head_taken_ = false;
  bool complete_ = true;
};

Status Exchange::Prepare() {
  const auto url = ParseUrl(url_, kMaxUrl);
  if (!url) return Fail(ErrorKind::kInvalid, "fetch.bad_address", {{"url", text::Shorten(text::Clean(url_), 200)}});
  host_ = url->host;
  allowed_ = IsAllowed(*url, options_.allow_internal);
  if (IsForbiddenHost(host_) || (!allowed_ && !MayBePublicHost(host_)))
    return Failed(ErrorKind::kForbidden, "fetch.internal", host_, url_ + " names an internal address");
  Set(CURLOPT_URL, url_.c_str());
  Set(CURLOPT_PROTOCOLS_STR, "http,https");
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.limits.connect.count()));
  Set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.limits.total.count()));
  Set(CURLOPT_LOW_SPEED_LIMIT, 16L);
  Set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::max<int64_t>(1, request_.limits.idle.count() / 1000)));
  Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(CURLOPT_USERAGENT, options_.agent.c_str());
  Set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  Set(CURLOPT_PROXY, allowed_ ? "" : options_.proxy.c_str());
  Set(CURLOPT_NOBODY, request_.method == Method::kHead ? 1L : 0L);
  Set(CURLOPT_WRITEFUNCTION, &Exchange::Body);
  Set(CURLOPT_WRITEDATA, this);
  Set(CURLOPT_HEADERFUNCTION, &Exchange::Header);
  Set(CURLOPT_HEADERDATA, this);
  Set(CURLOPT_XFERINFOFUNCTION, &Exchange::Progress);
  Set(CURLOPT_XFERINFODATA, this);
  Set(CURLOPT_NOPROGRESS, 0L);
  Set(CURLOPT_OPENSOCKETFUNCTION, &Exchange::Open);
  Set(CURLOPT_OPENSOCKETDATA, this);
  for (const auto& address : options_.known) Append(known_, address);
  Set(CURLOPT_RESOLVE, known_.get());
  SetHeaders();
  if (!complete_) return Failed(ErrorKind::kUnavailable, "fetch.unreachable", host_, "libcurl lacks an option");
  return {};
}

void Exchange::SetHeaders() {
  const auto add = [&](const char* name, const std::string& value) {
    const bool fits = std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
    if (!value.empty() && fits) Append(headers_, std::string(name) + ": " + value);
  };
  add("Accept", request_.accept);
  add("If-None-Match", request_.etag);
  add("If-Modified-Since", request_.last_modified);
  Set(CURLOPT_HTTPHEADER, headers_.get());
}

Status Exchange::Perform(Response& response) {
  const CURLcode code = curl_easy_perform(handle_);
  // What the reader did not want was not lost.
  const bool enough = code == CURLE_WRITE_ERROR && fault_ == Fault::kNone && head_.cut;
  if (code != CURLE_OK && !enough) return Explain(code);
  TakeHead();
  head_.hops = std::move(response.hops);
  response = std::move(head_);
  return {};
}

Status Exchange::Explain(CURLcode code) const {
  const std::string cause = url_ + ": " + curl_easy_strerror(code);
  const auto failed = [&](ErrorKind kind, const char* key) { return Failed(kind, key, host_, cause); };
  switch (fault_) {
    case Fault::kInternal:
      return Failed(ErrorKind::kForbidden, "fetch.internal", host_, url_ + ": the name leads to an internal address");
    case Fault::kTooLarge: {
      const auto mebibytes = std::max<int64_t>(1, request_.limits.bytes >> 20);
      return Fail(ErrorKind::kInvalid, "fetch.too_large", {{"host", host_}, {"limit", std::to_string(mebibytes)}},
                  cause);
    }
    case Fault::kStopped:
      return failed(ErrorKind::kUnavailable, "fetch.stopped");
    case Fault::kHeader:
      return Failed(ErrorKind::kInvalid, "fetch.broken", host_, url_ + ": the header is too large");
    case Fault::kNone:
      break;
  }
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return failed(ErrorKind::kUnavailable, "fetch.no_name");
    case CURLE_OPERATION_TIMEDOUT:
      return failed(ErrorKind::kUnavailable, "fetch.too_late");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return failed(ErrorKind::kUnavailable, "fetch.untrusted");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:  // ours is told apart above: what came cannot be unpacked
      return failed(ErrorKind::kInvalid, "fetch.broken");
    default:
      return failed(ErrorKind::kUnavailable, "fetch.unreachable");
  }
}

void Exchange::TakeHead() {
  if (head_taken_) return;
  head_taken_ = true;
  long status = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  head_.status = static_cast<int>(status);
  head_.url = url_;
  const std::string_view type = head_.Header("content-type");
  head_.type = text::LowerAscii(text::Trim(type.substr(0, type.find(';'))));
  const std::string lower = text::LowerAscii(type);
  if (const auto at = lower.find("charset="); at != lower.npos) {
    std::string_view charset = std::string_view(lower).substr(at + 8);
    charset = text::Trim(charset.substr(0, charset.find(';')));
    if (charset.size() > 1 && (charset.front() == '"' || charset.front() == '\'')) {
      charset = charset.substr(1, charset.size() - 2);
    }
    head_.charset = charset;
  }
}

size_t Exchange::Header(char* bytes, size_t size, size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const std::string_view line(bytes, size * count);
  exchange.header_bytes_ += line.size();
  if (exchange.header_bytes_ > kMaxHeader) {
    exchange.fault_ = Fault::kHeader;
    return 0;
  }
  if (line.starts_with("HTTP/")) exchange.head_.headers.clear();  // after a 100 or 103 comes another
  const auto colon = line.find(':');
  if (colon == line.npos) return line.size();
  exchange.head_.headers.emplace_back(text::LowerAscii(text::Trim(line.substr(0, colon))),
                                      text::Trim(line.substr(colon + 1)));
  return line.size();
}

size_t Exchange::Body(char* bytes, size_t size, size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const std::string_view piece(bytes, size * count);
  exchange.TakeHead();
  auto& head = exchange.head_;
  if (Leads(head, exchange.request_.limits) || !exchange.request_.body) {
    head.cut = true;
    return 0;
  }
  head.bytes += static_cast<int64_t>(piece.size());
  if (head.bytes > exchange.request_.limits.bytes) {
    exchange.fault_ = Fault::kTooLarge;
    return 0;
  }
  if (exchange.request_.body(head, piece)) return piece.size();
  head.cut = true;
  return 0;
}

// Bytes that unpack to nothing never reach Body: they are counted here.
int Exchange::Progress(void* self, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
  auto& exchange = *static_cast<Exchange*>(self);
  if (received > exchange.request_.limits.bytes) exchange.fault_ = Fault::kTooLarge;
  if (exchange.request_.stop && exchange.request_.stop()) exchange.fault_ = Fault::kStopped;
  return exchange.fault_ == Fault::kNone ? 0 : 1;
}

curl_socket_t Exchange::Open(void* self, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(self);
  const bool by_proxy = !exchange.options_.proxy.empty() && !exchange.allowed_;
  if (!by_proxy && (IsForbidden(address->addr) || (!exchange.allowed_ && !IsPublic(address->addr)))) {
    exchange.fault_ = Fault::kInternal;
    return CURL_SOCKET_BAD;
  }
  exchange.fault_ = Fault::kNone;  // of a name's several addresses, this one may be asked
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

// Handles that wait for the next request, with their open connections.
class CurlFetcher::Handles {
 public:
  Handle Take() {
    std::lock_guard lock(mutex_);
    if (kept_.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(kept_.back());
    kept_.pop_back();
    return handle;
  }
  void Give(Handle handle) {
    curl_easy_reset(handle.get());
    std::lock_guard lock(mutex_);
    if (kept_.size() < kKeptHandles) kept_.push_back(std::move(handle));
  }

 private:
  std::mutex mutex_;
  std::vector<Handle> kept_;
};

CurlFetcher::CurlFetcher(CurlOptions options) : options_(std::move(options)), handles_(std::make_unique<Handles>()) {}
CurlFetcher::~CurlFetcher() = default;

Result<Response> CurlFetcher::Fetch(const Request& request) {
  Response response;
  std::string url = request.url.substr(0, request.url.find('#'));
  for (int hop = 0;; ++hop) {
    Handle handle = handles_->Take();
    if (!handle) return Fail(ErrorKind::kUnavailable, "fetch.unreachable", {{"host", ""}}, "libcurl did not start");
    {
      Exchange exchange(handle.get(), request, options_, url);
      Status status = exchange.Prepare();
      if (status) status = exchange.Perform(response);
      if (!status) return std::unexpected(std::move(status.error()));
    }
    handles_->Give(std::move(handle));
    if (!Leads(response, request.limits)) return response;
    const std::string onward = ResolveUrl(url, response.Header("location"));
    const auto from = ParseUrl(url, kMaxUrl);
    if (hop >= request.limits.redirects || !ParseUrl(onward, kMaxUrl)) {
      return Failed(ErrorKind::kInvalid, "fetch.redirects", from ? from->host : "",
                    url + " sends on to " + text::Shorten(text::Clean(response.Header("location")), 200));
    }
    response.hops.push_back({response.status, url, onward});
    url = onward.substr(0, onward.find('#'));
  }
}

}  // namespace concord::fetch
