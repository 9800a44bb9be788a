// What clients that are slow, large, many or hostile see.
#include <gmock/gmock.h>

#include <thread>

#include "base/http/server_fixture.h"
#include "base/http/services.h"

namespace concord::http {
namespace {

using std::chrono::steady_clock;
using namespace std::string_literals;

TEST_F(ServerTest, LimitsTheHead) {
  StartServer();
  EXPECT_EQ(Ask(Get("/", "X-Long: " + std::string(15'000, 'a'))).status, 200U);
  EXPECT_EQ(Ask(Get("/", "X-Long: " + std::string(17'000, 'a'))).status, 431U);
  EXPECT_EQ(Ask(Get("/?" + std::string(9'000, 'a'))).status, 414U);
  EXPECT_EQ(Ask(Get("/?" + std::string(30'000, 'a'))).status, 414U);
  std::string many;
  for (int i = 0; i < 300; ++i) many += "X-A: b\r\n";
  EXPECT_EQ(Ask(Get("/", many + "X-A: b")).status, 431U);
  RawClient endless(port());
  endless.Send("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a'));  // and no end
  EXPECT_EQ(endless.Read().status, 431U);
}

TEST_F(ServerTest, LimitsTheBodyByRoute) {
  StartServer();
  const auto post = [](std::string_view path, size_t size) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) +
           "\r\n\r\n" + std::string(size, 'b');
  };
  EXPECT_EQ(Ask(post("/echo", 1 << 20)).body.size(), size_t{1} << 20);
  EXPECT_EQ(Ask(post("/small", 10)).body, "bbbbbbbbbb");
  const auto large = Ask(post("/small", 11));
  EXPECT_EQ(large.status, 413U);
  EXPECT_EQ(large.body, "page of 413");
  EXPECT_EQ(large.headers.Get("Connection"), "close");
  EXPECT_EQ(Ask(post("/echo", (1 << 20) + 1)).status, 413U);
  // In chunks, where the length is known only at the end.
  const std::string chunked = "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(Ask(chunked + "5;x=\"y\"\r\nabcde\r\n5\r\nfghij\r\n0\r\nX-Trailer: 1\r\n\r\n").body, "abcdefghij");
  EXPECT_EQ(Ask(chunked + "6\r\nabcdef\r\n5\r\nghijk\r\n0\r\n\r\n").status, 413U);
  EXPECT_EQ(Ask(chunked + "fffffffffffffffff\r\n").status, 400U);
  EXPECT_EQ(Ask(chunked + "ffffffffffffffff\r\n").status, 413U);
}

TEST_F(ServerTest, AnswersExpectBeforeReading) {
  StartServer();
  RawClient refused(port());
  const std::string head = "POST /small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
  EXPECT_EQ(refused.Ask(head + "11\r\n\r\n").status, 413U);
  RawClient client(port());
  EXPECT_EQ(client.Ask(head + "3\r\n\r\n").status, 100U);
  EXPECT_EQ(client.Ask("abc").body, "abc");
  EXPECT_EQ(client.Ask(Get("/")).status, 200U);
  EXPECT_EQ(Ask("POST /small HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\na").status, 417U);
}

TEST_F(ServerTest, CutsOffSlowClientsAndStaysOpenToOthers) {
  config_.header_seconds = config_.body_seconds = config_.idle_seconds = 1;
  StartServer();
  RawClient silent(port());
  RawClient trickling(port());
  RawClient slow_body(port());
  RawClient idle(port());
  EXPECT_EQ(idle.Ask(Get("/")).status, 200U);
  ASSERT_TRUE(slow_body.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"));
  ASSERT_TRUE(trickling.Send("GET / HTTP/1.1\r\nHost: a\r\n"));
  const auto begin = steady_clock::now();
  while (steady_clock::now() - begin < std::chrono::milliseconds(1800)) {
    trickling.Send("X");
    slow_body.Send("b");
    EXPECT_EQ(Ask(Get("/")).status, 200U);  // no worker is held
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(trickling.Read(false, 100).status, 408U);
  EXPECT_EQ(slow_body.Read(false, 100).status, 408U);
  EXPECT_TRUE(silent.ClosedWithin(100));
  EXPECT_TRUE(idle.ClosedWithin(100));
}

TEST_F(ServerTest, CutsOffAClientThatDoesNotRead) {
  config_.body_seconds = 1;
  config_.workers = 1;
  StartServer();
  RawClient lazy(port(), 4096);
  ASSERT_TRUE(lazy.Send("GET /big HTTP/1.0\r\n\r\n"));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(Ask(Get("/")).status, 200U);  // the only worker is free while the response waits
  std::this_thread::sleep_for(std::chrono::milliseconds(1400));
  EXPECT_LT(lazy.ReadAll().size(), size_t{8} << 20);
  EXPECT_THAT(Ask(Get("/metrics")).body, ::testing::HasSubstr("concord_http_timeouts_total 1\n"));
}

TEST_F(ServerTest, LetsAClientReadSlowlyWhileItReads) {
  config_.body_seconds = 1;
  StartServer();
  RawClient fair(port(), 65536);
  ASSERT_TRUE(fair.Send(Get("/big", "Connection: close")));
  size_t reads = 0;
  while (fair.Fill(3000)) {
    if (++reads % 10 == 0 && reads <= 80) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  EXPECT_GT(fair.ReadAll().size(), size_t{8} << 20);
}

TEST_F(ServerTest, RefusesTooManyConnections) {
  config_.max_connections = 4;
  StartServer();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(port()));
    EXPECT_EQ(clients.back()->Ask(Get("/")).status, 200U);
  }
  RawClient fifth(port());
  const auto response = fifth.Read();
  EXPECT_EQ(response.status, 503U);
  EXPECT_TRUE(response.headers.Has("Retry-After"));
  EXPECT_TRUE(fifth.ClosedWithin(2000));
  clients.pop_back();
  for (int tries = 0; tries < 100; ++tries) {
    RawClient next(port());
    if (next.Ask(Get("/")).status == 200) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << "a place that became free was not given again";
}

// Some dozens of clients, none of them signed in, could fill the machine's memory with bodies that they never end.
TEST_F(ServerTest, BodiesHaveNoMoreThanTheirShareOfMemory) {
  router_.Post("/large", Anyone(), [](const Request& r) { return Response::Text(std::to_string(r.body.size())); },
               {.body_limit = 200u << 20});
  StartServer();
  const auto head = [](size_t length) {
    return Get("/large", "Connection: close\r\nContent-Length: " + std::to_string(length), "POST");
  };
  // What a client has sent may still lie in the system's buffers: nobody is over the bound until the server has read.
  const auto held = [this](auto&& condition) {
    const auto until = steady_clock::now() + std::chrono::seconds(60);
    for (; steady_clock::now() < until; std::this_thread::sleep_for(std::chrono::milliseconds(5))) {
      const std::string metrics = Ask(Get("/metrics")).body;
      const size_t at = metrics.find("\nconcord_http_body_bytes ");
      if (at != std::string::npos && condition(std::stoull(metrics.substr(at + 25)))) return true;
    }
    return false;
  };
  const std::string part(100u << 20, 'x');
  RawClient first(port()), second(port()), third(port());
  for (RawClient* client : {&first, &second}) {
    client->Send(head(part.size() + 1));
    ASSERT_TRUE(client->Send(part));
  }
  ASSERT_TRUE(held([&](size_t bytes) { return bytes == 2 * part.size(); }));
  third.Send(head(part.size() + 1));
  third.Send(std::string_view(part).substr(0, BodyMemory::kMost - 2 * part.size() + 200'000));
  constexpr int kPatience = 60'000;  // milliseconds: so many bytes take a while on a busy machine
  EXPECT_EQ(third.Read(false, kPatience).status, 503U);
  for (RawClient* client : {&first, &second}) {
    client->Send("y");
    EXPECT_EQ(client->Read(false, kPatience).body, std::to_string(part.size() + 1));
  }
  ASSERT_TRUE(held([](size_t bytes) { return bytes == 0; }));
  RawClient fourth(port());  // what was refused and what was answered is free again
  fourth.Send(head(part.size()));
  fourth.Send(part);
  EXPECT_EQ(fourth.Read(false, kPatience).body, std::to_string(part.size()));
}

TEST_F(ServerTest, RefusesWorkWhenTheQueueIsFull) {
  config_.max_connections = 8;  // a queue of two
  config_.workers = 1;
  StartServer();
  std::vector<std::unique_ptr<RawClient>> clients;
  const auto ask = [&] {
    clients.push_back(std::make_unique<RawClient>(port()));
    clients.back()->Send(Get("/wait"));
  };
  ask();
  ASSERT_TRUE(latch_.WaitForWaiting(1));
  for (int i = 0; i < 3; ++i) ask();
  // Which of the three is too many depends on their order of arrival; one is.
  std::vector<RawClient*> waiting = {clients[0].get()};
  for (size_t i = 1; i < clients.size(); ++i) {
    const auto response = clients[i]->Read(false, 200);
    if (response.status == 0) {
      waiting.push_back(clients[i].get());
    } else {
      EXPECT_EQ(response.status, 503U);
      EXPECT_TRUE(response.headers.Has("Retry-After"));
    }
  }
  EXPECT_EQ(waiting.size(), 3U);
  EXPECT_EQ(Ask(Get("/healthz")).status, 200U);  // answered without a worker
  latch_.Open();
  for (RawClient* client : waiting) EXPECT_EQ(client->Read().body, "waited");
}

TEST_F(ServerTest, RefusesWhatIsNotHttp) {
  StartServer();
  const std::string bad[] = {
      "GET / HTTP/1.1\r\n\r\n",                           // no Host
      "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",     // two
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",              // none
      "GET / HTTP/1.1\r\nHost:\r\n\r\n",                  //
      "GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",   //
      "GET /%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n",      //
      "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n",           //
      "GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n",            //
      "GET //evil HTTP/1.1\r\nHost: a\r\n\r\n",           //
      "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n",            //
      "GET /%5c HTTP/1.1\r\nHost: a\r\n\r\n",             //
      "GET /%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n",          //
      "GET / HTTP/1.1\nHost: a\n\n",                      // bare LF
      "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",     // bare CR
      "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",  // folded
      "GET / HTTP/1.1\r\nHost: a\r\nX : a\r\n\r\n",       // space before the colon
      "GET / HTTP/1.1\r\n Host: a\r\n\r\n",               //
      "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",    //
      "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s,      // NUL
      "\x16\x03\x01\x02",                                 // TLS
      "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",        //
  };
  for (const std::string& bytes : bad) {
    RawClient client(port());
    const auto response = client.Ask(bytes);
    EXPECT_EQ(response.status, 400U) << bytes;
    EXPECT_EQ(response.headers.Get("Connection"), "close") << bytes;
    client.FinishSending();
    EXPECT_TRUE(client.ClosedWithin(2000)) << bytes;
  }
  EXPECT_EQ(Ask("GET / HTTP/2.0\r\nHost: a\r\n\r\n").status, 505U);
  EXPECT_EQ(Ask("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200U);  // one empty line is let pass
  EXPECT_EQ(Ask("GET http://b.example/hello/x HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello x ");
}

TEST_F(ServerTest, LeavesNoRoomForSmuggling) {
  StartServer();
  const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  const std::string bad[] = {
      post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
      post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
      post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
      post + "Content-Length: 4, 4\r\n\r\nabcd",
      post + "Content-Length: +4\r\n\r\nabcd",
      post + "Content-Length: 0x4\r\n\r\nabcd",
      post + "Content-Length: -1\r\n\r\n",
      post + "Content-Length: \r\n\r\n",
      post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post +
          "Transfer-Encoding: \x0b"
          "chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
      post + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
  };
  for (const std::string& bytes : bad) {
    RawClient client(port());
    client.Send(bytes + Get("/hello/smuggled"));
    const auto response = client.Read();
    EXPECT_EQ(response.status, 400U) << bytes;
    EXPECT_EQ(response.headers.Get("Connection"), "close") << bytes;
    client.FinishSending();
    EXPECT_TRUE(client.ClosedWithin(3000)) << bytes;  // and the second request was not answered
  }
}

TEST_F(ServerTest, ABodyThatNobodyWantsEndsTheConnection) {
  StartServer();
  RawClient client(port());
  client.Send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n" + Get("/hello/x"));
  EXPECT_EQ(client.Read().status, 404U);
  client.FinishSending();
  EXPECT_TRUE(client.ClosedWithin(3000));
}

TEST_F(ServerTest, StopsWithinTheDrainTime) {
  config_.drain_seconds = 5;
  StartServer();
  RawClient idle(port()), running(port()), reading(port());
  EXPECT_EQ(idle.Ask(Get("/")).status, 200U);
  running.Send(Get("/wait"));
  ASSERT_TRUE(latch_.WaitForWaiting(1));
  reading.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const int old_port = port();
  std::thread stopping([&] { server_->Stop(); });
  EXPECT_TRUE(idle.ClosedWithin(2000));
  EXPECT_FALSE(RawClient(old_port).connected());
  reading.Send("cd");
  const auto read = reading.Read();
  EXPECT_EQ(read.body, "abcd");
  EXPECT_EQ(read.headers.Get("Connection"), "close");
  latch_.Open();
  EXPECT_EQ(running.Read().body, "waited");
  EXPECT_TRUE(running.ClosedWithin(2000));
  const auto begin = steady_clock::now();
  stopping.join();
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(ServerTest, StopsHardAfterTheDrainTime) {
  config_.drain_seconds = 1;
  StartServer();
  RawClient half(port()), lazy(port(), 4096);
  half.Send("GET / HTTP/1.1\r\n");
  lazy.Send(Get("/big"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto begin = steady_clock::now();
  server_->Stop();
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(3));
}

}  // namespace
}  // namespace concord::http
