// A self-review's letters, from the desk to a real mail server: who is asked and reminded, in which language, and that
// neither the letters nor the desk say who has not answered.
#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "base/mail/testing/read_mail.h"
#include "base/mail/testing/smtp_server.h"
#include "base/testing/needs.h"
#include "features/selfreview/reviews/reviews.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Mails = std::map<std::string, concord::testing::ReadMail>;  // by the one address that each goes to

constexpr char kAddress[] = "https://trust.example.org";

class SelfreviewLetters : public ::testing::Test {
 protected:
  void SetUp() override {
    CONCORD_NEEDS(concord::testing::SmtpServer::WhyMissing().empty(), concord::testing::SmtpServer::WhyMissing());
    server_.emplace();
    WebHub::Options options;
    options.base_url = kAddress;
    options.mail_server = server_->url();
    town_.emplace(options);
    base_ = "/c/" + town_->own.slug + "/self-review/" + town_->own.review;
    lead_.emplace(town_->SignedIn(town_->own.people.at(accounts::Role::kCommunityAdmin)));
  }
  app::Hub& hub() { return town_->web().hub(); }

  // An officer of the agency, by account.
  Person Officer(const std::string& name, const std::string& language) {
    accounts::NewAccount wanted;
    wanted.name = name;
    wanted.email = name + "@people.example.org";
    wanted.language = language;
    wanted.demo = true;
    const auto account = hub().accounts->Create(wanted, "system");
    EXPECT_TRUE(account);
    const auto police = hub().communities->FindOrganization(town_->own.id, town_->own.police);
    EXPECT_TRUE(hub().accounts->Join(account->id, {town_->own.id, police->id, accounts::Role::kOfficer}, "system"));
    return {account->id.ToString(), name, wanted.email, accounts::Role::kOfficer, town_->own.police};
  }

