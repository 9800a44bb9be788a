// Real servers on this machine that give every kind of answer, asked by the real fetcher.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <map>
#include <thread>

#include "base/core/clock.h"
#include "features/library/links/checker.h"

namespace concord::library::links {
namespace {

// Answers each request of a connection of its own by its path, until it is destroyed.
class Server {
 public:
  Server() {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(listener_, 64), 0);
    socklen_t length = sizeof(address);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~Server() {
    stopping_ = true;
    thread_.join();
    for (auto& one : answering_) one.join();
    close(listener_);
  }
  int port() const { return port_; }
  std::string Url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

 private:
  void Serve() {
    while (!stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (poll(&waiting, 1, 50) <= 0) continue;
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection >= 0) answering_.emplace_back([this, connection] { Answer(connection); });
    }
  }
  static void Send(int connection, const std::string& bytes) {
    send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  static std::string Status(const std::string& line, const std::string& more = "") {
    return "HTTP/1.1 " + line + "\r\nConnection: close\r\nContent-Length: 0\r\n" + more + "\r\n";
  }
  void Answer(int connection) {
    char buffer[4096];
    const ssize_t got = recv(connection, buffer, sizeof(buffer), 0);
    const std::string request(buffer, got > 0 ? static_cast<size_t>(got) : 0);
    const size_t begin = request.find(' ') + 1;
    Reply(connection, request.substr(0, begin - 1), request.substr(begin, request.find(' ', begin) - begin));
    close(connection);
  }
  void Reply(int connection, const std::string& method, const std::string& path) {
    if (path == "/robots.txt") return Send(connection, Status("404 Not Found"));
    if (path == "/good") return Send(connection, Status("200 OK"));
    if (path == "/gone") return Send(connection, Status("410 Gone"));
    if (path == "/no-head") return Send(connection, Status(method == "HEAD" ? "405 Method Not Allowed" : "200 OK"));
    if (path == "/moved") return Send(connection, Status("301 Moved Permanently", "Location: /good\r\n"));
    if (path == "/for-now") return Send(connection, Status("302 Found", "Location: /good\r\n"));
    if (path == "/circle") return Send(connection, Status("302 Found", "Location: /circle\r\n"));
    if (path == "/to-inside")
      return Send(connection, Status("302 Found", "Location: http://169.254.169.254/secret\r\n"));
    if (path == "/to-login") return Send(connection, Status("302 Found", "Location: /login?next=x\r\n"));
    if (path.starts_with("/login")) return Send(connection, Status("200 OK"));
    if (path == "/busy") return Send(connection, Status("503 Service Unavailable", "Retry-After: 3600\r\n"));
    if (path == "/nonsense") return Send(connection, "this is not HTTP at all\r\n\r\n");
    if (path == "/closes") return;
    // Slow and endless: bytes come, but never an end. The client's limits must end it.
    if (path == "/slow") return Drip(connection, "");
    Send(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    if (path == "/endless" && method == "GET") Drip(connection, std::string(8192, 'x'));
  }
  void Drip(int connection, const std::string& bytes) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!stopping_ && std::chrono::steady_clock::now() < end) {
      if (!bytes.empty() && send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) return;
      pollfd closed{connection, POLLRDHUP, 0};
      if (poll(&closed, 1, 20) > 0) return;
    }
  }

  int listener_ = -1, port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
  std::vector<std::thread> answering_;
};

class Loopback : public ::testing::Test {
 protected:
  Verdict Look(const std::string& url) {
    fetch::CurlOptions options;
    options.allow_internal = {"127.0.0.1"};
    fetch::CurlFetcher fetcher(options);
    CheckerOptions checking;
    checking.wait = [](milliseconds) {};
    checking.limits.total = milliseconds(600);
    checking.limits.connect = milliseconds(600);
    Verdict found;
    Checker(fetcher, clock_, checking).Run({{"id", url}}, [&](const Target&, const Verdict& verdict) {
      found = verdict;
    });
    return found;
  }
  SystemClock clock_;
  Server server_;
};

TEST_F(Loopback, EveryKindOfAnswer) {
  struct Case {
    const char* path;
    Kind kind;
    const char* reason;
  };
  for (const auto& one : {Case{"/good", Kind::kWorks, ""}, Case{"/gone", Kind::kGone, "gone"},
                          Case{"/no-head", Kind::kWorks, ""}, Case{"/moved", Kind::kMoved, "moved"},
                          Case{"/for-now", Kind::kWorks, ""}, Case{"/circle", Kind::kClosed, "redirects"},
                          Case{"/to-inside", Kind::kSkipped, "internal"}, Case{"/to-login", Kind::kClosed, "login"},
                          Case{"/busy", Kind::kSilent, "busy"}, Case{"/nonsense", Kind::kClosed, "odd_answer"},
                          Case{"/closes", Kind::kSilent, "unreachable"}, Case{"/endless", Kind::kWorks, ""}}) {
    const Verdict verdict = Look(server_.Url(one.path));
    EXPECT_EQ(verdict.kind, one.kind) << one.path << " " << verdict.reason;
    EXPECT_EQ(verdict.reason, one.reason) << one.path;
  }
  EXPECT_EQ(Look(server_.Url("/moved")).new_url, server_.Url("/good"));
  EXPECT_EQ(Look(server_.Url("/busy")).retry_after, milliseconds(3'600'000));
}

TEST_F(Loopback, ASlowServerEndsWithItsTime) {
  const auto begin = std::chrono::steady_clock::now();
  const Verdict verdict = Look(server_.Url("/slow"));
  EXPECT_EQ(verdict.kind, Kind::kSilent);
  EXPECT_EQ(verdict.reason, "slow");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST_F(Loopback, NobodyThere) {
  EXPECT_EQ(Look("http://127.0.0.1:1/").reason, "unreachable");
  EXPECT_EQ(Look("http://nobody.invalid/").reason, "no_name");
}

// A server that speaks plain HTTP where TLS is expected.
TEST_F(Loopback, BrokenTlsIsNotCalledWorking) {
  const Verdict verdict = Look("https://127.0.0.1:" + std::to_string(server_.port()) + "/good");
  EXPECT_NE(verdict.kind, Kind::kWorks);
  EXPECT_NE(verdict.kind, Kind::kGone);
}

TEST_F(Loopback, InsideTheNetworkIsNotAsked) {
  fetch::CurlFetcher fetcher(fetch::CurlOptions{});
  CheckerOptions checking;
  checking.wait = [](milliseconds) {};
  Verdict found;
  Checker(fetcher, clock_, checking).Run({{"id", server_.Url("/good")}}, [&](const Target&, const Verdict& v) {
    found = v;
  });
  EXPECT_EQ(found.kind, Kind::kSkipped);
  EXPECT_EQ(found.reason, "internal");
}

}  // namespace
}  // namespace concord::library::links
