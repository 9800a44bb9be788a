// One connection: a coroutine on its I/O thread that reads requests and writes responses in order.
// It waits in four places (for a request, for a body, for a worker, for the client to take bytes); in all but the
// third a deadline stands, so that a slow client costs one connection and nothing else.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/http/exchange.h"

namespace concord::http {

class Connection {
 public:
  Connection(Socket socket, Services& services, IoThread& thread);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The connection's whole life; it is destroyed at the end.
  static Task<void> Serve(std::unique_ptr<Connection> connection);

  // From its I/O thread.
  void ExpireAt(Moment now);
  void CloseIfIdle();
  void Close();

 private:
  enum class Sent { kAll, kBlocked, kFailed };

  Task<void> Loop();
  Task<bool> ServeOne();  // false: the connection ends
  Task<bool> ReadHead();  // false: the connection ends; what had to be said is queued
  Task<bool> ReadBody();
  // For what is large (connection_large.cc). False: the connection ends. ReceiveLarge: `answer` is there where it
  // gives kAnswered.
  enum class Received { kWhole, kAnswered, kEnded };
  Task<Received> ReceiveLarge();
  Task<Received> SpoolBody();
  Task<bool> DropBody();
  Task<bool> SendStream(Outgoing::Streamed& streamed);
  void TellToGoOn();
  void ForgetBody();  // gives back what the last request's body took of what is common
  Task<void> AskWorker();
  Task<bool> Fill();    // reads more into the input; false: end of stream, error or deadline
  Task<bool> Flush();   // sends what is queued
  Task<void> Linger();  // lets the client read our last words before the connection is reset

  std::string_view input() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void Consume(size_t bytes) { begin_ += bytes; }
  void Refuse(unsigned status);  // queues a plain answer and ends the connection
  void Queue(Outgoing outgoing);
  Sent SendSome();
  void SetDeadline(std::chrono::milliseconds from_now) { deadline_ = std::chrono::steady_clock::now() + from_now; }
  void Count(const Outgoing& outgoing, size_t route);

  Socket socket_;
  Services& services_;
  IoThread& thread_;
  Peer peer_;
  RequestParser parser_;
  Exchange exchange_;

  std::vector<char> buffer_;
  size_t begin_ = 0, end_ = 0;
  std::vector<Outgoing> out_;
  size_t out_at_ = 0;      // the first of out_ that is not sent whole
  size_t out_offset_ = 0;  // bytes of it that are sent
  size_t out_bytes_ = 0;   // queued in all

  bool spooling_ = false;  // taken of services_.spools
  uint64_t busy_ = 0;      // how often no worker took what was asked
  size_t body_bytes_ = 0;  // taken of services_.bodies

  std::optional<Moment> deadline_;
  Moment began_;       // of the request
  bool idle_ = false;  // between two requests
  bool expired_ = false;
  bool closed_ = false;
  bool close_after_ = false;
  bool linger_ = false;  // the client may still be sending
};

}  // namespace concord::http
