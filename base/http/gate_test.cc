// What the server asks its Gate, and when.
#include "base/http/server_fixture.h"

namespace concord::http {
namespace {

struct Known : Visitor {
  std::string name;
};

class TestGate : public Gate {
 public:
  void Identify(Request& request) override {
    ++identified;
    if (!request.cookies.Has("who")) return;
    auto known = std::make_shared<Known>();
    known->name = request.cookies.Get("who");
    request.visitor = known;
  }
  std::optional<Response> Refuse(const Request& request, const Route& route) override {
    if (request.method != Method::kPost || route.options.any_origin || request.form.Get("csrf") == "good") return {};
    return Response::Text("refused", 403);
  }
  void Complete(const Request& request, Response& response) override {
    response.Header("X-Known", request.visitor ? static_cast<const Known&>(*request.visitor).name : "nobody");
  }
  std::atomic<int> identified{0};
};

class GateTest : public ServerTest {
 protected:
  void SetUp() override {
    char name[] = "/tmp/concord_http_log_XXXXXX";
    log_file_ = mkstemp(name);
    unlink(name);
    log_ = std::make_unique<Log>(clock_, log_file_, LogLevel::kInfo);
    router_.Post("/open", Anyone(), [](const Request&) { return Response::Text("taken"); }, {.any_origin = true});
    server_ = std::make_unique<Server>(config_,
                                       ServerDeps{.router = router_,
                                                  .error_page =
                                                      [](const Request& q, unsigned status) {
                                                        return Response::Html(q.visitor ? "known" : "unknown", status);
                                                      },
                                                  .content_version = [this] { return version_.load(); },
                                                  .cache_variant = [](const Request&) { return std::string(); },
                                                  .clock = clock_,
                                                  .random = random_,
                                                  .log = *log_,
                                                  .gate = &gate_});
    ASSERT_TRUE(server_->Start());
  }
  std::string Post(const std::string& path, const std::string& body) {
    return Ask("POST " + path +
               " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body)
        .body;
  }
  RawResponse Get(const std::string& path, const std::string& extra = {}) {
    return Ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + extra + "\r\n");
  }
  TestGate gate_;
};

TEST_F(GateTest, AFormWithoutItsTokenNeverReachesTheHandler) {
  EXPECT_EQ(Post("/echo", "a=1"), "refused");
  EXPECT_EQ(Post("/echo", "a=1&csrf=bad"), "refused");
  EXPECT_EQ(Post("/echo", "a=1&csrf=good"), "a=1&csrf=good");
  EXPECT_EQ(Post("/open", ""), "taken");
  EXPECT_EQ(Post("/open", "a=1"), "taken");
}

TEST_F(GateTest, ErrorPagesKnowWhoAsks) {
  EXPECT_EQ(Get("/nothing").body, "unknown");
  EXPECT_EQ(Get("/nothing", "Cookie: who=ana\r\n").body, "known");
}

// Regression: a page made for someone known must not be given to the next visitor.
TEST_F(GateTest, APageForSomeoneKnownIsNotShared) {
  const auto first = Get("/shared", "Cookie: who=ana\r\n");
  EXPECT_NE(first.head.find("X-Known: ana"), std::string::npos);
  EXPECT_NE(first.head.find("private"), std::string::npos) << first.head;
  EXPECT_NE(Get("/shared").head.find("X-Known: nobody"), std::string::npos);
  const int made = made_;
  EXPECT_NE(Get("/shared").head.find("X-Known: nobody"), std::string::npos);
  EXPECT_EQ(made_, made);
  Get("/shared", "Cookie: who=ana\r\n");
  EXPECT_EQ(made_, made + 1);
}

TEST_F(GateTest, StaticFilesPassItBy) {
  Get("/file");
  EXPECT_EQ(gate_.identified, 0);
}

}  // namespace
}  // namespace concord::http
