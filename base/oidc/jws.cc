#include "base/oidc/jws.h"

#include <algorithm>
#include <cstdlib>

#include "base/oidc/errors.h"
#include "base/oidc/json.h"

namespace concord::oidc {
namespace {

constexpr size_t kMaxKeys = 100;
constexpr size_t kMaxTokenBytes = 64u << 10;

std::string HeaderText(cjose_header_t* header, const char* name) {
  cjose_err error{};
  const char* text = cjose_header_get(header, name, &error);
  return text ? text : "";
}

bool HasHeader(cjose_header_t* header, const char* name) {
  cjose_err error{};
  char* raw = cjose_header_get_raw(header, name, &error);
  const bool has = raw != nullptr;
  cjose_get_dealloc()(raw);
  return has;
}

// A key that may verify signatures (RFC 7517, sections 4.2 and 4.3) and cannot make any.
bool IsForVerifying(const nlohmann::json& key) {
  if (key.contains("d") || key.contains("k")) return false;
  if (key.contains("use") && TextOr(key, "use") != "sig") return false;
  if (!key.contains("key_ops")) return true;
  const auto operations = FindTexts(key, "key_ops");
  return operations && std::ranges::find(*operations, "verify") != operations->end();
}

}  // namespace

Result<Jws> Jws::Read(std::string_view compact, std::span<const std::string> accepted) {
  if (compact.size() > kMaxTokenBytes) return Forged("the token is too long");
  cjose_err error{};
  Jws out;
  out.jws_.reset(cjose_jws_import(compact.data(), compact.size(), &error));
  if (!out.jws_) return Forged("not a JWS of a known algorithm: " + std::string(error.message ? error.message : "?"));
  cjose_header_t* header = cjose_jws_get_protected(out.jws_.get());
  if (!header) return Forged("the JWS has no header");
  out.algorithm_ = HeaderText(header, CJOSE_HDR_ALG);
  out.key_id_ = HeaderText(header, CJOSE_HDR_KID);
  if (std::ranges::find(accepted, out.algorithm_) == accepted.end()) {
    return Forged("algorithm " + Quoted(out.algorithm_) + " is not accepted");
  }
  if (HasHeader(header, "crit")) return Forged("the header has critical parameters");
  return out;
}

Result<KeySet> KeySet::Parse(std::string_view text) {
  const auto document = ReadObject(text);
  if (!document) return Misconfigured("jwks_uri", "the key set is no JSON object");
  const auto keys = document->find("keys");
  if (keys == document->end() || !keys->is_array()) return Misconfigured("jwks_uri", "the key set has no list of keys");
  KeySet set;
  for (const auto& key : *keys) {
    if (set.keys_.size() == kMaxKeys) break;
    if (!key.is_object() || !IsForVerifying(key)) continue;
    const std::string type = TextOr(key, "kty");
    const bool elliptic = type == "EC" && TextOr(key, "crv") == "P-256";
    if (!elliptic && type != "RSA") continue;
    const std::string bytes = key.dump();
    cjose_err error{};
    std::unique_ptr<cjose_jwk_t, FreeJwk> jwk(cjose_jwk_import(bytes.data(), bytes.size(), &error));
    if (!jwk) continue;
    if (!elliptic && cjose_jwk_get_keysize(jwk.get(), &error) < 2048) continue;
    set.keys_.push_back({std::move(jwk), TextOr(key, "kid"), TextOr(key, "alg"), elliptic});
  }
  if (set.keys_.empty()) return Misconfigured("jwks_uri", "the key set holds no key that could verify a signature");
  return set;
}

bool KeySet::Fits(const Key& key, const Jws& jws) {
  if (key.elliptic != (jws.algorithm() == "ES256")) return false;
  if (!key.algorithm.empty() && key.algorithm != jws.algorithm()) return false;
  return jws.key_id().empty() || key.key_id == jws.key_id();
}

Verdict KeySet::Verify(Jws& jws, std::string& payload) const {
  std::vector<const Key*> fitting;
  for (const auto& key : keys_) {
    if (Fits(key, jws)) fitting.push_back(&key);
  }
  if (fitting.empty() || (jws.key_id().empty() && fitting.size() > 1)) return Verdict::kNoKey;
  for (const Key* key : fitting) {
    cjose_err error{};
    if (!cjose_jws_verify(jws.jws_.get(), key->jwk.get(), &error)) continue;
    uint8_t* bytes = nullptr;
    size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.jws_.get(), &bytes, &size, &error)) continue;
    payload.assign(reinterpret_cast<const char*>(bytes), size);
    return Verdict::kVerified;
  }
  return jws.key_id().empty() ? Verdict::kNoKey : Verdict::kBadSignature;
}

}  // namespace concord::oidc
