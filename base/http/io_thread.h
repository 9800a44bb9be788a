// One I/O thread: its event loop, the connections that live on it, and what they share there without locks.
// Everything but Post, Return and Start belongs to the thread itself.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/random.h"

namespace concord::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;  // the type itself, not any_io_executor: no indirection per step
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <typename T>
using Task = asio::awaitable<T, Executor>;
using Await = asio::use_awaitable_t<Executor>;

using Moment = std::chrono::steady_clock::time_point;

class Connection;

// What can be handed back to the thread that a coroutine waits on.
class Resumable {
 public:
  virtual ~Resumable() = default;
  virtual void Resume() = 0;
};

class IoThread {
 public:
  IoThread(const Clock& clock, Random& random, Log& log);
  ~IoThread();  // joins

  void Start();
  void Join();  // lets the loop end once nothing is left to do
  asio::io_context& context() { return context_; }
  // From any thread: `what` is resumed on this one. Many that come together cost one waking.
  void Return(Resumable& what);
  // From any thread.
  void Post(std::function<void()> work);

  void Add(Connection& connection) { connections_.insert(&connection); }
  void Remove(Connection& connection) { connections_.erase(&connection); }
  void CloseIdle();
  void CloseAll();

  std::string_view Date();     // for the Date header; formatted once a second
  std::string NewRequestId();  // 16 hex digits, none twice in a run; not a secret

 private:
  void Run();
  void Tick();
  void ResumeReturned();

  const Clock& clock_;
  Log& log_;
  asio::io_context context_{1};
  asio::executor_work_guard<Executor> work_;
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer_;
  std::unordered_set<Connection*> connections_;
  std::mutex returned_mutex_;
  std::vector<Resumable*> returned_;
  std::vector<Resumable*> resuming_;
  std::string date_;
  int64_t date_second_ = -1;
  uint64_t id_state_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace concord::http
