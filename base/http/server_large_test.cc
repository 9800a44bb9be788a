// Bodies and responses that are too large for memory: put aside on the disk, and streamed.
#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

#include "base/http/multipart.h"
#include "base/http/server_fixture.h"
#include "base/http/services.h"
#include "base/http/spool.h"
#include "base/testing/temp_dir.h"

namespace concord::http {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr size_t kLimit = 3 << 20;

std::string Form(const std::string& file) {
  return "--b\r\nContent-Disposition: form-data; name=\"why\"\r\n\r\nbecause\r\n--b\r\nContent-Disposition: form-data; "
         "name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" +
         file + "\r\n--b--\r\n";
}

std::string Head(const std::string& path, size_t length, const std::string& more = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
         std::to_string(length) + "\r\n" + more + "\r\n";
}

class LargeTest : public ServerTest {
 protected:
  LargeTest() {
    const auto take = [](const Request& r) {
      const std::string bytes = r.uploads.empty() ? "none" : std::string(r.uploads[0].content());
      return Response::Text(std::string(r.form.Get("why")) + " " + std::to_string(bytes.size()) + " " +
                            std::to_string(std::hash<std::string>()(bytes)) + " " + std::to_string(r.body.size()));
    };
    const auto refuse = [](const Request& r) { return Response::Text("too large for " + r.path, 413); };
    router_.Post("/files/:name", Anyone(), take, {.body_limit = kLimit, .spool = true, .too_large = refuse});
    router_.Post("/plain", Anyone(), take, {.body_limit = kLimit, .spool = true});
    router_.Post("/closed", {"nobody", [](const Request&) { return std::optional(Response::Text("not you", 403)); }},
                 take, {.body_limit = kLimit, .spool = true});
    router_.Get("/stream", Anyone(), [this](const Request&) {
      Response response;
      response.Header("Content-Type", "application/pdf").Header("ETag", "\"s\"");
      response.stream = Response::Stream{kSize, [this](uint64_t offset) -> Result<std::string> {
                                           ++pieces_;
                                           if (offset >= breaks_at_) return Fail(ErrorKind::kInternal, "gone");
                                           const uint64_t end = std::min((offset / kPiece + 1) * kPiece, kSize);
                                           return Bytes().substr(offset, end - offset);
                                         }};
      return response;
    });
  }
  static const std::string& Bytes() {
    static const std::string bytes = [] {
      std::string all;
      for (uint32_t i = 0; all.size() < kSize; ++i) all.append(reinterpret_cast<const char*>(&i), sizeof i);
      return all;
    }();
    return bytes;
  }
  std::string Told(const std::string& file) {
    return "because " + std::to_string(file.size()) + " " + std::to_string(std::hash<std::string>()(file)) + " 0";
  }

  static constexpr uint64_t kPiece = 100'000, kSize = 4'000'000;
  std::atomic<int> pieces_ = 0;
  uint64_t breaks_at_ = kSize;
};

TEST_F(LargeTest, ABodyThatIsSpooledReachesTheHandlerWholeAndNotInMemory) {
  StartServer();
  RawClient client(port());
  for (const size_t size : {size_t{0}, size_t{10}, size_t{1} << 20, size_t{2'900'000}}) {
    const std::string file = Bytes().substr(0, size), form = Form(file);
    client.Send(Head("/files/a", form.size()) + form);
    EXPECT_EQ(client.Read().body, Told(file)) << size;
  }
}

TEST_F(LargeTest, ABodyThatComesInSmallPiecesAndChunksIsSpooledToo) {
  StartServer();
  const std::string file = Bytes().substr(0, 150'000), form = Form(file);
  RawClient slow(port());
  slow.Send(Head("/files/a", form.size()));
  for (size_t at = 0; at < form.size(); at += 7'001) slow.Send(form.substr(at, 7'001));
  EXPECT_EQ(slow.Read().body, Told(file));
  RawClient chunked(port());
  chunked.Send(
      "POST /files/a HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: "
      "chunked\r\n\r\n");
  char size[16];
  std::snprintf(size, sizeof size, "%zx\r\n", form.size());
  chunked.Send(size + form + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.Read().body, Told(file));
}

TEST_F(LargeTest, WhoMayNotSendItIsToldBeforeTheBodyIsRead) {
  StartServer();
  RawClient client(port());
  client.Send(Head("/closed", 3'000'000));
  const auto answer = client.Read();
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.body, "not you");
}

TEST_F(LargeTest, ABodyOverTheLimitIsDroppedAndAnsweredByTheRoute) {
  StartServer();
  RawClient client(port());
  const std::string form = Form(Bytes());
  ASSERT_GT(form.size(), kLimit);
  client.Send(Head("/files/a", form.size()) + form);
  auto answer = client.Read();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.body, "too large for /files/a");
  client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.Read().status, 200) << "the connection goes on: the body was read to its end";
  client.Send(Head("/plain", form.size()) + form);
  EXPECT_EQ(client.Read().status, 413);
}

