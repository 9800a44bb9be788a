// Signed tokens and the keys that signed them, by libcjose: nothing here computes or decodes JOSE itself.
// A Jws belongs to one thread; a KeySet is read by any.
#pragma once
#include <cjose/cjose.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"

namespace concord::oidc {

// What we take; libcjose knows no EdDSA. Never "none", never HS*: a key that verifies must not be able to sign.
inline constexpr std::array<std::string_view, 3> kAlgorithms{"RS256", "PS256", "ES256"};

struct FreeJws {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
struct FreeJwk {
  void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};

// A token in its compact form, its signature not yet looked at.
class Jws {
 public:
  // `accepted`: algorithms. Errors: forbidden "oidc.forged": not a JWS, another algorithm, a header parameter that must
  // be understood and is not ("crit", RFC 7515, section 4.1.11).
  static Result<Jws> Read(std::string_view compact, std::span<const std::string> accepted);

  const std::string& algorithm() const { return algorithm_; }
  const std::string& key_id() const { return key_id_; }  // empty: not said

 private:
  friend class KeySet;
  std::unique_ptr<cjose_jws_t, FreeJws> jws_;
  std::string algorithm_, key_id_;
};

enum class Verdict {
  kVerified,
  kNoKey,         // no key of the set fits, or none is named and none of those that fit has signed
  kBadSignature,  // the named key has not signed this
};

// A provider's public keys (RFC 7517). Keys for encryption, symmetric ones, private ones and RSA below 2048 bits are
// left out.
class KeySet {
 public:
  // Errors: invalid "oidc.misconfigured": not a key set, or none of its keys is of use.
  static Result<KeySet> Parse(std::string_view json);

  // `payload` is filled where the verdict is kVerified. A token that names no key is tried on the only key of its kind;
  // with several the name is required (Core, section 10.1).
  Verdict Verify(Jws& jws, std::string& payload) const;
  size_t size() const { return keys_.size(); }

 private:
  struct Key {
    std::unique_ptr<cjose_jwk_t, FreeJwk> jwk;
    std::string key_id;
    std::string algorithm;  // "alg"; empty: not said
    bool elliptic = false;  // P-256, else RSA
  };
  static bool Fits(const Key& key, const Jws& jws);

  std::vector<Key> keys_;
};

}  // namespace concord::oidc
