// The only file that sees Beast: its parser reads request line, fields and chunks; the checks around it are ours.
#include "base/http/request_parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>

#include "base/core/text.h"

namespace concord::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;

// Finds the end of a head, and refuses what must not stand in one: control characters, a CR or LF alone, and the
// obsolete folded line. It remembers how far it has looked, so that a head which trickles in is looked at once.
class HeadScanner {
 public:
  enum class Result { kMore, kEnd, kBad };

  Result Scan(std::string_view input) {
    for (; at_ < input.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(input[at_]);
      if (byte >= 0x20 && byte != 0x7F) {
        if (previous_ == '\r') return Result::kBad;
        if (previous_ == '\n' && byte == ' ' && lines_ > 0) return Result::kBad;
      } else if (byte == '\n') {
        if (previous_ != '\r') return Result::kBad;
        ++lines_;
        if (at_ == line_begin_ + 1) {
          ++at_;
          return Result::kEnd;
        }
        line_begin_ = at_ + 1;
      } else if (byte == '\t') {
        if (previous_ == '\r' || previous_ == '\n') return Result::kBad;
      } else if (byte != '\r' || previous_ == '\r') {
        return Result::kBad;
      }
      previous_ = byte;
    }
    return Result::kMore;
  }

  size_t seen() const { return at_; }
  bool in_first_line() const { return lines_ == 0; }

 private:
  size_t at_ = 0;
  size_t line_begin_ = 0;
  size_t lines_ = 0;
  unsigned char previous_ = 0;
};

class BeastParser final : public beast::http::basic_parser<true> {
 public:
  BeastParser(Request& request, MessageHead& head, size_t max_fields)
      : request_(request), head_(head), max_fields_(max_fields) {
    header_limit(1 << 20);  // the scanner has set the bounds already
    body_limit(boost::none);
  }

  std::string* body = nullptr;
  bool too_many_fields = false;

 private:
  using string_view = beast::string_view;

  void on_request_impl(beast::http::verb, string_view method, string_view target, int version, error_code&) override {
    request_.method_name.assign(method.data(), method.size());
    request_.target.assign(target.data(), target.size());
    head_.http11 = version == 11;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field, string_view name, string_view value, error_code& error) override {
    if (body) return;  // a trailer
    if (request_.headers.items().size() >= max_fields_) {
      too_many_fields = true;
      error = beast::http::error::header_limit;
      return;
    }
    request_.headers.Add(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<uint64_t>&, error_code&) override {}
  size_t on_body_impl(string_view bytes, error_code&) override {
    body->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(uint64_t, string_view, error_code&) override {}
  size_t on_chunk_body_impl(uint64_t, string_view bytes, error_code&) override {
    body->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}

  Request& request_;
  MessageHead& head_;
  const size_t max_fields_;
};

unsigned StatusOf(const error_code& error) {
  if (error == beast::http::error::body_limit) return 413;
  if (error == beast::http::error::header_limit) return 431;
  return 400;
}

bool ListHas(std::string_view list, std::string_view wanted) {
  for (const std::string_view item : text::Split(list, ',')) {
    if (text::EqualsIgnoreAsciiCase(text::Trim(item), wanted)) return true;
  }
  return false;
}

// Counts and values of the fields that decide where the message ends, and of those that must not come twice.
struct Framing {
  int hosts = 0, lengths = 0, codings = 0;
  std::string_view host, length, coding, expect;
};

// One pass over the fields. A field's first letter keeps the comparisons few.
Framing ReadFields(Request& request, MessageHead& head) {
  Framing framing;
  bool close = false, keep = false;
  const auto is = [](std::string_view a, std::string_view b) { return text::EqualsIgnoreAsciiCase(a, b); };
  for (const auto& [name, value] : request.headers.items()) {
    switch (name[0] | 0x20) {
      case 'h':
        if (is(name, "host")) ++framing.hosts, framing.host = value;
        break;
      case 'c':
        if (is(name, "content-length")) ++framing.lengths, framing.length = value;
        if (is(name, "cookie")) ReadCookies(value, request.cookies);
        if (is(name, "connection")) close |= ListHas(value, "close"), keep |= ListHas(value, "keep-alive");
        break;
      case 't':
        if (is(name, "transfer-encoding")) ++framing.codings, framing.coding = value;
        break;
      case 'e':
        if (is(name, "expect")) framing.expect = value;
        break;
      default:
        break;
    }
  }
  head.keep_alive = !close && (head.http11 || keep);
  return framing;
}

unsigned CheckFraming(const Framing& framing, MessageHead& head) {
  if (framing.hosts > 1 || (framing.hosts == 0 && head.http11)) return 400;
  if (framing.hosts == 1 && !IsValidHost(framing.host)) return 400;
  if (framing.lengths > 1 || framing.codings > 1) return 400;
  if (framing.lengths == 1) {
    if (framing.codings == 1) return 400;
    const std::string_view text = framing.length;
    if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return 400;
    uint64_t length = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc()) return 413;
    head.content_length = length;
    head.has_body = length > 0;
  }
  if (framing.codings == 1) {
    // HTTP/1.0 knows no codings (RFC 9112, 6.1), and we decode no other than chunked.
    if (!head.http11 || !text::EqualsIgnoreAsciiCase(framing.coding, "chunked")) return 400;
    head.has_body = true;
  }
  if (!framing.expect.empty() && head.http11) {
    if (!text::EqualsIgnoreAsciiCase(framing.expect, "100-continue")) return 417;
    head.expects_continue = head.has_body;
  }
  return 0;
}

bool IsRequestId(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

void BelieveProxy(const TrustedProxies& proxies, Request& request) {
  Forwarded forwarded = ReadForwarded(request.headers, proxies);
  if (!forwarded.client.empty()) request.client = std::move(forwarded.client);
  if (!forwarded.proto.empty()) request.secure = forwarded.proto == "https";
  if (!forwarded.host.empty()) request.host = std::move(forwarded.host);
  if (const auto id = request.headers.Get("X-Request-Id"); IsRequestId(id)) request.request_id = id;
}

}  // namespace

class RequestParser::Impl {
 public:
  explicit Impl(ParserLimits limits) : limits(limits) {}

