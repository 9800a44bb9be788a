#include "base/crypto/seal.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

std::string CountingKey() {
  std::string key;
  for (char i = 0; i < 32; ++i) key += i;
  return key;
}

TEST(Sealer, OpensWhatItSealed) {
  SystemRandom random;
  const Sealer sealer(NewKey(random));
  for (const std::string& plain : {std::string(), std::string("x"), std::string("a\0b", 3), std::string(5000, 'y')}) {
    const std::string sealed = sealer.Seal(plain, "totp:1", random);
    EXPECT_TRUE(sealed.starts_with("s1."));
    EXPECT_EQ(sealer.Open(sealed, "totp:1"), plain);
  }
}

TEST(Sealer, SealsTheSameTextDifferentlyEachTime) {
  SystemRandom random;
  const Sealer sealer(NewKey(random));
  EXPECT_NE(sealer.Seal("secret", "a", random), sealer.Seal("secret", "a", random));
}

TEST(Sealer, RefusesOtherContextsAndOtherKeys) {
  SystemRandom random;
  const Sealer sealer(NewKey(random)), other(NewKey(random));
  const std::string sealed = sealer.Seal("secret", "totp:1", random);
  EXPECT_FALSE(sealer.Open(sealed, "totp:2"));
  EXPECT_FALSE(sealer.Open(sealed, ""));
  EXPECT_FALSE(sealer.Open(sealed, "totp:1 "));
  EXPECT_FALSE(other.Open(sealed, "totp:1"));
}

TEST(Sealer, RefusesEveryChange) {
  SystemRandom random;
  const Sealer sealer(NewKey(random));
  const std::string sealed = sealer.Seal("secret", "totp:1", random);
  for (size_t i = 0; i < sealed.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      EXPECT_FALSE(sealer.Open(changed, "totp:1")) << i << " " << bit;
    }
    EXPECT_FALSE(sealer.Open(sealed.substr(0, i), "totp:1")) << i;
  }
  EXPECT_FALSE(sealer.Open(sealed + "A", "totp:1"));
  EXPECT_FALSE(sealer.Open(sealed + "=", "totp:1"));
}

TEST(Sealer, TakesKeysOf32BytesAlone) {
  EXPECT_THROW(Sealer(std::string(31, 'k')), std::invalid_argument);
  EXPECT_THROW(Sealer(std::string(33, 'k')), std::invalid_argument);
  EXPECT_THROW(Sealer(""), std::invalid_argument);
}

// Computed by Python's hmac: prk = HMAC("concord", key); HMAC(prk, "derive:csrf" + b"\x01").
TEST(Sealer, DerivesOneKeyForEachPurpose) {
  const Sealer sealer(CountingKey());
  EXPECT_EQ(Hex(sealer.Derive("csrf")), "beb66ddac6d9e241172a390c983d71f90ebe1f523a4399a7a597cf890abf878a");
  EXPECT_NE(sealer.Derive("csrf"), sealer.Derive("cookies"));
  EXPECT_NE(sealer.Derive("seal"), Sealer(sealer.Derive("seal")).Derive("seal"));
}

// No caller can derive the key that seals (HMAC(prk, "seal" + b"\x01"), by Python's hmac).
TEST(Sealer, KeepsItsSealingKey) {
  const Sealer sealer(CountingKey());
  for (const char* purpose : {"seal", "", "derive:seal"}) {
    EXPECT_NE(Hex(sealer.Derive(purpose)), "7ce679f2c48c04bf306d7d3981ca93618ed483a9e7a1c972e014f74e0201f871");
  }
}

TEST(Sealer, StaysWholeWhenCopied) {
  SystemRandom random;
  std::optional<Sealer> first(std::in_place, CountingKey());
  const Sealer second = *first;
  const std::string sealed = first->Seal("secret", "c", random);
  first.reset();
  EXPECT_EQ(second.Open(sealed, "c"), "secret");
}

TEST(NewKey, Has32Bytes) {
  SystemRandom random;
  EXPECT_EQ(NewKey(random).size(), 32u);
  EXPECT_NE(NewKey(random), NewKey(random));
}

}  // namespace
}  // namespace concord::crypto
