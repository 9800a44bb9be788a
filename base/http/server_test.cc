// What a well-behaved client sees.
#include <gmock/gmock.h>

#include "base/http/server_fixture.h"

namespace concord::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  StartServer();
  RawClient client(port());
  for (int i = 0; i < 3; ++i) {
    const auto response = client.Ask(Get("/hello/Ana%20Mar%C3%ADa?q=a+b"));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body,
              "hello Ana Mar\xC3\xAD"
              "a a b");
    EXPECT_FALSE(response.headers.Has("Connection"));
    EXPECT_THAT(std::string(response.headers.Get("Date")), HasSubstr(" GMT"));
  }
}

TEST_F(ServerTest, ClosesWhenAsked) {
  StartServer();
  RawClient client(port());
  EXPECT_EQ(client.Ask(Get("/", "Connection: close")).headers.Get("Connection"), "close");
  EXPECT_TRUE(client.ClosedWithin(2000));
}

TEST_F(ServerTest, SpeaksHttp10) {
  StartServer();
  RawClient closing(port());
  EXPECT_EQ(closing.Ask("GET / HTTP/1.0\r\n\r\n").body, "<h1>home</h1>");
  EXPECT_TRUE(closing.ClosedWithin(2000));
  RawClient keeping(port());
  for (int i = 0; i < 2; ++i) {
    const auto response = keeping.Ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.headers.Get("Connection"), "keep-alive");
  }
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  StartServer();
  RawClient client(port());
  std::string packet;
  // Slow and fast ones mixed: pages of workers, static files, bodies, errors.
  for (int i = 0; i < 20; ++i) {
    packet += Get("/hello/n" + std::to_string(i));
    packet += Get("/file");
    packet += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nb" + std::to_string(10 + i);
    packet += Get("/nowhere");
  }
  ASSERT_TRUE(client.Send(packet));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.Read().body, "hello n" + std::to_string(i) + " ");
    EXPECT_EQ(client.Read().body, kFileText);
    EXPECT_EQ(client.Read().body, "b" + std::to_string(10 + i));
    EXPECT_EQ(client.Read().status, 404U);
  }
}

TEST_F(ServerTest, AnswersARequestThatComesByteByByte) {
  StartServer();
  RawClient client(port());
  for (const char c : std::string("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd")) {
    ASSERT_TRUE(client.Send(std::string_view(&c, 1)));
  }
  EXPECT_EQ(client.Read().body, "abcd");
}

TEST_F(ServerTest, HeadHasTheHeadersWithoutTheBody) {
  StartServer();
  RawClient client(port());
  const auto response = client.Ask(Get("/", {}, "HEAD"), true);
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.headers.Get("Content-Length"), "13");
  EXPECT_EQ(client.Ask(Get("/nowhere", {}, "HEAD"), true).status, 404U);
  EXPECT_EQ(client.Ask(Get("/file", {}, "HEAD"), true).headers.Get("Content-Length"), "36");
  EXPECT_EQ(client.Ask(Get("/")).body, "<h1>home</h1>");
}

