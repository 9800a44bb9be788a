// Proofs made from the database and checked from their text alone.
#include "base/journal/proofs.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/testing/databases.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using nlohmann::json;

class ProofTest : public ChainTest {
 protected:
  void SetUp() override {
    ChainTest::SetUp();
    if (fresh_) AppendSome(21);
  }
  json Inclusion(int64_t number, const Reveal& reveal = {}) {
    return json::parse(Reading([&](db::Session& s) { return ProveInclusion(s, "hub", number, reveal).value(); }));
  }
  json Consistency(int64_t from, int64_t to) {
    return json::parse(Reading([&](db::Session& s) { return ProveConsistency(s, "hub", from, to).value(); }));
  }
  static std::string Why(const json& proof) {
    const auto verdict = CheckProof(proof.dump());
    return verdict ? (verdict->holds ? "holds" : verdict->why) : verdict.error().key;
  }
  static void Flip(json& hex) {
    std::string text = hex;
    text[0] = text[0] == '1' ? '2' : '1';
    hex = text;
  }
};
CONCORD_ON_BOTH_ENGINES(ProofTest);

TEST_P(ProofTest, EveryEntryIsProven) {
  for (int number = 1; number <= 21; ++number) EXPECT_EQ(Why(Inclusion(number)), "holds") << number;
  const auto verdict = CheckProof(Inclusion(5).dump()).value();
  EXPECT_EQ(verdict.entry.number, 5);
  EXPECT_EQ(verdict.to.size, 21);
  EXPECT_EQ(*verdict.to.root, VerifiedChain("hub").root);
  EXPECT_FALSE(verdict.actor || verdict.subject);
  EXPECT_EQ(Reading([](db::Session& s) { return ProveInclusion(s, "hub", 22).error().key; }), "error.not_found");
  EXPECT_EQ(Reading([](db::Session& s) { return ProveInclusion(s, "hub", 0).error().key; }), "error.not_found");
}

TEST_P(ProofTest, AChangedInclusionProofDoesNotHold) {
  const json proof = Inclusion(6);
  for (const char* field : {"sealed", "previous", "hash"}) {
    json copy = proof;
    Flip(copy["entry"][field]);
    EXPECT_NE(Why(copy), "holds") << field;
  }
  json copy = proof;
  copy["entry"]["number"] = 7;
  EXPECT_NE(Why(copy), "holds");
  copy = proof;
  copy["entry"]["at"] = 7;
  EXPECT_NE(Why(copy), "holds");
  copy = proof;
  copy["entry"]["action"] = "library.resource.remove";
  EXPECT_NE(Why(copy), "holds");
  copy = proof;
  copy["size"] = 40;
  EXPECT_NE(Why(copy), "holds");
  copy = proof;
  copy["community"] = "riverbend";
  EXPECT_NE(Why(copy), "holds");
  copy = proof;
  Flip(copy["root"]);
  EXPECT_NE(Why(copy), "holds");
  for (size_t i = 0; i < proof["path"].size(); ++i) {
    copy = proof;
    Flip(copy["path"][i]);
    EXPECT_NE(Why(copy), "holds") << i;
  }
  copy = Inclusion(21);
  Flip(copy["head"]);
  EXPECT_NE(Why(copy), "holds");
}

TEST_P(ProofTest, HalvesOfThePrivatePartAreShownOneByOne) {
  const auto both = CheckProof(Inclusion(3, {.actor = true, .record = true}).dump()).value();
  EXPECT_TRUE(both.holds);
  EXPECT_EQ(both.actor, "system");
  EXPECT_EQ(both.subject, "resource-2");
  const json record = Inclusion(3, {.actor = false, .record = true});
  EXPECT_EQ(record.dump().find("system"), std::string::npos);
  EXPECT_TRUE(CheckProof(record.dump())->holds);
  json copy = record;
  copy["private"]["subject"] = "resource-9";
  EXPECT_EQ(Why(copy), "the actor or the record that it shows is not the one that was sealed");
  EXPECT_FALSE(CheckProof(copy.dump())->subject);

  Write([&](db::Transaction& t) { Erase(t, {"", "resource-2", "hub"}, world_.clock, world_.random); });
  EXPECT_EQ(Why(Inclusion(3, {.actor = true, .record = false})), "holds");
  EXPECT_EQ(Reading([](db::Session& s) {
              return ProveInclusion(s, "hub", 3, {false, true}).error().key;
            }),
            "journal.error.erased");
}

TEST_P(ProofTest, ConsistencyIsProvenBetweenAnyTwoSizes) {
  for (int to = 1; to <= 21; ++to) {
    for (int from = 1; from <= to; ++from) EXPECT_EQ(Why(Consistency(from, to)), "holds") << from << " " << to;
  }
  json proof = Consistency(6, 20);
  Flip(proof["from"]["root"]);
  EXPECT_EQ(Why(proof), "the later tree does not begin with the earlier one");
  for (const auto& [from, to] : {std::pair{0, 4}, {5, 4}, {4, 22}, {-1, 4}}) {
    EXPECT_EQ(Reading([&](db::Session& s) { return ProveConsistency(s, "hub", from, to).error().key; }),
              "journal.error.range");
  }
}

TEST_P(ProofTest, WhatIsNoProofIsRefused) {
  for (const char* text : {"", "{}", "[]", "7", "{\"format\":\"concord-journal-inclusion-1\"}",
                           "{\"format\":\"concord-journal-consistency-1\",\"from\":[],\"to\":3}"}) {
    const auto verdict = CheckProof(text);
    ASSERT_FALSE(verdict) << text;
    EXPECT_EQ(verdict.error().key, "journal.error.no_proof");
  }
}

}  // namespace
}  // namespace concord::journal
