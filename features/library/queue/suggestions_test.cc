// Suggestions as people send them and curators answer them; on both engines.
#include "features/library/queue/suggestions.h"

#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "features/library/queue/queue_fixture.h"
#include "features/library/queue/store.h"

namespace concord::library::queue {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SuggestionsTest : public QueueTest {
 protected:
  // The receipt's address without what follows the question mark.
  std::string Send(Fields fields) {
    world_.clock.Advance(std::chrono::seconds(1));
    fields.emplace_back("why", "It shows what works.");
    const auto sent = Post("/library/suggest", fields);
    EXPECT_EQ(sent.status, 303u) << sent.body;
    const std::string to = To(sent);
    EXPECT_THAT(to, StartsWith("/library/suggestions/"));
    return sent_ = to.substr(0, to.find('?'));
  }
  std::string sent_;  // the last receipt's address
  std::string Waiting() { return TextOf("SELECT id FROM library_suggestion WHERE state = 'waiting' ORDER BY id DESC"); }
};

TEST_P(SuggestionsTest, AResidentSendsOneAndReadsTheAnswerByTheReceipt) {
  EXPECT_THAT(Get("/library/suggest").body, AllOf(HasSubstr("name=\"why\""), HasSubstr("Cedar")));
  const std::string receipt = Send({{"title", "A new guide"}, {"url", "example.org/guide"}, {"place", "0190-place"}});
  EXPECT_THAT(Get(receipt + "?sent=1").body, AllOf(HasSubstr("Waiting"), HasSubstr(receipt.substr(21))));
  const auto later = Get(receipt);
  EXPECT_THAT(later.body, Not(HasSubstr("Keep this code")));
  EXPECT_EQ(later.headers.Get("Cache-Control"), "no-store");
  // The code is nowhere in the tables, and a person may type it as they read it.
  EXPECT_EQ(CountOf("library_suggestion WHERE receipt LIKE '%" + receipt.substr(21) + "%'"), 0);
  std::string typed = receipt;
  for (size_t i = 21; i < typed.size(); ++i) typed[i] = static_cast<char>(std::tolower(typed[i]));
  EXPECT_EQ(Get(typed).status, 200u);
  EXPECT_EQ(Get("/library/suggestions/K7QF-92MX-0ABT-4WZ3").status, 404u);

  const std::string page = "/curation/suggestions/" + Waiting();
  EXPECT_THAT(Get("/curation/suggestions", "ada").body, AllOf(HasSubstr("A new guide"), HasSubstr("Cedar")));
  EXPECT_THAT(Get(page, "ada").body, HasSubstr("https://example.org/guide"));
  const auto taken = Post(page + "/take", {{"title", "A new guide"}, {"take_words", "Thank you!"}}, "ada");
  EXPECT_EQ(To(taken), page);
  EXPECT_THAT(Get(receipt).body, AllOf(HasSubstr("Taken up"), HasSubstr("Thank you!"), Not(HasSubstr("/resources/"))));
  EXPECT_EQ(TextOf("SELECT status FROM library_resource WHERE slug = 'a-new-guide'"), "draft");
  EXPECT_EQ(TextOf("SELECT url FROM library_resource WHERE slug = 'a-new-guide'"), "https://example.org/guide");
  // Once it is published, the receipt leads there.
  ASSERT_TRUE(
      library_->Import("p.json", R"({"resources":[{"slug":"a-new-guide","title":"A new guide"}]})", std::nullopt, {}));
  EXPECT_THAT(Get(receipt).body, HasSubstr("/resources/a-new-guide"));
}

TEST_P(SuggestionsTest, WhatIsWrongIsSaidAtItsFieldAndNothingIsLost) {
  const auto empty = Post("/library/suggest", {{"url", "javascript:alert(1)"}, {"email", "nobody"}});
  EXPECT_EQ(empty.status, 422u);
  EXPECT_THAT(empty.body, AllOf(HasSubstr("href=\"#url\""), HasSubstr("href=\"#why\""), HasSubstr("href=\"#email\""),
                                HasSubstr("value=\"javascript:alert(1)\"")));
  const auto nothing = Post("/library/suggest", {{"why", "kept <b>words</b>"}});
  EXPECT_THAT(nothing.body, AllOf(HasSubstr("href=\"#title\""), HasSubstr("kept &lt;b&gt;words&lt;/b&gt;")));
  EXPECT_EQ(Post("/library/suggest", {{"title", std::string(301, 'x')}, {"why", "w"}}).status, 422u);
  EXPECT_EQ(Post("/library/suggest", {{"title", "x"}, {"why", std::string(2001, 'x')}}).status, 422u);
  EXPECT_EQ(CountOf("library_suggestion"), 0);
}

TEST_P(SuggestionsTest, ProgramsAndFloodsAreHeldBack) {
  const auto trapped = Post("/library/suggest", {{"title", "x"}, {"why", "buy"}, {"homepage", "http://spam"}});
  EXPECT_EQ(trapped.status, 422u);
  EXPECT_THAT(trapped.body, AllOf(HasSubstr("value=\"x\""), Not(HasSubstr("http://spam"))));
  allowed_ = 1;
  Send({{"title", "First"}});
  const auto refused = Post("/library/suggest", {{"title", "Second"}, {"why", "my words"}});
  EXPECT_EQ(refused.status, 429u);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("6 minutes"), HasSubstr("my words")));
  EXPECT_EQ(CountOf("library_suggestion"), 1);
}

