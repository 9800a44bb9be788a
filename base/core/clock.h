// Time comes in as an argument: what needs the time holds a Clock&, so that a test can hold it still.
// Time is milliseconds since 1970-01-01T00:00:00Z. Clocks are safe from any thread.
#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Time Now() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start) : now_(start.time_since_epoch().count()) {}
  Time Now() const override { return Time(milliseconds(now_.load())); }
  void Advance(milliseconds by) { now_ += by.count(); }

 private:
  std::atomic<int64_t> now_;
};

// "2026-11-21T07:55:00Z" (RFC 3339, seconds). Years 0001 to 9999.
std::string FormatRfc3339(Time time);
// "Sat, 21 Nov 2026 07:55:00 GMT" (RFC 9110 IMF-fixdate).
std::string FormatHttpDate(Time time);
// Reads what FormatRfc3339 writes, also with a fraction or an offset, or a bare date (midnight UTC).
std::optional<Time> ParseRfc3339(std::string_view text);
// Reads an IMF-fixdate; the obsolete forms of RFC 9110 are not read.
std::optional<Time> ParseHttpDate(std::string_view text);

}  // namespace concord
