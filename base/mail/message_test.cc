#include "base/mail/message.h"

#include <gmock/gmock.h>

#include "base/mail/testing/read_mail.h"
#include "base/testing/world.h"

namespace concord::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Mailbox From() { return {"trust@example.org", "Riverbend"}; }

Message Plain() {
  return {.to_address = "ana@example.org",
          .to_name = "Ana",
          .subject = "Hello",
          .text = "One.\n",
          .html = "<p>One.</p>\n",
          .language = "en",
          .id = ""};
}

std::string Bytes(const Message& message, const Mailbox& from = From()) {
  testing::World world;
  return Compose(message, from, testing::kStart, "example.org", world.random);
}

testing::ReadMail Read(const Message& message, const Mailbox& from = From()) {
  return testing::ReadMails({Bytes(message, from)}).at(0);
}

// What holds of every message.
void ExpectSound(const testing::ReadMail& mail) {
  EXPECT_THAT(mail.defects, IsEmpty());
  EXPECT_THAT(mail.header_names, ElementsAre("From", "To", "Subject", "Date", "Message-ID", "Content-Language",
                                             "Auto-Submitted", "MIME-Version", "Content-Type"));
  EXPECT_THAT(mail.parts, ElementsAre("multipart/alternative", "text/plain", "text/html"));
  EXPECT_EQ(mail.from.size(), 1u);
  EXPECT_EQ(mail.to.size(), 1u);
  EXPECT_LE(mail.longest_line, 78u);
  EXPECT_EQ(mail.bare_ends, 0u);
  EXPECT_TRUE(mail.ascii);
}

TEST(ComposeTest, SaysWhatTheMessageSays) {
  Message message = Plain();
  message.id = "01890a5d-ac96-774b-bcce-b302099a8057";
  auto mail = Read(message);
  ExpectSound(mail);
  EXPECT_EQ(mail.from.at(0).name, "Riverbend");
  EXPECT_EQ(mail.from.at(0).address, "trust@example.org");
  EXPECT_EQ(mail.to.at(0).name, "Ana");
  EXPECT_EQ(mail.to.at(0).address, "ana@example.org");
  EXPECT_EQ(mail.headers["Subject"], "Hello");
  EXPECT_EQ(mail.headers["Message-ID"], "<01890a5d-ac96-774b-bcce-b302099a8057@example.org>");
  EXPECT_EQ(mail.headers["Content-Language"], "en");
  EXPECT_EQ(mail.headers["Auto-Submitted"], "auto-generated");
  EXPECT_EQ(mail.date, "2026-11-21T07:55:00+00:00");
  EXPECT_EQ(mail.text, "One.\n");
  EXPECT_EQ(mail.html, "<p>One.</p>\n");
}

TEST(ComposeTest, WithoutHtmlThereIsOnePart) {
  Message message = Plain();
  message.html.clear();
  message.text = "Una línea";
  auto mail = Read(message);
  EXPECT_EQ(mail.type, "text/plain");
  EXPECT_EQ(mail.text, "Una línea\n");
  EXPECT_THAT(mail.defects, IsEmpty());
}

TEST(ComposeTest, IdsDifferWhereNoneIsGiven) {
  testing::World world;
  std::string one = Compose(Plain(), From(), testing::kStart, "example.org", world.random);
  std::string two = Compose(Plain(), From(), testing::kStart, "example.org", world.random);
  auto mails = testing::ReadMails({one, two});
  EXPECT_NE(mails[0].headers["Message-ID"], mails[1].headers["Message-ID"]);
}

TEST(ComposeTest, KeepsEveryLanguageInEveryField) {
  const std::vector<std::string> texts = {
      "Restablezca su contraseña: está a un paso",
      "¿Y ahora? ñÑ áéíóú üÜ «»",
      "警察と市民の信頼を築くための会議へのご招待です。どうぞお越しください。駅前の公民館で行います。",
      "ثقة المجتمع",
      "👩🏽‍🤝‍👨🏿 together 🕊️ and on and on and on and on 🧑🏾‍🦽 and on and on 🇺🇸 "
      "and "
      "on "
      "and "
      "on",
      "Plain, with a comma; and \"quotes\" and a back\\slash",
      "=?utf-8?B?QmNjOiB4QGV4YW1wbGUub3Jn?=",
      std::string(200, 'x'),
      std::string(69, 'y') + " z",
      "a long subject of plain words that goes on until it must be folded, and then goes on some more, and more",
      "trailing = signs == and = ? _ underscores",
  };
  std::vector<std::string> bytes;
  for (const std::string& text : texts) {
    Message message = Plain();
    message.subject = message.to_name = text;
    message.text = message.html = text;
    bytes.push_back(Bytes(message, {"trust@example.org", text}));
  }
  auto mails = testing::ReadMails(bytes);
  for (size_t i = 0; i < texts.size(); ++i) {
    SCOPED_TRACE(texts[i]);
    ExpectSound(mails[i]);
    EXPECT_EQ(mails[i].headers["Subject"], texts[i]);
    EXPECT_EQ(mails[i].to.at(0).name, texts[i]);
    EXPECT_EQ(mails[i].from.at(0).name, texts[i]);
    EXPECT_EQ(mails[i].text, texts[i]);
    EXPECT_EQ(mails[i].html, texts[i]);
  }
}

