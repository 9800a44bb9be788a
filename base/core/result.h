// Result<T>: a value, or an Error that is safe to show. Every operation that can fail in an expected way returns one.
// Exceptions are for bugs and start-up. Errors are plain values: copy, move and share them freely.
#pragma once
#include <expected>
#include <map>
#include <string>
#include <utility>

namespace concord {

enum class ErrorKind { kInvalid, kNotFound, kForbidden, kConflict, kUnavailable, kInternal };

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string key;                            // message key in the catalogs, e.g. "error.not_found"
  std::map<std::string, std::string> params;  // what the message names
  std::string cause;                          // private: for the log, never shown
};

template <typename T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> Fail(ErrorKind kind, std::string key, std::map<std::string, std::string> params = {},
                                   std::string cause = {}) {
  return std::unexpected(Error{kind, std::move(key), std::move(params), std::move(cause)});
}
// What a page answers with 404.
inline std::unexpected<Error> NotFound() { return Fail(ErrorKind::kNotFound, "error.not_found"); }

// "not_found" and so on: the name in logs and JSON.
const char* NameOf(ErrorKind kind);

}  // namespace concord
