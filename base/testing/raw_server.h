// A listener on this machine that answers each connection as the test says, byte for byte: for what no decent server
// sends. One connection at a time, one request each; the handler runs on the listener's thread.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <utility>

namespace concord::testing {

class RawServer {
 public:
  using Handler = std::function<void(int connection, const std::string& request)>;

  explicit RawServer(Handler handler) : handler_(std::move(handler)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0) std::abort();
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~RawServer() {
    ending_ = true;
    thread_.join();
    close(listener_);
  }
  RawServer(const RawServer&) = delete;

  std::string Url(const std::string& path) const { return "http://" + Host() + path; }
  std::string Host() const { return "127.0.0.1:" + std::to_string(port_); }
  int requests() const { return requests_; }
  bool ending() const { return ending_; }

 private:
  void Serve() {
    while (!ending_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (poll(&waiting, 1, 20) <= 0) continue;
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      std::string request;
      char buffer[4096];
      while (!IsWhole(request)) {
        const ssize_t got = recv(connection, buffer, sizeof buffer, 0);
        if (got <= 0) break;
        request.append(buffer, static_cast<size_t>(got));
      }
      ++requests_;
      handler_(connection, request);
      close(connection);
    }
  }
  static bool IsWhole(const std::string& request) {
    const auto end = request.find("\r\n\r\n");
    if (end == request.npos) return false;
    const auto length = request.find("Content-Length: ");
    return length == request.npos || request.size() >= end + 4 + std::stoul(request.substr(length + 16));
  }

  Handler handler_;
  int listener_ = -1;
  uint16_t port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<int> requests_ = 0;
  std::thread thread_;
};

// False where the other side has had enough.
inline bool Send(int connection, const std::string& bytes) {
  return send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

// An answer's head: "200 OK", further fields each with its line end.
inline std::string Head(const std::string& status, const std::string& fields) {
  return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + fields + "\r\n";
}

}  // namespace concord::testing
