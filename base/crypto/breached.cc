#include "base/crypto/breached.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>

namespace concord::crypto {
namespace {

using Sha1Digest = std::array<unsigned char, 20>;

constexpr int64_t kMaxLine = 80;  // 40 signs, ":", up to 20 digits, CRLF, and some to spare
constexpr int64_t kSamples = 1024;

struct Line {
  int64_t start = 0;
  int64_t next = 0;  // where the following line starts
  Sha1Digest digest{};
};

Sha1Digest Sha1(std::string_view bytes) {
  Sha1Digest digest;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL computes no SHA-1 here");
  }
  return digest;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// "SHA1HEX" or "SHA1HEX:COUNT", without its line's end.
std::optional<Sha1Digest> ParseLine(std::string_view line) {
  Sha1Digest digest;
  if (line.size() < 2 * digest.size()) return std::nullopt;
  for (size_t i = 0; i < digest.size(); ++i) {
    const int high = HexDigit(line[2 * i]), low = HexDigit(line[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<unsigned char>(high << 4 | low);
  }
  line.remove_prefix(2 * digest.size());
  if (line.empty()) return digest;
  const bool counted = line.size() > 1 && line[0] == ':' && line.find_first_not_of("0123456789", 1) == line.npos;
  return counted ? std::optional(digest) : std::nullopt;
}

// Fewer bytes than asked for only at the file's end or at a fault.
std::string Read(int descriptor, int64_t from, int64_t size) {
  std::string bytes(static_cast<size_t>(size), '\0');
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = pread(descriptor, bytes.data() + done, bytes.size() - done,
                              static_cast<off_t>(from) + static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

// The line that the byte `at` (under `size`) belongs to; a line's end belongs to it.
std::optional<Line> LineAt(int descriptor, int64_t size, int64_t at) {
  const int64_t from = std::max<int64_t>(0, at - kMaxLine);
  const int64_t to = std::min(size, at + kMaxLine);
  const std::string window = Read(descriptor, from, to - from);
  if (window.size() != static_cast<size_t>(to - from)) return std::nullopt;
  const auto middle = static_cast<size_t>(at - from);
  const size_t before = middle == 0 ? std::string::npos : window.rfind('\n', middle - 1);
  if (before == std::string::npos && from != 0) return std::nullopt;
  const size_t start = before == std::string::npos ? 0 : before + 1;
  const size_t end = std::min(window.find('\n', middle), window.size());
  if (end == window.size() && to != size) return std::nullopt;
  auto text = std::string_view(window).substr(start, end - start);
  if (text.ends_with('\r')) text.remove_suffix(1);
  const auto digest = ParseLine(text);
  if (!digest) return std::nullopt;
  return Line{from + static_cast<int64_t>(start), std::min(size, from + static_cast<int64_t>(end) + 1), *digest};
}

// Where the list is seen to be none or out of order.
std::optional<int64_t> FindFault(int descriptor, int64_t size) {
  if (size == 0) return 0;
  std::optional<Line> previous;
  for (int64_t i = 0; i <= kSamples; ++i) {
    const int64_t at = i == kSamples ? size - 1 : size / kSamples * i + size % kSamples * i / kSamples;
    const auto line = LineAt(descriptor, size, at);
    if (!line) return at;
    if (previous && line->start != previous->start && line->digest <= previous->digest) return line->start;
    previous = line;
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<BreachedPasswords>> BreachedPasswords::Open(const std::string& file) {
  const auto unreadable = [&file](int why) {
    return Fail(ErrorKind::kUnavailable, "crypto.breached.unreadable", {{"file", file}}, std::strerror(why));
  };
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(errno);
  std::unique_ptr<BreachedPasswords> list(new BreachedPasswords(descriptor, 0));
  struct stat about {};
  if (fstat(descriptor, &about) != 0) return unreadable(errno);
  if (!S_ISREG(about.st_mode)) return unreadable(S_ISDIR(about.st_mode) ? EISDIR : EINVAL);
  list->size_ = about.st_size;
  if (const auto fault = FindFault(descriptor, list->size_)) {
    return Fail(ErrorKind::kInvalid, "crypto.breached.malformed", {{"file", file}, {"byte", std::to_string(*fault)}});
  }
  return list;
}

BreachedPasswords::~BreachedPasswords() { close(descriptor_); }

bool BreachedPasswords::Contains(std::string_view password) const {
  const Sha1Digest wanted = Sha1(password);
  int64_t low = 0, high = size_;
  while (low < high) {
    const auto line = LineAt(descriptor_, size_, low + (high - low) / 2);
    if (!line) return false;
    if (line->digest == wanted) return true;
    if (line->digest < wanted) {
      low = line->next;
    } else {
      high = line->start;
    }
  }
  return false;
}

}  // namespace concord::crypto