TEST_F(ServerTest, SendsSecurityHeadersOnEveryResponse) {
  StartServer();
  for (const std::string& request : {Get("/"), Get("/nowhere"), Get("/file"), Get("/healthz"), Get("/throws"),
                                     std::string("BROKEN\r\n\r\n"), Get("/shared"), Get("/shared"), Get("/file/")}) {
    const auto response = Ask(request);
    EXPECT_THAT(std::string(response.headers.Get("Content-Security-Policy")),
                HasSubstr("default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                          "form-action 'self'; frame-ancestors 'none'"))
        << request;
    EXPECT_EQ(response.headers.Get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.headers.Get("Referrer-Policy"), "strict-origin-when-cross-origin");
    EXPECT_EQ(response.headers.Get("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_TRUE(response.headers.Has("Permissions-Policy"));
    EXPECT_FALSE(response.headers.Has("Strict-Transport-Security"));
    EXPECT_EQ(response.headers.Get("X-Request-Id").size(), 16U);
  }
}

TEST_F(ServerTest, SendsTransportSecurityBehindTls) {
  config_.behind_tls = true;
  StartServer();
  EXPECT_TRUE(Ask(Get("/")).headers.Has("Strict-Transport-Security"));
  EXPECT_TRUE(Ask("BROKEN\r\n\r\n").headers.Has("Strict-Transport-Security"));
  EXPECT_THAT(Ask(Get("/client")).body, HasSubstr("https://localhost"));
}

TEST_F(ServerTest, BelievesOnlyTrustedProxies) {
  StartServer();
  const std::string lines =
      "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: trust.example.org\r\nX-Request-Id: from-proxy.1";
  EXPECT_THAT(Ask(Get("/client", lines)).body, ::testing::StartsWith("127.0.0.1 http://localhost "));
  EXPECT_THAT(Ask(Get("/client", lines)).body, Not(HasSubstr("from-proxy")));
  server_->Stop();
  config_.trusted_proxies = {"127.0.0.1", "10.0.0.0/8"};
  StartServer();
  const auto response = Ask(Get("/client", lines));
  EXPECT_EQ(response.body, "203.0.113.7 https://trust.example.org from-proxy.1");
  EXPECT_EQ(response.headers.Get("X-Request-Id"), "from-proxy.1");
  EXPECT_TRUE(response.headers.Has("Strict-Transport-Security"));
  EXPECT_THAT(Ask(Get("/client", "X-Request-Id: a b<script>")).body, Not(HasSubstr("script")));
}

TEST_F(ServerTest, KnowsMethodsAndSlashes) {
  StartServer();
  const auto wrong = Ask(Get("/echo"));
  EXPECT_EQ(wrong.status, 405U);
  EXPECT_EQ(wrong.headers.Get("Allow"), "POST, OPTIONS");
  EXPECT_EQ(wrong.body, "page of 405");
  EXPECT_EQ(Ask(Get("/", {}, "BREW")).headers.Get("Allow"), "GET, HEAD, OPTIONS");
  const auto options = Ask(Get("/hello/a", {}, "OPTIONS"));
  EXPECT_EQ(options.status, 204U);
  EXPECT_EQ(options.headers.Get("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_FALSE(options.headers.Has("Content-Length"));
  EXPECT_EQ(Ask(Get("*", {}, "OPTIONS")).status, 204U);
  const auto moved = Ask(Get("/hello/a%20%C3%AD/?q=1&r=%0d%0a"));
  EXPECT_EQ(moved.status, 308U);
  EXPECT_EQ(moved.headers.Get("Location"), "/hello/a%20%C3%AD?q=1&r=%0d%0a");
  EXPECT_EQ(Ask(Get("/nowhere")).body, "page of 404");
}

TEST_F(ServerTest, GuardsRunBeforeHandlers) {
  StartServer();
  EXPECT_EQ(Ask(Get("/guarded")).status, 403U);
  EXPECT_EQ(Ask(Get("/guarded")).body, "no");
}

TEST_F(ServerTest, AFailingHandlerLeaksNothing) {
  StartServer();
  RawClient client(port());
  const auto response = client.Ask(Get("/throws?word=hidden"));
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body, "page of 500");
  EXPECT_THAT(response.head, Not(HasSubstr("secret")));
  EXPECT_EQ(client.Ask(Get("/")).status, 200U);
  server_->Stop();
  EXPECT_THAT(LogText(), HasSubstr("secret cause"));
  EXPECT_THAT(LogText(), HasSubstr(std::string(response.headers.Get("X-Request-Id"))));
}

TEST_F(ServerTest, LogsRequestsWithoutTheirQuery) {
  StartServer();
  const auto response = Ask(Get("/hello/a?q=hidden"));
  server_->Stop();
  const std::string log = LogText();
  EXPECT_THAT(log, HasSubstr("\"method\":\"GET\",\"path\":\"/hello/a\",\"status\":200,\"bytes\":14,\"ms\":"));
  EXPECT_THAT(log, HasSubstr(std::string(response.headers.Get("X-Request-Id"))));
  EXPECT_THAT(log, Not(HasSubstr("hidden")));
}

// A link to choose a password was readable in the log, and good for whoever read it there first.
TEST_F(ServerTest, LogsNoTokenOfALink) {
  router_.Get("/welcome/:token", {}, [](const Request&) { return Response::Text("welcome"); });
  router_.Post("/c/:community/join/:token/accept", {}, [](const Request&) { return Response::Text("joined"); });
  StartServer();
  EXPECT_EQ(Ask(Get("/welcome/sekret1")).status, 200U);
  EXPECT_EQ(Ask(Get("/welcome/sekret2/")).status, 308U);
  EXPECT_EQ(Ask(Get("/welcome/sekret3", {}, "DELETE")).status, 405U);
  EXPECT_EQ(Ask(Get("/c/riverbend/join/sekret4/accept")).status, 405U);
  EXPECT_EQ(Ask(Get("/c/riverbend/join/sekret5/accept", "Content-Length: 0", "POST")).status, 200U);
  server_->Stop();
  const std::string log = LogText();
  EXPECT_THAT(log, Not(HasSubstr("sekret")));
  EXPECT_THAT(log, HasSubstr("\"path\":\"/welcome/(token)\""));
  EXPECT_THAT(log, HasSubstr("\"path\":\"/c/riverbend/join/(token)/accept\""));
}

TEST_F(ServerTest, ResponseHeadersCannotBeInjected) {
  StartServer();
  const auto response = Ask(Get("/inject?v=a%0D%0ASet-Cookie:%20x=1%00"));
  EXPECT_EQ(response.headers.Get("X-Echo"), "aSet-Cookie: x=1");
  EXPECT_FALSE(response.headers.Has("Set-Cookie"));
  EXPECT_THAT(response.head, Not(HasSubstr("Name")));
}

TEST_F(ServerTest, ReportsHealthReadinessAndMetrics) {
  StartServer();
  EXPECT_EQ(Ask(Get("/healthz")).body, "ok\n");
  EXPECT_EQ(Ask(Get("/readyz")).status, 200U);
  ready_ = false;
  EXPECT_EQ(Ask(Get("/readyz")).status, 503U);
  EXPECT_EQ(Ask(Get("/metrics", {}, "POST")).status, 405U);
  Ask(Get("/hello/x"));
  Ask(Get("/hello/y"));
  Ask(Get("/nowhere"));
  const auto response = Ask(Get("/metrics"));
  EXPECT_EQ(response.headers.Get("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(response.body,
              HasSubstr("concord_http_requests_total{method=\"GET\",route=\"/hello/:name\",status=\"2xx\"} 2\n"));
  EXPECT_THAT(response.body, HasSubstr("route=\"(none)\",status=\"4xx\"} 1\n"));
  EXPECT_THAT(response.body, HasSubstr("concord_http_request_duration_seconds_bucket{le=\"+Inf\"} 7\n"));
  EXPECT_THAT(response.body, HasSubstr("concord_http_connections 1\n"));
  EXPECT_THAT(response.body, ::testing::EndsWith("more 1\n"));
}

TEST_F(ServerTest, SaysWhyItCannotStart) {
  StartServer();
  Config::Http config;
  config.port = port();
  const ServerDeps deps{.router = router_, .clock = clock_, .random = random_, .log = *log_};
  const auto key = [&](const Config::Http& c) {
    const auto started = Server(c, deps).Start();
    return started ? "started" : started.error().key;
  };
  EXPECT_EQ(key(config), "serve.port_taken");
  config.listen = "not an address";
  EXPECT_EQ(key(config), "serve.bad_address");
  config.listen = "192.0.2.1";  // of nobody (RFC 5737)
  EXPECT_EQ(key(config), "serve.bad_address");
  config.trusted_proxies = {"10.0.0.0/33"};
  EXPECT_EQ(key(config), "serve.bad_proxy");
}

}  // namespace
}  // namespace concord::http