TEST(ComposeTest, KeepsBodiesByteForByte) {
  std::vector<std::string> texts = {
      ".\n..\n.a\n",
      "blank at the end \ntab at the end\t\n \n\n\nend",
      "From me\n--=_x\n--\n-- \nsigned",
      "no line feed at the end",
      "\n\n\n",
      "=20 =\n=3D",
      std::string(76, 'a') + "\n" + std::string(77, 'b') + "\n" + std::string(75, 'c') + " \n" + std::string(75, 'd') +
          "=",
      std::string(75, 'e') + "ñ\n" + std::string(74, 'f') + "ñ\n" + std::string(76, ' ') + "\n" + std::string(75, ' '),
  };
  for (size_t length = 60; length < 90; ++length)
    texts.push_back(std::string(length, 'x') + "🕊\n" + std::string(length, '.'));
  std::string megabyte;
  for (int i = 0; megabyte.size() < 1024 * 1024; ++i)
    megabyte += "Línea " + std::to_string(i) + (i % 7 == 0 ? "\n" : " 🕊 ");
  texts.push_back(megabyte);
  texts.push_back(std::string(1024 * 1024, 'x'));  // one line
  std::vector<std::string> bytes;
  for (const std::string& text : texts) {
    Message message = Plain();
    message.text = text;
    bytes.push_back(Bytes(message));
  }
  auto mails = testing::ReadMails(bytes);
  for (size_t i = 0; i < texts.size(); ++i) {
    SCOPED_TRACE(texts[i].substr(0, 100));
    ExpectSound(mails[i]);
    EXPECT_TRUE(mails[i].text == texts[i]);
    EXPECT_EQ(mails[i].html, "<p>One.</p>\n");
  }
}

TEST(ComposeTest, NoFieldCanAddAHeaderARecipientOrAPart) {
  const std::vector<std::string> attacks = {
      "x\r\nBcc: eve@example.org",
      "x\nBcc: eve@example.org",
      "x\rBcc: eve@example.org",
      "x\r\n\r\nBcc: eve@example.org\r\n\r\nbody",
      "x\r\n.\r\nMAIL FROM:<eve@example.org>",
      std::string("x\0Bcc: eve@example.org", 22),
      "x\xC2\x85"
      "Bcc: eve@example.org\xE2\x80\xA8"
      "Cc: eve@example.org",
      "x\v\fBcc: eve@example.org",
      "\xff\xfe\r\nBcc: eve@example.org",
      "a@example.org>, <eve@example.org",
      "\"x\" <eve@example.org>, y",
      "x\r\n--=_\r\nContent-Type: text/html",
  };
  std::vector<std::string> bytes;
  for (const std::string& attack : attacks) {
    Message message = Plain();
    message.to_address = "ana@example.org" + attack;
    message.to_name = message.subject = message.text = message.html = message.id = attack;
    message.language = "en" + attack;
    testing::World world;
    bytes.push_back(Compose(message, {"trust@example.org" + attack, attack}, testing::kStart, "example.org" + attack,
                            world.random));
  }
  auto mails = testing::ReadMails(bytes);
  for (size_t i = 0; i < attacks.size(); ++i) {
    SCOPED_TRACE(attacks[i]);
    auto& mail = mails[i];
    EXPECT_THAT(mail.header_names, ElementsAre("From", "To", "Subject", "Date", "Message-ID", "Content-Language",
                                               "Auto-Submitted", "MIME-Version", "Content-Type"));
    EXPECT_THAT(mail.parts, ElementsAre("multipart/alternative", "text/plain", "text/html"));
    EXPECT_EQ(mail.from.size(), 1u);
    EXPECT_EQ(mail.to.size(), 1u);
    EXPECT_EQ(mail.bare_ends, 0u);
    EXPECT_TRUE(mail.ascii);
  }
}

