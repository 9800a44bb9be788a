#include "base/crypto/totp.h"

#include <gtest/gtest.h>

namespace concord::crypto {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";  // RFC 6238, appendix B

Time At(int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

// The appendix writes 8 digits; a code of 6 is the same number modulo 10^6 (RFC 4226, 5.3), so their last six.
TEST(Totp, GivesTheVectorsOfRfc6238) {
  const std::pair<int64_t, std::string_view> vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
  };
  for (const auto& [seconds, code] : vectors) EXPECT_EQ(TotpCode(kSecret, At(seconds)), code.substr(2)) << seconds;
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther) {
  const Time now = At(1111111111);
  const int64_t step = 1111111111 / 30;
  for (int64_t by = -5; by <= 5; ++by) {
    const std::string code = TotpCode(kSecret, now + std::chrono::seconds(30 * by));
    const auto expected = by >= -1 && by <= 1 ? std::optional(step + by) : std::nullopt;
    EXPECT_EQ(CheckTotp(kSecret, code, now, -1), expected) << by;
  }
}

TEST(Totp, TakesACodeOnce) {
  const Time now = At(1111111111);
  const std::string code = TotpCode(kSecret, now);
  const auto used = CheckTotp(kSecret, code, now, -1);
  ASSERT_TRUE(used);
  EXPECT_FALSE(CheckTotp(kSecret, code, now, *used));
  EXPECT_FALSE(CheckTotp(kSecret, code, now + std::chrono::seconds(30), *used));
  // What came before the one that was used has gone too.
  EXPECT_FALSE(CheckTotp(kSecret, TotpCode(kSecret, now - std::chrono::seconds(30)), now, *used));
  const Time later = now + std::chrono::seconds(30);
  EXPECT_EQ(CheckTotp(kSecret, TotpCode(kSecret, later), later, *used), *used + 1);
}

TEST(Totp, ReadsACodeWithSpaces) {
  EXPECT_EQ(CheckTotp(kSecret, "287 082", At(59), -1), 1);
  EXPECT_EQ(CheckTotp(kSecret, " 287082\r\n", At(59), -1), 1);
}

TEST(Totp, RefusesWhatIsNoCode) {
  for (const char* code : {"", "28708", "2870822", "287083", "28708x", "-87082", "94287082", "２８７０８２"}) {
    EXPECT_FALSE(CheckTotp(kSecret, code, At(59), -1)) << code;
  }
  EXPECT_FALSE(CheckTotp("another secret 12345", "287082", At(59), -1));
}

TEST(Totp, StandsAtTheBeginningOfTime) {
  EXPECT_EQ(CheckTotp(kSecret, TotpCode(kSecret, At(0)), At(0), -1), 0);
  EXPECT_EQ(TotpCode(kSecret, At(-100)), TotpCode(kSecret, At(0)));
  EXPECT_FALSE(CheckTotp(kSecret, TotpCode(kSecret, At(0)), At(-100), -1));
}

TEST(Totp, NamesAccountAndIssuerInItsAddress) {
  EXPECT_EQ(TotpUri(kSecret, "ana@example.org", "Riverbend: Policía & Cía"),
            "otpauth://totp/Riverbend%20Polic%C3%ADa%20%26%20C%C3%ADa:ana%40example.org"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Riverbend%20Polic%C3%ADa%20%26%20C%C3%ADa"
            "&algorithm=SHA1&digits=6&period=30");
}

// RFC 4648, section 10, without padding and in groups.
TEST(Base32, GivesTheStandardsVectors) {
  EXPECT_EQ(Base32(""), "");
  EXPECT_EQ(Base32("f"), "MY");
  EXPECT_EQ(Base32("fo"), "MZXQ");
  EXPECT_EQ(Base32("foo"), "MZXW 6");
  EXPECT_EQ(Base32("foob"), "MZXW 6YQ");
  EXPECT_EQ(Base32("fooba"), "MZXW 6YTB");
  EXPECT_EQ(Base32("foobar"), "MZXW 6YTB OI");
  EXPECT_EQ(Base32("\xff\xff\xff\xff\xff"), "7777 7777");
}

TEST(Totp, SecretsHave20Bytes) {
  SystemRandom random;
  EXPECT_EQ(NewTotpSecret(random).size(), 20u);
  EXPECT_NE(NewTotpSecret(random), NewTotpSecret(random));
}

}  // namespace
}  // namespace concord::crypto
