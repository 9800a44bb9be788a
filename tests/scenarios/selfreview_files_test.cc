// Files beside answers in a whole hub: everyone tries to get at them, by every way there is, before and after closing.
#include <gmock/gmock.h>

#include "features/selfreview/evidence/evidence.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using accounts::Role;
using selfreview::Group;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSecret[] = "Only the marmalade sergeant wrote this";

// Somebody with a browser of their own, who came by the open link.
struct Resident {
  Browser browser;
  std::string cookies() const {
    std::string all;
    for (const auto& [name, value] : browser.cookies()) all += (all.empty() ? "" : "; ") + name + "=" + value;
    return "Cookie: " + all + "\r\n";
  }
};

class SelfreviewFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    review_ = *reviews_.Find(town_.own.id, town_.own.review);
    selfreview::ReviewLink wanted;
    wanted.group = Group::kResident;
    link_ = *reviews_.AddLink(review_, wanted, "system");
    for (const auto& one : reviews_.InstrumentOf(review_)->instrument.items) {
      if (one.asks.contains(Group::kResident) && item_.empty()) item_ = one.id;
    }
  }
  app::Hub& hub() { return town_.web().hub(); }
  std::string Base(const Side& side) const { return "/c/" + side.slug + "/self-review/" + side.review; }
  std::string Base() const { return Base(town_.own); }
  std::string Files() const { return Base() + "/files/" + item_; }

  Resident Come() {
    Resident one{Browser(town_.web())};
    EXPECT_EQ(one.browser.Post(Base() + "/join/" + reviews_.TokenOf(review_, link_)).status, 303);
    return one;
  }
  Answer Send(Resident& from, const std::string& bytes, const std::string& extra = "") {
    std::string body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + from.browser.Token() + "\r\n";
    body +=
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Jane Doe.doc\"\r\nContent-Type: "
        "text/html\r\n\r\n";
    body += bytes + "\r\n--b--\r\n";
    return town_.web().Send("POST " + Files() + " HTTP/1.1\r\nHost: localhost\r\n" + from.cookies() + extra +
                            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  }
  // The addresses of files that a page leads to.
  std::vector<std::string> LinkedFrom(const std::string& page, const std::string& beginning) {
    std::vector<std::string> found;
    for (const auto& link : LinksOf(page)) {
      if (link.starts_with(beginning + "/")) found.push_back(link);
    }
    return found;
  }
  void AnswerAs(Resident& one, int times_more = 0) {
    const auto& instrument = reviews_.InstrumentOf(review_)->instrument;
    const std::string part = instrument.dimensions[instrument.items[*instrument.Find(item_)].dimension];
    EXPECT_EQ(one.browser.Post(Base() + "/answer/" + part, {{"a." + item_, "2"}}).status, 303);
    for (int i = 0; i < times_more; ++i) {
      Resident more = Come();
      AnswerAs(more);
    }
  }
  void ExpectNotFor(Browser& browser, const std::string& target, const std::string& who) {
    for (const std::string extra : {"", "Range: bytes=0-3\r\n", "If-None-Match: *\r\n"}) {
      const Answer answer = browser.Get(target, extra);
      EXPECT_THAT(answer.body, Not(HasSubstr("marmalade"))) << who;
      EXPECT_THAT(answer.status, ::testing::AnyOf(303, 403, 404)) << target << " for " << who << " with " << extra;
      EXPECT_EQ(answer.Header("ETag"), "");
      EXPECT_EQ(answer.Header("Content-Disposition"), "") << who;
    }
  }

  Town town_;
  selfreview::Reviews reviews_{{*hub().database, *hub().instruments, *hub().sealer, hub().clock, hub().random}};
  selfreview::Review review_;
  selfreview::ReviewLink link_;
  std::string item_;
};

