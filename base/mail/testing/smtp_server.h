// A real mail server beside a test (smtp_server.py, on Debian's python3-aiosmtpd), on a port of its own of 127.0.0.1;
// gone at the end. What it takes can be read back. One thread. Names no test framework.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "base/core/clock.h"
#include "base/testing/temp_dir.h"

namespace concord::testing {

struct SmtpOptions {
  std::string mode = "accept";  // smtp_server.py names them
  std::string tls = "none";     // "none", "starttls", "implicit"
  std::string auth;             // "user:password": sign-in is required
};

class SmtpServer {
 public:
  // Empty where it can run, otherwise why not (then tests skip, saying so).
  static std::string WhyMissing();

  // Throws std::runtime_error where it does not start.
  explicit SmtpServer(SmtpOptions options = {});
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;

  int port() const { return port_; }
  std::string url() const;  // for mail.server: "smtp://127.0.0.1:port", "smtps://..." where TLS is implicit
  const std::string& certificate() const { return certificate_; }  // its file; empty without TLS

  void SetMode(const std::string& mode);
  void Stop();   // nobody listens on the port
  void Start();  // again on the same port; done by the constructor

  // Every message taken so far, in order, as it came, and the envelope of each as JSON.
  std::vector<std::string> Messages() const;
  std::vector<std::string> Envelopes() const;
  // Waits until there are `count`, at most so long; whether there are.
  bool WaitFor(size_t count, milliseconds limit = milliseconds(20000)) const;

 private:
  std::vector<std::string> ReadAll(const std::string& ending) const;
  std::string ReadLine();

  SmtpOptions options_;
  TempDir folder_;
  int port_ = 0, in_ = -1, out_ = -1;
  pid_t pid_ = 0;
  std::string certificate_, buffer_;
};

}  // namespace concord::testing
