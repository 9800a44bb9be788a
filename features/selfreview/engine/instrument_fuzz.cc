#include <cstddef>
#include <cstdint>

#include "features/selfreview/engine/instrument.h"

// The structure, and after a line "====" the English texts: what a stranger may send to be checked.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::string_view kParted = "\n====\n";
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const size_t at = all.find(kParted);
  const std::string structure(all.substr(0, at));
  const std::string texts(at == std::string_view::npos ? "" : all.substr(at + kParted.size()));
  const auto read = concord::selfreview::ReadInstrument({"1.toml", structure}, {{"1.en.toml", texts}});
  if (read.instrument.has_value() != read.problems.empty()) __builtin_trap();
  for (const auto& problem : read.problems) {
    if (problem.key.empty() || problem.line < 0) __builtin_trap();
  }
  return 0;
}
