// All that a provider's bytes are read by: metadata, keys, tokens and their payloads, userinfo. The first byte chooses.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/core/text.h"
#include "base/oidc/claims.h"
#include "base/oidc/jws.h"
#include "base/oidc/metadata.h"
#include "base/oidc/url.h"

namespace {

using namespace concord;
using namespace concord::oidc;

void Check(bool holds) {
  if (!holds) std::abort();
}

const std::vector<std::string>& Accepted() {
  static const std::vector<std::string> accepted(kAlgorithms.begin(), kAlgorithms.end());
  return accepted;
}

// The public keys of RFC 7515, appendices A.2 and A.3: nothing that a fuzzer finds is signed by them.
constexpr const char* kKeys =
    R"({"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPC)"
    R"(JrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaS)"
    R"(HSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGh)"
    R"(yxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},{"kty":"EC","crv")"
    R"(:"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYj)"
    R"(KIWI5a0"}]})";

const KeySet& Keys() {
  static const KeySet keys = *KeySet::Parse(kKeys);
  return keys;
}

void ReadMetadata(std::string_view text) {
  const auto metadata = ParseMetadata(text, "https://login.agency.example");
  if (!metadata) return Check(metadata.error().key == "oidc.misconfigured");
  for (const auto& url : {metadata->authorization_endpoint, metadata->token_endpoint, metadata->jwks_uri}) {
    Check(url.starts_with("https://") || text::LowerAscii(url).starts_with("https://"));
    Check(url.find_first_of("\r\n\t \"#") == url.npos);
  }
}

void ReadToken(std::string_view text, const KeySet& keys) {
  auto jws = Jws::Read(text, Accepted());
  if (!jws) return Check(jws.error().key == "oidc.forged");
  std::string payload;
  Check(keys.Verify(*jws, payload) != Verdict::kVerified || &keys != &Keys());
}

void ReadClaims(std::string_view text) {
  const Expected expected{.issuer = "https://login.agency.example",
                          .client_id = "concord",
                          .nonce = "n",
                          .access_token = "a",
                          .code = "c",
                          .now = Time(milliseconds(1'795'000'000'000)),
                          .signed_in_since = {}};
  const auto identity = CheckIdToken(text, expected);
  if (!identity) return Check(identity.error().key == "oidc.forged");
  Check(identity->issuer == expected.issuer && !identity->subject.empty() && identity->subject.size() <= 255);
  Check(text::IsValidUtf8(identity->name));
}

void ReadUserinfo(std::string_view text) {
  Identity identity{.issuer = "https://login.agency.example", .subject = "s"};
  if (AddUserinfo({200, "application/json", std::string(text)}, identity)) Check(identity.subject == "s");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 8) {
    case 0:
      ReadMetadata(text);
      break;
    case 1:
      KeySet::Parse(text);
      break;
    case 2:
      ReadToken(text, Keys());
      break;
    case 3:
      ReadClaims(text);
      break;
    case 4:
      ReadUserinfo(text);
      break;
    case 5:
      ReadTokens({200, "application/json", std::string(text)});
      break;
    case 6:
      ReadTokens({400, "application/json", std::string(text)});
      break;
    case 7: {  // a key set and a token, one line each
      const auto line = text.find('\n');
      const auto keys = KeySet::Parse(text.substr(0, line));
      if (keys && line != text.npos) ReadToken(text.substr(line + 1), *keys);
      break;
    }
  }
  return 0;
}
