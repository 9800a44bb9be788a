// What is gone after TakeBounds and LockDown, tried in a process of its own.
#include "base/pdf/reader/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

#include "base/testing/needs.h"

namespace concord::pdf::reader {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CONCORD_SKIP_UNDER_SANITIZERS() GTEST_SKIP() << "sanitizers need what the sandbox takes away"
#else
#define CONCORD_SKIP_UNDER_SANITIZERS()
#endif

constexpr int kTrapped = 99;

// What `attempt` returns as an exit code, inside the sandbox; a negative number: the signal that ended it.
int Inside(const std::function<int()>& attempt, const std::string& data_folder = "/usr/share/poppler") {
  const pid_t pid = fork();
  if (pid == 0) {
    if (!TakeBounds({.processor_seconds = 1, .address_space_bytes = 1u << 30}, 2).empty()) _exit(kTrapped);
    if (!LockDown(data_folder).empty()) _exit(kTrapped);
    _exit(attempt());
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

// 0 where a system call failed, 1 where it did something.
int Did(long result) { return result >= 0; }

TEST(Sandbox, LeavesWhatReadingNeeds) {
  CONCORD_SKIP_UNDER_SANITIZERS();
  EXPECT_EQ(Inside([] {
              void* memory = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return memory == MAP_FAILED ? 1 : 42;
            }),
            42);
}

TEST(Sandbox, NoFiles) {
  CONCORD_SKIP_UNDER_SANITIZERS();
  EXPECT_EQ(Inside([] { return Did(open("/etc/passwd", O_RDONLY)); }), 0);
  EXPECT_EQ(Inside([] { return Did(open("/proc/self/environ", O_RDONLY)); }), 0);
  EXPECT_EQ(Inside([] { return Did(open("/usr/share/poppler/../../../etc/passwd", O_RDONLY)); }), 0);
  EXPECT_EQ(Inside([] { return Did(open("/tmp/concord-sandbox-test", O_WRONLY | O_CREAT, 0600)); }), 0);
  EXPECT_EQ(Inside([] { return Did(open("/usr/share/poppler/x", O_RDWR | O_CREAT, 0600)); }), 0);
  EXPECT_EQ(Inside([] { return Did(unlink("/tmp/concord-sandbox-test-none") == 0 || errno == ENOENT ? 0 : -1); }), 0);
  // Where there is nothing to be let in, nothing can be opened.
  EXPECT_EQ(Inside([] { return Did(open("/usr/share/poppler", O_RDONLY)); }, "/no/such/folder"), 0);
  EXPECT_EQ(Inside([] { return Did(open("/etc/passwd", O_RDONLY)); }, "/no/such/folder"), 0);
}

TEST(Sandbox, TablesOfEncodingsWhereTheKernelCanConfine) {
  CONCORD_SKIP_UNDER_SANITIZERS();
  CONCORD_NEEDS(access("/usr/share/poppler", R_OK) == 0, "poppler-data is not installed");
  if (syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) < 0) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(Inside([] { return Did(open("/usr/share/poppler", O_RDONLY)); }), 1);
}

TEST(Sandbox, NoNetworkNoProcessesNoCode) {
  CONCORD_SKIP_UNDER_SANITIZERS();
  EXPECT_EQ(Inside([] { return Did(socket(AF_INET, SOCK_STREAM, 0)); }), 0);
  EXPECT_EQ(Inside([] { return Did(socket(AF_UNIX, SOCK_STREAM, 0)); }), 0);
  EXPECT_EQ(Inside([] { return Did(fork()); }), 0);
  EXPECT_EQ(Inside([] { return Did(execl("/bin/true", "true", nullptr)); }), 0);
  EXPECT_EQ(Inside([] { return Did(kill(getppid(), 0)); }), 0);
  EXPECT_EQ(Inside([] { return Did(syscall(SYS_ptrace, 16, getppid(), 0, 0)); }), 0);
  EXPECT_EQ(Inside([] {
              return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
            }),
            0);
}

TEST(Sandbox, LimitsHold) {
  CONCORD_SKIP_UNDER_SANITIZERS();
  EXPECT_EQ(Inside([] { return mmap(nullptr, 2u << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }),
            0);
  EXPECT_EQ(Inside([] {
              volatile int spin = 0;
              while (spin == 0) {
              }
              return 0;
            }),
            -SIGXCPU);
  EXPECT_EQ(Inside([] { return (abort(), 0); }), -SIGABRT);
}

}  // namespace
}  // namespace concord::pdf::reader
