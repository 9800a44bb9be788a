// A PDF's bytes written anew without what says who made it, by qpdf. Plain C++17 on both sides: qpdf 11's headers name
// vectors of a class that is not complete yet, which clang does not take in C++20 and later. Not for other folders.
#pragma once
#include <string>
#include <string_view>

namespace concord::pdf::reader {

struct Rewritten {
  enum class Ending { kDone, kEncrypted, kBroken } ending = Ending::kDone;
  std::string file;    // the new one
  std::string reason;  // where it is not done
};
// std::bad_alloc passes. Not thread-safe.
Rewritten Rewrite(std::string_view pdf);
// Loads what qpdf loads once.
void RewriteNothing();

}  // namespace concord::pdf::reader
