#include "features/accounts/sessions.h"

#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (fresh_) ana_ = AddPerson("ana@example.org");
  }
  bool IsIn(std::string_view token) {
    const auto caller = sessions_->Identify(token);
    EXPECT_TRUE(caller);
    return caller && caller->has_value();
  }
  AccountId ana_;
};
CONCORD_ON_BOTH_ENGINES(SessionsTest);

TEST_P(SessionsTest, SaysWhoItIsAndWhatTheyMay) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommander}, "system"));
  ASSERT_TRUE(accounts_->Join(ana_, {hillside_, hillside_police_, Role::kMember}, "system"));
  ASSERT_TRUE(accounts_->GiveHubRole(ana_, Role::kCurator, "system"));
  const auto begun = sessions_->Begin(ana_, Method::kTotp, origin_.user_agent, "");
  ASSERT_TRUE(begun);
  const Caller caller = CallerOf(begun->token);
  EXPECT_EQ(caller.id, ana_);
  EXPECT_EQ(caller.email, "ana@example.org");
  EXPECT_EQ(caller.memberships.size(), 2u);
  EXPECT_TRUE(caller.May(Action::kLibraryCurate));
  EXPECT_TRUE(caller.May(Action::kPeopleInvite, riverbend_, police_));
  EXPECT_FALSE(caller.May(Action::kPeopleInvite, hillside_));
  EXPECT_TRUE(caller.second_factor);
  EXPECT_EQ(caller.session_id, begun->id);
  EXPECT_TRUE(accounts_->Find(ana_)->signed_in);
  EXPECT_EQ(Entries("action = 'accounts.session.begin'"), 1);
}

TEST_P(SessionsTest, ATokenThatWeDidNotIssueIsNobody) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  for (const std::string& token : {std::string(), std::string("x"), std::string(43, 'A'), begun->token + "A",
                                   begun->token.substr(1), begun->id, std::string(100000, 'A')}) {
    EXPECT_FALSE(IsIn(token)) << token.size();
  }
}

// Session fixation: whatever a browser held before, it holds another token afterwards, and the old one is dead.
TEST_P(SessionsTest, SignInReplacesWhatTheBrowserHeld) {
  const auto ben = AddPerson("ben@example.org");
  const auto planted = sessions_->Begin(ben, Method::kPassword, "", "");
  const auto half = sessions_->BeginHalf(ana_, Method::kPassword, "", planted->token);
  EXPECT_FALSE(IsIn(planted->token));
  EXPECT_FALSE(IsIn(half->token));  // half a sign-in is none
  const auto whole = sessions_->Begin(ana_, Method::kTotp, "", half->token);
  EXPECT_NE(whole->token, half->token);
  EXPECT_FALSE(*sessions_->FindHalf(half->token));
  EXPECT_TRUE(IsIn(whole->token));
  EXPECT_EQ(Count("accounts_session"), 1);
}

TEST_P(SessionsTest, AWholeSessionIsNoHalfOne) {
  const auto whole = sessions_->Begin(ana_, Method::kPassword, "", "");
  EXPECT_FALSE(*sessions_->FindHalf(whole->token));
}

TEST_P(SessionsTest, HalfASignInLastsTenMinutes) {
  const auto half = sessions_->BeginHalf(ana_, Method::kPassword, "", "");
  world_.clock.Advance(minutes(10) - seconds(1));
  EXPECT_TRUE(*sessions_->FindHalf(half->token));
  world_.clock.Advance(seconds(1));
  EXPECT_FALSE(*sessions_->FindHalf(half->token));
}

TEST_P(SessionsTest, EndsWhenIdle) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  for (int i = 0; i < 3; ++i) {
    world_.clock.Advance(hours(23));
    EXPECT_TRUE(IsIn(begun->token));
  }
  world_.clock.Advance(hours(24));
  EXPECT_FALSE(IsIn(begun->token));
}

TEST_P(SessionsTest, EndsAfterItsDaysHoweverItWasUsed) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  for (int hour = 0; hour < 14 * 24 - 12; hour += 12) {
    world_.clock.Advance(hours(12));
    ASSERT_TRUE(IsIn(begun->token)) << hour;
  }
  world_.clock.Advance(hours(12));
  EXPECT_FALSE(IsIn(begun->token));
}

TEST_P(SessionsTest, NotesItsUseOnceAMinute) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  const Time start = world_.clock.Now();
  world_.clock.Advance(seconds(59));
  EXPECT_TRUE(IsIn(begun->token));
  EXPECT_EQ(sessions_->List(ana_)->front().seen, start);
  world_.clock.Advance(seconds(1));
  EXPECT_TRUE(IsIn(begun->token));
  EXPECT_EQ(sessions_->List(ana_)->front().seen, world_.clock.Now());
}

