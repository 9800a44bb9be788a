// Mail through the queue to a real server, on both engines.
#include "base/mail/post.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/mail/testing/read_mail.h"
#include "base/mail/testing/smtp_server.h"
#include "base/testing/databases.h"
#include "base/testing/needs.h"

namespace concord::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class PostTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    CONCORD_NEEDS(testing::SmtpServer::WhyMissing().empty(), testing::SmtpServer::WhyMissing());
    DatabaseTest::SetUp();
    if (!fresh_) return;
    server_.emplace();
    Config::Mail settings;
    settings.server = server_->url();
    settings.from = "trust@example.org";
    settings.tls = "never";
    sender_.emplace(settings, world_.clock, world_.random, world_.log);
    runner_.emplace(db(), world_.clock, world_.random, world_.log);
    post_.emplace(*sender_, sealer_, &*runner_, world_.clock, world_.random);
    post_->Handle(*runner_);
  }
  void TearDown() override {
    if (runner_) runner_->Stop();
  }

  Status Put(bool commit = true) { return Put(*post_, commit); }
  Status Put(Post& post, bool commit = true) {
    return db().Write([&](db::Transaction& t) -> Status {
      post.Enqueue(t, {.to_address = "ana@example.com",
                       .to_name = "Ana",
                       .subject = "Your new password",
                       .text = "https://hub.example/reset/TOKEN\n",
                       .html = "<p>TOKEN</p>",
                       .language = "en"});
      if (commit) return {};
      return Fail(ErrorKind::kConflict, "error.conflict");
    });
  }
  // Everything that the job's row says.
  std::string Row() {
    auto text = db().Read([](db::Session& s) -> Result<std::string> {
      auto row = s.One("SELECT id, kind, payload, key, last_error, state FROM job");
      std::string all;
      for (size_t i = 0; row && i < 6; ++i) all += row->Text(i) + "\n";
      return all;
    });
    return text.value();
  }
  jobs::Runner::Counts Count() { return runner_->Count().value(); }

  crypto::Sealer sealer_{std::string(32, 'k')};
  std::optional<testing::SmtpServer> server_;
  std::optional<Sender> sender_;
  std::optional<jobs::Runner> runner_;
  std::optional<Post> post_;
};
CONCORD_ON_BOTH_ENGINES(PostTest);

TEST_P(PostTest, WhatCommitsIsSentOnce) {
  ASSERT_TRUE(Put());
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_FALSE(runner_->RunOne());
  auto mails = testing::ReadMails(server_->Messages());
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].headers["Subject"], "Your new password");
  EXPECT_EQ(mails[0].text, "https://hub.example/reset/TOKEN\n");
  EXPECT_EQ(mails[0].html, "<p>TOKEN</p>");
  EXPECT_EQ(mails[0].headers["Content-Language"], "en");
}

TEST_P(PostTest, WhatIsRolledBackIsNotSent) {
  EXPECT_FALSE(Put(false));
  EXPECT_FALSE(runner_->RunOne());
}

TEST_P(PostTest, NothingCanBeReadWhileItWaits) {
  ASSERT_TRUE(Put());
  std::string row = Row();
  EXPECT_THAT(row, HasSubstr("mail.send"));
  EXPECT_THAT(row, HasSubstr("s1."));
  for (const char* secret : {"TOKEN", "reset", "ana", "Ana", "password", "hub.example"})
    EXPECT_THAT(row, Not(HasSubstr(secret))) << row;
  server_->SetMode("refuse");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().failed, 1);
  EXPECT_THAT(Row(), HasSubstr("no such person here")) << "what the server said";
  EXPECT_THAT(Row(), Not(HasSubstr("ana@example.com")));
}

TEST_P(PostTest, AnotherHubsKeyDoesNotOpenIt) {
  crypto::Sealer other(std::string(32, 'o'));
  Post foreign(*sender_, other, nullptr, world_.clock, world_.random);
  ASSERT_TRUE(Put(foreign));
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().failed, 1);
  EXPECT_TRUE(server_->Messages().empty());
}

TEST_P(PostTest, ARefusalForNowIsTriedAgain) {
  server_->SetMode("later");
  ASSERT_TRUE(Put());
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().waiting, 1);
  EXPECT_FALSE(runner_->RunOne()) << "a pause comes first";
  server_->SetMode("accept");
  world_.clock.Advance(1min);
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(server_->Messages().size(), 1u);
  EXPECT_EQ(Count().waiting, 0);
}

TEST_P(PostTest, ARefusalForGoodIsNotTriedAgainUntilSomebodySaysSo) {
  server_->SetMode("refuse");
  ASSERT_TRUE(Put());
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().failed, 1);
  world_.clock.Advance(48h);
  server_->SetMode("accept");
  EXPECT_FALSE(runner_->RunOne());
  EXPECT_EQ(runner_->ListFailed(5).value().at(0).kind, Post::kKind);
  EXPECT_EQ(runner_->RetryFailed(Post::kKind).value(), 1);
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(server_->Messages().size(), 1u);
}

TEST_P(PostTest, GoesOnWhenTheServerIsBack) {
  server_->Stop();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Put());
  while (runner_->RunOne()) {
  }
  EXPECT_EQ(Count().waiting, 3);
  // A night without a mail server costs no mail.
  for (int hours = 0; hours < 6; ++hours) {
    world_.clock.Advance(1h);
    while (runner_->RunOne()) {
    }
  }
  EXPECT_EQ(Count().waiting, 3);
  server_->Start();
  world_.clock.Advance(1h);
  while (runner_->RunOne()) {
  }
  EXPECT_EQ(server_->Messages().size(), 3u);
  EXPECT_EQ(Count().waiting + Count().failed, 0);
}

TEST_P(PostTest, AMessageWhoseAnswerWasLostKeepsItsId) {
  server_->SetMode("cut");
  ASSERT_TRUE(Put());
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().waiting, 1);
  server_->SetMode("accept");
  world_.clock.Advance(1min);
  EXPECT_TRUE(runner_->RunOne());
  auto mails = testing::ReadMails(server_->Messages());
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[0].headers["Message-ID"], mails[1].headers["Message-ID"]);
}

TEST_P(PostTest, ThreadsSendAtOnce) {
  runner_->Start(2);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Put());
  EXPECT_TRUE(server_->WaitFor(5));
}

TEST_P(PostTest, WithoutAServerNothingIsPutIn) {
  Sender nobody(Config::Mail{}, world_.clock, world_.random, world_.log);
  Post post(nobody, sealer_, &*runner_, world_.clock, world_.random);
  EXPECT_FALSE(post.enabled());
  EXPECT_TRUE(Put(post));
  EXPECT_EQ(Count().waiting, 0);
}

TEST_P(PostTest, FortyFiveThousandBytesFit) {
  auto put = [&](size_t size) {
    return db().Write([&](db::Transaction& t) -> Status {
      post_->Enqueue(t, {.to_address = "ana@example.com", .text = std::string(size, 'x')});
      return {};
    });
  };
  EXPECT_TRUE(put(45000));
  EXPECT_FALSE(put(60000));
}

}  // namespace
}  // namespace concord::mail
