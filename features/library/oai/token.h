// Where a harvester goes on: a resumption token holds all that the next batch needs, so that none is kept here and
// tokens outlive a restart and hold good on every node. It names what anyone may ask anyway, so it is no secret and not
// signed; a checksum tells what was cut or mistyped. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "features/library/oai/arguments.h"
#include "features/library/store.h"

namespace concord::library::oai {

inline constexpr std::chrono::seconds kLifetime = std::chrono::hours(24);

struct Token {
  Verb verb = Verb::kListRecords;  // kListRecords or kListIdentifiers
  std::string metadata_prefix, set;
  Time until;
  store::Place after;         // the last one that was given out
  int64_t cursor = 0;         // how many were given out
  int64_t complete_size = 0;  // of the whole list, when it began
  Time expires;               // in whole seconds
};

// Letters, digits, "-", "_", "." and "~" alone, so that a harvester that forgets to escape it still works.
std::string Write(const Token& token);
// nullopt: not one that Write made, or expired at `now`.
std::optional<Token> ReadToken(std::string_view text, Time now);

}  // namespace concord::library::oai
