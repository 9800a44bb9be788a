#include "base/crypto/password.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/i18n/catalog.h"
#include "crypto_embedded.h"

namespace concord::crypto {
namespace {

constexpr PasswordCost kCheap{.memory_bytes = 64u << 10, .passes = 1};

TEST(PasswordHasher, GivesArgon2idAndKnowsItAgain) {
  PasswordHasher hasher(kCheap);
  const std::string encoded = hasher.Hash("heron kettle orbit");
  EXPECT_THAT(encoded,
              ::testing::MatchesRegex("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
  EXPECT_TRUE(hasher.Verify(encoded, "heron kettle orbit"));
  for (const char* wrong : {"", "heron kettle orbi", "heron kettle orbit ", "Heron kettle orbit"}) {
    EXPECT_FALSE(hasher.Verify(encoded, wrong)) << wrong;
  }
  EXPECT_NE(encoded, hasher.Hash("heron kettle orbit"));
}

// From the reference implementation's own tests (P-H-C/phc-winner-argon2, src/test.c, Argon2id, t=2, m=2^16, p=1).
TEST(PasswordHasher, VerifiesWhatTheReferenceMade) {
  PasswordHasher hasher(kCheap);
  const char* encoded = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(hasher.Verify(encoded, "password"));
  EXPECT_FALSE(hasher.Verify(encoded, "passwore"));
}

TEST(PasswordHasher, RefusesMalformedForms) {
  PasswordHasher hasher(kCheap);
  const std::string good = hasher.Hash("x");
  std::vector<std::string> forms = {"",
                                    "x",
                                    "$",
                                    "$argon2id$",
                                    good + "A",
                                    good.substr(1),
                                    good + std::string(1000, 'A'),
                                    good + std::string("\0x", 2),
                                    std::string("\0", 1) + good};
  for (size_t size = 0; size < good.size(); ++size) forms.push_back(good.substr(0, size));
  // What libsodium would read, but no one may ask of this server: 2 GiB, 4 billion passes.
  forms.push_back("$argon2id$v=19$m=2097152,t=1,p=1$" + good.substr(good.find("p=1$") + 4));
  forms.push_back("$argon2id$v=19$m=64,t=4294967295,p=1$" + good.substr(good.find("p=1$") + 4));
  for (const auto& form : forms) {
    EXPECT_FALSE(hasher.Verify(form, "x")) << form;
    EXPECT_TRUE(hasher.NeedsRehash(form)) << form;
  }
}

TEST(PasswordHasher, TakesOneLetterForOneLetter) {
  PasswordHasher hasher(kCheap);
  const std::string encoded = hasher.Hash("contrase\u00f1a caf\u00e9");
  EXPECT_TRUE(hasher.Verify(encoded, "contrasen\u0303a cafe\u0301"));          // as macOS may send it
  EXPECT_TRUE(hasher.Verify(encoded, "\uff43ontrase\u00f1a\u00a0caf\u00e9"));  // full width, no-break space
  EXPECT_FALSE(hasher.Verify(encoded, "contrasena cafe"));
  const std::string broken = hasher.Hash("\xff\xfe not UTF-8");
  EXPECT_TRUE(hasher.Verify(broken, "\xff\xfe not UTF-8"));
  EXPECT_FALSE(hasher.Verify(broken, "\xff\xff not UTF-8"));
  EXPECT_TRUE(hasher.Verify(hasher.Hash(std::string("a\0b", 3)), std::string("a\0b", 3)));
  EXPECT_FALSE(hasher.Verify(hasher.Hash(std::string("a\0b", 3)), "a"));
}

TEST(PasswordHasher, TellsWhenTheCostHasChanged) {
  PasswordHasher hasher(kCheap), dearer({.memory_bytes = 128u << 10, .passes = 1}), longer({64u << 10, 2});
  const std::string encoded = hasher.Hash("x");
  EXPECT_FALSE(hasher.NeedsRehash(encoded));
  EXPECT_TRUE(dearer.NeedsRehash(encoded));
  EXPECT_TRUE(longer.NeedsRehash(encoded));
  EXPECT_TRUE(dearer.Verify(encoded, "x"));
}

TEST(PasswordHasher, TakesNoCostThatNoHashingCanHave) {
  EXPECT_THROW(PasswordHasher({.memory_bytes = 4096, .passes = 1}), std::invalid_argument);
  EXPECT_THROW(PasswordHasher({.memory_bytes = size_t{2} << 30, .passes = 1}), std::invalid_argument);
  EXPECT_THROW(PasswordHasher({.memory_bytes = 64u << 10, .passes = 0}), std::invalid_argument);
  EXPECT_THROW(PasswordHasher({.memory_bytes = 64u << 10, .passes = 65}), std::invalid_argument);
  EXPECT_THROW(PasswordHasher(kCheap, 0), std::invalid_argument);
}

// Who asks for an account that does not exist, or has no password, waits as long as anyone. The least of several runs,
// and a wide margin: other work on the machine must not decide.
TEST(PasswordHasher, PretendsAsLongAsItVerifies) {
  PasswordHasher hasher({.memory_bytes = 16u << 20, .passes = 2});
  const std::string encoded = hasher.Hash("heron kettle orbit");
  // This thread's own processor time: a machine that does other things beside does not count.
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const auto least = [&now](auto&& work) {
    double best = 1e9;
    for (int i = 0; i < 7; ++i) {
      const double start = now();
      work();
      best = std::min(best, now() - start);
    }
    return best;
  };
  const double verify = least([&] { EXPECT_FALSE(hasher.Verify(encoded, "wrong")); });
  const double pretend = least([&] { hasher.Pretend("wrong"); });
  const double malformed = least([&] { EXPECT_FALSE(hasher.Verify("", "wrong")); });
  EXPECT_GT(pretend, verify / 2);
  EXPECT_LT(pretend, verify * 2);
  EXPECT_GT(malformed, verify / 2);
  EXPECT_LT(malformed, verify * 2);
}

TEST(PasswordHasher, ServesManyThreads) {
  PasswordHasher hasher(kCheap, 1);
  const std::string encoded = hasher.Hash("right");
  std::atomic<int> right = 0, wrong = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k) {
        right += hasher.Verify(encoded, "right");
        wrong += hasher.Verify(encoded, "wrong");
        hasher.Pretend("right");
      }
    });
  }
  threads.clear();
  EXPECT_EQ(right, 40);
  EXPECT_EQ(wrong, 0);
}

