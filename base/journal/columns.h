// Columns as they may lie in a table that somebody tampered with: where one holds what it should not, there is nothing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "base/db/database.h"
#include "base/journal/hashing.h"

namespace concord::journal {

inline std::optional<int64_t> ReadInt(const db::Row& row, size_t i) {
  const auto* n = std::get_if<int64_t>(&row.columns.at(i));
  return n ? std::optional(*n) : std::nullopt;
}

inline const std::string* ReadText(const db::Row& row, size_t i) {
  return std::get_if<std::string>(&row.columns.at(i));
}

inline std::optional<Hash> ReadHash(const db::Row& row, size_t i) {
  const auto* text = ReadText(row, i);
  return text ? ParseHash(*text) : std::nullopt;
}

}  // namespace concord::journal
