// What every fuzzer of this folder does: read, write in that and every other format, read again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/core/text.h"
#include "features/library/exchange/record.h"

namespace concord::library::exchange {

inline void ReadWriteRead(Format format, const uint8_t* data, size_t size) {
  const Parsed parsed = Read(format, {reinterpret_cast<const char*>(data), size});
  for (const auto& record : parsed.records) {
    // A record always has a title, and its texts are always UTF-8.
    if (record.title.empty() || !text::IsValidUtf8(record.title + record.summary + record.url + record.container))
      std::abort();
    if (!record.url.empty() && !record.url.starts_with("http://") && !record.url.starts_with("https://")) std::abort();
  }
  for (const auto& problem : parsed.problems) {
    if (problem.key.empty() || problem.line < 0) std::abort();
  }
  DetectFormat("", {reinterpret_cast<const char*>(data), size});
  for (const Format other : {Format::kBibtex, Format::kRis, Format::kCslJson, Format::kCsv, Format::kJson}) {
    const std::string written = Write(other, parsed.records);
    // Nothing that was read is lost by writing it.
    if (Read(other, written).records.size() != parsed.records.size()) std::abort();
  }
}

}  // namespace concord::library::exchange
