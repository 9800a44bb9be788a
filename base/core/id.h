// UUIDv7 keys (RFC 9562): ordered by time, so that they index well, and never a counter.
// Id<Resource> and Id<Module> are different types and cannot be mixed up. Plain values.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/random.h"

namespace concord {

class Uuid {
 public:
  Uuid() = default;  // all zero: "none"
  static Uuid V7(const Clock& clock, Random& random);
  // The 36-character form in either case; nothing else.
  static std::optional<Uuid> Parse(std::string_view text);

  std::string ToString() const;  // lower case, 36 characters
  bool IsNil() const { return *this == Uuid(); }
  auto operator<=>(const Uuid&) const = default;

 private:
  std::array<uint8_t, 16> bytes_{};
};

template <typename Of>
class Id {
 public:
  Id() = default;
  explicit Id(Uuid uuid) : uuid_(uuid) {}
  static Id New(const Clock& clock, Random& random) { return Id(Uuid::V7(clock, random)); }
  static std::optional<Id> Parse(std::string_view text) {
    if (auto uuid = Uuid::Parse(text)) return Id(*uuid);
    return std::nullopt;
  }
  std::string ToString() const { return uuid_.ToString(); }
  bool IsNil() const { return uuid_.IsNil(); }
  auto operator<=>(const Id&) const = default;

 private:
  Uuid uuid_;
};

}  // namespace concord
