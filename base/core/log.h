// A structured log: one JSON object a line, to a file descriptor. Safe from any thread; a line is written whole.
// Nothing that identifies a resident goes in: no bodies, no query text of voices, no full addresses.
#pragma once
#include <concepts>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

#include "base/core/clock.h"

namespace concord {

enum class LogLevel { kDebug, kInfo, kWarn, kError, kOff };

class Log {
 public:
  using Value = std::variant<std::string_view, int64_t, double, bool>;
  struct Field {
    std::string_view name;
    Value value;
    Field(std::string_view n, std::string_view v) : name(n), value(v) {}
    Field(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
    Field(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
    Field(std::string_view n, bool v) : name(n), value(v) {}
    Field(std::string_view n, double v) : name(n), value(v) {}
    template <std::integral T>
    Field(std::string_view n, T v) : name(n), value(static_cast<int64_t>(v)) {}
  };
  using Fields = std::initializer_list<Field>;

  Log(const Clock& clock, int descriptor, LogLevel level) : clock_(clock), descriptor_(descriptor), level_(level) {}

  void Debug(std::string_view message, Fields fields = {}) { Write(LogLevel::kDebug, message, fields); }
  void Info(std::string_view message, Fields fields = {}) { Write(LogLevel::kInfo, message, fields); }
  void Warn(std::string_view message, Fields fields = {}) { Write(LogLevel::kWarn, message, fields); }
  void Error(std::string_view message, Fields fields = {}) { Write(LogLevel::kError, message, fields); }
  bool Enabled(LogLevel level) const { return level >= level_; }

 private:
  void Write(LogLevel level, std::string_view message, Fields fields);

  const Clock& clock_;
  int descriptor_;
  LogLevel level_;
  std::mutex mutex_;
};

// Appends `text` as the inside of a JSON string (no quotes); invalid UTF-8 becomes U+FFFD.
// "<", ">" and "&" are escaped too, so that the result may stand in an HTML script element.
void AppendJsonEscaped(std::string& out, std::string_view text);

}  // namespace concord