TEST_F(SelfreviewFiles, AreGivenToTheirOwnerAsFilesAndNeverAsPages) {
  Resident me = Come();
  const Answer sent = Send(me, "<script>alert(1)</script> " + std::string(kSecret));
  ASSERT_EQ(sent.status, 303) << sent.body;
  const Answer page = me.browser.Get(Files());
  EXPECT_THAT(page.body, AllOf(HasSubstr("File 1: text, 1 KB"), Not(HasSubstr("Jane")), Not(HasSubstr("marmalade"))));
  EXPECT_EQ(page.Header("Cache-Control"), "no-store");
  const auto links = LinkedFrom(page.body, Files());
  ASSERT_EQ(links.size(), 1u);
  const Answer file = me.browser.Get(links[0]);
  EXPECT_EQ(file.status, 200);
  EXPECT_THAT(file.body, HasSubstr(kSecret));
  EXPECT_EQ(file.Header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("attachment; filename=\"file-1.txt\""));
  EXPECT_THAT(file.Header("Cache-Control"), HasSubstr("no-store"));
  EXPECT_EQ(file.Header("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(file.Header("Content-Security-Policy"), AllOf(HasSubstr("sandbox"), HasSubstr("default-src 'none'")));
  EXPECT_EQ(file.Header("ETag"), "");
  EXPECT_EQ(file.Header("Last-Modified"), "");
  const std::string head =
      town_.web()
          .Send("HEAD " + links[0] + " HTTP/1.1\r\nHost: localhost\r\n" + me.cookies() + "Connection: close\r\n\r\n")
          .head;
  EXPECT_THAT(head, AllOf(HasSubstr("200"), HasSubstr("attachment")));
  EXPECT_EQ(me.browser.Get(links[0], "Range: bytes=0-6\r\n").Header("Cache-Control"), file.Header("Cache-Control"));
  // On the page of the part, and on another device.
  EXPECT_THAT(me.browser.Get(Base() + "/answer").status, 200);
  EXPECT_EQ(me.browser.Post(Files() + "/remove", {{"file", links[0].substr(links[0].rfind('/') + 1)}}).status, 303);
  EXPECT_EQ(me.browser.Get(links[0]).status, 404);
}

TEST_F(SelfreviewFiles, AreFoundByNobodyElseWhileTheReviewIsOpen) {
  Resident me = Come(), other = Come();
  ASSERT_EQ(Send(me, kSecret).status, 303);
  const std::string link = LinkedFrom(me.browser.Get(Files()).body, Files()).at(0);
  const std::string id = link.substr(link.rfind('/') + 1);
  ASSERT_EQ(Send(other, "something else").status, 303);
  const std::vector<std::string> ways = {
      link,
      Base() + "/remarks/" + id,
      Base() + "/remarks",
      Base(town_.other) + "/files/" + item_ + "/" + id,
      "/c/" + town_.own.slug + "/self-review/" + town_.own.closed_review + "/files/" + item_ + "/" + id,
      "/c/" + town_.own.slug + "/self-review/" + town_.own.closed_review + "/remarks/" + id};
  for (const auto& way : ways) {
    ExpectNotFor(other.browser, way, "another resident");
    for (const Viewer& viewer : town_.Viewers()) {
      Browser browser(town_.web());
      if (viewer.person) browser.SignInAs(viewer.person->id);
      ExpectNotFor(browser, way, viewer.name);
    }
  }
  EXPECT_EQ(other.browser.Post(Files() + "/remove", {{"file", id}}).status, 303);
  EXPECT_EQ(me.browser.Get(link).status, 200) << "another's is not taken away";
  Resident nobody{Browser(town_.web())};
  EXPECT_EQ(Send(nobody, "sent by nobody").status, 303) << "led to the beginning";
  EXPECT_EQ(LinkedFrom(me.browser.Get(Files()).body, Files()).size(), 1u);
}

TEST_F(SelfreviewFiles, GoToThoseWhoLeadAloneAndOnlyWhereEnoughAnswered) {
  Resident me = Come();
  ASSERT_EQ(Send(me, kSecret).status, 303);
  const std::string old = LinkedFrom(me.browser.Get(Files()).body, Files()).at(0);
  AnswerAs(me, 4);
  ASSERT_TRUE(reviews_.Close(review_, 1, "system"));
  const std::string remarks = Base() + "/remarks";
  Browser admin = town_.SignedIn(town_.own.people.at(Role::kCommunityAdmin));
  const Answer page = admin.Get(remarks);
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.Header("Cache-Control"), HasSubstr("no-store"));
  const auto links = LinkedFrom(page.body, remarks);
  ASSERT_EQ(links.size(), 1u);
  const Answer file = admin.Get(links[0]);
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, kSecret);
  EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("attachment"));
  EXPECT_THAT(file.Header("Cache-Control"), HasSubstr("no-store"));
  EXPECT_NE(links[0].substr(links[0].rfind('/')), old.substr(old.rfind('/'))) << "not the id that its owner knew";
  ExpectNotFor(admin, old, "the admin, by the old address");
  ExpectNotFor(me.browser, old, "its owner");
  for (const Viewer& viewer : town_.Viewers()) {
    const bool leads = viewer.from == Viewer::From::kOwn && viewer.roles == std::vector<Role>{Role::kCommunityAdmin};
    if (leads) continue;
    Browser browser(town_.web());
    if (viewer.person) browser.SignInAs(viewer.person->id);
    ExpectNotFor(browser, links[0], viewer.name);
    ExpectNotFor(browser, remarks, viewer.name);
    for (const char* export_of : {"/results", "/results.csv", "/results.json"})
      EXPECT_THAT(browser.Get(Base() + export_of).body, Not(HasSubstr("remarks/"))) << viewer.name;
  }
}

