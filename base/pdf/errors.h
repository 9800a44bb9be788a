// The errors that pdf.h lists. Not for other folders.
#pragma once
#include <cstdint>
#include <string>

#include "base/core/result.h"
#include "base/pdf/pdf.h"

namespace concord::pdf {

inline std::string InMib(uint64_t bytes) { return std::to_string(bytes >> 20); }

inline auto NotAPdf(std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.not_a_pdf", {}, std::move(cause));
}
inline auto Encrypted(std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.encrypted", {}, std::move(cause));
}
inline auto Broken(std::string cause) { return Fail(ErrorKind::kInvalid, "pdf.error.broken", {}, std::move(cause)); }
inline auto TooLarge(const Limits& limits, std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.too_large", {{"mib", InMib(limits.file_bytes)}}, std::move(cause));
}
inline auto TooManyPages(const Limits& limits, std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.too_many_pages", {{"max", std::to_string(limits.pages)}},
              std::move(cause));
}
inline auto TooMuchText(const Limits& limits, std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.too_much_text", {{"mib", InMib(limits.text_bytes)}}, std::move(cause));
}
inline auto TooSlow(const Limits& limits, std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.too_slow", {{"seconds", std::to_string(limits.time.count())}},
              std::move(cause));
}
inline auto TooMuchMemory(const Limits& limits, std::string cause) {
  return Fail(ErrorKind::kInvalid, "pdf.error.too_much_memory", {{"mib", std::to_string(limits.memory_mib)}},
              std::move(cause));
}
inline auto Crashed(std::string cause) { return Fail(ErrorKind::kInvalid, "pdf.error.crashed", {}, std::move(cause)); }
inline auto Unavailable(std::string cause) {
  return Fail(ErrorKind::kUnavailable, "pdf.error.unavailable", {}, std::move(cause));
}

}  // namespace concord::pdf
