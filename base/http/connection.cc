#include "base/http/connection.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <cerrno>

namespace concord::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr size_t kFirstBuffer = 4 * 1024;  // bytes
constexpr size_t kKeptBuffer = 16 * 1024;
constexpr size_t kLargestBuffer = 64 * 1024;
constexpr size_t kCork = 64 * 1024;          // queued answers to pipelined requests are sent at the latest here
constexpr size_t kSlowestReader = 8 * 1024;  // bytes a second that a reader must take, beside body_seconds
constexpr auto kLinger = milliseconds(2000);
constexpr size_t kLingerBytes = 1 << 20;
constexpr size_t kVectors = 48;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// GCC 12 miscompiles `while (co_await ...) {}`: here each co_await stands in a statement of its own.

}  // namespace

Connection::Connection(Socket socket, Services& services, IoThread& thread)
    : socket_(std::move(socket)), services_(services), thread_(thread), exchange_(services, thread) {
  boost::system::error_code error;
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
  socket_.native_non_blocking(true, error);
  const auto remote = socket_.remote_endpoint(error);
  if (const auto address = Address::Parse(remote.address().to_string())) {
    peer_.address = address->ToString();
    if (services_.proxies.Contains(*address)) peer_.proxies = &services_.proxies;
  }
  const auto local = socket_.local_endpoint(error);
  peer_.local_host = local.address().is_v6() ? "[" + local.address().to_string() + "]" : local.address().to_string();
  peer_.local_host += ":" + std::to_string(local.port());
  peer_.behind_tls = services_.config.behind_tls;
}

Connection::~Connection() {
  ForgetBody();
  boost::system::error_code error;
  socket_.close(error);
  services_.connections.Remove();
}

Task<void> Connection::Serve(std::unique_ptr<Connection> connection) {
  connection->thread_.Add(*connection);
  try {
    co_await connection->Loop();
  } catch (const std::exception& error) {
    connection->services_.deps.log.Error("connection", {{"cause", error.what()}});
  }
  connection->thread_.Remove(*connection);
}

Task<void> Connection::Loop() {
  for (;;) {
    const bool more = co_await ServeOne();
    if (!more) break;
  }
  const bool sent = co_await Flush();
  if (!sent || closed_) co_return;
  if (linger_ || !input().empty()) co_await Linger();
}

void Connection::ForgetBody() {
  services_.bodies.Give(body_bytes_);
  body_bytes_ = 0;
  if (std::exchange(spooling_, false)) services_.spools.Give();
}

Task<bool> Connection::ServeOne() {
  exchange_.Reset();
  ForgetBody();
  parser_.Reset();
  const bool read = co_await ReadHead();
  if (!read) co_return false;
  Request& request = exchange_.request;
  if (request.request_id.empty()) request.request_id = thread_.NewRequestId();
  exchange_.FindRoute();
  const MessageHead& head = exchange_.head;
  bool done = false;
  if (head.has_body && !exchange_.has_route()) {
    linger_ = close_after_ = true;  // nobody wants the body: it is not read
  } else if (head.has_body && exchange_.spools()) {
    const Received received = co_await ReceiveLarge();
    if (received == Received::kEnded) co_return false;
    done = received == Received::kAnswered;
  } else if (head.has_body && head.content_length > exchange_.body_limit()) {
    linger_ = close_after_ = true;
    exchange_.BeginError(413);
    co_await AskWorker();
    done = true;
  } else if (head.has_body) {
    const bool whole = co_await ReadBody();
    if (!whole) co_return false;
  }
  if (!done) {
    const bool answered = exchange_.Begin();
    if (!answered) co_await AskWorker();
  }
  if (closed_) co_return false;
  close_after_ |= !head.keep_alive || services_.draining;
  Count(exchange_.answer, exchange_.route_index());
  const auto streamed = exchange_.answer.streamed;
  Queue(std::move(exchange_.answer));
  if (streamed) {
    const bool sent = co_await SendStream(*streamed);
    if (!sent) co_return false;
  }
  if (out_bytes_ > kCork) {
    const bool sent = co_await Flush();
    if (!sent) co_return false;
  }
  co_return !close_after_;
}