TEST_P(SessionsTest, RotationGivesAnotherTokenToTheSameSession) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  const Caller before = CallerOf(begun->token);
  world_.clock.Advance(minutes(20));
  const auto rotated = sessions_->Rotate(before, Method::kTotp);
  ASSERT_TRUE(rotated);
  EXPECT_FALSE(IsIn(begun->token));
  const Caller after = CallerOf(rotated->token);
  EXPECT_EQ(after.session_id, before.session_id);
  EXPECT_TRUE(after.second_factor);
  EXPECT_EQ(after.authenticated, world_.clock.Now());
  EXPECT_FALSE(before.second_factor);
}

TEST_P(SessionsTest, ListsRevokesOneAndAllOthers) {
  const auto phone = sessions_->Begin(ana_, Method::kPassword, "Mozilla/5.0 (Android 14) Firefox/128.0", "");
  world_.clock.Advance(minutes(1));
  const auto desk = sessions_->Begin(ana_, Method::kPassword, origin_.user_agent, "");
  const auto third = sessions_->Begin(ana_, Method::kPassword, "", "");
  const auto half = sessions_->BeginHalf(ana_, Method::kPassword, "", "");
  ASSERT_EQ(sessions_->List(ana_)->size(), 3u);
  EXPECT_EQ(sessions_->List(ana_)->back().device, "firefox/android");

  const auto ben = AddPerson("ben@example.org");
  EXPECT_FALSE(sessions_->End(ben, phone->id));  // not theirs
  EXPECT_TRUE(IsIn(phone->token));
  EXPECT_TRUE(sessions_->End(ana_, phone->id));
  EXPECT_FALSE(IsIn(phone->token));
  EXPECT_FALSE(sessions_->End(ana_, phone->id));

  ASSERT_TRUE(sessions_->EndOthers(ana_, desk->id));
  EXPECT_TRUE(IsIn(desk->token));
  EXPECT_FALSE(IsIn(third->token));
  EXPECT_FALSE(*sessions_->FindHalf(half->token));
  EXPECT_EQ(Entries("action = 'accounts.session.end'"), 2);
}

TEST_P(SessionsTest, ADisabledAccountIsOutAndStaysOut) {
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  ASSERT_TRUE(accounts_->Disable(ana_, "system"));
  EXPECT_FALSE(IsIn(begun->token));
  EXPECT_EQ(sessions_->Begin(ana_, Method::kPassword, "", "").error().kind, ErrorKind::kForbidden);
}

// Two nodes on one database: what one begins the other knows, what one ends is ended on both.
TEST_P(SessionsTest, TwoNodesShareThem) {
  auto second = fresh_->OpenAgain();
  Accounts::Deps deps{*second, places_, sealer_, hasher_, nullptr, config_, world_.clock, world_.random, world_.log};
  Sessions there(deps);
  const auto begun = sessions_->Begin(ana_, Method::kPassword, "", "");
  EXPECT_TRUE(*there.Identify(begun->token));
  ASSERT_TRUE(there.End(ana_, begun->id));
  EXPECT_FALSE(IsIn(begun->token));
}

TEST(DeviceTest, NamesBrowserAndSystemAndNothingElse) {
  EXPECT_EQ(DeviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                     "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
            "edge/windows");
  EXPECT_EQ(DeviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                     "Version/17.5 Mobile/15E148 Safari/604.1"),
            "safari/iphone");
  EXPECT_EQ(DeviceOf("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                     "Mobile Safari/537.36"),
            "chrome/android");
  EXPECT_EQ(DeviceOf("<script>"), "other/other");
  EXPECT_EQ(DeviceOf(""), "other/other");
}

TEST(DeviceTest, IsSaidInWords) {
  const std::string en =
      "[accounts.device]\non = \"{browser} on {system}\"\nbrowser_other = \"A browser\"\nsystem_other = "
      "\"something\"\n";
  const embed::File files[] = {{"a/en.toml", en}};
  const auto catalog = *i18n::Catalog::Load(files, {{"en", "English"}});
  EXPECT_EQ(DeviceInWords(*catalog, "en", "firefox/android"), "Firefox on Android");
  for (const char* unknown : {"other/other", "", "/", "x", "x/y/z"})
    EXPECT_EQ(DeviceInWords(*catalog, "en", unknown), "A browser on something") << unknown;
}

}  // namespace
}  // namespace concord::accounts
