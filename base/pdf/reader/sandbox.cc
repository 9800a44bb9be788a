#include "base/pdf/reader/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace concord::pdf::reader {
namespace {

constexpr uint64_t kStackBytes = 8u << 20;
constexpr uint64_t kDescriptors = 16;  // standard ones, the PDF, and poppler's tables

std::string Why(const char* what) { return std::string(what) + ": " + strerror(errno); }

bool Bound(int resource, uint64_t soft, uint64_t hard) {
  const rlimit limit{.rlim_cur = soft, .rlim_max = hard};
  return setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

// Everything of the first version of Landlock (Linux 5.13); what later versions add the filter refuses.
constexpr uint64_t kAllAccess = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

// Whether, from now on, nothing but `folder` can be opened, for reading. False: this kernel, or who confines us, has no
// Landlock, or there is no such folder.
bool OnlyFolder(const std::string& folder) {
  const int beneath = open(folder.c_str(), O_PATH | O_CLOEXEC);
  if (beneath < 0) return false;
  const landlock_ruleset_attr handled{.handled_access_fs = kAllAccess};
  const int rules =
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0));
  landlock_path_beneath_attr rule{};
  rule.allowed_access = kReading;
  rule.parent_fd = beneath;
  const bool done = rules >= 0 && syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 &&
                    syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  if (rules >= 0) close(rules);
  close(beneath);
  return done;
}

class Filter {
 public:
  Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}
  Filter(const Filter&) = delete;
  ~Filter() {
    if (context_) seccomp_release(context_);
  }

  void Allow(int call) {
    // A call that this processor has not is negative and left out by libseccomp itself.
    Note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 0));
  }
  // Only where argument `n`, masked, equals `value`.
  void AllowWhere(int call, unsigned n, uint64_t mask, uint64_t value) {
    const scmp_arg_cmp where{.arg = n, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = value};
    Note(seccomp_rule_add_array(context_, SCMP_ACT_ALLOW, call, 1, &where));
  }
  // 0, or an errno.
  int Load() {
    if (!context_) return ENOMEM;
    return error_ ? error_ : -seccomp_load(context_);
  }

 private:
  void Note(int result) {
    if (result < 0 && error_ == 0) error_ = -result;
  }

  scmp_filter_ctx context_;
  int error_ = 0;
};

}  // namespace

std::string TakeBounds(const Bounds& bounds, int last_descriptor) {
  if (close_range(static_cast<unsigned>(last_descriptor) + 1, ~0u, 0) != 0) return Why("close_range");
  if (chdir("/") != 0) return Why("chdir");
  umask(0777);
  const uint64_t seconds = bounds.processor_seconds;
  if (!Bound(RLIMIT_CPU, seconds, seconds + 1)) return Why("RLIMIT_CPU");
  if (bounds.address_space_bytes && !Bound(RLIMIT_AS, bounds.address_space_bytes, bounds.address_space_bytes)) {
    return Why("RLIMIT_AS");
  }
  if (!Bound(RLIMIT_STACK, kStackBytes, kStackBytes)) return Why("RLIMIT_STACK");
  if (!Bound(RLIMIT_FSIZE, 0, 0)) return Why("RLIMIT_FSIZE");
  if (!Bound(RLIMIT_CORE, 0, 0)) return Why("RLIMIT_CORE");
  if (!Bound(RLIMIT_NPROC, 0, 0)) return Why("RLIMIT_NPROC");
  if (!Bound(RLIMIT_NOFILE, kDescriptors, kDescriptors)) return Why("RLIMIT_NOFILE");
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return Why("PR_SET_DUMPABLE");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return Why("PR_SET_PDEATHSIG");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return Why("PR_SET_NO_NEW_PRIVS");
  return {};
}

std::string LockDown(const std::string& data_folder) {
  const bool may_open = OnlyFolder(data_folder);
  Filter filter;
  for (const int call : {
           SCMP_SYS(read),         SCMP_SYS(readv),          SCMP_SYS(pread64),      SCMP_SYS(write),
           SCMP_SYS(writev),       SCMP_SYS(lseek),          SCMP_SYS(close),        SCMP_SYS(fstat),
           SCMP_SYS(brk),          SCMP_SYS(munmap),         SCMP_SYS(mremap),       SCMP_SYS(madvise),
           SCMP_SYS(futex),        SCMP_SYS(clock_gettime),  SCMP_SYS(gettimeofday), SCMP_SYS(time),
           SCMP_SYS(getrandom),    SCMP_SYS(sysinfo),        SCMP_SYS(getpid),       SCMP_SYS(gettid),
           SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
           SCMP_SYS(exit),         SCMP_SYS(exit_group),     SCMP_SYS(sched_yield),  SCMP_SYS(getrusage),
       }) {
    filter.Allow(call);
  }
  // abort() sends SIGABRT to itself, and the parent shall see it.
  filter.AllowWhere(SCMP_SYS(tgkill), 0, ~uint64_t{0}, static_cast<uint64_t>(getpid()));
  filter.AllowWhere(SCMP_SYS(mmap), 2, PROT_EXEC, 0);
  filter.AllowWhere(SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
  if (may_open) {
    filter.AllowWhere(SCMP_SYS(openat), 2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY);
    filter.Allow(SCMP_SYS(newfstatat));
    filter.Allow(SCMP_SYS(getdents64));
  } else {
    // fstat(), as glibc writes it: no name, an open descriptor.
    filter.AllowWhere(SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, AT_EMPTY_PATH);
  }
  if (const int error = filter.Load()) return std::string("the filter: ") + strerror(error);
  return {};
}

}  // namespace concord::pdf::reader
