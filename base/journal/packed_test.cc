// The packed form of an entry: there and back, forgetting, and bytes that are none.
#include "base/journal/packed.h"

#include <gmock/gmock.h>

namespace concord::journal {
namespace {

Pending Example() {
  Pending p{.community = "riverbend",
            .at = 1795247700000,
            .action = "voice.answer",
            .sealed = {},
            .actor = Pending::Actor{std::string(kSaltBytes, '\x11'), "account-1"},
            .record = Pending::Record{std::string(kSaltBytes, '\x22'), "voice-1", "", std::string(32, '\xff')}};
  p.sealed = SealOf(ActorSeal(p.actor->salt, p.actor->id),
                    RecordSeal(p.record->salt, p.record->subject, "", Hex(p.record->after)));
  return p;
}

std::string Packed(const Pending& p) {
  std::string out;
  Pack(p, out);
  return out;
}

TEST(PendingTest, ComesBackAsItWas) {
  std::string bytes = Packed(Example());
  Pending second = Example();
  second.community = "";
  second.action = std::string("é\0", 3);
  Pack(second, bytes);
  const auto read = Unpack(bytes);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ(read->at(0).community, "riverbend");
  EXPECT_EQ(read->at(0).at, 1795247700000);
  EXPECT_EQ(read->at(0).action, "voice.answer");
  EXPECT_EQ(read->at(0).sealed, Example().sealed);
  EXPECT_EQ(read->at(0).actor->id, "account-1");
  EXPECT_EQ(read->at(0).record->subject, "voice-1");
  EXPECT_EQ(read->at(0).record->before, "");
  EXPECT_EQ(read->at(0).record->after, std::string(32, '\xff'));
  EXPECT_EQ(read->at(1).action, second.action);
  EXPECT_EQ(Unpack("")->size(), 0u);
}

TEST(PendingTest, WhatIsForgottenLeavesTheSealThatTheEntryWasMadeWith) {
  Pending p = Example();
  ForgetActor(p);
  ForgetRecord(p);
  const std::string bytes = Packed(p);
  EXPECT_THAT(bytes, ::testing::Not(::testing::HasSubstr("account-1")));
  EXPECT_THAT(bytes, ::testing::Not(::testing::HasSubstr("voice-1")));
  const Pending read = Unpack(bytes)->at(0);
  EXPECT_FALSE(read.actor || read.record);
  EXPECT_EQ(SealOf(read.actor_seal, read.record_seal), p.sealed);
}

TEST(PendingTest, BytesThatAreCutOffOrOddAreNoEntry) {
  const std::string bytes = Packed(Example());
  for (size_t size = 1; size < bytes.size(); ++size) EXPECT_FALSE(Unpack(bytes.substr(0, size))) << size;
  EXPECT_FALSE(Unpack(bytes + "x"));
  EXPECT_FALSE(Unpack(std::string(4, '\xff') + bytes));  // a length of 4 GB
  std::string odd = bytes;
  odd.replace(odd.size() - 32 - 4, 4, std::string("\0\0\0\x1f", 4));
  EXPECT_FALSE(Unpack(odd));  // a digest of 31 bytes
}

}  // namespace
}  // namespace concord::journal
