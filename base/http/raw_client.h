// A socket that says exactly the bytes it is told, for the tests of the server. Every wait has an end.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/http/message.h"

namespace concord::http {

struct RawResponse {
  unsigned status = 0;  // 0: the server closed, or said nothing in time
  Pairs headers{true};
  std::string head, body;
};

class RawClient {
 public:
  explicit RawClient(int port, int receive_buffer = 0) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  void FinishSending() { shutdown(socket_, SHUT_WR); }

  // The next response, by its Content-Length. `head_only`: the answer to a HEAD.
  RawResponse Read(bool head_only = false, int milliseconds = 5000) {
    RawResponse response;
    size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!Fill(milliseconds)) return response;
    }
    response.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    response.status = static_cast<unsigned>(std::atoi(response.head.c_str() + 9));
    size_t at = response.head.find("\r\n") + 2;
    while (at < response.head.size()) {
      const size_t line_end = response.head.find("\r\n", at);
      const size_t colon = response.head.find(": ", at);
      response.headers.Add(response.head.substr(at, colon - at), response.head.substr(colon + 2, line_end - colon - 2));
      at = line_end + 2;
    }
    const size_t length = static_cast<size_t>(std::atoll(std::string(response.headers.Get("Content-Length")).c_str()));
    if (head_only || response.status < 200 || response.status == 204 || response.status == 304) return response;
    while (buffer_.size() < length) {
      if (!Fill(milliseconds)) break;
    }
    response.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return response;
  }
  RawResponse Ask(std::string_view bytes, bool head_only = false) {
    Send(bytes);
    return Read(head_only);
  }
  // The server has closed, and nothing more came.
  bool ClosedWithin(int milliseconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    while (!closed_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      Fill(static_cast<int>(left.count()));
    }
    return buffer_.empty();
  }
  // Everything until the server closes.
  std::string ReadAll(int milliseconds = 5000) {
    while (Fill(milliseconds)) {
    }
    return std::move(buffer_);
  }
  bool Fill(int milliseconds) {
    pollfd waiting{socket_, POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) <= 0) return false;
    char bytes[65536];
    const ssize_t got = recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) closed_ = true;
    if (got > 0) buffer_.append(bytes, static_cast<size_t>(got));
    return got > 0;
  }

 private:
  int socket_;
  bool connected_ = false;
  bool closed_ = false;
  std::string buffer_;
};

// "GET /path HTTP/1.1" with Host and the given further lines, each without its end.
inline std::string Get(std::string_view target, std::string_view lines = {}, std::string_view method = "GET") {
  std::string request = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!lines.empty()) request += std::string(lines) + "\r\n";
  return request + "\r\n";
}

}  // namespace concord::http
