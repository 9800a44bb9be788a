#include "features/accounts/throttle.h"

#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = Throttle::Kind;

class ThrottleTest : public AccountsTest {
 protected:
  Origin From(const std::string& client, const std::string& device = "") { return {client, "", "", device}; }
  int TriesUntilRefused(Kind kind, const std::string& whom, const std::function<Origin(int)>& from, int most = 500) {
    for (int i = 0; i < most; ++i) {
      if (!throttle_->Take(kind, whom, from(i))) return i;
    }
    return most;
  }
};
CONCORD_ON_BOTH_ENGINES(ThrottleTest);

TEST_P(ThrottleTest, TenTriesThenOneAMinute) {
  const auto here = From("203.0.113.7");
  EXPECT_EQ(TriesUntilRefused(Kind::kPassword, "ana@example.org", [&](int) { return here; }), 10);
  const auto refused = throttle_->Take(Kind::kPassword, "ana@example.org", here);
  EXPECT_EQ(refused.error().key, "accounts.error.too_many");
  EXPECT_EQ(refused.error().params.at("minutes"), "1");
  world_.clock.Advance(seconds(59));
  EXPECT_FALSE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  world_.clock.Advance(seconds(1));
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  EXPECT_FALSE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  world_.clock.Advance(minutes(10));
  EXPECT_EQ(TriesUntilRefused(Kind::kPassword, "ana@example.org", [&](int) { return here; }), 10);
}

// The same account from the same network, however either is written.
TEST_P(ThrottleTest, SpellingsShareABucket) {
  const std::vector<std::string> spellings = {"ana@example.org", "ANA@example.org ", " Ana@Example.org"};
  int taken = 0;
  for (int i = 0; i < 30; ++i) {
    taken += throttle_->Take(Kind::kPassword, spellings[i % 3], From("203.0.113." + std::to_string(i))).has_value();
  }
  EXPECT_EQ(taken, 10);
}

TEST_P(ThrottleTest, ANetworkIsLimitedOverAllAccounts) {
  int taken = 0;
  for (int i = 0; i < 150; ++i) {
    taken +=
        throttle_->Take(Kind::kPassword, "p" + std::to_string(i) + "@example.org", From("203.0.113.7")).has_value();
  }
  EXPECT_EQ(taken, 100);
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "p1@example.org", From("198.51.100.1")));
}

// Nobody signs in to suggest something: the network alone is counted, and signing in from there is not held up by it.
TEST_P(ThrottleTest, SuggestionsHaveABucketOfTheirOwn) {
  const auto here = From("203.0.113.7");
  EXPECT_EQ(TriesUntilRefused(Kind::kSuggestion, "", [&](int) { return here; }), 10);
  EXPECT_EQ(throttle_->Take(Kind::kSuggestion, "", here).error().params.at("minutes"), "6");
  EXPECT_TRUE(throttle_->Take(Kind::kSuggestion, "", From("198.51.100.1")));
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  world_.clock.Advance(minutes(6));
  EXPECT_TRUE(throttle_->Take(Kind::kSuggestion, "", here));
}

// An attacker with a thousand networks is stopped, and the owner still signs in with a browser that is known.
TEST_P(ThrottleTest, AnAttackerIsLimitedAndCannotLockTheOwnerOut) {
  const std::string ana = "ana@example.org";
  const std::string device = throttle_->Device("", ana, world_.random);
  const auto anywhere = [&](int i) {
    return From("10." + std::to_string(i / 250) + "." + std::to_string(i % 250) + ".1");
  };
  EXPECT_EQ(TriesUntilRefused(Kind::kPassword, ana, anywhere), 100);
  world_.clock.Advance(hours(1));
  EXPECT_EQ(TriesUntilRefused(Kind::kPassword, ana, anywhere), 6);
  // The owner, even from the attacker's network.
  EXPECT_EQ(TriesUntilRefused(Kind::kPassword, ana, [&](int) { return From("10.0.1.1", device); }), 10);
  // The attacker with somebody else's proof, or a made-up one, is unknown.
  const std::string other = throttle_->Device("", "ben@example.org", world_.random);
  EXPECT_FALSE(throttle_->Take(Kind::kPassword, ana, From("10.9.9.9", other)));
  EXPECT_FALSE(throttle_->Take(Kind::kPassword, ana, From("10.9.9.9", "aaaa.bbbb~cc.dd")));
}

