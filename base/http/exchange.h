// One request being answered: decides who answers it, and is the job that a worker runs.
// The I/O thread asks Begin; where that gives no answer, a worker runs the exchange and it is returned to the thread.
#pragma once
#include <functional>
#include <optional>

#include "base/http/io_thread.h"
#include "base/http/request_parser.h"
#include "base/http/services.h"
#include "base/http/spool.h"

namespace concord::http {

class Exchange final : public Job, public Resumable {
 public:
  Exchange(Services& services, IoThread& thread) : services_(services), thread_(thread) {}

  Request request;
  MessageHead head;
  Outgoing answer;

  void Reset();
  // After the head was read.
  void FindRoute();
  size_t body_limit() const { return match_.route->options.body_limit; }  // bytes; only where has_route()
  bool has_route() const { return match_.route != nullptr; }
  bool spools() const { return match_.route && match_.route->options.spool; }
  // The path for the log: where a route binds ":token", "(token)" stands for it, because who reads the log must not be
  // able to use a link that was sent to someone else.
  std::string LoggedPath() const;
  size_t route_index() const { return route_; }
  // After the body was read. True: `answer` is there. False: a worker must be asked (Submit).
  bool Begin();
  // Answers with the error page of that status, on a worker.
  void BeginError(unsigned status);
  // What a worker does for a body that is spooled (exchange_large.cc): before it is read, whether it may come at all;
  // then, again and again, to put aside what of it is in request.body; at its end, or where it is over the limit, the
  // answer. After the first two, refused() says whether `answer` is there instead.
  void BeginAdmission();
  void BeginStoring(bool last);
  void BeginTooLarge();
  bool refused() const { return refused_; }
  // The next piece of a stream. After it: the piece, or nullopt where the connection must be cut.
  void BeginPiece(Outgoing::Streamed& streamed);
  std::optional<std::string> TakePiece();

  // False: too busy, and nothing will call `when_done`; TooBusy then gives the answer.
  bool Submit(std::move_only_function<void()> when_done);
  void TooBusy();

  void Run(Compressor& compressor) override;
  void Drop() override;
  void Resume() override;

 private:
  enum class Work { kHandler, kError, kReady, kEncode, kAdmit, kStore, kTooLarge, kPiece };

  // Each as Begin.
  bool BeginOwn();        // /healthz, /readyz, /metrics
  bool BeginUnmatched();  // no route: redirect, OPTIONS, 405, 404
  bool BeginInline();
  bool BeginShared();  // a page that may be in the cache
  void Answer(Response response, Compressor* compressor = nullptr);
  void FailSafe(Compressor& compressor);
  void AnswerByHandler(Compressor* compressor);
  void Do(Compressor& compressor);
  void Admit(Compressor& compressor);
  void Store();
  void AnswerTooLarge(Compressor& compressor);
  void ReadPiece();
  Response ErrorPageFor(unsigned status);
  bool MayShare() const;
  std::string MetricsText() const;

  Services& services_;
  IoThread& thread_;
  bool own_ = false;
  Router::Match match_;
  size_t route_ = 0;
  Work work_ = Work::kHandler;
  unsigned error_status_ = 0;
  std::optional<KeepAs> keep_;
  std::shared_ptr<const Page> page_;
  Encoding encoding_ = Encoding::kIdentity;
  std::string key_;
  std::shared_ptr<Spool> spool_;
  bool last_ = false, refused_ = false;
  Outgoing::Streamed* streamed_ = nullptr;
  std::optional<std::string> piece_;
  std::move_only_function<void()> when_done_;
};

}  // namespace concord::http
