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

TEST(PendingTest, AnIdThatIsAUuidTakesFewerBytesAndComesBackAsItWas) {
  const std::string id = "01a2001f-e0cc-7bfd-b6ea-8762d9cde23d";
  Pending p = Example();
  p.community = p.actor->id = p.record->subject = id;
  const std::string bytes = Packed(p);
  EXPECT_THAT(bytes, ::testing::Not(::testing::HasSubstr(id)));
  EXPECT_THAT(bytes, ::testing::HasSubstr(PackedId(id)));
  EXPECT_EQ(PackedId(id).size(), 16u);
  const Pending read = Unpack(bytes)->at(0);
  EXPECT_EQ(read.community, id);
  EXPECT_EQ(read.actor->id, id);
  EXPECT_EQ(read.record->subject, id);
  // Near ones stay texts.
  for (std::string near : {"01A2001F-E0CC-7BFD-B6EA-8762D9CDE23D", "01a2001f-e0cc-7bfd-b6ea-8762d9cde23g",
                           "01a2001f-e0cc-7bfd-b6ea_8762d9cde23d", "01a2001f-e0cc-7bfd-b6ea-8762d9cde23"}) {
    p.community = near;
    EXPECT_EQ(Unpack(Packed(p))->at(0).community, near);
    EXPECT_EQ(PackedId(near), near);
  }
  // As rows of before have it: the text with its length.
  std::string old = Packed(p).substr(4 + p.community.size());
  old.insert(0, std::string("\0\0\0\x24", 4) + id);
  EXPECT_EQ(Unpack(old)->at(0).community, id);
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
