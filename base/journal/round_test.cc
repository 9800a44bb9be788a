// What comes between the two halves of a round: another node, and somebody who is to be forgotten.
#include "base/journal/round.h"

#include <gtest/gtest.h>

#include "base/testing/databases.h"
// after it, as it says
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using testing::Engine;

class RoundTest : public ChainTest {
 protected:
  Round Prepared() {
    return Reading([](db::Session& s) { return Prepare(s); });
  }
  bool LinkOne(const Round& round) {
    return db().Write([&](db::Transaction& t) -> Result<bool> { return LinkRound(t, round); }).value();
  }
  void Leave(const Entry& entry) {
    Unlinked([&](db::Transaction& t) { Append(t, entry, world_.clock, world_.random); });
  }
};
CONCORD_ON_BOTH_ENGINES(RoundTest);

TEST_P(RoundTest, LinksWhatItPrepared) {
  EXPECT_FALSE(Prepared().HasWork());
  for (int i = 0; i < 40; ++i) Leave(Made(i));
  const Round round = Prepared();
  ASSERT_TRUE(round.HasWork());
  EXPECT_TRUE(Entries().empty()) << "a round that is prepared has written";
  EXPECT_FALSE(LinkOne(round));
  EXPECT_EQ(Entries().size(), 40u);
  EXPECT_FALSE(Prepared().HasWork());
  EXPECT_TRUE(Faults().empty());
}

TEST_P(RoundTest, ARoundThatAnotherNodeLinkedIsLinkedOnce) {
  Leave(Made(1));
  const Round slow = Prepared();
  Linked();
  Leave(Made(2));
  EXPECT_TRUE(LinkOne(slow)) << "there is more: the second entry";
  EXPECT_EQ(Entries().size(), 1u);
  Linked();
  EXPECT_EQ(Entries().size(), 2u);
  EXPECT_TRUE(Faults().empty());
}

TEST_P(RoundTest, WhoIsForgottenMeanwhileIsNotWrittenIntoTheChain) {
  Entry entry = Made(1);
  entry.actor = "somebody";
  Leave(entry);
  const Round before = Prepared();
  Unlinked([&](db::Transaction& t) {
    Erase(t, {.actor = "somebody", .subject = "", .community = {}}, world_.clock, world_.random);
  });
  EXPECT_TRUE(LinkOne(before));
  EXPECT_TRUE(Entries().empty());
  Linked();
  ASSERT_EQ(Entries().size(), 2u) << "the act, and that somebody was forgotten";
  for (const Stored& stored : Entries()) EXPECT_NE(stored.actor ? stored.actor->id : "", "somebody");
  EXPECT_TRUE(Faults().empty());
}

}  // namespace
}  // namespace concord::journal
