// Encodings, ranges, entity tags, and the page cache.
#include <brotli/decode.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include <thread>

#include "base/http/server_fixture.h"

namespace concord::http {
namespace {

using ::testing::HasSubstr;

std::string Gunzip(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return "no inflate";
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? out : "broken gzip";
}

std::string Unbrotli(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  size_t size = out.size();
  const auto result = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()), &size,
                                              reinterpret_cast<uint8_t*>(out.data()));
  out.resize(size);
  return result == BROTLI_DECODER_RESULT_SUCCESS ? out : "broken brotli";
}

TEST_F(ServerTest, CompressesLongText) {
  StartServer();
  const auto gzip = Ask(Get("/long", "Accept-Encoding: gzip"));
  EXPECT_EQ(gzip.headers.Get("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip.headers.Get("Vary"), "Accept-Encoding");
  EXPECT_EQ(Gunzip(gzip.body), LongText());
  const auto brotli = Ask(Get("/long", "Accept-Encoding: gzip, deflate, br"));
  EXPECT_EQ(brotli.headers.Get("Content-Encoding"), "br");
  EXPECT_EQ(Unbrotli(brotli.body), LongText());
  const auto preferred = Ask(Get("/long", "Accept-Encoding: br;q=0.1, gzip;q=0.9"));
  EXPECT_EQ(preferred.headers.Get("Content-Encoding"), "gzip");
  const auto plain = Ask(Get("/long"));
  EXPECT_FALSE(plain.headers.Has("Content-Encoding"));
  EXPECT_EQ(plain.headers.Get("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.body, LongText());
  EXPECT_FALSE(Ask(Get("/", "Accept-Encoding: gzip")).headers.Has("Content-Encoding"));  // too short
  RawClient client(port());
  const auto head = client.Ask(Get("/long", "Accept-Encoding: gzip", "HEAD"), true);
  EXPECT_EQ(head.headers.Get("Content-Length"), std::to_string(gzip.body.size()));
}

TEST_F(ServerTest, SendsReadyEncodingsOfFiles) {
  StartServer();
  const auto plain = Ask(Get("/file"));
  EXPECT_EQ(plain.headers.Get("ETag"), "\"f1\"");
  EXPECT_EQ(plain.headers.Get("Accept-Ranges"), "bytes");
  EXPECT_EQ(plain.headers.Get("Vary"), "Accept-Encoding");
  const auto brotli = Ask(Get("/file", "Accept-Encoding: gzip, br"));
  EXPECT_EQ(brotli.body, "BRBYTES");
  EXPECT_EQ(brotli.headers.Get("ETag"), "\"f1-br\"");
  const auto gzip = Ask(Get("/file", "Accept-Encoding: gzip, br;q=0"));
  EXPECT_EQ(gzip.body, "GZIPBYTES");
  EXPECT_EQ(gzip.headers.Get("Content-Encoding"), "gzip");
}

TEST_F(ServerTest, AnswersNotModified) {
  StartServer();
  const auto same = Ask(Get("/file", "If-None-Match: \"x\", W/\"f1\""));
  EXPECT_EQ(same.status, 304U);
  EXPECT_EQ(same.headers.Get("ETag"), "\"f1\"");
  EXPECT_FALSE(same.headers.Has("Content-Length"));
  EXPECT_FALSE(same.headers.Has("Content-Type"));
  EXPECT_EQ(Ask(Get("/file", "If-None-Match: *")).status, 304U);
  EXPECT_EQ(Ask(Get("/file", "If-None-Match: \"f2\"")).status, 200U);
  EXPECT_EQ(Ask(Get("/file", "If-None-Match: \"f1\"\r\nAccept-Encoding: br")).status, 200U);
  EXPECT_EQ(Ask(Get("/file", "If-None-Match: \"f1-br\"\r\nAccept-Encoding: br")).status, 304U);
  for (const char* accept : {"identity", "gzip", "br"}) {
    const std::string lines = std::string("Accept-Encoding: ") + accept;
    const auto first = Ask(Get("/shared", lines));
    ASSERT_TRUE(first.headers.Has("ETag"));
    const auto again = Ask(Get("/shared", lines + "\r\nIf-None-Match: " + std::string(first.headers.Get("ETag"))));
    EXPECT_EQ(again.status, 304U) << accept;
    EXPECT_EQ(again.headers.Get("ETag"), first.headers.Get("ETag"));
    EXPECT_TRUE(again.headers.Has("Vary"));
  }
}

TEST_F(ServerTest, SendsRangesOfFiles) {
  StartServer();
  const auto part = Ask(Get("/file", "Range: bytes=2-5\r\nAccept-Encoding: br"));
  EXPECT_EQ(part.status, 206U);
  EXPECT_EQ(part.body, "2345");
  EXPECT_EQ(part.headers.Get("Content-Range"), "bytes 2-5/36");
  EXPECT_FALSE(part.headers.Has("Content-Encoding"));
  EXPECT_EQ(Ask(Get("/file", "Range: bytes=30-")).body, "uvwxyz");
  EXPECT_EQ(Ask(Get("/file", "Range: bytes=-3")).body, "xyz");
  EXPECT_EQ(Ask(Get("/file", "Range: bytes=0-999999999999999999999999")).body, kFileText);
  const auto beyond = Ask(Get("/file", "Range: bytes=36-"));
  EXPECT_EQ(beyond.status, 416U);
  EXPECT_EQ(beyond.headers.Get("Content-Range"), "bytes */36");
  EXPECT_EQ(beyond.body, "");
  for (const char* whole : {"Range: bytes=0-1,4-5", "Range: lines=1-2", "Range: bytes=5-2", "Range: bytes=a-b",
                            "Range: bytes=0-1\r\nIf-Range: \"old\"", "Range: bytes=0-1\r\nIf-Range: W/\"f1\""}) {
    const auto response = Ask(Get("/file", whole));
    EXPECT_EQ(response.status, 200U) << whole;
    EXPECT_EQ(response.body, kFileText) << whole;
  }
  EXPECT_EQ(Ask(Get("/file", "Range: bytes=0-1\r\nIf-Range: \"f1\"")).status, 206U);
  RawClient client(port());
  EXPECT_EQ(client.Ask(Get("/file", "Range: bytes=0-1", "HEAD"), true).status, 200U);
}

TEST_F(ServerTest, KeepsSharedPagesUntilTheContentMoves) {
  StartServer();
  const auto first = Ask(Get("/shared"));
  const auto second = Ask(Get("/shared"));
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers.Get("ETag"), first.headers.Get("ETag"));
  EXPECT_EQ(second.headers.Get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(second.headers.Get("X-Request-Id"), first.headers.Get("X-Request-Id"));
  RawClient client(port());
  EXPECT_EQ(client.Ask(Get("/shared", {}, "HEAD"), true).headers.Get("Content-Length"),
            std::to_string(first.body.size()));
  EXPECT_EQ(made_, 1);
  ++version_;
  const auto moved = Ask(Get("/shared"));
  EXPECT_EQ(made_, 2);
  EXPECT_NE(moved.body, first.body);
  EXPECT_NE(moved.headers.Get("ETag"), first.headers.Get("ETag"));
  EXPECT_EQ(Ask(Get("/shared", "If-None-Match: " + std::string(first.headers.Get("ETag")))).status, 200U);
  EXPECT_THAT(Ask(Get("/metrics")).body, HasSubstr("concord_http_page_cache_pages 1\n"));
}

TEST_F(ServerTest, KeepsEachEncodingOfASharedPage) {
  StartServer();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Gunzip(Ask(Get("/shared", "Accept-Encoding: gzip")).body), LongText() + "1/shared");
    EXPECT_EQ(Unbrotli(Ask(Get("/shared", "Accept-Encoding: br")).body), LongText() + "1/shared");
    EXPECT_EQ(Ask(Get("/shared")).body, LongText() + "1/shared");
  }
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(Ask(Get("/shared", "Accept-Encoding: br")).headers.Get("Vary"), "Accept-Language, Cookie, Accept-Encoding");
}

TEST_F(ServerTest, KeepsPagesApart) {
  StartServer();
  Ask(Get("/shared"));
  Ask(Get("/shared?a=1"));
  Ask(Get("/shared", "Cookie: lang=es"));
  Ask("GET /shared HTTP/1.1\r\nHost: other\r\n\r\n");
  EXPECT_EQ(made_, 4);
  Ask(Get("/shared?a=1"));
  Ask(Get("/shared", "Cookie: lang=es"));
  EXPECT_EQ(made_, 4);
}

TEST_F(ServerTest, SessionsNeverMeetTheCache) {
  StartServer();
  Ask(Get("/shared", "Cookie: lang=en; session=1"));
  Ask(Get("/shared", "Authorization: Bearer x"));
  EXPECT_EQ(made_, 2);
  Ask(Get("/shared", "Cookie: lang="));
  EXPECT_EQ(made_, 3);
  Ask(Get("/shared", "Cookie: session=1"));
  EXPECT_EQ(made_, 4);
}

TEST_F(ServerTest, NeverKeepsACookieOrAGuardedPage) {
  router_.Get("/sets", Anyone(), [this](const Request&) {
    ++made_;
    return Response::Text("x").Header("Set-Cookie", "a=b").Shared();
  });
  router_.Get("/members", {"member", [](const Request&) { return std::optional<Response>(); }}, [this](const Request&) {
    ++made_;
    return Response::Text("x").Shared();
  });
  StartServer();
  Ask(Get("/sets"));
  EXPECT_EQ(Ask(Get("/sets")).headers.Get("Set-Cookie"), "a=b");
  Ask(Get("/members"));
  Ask(Get("/members"));
  EXPECT_EQ(made_, 4);
}

TEST_F(ServerTest, ManyClientsSeeWholePagesWhileTheContentMoves) {
  config_.io_threads = 2;
  StartServer();
  std::atomic<int> wrong{0}, stale{0};
  std::vector<std::thread> clients;
  for (int number = 0; number < 4; ++number) {
    clients.emplace_back([&, number] {
      const char* accepts[] = {"br", "gzip", "identity"};
      RawClient client(port());
      for (int i = 0; i < 150; ++i) {
        const int which = (i + number) % 3;
        const uint64_t before = version_;
        const auto response = client.Ask(Get("/shared", std::string("Accept-Encoding: ") + accepts[which]));
        const auto encoding = response.headers.Get("Content-Encoding");
        const std::string text = encoding == "br"     ? Unbrotli(response.body)
                                 : encoding == "gzip" ? Gunzip(response.body)
                                                      : response.body;
        wrong += !text.starts_with(LongText()) || !text.ends_with("/shared");
        if (wrong == 0) stale += std::stoull(text.substr(LongText().size())) < before;
        if (number == 0 && i % 10 == 0) ++version_;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(stale, 0);
  EXPECT_LT(made_, 300);
}

TEST_F(ServerTest, CanDoWithoutThePageCache) {
  config_.page_cache_mib = 0;
  StartServer();
  const auto first = Ask(Get("/shared"));
  EXPECT_EQ(Ask(Get("/shared", "If-None-Match: " + std::string(first.headers.Get("ETag")))).status, 304U);
  EXPECT_EQ(made_, 2);
  EXPECT_EQ(Gunzip(Ask(Get("/shared", "Accept-Encoding: gzip")).body), LongText() + "1/shared");
}

}  // namespace
}  // namespace concord::http