constexpr std::string_view kPersonal[] = {"ana.ruiz@example.org", "Ana Ruíz de la Peña", "Riverbend"};

std::string KeyOf(std::string_view password, const BreachedPasswords* breached = nullptr) {
  const auto checked = CheckPassword(password, kPersonal, breached);
  return checked ? "" : checked.error().key;
}

TEST(CheckPassword, CountsSignsAndAsksForNoComposition) {
  EXPECT_EQ(KeyOf("abcdefghijk"), "crypto.password.short");
  EXPECT_EQ(KeyOf("abcdefghijkl"), "");
  EXPECT_EQ(KeyOf(""), "crypto.password.short");
  std::string eleven, twelve;
  for (int i = 0; i < 11; ++i) eleven += i % 2 ? "ñ" : "\u6c34";
  EXPECT_EQ(KeyOf(eleven), "crypto.password.short");  // 27 bytes, 11 signs
  EXPECT_EQ(KeyOf(eleven + "é"), "");
  // Two code points that NFKC makes one count once; the ligature "ﬃ" counts as the three letters it stands for.
  EXPECT_EQ(KeyOf("abcdefghije\u0301"), "crypto.password.short");
  EXPECT_EQ(KeyOf("abcdefghi\ufb03"), "");
  std::string longest;
  for (int i = 0; i < 64; ++i) longest += "añ l";
  EXPECT_EQ(KeyOf(longest), "");
  EXPECT_EQ(KeyOf(longest + "x"), "crypto.password.long");
  EXPECT_EQ(CheckPassword("short", {}, nullptr).error().params.at("min"), "12");
  EXPECT_EQ(CheckPassword(longest + "x", {}, nullptr).error().params.at("max"), "256");
  EXPECT_EQ(CheckPassword("short", {}, nullptr).error().kind, ErrorKind::kInvalid);
}

