#include "base/crypto/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/crypto/bytes.h"

namespace concord::crypto {
namespace {

std::string Repeat(unsigned char byte, size_t times) { return std::string(times, static_cast<char>(byte)); }

// Bytes counting up from `first`.
std::string Count(unsigned char first, size_t size) {
  std::string out;
  for (size_t i = 0; i < size; ++i) out += static_cast<char>(first + i);
  return out;
}

// FIPS 180-4's examples (csrc.nist.gov, "SHA256.pdf") and the empty message.
TEST(Sha256, GivesTheStandardsExamples) {
  EXPECT_EQ(Hex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Hex(Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Hex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 4231, section 4: test cases 1 to 4, 6 and 7 (5 is about truncation, which is not done here).
TEST(HmacSha256, GivesTheVectorsOfRfc4231) {
  EXPECT_EQ(Hex(HmacSha256(Repeat(0x0b, 20), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Hex(HmacSha256(Repeat(0xaa, 20), Repeat(0xdd, 50))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(Hex(HmacSha256(Count(0x01, 25), Repeat(0xcd, 50))),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  EXPECT_EQ(Hex(HmacSha256(Repeat(0xaa, 131), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(Hex(HmacSha256(Repeat(0xaa, 131),
                           "This is a test using a larger than block-size key and a larger than block-size data. The "
                           "key needs to be hashed before being used by the HMAC algorithm.")),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

// RFC 5869, A.1 and A.3: the first 32 of their 42 bytes.
TEST(HkdfSha256, GivesTheVectorsOfRfc5869) {
  EXPECT_EQ(Hex(HkdfSha256(Repeat(0x0b, 22), Count(0x00, 13), Count(0xf0, 10))),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  EXPECT_EQ(Hex(HkdfSha256(Repeat(0x0b, 22), "", "")),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(Token, Has256BitsAndIsStoredAsADigest) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string token = NewToken(random);
    EXPECT_EQ(token.size(), 43u);
    const auto bytes = FromBase64Url(token);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), 32u);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 100u);
  EXPECT_EQ(DigestToken("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Code, IsTypedInManyWays) {
  EXPECT_EQ(NormalizeCode("k7qf-92mx-oabt-ilz3"), "K7QF92MX0ABT11Z3");
  EXPECT_EQ(NormalizeCode("  K7QF 92MX\t0ABT – 11Z3\r\n"), "K7QF92MX0ABT11Z3");
  EXPECT_EQ(NormalizeCode(""), "");
  EXPECT_NE(NormalizeCode("K7QF-92MX-0ABT-11Z3"), NormalizeCode("K7QF-92MX-0ABT-11Z4"));
}

TEST(Code, UsesEverySignOfCrockfordsAlphabetAndNoOther) {
  SystemRandom random;
  std::set<char> signs;
  for (int i = 0; i < 200; ++i) {
    const std::string code = NewCode(random);
    ASSERT_THAT(code, ::testing::MatchesRegex("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
    EXPECT_EQ(NormalizeCode(code).size(), 16u);
    signs.insert(code.begin(), code.end());
  }
  // 3200 draws: one of 32 signs is missing with a chance under 1e-42.
  EXPECT_EQ(signs.size(), 33u);
}

TEST(SameBytes, TellsEqualFromDifferent) {
  EXPECT_TRUE(SameBytes("", ""));
  EXPECT_TRUE(SameBytes("abc", "abc"));
  EXPECT_FALSE(SameBytes("abc", "abd"));
  EXPECT_FALSE(SameBytes("abc", "ab"));
  EXPECT_FALSE(SameBytes("abc", ""));
}

TEST(Base64Url, RoundTripsEveryLength) {
  SeededRandom random(1);
  for (size_t size = 0; size < 70; ++size) {
    const std::string bytes = RandomBytes(random, size);
    const std::string text = Base64Url(bytes);
    EXPECT_EQ(text.find_first_of("+/="), std::string::npos);
    EXPECT_EQ(FromBase64Url(text), bytes) << size;
  }
  EXPECT_EQ(Base64Url("\xfb\xff"), "-_8");  // RFC 4648, table 2: 62 is "-", 63 is "_"
}

TEST(Base64Url, ReadsNothingButItsOwnForm) {
  for (const char* text : {"A", "AA=", "AA==", "A A", "AA\n", " AAA", "+_8", "-/8", "AB", "AAB", "AAAAA", "Ä"}) {
    EXPECT_FALSE(FromBase64Url(text)) << text;
  }
  EXPECT_FALSE(FromBase64Url(std::string_view("AA\0", 3)));
  EXPECT_EQ(FromBase64Url(""), "");
}

// libsodium takes every byte over 0x7F for a letter.
TEST(Base64Url, ReadsNoByteBeyondItsAlphabet) {
  int read = 0;
  for (int byte = 0; byte < 256; ++byte) {
    std::string text = "AAAA";
    text[1] = static_cast<char>(byte);
    read += FromBase64Url(text).has_value();
  }
  EXPECT_EQ(read, 64);
}

TEST(Hex, IsLowerCase) {
  EXPECT_EQ(Hex(std::string_view("\x00\xAB\xff", 3)), "00abff");
  EXPECT_EQ(Hex(""), "");
}

TEST(Wipe, LeavesZeros) {
  std::string secret = "a secret that is longer than a string holds in place";
  const size_t size = secret.size();
  Wipe(secret);
  EXPECT_EQ(secret, std::string(size, '\0'));
}

}  // namespace
}  // namespace concord::crypto
