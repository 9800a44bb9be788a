#include "base/fetch/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/i18n/catalog.h"
#include "base/testing/raw_server.h"
#include "base/testing/world.h"
#include "fetch_embedded.h"

namespace concord::fetch {
namespace {

using concord::testing::Head;
using concord::testing::kStart;
using concord::testing::RawServer;
using concord::testing::Send;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Answer(const std::string& status, const std::string& fields, const std::string& body) {
  return Head(status, fields + "Content-Length: " + std::to_string(body.size()) + "\r\n") + body;
}

CurlOptions Here() { return {.agent = "Concord/1 (Riverbend)", .allow_internal = {"127.0.0.1"}}; }

// A request whose body lands in `into`.
Request Into(std::string& into, std::string url) {
  Request request;
  request.url = std::move(url);
  request.body = [&into](const Response&, std::string_view bytes) {
    into += bytes;
    return true;
  };
  return request;
}

std::string Gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// 300 KiB of header.
std::string ManyFields() {
  std::string fields;
  for (int i = 0; i < 30; ++i) fields += "X-Long: " + std::string(10 << 10, 'x') + "\r\n";
  return fields;
}

std::string KeyOf(const Result<Response>& response) { return response ? "" : response.error().key; }

TEST(Fetch, HandsTheBodyOverAndTellsOfIt) {
  std::string seen;
  RawServer server([&](int connection, const std::string& request) {
    seen = request;
    Send(connection, Answer("200 OK", "Content-Type: Text/XML; charset=\"ISO-8859-1\"\r\nETag: \"v1\"\r\n", "<a/>"));
  });
  std::string body;
  Request request = Into(body, server.Url("/oai?verb=Identify#part"));
  request.accept = "text/xml";
  request.etag = "\"v0\"";
  const auto response = CurlFetcher(Here()).Fetch(request);
  ASSERT_TRUE(response) << response.error().cause;
  EXPECT_EQ(body, "<a/>");
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->type, "text/xml");
  EXPECT_EQ(response->charset, "iso-8859-1");
  EXPECT_EQ(response->bytes, 4);
  EXPECT_EQ(response->Header("etag"), "\"v1\"");
  EXPECT_THAT(response->hops, IsEmpty());
  EXPECT_THAT(seen, HasSubstr("GET /oai?verb=Identify HTTP/1.1"));
  EXPECT_THAT(seen, HasSubstr("User-Agent: Concord/1 (Riverbend)"));
  EXPECT_THAT(seen, HasSubstr("If-None-Match: \"v0\""));
  EXPECT_THAT(seen, HasSubstr("Accept-Encoding: gzip, deflate"));
}

TEST(Fetch, AsksForTheHeaderAlone) {
  std::string seen;
  RawServer server([&](int connection, const std::string& request) {
    seen = request;
    Send(connection, Head("404 Not Found", "Content-Length: 1000\r\n"));
  });
  Request request{.url = server.Url("/gone")};
  request.method = Method::kHead;
  const auto response = CurlFetcher(Here()).Fetch(request);
  ASSERT_TRUE(response) << response.error().cause;
  EXPECT_EQ(response->status, 404);
  EXPECT_THAT(seen, HasSubstr("HEAD /gone"));
  // Some servers answer HEAD with a fault: GET then, and away once the header is there.
  request.method = Method::kGet;
  const auto got = CurlFetcher(Here()).Fetch(request);
  EXPECT_FALSE(got);  // of the promised body nothing came
}

TEST(Fetch, ABodyThatNobodyWantsIsNotWaitedFor) {
  RawServer server([&](int connection, const std::string&) {
    Send(connection, Head("200 OK", "Content-Length: 100000\r\n") + "first");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  });
  const auto response = CurlFetcher(Here()).Fetch({.url = server.Url("/")});
  ASSERT_TRUE(response) << response.error().cause;
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(response->cut);
  EXPECT_EQ(response->bytes, 0);
}

TEST(Fetch, TheReaderMayHaveEnough) {
  RawServer server(
      [&](int connection, const std::string&) { Send(connection, Answer("200 OK", "", std::string(1 << 20, 'x'))); });
  std::string body;
  Request request{.url = server.Url("/")};
  request.body = [&](const Response& head, std::string_view bytes) {
    EXPECT_EQ(head.status, 200);
    body += bytes;
    return body.size() < 1000;
  };
  const auto response = CurlFetcher(Here()).Fetch(request);
  ASSERT_TRUE(response) << response.error().cause;
  EXPECT_TRUE(response->cut);
  EXPECT_LT(body.size(), size_t{1} << 20);
}

TEST(Fetch, UnpacksWithinLimits) {
  const std::string text = "<record>" + std::string(100'000, 'a') + "</record>";
  std::string packed = Gzip(text);
  RawServer server([&](int connection, const std::string&) {
    Send(connection, Answer("200 OK", "Content-Encoding: gzip\r\n", packed));
  });
  std::string body;
  ASSERT_TRUE(CurlFetcher(Here()).Fetch(Into(body, server.Url("/"))));
  EXPECT_EQ(body, text);

  // 64 MiB in 64 KiB: the limit counts what comes out.
  packed = Gzip(std::string(64 << 20, '\0'));
  ASSERT_LT(packed.size(), size_t{128} << 10);
  int64_t most = 0;
  Request request{.url = server.Url("/")};
  request.limits.bytes = 1 << 20;
  request.body = [&](const Response& head, std::string_view bytes) {
    most = std::max(most, head.bytes);
    EXPECT_LT(bytes.size(), size_t{1} << 20);  // piece by piece
    return true;
  };
  const auto response = CurlFetcher(Here()).Fetch(request);
  EXPECT_EQ(KeyOf(response), "fetch.too_large");
  EXPECT_LE(most, 1 << 20);

  packed = "this is no gzip at all";
  EXPECT_EQ(KeyOf(CurlFetcher(Here()).Fetch(request)), "fetch.broken");
}

// Members of gzip that hold nothing: bytes come in for ever, none goes out.
TEST(Fetch, CountsWhatUnpacksToNothing) {
  const std::string nothing = Gzip("");
  std::string block;
  while (block.size() < 64 << 10) block += nothing;
  RawServer server([&](int connection, const std::string&) {
    Send(connection, Head("200 OK", "Content-Encoding: gzip\r\n"));
    for (int i = 0; i < 2000 && Send(connection, block); ++i) {
    }
  });
  std::string body;
  Request request = Into(body, server.Url("/"));
  request.limits.bytes = 1 << 20;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(CurlFetcher(Here()).Fetch(request));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_EQ(body, "");
}

TEST(Fetch, AnEndlessBodyEnds) {
  RawServer server([&](int connection, const std::string&) {
    Send(connection, Head("200 OK", ""));
    const std::string block(64 << 10, 'x');
    while (Send(connection, block)) {
    }
  });
  std::string body;
  Request request = Into(body, server.Url("/"));
  request.limits.bytes = 3 << 20;
  const auto response = CurlFetcher(Here()).Fetch(request);
  ASSERT_EQ(KeyOf(response), "fetch.too_large");
  EXPECT_EQ(response.error().params.at("limit"), "3");
  EXPECT_LE(body.size(), size_t{3} << 20);
}

TEST(Fetch, HasLimitsOfTime) {
  for (const bool silent : {true, false}) {
    RawServer* self = nullptr;
    RawServer server([&](int connection, const std::string&) {
      if (!silent) Send(connection, Head("200 OK", "Content-Length: 1000\r\n"));
      for (int i = 0; i < 100 && !self->ending() && (silent || Send(connection, "x")); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
    self = &server;
    std::string body;
    Request request = Into(body, server.Url("/"));
    request.limits.total = milliseconds(400);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(KeyOf(CurlFetcher(Here()).Fetch(request)), "fetch.too_late");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
    request.limits.total = milliseconds(60'000);
    request.stop = [&] { return std::chrono::steady_clock::now() - start > std::chrono::milliseconds(600); };
    EXPECT_EQ(KeyOf(CurlFetcher(Here()).Fetch(request)), "fetch.stopped");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  }
}

TEST(Fetch, FollowsRedirectsAndTellsOfThem) {
  RawServer server([&](int connection, const std::string& request) {
    if (request.starts_with("GET /old ")) {
      Send(connection, Answer("301 Moved Permanently", "Location: /n\xC3\xA9w place\r\n", "<html>moved</html>"));
    } else if (request.starts_with("GET /loop ")) {
      Send(connection, Answer("302 Found", "Location: /loop\r\n", ""));
    } else if (request.starts_with("GET /nowhere ")) {
      Send(connection, Answer("302 Found", "Location: javascript:alert(1)\r\n", ""));
    } else if (request.starts_with("GET /user ")) {
      Send(connection, Answer("302 Found", "Location: http://a:b@127.0.0.1/\r\n", ""));
    } else {
      Send(connection, Answer("200 OK", "", "here"));
    }
  });
  std::string body;
  CurlFetcher fetcher(Here());
  const auto response = fetcher.Fetch(Into(body, server.Url("/old")));
  ASSERT_TRUE(response) << response.error().cause;
  EXPECT_EQ(body, "here");
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->url, server.Url("/n%C3%A9w%20place"));
  ASSERT_THAT(response->hops, SizeIs(1));
  EXPECT_EQ(response->hops[0].status, 301);
  EXPECT_EQ(response->hops[0].from, server.Url("/old"));
  EXPECT_EQ(response->hops[0].to, server.Url("/n%C3%A9w%20place"));

  const int before = server.requests();
  EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, server.Url("/loop")))), "fetch.redirects");
  EXPECT_EQ(server.requests() - before, 6);
  EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, server.Url("/nowhere")))), "fetch.redirects");
  EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, server.Url("/user")))), "fetch.redirects");

  Request request = Into(body, server.Url("/old"));
  request.limits.redirects = 0;
  const auto unfollowed = fetcher.Fetch(request);
  ASSERT_TRUE(unfollowed);
  EXPECT_EQ(unfollowed->status, 301);
}