  // What arrived since the last call. Nobody gets two at once, and each letter goes to one person.
  Mails Arrived() {
    while (hub().jobs->RunOne()) {
    }
    const auto all = concord::testing::ReadMails(server_->Messages());
    Mails mails;
    for (size_t i = taken_; i < all.size(); ++i) {
      EXPECT_EQ(all[i].to.size(), 1u);
      EXPECT_TRUE(mails.emplace(all[i].to.at(0).address, all[i]).second) << all[i].to.at(0).address << " has two";
    }
    taken_ = all.size();
    return mails;
  }
  std::set<std::string> AddressesOf(const Mails& mails) {
    std::set<std::string> addresses;
    for (const auto& [address, mail] : mails) addresses.insert(address);
    return addresses;
  }
  // Where a letter's link leads on this hub.
  std::string PathIn(const concord::testing::ReadMail& mail) {
    const std::string link = concord::testing::FirstLink(mail.text);
    EXPECT_TRUE(link.starts_with(kAddress)) << link;
    return link.substr(std::string(kAddress).size());
  }
  void AskByLetter(const std::string& emails, const std::string& language) {
    const auto asked = lead_->Post(
        base_ + "/links", {{"kind", "personal"}, {"emails", emails}, {"group", "resident"}, {"language", language}});
    ASSERT_EQ(asked.status, 303);
  }
  Answer Remind() { return lead_->Post(base_ + "/remind"); }
  // As if the last reminder had been sent a day ago.
  void ADayPasses() {
    ASSERT_TRUE(hub().database->Write([](db::Transaction& t) -> Status {
      t.Execute("UPDATE selfreview_review SET reminded_at = reminded_at - :day WHERE reminded_at IS NOT NULL",
                int64_t{24} * 3600 * 1000);
      return {};
    }));
  }
  // The desk's page but for form tokens.
  std::string Desk() {
    return std::regex_replace(lead_->Get(base_ + "/desk").body, std::regex(R"(name="csrf" value="[^"]*")"), "");
  }

  std::optional<concord::testing::SmtpServer> server_;
  std::optional<Town> town_;
  std::optional<Browser> lead_;
  std::string base_;
  size_t taken_ = 0;
};

TEST_F(SelfreviewLetters, GoToWhoHasNotFinishedAndToNobodyElse) {
  const Person done = Officer("dora", "en"), waits = Officer("walt", "es");
  AskByLetter("ana@example.org", "es");
  AskByLetter("bo@example.org\ncy@example.org", "en");
  const Mails asked = Arrived();
  ASSERT_THAT(AddressesOf(asked), ::testing::ElementsAre("ana@example.org", "bo@example.org", "cy@example.org"));
  EXPECT_THAT(asked.at("ana@example.org").text, HasSubstr("Ownville"));

  // Ana begins, Bo finishes, Cy never opens the letter.
  Browser ana(town_->web()), bo(town_->web());
  const std::string join = PathIn(asked.at("ana@example.org"));
  EXPECT_EQ(ana.Get(join).status, 200);
  ASSERT_EQ(ana.Post(join).status, 303);
  ASSERT_EQ(bo.Get(PathIn(asked.at("bo@example.org"))).status, 200);
  ASSERT_EQ(bo.Post(PathIn(asked.at("bo@example.org"))).status, 303);
  const std::string before = Desk();
  ASSERT_EQ(bo.Post(base_ + "/finish").status, 303);
  EXPECT_EQ(Desk(), before) << "the desk does not say who has finished";
  Browser officer = town_->SignedIn(done);
  ASSERT_EQ(officer.Post(base_ + "/answer", {{"group", "officer"}}).status, 303);
  ASSERT_EQ(officer.Post(base_ + "/finish").status, 303);
  EXPECT_EQ(Desk(), before);

  const Answer told = Remind();
  ASSERT_EQ(told.status, 303);
  const Mails again = Arrived();
  std::set<std::string> wanted = {"ana@example.org", "cy@example.org", waits.email};
  for (const auto& [role, person] : town_->own.people) wanted.insert(person.email);
  EXPECT_EQ(AddressesOf(again), wanted) << "not Bo and Dora, who finished, and nobody of another community";

  // Each in their language, with a link that leads to the answers that were begun.
  const auto& to_ana = again.at("ana@example.org");
  const auto& catalog = town_->web().site().frame->catalog();
  EXPECT_THAT(to_ana.text, HasSubstr(catalog.Text("es", "reviews.letter.private")));
  EXPECT_THAT(again.at("cy@example.org").text, HasSubstr(catalog.Text("en", "reviews.letter.private")));
  EXPECT_THAT(again.at(waits.email).text, HasSubstr(catalog.Text("es", "reviews.letter.private")));
  EXPECT_THAT(to_ana.text, HasSubstr(catalog.Text("es", "reviews.overview.finish"))) << "how to hear no more";
  EXPECT_EQ(PathIn(to_ana), join) << "the same link, to the same answers";
  EXPECT_EQ(PathIn(again.at(waits.email)), base_ + "/answer");
  Browser elsewhere(town_->web());
  ASSERT_EQ(elsewhere.Post(PathIn(to_ana)).status, 303);
  EXPECT_EQ(elsewhere.Post(base_ + "/finish").status, 303);

  // No letter names anybody else, and neither does the page that the reminder leads to.
  for (const auto& [address, mail] : again) {
    EXPECT_THAT(mail.defects, IsEmpty());
    for (const auto& other : wanted) {
      if (other == address) continue;
      EXPECT_THAT(mail.text + mail.html, Not(HasSubstr(other)));
    }
    EXPECT_THAT(mail.text, Not(HasSubstr("dora")));
  }
  const std::string page = lead_->Get(told.Header("Location")).body;
  EXPECT_THAT(page, Not(HasSubstr(waits.email)));
  EXPECT_THAT(page, Not(HasSubstr("walt")));
}

TEST_F(SelfreviewLetters, AreSentOnceADayAtMost) {
  AskByLetter("ana@example.org", "es");
  const Mails asked = Arrived();
  ASSERT_EQ(Remind().status, 303);
  const size_t reminded = Arrived().size();
  EXPECT_GT(reminded, 1u);
  const Answer refused = Remind();
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              HasSubstr(std::string(town_->web().site().frame->catalog().Text("en", "reviews.error.reminded"))));
  EXPECT_THAT(Arrived(), IsEmpty());

  // "I am done" is the way to hear no more, also without an answer.
  Browser ana(town_->web());
  ASSERT_EQ(ana.Post(PathIn(asked.at("ana@example.org"))).status, 303);
  ASSERT_EQ(ana.Post(base_ + "/finish").status, 303);
  ADayPasses();
  ASSERT_EQ(Remind().status, 303);
  const Mails next = Arrived();
  EXPECT_EQ(next.size(), reminded - 1);
  EXPECT_FALSE(next.contains("ana@example.org"));
}

TEST_F(SelfreviewLetters, EndWithTheReview) {
  AskByLetter("ana@example.org", "es");
  const std::string join = PathIn(Arrived().at("ana@example.org"));
  selfreview::Reviews reviews({*hub().database, *hub().instruments, *hub().sealer, hub().clock, hub().random});
  const auto review = reviews.Find(town_->own.id, town_->own.review);
  const auto link = reviews.LinksOf(*review);
  const auto begun = reviews.BeginByLink(*review, link->front());
  ASSERT_TRUE(begun);
  const auto& item = reviews.InstrumentOf(*review)->instrument.items.front();
  ASSERT_TRUE(reviews.Save(*review, begun->respondent, {{item.id, 2, {}, {}}}));
  ASSERT_TRUE(reviews.Close(*review, 1, "system"));
  EXPECT_EQ(Remind().status, 422);
  EXPECT_THAT(Arrived(), IsEmpty());
  Browser ana(town_->web());
  const std::string closed(town_->web().site().frame->catalog().Text("en", "reviews.start.closed"));
  const Answer led = ana.Get(join);
  ASSERT_EQ(led.status, 303);
  EXPECT_THAT(ana.Get(led.Header("Location")).body, HasSubstr(closed)) << "the letter's link has ended";
}

}  // namespace
}  // namespace concord::scenarios