// RFC 2369 and RFC 8058: what a mail program makes its button of.
TEST(ComposeTest, SaysHowToEndIt) {
  Message message = Plain();
  message.unsubscribe = "https://trust.example.org/digest/off/" + std::string(43, 'A');
  auto mail = Read(message);
  EXPECT_THAT(mail.defects, IsEmpty());
  // A long one begins on a line of its own.
  EXPECT_THAT(mail.headers["List-Unsubscribe"], ::testing::HasSubstr("<" + message.unsubscribe + ">"));
  EXPECT_EQ(mail.headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
  EXPECT_LE(mail.longest_line, 78u + 10u);
  message.unsubscribe = "http://localhost/off";
  mail = Read(message);
  EXPECT_EQ(mail.headers["List-Unsubscribe"], "<http://localhost/off>");
  EXPECT_FALSE(mail.headers.contains("List-Unsubscribe-Post")) << "one click is for https alone";
  message.unsubscribe = "https://x.example/a>\r\nBcc: <eve@example.org";
  mail = Read(message);
  EXPECT_FALSE(mail.headers.contains("Bcc"));
  EXPECT_EQ(mail.headers["List-Unsubscribe"], "<https://x.example/aBcc:eve@example.org>");
  message.unsubscribe = "javascript:alert(1)";
  EXPECT_FALSE(Read(message).headers.contains("List-Unsubscribe"));
}

TEST(ComposeTest, LongAddressesAndNamesStayOneHeader) {
  Message message = Plain();
  message.to_address = std::string(64, 'a') + "@" + std::string(60, 'b') + "." + std::string(60, 'c') + ".example";
  ASSERT_TRUE(IsMailAddress(message.to_address));
  message.to_name = "Ana María de los Ángeles Fernández-Villaverde y Ruiz de la Torre, Oficina de Atención Vecinal";
  auto mail = Read(message);
  EXPECT_THAT(mail.defects, IsEmpty());
  EXPECT_EQ(mail.to.at(0).address, message.to_address);
  EXPECT_EQ(mail.to.at(0).name, message.to_name);
  EXPECT_LE(mail.longest_line, 998u);
}

TEST(MailAddressTest, TakesWhatMayStandUnquoted) {
  for (std::string good :
       {"ana@example.org", "Ana.Maria+riverbend@mail.example.org", "o'brien@example.org", "a@b",
        "!#$%&'*+-/=?^_`{|}~@x.org", "1@1.org", "x@xn--bcher-kva.example", "a-b@a-b.c-d", "ana@localhost"})
    EXPECT_TRUE(IsMailAddress(good)) << good;
  EXPECT_TRUE(IsMailAddress(std::string(64, 'a') + "@example.org"));
  std::string domain = std::string(63, 'b') + "." + std::string(63, 'c') + "." + std::string(61, 'd');
  EXPECT_TRUE(IsMailAddress(std::string(64, 'a') + "@" + domain)) << "254 bytes";
  EXPECT_FALSE(IsMailAddress(std::string(64, 'a') + "@" + domain + "d")) << "255 bytes";
}

TEST(MailAddressTest, RefusesEverythingElse) {
  for (std::string_view bad : {"",
                               "@",
                               "ana",
                               "ana@",
                               "@example.org",
                               "ana@@example.org",
                               "ana@b@example.org",
                               "ana example@x.org",
                               " ana@x.org",
                               "ana@x.org ",
                               ".ana@x.org",
                               "ana.@x.org",
                               "a..b@x.org",
                               "ana@.org",
                               "ana@x.",
                               "ana@x..org",
                               "ana@-x.org",
                               "ana@x-.org",
                               "ana@x_y.org",
                               "\"ana\"@x.org",
                               "ana@[127.0.0.1]",
                               "ana(c)@x.org",
                               "<ana@x.org>",
                               "ana@x.org>",
                               "ana,eve@x.org",
                               "ana@x.org,eve@x.org",
                               "ana;eve@x.org",
                               "añá@x.org",
                               "ana@bücher.example",
                               "ana@x.org\r\n",
                               "ana@x.org\n",
                               "ana\r\n@x.org",
                               "ana@x\r\n.org",
                               "ana\t@x.org",
                               "ana\\@x.org",
                               "ana:@x.org",
                               "\x7f@x.org"})
    EXPECT_FALSE(IsMailAddress(bad)) << bad;
  EXPECT_FALSE(IsMailAddress(std::string_view("ana\0@x.org", 10)));
  EXPECT_FALSE(IsMailAddress(std::string(65, 'a') + "@example.org"));
  EXPECT_FALSE(IsMailAddress("a@" + std::string(64, 'b') + ".org"));
  EXPECT_FALSE(IsMailAddress("a@" + std::string(100000, 'b')));
}

TEST(MailboxTest, ReadsNamesQuotedOrNot) {
  auto parsed = [](std::string_view text) {
    auto box = ParseMailbox(text);
    return box ? box->name + "|" + box->address : "none";
  };
  EXPECT_EQ(parsed("trust@example.org"), "|trust@example.org");
  EXPECT_EQ(parsed(" <trust@example.org> "), "|trust@example.org");
  EXPECT_EQ(parsed("Riverbend <trust@example.org>"), "Riverbend|trust@example.org");
  EXPECT_EQ(parsed("Río Doblado <trust@example.org>"), "Río Doblado|trust@example.org");
  EXPECT_EQ(parsed("\"Riverbend, \\\"Ohio\\\"\" <trust@example.org>"), "Riverbend, \"Ohio\"|trust@example.org");
  EXPECT_EQ(parsed("a < b <trust@example.org>"), "a < b|trust@example.org");
  for (const char* bad : {"", "Riverbend", "Riverbend <>", "<trust>", "Riverbend trust@example.org", ">", "<", "x>",
                          "<a@b.org> x", "<a@b.org>, <c@d.org", "\"", "\" <"})
    EXPECT_EQ(parsed(bad), "none") << bad;
}

}  // namespace
}  // namespace concord::mail
