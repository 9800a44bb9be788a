// concord-pdf SECONDS MEMORY_MIB PAGES TEXT_BYTES: reads the PDF that is open as descriptor 3, and writes frames
// (base/pdf/frames.h) to standard output. concord-pdf clean SECONDS MEMORY_MIB BYTES: the same for a PDF without what
// says who made it (base/pdf/clean.h). Started by base/pdf/pdf.cc; nothing for a person.
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>

#include "base/pdf/exit_codes.h"
#include "base/pdf/frames.h"
#include "base/pdf/reader/clean.h"
#include "base/pdf/reader/extract.h"
#include "base/pdf/reader/sandbox.h"

namespace {

using namespace concord::pdf;

constexpr int kPdf = 3;
constexpr const char* kPopplerData = "/usr/share/poppler";

std::optional<uint64_t> Number(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

struct Order {
  bool clean = false;
  Limits limits;
};

std::optional<Order> ReadArguments(int argc, char** argv) {
  if (argc != 5) return std::nullopt;
  const bool clean = std::string_view(argv[1]) == "clean";
  std::array<uint64_t, 4> numbers{};  // seconds, mebibytes, pages, bytes
  for (size_t i = clean ? 1 : 0; i < numbers.size(); ++i) {
    const auto number = Number(argv[i + 1]);
    if (!number || *number > 1ull << 40) return std::nullopt;
    numbers[i] = *number;
  }
  if (clean) numbers = {numbers[1], numbers[2], 0, numbers[3]};
  return Order{clean, Limits{.time = std::chrono::seconds(numbers[0]),
                             .memory_mib = numbers[1],
                             .pages = static_cast<int>(std::min<uint64_t>(numbers[2], 1 << 30)),
                             .text_bytes = numbers[3]}};
}

bool Send(const std::string& frame) {
  for (std::string_view rest = frame; !rest.empty();) {
    const ssize_t n = write(STDOUT_FILENO, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) _exit(kExitNoPipe);
    rest.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

// Says why, then ends without destructors: after a failed allocation nothing of poppler's is to be trusted.
[[noreturn]] void Refuse(Refusal refusal, const char* reason) {
  Send(RefusalFrame(refusal, reason));
  _exit(0);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kBoundMemory = false;  // sanitizers reserve terabytes
#else
constexpr bool kBoundMemory = true;
#endif

}  // namespace

int main(int argc, char** argv) {
  const auto order = ReadArguments(argc, argv);
  if (!order) {
    std::fputs("concord-pdf reads PDFs for concord, which starts it. It is not for use by hand.\n", stderr);
    return kExitUsage;
  }
  signal(SIGPIPE, SIG_IGN);
  struct stat facts {};
  if (fstat(kPdf, &facts) != 0 || facts.st_size <= 0) return kExitUsage;
  const size_t size = static_cast<size_t>(facts.st_size);
  const Limits* limits = &order->limits;
  const reader::Bounds bounds{.processor_seconds = static_cast<uint64_t>(limits->time.count()),
                              .address_space_bytes = kBoundMemory ? (limits->memory_mib << 20) + size : 0};
  if (!reader::TakeBounds(bounds, kPdf).empty()) return kExitNoSandbox;
  const reader::WarmUp warm;
  if (order->clean) reader::WarmUpCleaning();
  if (kBoundMemory && !reader::LockDown(kPopplerData).empty()) return kExitNoSandbox;

  // The file's pages come and go as the kernel likes, and so cost no memory.
  const void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, kPdf, 0);
  if (bytes == MAP_FAILED) return kExitNoMemory;
  try {
    (order->clean ? reader::Clean : reader::Extract)({static_cast<const char*>(bytes), size}, *limits, Send);
  } catch (const std::bad_alloc&) {
    Refuse(Refusal::kTooMuchMemory, "an allocation failed");
  } catch (const std::exception& error) {
    Refuse(Refusal::kBroken, error.what());
  }
  _exit(0);
}
