// Exports, kept heads and proofs from outside: never an exception, and nothing holds that was not built to.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "base/journal/exported.h"
#include "base/journal/proofs.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord::journal;
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::istringstream heads_in(text), in(text), again(text);
  const auto heads = ReadHeads(heads_in, "fuzz");
  const auto verdict = VerifyExport(in, heads.value_or(std::vector<KeptHead>()));
  // What an export says of itself is compared in any case: its own heads, kept, change nothing where it is whole.
  const auto alone = VerifyExport(again);
  if (!verdict.chain.fault && alone.chain.fault) std::abort();
  if (!alone.chain.fault && alone.whole() && alone.chain.size != alone.size) std::abort();
  if (const auto proof = CheckProof(text); proof && proof->holds != proof->why.empty()) std::abort();
  return 0;
}