TEST_F(LargeTest, WhoAsksBeforeSendingIsToldAtOnce) {
  StartServer();
  RawClient large(port());
  large.Send(Head("/files/a", 500u << 20, "Expect: 100-continue\r\n"));
  EXPECT_EQ(large.Read().status, 413);
  RawClient fits(port());
  const std::string form = Form("x");
  fits.Send(Head("/files/a", form.size(), "Expect: 100-continue\r\n"));
  EXPECT_THAT(fits.Read().head, StartsWith("HTTP/1.1 100"));
  fits.Send(form);
  EXPECT_EQ(fits.Read().body, Told("x"));
}

TEST_F(LargeTest, ABodyOfPetabytesIsRefusedUnread) {
  StartServer();
  RawClient client(port());
  client.Send(Head("/files/a", 1ull << 50));
  EXPECT_EQ(client.Read().status, 413);
}

TEST_F(LargeTest, AChunkedBodyOverTheLimitIsRefused) {
  StartServer();
  RawClient client(port());
  client.Send("POST /files/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  char size[16];
  std::snprintf(size, sizeof size, "%zx\r\n", Bytes().size());
  client.Send(size + Bytes() + "\r\n0\r\n\r\n");
  EXPECT_EQ(client.Read().status, 413);
}

TEST_F(LargeTest, ABodyThatStallsIsCutOffAndItsPlaceIsFreeAgain) {
  config_.body_seconds = 1;
  StartServer();
  std::vector<std::unique_ptr<RawClient>> stalled;
  for (int i = 0; i < SpoolCount::kMost; ++i) {
    stalled.push_back(std::make_unique<RawClient>(port()));
    stalled.back()->Send(Head("/files/a", 2'000'000) + "--b");
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  RawClient next(port());
  next.Send(Head("/files/a", 100));
  EXPECT_EQ(next.Read().status, 503) << "so many at once, and no more";
  for (auto& client : stalled) EXPECT_EQ(client->Read().status, 408);
  stalled.clear();
  const std::string form = Form("x");
  RawClient later(port());
  later.Send(Head("/files/a", form.size()) + form);
  EXPECT_EQ(later.Read().body, Told("x"));
}

TEST_F(LargeTest, AStreamIsSentPieceByPieceAndTheConnectionGoesOn) {
  StartServer();
  RawClient client(port());
  client.Send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = client.Read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body == Bytes());
  EXPECT_EQ(pieces_, 40);
  EXPECT_EQ(client.Read().body, "<h1>home</h1>");
}

TEST_F(LargeTest, AStreamAnswersRangesTagsAndHead) {
  StartServer();
  RawClient client(port());
  const auto get = [&](const std::string& more, const std::string& method = "GET") {
    client.Send(method + " /stream HTTP/1.1\r\nHost: a\r\n" + more + "\r\n");
    return client.Read(method == "HEAD");
  };
  auto part = get("Range: bytes=150000-350000\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_TRUE(part.body == Bytes().substr(150'000, 200'001));
  EXPECT_EQ(part.headers.Get("Content-Range"), "bytes 150000-350000/4000000");
  EXPECT_TRUE(get("Range: bytes=-5\r\n").body == Bytes().substr(kSize - 5));
  EXPECT_EQ(get("Range: bytes=4000000-\r\n").status, 416);
  EXPECT_EQ(get("Range: bytes=0-0\r\nIf-Range: \"other\"\r\n").status, 200);
  EXPECT_EQ(get("Range: bytes=0-0\r\nIf-Range: \"s\"\r\n").body, Bytes().substr(0, 1));
  EXPECT_EQ(get("If-None-Match: \"s\"\r\n").status, 304);
  pieces_ = 0;
  const auto head = get("", "HEAD");
  EXPECT_EQ(head.headers.Get("Content-Length"), "4000000");
  EXPECT_EQ(head.headers.Get("Accept-Ranges"), "bytes");
  EXPECT_EQ(pieces_, 0);
}

TEST_F(LargeTest, AStreamThatBreaksCutsTheConnection) {
  breaks_at_ = 1'000'000;
  StartServer();
  RawClient client(port());
  client.Send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string all = client.ReadAll();
  EXPECT_THAT(all.substr(0, all.find("\r\n\r\n")), HasSubstr("Content-Length: 4000000"));
  EXPECT_LT(all.size(), 1'100'000u) << "what is missing is not made up";
}

TEST_F(LargeTest, AClientThatTakesNothingIsNotReadAheadFor) {
  StartServer();
  RawClient client(port());
  client.Send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_LE(pieces_, 40);
  RawClient other(port());
  other.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(other.Read().status, 200);
}

TEST(Spool, HasNoNameAndHoldsWhatWasPutIn) {
  testing::TempDir folder;
  auto spool = Spool::Open(folder.path().string());
  ASSERT_TRUE(spool);
  ASSERT_TRUE((*spool)->Append("abc"));
  ASSERT_TRUE((*spool)->Append("def"));
  ASSERT_TRUE((*spool)->Map());
  EXPECT_EQ((*spool)->bytes(), "abcdef");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_EQ(Spool::Open(folder.File("missing")).error().kind, ErrorKind::kUnavailable);
}

TEST(SpooledForm, AFieldThatIsNoFileMustStillFitIntoMemory) {
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"why\"\r\n\r\n" + std::string(2 << 20, 'x') + "\r\n--b--\r\n";
  EXPECT_FALSE(ParseMultipart(form, "b", 50, Files::kViewed));
  EXPECT_TRUE(ParseMultipart(form, "b"));
}

}  // namespace
}  // namespace concord::http