  void Reset() {
    scanner = HeadScanner();
    beast.reset();
    skipped = 0;
  }

  Step Refuse(unsigned status) const { return {false, status, 0}; }

  // Whether what is there of the head is already too much; 0: not yet.
  unsigned TooLong() const {
    if (scanner.in_first_line() && scanner.seen() > limits.target + 32) return 414;
    return scanner.seen() > limits.header ? 431 : 0;
  }

  const ParserLimits limits;
  HeadScanner scanner;
  std::optional<BeastParser> beast;
  size_t skipped = 0;  // an empty line before the request line (RFC 9112, 2.2)
};

RequestParser::RequestParser(ParserLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
RequestParser::~RequestParser() = default;

void RequestParser::Reset() { impl_->Reset(); }

RequestParser::Step RequestParser::ParseHead(std::string_view input, const Peer& peer, Request& request,
                                             MessageHead& head) {
  if (impl_->skipped == 0 && input.starts_with("\r\n")) impl_->skipped = 2;
  if (impl_->skipped == 0 && input == "\r") return {};
  const std::string_view message = input.substr(impl_->skipped);
  const auto scanned = impl_->scanner.Scan(message);
  if (const unsigned status = impl_->TooLong()) return impl_->Refuse(status);
  if (scanned == HeadScanner::Result::kBad) return impl_->Refuse(400);
  if (scanned == HeadScanner::Result::kMore) return {};

  const size_t size = impl_->scanner.seen();
  impl_->beast.emplace(request, head, impl_->limits.fields);
  error_code error;
  impl_->beast->put(boost::asio::const_buffer(message.data(), size), error);
  if (error == beast::http::error::bad_version) return impl_->Refuse(505);
  if (error || !impl_->beast->is_header_done()) return impl_->Refuse(error ? StatusOf(error) : 400);

  request.method = MethodOf(request.method_name);
  if (request.target.size() > impl_->limits.target) return impl_->Refuse(414);
  const Framing framing = ReadFields(request, head);
  if (const unsigned status = CheckFraming(framing, head)) return impl_->Refuse(status);
  request.host = framing.hosts == 1 ? framing.host : std::string_view(peer.local_host);
  if (!ReadTarget(request, request.host)) return impl_->Refuse(400);

  request.client = peer.address;
  request.secure = peer.behind_tls;
  if (peer.proxies) BelieveProxy(*peer.proxies, request);
  return {true, 0, impl_->skipped + size};
}

RequestParser::Step RequestParser::ParseBody(std::string_view input, size_t limit, std::string& body) {
  Step step;
  auto& beast = *impl_->beast;
  if (beast.is_done()) return {true, 0, 0};
  if (!beast.body) {
    beast.body = &body;
    beast.body_limit(limit);
    beast.eager(true);
  }
  if (input.empty()) return step;
  error_code error;
  step.consumed = beast.put(boost::asio::const_buffer(input.data(), input.size()), error);
  if (error && error != beast::http::error::need_more) {
    step.status = StatusOf(error);
    return step;
  }
  step.done = beast.is_done();
  // What is left is the line of a chunk or the trailers, which must not grow without end.
  if (!step.done && input.size() - step.consumed > impl_->limits.header) step.status = 431;
  return step;
}

}  // namespace concord::http