TEST(CheckPassword, RefusesOneSignOverAndOver) {
  EXPECT_EQ(KeyOf("aaaaaaaaaaaaaaaa"), "crypto.password.repeated");
  EXPECT_EQ(KeyOf("ññññññññññññ"), "crypto.password.repeated");
  EXPECT_EQ(KeyOf("            "), "crypto.password.repeated");
  EXPECT_EQ(KeyOf("aaaaaaaaaaaab"), "");
  EXPECT_EQ(KeyOf("ñnñnñnñnñnñn"), "");
}

TEST(CheckPassword, RefusesLittleMoreThanThePersonItself) {
  for (const char* password :
       {"ana.ruiz@example.org", "ANA.RUIZ@EXAMPLE.ORG", "anaruizexample", "AnaRuizDeLaPena", "ana ruíz de la peña",
        "riverbend2026", "RiverbendRiverbend", "Riverbend-Ana-1984", "  riverbend   ", "Ruiz-Riverbend!"}) {
    EXPECT_EQ(KeyOf(password), "crypto.password.personal") << password;
  }
  for (const char* password : {"ana walks the dog at noon", "riverbend heron kettle", "1234!?#$%&/()="}) {
    EXPECT_EQ(KeyOf(password), "") << password;
  }
  // A name of nothing, and words that are too short to mean a person.
  const std::string_view nothing[] = {"", " ", "Al", "@"};
  EXPECT_TRUE(CheckPassword("al al al al al", nothing, nullptr));
}

TEST(CheckPassword, RefusesWhatLeaked) {
  const std::string file = testing::TempDir() + "concord_leaked_" + std::to_string(getpid());
  // printf 'correct horse battery' | sha1sum; printf 'contraseña segura' | sha1sum, sorted
  std::ofstream(file) << "98DECC62ECE399A22ED30D490EF333BE7FDE7385:3\nD44A3FE85B8495B11DCA22C14741DCA32015D865:7\n";
  const auto breached = BreachedPasswords::Open(file);
  ASSERT_TRUE(breached);
  EXPECT_EQ(KeyOf("correct horse battery", breached->get()), "crypto.password.breached");
  EXPECT_EQ(KeyOf("contraseña segura", breached->get()), "crypto.password.breached");
  EXPECT_EQ(KeyOf("contrasen\u0303a segura", breached->get()), "crypto.password.breached");
  EXPECT_EQ(KeyOf("correct horse kettle", breached->get()), "");
  EXPECT_EQ(KeyOf("correct horse battery", nullptr), "");
  std::filesystem::remove(file);
}

TEST(Messages, AreInBothLanguages) {
  const auto catalog = i18n::Catalog::Load(embedded::Files(), {{"en", "English"}, {"es", "Español"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  for (const char* key :
       {"crypto.password.short", "crypto.password.long", "crypto.password.repeated", "crypto.password.personal",
        "crypto.password.breached", "crypto.breached.unreadable", "crypto.breached.malformed", "crypto.qr.length"}) {
    EXPECT_TRUE((*catalog)->Has(key)) << key;
  }
  const auto error = CheckPassword("short", {}, nullptr).error();
  const i18n::Params params(error.params.begin(), error.params.end());
  EXPECT_THAT((*catalog)->Text("es", error.key, params), ::testing::HasSubstr("al menos 12 caracteres"));
}

}  // namespace
}  // namespace concord::crypto
