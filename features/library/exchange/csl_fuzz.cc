#include "features/library/exchange/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  concord::library::exchange::ReadWriteRead(concord::library::exchange::Format::kCslJson, data, size);
  return 0;
}