TEST_P(SuggestionsTest, WhatTheLibraryHasIsShownBeforeItIsSent) {
  // By address, by DOI, by title; a draft is nobody's business.
  for (const Fields& fields :
       {Fields{{"url", "http://www.example.org/force/?utm_source=x"}, {"why", "w"}},
        Fields{{"url", "doi:10.1000/WALK"}, {"why", "w"}}, Fields{{"title", "REDUCING FORCE!"}, {"why", "w"}}}) {
    const auto shown = Post("/library/suggest", fields);
    EXPECT_EQ(shown.status, 200u);
    EXPECT_THAT(shown.body, AllOf(HasSubstr("href=\"/resources/"), HasSubstr("name=\"anyway\"")));
  }
  Send({{"url", "https://example.org/secret"}});
  const auto page = Get("/curation/suggestions/" + Waiting(), "ada");
  EXPECT_THAT(page.body, AllOf(HasSubstr("A secret draft"), HasSubstr("draft")));
  Send({{"title", "Reducing force"}, {"anyway", "1"}});
  Send({{"title", "Reducing force"}, {"anyway", "1"}});
  EXPECT_THAT(Get("/curation/suggestions", "ada").body, HasSubstr("may be a double"));
  EXPECT_THAT(Get("/curation/suggestions/" + Waiting(), "ada").body, HasSubstr("Others suggest the same"));
}

TEST_P(SuggestionsTest, AnAnswerIsMailedOnceAndTheAddressForgotten) {
  const std::string receipt = Send({{"title", "A guide"}, {"email", "rosa@example.org"}});
  EXPECT_EQ(CountOf("library_suggestion WHERE address LIKE '%rosa%'"), 0);  // sealed
  EXPECT_EQ(CountOf("library_suggestion WHERE address <> ''"), 1);
  const std::string page = "/curation/suggestions/" + Waiting();
  EXPECT_THAT(Get(page, "ada").body, Not(HasSubstr("rosa")));
  const auto wordless = Post(page + "/decline", {{"decline_words", " "}}, "ada");
  EXPECT_EQ(wordless.status, 422u);
  EXPECT_THAT(wordless.body, HasSubstr("href=\"#decline_words\""));
  EXPECT_EQ(Post(page + "/decline", {{"decline_words", "Not about policing."}}, "ada").status, 303u);
  EXPECT_EQ(CountOf("library_suggestion WHERE address <> ''"), 0);
  ASSERT_EQ(CountOf("job WHERE kind = 'mail.send'"), 1);
  const std::string payload = TextOf("SELECT payload FROM job");
  const size_t from = payload.find("s1."), to = payload.find('"', from);
  const auto letter = sealer_.Open(payload.substr(from, to - from), "mail.send");
  ASSERT_TRUE(letter);
  EXPECT_THAT(*letter, AllOf(HasSubstr("rosa@example.org"), HasSubstr("Not about policing."),
                             HasSubstr("https://trust.example.org" + receipt)));
  // A second answer changes nothing and mails nothing.
  EXPECT_EQ(To(Post(page + "/take", {{"title", "A guide"}}, "ben")), page);
  EXPECT_EQ(CountOf("library_resource WHERE slug = 'a-guide'"), 0);
  EXPECT_EQ(CountOf("job"), 1);
  EXPECT_THAT(Get(receipt).body, HasSubstr("Not about policing."));
}