Task<bool> Connection::ReadHead() {
  std::optional<Moment> limit;  // of the whole head, from its first byte
  for (;;) {
    if (!input().empty()) {
      if (!limit) {
        began_ = std::chrono::steady_clock::now();
        limit = began_ + seconds(services_.config.header_seconds);
      }
      const auto step = parser_.ParseHead(input(), peer_, exchange_.request, exchange_.head);
      if (step.status != 0) {
        Refuse(step.status);
        co_return false;
      }
      if (step.done) {
        Consume(step.consumed);
        co_return true;
      }
    }
    const bool sent = co_await Flush();
    if (!sent) co_return false;
    if (!limit && services_.draining) co_return false;
    idle_ = !limit;
    deadline_ = limit ? *limit : std::chrono::steady_clock::now() + seconds(services_.config.idle_seconds);
    const bool more = co_await Fill();
    idle_ = false;
    if (more) continue;
    if (expired_ && limit && !closed_) Refuse(408);
    co_return false;
  }
}

Task<bool> Connection::ReadBody() {
  const Moment limit = std::chrono::steady_clock::now() + seconds(services_.config.body_seconds);
  Request& request = exchange_.request;
  bool told = !exchange_.head.expects_continue || !input().empty();
  for (;;) {
    const auto step = parser_.ParseBody(input(), exchange_.body_limit(), request.body);
    Consume(step.consumed);
    const size_t more_bytes = request.body.size() - body_bytes_;
    const bool room = services_.bodies.Take(more_bytes);
    if (room) body_bytes_ += more_bytes;
    if (step.done && room) co_return true;
    if (step.status != 0 || !room) {
      // What is refused is free at once, for others, and not when the client has heard of it.
      request.body = std::string();
      ForgetBody();
      Refuse(room ? step.status : 503);
      co_return false;
    }
    if (!told) {
      told = true;
      TellToGoOn();
    }
    const bool sent = co_await Flush();
    if (!sent) co_return false;
    deadline_ = limit;
    const bool more = co_await Fill();
    if (more) continue;
    if (expired_ && !closed_) Refuse(408);
    co_return false;
  }
}

void Connection::TellToGoOn() {
  Outgoing go_on;
  go_on.head = kContinue;
  out_bytes_ += kContinue.size();
  out_.push_back(std::move(go_on));
}

Task<void> Connection::AskWorker() {
  // Earlier answers must not wait for this one. What the client does not take at once is sent after it.
  if (!out_.empty()) SendSome();
  bool taken = true;
  auto initiate = [this, &taken](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    taken = exchange_.Submit([shared] { (*shared)(); });
    if (!taken) asio::post(thread_.context(), [shared] { (*shared)(); });
  };
  co_await asio::async_initiate<const Await, void()>(initiate, Await());
  if (taken) co_return;
  ++busy_;
  exchange_.TooBusy();
}

Task<bool> Connection::Fill() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (buffer_.empty() || (idle_ && buffer_.size() > kKeptBuffer)) {
    buffer_ = std::vector<char>(kFirstBuffer);  // a connection that waits must not hold what a large body needed
  }
  if (end_ == buffer_.size() && begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<ptrdiff_t>(begin_), buffer_.begin() + static_cast<ptrdiff_t>(end_),
              buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) {
    if (buffer_.size() >= kLargestBuffer) co_return false;  // the parser refuses long before
    buffer_.resize(buffer_.size() * 2);
  }
  const auto [error, bytes] = co_await socket_.async_read_some(
      asio::buffer(buffer_.data() + end_, buffer_.size() - end_), asio::as_tuple(Await()));
  deadline_.reset();
  if (error || expired_ || closed_) co_return false;
  end_ += bytes;
  co_return true;
}

