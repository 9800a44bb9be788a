// A child process that has one file to read (as descriptor 3) and a pipe to write to (as its standard output). Nothing
// else of ours reaches it: no environment, no other descriptor, no blocked signals.
// One thread an object; several objects at once, in a threaded program, are fine. The destructor kills and reaps.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/core/result.h"

namespace concord::pdf {

using Deadline = std::chrono::steady_clock::time_point;

// How a child ended.
struct Ending {
  int exit_code = 0;                         // where signal is 0
  int signal = 0;                            // what killed it
  std::chrono::milliseconds processor_time;  // it and the system for it
};

class Child {
 public:
  // `arguments` begin with the program's path. The descriptor stays the caller's. Errors: pdf.error.unavailable.
  static Result<Child> Start(const std::vector<std::string>& arguments, int file);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();

  // More of what it wrote: no bytes at its end; nullopt when `until` came first. Errors: pdf.error.unavailable.
  Result<std::optional<std::string_view>> Read(Deadline until);
  // Waits for it to end; nullopt when `until` came first.
  std::optional<Ending> Wait(Deadline until);
  // SIGKILL, at any time.
  void Kill();

 private:
  Child(pid_t pid, int pipe) : pid_(pid), pipe_(pipe), buffer_(1 << 16, '\0') {}

  pid_t pid_ = -1;  // -1: reaped, or moved from
  int pipe_ = -1;
  std::string buffer_;
};

}  // namespace concord::pdf
