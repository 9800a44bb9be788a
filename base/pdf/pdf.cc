#include "base/pdf/pdf.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/pdf/child.h"
#include "base/pdf/errors.h"
#include "base/pdf/exit_codes.h"
#include "base/pdf/frames.h"
#include "base/pdf/run.h"

namespace concord::pdf {
namespace {

class File {
 public:
  explicit File(const std::string& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  File(const File&) = delete;
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// A regular file of a size that is taken, with a PDF's mark where readers look for it: in the first 1,024 bytes (ISO
// 32000-1, 7.5.2, and Adobe's implementation note 13 to the PDF reference 1.7).
Status CheckFile(const File& file, const std::string& path, const Limits& limits) {
  struct stat facts {};
  if (file.get() < 0 || fstat(file.get(), &facts) != 0) return Unavailable(path + ": " + strerror(errno));
  if (!S_ISREG(facts.st_mode)) return Unavailable(path + " is no file");
  if (static_cast<uint64_t>(facts.st_size) > limits.file_bytes) {
    return TooLarge(limits, std::to_string(facts.st_size) + " bytes");
  }
  std::array<char, 1024> start;
  const ssize_t n = pread(file.get(), start.data(), start.size(), 0);
  if (n < 0) return Unavailable(path + ": " + strerror(errno));
  if (std::string_view(start.data(), static_cast<size_t>(n)).find("%PDF-") == std::string_view::npos) {
    return NotAPdf("no %PDF- in the first 1,024 bytes");
  }
  return {};
}

// Why a child ended that had not said all. `killed`: by us, because of the clock.
Error WhyItEnded(const Ending& ending, bool killed, const Limits& limits) {
  const auto error = [](auto failed) { return std::move(failed).error(); };
  const std::string after = " after " + std::to_string(ending.processor_time.count()) + " ms of processor time";
  if (killed) return error(TooSlow(limits, "killed" + after));
  if (ending.signal == SIGXCPU || (ending.signal == SIGKILL && ending.processor_time >= limits.time)) {
    return error(TooSlow(limits, "out of processor time" + after));
  }
  // The kernel's own way of making room: nobody else kills this process.
  if (ending.signal == SIGKILL) return error(TooMuchMemory(limits, "killed from outside" + after));
  if (ending.signal != 0) return error(Crashed("signal " + std::to_string(ending.signal) + after));
  if (ending.exit_code == kExitNoMemory) return error(TooMuchMemory(limits, "an allocation failed" + after));
  if (ending.exit_code == kExitNoSandbox) return error(Unavailable("concord-pdf could not confine itself"));
  return error(Crashed("exit code " + std::to_string(ending.exit_code) + after));
}

Status Listen(Child& child, const Limits& limits, Deadline deadline, const Hearing& hearing) {
  bool killed = false;
  while (true) {
    const auto bytes = child.Read(deadline);
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes) {
      killed = true;
      child.Kill();
      break;
    }
    if ((*bytes)->empty()) break;
    if (auto fine = hearing.take(**bytes); !fine) return fine;
    // Read returns what is there even when it is late: a flood must not keep the clock from being looked at.
    if (std::chrono::steady_clock::now() >= deadline) {
      killed = true;
      child.Kill();
      break;
    }
  }
  // All was said and the pipe is closed: that it lingers, or how it ends, no longer matters.
  if (hearing.done()) return {};
  auto ending = child.Wait(deadline);
  if (!ending) {
    killed = true;
    child.Kill();
    ending = child.Wait(Deadline::max());
  }
  return std::unexpected(WhyItEnded(*ending, killed, limits));
}

}  // namespace

std::string FindProgram() {
  std::error_code failed;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  const auto folder = own.parent_path();
  for (const auto& path : {folder / "concord-pdf", folder / "../lib/concord/concord-pdf"}) {
    if (access(path.c_str(), X_OK) == 0) return path.lexically_normal().string();
  }
  return {};
}

Status RunOn(const std::string& path, const Limits& limits, const Arguments& arguments, const Hearing& hearing) {
  const File file(path);
  if (auto fine = CheckFile(file, path, limits); !fine) return fine;
  const std::string program = limits.program.empty() ? FindProgram() : limits.program;
  if (program.empty()) return Unavailable("there is no concord-pdf beside the program");
  const auto seconds = std::max<int64_t>(1, limits.time.count());
  const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  auto child = Child::Start(arguments(program, std::to_string(seconds)), file.get());
  if (!child) return std::unexpected(child.error());
  return Listen(*child, limits, deadline, hearing);
}

Result<Document> ReadPdf(const std::string& path, const Limits& limits) {
  FrameReader frames(limits);
  const Hearing hearing{[&](std::string_view bytes) { return frames.Take(bytes); }, [&] { return frames.done(); }};
  const auto arguments = [&](const std::string& program, const std::string& seconds) {
    return std::vector<std::string>{program, seconds, std::to_string(limits.memory_mib), std::to_string(limits.pages),
                                    std::to_string(limits.text_bytes)};
  };
  if (auto heard = RunOn(path, limits, arguments, hearing); !heard) return std::unexpected(heard.error());
  return frames.Finish();
}

}  // namespace concord::pdf
