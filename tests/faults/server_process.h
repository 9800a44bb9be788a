// The program as a process that can be killed, and a visitor who keeps cookies: what the tests of faults share.
// One thread each, but for Kill, which any thread may call.
#pragma once
#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace concord::faults {

struct Answer {
  int status = 0;  // 0: no whole answer came
  std::string head, body;
};

// `concord serve` on a data folder, from its making on. Throws std::runtime_error where it does not become ready.
class ServerProcess {
 public:
  struct Options {
    std::string data;
    std::map<std::string, std::string> environment;  // beside this process's own
    int patience_seconds = 30;
  };
  explicit ServerProcess(Options options);
  ~ServerProcess();  // kills it
  ServerProcess(const ServerProcess&) = delete;

  void Start();    // again, after its end
  void Kill();     // SIGKILL, and waits for its end
  int Stop();      // SIGTERM; the exit code
  bool Running();  // false once it has ended by itself
  int port() const { return port_; }
  pid_t pid() const { return pid_; }

 private:
  Options options_;
  pid_t pid_ = -1;
  int port_ = 0;
};

// Runs `concord ARGUMENTS`; the exit code and all it printed.
struct Ran {
  int code = -1;
  std::string out;
};
Ran RunProgram(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment = {});

class Visitor {
 public:
  explicit Visitor(int port) : port_(port) {}
  void GoTo(int port) { port_ = port; }  // another node, or the same after a restart: cookies stay
  Answer Get(const std::string& target);
  // Adds the token of the last page that had one.
  Answer Post(const std::string& target, std::map<std::string, std::string> form);
  // As a form with a file, of the field "file".
  Answer PostFile(const std::string& target, std::map<std::string, std::string> form, const std::string& file);
  // Signs in as a demonstration person by name. Throws std::runtime_error where that does not work.
  void SignIn(const std::string& name);

 private:
  Answer Send(const std::string& request);
  std::string Cookies() const;
  int port_;
  std::map<std::string, std::string> cookies_;
  std::string token_;
};

}  // namespace concord::faults
