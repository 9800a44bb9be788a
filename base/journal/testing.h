// The fixture of the journal's tests: entries by number, linked at once, and tables to tamper with. Its tests include
// base/testing/databases.h before it: no library may.
#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/journal/entries.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/journal/verify.h"

namespace concord::journal {

class ChainTest : public testing::DatabaseTest {
 protected:
  static Entry Made(int i) {
    const std::string n = std::to_string(i);
    return {.actor = "system",
            .action = "library.resource.create",
            .subject = "resource-" + n,
            .before = "",
            .after = "the text of " + n};
  }
  void Unlinked(const std::function<void(db::Transaction&)>& work) {
    world_.clock.Advance(milliseconds(7));
    auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  void Linked() {
    auto status = LinkAll(db());
    ASSERT_TRUE(status) << status.error().cause;
  }
  void Write(const std::function<void(db::Transaction&)>& work) {
    Unlinked(work);
    Linked();
  }
  void AppendSome(int count) {
    for (int i = 0; i < count; ++i)
      Unlinked([&](db::Transaction& t) { Append(t, Made(i), world_.clock, world_.random); });
    Linked();
  }
  void Tamper(const std::string& sql) {
    Unlinked([&](db::Transaction& t) { t.Script(sql); });
  }
  std::vector<std::string> Faults() {
    return db().Read([](db::Session& s) -> Result<std::vector<std::string>> { return Verify(s); }).value();
  }
  Chain VerifiedChain(const std::string& community, std::vector<KeptHead> kept = {}) {
    return db()
        .Read([&](db::Session& s) -> Result<Chain> {
          return VerifyChains(s, {.community = community, .kept = std::move(kept)}).chains.at(0);
        })
        .value();
  }
  // Runs `work` on a session of the database.
  template <typename Work>
  auto Reading(Work work) {
    return db()
        .Read([&](db::Session& s) -> Result<std::invoke_result_t<Work, db::Session&>> { return work(s); })
        .value();
  }
  // In rows of their own and in blocks.
  std::vector<Stored> Entries(const std::string& community = kHub) {
    return Reading([&](db::Session& s) {
      std::vector<Stored> all;
      ForEachEntry(s, community, 1, INT64_MAX, [&](const Stored& entry) {
        all.push_back(entry);
        return true;
      });
      return all;
    });
  }
  std::vector<std::string> Column(const std::string& sql) {
    return db()
        .Read([&](db::Session& s) -> Result<std::vector<std::string>> {
          std::vector<std::string> out;
          for (const db::Row& row : s.Query(sql)) {
            const auto* text = std::get_if<std::string>(&row.columns[0]);
            out.push_back(text ? *text : row.IsNull(0) ? "NULL" : std::to_string(row.Int(0)));
          }
          return out;
        })
        .value();
  }
};

}  // namespace concord::journal
