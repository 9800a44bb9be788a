#include "base/mail/letter.h"

#include <gmock/gmock.h>

#include "base/mail/testing/read_mail.h"
#include "mail_embedded.h"

namespace concord::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kEnglish = R"([t]
subject = "Join {place} & friends"
invited = "{who} invites you to {place}."
expires = "The link works once, until {day}."
button = "Accept the invitation"
)";
constexpr std::string_view kSpanish = R"([t]
subject = "Únase a {place} y sus amistades"
invited = "{who} le invita a {place}."
expires = "El enlace sirve una vez, hasta el {day}."
button = "Aceptar la invitación"
)";

class LetterTest : public ::testing::Test {
 protected:
  LetterTest() {
    std::vector<embed::File> files = {{"t/i18n/en.toml", kEnglish}, {"t/i18n/es.toml", kSpanish}};
    for (const embed::File& file : embedded::Files()) files.push_back(file);
    auto loaded = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    EXPECT_TRUE(loaded) << loaded.error().cause;
    catalog_ = std::move(*loaded);
  }
  Message Invite(const Reader& reader) const {
    return Write({.subject_key = "t.subject",
                  .paragraph_keys = {"t.invited", "t.expires"},
                  .button_key = "t.button",
                  .button_href = "https://hub.example/welcome/a?b=1&c=2",
                  .params = {{"who", "<b>Eve</b>"}, {"place", "Riverbend"}, {"day", "1\n2"}}},
                 *catalog_, reader, "Trust <Hub>");
  }
  std::unique_ptr<i18n::Catalog> catalog_;
};

TEST_F(LetterTest, SaysTheSameTwice) {
  Message message = Invite({"ana@example.com", "Ana", "en"});
  EXPECT_EQ(message.to_address, "ana@example.com");
  EXPECT_EQ(message.to_name, "Ana");
  EXPECT_EQ(message.language, "en");
  EXPECT_EQ(message.subject, "Join Riverbend & friends");
  EXPECT_THAT(message.text,
              ::testing::StartsWith("Hello Ana,\n\n<b>Eve</b> invites you to Riverbend.\n\n"
                                    "The link works once, until 1\n2.\n\n"
                                    "Accept the invitation:\nhttps://hub.example/welcome/a?b=1&c=2\n\n-- \n"
                                    "Trust <Hub> wrote this to ana@example.com, because"));
  EXPECT_EQ(testing::FirstLink(message.text), "https://hub.example/welcome/a?b=1&c=2");
  for (const char* part :
       {"<html lang=\"en\">", "<title>Join Riverbend &amp; friends</title>", "<p>Hello Ana,</p>",
        "<p>&lt;b&gt;Eve&lt;/b&gt; invites you to Riverbend.</p>", "until 1<br>\n2.",
        "<a class=\"button\" href=\"https://hub.example/welcome/a?b=1&amp;c=2\">Accept the invitation</a>",
        ">https://hub.example/welcome/a?b=1&amp;c=2</a>", "Trust &lt;Hub&gt; wrote this to ana@example.com"})
    EXPECT_THAT(message.html, HasSubstr(part));
  for (const char* part : {"<b>Eve", "<img", "<table", "<script", "style=\"", "url("})
    EXPECT_THAT(message.html, Not(HasSubstr(part)));
}

TEST_F(LetterTest, SpeaksTheReadersLanguage) {
  Message message = Invite({"ana@example.com", "Ana", "es"});
  EXPECT_EQ(message.language, "es");
  EXPECT_EQ(message.subject, "Únase a Riverbend y sus amistades");
  EXPECT_THAT(message.text, ::testing::StartsWith("Hola, Ana:\n\n"));
  EXPECT_THAT(message.text, HasSubstr("Aceptar la invitación:\nhttps://"));
  EXPECT_THAT(message.html, HasSubstr("<html lang=\"es\">"));
  EXPECT_EQ(Invite({"ana@example.com", "Ana", "tlh"}).language, "en");
}

TEST_F(LetterTest, DoesNotGreetAnAdvertisement) {
  for (const char* name : {"Win at https://evil.example", "www.evil.example", "evil.example/win",
                           "mail eve@evil.example", "<b>you</b>", "two\nlines", "", "  "}) {
    Message message = Invite({"ana@example.com", name, "en"});
    EXPECT_THAT(message.text, ::testing::StartsWith("Hello,\n\n")) << name;
  }
  EXPECT_THAT(Invite({"ana@example.com", std::string(101, 'x'), "en"}).text, ::testing::StartsWith("Hello,\n\n"));
  EXPECT_THAT(Invite({"ana@example.com", " Dr. O'Neil-Ruiz ", "en"}).text,
              ::testing::StartsWith("Hello Dr. O'Neil-Ruiz,\n"));
}

TEST_F(LetterTest, NeedsNoButton) {
  Message message = Write({.subject_key = "t.subject", .paragraph_keys = {"t.invited"}, .params = {{"who", "Eve"}}},
                          *catalog_, {"ana@example.com", "Ana", "en"}, "Hub");
  EXPECT_THAT(message.html, Not(HasSubstr("<a ")));
  EXPECT_EQ(testing::FirstLink(message.text), "");
}

TEST_F(LetterTest, TellsOfSeveralThingsAndHowToEndIt) {
  Message message = Write({.subject_key = "t.subject",
                           .paragraph_keys = {"t.invited"},
                           .params = {{"who", "Eve"}, {"place", "Riverbend"}},
                           .items = {{"<One>", "https://hub.example/1?a&b", "1984 · ASC", "On <beats>."},
                                     {"Two", "https://hub.example/2", "", ""}},
                           .unsubscribe_key = "t.button",
                           .unsubscribe_href = "https://hub.example/off/x"},
                          *catalog_, {"ana@example.com", "Ana", "en"}, "Hub");
  EXPECT_THAT(message.text,
              HasSubstr("\n* <One>\n  1984 · ASC\n  On <beats>.\n  https://hub.example/1?a&b\n\n* Two\n"));
  EXPECT_THAT(message.html, HasSubstr("<a href=\"https://hub.example/1?a&amp;b\"><strong>&lt;One&gt;</strong></a>"));
  EXPECT_THAT(message.html, HasSubstr("On &lt;beats&gt;."));
  EXPECT_THAT(message.text, ::testing::EndsWith("https://hub.example/off/x\n"));
  EXPECT_EQ(message.unsubscribe, "https://hub.example/off/x");
}

TEST_F(LetterTest, EveryErrorHasItsWords) {
  for (const char* key : {"mail.disabled", "mail.settings.server", "mail.settings.from", "mail.settings.password_file",
                          "mail.unreachable", "mail.tls", "mail.auth", "mail.refused", "mail.address", "mail.sealed"})
    EXPECT_TRUE(catalog_->Has(key)) << key;
}

}  // namespace
}  // namespace concord::mail
