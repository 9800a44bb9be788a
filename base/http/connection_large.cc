// Bodies and responses that are too large for memory: taken in, and sent, a piece at a time.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/http/connection.h"

namespace concord::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr size_t kPiece = 1 << 20;             // bytes of a body in memory at once
constexpr uint64_t kSlowestBody = 32 * 1024;   // bytes a second that a body must come with, beside body_seconds
constexpr uint64_t kMostDropped = 1ull << 30;  // bytes of a body that is read for the sake of an answer alone
constexpr uint64_t kNoLimit = 1ull << 62;
constexpr auto kBusyPause = milliseconds(100);
constexpr int kBusyTries = 100;

}  // namespace

Task<Connection::Received> Connection::ReceiveLarge() {
  const MessageHead& head = exchange_.head;
  exchange_.BeginAdmission();
  co_await AskWorker();
  if (closed_) co_return Received::kEnded;
  if (exchange_.refused()) {
    linger_ = close_after_ = true;
    co_return Received::kAnswered;
  }
  if (head.content_length > exchange_.body_limit()) {
    // A browser shows no answer that comes while it still sends. What asked first has not begun, and is told at once.
    const bool waits = head.expects_continue && input().empty();
    bool dropped = false;
    if (!waits && *head.content_length <= exchange_.body_limit() + kMostDropped) dropped = co_await DropBody();
    if (closed_) co_return Received::kEnded;
    if (!dropped) linger_ = close_after_ = true;
    exchange_.BeginTooLarge();
    co_await AskWorker();
    co_return closed_ ? Received::kEnded : Received::kAnswered;
  }
  if (!services_.spools.Take()) {
    close_after_ = linger_ = true;
    Refuse(503);
    co_return Received::kEnded;
  }
  spooling_ = true;
  const Received received = co_await SpoolBody();
  co_return received;
}

Task<Connection::Received> Connection::SpoolBody() {
  const MessageHead& head = exchange_.head;
  Request& request = exchange_.request;
  if (head.expects_continue && input().empty()) TellToGoOn();
  const Moment begin = std::chrono::steady_clock::now();
  const auto stall = seconds(services_.config.body_seconds);
  const Moment limit = begin + stall + seconds(head.content_length.value_or(exchange_.body_limit()) / kSlowestBody);
  for (;;) {
    const auto step = parser_.ParseBody(input(), exchange_.body_limit(), request.body);
    Consume(step.consumed);
    if (step.status != 0) {
      Refuse(step.status);
      co_return Received::kEnded;
    }
    if (step.done || request.body.size() >= kPiece) {
      exchange_.BeginStoring(step.done);
      co_await AskWorker();
      if (closed_) co_return Received::kEnded;
      if (exchange_.refused()) {
        linger_ = close_after_ = true;
        co_return Received::kAnswered;
      }
      if (step.done) co_return Received::kWhole;
      continue;
    }
    const bool sent = co_await Flush();
    if (!sent) co_return Received::kEnded;
    deadline_ = std::min(limit, std::chrono::steady_clock::now() + stall);
    const bool more = co_await Fill();
    if (more) continue;
    if (expired_ && !closed_) Refuse(408);
    co_return Received::kEnded;
  }
}

Task<bool> Connection::DropBody() {
  std::string dropped;
  const auto stall = seconds(services_.config.body_seconds);
  const Moment limit =
      std::chrono::steady_clock::now() + stall + seconds(*exchange_.head.content_length / kSlowestBody);
  for (;;) {
    const auto step = parser_.ParseBody(input(), kNoLimit, dropped);
    Consume(step.consumed);
    dropped.clear();
    if (step.status != 0) co_return false;
    if (step.done) co_return true;
    deadline_ = std::min(limit, std::chrono::steady_clock::now() + stall);
    const bool more = co_await Fill();
    if (!more) {
      if (!expired_) Close();
      expired_ = false;
      co_return false;
    }
  }
}

Task<bool> Connection::SendStream(Outgoing::Streamed& streamed) {
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    Executor>
      pause(socket_.get_executor());
  int tries = 0;
  while (streamed.at < streamed.end) {
    const bool sent = co_await Flush();
    if (!sent) co_return false;
    exchange_.BeginPiece(streamed);
    const uint64_t before = busy_;
    co_await AskWorker();
    if (closed_) co_return false;
    auto piece = exchange_.TakePiece();
    if (!piece && busy_ > before && ++tries < kBusyTries) {
      pause.expires_after(kBusyPause);
      co_await pause.async_wait(boost::asio::as_tuple(Await()));
      if (closed_) co_return false;
      continue;
    }
    if (!piece) {
      Close();
      co_return false;
    }
    tries = 0;
    Outgoing more;
    out_bytes_ += piece->size();
    more.body = std::move(*piece);
    out_.push_back(std::move(more));
  }
  co_return true;
}

}  // namespace concord::http
