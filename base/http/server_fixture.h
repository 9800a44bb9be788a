// What the tests of the server share: a server on a free port with a few routes, and its knobs.
#pragma once
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "base/http/raw_client.h"
#include "base/http/server.h"

namespace concord::http {

// A door that handlers wait at until the test opens it.
class Latch {
 public:
  void Wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void Open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  bool WaitForWaiting(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

constexpr std::string_view kFileText = "0123456789abcdefghijklmnopqrstuvwxyz";

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    config_.port = 0;
    config_.io_threads = 1;
    config_.workers = 2;
    router_.Get("/", Anyone(), [](const Request&) { return Response::Html("<h1>home</h1>"); });
    router_.Get("/hello/:name", Anyone(), [](const Request& r) {
      return Response::Text("hello " + std::string(r.params.Get("name")) + " " + std::string(r.query.Get("q")));
    });
    router_.Get("/client", Anyone(),
                [](const Request& r) { return Response::Text(r.client + " " + r.Origin() + " " + r.request_id); });
    router_.Post("/echo", Anyone(), [](const Request& r) { return Response::Text(r.body); });
    router_.Post("/small", Anyone(), [](const Request& r) { return Response::Text(r.body); }, {.body_limit = 10});
    router_.Get("/throws", Anyone(), [](const Request&) -> Response { throw std::runtime_error("secret cause"); });
    router_.Get("/wait", Anyone(), [this](const Request&) {
      latch_.Wait();
      return Response::Text("waited");
    });
    router_.Get("/big", Anyone(), [](const Request&) { return Response::Bytes(std::string(8 << 20, 'x'), "video/x"); });
    router_.Get("/long", Anyone(), [](const Request&) { return Response::Html(LongText()); });
    router_.Get("/shared", Anyone(), [this](const Request& r) {
      ++made_;
      return Response::Html(LongText() + std::to_string(version_) + r.target).Shared();
    });
    router_.Get("/guarded", {"nobody", [](const Request&) { return std::optional(Response::Text("no", 403)); }},
                [](const Request&) { return Response::Text("never"); });
    router_.Get("/inject", Anyone(), [](const Request& r) {
      return Response::Text("x").Header("X-Echo", std::string(r.query.Get("v"))).Header("Bad\r\nName", "v");
    });
    router_.Get("/file", Anyone(),
                [](const Request&) {
                  Response response;
                  response.headers.Set("Content-Type", "text/css");
                  response.fixed = Response::Static{kFileText, "GZIPBYTES", "BRBYTES", "\"f1\""};
                  return response;
                },
                {.inline_io = true});
  }
  ~ServerTest() override {
    latch_.Open();
    if (server_) server_->Stop();
    if (log_file_ >= 0) close(log_file_);
  }

  static std::string LongText() {
    std::string text = "<p>";
    for (int i = 0; i < 400; ++i) text += "trust and policing " + std::to_string(i) + " ";
    return text;
  }

  void StartServer() {
    char name[] = "/tmp/concord_http_log_XXXXXX";
    log_file_ = mkstemp(name);
    unlink(name);
    log_ = std::make_unique<Log>(clock_, log_file_, LogLevel::kInfo);
    server_ = std::make_unique<Server>(
        config_, ServerDeps{.router = router_,
                            .error_page =
                                [](const Request&, unsigned status) {
                                  return Response::Html("page of " + std::to_string(status), status);
                                },
                            .ready = [this] { return ready_.load(); },
                            .more_metrics = [](std::string& out) { out += "more 1\n"; },
                            .content_version = [this] { return version_.load(); },
                            .cache_variant = [](const Request& r) { return std::string(r.cookies.Get("lang")); },
                            .clock = clock_,
                            .random = random_,
                            .log = *log_});
    const auto started = server_->Start();
    ASSERT_TRUE(started) << started.error().key;
  }
  int port() const { return server_->port(); }
  // One request on a connection of its own.
  RawResponse Ask(std::string_view bytes) { return RawClient(port()).Ask(bytes); }

  std::string LogText() {
    std::string text(1 << 20, '\0');
    const ssize_t size = pread(log_file_, text.data(), text.size(), 0);
    text.resize(static_cast<size_t>(std::max<ssize_t>(size, 0)));
    return text;
  }

  Config::Http config_;
  Router router_;
  Latch latch_;
  std::atomic<uint64_t> version_{1};
  std::atomic<int> made_{0};
  std::atomic<bool> ready_{true};
  SystemClock clock_;
  SystemRandom random_;
  int log_file_ = -1;
  std::unique_ptr<Log> log_;
  std::unique_ptr<Server> server_;
};

}  // namespace concord::http
