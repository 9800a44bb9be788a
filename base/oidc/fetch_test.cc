#include "base/oidc/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/testing/raw_server.h"

namespace concord::oidc {
namespace {

using concord::testing::Head;
using concord::testing::RawServer;
using concord::testing::Send;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(OidcFetch, GetsAnAnswerOfAnyStatus) {
  std::string seen;
  RawServer server([&](int connection, const std::string& request) {
    seen = request;
    Send(connection,
         Head("404 Not Found", "Content-Type: Application/JSON; charset=utf-8\r\nContent-Length: 2\r\n") + "{}");
  });
  const auto answer = CurlFetcher().Get(server.Url("/me?a=b"), "token-1");
  ASSERT_TRUE(answer) << answer.error().cause;
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(answer->type, "application/json");
  EXPECT_EQ(answer->body, "{}");
  EXPECT_THAT(seen, HasSubstr("GET /me?a=b HTTP/1.1"));
  EXPECT_THAT(seen, HasSubstr("Authorization: Bearer token-1\r\n"));
  EXPECT_THAT(seen, Not(HasSubstr("Accept-Encoding")));  // nothing that unpacks into more than the limit
}

TEST(OidcFetch, PostsAForm) {
  std::string seen;
  RawServer server([&](int connection, const std::string& request) {
    seen = request;
    Send(connection, Head("200 OK", "Content-Length: 2\r\n") + "{}");
  });
  const auto answer = CurlFetcher().PostForm(server.Url("/token"), {{"code", "a&b=c d"}, {"empty", ""}}, "user:word");
  ASSERT_TRUE(answer) << answer.error().cause;
  EXPECT_EQ(answer->type, "");
  EXPECT_THAT(seen, HasSubstr("POST /token HTTP/1.1"));
  EXPECT_THAT(seen, HasSubstr("Content-Type: application/x-www-form-urlencoded\r\n"));
  EXPECT_THAT(seen, HasSubstr("Authorization: Basic dXNlcjp3b3Jk\r\n"));
  EXPECT_THAT(seen, HasSubstr("\r\n\r\ncode=a%26b%3Dc%20d&empty="));
}

TEST(OidcFetch, DoesNotFollowRedirects) {
  RawServer server([](int connection, const std::string&) {
    Send(connection, Head("302 Found", "Location: /elsewhere\r\nContent-Length: 0\r\n"));
  });
  const auto answer = CurlFetcher().Get(server.Url("/"), "secret");
  ASSERT_TRUE(answer) << answer.error().cause;
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(server.requests(), 1);
}

TEST(OidcFetch, EndsHugeAnswers) {
  for (const bool announced : {true, false}) {
    std::atomic<size_t> sent = 0;
    RawServer server([&](int connection, const std::string&) {
      Send(connection, Head("200 OK", announced ? "Content-Length: 1000000000\r\n" : ""));
      const std::string block(1 << 16, ' ');
      while (sent < (64u << 20) && Send(connection, block)) sent += block.size();
    });
    const auto answer = CurlFetcher().Get(server.Url("/"), "");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().key, "oidc.unreachable");
    EXPECT_THAT(answer.error().cause, HasSubstr("larger than 1048576 bytes"));
    EXPECT_LT(sent, 32u << 20);
  }
}

TEST(OidcFetch, TakesAsMuchAsTheLimitAndNoByteMore) {
  for (const size_t size : {1000u, 1001u}) {
    RawServer server([&](int connection, const std::string&) {
      Send(connection, Head("200 OK", "Content-Length: " + std::to_string(size) + "\r\n") + std::string(size, 'x'));
    });
    const auto answer = CurlFetcher({.bytes = 1000}).Get(server.Url("/"), "");
    EXPECT_EQ(answer.has_value(), size == 1000u);
  }
}

TEST(OidcFetch, EndsSlowAnswers) {
  // Silence, and one byte at a time: neither may hold a worker.
  for (const bool silent : {true, false}) {
    RawServer* self = nullptr;
    RawServer server([&](int connection, const std::string&) {
      if (!silent) Send(connection, Head("200 OK", "Content-Length: 1000\r\n"));
      for (int i = 0; i < 100 && !self->ending() && (silent || Send(connection, "x")); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
    self = &server;
    const auto start = std::chrono::steady_clock::now();
    const auto answer = CurlFetcher({.time = std::chrono::milliseconds(400)}).Get(server.Url("/"), "");
    const auto took = std::chrono::steady_clock::now() - start;
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().key, "oidc.unreachable");
    EXPECT_EQ(answer.error().kind, ErrorKind::kUnavailable);
    EXPECT_LT(took, std::chrono::seconds(3));
  }
}

TEST(OidcFetch, SaysWhenNobodyAnswers) {
  std::string url;
  {
    RawServer gone([](int, const std::string&) {});
    url = gone.Url("/");
  }
  const auto answer = CurlFetcher().Get(url, "");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().key, "oidc.unreachable");
}

TEST(OidcFetch, BrokenAnswersAreNone) {
  for (const std::string& answered :
       {std::string(), std::string("rubbish\r\n\r\n"), Head("200 OK", "Content-Length: 9\r\n") + "{}"}) {
    RawServer server([&](int connection, const std::string&) { Send(connection, answered); });
    EXPECT_FALSE(CurlFetcher().Get(server.Url("/"), "")) << answered;
  }
}

TEST(OidcFetch, RefusesWhereItMayNotGo) {
  CurlFetcher fetcher;
  for (const char* url :
       {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://login.agency.example/",
        "http://10.0.0.1/", "https://169.254.169.254/", "http://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/", "https://[::ffff:169.254.169.254]/", "https://2852039166/", "https://0/",
        "dict://127.0.0.1/", "", "127.0.0.1"}) {
    const auto start = std::chrono::steady_clock::now();
    for (const auto& answer : {fetcher.Get(url, ""), fetcher.PostForm(url, {{"a", "b"}}, "")}) {
      ASSERT_FALSE(answer) << url;
      EXPECT_EQ(answer.error().key, "oidc.unreachable") << url;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << url;  // refused, not tried
  }
}

// Whatever the settings and the metadata say, it is the name service that says where a name leads.
TEST(OidcFetch, LooksAtTheAddressThatANameLeadsTo) {
  RawServer server(
      [](int connection, const std::string&) { Send(connection, Head("200 OK", "Content-Length: 2\r\n") + "{}"); });
  const std::string port = server.Url("").substr(std::string("http://127.0.0.1:").size());
  const struct {
    std::string address, scheme, cause;
  } cases[] = {
      {"169.254.169.254", "https", "may not be asked"},
      {"[fe80::1]", "https", "may not be asked"},
      {"[::ffff:169.254.169.254]", "https", "may not be asked"},
      {"0.0.0.0", "http", "may not be asked"},
      {"10.1.2.3", "http", "another machine"},
      {"127.0.0.1", "http", ""},
  };
  for (const auto& [address, scheme, cause] : cases) {
    const std::string host = "localhost";
    CurlFetcher fetcher({}, {host + ":" + port + ":" + address});
    const auto start = std::chrono::steady_clock::now();
    const auto answer = fetcher.Get(scheme + "://" + host + ":" + port + "/", "");
    EXPECT_EQ(answer.has_value(), cause.empty()) << address;
    EXPECT_THAT(answer ? "" : answer.error().cause, HasSubstr(cause)) << address;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << address;
  }
  EXPECT_EQ(server.requests(), 1);
}

// A bearer token must not become a second header, whoever calls.
TEST(OidcFetch, HeadersAreNotInjected) {
  std::string seen;
  RawServer server([&](int connection, const std::string& request) {
    seen = request;
    Send(connection, Head("200 OK", "Content-Length: 2\r\n") + "{}");
  });
  EXPECT_FALSE(CurlFetcher().Get(server.Url("/"), "a\r\nX-Evil: 1"));
  EXPECT_FALSE(CurlFetcher().Get(server.Url("/\r\nX-Evil: 1"), ""));
  EXPECT_EQ(server.requests(), 0);
}

}  // namespace
}  // namespace concord::oidc
