// Links of a self-review in a whole hub: whoever leads it sees their addresses, opens them, and finds nobody's answers.
#include <gmock/gmock.h>

#include <algorithm>
#include <regex>
#include <set>

#include "features/selfreview/reviews/reviews.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::set<std::string> JoinsIn(const std::string& text) {
  static const std::regex join("/c/[a-z-]+/self-review/[a-z0-9-]+/join/[A-Za-z0-9_-]{43}");
  return {std::sregex_token_iterator(text.begin(), text.end(), join), std::sregex_token_iterator()};
}

class SelfreviewLinks : public ::testing::Test {
 protected:
  app::Hub& hub() { return town_.web().hub(); }

  void SetUp() override {
    const auto review = reviews_.Find(town_.own.id, town_.own.review);
    ASSERT_TRUE(review);
    const auto kept = reviews_.InstrumentOf(*review);
    const auto asked = std::ranges::find_if(
        kept->instrument.items, [](const auto& i) { return i.asks.contains(selfreview::Group::kResident); });
    ASSERT_NE(asked, kept->instrument.items.end());
    item_ = asked->id;
    part_ = base_ + "/answer/" + kept->instrument.dimensions[asked->dimension];
  }

  // Every address that stands in a letter, the last letter's last.
  std::vector<std::string> Mailed() {
    std::vector<std::string> all;
    const auto read = hub().database->Read([&](db::Session& s) -> Status {
      for (const auto& row : s.Query("SELECT payload FROM job WHERE kind LIKE '%mail%' ORDER BY created_at, id")) {
        const std::string json = row.Text(0);  // {"sealed":"..."}
        const auto letter = hub().sealer->Open(json.substr(11, json.size() - 13), "mail.send");
        EXPECT_TRUE(letter) << json.substr(0, 40);
        for (const auto& address : JoinsIn(letter.value_or(""))) all.push_back(address);
      }
      return {};
    });
    EXPECT_TRUE(read) << read.error().cause;
    return all;
  }

  // Begins with a link and answers; the code.
  std::string Answered(Browser& browser, const std::string& link, const std::string& comment) {
    EXPECT_EQ(browser.Get(link).status, 200);
    EXPECT_EQ(browser.Post(link).status, 303);
    const std::string overview = browser.Get(base_ + "/answer").body;
    EXPECT_EQ(browser.Post(part_, {{"a." + item_, "3"}, {"c." + item_, comment}}).status, 303);
    EXPECT_THAT(browser.Get(part_).body, HasSubstr(comment));
    std::smatch code;
    std::regex_search(overview, code, std::regex("id=\"code\">([0-9A-Z-]{19})<"));
    return code[1];
  }

  Town town_{WebHub::Options{.base_url = "https://trust.example.org", .mails = true}};
  selfreview::Reviews reviews_{{*hub().database, *hub().instruments, *hub().sealer, hub().clock, hub().random}};
  std::string base_ = "/c/" + town_.own.slug + "/self-review/" + town_.own.review, part_, item_;
};

TEST_F(SelfreviewLinks, GiveWhoeverLeadsTheReviewNobodysAnswers) {
  const Values resident = {{"kind", "personal"}, {"group", "resident"}, {"language", "en"}};
  Browser leader = town_.SignedIn(town_.own.people.at(accounts::Role::kCommunityAdmin));
  std::string shown = leader.Get(base_ + "/desk").body;
  const std::set<std::string> open = JoinsIn(shown);
  const Answer made = leader.Post(base_ + "/links", resident);
  EXPECT_EQ(made.status, 200);
  EXPECT_THAT(made.Header("Cache-Control"), HasSubstr("no-store"));
  std::string handed;
  for (const auto& address : JoinsIn(made.body)) {
    if (!open.contains(address)) handed = address;
  }
  ASSERT_FALSE(handed.empty()) << "it is shown, this once";
  Values mailed = resident;
  mailed.emplace_back("emails", "ana@example.org");
  const Answer sent = leader.Post(base_ + "/links", mailed);
  EXPECT_EQ(sent.status, 303);
  shown += made.body + sent.head + sent.body + leader.Get(base_ + "/desk").body;
  EXPECT_THAT(leader.Get(base_ + "/desk").body, HasSubstr("ana@example.org"));
  EXPECT_THAT(leader.Get(base_ + "/desk").body, Not(HasSubstr(handed)));
  ASSERT_EQ(Mailed().size(), 1u);
  const std::string letter = Mailed().front();
  EXPECT_THAT(shown, Not(HasSubstr(letter)));

  Browser ana(town_.web()), bo(town_.web());
  Answered(ana, letter, "Only Ana has marmalade");
  const std::string code = Answered(bo, handed, "Only Bo has marmalade");
  shown += leader.Get(base_ + "/desk").body;

  const std::set<std::string> addresses = JoinsIn(shown);
  EXPECT_EQ(addresses.size(), open.size() + 1);
  for (const auto& address : addresses) {
    for (const bool signed_in : {false, true}) {
      Browser curious =
          signed_in ? town_.SignedIn(town_.own.people.at(accounts::Role::kCommunityAdmin)) : Browser(town_.web());
      for (const Answer& seen : {curious.Get(address), curious.Post(address), curious.Get(base_ + "/answer"),
                                 curious.Get(part_), curious.Get(address)})
        EXPECT_THAT(seen.body, Not(HasSubstr("marmalade"))) << address;
      curious.Post(part_, {{"c." + item_, "Written by another"}});
    }
  }
  EXPECT_THAT(ana.Get(part_).body, HasSubstr("Only Ana has marmalade"));
  EXPECT_THAT(bo.Get(part_).body, HasSubstr("Only Bo has marmalade")) << "nobody changed it, or took the code away";

  // A used link says so, and takes the code.
  Browser later(town_.web());
  const Answer used = later.Get(handed);
  EXPECT_EQ(used.status, 200);
  EXPECT_THAT(used.body, HasSubstr(base_ + "/resume\""));
  EXPECT_THAT(used.body, HasSubstr("name=\"code\""));
  EXPECT_EQ(later.Post(base_ + "/resume", {{"code", code}}).status, 303);
  EXPECT_THAT(later.Get(part_).body, HasSubstr("Only Bo has marmalade"));

  // The letters of a reminder lead back, on any device.
  ASSERT_EQ(leader.Post(base_ + "/remind").status, 303);
  const auto reminded = Mailed();
  ASSERT_GE(reminded.size(), 2u);
  Browser phone(town_.web());
  ASSERT_EQ(phone.Get(reminded.back()).status, 200);
  ASSERT_EQ(phone.Post(reminded.back()).status, 303);
  EXPECT_THAT(phone.Get(part_).body, HasSubstr("Only Ana has marmalade"));
}

}  // namespace
}  // namespace concord::scenarios