TEST(Fetch, RefusesTheInsideOfTheNetwork) {
  CurlFetcher fetcher({});
  for (const char* url : {"http://127.0.0.1/",
                          "http://localhost/",
                          "http://app.localhost/",
                          "http://10.0.0.1/",
                          "http://172.31.1.1/",
                          "http://192.168.1.1/",
                          "http://100.64.0.1/",
                          "http://169.254.169.254/latest/meta-data/",
                          "http://0/",
                          "http://0x7f.1/",
                          "http://2130706433/",
                          "http://017700000001/",
                          "http://[::1]/",
                          "http://[::]/",
                          "http://[::ffff:10.0.0.1]/",
                          "http://[::ffff:7f00:1]/",
                          "http://[fe80::1]/",
                          "http://[fc00::1]/",
                          "http://[fd12:3456::1]/",
                          "http://[64:ff9b::10.0.0.1]/",
                          "http://[2002:7f00:1::]/",
                          "http://[2001::1]/",
                          "http://[ff02::1]/",
                          "http://224.0.0.1/",
                          "http://255.255.255.255/",
                          "https://192.0.2.1/"}) {
    const auto start = std::chrono::steady_clock::now();
    const auto response = fetcher.Fetch({.url = url});
    EXPECT_EQ(KeyOf(response), "fetch.internal") << url;
    EXPECT_EQ(response.error().kind, ErrorKind::kForbidden) << url;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << url;  // refused, not tried
  }
  for (const char* url : {"file:///etc/passwd", "ftp://ftp.example.org/", "gopher://example.org/", "", "example.org",
                          "http://user:secret@example.org/", "http:///example.org/", "http://exa mple.org/"}) {
    EXPECT_EQ(KeyOf(fetcher.Fetch({.url = url})), "fetch.bad_address") << url;
  }
}

