// Bytes of unknown encoding to UTF-8 text. Pure.
#pragma once
#include <string>
#include <string_view>

#include "features/library/exchange/problems.h"

namespace concord::library::exchange {

inline constexpr size_t kMaxFileBytes = size_t{64} << 20;

// Drops a byte order mark; converts UTF-16 (with or without its mark) and Windows-1252 (of which Latin-1 is a part);
// otherwise replaces what is not UTF-8 by U+FFFD. Everything but the mark is noted. Too large a file is fatal.
std::string Decode(std::string_view bytes, Problems& problems);

// A code point from valid or broken UTF-8 at `at`, which moves on by at least one; U+FFFD for what is broken.
uint32_t NextCodePoint(std::string_view text, size_t& at);

}  // namespace concord::library::exchange