TEST_P(SuggestionsTest, TheLibraryHasItAlready) {
  const std::string receipt = Send({{"title", "Force, reduced"}});
  const std::string page = "/curation/suggestions/" + Waiting();
  const auto wrong = Post(page + "/known", {{"slug", "nothing"}, {"known_words", "Look here"}}, "ada");
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("href=\"#slug\""), HasSubstr("Look here")));
  EXPECT_EQ(Post(page + "/known", {{"slug", "https://trust.example.org/resources/force"}}, "ada").status, 303u);
  EXPECT_THAT(Get(receipt).body, HasSubstr("href=\"/resources/force\""));
}

TEST_P(SuggestionsTest, AResourceWithoutSummaryInvitesOne) {
  EXPECT_THAT(Get("/resources/force").body, HasSubstr("/library/suggest?about=force"));
  EXPECT_THAT(Get("/resources/walk-again").body, Not(HasSubstr("/library/suggest?about=")));
  EXPECT_THAT(Get("/search?q=zzqx").body, HasSubstr("/library/suggest?title=zzqx"));
  EXPECT_THAT(Get("/library/suggest?about=force").body, HasSubstr("Reducing force"));
  EXPECT_EQ(Get("/library/suggest?about=secret").status, 404u);
  Send({{"about", "force"}});
  const std::string page = "/curation/suggestions/" + Waiting();
  EXPECT_THAT(Get(page, "ada").body, HasSubstr("It was used"));
  const std::string receipt = sent_;
  const int64_t before = CountOf("library_resource");
  EXPECT_EQ(Post(page + "/take", {{"take_words", "Thanks"}}, "ada").status, 303u);
  EXPECT_EQ(CountOf("library_resource"), before);
  EXPECT_THAT(Get(receipt).body, AllOf(HasSubstr("used what you told us"), HasSubstr("/resources/force")));
}

TEST_P(SuggestionsTest, OnlyCuratorsSeeTheQueueAndEveryStepIsInTheJournal) {
  Send({{"title", "=1+1"}});
  const std::string page = "/curation/suggestions/" + Waiting();
  for (const std::string& target :
       {std::string("/curation/suggestions"), std::string("/curation/suggestions.csv"), page}) {
    EXPECT_NE(Get(target).status, 200u) << target;
    EXPECT_EQ(Get(target, "member").status, 403u) << target;
  }
  EXPECT_EQ(Post(page + "/take", {{"title", "x"}}, "member").status, 403u);
  const auto csv = Get("/curation/suggestions.csv", "ada");
  EXPECT_EQ(csv.headers.Get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(csv.body, HasSubstr("'=1+1"));
  Post(page + "/take", {{"title", "x"}}, "ada");
  ASSERT_TRUE(journal::LinkAll(db()));
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.suggestion.create'"), 1);
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.suggestion.answer'"), 1);
}

TEST_P(SuggestionsTest, WithoutAMailServerNoAddressIsAskedForOrKept) {
  mail_server_.clear();
  BindPages();
  EXPECT_THAT(Get("/library/suggest").body, Not(HasSubstr("name=\"email\"")));
  Send({{"title", "A guide"}, {"email", "rosa@example.org"}});
  EXPECT_EQ(CountOf("library_suggestion WHERE address <> ''"), 0);
}

TEST_P(SuggestionsTest, TodaySaysWhatWaits) {
  const auto today = Today(*library_, *catalog_);
  const accounts::Caller ada = CallerNamed("ada"), member = CallerNamed("member");
  EXPECT_TRUE(today({ada, "en", std::nullopt}).empty());
  Send({{"title", "A guide"}});
  ASSERT_EQ(today({ada, "es", std::nullopt}).size(), 1u);
  EXPECT_EQ(today({ada, "es", std::nullopt})[0].text, "1 sugerencia espera respuesta");
  EXPECT_TRUE(today({member, "en", std::nullopt}).empty());
}

CONCORD_ON_BOTH_ENGINES(SuggestionsTest);

}  // namespace
}  // namespace concord::library::queue
