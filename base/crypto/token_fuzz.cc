// What a browser sends back that this folder reads: tokens, sealed cookies, typed codes; and encoded texts of any kind.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/crypto/csrf.h"
#include "base/crypto/qr.h"
#include "base/crypto/seal.h"
#include "base/crypto/token.h"
#include "base/crypto/totp.h"

namespace {

using namespace concord;
using namespace concord::crypto;

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const std::string key(32, 'k');
  static const Sealer sealer(key);

  Check(FromBase64Url(Base64Url(text)) == text);
  // One text for one value: what is read is written the same again.
  if (const auto bytes = FromBase64Url(text)) Check(Base64Url(*bytes) == text);
  Check(!CsrfMatches(key, "seed", text));
  Check(!sealer.Open(text, "context"));
  Check(NormalizeCode(NormalizeCode(text)) == NormalizeCode(text));
  CheckTotp("12345678901234567890", text, Time(milliseconds(59'000)), -1);

  SeededRandom random(size);
  Check(sealer.Open(sealer.Seal(text, text, random), text) == text);
  Check(CsrfMatches(key, text, CsrfToken(key, text, random)));
  if (size < 400) Check(QrSvg(text, text).has_value() == !text.empty());
  return 0;
}
