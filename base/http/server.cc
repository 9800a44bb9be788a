#include "base/http/server.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <future>

#include "base/http/connection.h"

namespace concord::http {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

// As many requests wait for a worker as a quarter of the connections, and no more than this: what waits longer is
// better told to come again.
constexpr size_t kLongestQueue = 1024;

size_t Cores() { return std::max(1U, std::thread::hardware_concurrency()); }

size_t IoThreads(const Config::Http& config) {
  return config.io_threads > 0 ? static_cast<size_t>(config.io_threads) : std::max<size_t>(1, Cores() / 2);
}

size_t Workers(const Config::Http& config) {
  return config.workers > 0 ? static_cast<size_t>(config.workers) : std::max<size_t>(2, Cores());
}

size_t QueueLimit(const Config::Http& config) {
  return std::clamp<size_t>(static_cast<size_t>(std::max(config.max_connections, 0)) / 4, 1, kLongestQueue);
}

std::string TooManyAnswer() {
  const std::string body = "503 Service Unavailable\n";
  return "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 5\r\n"
         "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

class Server::Impl {
 public:
  Impl(const Config::Http& config, ServerDeps deps)
      : config_(config),
        deps_(std::move(deps)),
        cache_(static_cast<size_t>(std::max(config.page_cache_mib, 0)) << 20),
        responder_(cache_),
        metrics_(deps_.router) {}
  ~Impl() { Stop(); }

  Status Start();
  void Stop();
  int port() const { return port_; }

 private:
  Status Bind();
  Task<void> Accept();
  void Take(Socket socket, IoThread& thread);
  void StopAccepting();

  const Config::Http config_;
  const ServerDeps deps_;
  TrustedProxies proxies_;
  PageCache cache_;
  Responder responder_;
  Metrics metrics_;
  ConnectionCount connections_;
  BodyMemory bodies_;
  SpoolCount spools_;
  std::atomic<bool> draining_{false};
  std::unique_ptr<AccessLog> access_;
  std::unique_ptr<WorkerPool> workers_;
  std::vector<std::unique_ptr<IoThread>> threads_;
  std::optional<Services> services_;
  std::optional<Acceptor> acceptor_;
  std::optional<Timer> accept_pause_;
  std::mutex stop_mutex_;
  bool running_ = false;
  int port_ = 0;
};

Status Server::Impl::Bind() {
  boost::system::error_code error;
  const std::string text = config_.listen == "localhost" ? "127.0.0.1" : config_.listen;
  const auto parsed = Address::Parse(text);
  const std::map<std::string, std::string> where = {{"address", config_.listen},
                                                    {"port", std::to_string(config_.port)}};
  if (!parsed || config_.port < 0 || config_.port > 65535) {
    return Fail(ErrorKind::kUnavailable, "serve.bad_address", where);
  }
  const auto address = asio::ip::make_address(parsed->ToString(), error);
  const asio::ip::tcp::endpoint endpoint(address, static_cast<unsigned short>(config_.port));
  acceptor_.emplace(threads_[0]->context());
  acceptor_->open(endpoint.protocol(), error);
  if (!error) acceptor_->set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor_->bind(endpoint, error);
  if (!error) acceptor_->listen(Acceptor::max_listen_connections, error);
  if (error == boost::system::errc::address_in_use) {
    return Fail(ErrorKind::kUnavailable, "serve.port_taken", where, error.message());
  }
  if (error == boost::system::errc::permission_denied) {
    return Fail(ErrorKind::kUnavailable, "serve.no_right", where, error.message());
  }
  if (error) return Fail(ErrorKind::kUnavailable, "serve.bad_address", where, error.message());
  port_ = acceptor_->local_endpoint(error).port();
  return {};
}

Status Server::Impl::Start() {
  auto proxies = TrustedProxies::Parse(config_.trusted_proxies);
  if (!proxies) return std::unexpected(proxies.error());
  proxies_ = std::move(*proxies);
  for (size_t i = 0; i < IoThreads(config_); ++i) {
    threads_.push_back(std::make_unique<IoThread>(deps_.clock, deps_.random, deps_.log));
  }
  if (Status bound = Bind(); !bound) {
    acceptor_.reset();
    threads_.clear();
    return bound;
  }
  access_ = std::make_unique<AccessLog>(deps_.log, deps_.access_log);
  workers_ = std::make_unique<WorkerPool>(Workers(config_), QueueLimit(config_));
  services_.emplace(Services{config_, deps_, proxies_, cache_, responder_, metrics_, *access_, *workers_, connections_,
                             draining_, bodies_, spools_});
  accept_pause_.emplace(threads_[0]->context());
  running_ = true;
  asio::co_spawn(threads_[0]->context(), Accept(), asio::detached);
  for (auto& thread : threads_) thread->Start();
  return {};
}

Task<void> Server::Impl::Accept() {
  for (size_t next = 0; !draining_; next = (next + 1) % threads_.size()) {
    IoThread& thread = *threads_[next];
    auto [error, socket] = co_await acceptor_->async_accept(thread.context().get_executor(), asio::as_tuple(Await()));
    if (draining_) co_return;
    if (!error) {
      Take(std::move(socket), thread);
    } else if (error != boost::system::errc::connection_aborted) {
      // Out of descriptors, most likely: wait until some are given back rather than spin.
      deps_.log.Warn("accept", {{"cause", error.message()}});
      accept_pause_->expires_after(std::chrono::milliseconds(100));
      co_await accept_pause_->async_wait(asio::as_tuple(Await()));
    }
  }
}

void Server::Impl::Take(Socket socket, IoThread& thread) {
  ++metrics_.accepted;
  if (connections_.Add() > static_cast<size_t>(std::max(config_.max_connections, 1))) {
    ++metrics_.refused;
    static const std::string answer = TooManyAnswer();
    // What the client has sent is taken first: closing with unread bytes would reset the connection and lose the
    // answer.
    char taken[4096];
    const int handle = socket.native_handle();
    [[maybe_unused]] ssize_t ignored = recv(handle, taken, sizeof taken, MSG_DONTWAIT);
    ignored = send(handle, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(handle, SHUT_WR);
    connections_.Remove();
    return;
  }
  auto connection = std::make_unique<Connection>(std::move(socket), *services_, thread);
  asio::co_spawn(thread.context(), Connection::Serve(std::move(connection)), asio::detached);
}

void Server::Impl::StopAccepting() {
  boost::system::error_code ignored;
  acceptor_->close(ignored);
  accept_pause_->cancel();
}

void Server::Impl::Stop() {
  std::lock_guard lock(stop_mutex_);
  if (!running_) return;
  running_ = false;
  draining_ = true;
  // Once this has run, no connection is added: the count below can only fall.
  std::promise<void> accepting_ended;
  threads_[0]->Post([&] {
    StopAccepting();
    accepting_ended.set_value();
  });
  accepting_ended.get_future().wait();
  for (auto& thread : threads_) thread->Post([&thread] { thread->CloseIdle(); });
  if (!connections_.WaitForNone(std::chrono::seconds(std::max(config_.drain_seconds, 0)))) {
    for (auto& thread : threads_) thread->Post([&thread] { thread->CloseAll(); });
    workers_->DropQueued();
    connections_.WaitForNone();
  }
  workers_->Stop();
  for (auto& thread : threads_) thread->Join();
  access_.reset();
}

Server::Server(const Config::Http& config, ServerDeps deps) : impl_(std::make_unique<Impl>(config, std::move(deps))) {}
Server::~Server() = default;

Status Server::Start() { return impl_->Start(); }
int Server::port() const { return impl_->port(); }
void Server::Stop() { impl_->Stop(); }

}  // namespace concord::http