Connection::Sent Connection::SendSome() {
  while (out_at_ < out_.size()) {
    std::array<iovec, kVectors> parts;
    size_t count = 0, skip = out_offset_;
    for (size_t at = out_at_; at < out_.size() && count + 3 <= kVectors; ++at) {
      for (std::string_view bytes : {out_[at].prefix, std::string_view(out_[at].head), out_[at].payload()}) {
        const size_t taken = std::min(skip, bytes.size());
        bytes.remove_prefix(taken);
        skip -= taken;
        if (!bytes.empty()) parts[count++] = {const_cast<char*>(bytes.data()), bytes.size()};
      }
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const ssize_t sent = sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::kBlocked : Sent::kFailed;
    out_bytes_ -= static_cast<size_t>(sent);
    out_offset_ += static_cast<size_t>(sent);
    while (out_at_ < out_.size()) {
      const Outgoing& first = out_[out_at_];
      const size_t size = first.prefix.size() + first.head.size() + first.payload().size();
      if (out_offset_ < size) break;
      out_offset_ -= size;
      ++out_at_;
    }
  }
  out_.clear();
  out_at_ = out_offset_ = out_bytes_ = 0;
  return Sent::kAll;
}

Task<bool> Connection::Flush() {
  if (out_.empty()) co_return true;
  std::optional<Moment> limit;  // of all of it; beside it, some of it must be taken within body_seconds
  for (;;) {
    if (closed_) co_return false;
    const Sent sent = SendSome();
    if (sent == Sent::kAll) co_return true;
    if (sent == Sent::kFailed) break;
    const Moment stalled = std::chrono::steady_clock::now() + seconds(services_.config.body_seconds);
    if (!limit) limit = stalled + milliseconds(out_bytes_ * 1000 / kSlowestReader);
    deadline_ = std::min(*limit, stalled);
    const auto [error] = co_await socket_.async_wait(Socket::wait_write, asio::as_tuple(Await()));
    deadline_.reset();
    if (error || expired_) break;
  }
  Close();
  co_return false;
}

Task<void> Connection::Linger() {
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  expired_ = false;
  const Moment limit = std::chrono::steady_clock::now() + kLinger;
  for (size_t read = 0; read < kLingerBytes;) {
    begin_ = end_ = 0;
    deadline_ = limit;
    idle_ = true;
    if (services_.draining) co_return;
    const bool more = co_await Fill();
    if (!more) co_return;
    read += end_;
  }
}

void Connection::Refuse(unsigned status) {
  close_after_ = true;
  linger_ = status != 408;
  expired_ = false;
  Request& request = exchange_.request;
  if (request.request_id.empty()) request.request_id = thread_.NewRequestId();
  if (request.client.empty()) request.secure = services_.config.behind_tls;
  Outgoing outgoing = services_.responder.Finish(request, PlainAnswer(status), nullptr);
  Count(outgoing, exchange_.route_index());
  Queue(std::move(outgoing));
}

void Connection::Queue(Outgoing outgoing) {
  AppendTail(outgoing.head, {thread_.Date(), exchange_.request.request_id, close_after_, exchange_.head.http11});
  out_bytes_ += outgoing.prefix.size() + outgoing.head.size() + outgoing.payload().size();
  out_.push_back(std::move(outgoing));
}

void Connection::Count(const Outgoing& outgoing, size_t route) {
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
  services_.metrics.Count(route, outgoing.status, took.count(), outgoing.payload_bytes());
  if (!services_.access.enabled()) return;
  const Request& request = exchange_.request;
  services_.access.Write({request.method_name, exchange_.LoggedPath(), request.request_id, outgoing.status,
                          outgoing.payload_bytes(), took.count() * 1000});
}

void Connection::ExpireAt(Moment now) {
  if (!deadline_ || now < *deadline_) return;
  deadline_.reset();
  expired_ = true;
  if (!idle_) ++services_.metrics.timeouts;
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void Connection::CloseIfIdle() {
  if (idle_) Close();
}

void Connection::Close() {
  closed_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace concord::http