TEST_F(SelfreviewFiles, AreGoneWhereFewAnswered) {
  Resident me = Come();
  ASSERT_EQ(Send(me, kSecret).status, 303);
  AnswerAs(me, 3);
  ASSERT_TRUE(reviews_.Close(review_, 1, "system"));
  Browser admin = town_.SignedIn(town_.own.people.at(Role::kCommunityAdmin));
  EXPECT_TRUE(LinkedFrom(admin.Get(Base() + "/remarks").body, Base() + "/remarks").empty());
  ASSERT_TRUE(objects::Sweep(*hub().database, hub().clock));
  const auto left = hub().database->Read([](db::Session& s) -> Result<int64_t> {
    return s.One("SELECT count(*) FROM core_object_chunk WHERE length(bytes) = 38")->Int(0);
  });
  EXPECT_EQ(*left, 0);
}

TEST_F(SelfreviewFiles, ThatAreRefusedSayWhyOnThePageAndToAScript) {
  Resident me = Come();
  Answer answer = Send(me, std::string("PK\x03\x04\0", 5));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("This is not a PDF"), HasSubstr("file-error"), HasSubstr("href=\"#file\"")));
  answer = Send(me, "\xFF\xD8\xFF", "X-Concord-Save: 1\r\n");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("\"saved\":false"), HasSubstr("damaged"), HasSubstr("\"files\":[]")));
  answer = Send(me, "fine", "X-Concord-Save: 1\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("\"saved\":true"), HasSubstr("File 1: text, 1 KB")));
  answer = town_.web().Send("POST " + Files() + " HTTP/1.1\r\nHost: localhost\r\n" + me.cookies() +
                            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 524288000\r\nExpect: "
                            "100-continue\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, HasSubstr("larger than 10 MB"));
  // No token: no file.
  const std::string body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
  answer = town_.web().Send("POST " + Files() + " HTTP/1.1\r\nHost: localhost\r\n" + me.cookies() +
                            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  EXPECT_EQ(answer.status, 403);
}

// What was typed is saved before the page of files opens.
TEST_F(SelfreviewFiles, LoseNothingThatWasTyped) {
  Resident me = Come();
  const auto& instrument = reviews_.InstrumentOf(review_)->instrument;
  const std::string part =
      Base() + "/answer/" + instrument.dimensions[instrument.items[*instrument.Find(item_)].dimension];
  const Answer led = me.browser.Post(part, {{"c." + item_, "Typed a moment ago"}, {"go", "files." + item_}});
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(led.Header("Location"), Files());
  EXPECT_EQ(Send(me, std::string("\0", 1)).status, 422);
  EXPECT_EQ(Send(me, "shown here too").status, 303);
  EXPECT_THAT(me.browser.Get(part).body, AllOf(HasSubstr("Typed a moment ago"), HasSubstr("File 1: text, 1 KB")));
  EXPECT_EQ(me.browser.Post(part, {{"go", "files.https://example.org"}}).Header("Location").find("example"),
            std::string::npos);
}

}  // namespace
}  // namespace concord::scenarios
