// Against a real server: what it was told, what came of it.
#include "base/mail/sender.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "base/mail/testing/read_mail.h"
#include "base/mail/testing/smtp_server.h"
#include "base/testing/needs.h"
#include "base/testing/temp_dir.h"
#include "base/testing/world.h"

namespace concord::mail {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class SenderTest : public ::testing::Test {
 protected:
  void SetUp() override { CONCORD_NEEDS(testing::SmtpServer::WhyMissing().empty(), testing::SmtpServer::WhyMissing()); }
  // Settings for a server; without TLS unless the server has it.
  Config::Mail Settings(const testing::SmtpServer& server) const {
    Config::Mail settings;
    settings.server = server.url();
    settings.from = "Riverbend <trust@example.org>";
    settings.tls = server.certificate().empty() ? "never" : "always";
    return settings;
  }
  Sender Open(const testing::SmtpServer& server) { return Open(Settings(server), server.certificate()); }
  Sender Open(const Config::Mail& settings, std::string authorities = "") {
    return Sender(settings, world_.clock, world_.random, world_.log,
                  {.connect_limit = milliseconds(3000), .whole_limit = limit_, .authorities = std::move(authorities)});
  }
  static Message Mail(std::string text = "Hola.\n") {
    return {.to_address = "ana@example.com",
            .to_name = "Ana Núñez",
            .subject = "Una reunión",
            .text = std::move(text),
            .html = "<p>Hola.</p>",
            .language = "es",
            .id = "m1"};
  }
  void ExpectFailure(const Status& status, ErrorKind kind, const char* key) {
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, kind) << status.error().cause;
    EXPECT_EQ(status.error().key, key) << status.error().cause;
    EXPECT_THAT(status.error().cause, Not(HasSubstr("ana@example.com")));
  }

  testing::World world_;
  milliseconds limit_{20000};
};

TEST_F(SenderTest, TheServerGetsTheMessageAsItWasWritten) {
  testing::SmtpServer server;
  std::string text = ".\n..\n.a dot first\n" + std::string(3000, 'x') + "\nñ 🕊\n.\nQUIT\n";
  ASSERT_TRUE(Open(server).Send(Mail(text)));
  ASSERT_TRUE(server.WaitFor(1));
  auto mail = testing::ReadMails(server.Messages()).at(0);
  EXPECT_EQ(mail.text, text);
  EXPECT_EQ(mail.to.at(0).name, "Ana Núñez");
  EXPECT_EQ(mail.headers["Message-ID"], "<m1@example.org>");
  json envelope = json::parse(server.Envelopes().at(0));
  EXPECT_EQ(envelope["from"], "trust@example.org");
  EXPECT_EQ(envelope["to"], json::array({"ana@example.com"}));
  EXPECT_EQ(envelope["helo"], "example.org") << "not this machine's name";
  EXPECT_EQ(envelope["tls"], false);
}

TEST_F(SenderTest, AMegabyteArrives) {
  testing::SmtpServer server;
  std::string text;
  for (int i = 0; text.size() < 1024 * 1024; ++i) text += ".line " + std::to_string(i) + "\n";
  ASSERT_TRUE(Open(server).Send(Mail(text)));
  ASSERT_TRUE(server.WaitFor(1));
  EXPECT_TRUE(testing::ReadMails(server.Messages()).at(0).text == text);
}

TEST_F(SenderTest, ManyThreadsMaySend) {
  testing::SmtpServer server;
  Sender sender = Open(server);
  std::atomic<int> sent = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 5; ++j) sent += sender.Send(Mail()).has_value();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sent, 20);
  EXPECT_TRUE(server.WaitFor(20));
}

TEST_F(SenderTest, ARecipientRefusedForGoodIsInvalid) {
  testing::SmtpServer server({.mode = "refuse"});
  Status status = Open(server).Send(Mail());
  ExpectFailure(status, ErrorKind::kInvalid, "mail.refused");
  EXPECT_THAT(status.error().params["why"], HasSubstr("550 5.1.1 says the test"));
  EXPECT_THAT(status.error().params["why"], HasSubstr("550-5.1.1 <...>: no such person here"));
  EXPECT_TRUE(server.Messages().empty());
}