// Whatever an address says, it is the name service that says where a name leads.
TEST(Fetch, LooksAtTheAddressThatANameLeadsTo) {
  RawServer server([](int connection, const std::string&) { Send(connection, Answer("200 OK", "", "in")); });
  const std::string port = server.Host().substr(server.Host().find(':') + 1);
  const std::string url = "http://repository.example:" + port + "/";
  for (const char* address : {"127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "[::1]", "[fd00::5]",
                              "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    CurlFetcher fetcher({.known = {"repository.example:" + port + ":" + address}});
    EXPECT_EQ(KeyOf(fetcher.Fetch({.url = url})), "fetch.internal") << address;
  }
  EXPECT_EQ(server.requests(), 0);

  const std::vector<std::string> known{"repository.example:" + port + ":127.0.0.1"};
  std::string body;
  CurlFetcher by_name({.allow_internal = {"Repository.example"}, .known = known});
  EXPECT_TRUE(by_name.Fetch(Into(body, url)));
  CurlFetcher by_port({.allow_internal = {"repository.example:" + port}, .known = known});
  EXPECT_TRUE(by_port.Fetch(Into(body, url)));
  EXPECT_EQ(body, "inin");
  CurlFetcher other_port({.allow_internal = {"repository.example:1"}, .known = known});
  EXPECT_EQ(KeyOf(other_port.Fetch(Into(body, url))), "fetch.internal");
  // Not even a host that is allowed gives machine data away.
  CurlFetcher metadata(
      {.allow_internal = {"repository.example"}, .known = {"repository.example:" + port + ":169.254.169.254"}});
  EXPECT_EQ(KeyOf(metadata.Fetch({.url = url})), "fetch.internal");
}

TEST(Fetch, ARedirectLeadsNobodyInside) {
  RawServer inside([](int connection, const std::string&) { Send(connection, Answer("200 OK", "", "secret")); });
  RawServer server([&](int connection, const std::string&) {
    Send(connection, Answer("302 Found", "Location: " + inside.Url("/admin") + "\r\n", ""));
  });
  CurlFetcher fetcher({.allow_internal = {server.Host()}});
  std::string body;
  EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, server.Url("/")))), "fetch.internal");
  EXPECT_EQ(body, "");
  EXPECT_EQ(server.requests(), 1);
  EXPECT_EQ(inside.requests(), 0);
}

