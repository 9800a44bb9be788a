#include "base/oidc/jws.h"

#include <algorithm>
#include <optional>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/oidc/errors.h"
#include "base/oidc/json.h"

namespace concord::oidc {
namespace {

using nlohmann::json;

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
bool IsForVerifying(const json& key) {
  if (key.contains("d") || key.contains("k")) return false;
  if (key.contains("use") && TextOr(key, "use") != "sig") return false;
  if (!key.contains("key_ops")) return true;
  const auto operations = FindTexts(key, "key_ops");
  return operations && std::ranges::find(*operations, "verify") != operations->end();
}

// libcjose 0.6.2 ends the process over malformed base64 (an assert in base64.c) and over header parameters of an
// unexpected type. So what comes from outside is looked over before it gets there: it sees well-formed texts alone.
bool HasBytes(const json& object, const char* name, size_t least, size_t most) {
  const std::string* text = FindText(object, name);
  const auto bytes = text ? crypto::FromBase64Url(*text) : std::nullopt;
  return bytes && bytes->size() >= least && bytes->size() <= most;
}

// The public members of an RSA key of 2048 to 8192 bits (with a leading zero, as some write it) or of one on P-256;
// nullopt: neither.
std::optional<json> PublicMembers(const json& key) {
  const std::string type = TextOr(key, "kty");
  if (type == "RSA" && HasBytes(key, "n", 256, 1025) && HasBytes(key, "e", 1, 8)) {
    return json{{"kty", type}, {"n", key["n"]}, {"e", key["e"]}};
  }
  if (type == "EC" && TextOr(key, "crv") == "P-256" && HasBytes(key, "x", 32, 32) && HasBytes(key, "y", 32, 32)) {
    return json{{"kty", type}, {"crv", "P-256"}, {"x", key["x"]}, {"y", key["y"]}};
  }
  return std::nullopt;
}

// Three parts of base64url, the first an object whose "alg", "kid" and "typ" are texts.
Status CheckForm(std::string_view compact) {
  if (compact.size() > kMaxTokenBytes) return Forged("the token is too long");
  const auto parts = text::Split(compact, '.');
  if (parts.size() != 3) return Forged("not a JWS: " + std::to_string(parts.size()) + " parts");
  for (const auto part : parts) {
    if (part.empty() || !crypto::FromBase64Url(part)) return Forged("not a JWS: a part is empty or no base64url");
  }
  const auto header = ReadObject(*crypto::FromBase64Url(parts[0]));
  if (!header || !FindText(*header, "alg")) return Forged("not a JWS: no header with an algorithm");
  for (const char* name : {"kid", "typ", "cty"}) {
    if (header->contains(name) && !FindText(*header, name))
      return Forged(std::string(name) + " in the header is no text");
  }
  if (*FindText(*header, "alg") == "ES256" && crypto::FromBase64Url(parts[2])->size() != 64) {
    return Forged("not a JWS: an ES256 signature has 64 bytes");  // RFC 7518, section 3.4; libcjose takes any halves
  }
  return {};
}

}  // namespace

Result<Jws> Jws::Read(std::string_view compact, std::span<const std::string> accepted) {
  if (auto status = CheckForm(compact); !status) return std::unexpected(status.error());
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
    const auto members = PublicMembers(key);
    if (!members) continue;
    const std::string bytes = members->dump();
    cjose_err error{};
    std::unique_ptr<cjose_jwk_t, FreeJwk> jwk(cjose_jwk_import(bytes.data(), bytes.size(), &error));
    if (!jwk) continue;
    const bool elliptic = cjose_jwk_get_kty(jwk.get(), &error) == CJOSE_JWK_KTY_EC;
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
