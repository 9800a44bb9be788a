#include "base/crypto/csrf.h"

#include <gtest/gtest.h>

#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

constexpr std::string_view kKey = "0123456789abcdef0123456789abcdef";

TEST(Csrf, TokensOfOneSeedDifferAndAllMatch) {
  SystemRandom random;
  const std::string one = CsrfToken(kKey, "session", random), two = CsrfToken(kKey, "session", random);
  EXPECT_EQ(one.size(), 86u);
  EXPECT_NE(one, two);
  // Nor does the half that hides the digest repeat.
  EXPECT_NE(FromBase64Url(one)->substr(32), FromBase64Url(two)->substr(32));
  EXPECT_TRUE(CsrfMatches(kKey, "session", one));
  EXPECT_TRUE(CsrfMatches(kKey, "session", two));
}

TEST(Csrf, IsBoundToItsSeedAndKey) {
  SystemRandom random;
  const std::string token = CsrfToken(kKey, "session", random);
  EXPECT_FALSE(CsrfMatches(kKey, "another", token));
  EXPECT_FALSE(CsrfMatches(kKey, "", token));
  EXPECT_FALSE(CsrfMatches("another key", "session", token));
}

TEST(Csrf, RefusesEveryFlippedBit) {
  SystemRandom random;
  const std::string token = CsrfToken(kKey, "session", random);
  for (size_t i = 0; i < token.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = token;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      EXPECT_FALSE(CsrfMatches(kKey, "session", changed)) << "character " << i << ", bit " << bit;
    }
  }
  const std::string bytes = *FromBase64Url(token);
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(CsrfMatches(kKey, "session", Base64Url(changed))) << "bit " << bit;
  }
}

TEST(Csrf, RefusesWhatIsNoToken) {
  SystemRandom random;
  const std::string token = CsrfToken(kKey, "session", random);
  for (const std::string& text : {std::string(), std::string("x"), token.substr(1), token + "A", token + "=",
                                  " " + token, Base64Url(std::string(64, '\0')), Base64Url(std::string(32, '\0'))}) {
    EXPECT_FALSE(CsrfMatches(kKey, "session", text)) << text;
  }
}

}  // namespace
}  // namespace concord::crypto