TEST(Fetch, TellsFaultsApart) {
  std::string gone;
  {
    RawServer server([](int, const std::string&) {});
    gone = server.Url("/");
  }
  CurlFetcher fetcher(Here());
  std::string body;
  EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, gone))), "fetch.unreachable");
  const std::pair<std::string, const char*> cases[] = {
      {"", "fetch.unreachable"},
      {"rubbish\r\n\r\n", "fetch.broken"},
      {Head("200 OK", "Content-Length: 9\r\n") + "half", "fetch.unreachable"},
      {Answer("200 OK", "Content-Encoding: rot13\r\n", "x"), "fetch.broken"},
      {Head("200 OK", ManyFields()), "fetch.broken"},
  };
  for (const auto& [answered, key] : cases) {
    RawServer server([&](int connection, const std::string&) { Send(connection, answered); });
    EXPECT_EQ(KeyOf(fetcher.Fetch(Into(body, server.Url("/")))), key) << answered.substr(0, 60);
  }
}

TEST(Fetch, ReadsWhenToComeBack) {
  const auto after = [](const std::string& text) {
    Response response;
    response.headers = {{"retry-after", text}};
    return response.RetryAfter(kStart);
  };
  EXPECT_EQ(after("120"), milliseconds(120'000));
  EXPECT_EQ(after("0"), milliseconds(0));
  EXPECT_EQ(after("-5"), milliseconds(0));
  EXPECT_EQ(after("9223372036854775807"), milliseconds(int64_t{366} * 86'400'000));
  EXPECT_EQ(after("Sat, 21 Nov 2026 07:56:00 GMT"), milliseconds(60'000));
  EXPECT_EQ(after("Sat, 21 Nov 2020 07:56:00 GMT"), milliseconds(0));
  EXPECT_EQ(after("soon"), std::nullopt);
  EXPECT_EQ(Response().RetryAfter(kStart), std::nullopt);
}

TEST(Fetch, NamesWhoAsks) {
  EXPECT_EQ(AgentOf("0.1.0", {"Riverbend", "https://trust.example.org"}),
            "Concord/0.1.0 (Riverbend; +https://trust.example.org)");
  EXPECT_EQ(AgentOf("0.1.0", {}), "Concord/0.1.0");
  EXPECT_EQ(AgentOf("0.1.0", {"", "a@example.org"}), "Concord/0.1.0 (+a@example.org)");
  EXPECT_EQ(AgentOf("0.1.0", {"San Jos\xC3\xA9 (x)\r\nX-Evil: 1;", ""}), "Concord/0.1.0 (San Jos xX-Evil: 1)");
}

TEST(Fetch, AConnectionIsUsedAgain) {
  std::atomic<int> requests = 0;
  // Two requests in one connection: the second answer can only come over the first one's.
  RawServer server([&](int connection, const std::string&) {
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    Send(connection, answer);
    char buffer[4096];
    ++requests;
    if (recv(connection, buffer, sizeof buffer, 0) > 0) ++requests, Send(connection, answer);
  });
  CurlFetcher fetcher(Here());
  std::string body;
  ASSERT_TRUE(fetcher.Fetch(Into(body, server.Url("/1"))));
  ASSERT_TRUE(fetcher.Fetch(Into(body, server.Url("/2"))));
  EXPECT_EQ(body, "okok");
  EXPECT_EQ(requests, 2);
  EXPECT_EQ(server.requests(), 1);
}

TEST(Fetch, EveryErrorHasItsMessage) {
  const auto catalog = i18n::Catalog::Load(embedded::Files(), {{"en", "English"}, {"es", "Español"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  for (const char* key : {"fetch.bad_address", "fetch.internal", "fetch.no_name", "fetch.unreachable", "fetch.too_late",
                          "fetch.untrusted", "fetch.stopped", "fetch.too_large", "fetch.redirects", "fetch.broken"}) {
    EXPECT_TRUE((*catalog)->Has(key)) << key;
  }
}

}  // namespace
}  // namespace concord::fetch