TEST_P(ThrottleTest, ASuccessEmptiesOnesOwnBucketAndNotTheNetworks) {
  const auto here = From("203.0.113.7");
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 9; ++i) ASSERT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
    ASSERT_TRUE(throttle_->Succeeded(Kind::kPassword, "ana@example.org", here));
  }
  // An attacker who signs in to an account of his own between tries still runs into the network's limit.
  int taken = 0;
  for (int i = 0; i < 200; ++i) {
    if (throttle_->Take(Kind::kPassword, "victim" + std::to_string(i) + "@example.org", here)) ++taken;
    if (throttle_->Take(Kind::kPassword, "own@example.org", here)) {
      ASSERT_TRUE(throttle_->Succeeded(Kind::kPassword, "own@example.org", here));
    }
  }
  EXPECT_LE(taken, 100 - 3 * 8);
}

TEST_P(ThrottleTest, ARefusedTryCostsNothing) {
  const auto here = From("203.0.113.7");
  TriesUntilRefused(Kind::kPassword, "ana@example.org", [&](int) { return here; });
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  world_.clock.Advance(minutes(1));
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
}

TEST_P(ThrottleTest, AClockThatWasSetBackLeaksNothing) {
  const auto here = From("203.0.113.7");
  TriesUntilRefused(Kind::kPassword, "ana@example.org", [&](int) { return here; });
  world_.clock.Advance(-hours(5));
  EXPECT_FALSE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
  world_.clock.Advance(hours(5) + minutes(1));
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", here));
}

TEST_P(ThrottleTest, CodesHaveBucketsOfTheirOwn) {
  EXPECT_EQ(TriesUntilRefused(Kind::kCode, "ana@example.org", [&](int) { return From("203.0.113.7"); }), 10);
  EXPECT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", From("203.0.113.7")));
  EXPECT_EQ(TriesUntilRefused(Kind::kCode, "ana@example.org",
                              [&](int i) { return From("10.1." + std::to_string(i) + ".1"); }),
            10);
}

TEST_P(ThrottleTest, KeepsNoAddressesAndForgetsAfterADay) {
  ASSERT_TRUE(throttle_->Take(Kind::kPassword, "ana@example.org", From("203.0.113.7")));
  EXPECT_EQ(Count("accounts_attempt WHERE bucket LIKE '%ana%' OR bucket LIKE '%203.0%'"), 0);
  EXPECT_EQ(Count("accounts_attempt"), 3);
  world_.clock.Advance(hours(25));
  ASSERT_TRUE(throttle_->Take(Kind::kConfirm, "session", From("198.51.100.1")));
  EXPECT_EQ(Count("accounts_attempt"), 1);
}

TEST_P(ThrottleTest, ABrowserIsKnownToTheLastFourWhoUsedIt) {
  std::string cookie;
  for (const char* who : {"a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"})
    cookie = throttle_->Device(cookie, who, world_.random);
  EXPECT_FALSE(throttle_->KnowsDevice(cookie, "a@x.example"));
  for (const char* who : {"b@x.example", "c@x.example", "d@x.example", "e@x.example"})
    EXPECT_TRUE(throttle_->KnowsDevice(cookie, who)) << who;
  // Signing in again keeps its bucket.
  EXPECT_EQ(throttle_->Device(cookie, "e@x.example", world_.random), cookie);
  // Another hub's key made another proof.
  Throttle other(db(), crypto::Sealer(std::string(32, 'o')), world_.clock);
  EXPECT_FALSE(other.KnowsDevice(cookie, "e@x.example"));
}

TEST(NetworkTest, IsATwentyFourOrASixtyFour) {
  EXPECT_EQ(Throttle::NetworkOf("203.0.113.77"), "203.0.113.0/24");
  EXPECT_EQ(Throttle::NetworkOf("::ffff:203.0.113.77"), "203.0.113.0/24");
  EXPECT_EQ(Throttle::NetworkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(Throttle::NetworkOf("2001:db8:1:2::9"), "2001:db8:1:2::/64");
  EXPECT_EQ(Throttle::NetworkOf("unix"), "unix");
}

}  // namespace
}  // namespace concord::accounts