TEST_F(SenderTest, ARecipientRefusedForNowIsUnavailable) {
  testing::SmtpServer server({.mode = "later"});
  Status status = Open(server).Send(Mail());
  ExpectFailure(status, ErrorKind::kUnavailable, "mail.refused");
  EXPECT_THAT(status.error().params["why"], HasSubstr("451 4.7.1 greylisted"));
}

TEST_F(SenderTest, AMessageRefusedForGoodIsInvalid) {
  testing::SmtpServer server({.mode = "spam"});
  Status status = Open(server).Send(Mail());
  ExpectFailure(status, ErrorKind::kInvalid, "mail.refused");
  EXPECT_THAT(status.error().params["why"], HasSubstr("554 5.7.1 this looks like spam"));
}

TEST_F(SenderTest, ASenderRefusedIsTriedAgainBecauseTheHubCanBeSetRight) {
  testing::SmtpServer server({.mode = "sender"});
  ExpectFailure(Open(server).Send(Mail()), ErrorKind::kUnavailable, "mail.refused");
}

TEST_F(SenderTest, ConnectionsThatBreakAreUnavailable) {
  for (const char* mode : {"close", "cut"}) {
    SCOPED_TRACE(mode);
    testing::SmtpServer server({.mode = mode});
    ExpectFailure(Open(server).Send(Mail()), ErrorKind::kUnavailable, "mail.unreachable");
  }
}

TEST_F(SenderTest, ServersThatHangAreLeftInTime) {
  limit_ = milliseconds(1500);
  for (const char* mode : {"hang", "silent"}) {
    SCOPED_TRACE(mode);
    testing::SmtpServer server({.mode = mode});
    auto begun = std::chrono::steady_clock::now();
    ExpectFailure(Open(server).Send(Mail()), ErrorKind::kUnavailable, "mail.unreachable");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
  }
}

TEST_F(SenderTest, AShutdownDoesNotWaitForAServerThatHangs) {
  testing::SmtpServer server({.mode = "hang"});
  Sender sender = Open(server);
  auto begun = std::chrono::steady_clock::now();
  std::thread later([&] {
    std::this_thread::sleep_for(milliseconds(300));
    sender.Interrupt();
  });
  ExpectFailure(sender.Send(Mail()), ErrorKind::kUnavailable, "mail.unreachable");
  later.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(10000)) << "the limit is twice that";
  ExpectFailure(sender.Send(Mail()), ErrorKind::kUnavailable, "mail.unreachable");
}

TEST_F(SenderTest, NobodyListens) {
  testing::SmtpServer server;
  server.Stop();
  Sender sender = Open(server);
  ExpectFailure(sender.Send(Mail()), ErrorKind::kUnavailable, "mail.unreachable");
  ExpectFailure(sender.Probe(), ErrorKind::kUnavailable, "mail.unreachable");
  server.Start();
  EXPECT_TRUE(sender.Send(Mail()));
  EXPECT_TRUE(sender.Probe());
}

TEST_F(SenderTest, TlsIsStartedAndVerified) {
  for (const char* tls : {"starttls", "implicit"}) {
    SCOPED_TRACE(tls);
    testing::SmtpServer server({.tls = tls, .auth = "hub:s3cret"});
    Config::Mail settings = Settings(server);
    settings.user = "hub";
    settings.password = "s3cret";
    ASSERT_TRUE(Open(settings, server.certificate()).Send(Mail()));
    ASSERT_TRUE(server.WaitFor(1));
    json envelope = json::parse(server.Envelopes().at(0));
    EXPECT_EQ(envelope["tls"], true);
    EXPECT_EQ(envelope["user"], "hub");
    EXPECT_TRUE(Open(settings, server.certificate()).Probe());
    // The system does not know this certificate.
    ExpectFailure(Open(settings).Send(Mail()), ErrorKind::kUnavailable, "mail.tls");
    ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.tls");
    EXPECT_EQ(server.Messages().size(), 1u);
  }
}

