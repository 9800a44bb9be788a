#include "base/mail/testing/smtp_server.h"

#include <unistd.h>

#include <fcntl.h>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "base/mail/testing/process.h"

namespace concord::testing {
namespace {

std::string Contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string SmtpServer::WhyMissing() {
  if (!std::filesystem::exists(kPython)) return std::string("there is no ") + kPython;
  if (!std::filesystem::exists("/usr/bin/openssl")) return "there is no /usr/bin/openssl";
  int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
  int status = WaitForEnd(
      Spawn({kPython, "-c", "import importlib.util as u; exit(u.find_spec('aiosmtpd') is None)"}, -1, quiet));
  close(quiet);
  return status == 0 ? "" : "python3-aiosmtpd is not installed";
}

SmtpServer::SmtpServer(SmtpOptions options) : options_(std::move(options)) { Start(); }

SmtpServer::~SmtpServer() { Stop(); }

std::string SmtpServer::url() const {
  return (options_.tls == "implicit" ? "smtps" : "smtp") + std::string("://127.0.0.1:") + std::to_string(port_);
}

void SmtpServer::Start() {
  int to_child[2], from_child[2];
  if (pipe2(to_child, O_CLOEXEC) != 0 || pipe2(from_child, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<std::string> words = {kPython,  CONCORD_SMTP_SERVER,   "--folder", folder_.path().string(),
                                    "--port", std::to_string(port_), "--mode",   options_.mode,
                                    "--tls",  options_.tls};
  if (!options_.auth.empty()) words.insert(words.end(), {"--auth", options_.auth});
  pid_ = Spawn(std::move(words), to_child[0], from_child[1]);
  close(to_child[0]);
  close(from_child[1]);
  in_ = to_child[1];
  out_ = from_child[0];
  auto ready = nlohmann::json::parse(ReadLine(), nullptr, false);
  if (!ready.is_object()) {
    Stop();
    throw std::runtime_error("the mail server for tests does not listen");
  }
  port_ = ready["port"];
  certificate_ = ready["certificate"];
}

void SmtpServer::Stop() {
  if (pid_ == 0) return;
  close(in_);  // it ends with its input
  close(out_);
  WaitForEnd(pid_);
  pid_ = 0;
  buffer_.clear();
}

void SmtpServer::SetMode(const std::string& mode) {
  options_.mode = mode;
  std::string line = "mode " + mode + "\n";
  if (write(in_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || ReadLine() != "ok")
    throw std::runtime_error("the mail server for tests does not obey");
}

std::string SmtpServer::ReadLine() {
  size_t end;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    char bytes[512];
    ssize_t got = read(out_, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return "";
    buffer_.append(bytes, static_cast<size_t>(got));
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

std::vector<std::string> SmtpServer::ReadAll(const std::string& ending) const {
  std::vector<std::string> all;
  // A message's own file comes last, so that it tells whether both are there.
  for (int number = 1; std::filesystem::exists(folder_.path() / (std::to_string(number) + ".eml")); ++number)
    all.push_back(Contents(folder_.path() / (std::to_string(number) + ending)));
  return all;
}

std::vector<std::string> SmtpServer::Messages() const { return ReadAll(".eml"); }
std::vector<std::string> SmtpServer::Envelopes() const { return ReadAll(".json"); }

bool SmtpServer::WaitFor(size_t count, milliseconds limit) const {
  auto until = std::chrono::steady_clock::now() + limit;
  while (Messages().size() < count) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(milliseconds(20));
  }
  return true;
}

}  // namespace concord::testing
