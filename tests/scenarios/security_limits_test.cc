// Too much and too slow, against the whole hub: it says no, lets go of the connection, and goes on answering others.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "base/http/raw_client.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using ::testing::AnyOf;
using ::testing::HasSubstr;

WebHub::Options Impatient() {
  WebHub::Options options;
  options.header_seconds = 1;
  options.body_seconds = 1;
  options.idle_seconds = 2;
  return options;
}

class SecurityLimits : public ::testing::Test {
 protected:
  void ExpectStillThere() { EXPECT_EQ(town_.web().Get("/about").status, 200); }
  Town town_{Impatient()};
};

TEST_F(SecurityLimits, OversizeHeadsAreRefused) {
  const auto send = [&](const std::string& line, const std::string& headers) {
    return town_.web().Send(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n").status;
  };
  EXPECT_EQ(send("GET /" + std::string(9000, 'a'), ""), 414);
  EXPECT_EQ(send("GET /search?q=" + std::string(9000, 'a'), ""), 414);
  EXPECT_EQ(send("GET /", "X-Long: " + std::string(20000, 'a') + "\r\n"), 431);
  EXPECT_EQ(send("GET /", "Cookie: __Host-concord=" + std::string(17000, 'a') + "\r\n"), 431);
  std::string many;
  for (int i = 0; i < 300; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(send("GET /", many), 431);
  ExpectStillThere();
}

TEST_F(SecurityLimits, OversizeBodiesAreRefusedBeforeTheyAreRead) {
  for (const std::string target : {"/sign-in", "/forgot", "/demo/sign-in", "/c/ownville/settings/map"}) {
    const Answer told =
        town_.web().Send("POST " + target +
                         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                         "Content-Length: 99999999999\r\nConnection: close\r\n\r\na=b");
    EXPECT_EQ(told.status, 413) << target;
  }
  http::RawClient chunked(town_.web().port());
  chunked.Send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
  for (int i = 0; i < 40; ++i) {
    if (!chunked.Send(chunk)) break;
  }
  EXPECT_EQ(chunked.Read().status, 413U);
  ExpectStillThere();
}

TEST_F(SecurityLimits, LongFieldsAreRefusedOrCutNeverAFault) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  for (const size_t length : {300U, 5000U, 200000U}) {
    const std::string text(length, 'x');
    for (const std::string target :
         {"/c/ownville/settings", "/hub/communities/new", "/c/ownville/organizations/new", "/me"}) {
      const Answer page = browser.Get(target);
      for (const Form& form : FormsOf(page.body)) {
        if (form.method != "post" || form.action.find("sign-out") != std::string::npos) continue;
        Values changes;
        for (const Field& field : form.fields) {
          if (field.type == "text" || field.type == "textarea") changes.emplace_back(field.name, text);
        }
        const Answer answer = browser.Submit(form, changes, target);
        EXPECT_LT(answer.status, 500) << target << " " << length;
        EXPECT_NE(answer.status, 0) << target << " " << length;
      }
    }
  }
  std::string many;
  for (int i = 0; i < 30000; ++i) many += "f" + std::to_string(i) + "=x&";
  const Answer answer = town_.web().Send(
      "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Content-Length: " +
      std::to_string(many.size()) + "\r\nConnection: close\r\n\r\n" + many);
  EXPECT_THAT(answer.status, AnyOf(400, 403, 413));
  ExpectStillThere();
}

TEST_F(SecurityLimits, AHeaderThatTricklesIsCutOff) {
  const auto began = steady_clock::now();
  http::RawClient slow(town_.web().port());
  slow.Send("GET / HTTP/1.1\r\nHost: localhost\r\n");
  bool open = true;
  for (int i = 0; i < 40 && open; ++i) {
    open = slow.Send("X-" + std::to_string(i) + ": y\r\n");
    std::this_thread::sleep_for(milliseconds(100));
    if (i == 5) ExpectStillThere();
  }
  EXPECT_THAT(slow.ReadAll(3000), AnyOf("", HasSubstr("408")));
  EXPECT_LT(steady_clock::now() - began, std::chrono::seconds(9));
}

TEST_F(SecurityLimits, ABodyThatTricklesIsCutOffAndHoldsNoWorker) {
  std::vector<std::unique_ptr<http::RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<http::RawClient>(town_.web().port()));
    slow.back()->Send(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na");
  }
  ExpectStillThere();
  std::this_thread::sleep_for(milliseconds(1800));
  for (auto& client : slow) EXPECT_THAT(client->Read().status, AnyOf(408U, 0U));
  ExpectStillThere();
}

TEST_F(SecurityLimits, ManyConnectionsThatSayNothingKeepNobodyOut) {
  std::vector<std::unique_ptr<http::RawClient>> silent;
  for (int i = 0; i < 300; ++i) silent.push_back(std::make_unique<http::RawClient>(town_.web().port()));
  ExpectStillThere();
  EXPECT_TRUE(silent.front()->ClosedWithin(5000));
}

TEST_F(SecurityLimits, RangesAskForNoMoreThanThereIs) {
  std::string ranges = "bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",5-" + std::to_string(i);
  const std::string css = [&] {
    for (const std::string& link : LinksOf(town_.web().Get("/").body)) {
      if (link.ends_with(".css")) return link;
    }
    return std::string();
  }();
  ASSERT_FALSE(css.empty());
  const size_t whole = town_.web().Get(css).body.size();
  const Answer answer = town_.web().Get(css, "Range: " + ranges + "\r\n");
  EXPECT_LE(answer.body.size(), whole);
  EXPECT_THAT(answer.status, AnyOf(200, 206, 416));
}

}  // namespace
}  // namespace concord::scenarios
