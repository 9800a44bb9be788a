#include "base/pdf/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include "base/pdf/errors.h"

namespace concord::pdf {
namespace {

constexpr int kFileDescriptor = 3;
constexpr int kAboveAllTargets = 10;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// What posix_spawn shall do between the fork and the new program. glibc does it in the child with async-signal-safe
// calls alone, so that other threads' locks do not matter.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }

  // 0, or an errno.
  int Fill(int file, int pipe) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, pipe, STDOUT_FILENO);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, file, kFileDescriptor);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&actions, kFileDescriptor + 1);
    if (!error) error = posix_spawn_file_actions_addchdir_np(&actions, "/");
    if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!error) error = posix_spawnattr_setpgroup(&attributes, 0);  // a Ctrl-C at the terminal is not for it
    const auto flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
    if (!error) error = posix_spawnattr_setflags(&attributes, static_cast<short>(flags));
    return error;
  }

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

int MillisecondsUntil(Deadline deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<int64_t>(left.count(), 0, 1 << 30));
}

std::chrono::milliseconds ProcessorTime(const rusage& usage) {
  const auto of = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return std::chrono::floor<std::chrono::milliseconds>(of(usage.ru_utime) + of(usage.ru_stime));
}

}  // namespace

Result<Child> Child::Start(const std::vector<std::string>& arguments, int file) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Unavailable(std::string("no pipe: ") + strerror(errno));
  Descriptor read_end(ends[0]);
  const Descriptor low_write_end(ends[1]);
  // Above the numbers that the child will have, so that no dup2 steps on another's source.
  const Descriptor write_end(fcntl(low_write_end.get(), F_DUPFD_CLOEXEC, kAboveAllTargets));
  const Descriptor source(fcntl(file, F_DUPFD_CLOEXEC, kAboveAllTargets));
  if (write_end.get() < 0 || source.get() < 0) return Unavailable(std::string("no descriptor: ") + strerror(errno));

  SpawnPlan plan;
  int error = plan.Fill(source.get(), write_end.get());
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  char* environment[] = {nullptr};
  pid_t pid = -1;
  if (!error) error = posix_spawn(&pid, argv[0], &plan.actions, &plan.attributes, argv.data(), environment);
  if (error) return Unavailable(arguments[0] + " does not start: " + strerror(error));
  return Child(pid, read_end.Release());
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), pipe_(std::exchange(other.pipe_, -1)), buffer_(std::move(other.buffer_)) {}

Child::~Child() {
  if (pipe_ >= 0) close(pipe_);
  if (pid_ > 0) {
    Kill();
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
}

Result<std::optional<std::string_view>> Child::Read(Deadline until) {
  while (true) {
    pollfd waiting{.fd = pipe_, .events = POLLIN, .revents = 0};
    const int ready = poll(&waiting, 1, MillisecondsUntil(until));
    if (ready == 0) return std::nullopt;
    if (ready > 0) {
      const ssize_t n = read(pipe_, buffer_.data(), buffer_.size());
      if (n >= 0) return std::string_view(buffer_).substr(0, static_cast<size_t>(n));
    }
    if (errno != EINTR && errno != EAGAIN) return Unavailable(std::string("the pipe: ") + strerror(errno));
  }
}

std::optional<Ending> Child::Wait(Deadline until) {
  // It ends within a moment of closing its pipe, so asking again and again is cheap, and needs nothing of the kernel
  // that a confined service may not have.
  for (std::chrono::milliseconds pause(1);; pause = std::min(pause * 2, std::chrono::milliseconds(20))) {
    int status = 0;
    rusage usage{};
    const pid_t ended = wait4(pid_, &status, WNOHANG, &usage);
    if (ended == pid_ || (ended < 0 && errno != EINTR)) {
      pid_ = -1;
      return Ending{.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                    .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                    .processor_time = ProcessorTime(usage)};
    }
    if (std::chrono::steady_clock::now() >= until) return std::nullopt;
    std::this_thread::sleep_for(pause);
  }
}

void Child::Kill() {
  if (pid_ > 0) kill(pid_, SIGKILL);
}

}  // namespace concord::pdf
