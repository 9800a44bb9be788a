#include "tests/faults/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "base/core/text.h"
#include "base/http/message.h"

extern char** environ;

namespace concord::faults {
namespace {

using std::chrono::steady_clock;

// Spawns the program with its standard output and error in `out`.
pid_t Spawn(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment, int out) {
  std::vector<std::string> words{CONCORD_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<std::string> variables;
  for (char** one = environ; *one; ++one) {
    const std::string name(*one, std::strchr(*one, '=') ? static_cast<size_t>(std::strchr(*one, '=') - *one) : 0);
    if (!environment.contains(name)) variables.emplace_back(*one);
  }
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  std::vector<char*> envp;
  for (auto& variable : variables) envp.push_back(variable.data());
  envp.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
  pid_t pid = -1;
  const int error = posix_spawn(&pid, CONCORD_PROGRAM, &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(std::string("cannot start the program: ") + std::strerror(error));
  return pid;
}

int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("no free port");
  socklen_t size = sizeof address;
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  close(fd);
  return ntohs(address.sin_port);
}

std::string ReadAll(int fd) {
  std::string out;
  char buffer[8192];
  for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<size_t>(n));
  return out;
}

// One request on a connection of its own; status 0 where no whole answer came.
Answer Exchange(int port, const std::string& request) {
  Answer answer;
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(fd);
    return answer;
  }
  for (std::string_view rest = request; !rest.empty();) {
    const ssize_t sent = send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    rest.remove_prefix(static_cast<size_t>(sent));
  }
  const std::string received = ReadAll(fd);
  close(fd);
  const size_t end = received.find("\r\n\r\n");
  if (end == std::string::npos || received.size() < 12) return answer;
  answer.head = received.substr(0, end);
  answer.body = received.substr(end + 4);
  const size_t length = text::LowerAscii(answer.head).find("content-length: ");
  if (length != std::string::npos && std::strtoul(answer.head.c_str() + length + 16, nullptr, 10) > answer.body.size())
    return answer;  // cut off in the middle
  answer.status = std::atoi(received.c_str() + 9);
  return answer;
}

std::string Between(std::string_view text, std::string_view before, std::string_view after, size_t from = 0) {
  const size_t at = text.find(before, from);
  if (at == std::string_view::npos) return {};
  const size_t begin = at + before.size();
  const size_t end = text.find(after, begin);
  return end == std::string_view::npos ? std::string() : std::string(text.substr(begin, end - begin));
}

}  // namespace

ServerProcess::ServerProcess(Options options) : options_(std::move(options)) { Start(); }

ServerProcess::~ServerProcess() { Kill(); }

void ServerProcess::Start() {
  if (pid_ > 0) throw std::logic_error("the server runs already");
  port_ = FreePort();
  const std::string log = options_.data + ".serve.log";
  const int out = open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  pid_ = Spawn({"serve", "--data", options_.data, "--port", std::to_string(port_), "--log-level", "warn"},
               options_.environment, out);
  close(out);
  const auto limit = steady_clock::now() + std::chrono::seconds(options_.patience_seconds);
  while (steady_clock::now() < limit) {
    if (Exchange(port_, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status == 200) return;
    if (!Running()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const int in = open(log.c_str(), O_RDONLY | O_CLOEXEC);
  const std::string said = ReadAll(in);
  close(in);
  Kill();
  throw std::runtime_error("the server did not become ready: " +
                           said.substr(said.size() - std::min<size_t>(said.size(), 2000)));
}

void ServerProcess::Kill() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int ServerProcess::Stop() {
  if (pid_ < 0) return -1;
  kill(pid_, SIGTERM);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool ServerProcess::Running() {
  if (pid_ < 0) return false;
  if (waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

Ran RunProgram(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Ran ran;
  const pid_t pid = Spawn(arguments, environment, ends[1]);
  close(ends[1]);
  ran.out = ReadAll(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string Visitor::Cookies() const {
  std::string out;
  for (const auto& [name, value] : cookies_) out += (out.empty() ? "" : "; ") + name + "=" + value;
  return out.empty() ? out : "Cookie: " + out + "\r\n";
}

Answer Visitor::Send(const std::string& request) {
  Answer answer = Exchange(port_, request);
  for (const std::string_view line : text::Split(answer.head, '\n')) {
    if (!text::LowerAscii(line.substr(0, 11)).starts_with("set-cookie:")) continue;
    const std::string_view cookie = text::Trim(line.substr(11, line.find(';') - 11));
    const size_t equals = cookie.find('=');
    if (equals != std::string_view::npos)
      cookies_[std::string(cookie.substr(0, equals))] = std::string(cookie.substr(equals + 1));
  }
  if (const std::string token = Between(answer.body, "name=\"csrf\" value=\"", "\""); !token.empty()) token_ = token;
  return answer;
}

Answer Visitor::Get(const std::string& target) {
  return Send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + Cookies() + "Connection: close\r\n\r\n");
}

Answer Visitor::Post(const std::string& target, std::map<std::string, std::string> form) {
  form.try_emplace("csrf", token_);
  const std::string body = http::EncodeQuery({form.begin(), form.end()});
  return Send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + Cookies() +
              "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\nConnection: close\r\n\r\n" + body);
}

Answer Visitor::PostFile(const std::string& target, std::map<std::string, std::string> form, const std::string& file) {
  form.try_emplace("csrf", token_);
  std::string body;
  for (const auto& [name, value] : form)
    body += "--part\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  body += "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.pdf\"\r\n\r\n" + file +
          "\r\n--part--\r\n";
  return Send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + Cookies() +
              "Content-Type: multipart/form-data; boundary=part\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\nConnection: close\r\n\r\n" + body);
}

void Visitor::SignIn(const std::string& name) {
  const Answer home = Get("/");
  // The button of that person: the hidden field "person" of the form that holds the name.
  const size_t at = home.body.find(name);
  if (at == std::string::npos) throw std::runtime_error("the home page does not offer " + name);
  const size_t form = home.body.rfind("<form", at);
  const std::string person = Between(home.body, "name=\"person\" value=\"", "\"", form);
  const Answer answer = Post("/demo/sign-in", {{"person", person}});
  if (answer.status != 303)
    throw std::runtime_error("signing in as " + name + " gave " + std::to_string(answer.status));
  if (Get("/today").status != 200) throw std::runtime_error("not signed in after all");
}

}  // namespace concord::faults
