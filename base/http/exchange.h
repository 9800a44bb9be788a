// One request being answered: decides who answers it, and is the job that a worker runs.
// The I/O thread asks Begin; where that gives no answer, a worker runs the exchange and it is returned to the thread.
#pragma once
#include <functional>
#include <optional>

#include "base/http/io_thread.h"
#include "base/http/request_parser.h"
#include "base/http/services.h"

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
  // The path for the log: where a route binds ":token", "(token)" stands for it, because who reads the log must not be
  // able to use a link that was sent to someone else.
  std::string LoggedPath() const;
  size_t route_index() const { return route_; }
  // After the body was read. True: `answer` is there. False: a worker must be asked (Submit).
  bool Begin();
  // Answers with the error page of that status, on a worker.
  void BeginError(unsigned status);
  // False: too busy, and nothing will call `when_done`; TooBusy then gives the answer.
  bool Submit(std::move_only_function<void()> when_done);
  void TooBusy();

  void Run(Compressor& compressor) override;
  void Drop() override;
  void Resume() override;

 private:
  enum class Work { kHandler, kError, kReady, kEncode };

  // Each as Begin.
  bool BeginOwn();        // /healthz, /readyz, /metrics
  bool BeginUnmatched();  // no route: redirect, OPTIONS, 405, 404
  bool BeginInline();
  bool BeginShared();  // a page that may be in the cache
  void Answer(Response response, Compressor* compressor = nullptr);
  void FailSafe(Compressor& compressor);
  void AnswerByHandler(Compressor* compressor);
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
  std::move_only_function<void()> when_done_;
};

}  // namespace concord::http