TEST_F(SenderTest, AServerWithoutTlsGetsNothing) {
  testing::SmtpServer server;
  Config::Mail settings = Settings(server);
  settings.tls = "always";
  ExpectFailure(Open(settings).Send(Mail()), ErrorKind::kUnavailable, "mail.tls");
  EXPECT_TRUE(server.Messages().empty());
}

TEST_F(SenderTest, SignsInWithAPasswordFromItsFile) {
  testing::SmtpServer server({.auth = "hub:pass word ñ"});
  testing::TempDir folder;
  Config::Mail settings = Settings(server);
  settings.user = "hub";
  settings.password_file = folder.Write("password", "pass word ñ\n");
  EXPECT_TRUE(Open(settings).Probe());
  EXPECT_TRUE(Open(settings).Send(Mail()));
  settings.password_file = folder.Write("password", "another\n");
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.auth");
  ExpectFailure(Open(settings).Send(Mail()), ErrorKind::kUnavailable, "mail.auth");
  settings.user = settings.password_file = "";
  ExpectFailure(Open(settings).Send(Mail()), ErrorKind::kUnavailable, "mail.auth");
  EXPECT_EQ(server.Messages().size(), 1u);
}

TEST_F(SenderTest, NoSecretReachesTheLog) {
  testing::TempDir folder;
  std::string file = folder.Write("log", "");
  {
    std::FILE* log_file = std::fopen(file.c_str(), "a");
    Log log(world_.clock, fileno(log_file), LogLevel::kDebug);
    testing::SmtpServer server({.auth = "hub:s3cret-password"});
    Config::Mail settings = Settings(server);
    settings.user = "hub";
    settings.password = "s3cret-password";
    Sender sender(settings, world_.clock, world_.random, log);
    Message message = Mail("https://hub.example/reset/TOKEN\n");
    EXPECT_TRUE(sender.Send(message));
    for (const char* mode : {"refuse", "later", "spam", "close"}) {
      server.SetMode(mode);
      EXPECT_FALSE(sender.Send(message));
    }
    settings.password = "wrong-s3cret";
    EXPECT_FALSE(Sender(settings, world_.clock, world_.random, log).Send(message));
    std::fclose(log_file);
  }
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_THAT(text.str(), HasSubstr("mail sent"));
  EXPECT_THAT(text.str(), HasSubstr("mail not sent"));
  // "aHVi" and so on: what base64 would make of user and password in AUTH PLAIN.
  for (const char* secret : {"ana@example.com", "TOKEN", "reset", "s3cret", "czNjcmV0", "AGh1Yg"})
    EXPECT_THAT(text.str(), Not(HasSubstr(secret))) << secret;
}

TEST_F(SenderTest, OnlyAnAddressIsSentTo) {
  testing::SmtpServer server;
  for (const char* bad :
       {"", "ana", "ana@example.com>\r\nRCPT TO:<eve@example.com", "ana@example.com, eve@example.com"}) {
    Message message = Mail();
    message.to_address = bad;
    Status status = Open(server).Send(message);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(status.error().key, "mail.address");
  }
  EXPECT_TRUE(server.Messages().empty());
}

TEST_F(SenderTest, SettingsThatCannotWorkAreNamed) {
  Config::Mail settings;
  EXPECT_FALSE(Open(settings).enabled());
  ExpectFailure(Open(settings).Send(Mail()), ErrorKind::kUnavailable, "mail.disabled");
  settings.server = "mail.example.org";
  EXPECT_TRUE(Open(settings).enabled());
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.settings.server");
  settings.server = "https://mail.example.org";
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.settings.server");
  settings.server = "smtp://127.0.0.1:1";
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.settings.from");
  settings.from = "Riverbend";
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.settings.from");
  settings.from = "trust@example.org";
  settings.password_file = "/nowhere/password";
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.settings.password_file");
  settings.password_file = "";
  ExpectFailure(Open(settings).Probe(), ErrorKind::kUnavailable, "mail.unreachable");
}

}  // namespace
}  // namespace concord::mail
