// What happens to the whole program when it is killed, when its disk is full, its database away, its clock wrong, and
// when two of it share one database: nothing acknowledged is lost, the journal is whole, it recovers by itself.
// CONCORD_KILLS sets how often the server is killed (./test: 4; before a release: 50).
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/mail/testing/smtp_server.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "tests/faults/server_process.h"

namespace concord::faults {
namespace {

using std::chrono::milliseconds;
using testing::Engine;

constexpr char kAdmin[] = "Denise Okafor";  // Riverbend's community admin

int Kills() {
  const char* set = std::getenv("CONCORD_KILLS");
  return set ? std::atoi(set) : 4;
}

class FaultsOfTheProgram : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (std::string why = testing::WhyMissing(GetParam()); !why.empty()) {
      if (testing::MustHavePostgres()) FAIL() << why;
      GTEST_SKIP() << why;
    }
    signal(SIGXFSZ, SIG_IGN);  // inherited: a full disk is an error to the program, not its end
    environment_ = {{"CONCORD_HUB_DEMO", "true"}, {"CONCORD_LOG_ACCESS", "false"}};
    if (GetParam() == Engine::kPostgres) {
      database_ = std::make_unique<testing::FreshDatabase>(Engine::kPostgres, testing::Contents::kEmpty);
      environment_["CONCORD_DATABASE_URL"] = database_->options().url;
      database_->Close();
    }
    Must({"init", "--data", Data()});
    Must({"demo", "--data", Data()});
  }

  std::string Data(const std::string& node = "hub") const { return folder_.File(node); }
  void Must(const std::vector<std::string>& arguments) {
    const Ran ran = RunProgram(arguments, environment_);
    ASSERT_EQ(ran.code, 0) << ran.out;
  }
  ServerProcess::Options Options(const std::string& node = "hub") const { return {Data(node), environment_}; }

  // Adds an organization; true where the server said that it is there.
  static bool Add(Visitor& visitor, const std::string& name) {
    return visitor
               .Post("/c/riverbend/organizations/new", {{"name", name},
                                                        {"kind", "nonprofit"},
                                                        {"summary", "Made by a test of faults."},
                                                        {"languages", "en"}})
               .status == 303;
  }
  static Visitor SignedIn(int port) {
    Visitor visitor(port);
    visitor.SignIn(kAdmin);
    return visitor;
  }
  // Every name that was acknowledged is there.
  static void ExpectAll(Visitor& visitor, const std::vector<std::string>& names) {
    const Answer list = visitor.Get("/c/riverbend/organizations.csv");
    ASSERT_EQ(list.status, 200);
    for (const auto& name : names) EXPECT_NE(list.body.find(name), std::string::npos) << name << " was lost";
  }
  void ExpectWhole(const std::string& node = "hub") {
    const Ran check = RunProgram({"check", "--data", Data(node)}, environment_);
    EXPECT_EQ(check.code, 0) << check.out;
  }

  testing::TempDir folder_;
  std::unique_ptr<testing::FreshDatabase> database_;
  std::map<std::string, std::string> environment_;
};

// Writers that go on until they are told to stop, and what was acknowledged to them.
class Load {
 public:
  Load(std::vector<Visitor> visitors, std::string prefix, std::function<bool(Visitor&, const std::string&)> add) {
    for (size_t i = 0; i < visitors.size(); ++i) {
      threads_.emplace_back(
          [this, add, visitor = visitors[i], begin = prefix + "-" + std::to_string(i) + "-"]() mutable {
            for (int n = 0; !ended_; ++n) {
              const std::string name = begin + std::to_string(n) + "-end";
              if (add(visitor, name)) {
                std::lock_guard lock(mutex_);
                acknowledged_.push_back(name);
              } else {
                std::this_thread::sleep_for(milliseconds(20));
              }
            }
          });
    }
  }
  ~Load() { End(); }
  std::vector<std::string> End() {
    ended_ = true;
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    return acknowledged_;
  }
  size_t Count() {
    std::lock_guard lock(mutex_);
    return acknowledged_.size();
  }
  // False: so many did not come in time.
  bool WaitFor(size_t count) {
    for (int i = 0; i < 1000; ++i) {
      if (Count() >= count) return true;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
  }

 private:
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  std::vector<std::string> acknowledged_;
  std::vector<std::thread> threads_;
};

TEST_P(FaultsOfTheProgram, KilledUnderLoadNothingAcknowledgedIsLost) {
  ServerProcess server(Options());
  std::vector<Visitor> visitors(2, SignedIn(server.port()));
  std::vector<std::string> all;
  for (int kill = 0; kill < Kills(); ++kill) {
    Load load(visitors, "killed-" + std::to_string(kill), Add);
    ASSERT_TRUE(load.WaitFor(5)) << "no write was taken";
    std::this_thread::sleep_for(milliseconds(37 * (kill % 7)));
    server.Kill();
    for (auto& name : load.End()) all.push_back(std::move(name));
    server.Start();
    for (auto& visitor : visitors) visitor.GoTo(server.port());
    EXPECT_EQ(visitors[0].Get("/today").status, 200) << "the session did not outlive the server";
    ExpectAll(visitors[0], all);
  }
  EXPECT_EQ(server.Stop(), 0);
  ExpectWhole();
}

TEST_P(FaultsOfTheProgram, AClockThatStepsBreaksNothing) {
  const std::string library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
  if (!std::filesystem::exists(library)) {
    if (testing::MustHavePostgres()) FAIL() << "libfaketime is not installed";
    GTEST_SKIP() << "libfaketime is not installed";
  }
  const std::string setting = folder_.Write("clock", "+0");
  environment_.insert({{"LD_PRELOAD", library},
                       {"FAKETIME_TIMESTAMP_FILE", setting},
                       {"FAKETIME_NO_CACHE", "1"},
                       {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}});
  ServerProcess server(Options());
  Visitor visitor = SignedIn(server.port());
  std::vector<std::string> names;
  for (const char* step : {"+0", "-3600", "+7200", "-86400", "+0"}) {
    std::ofstream(setting, std::ios::trunc) << step << "\n";
    names.push_back(std::string("stepped") + step + "-end");
    if (visitor.Get("/today").status != 200) visitor.SignIn(kAdmin);  // forward, a session may rightly have ended
    EXPECT_TRUE(Add(visitor, names.back())) << step;
  }
  ExpectAll(visitor, names);
  EXPECT_EQ(server.Stop(), 0);
  environment_.erase("LD_PRELOAD");
  ExpectWhole();
}

INSTANTIATE_TEST_SUITE_P(Engines, FaultsOfTheProgram, ::testing::ValuesIn(testing::Engines()), testing::EngineName);

class FaultsOnSqlite : public FaultsOfTheProgram {};

TEST_P(FaultsOnSqlite, AFullDiskIsSaidAndLeavesNothingHalfDone) {
  ServerProcess server(Options());
  Visitor visitor = SignedIn(server.port());
  std::vector<std::string> names{"before-full-end"};
  ASSERT_TRUE(Add(visitor, names[0]));
  rlimit before{};
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_FSIZE, nullptr, &before), 0);
  const rlimit full{4096,
                    before.rlim_max};  // no file may grow past its first page: the disk is full, as far as it can tell
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_FSIZE, &full, nullptr), 0);
  const Answer refused =
      visitor.Post("/c/riverbend/organizations/new",
                   {{"name", "while-full-end"}, {"kind", "nonprofit"}, {"summary", "x"}, {"languages", "en"}});
  EXPECT_EQ(refused.status, 503) << refused.head;
  EXPECT_EQ(visitor.Get("/c/riverbend").status, 200) << "reading goes on";
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_FSIZE, &before, nullptr), 0);
  names.push_back("after-full-end");
  EXPECT_TRUE(Add(visitor, names[1])) << "it recovers by itself";
  ExpectAll(visitor, names);
  EXPECT_EQ(visitor.Get("/c/riverbend/organizations.csv").body.find("while-full-end"), std::string::npos);
  EXPECT_EQ(server.Stop(), 0);
  ExpectWhole();
}

INSTANTIATE_TEST_SUITE_P(Engines, FaultsOnSqlite, ::testing::Values(Engine::kSqlite), testing::EngineName);

class FaultsOnPostgres : public FaultsOfTheProgram {};

// Its sessions are cut and new ones refused, as when the server is restarted or the network is gone.
TEST_P(FaultsOnPostgres, ADatabaseThatGoesAndComesBack) {
  ServerProcess server(Options());
  Visitor visitor = SignedIn(server.port());
  std::vector<std::string> names{"before-gone-end"};
  ASSERT_TRUE(Add(visitor, names[0]));
  const std::string& url = database_->options().url;
  const size_t slash = url.rfind('/', std::min(url.find('?'), url.size()));
  const std::string name = url.substr(slash + 1, url.find('?') - slash - 1);
  testing::OnServer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
  testing::OnServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  EXPECT_EQ(visitor.Get("/today").status, 503);
  EXPECT_FALSE(Add(visitor, "while-gone-end"));
  EXPECT_EQ(visitor.Get("/readyz").status, 503);
  EXPECT_EQ(visitor.Get("/healthz").status, 200);
  testing::OnServer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  names.push_back("after-gone-end");
  EXPECT_TRUE(Add(visitor, names[1])) << "it recovers by itself";
  ExpectAll(visitor, names);
  EXPECT_EQ(server.Stop(), 0);
  ExpectWhole();
}

TEST_P(FaultsOnPostgres, TwoNodesShareSessionsJobsAndSearchAndOneMayDie) {
  ServerProcess first(Options("hub"));
  Must({"init", "--data", Data("other")});
  ServerProcess second(Options("other"));
  Visitor visitor = SignedIn(first.port());
  Visitor elsewhere = visitor;
  elsewhere.GoTo(second.port());
  EXPECT_EQ(elsewhere.Get("/today").status, 200) << "a session of one node is one of the other";

  // What is imported on one is found on both.
  const std::string file = folder_.Write("a.csv", "title,year\nLanterns along the quay,2021\n");
  Must({"import", "--data", Data("hub"), "--quiet", file});
  for (Visitor* at : {&visitor, &elsewhere}) {
    bool found = false;
    for (int i = 0; i < 500 && !found; ++i) {
      found = at->Get("/search?q=lanterns+quay").body.find("Lanterns") != std::string::npos;
      if (!found) std::this_thread::sleep_for(milliseconds(20));
    }
    EXPECT_TRUE(found) << (at == &visitor ? "first node" : "second node");
  }
  // What is written on one is seen on the other within seconds.
  ASSERT_TRUE(Add(visitor, "seen-elsewhere-end"));
  bool seen = false;
  for (int i = 0; i < 500 && !seen; ++i) {
    seen = elsewhere.Get("/c/riverbend/organizations.csv").body.find("seen-elsewhere-end") != std::string::npos;
    if (!seen) std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_TRUE(seen);

  // One dies under load.
  Load load({visitor, elsewhere, visitor, elsewhere}, "two-nodes", Add);
  ASSERT_TRUE(load.WaitFor(20));
  first.Kill();
  const size_t then = load.Count();
  EXPECT_TRUE(load.WaitFor(then + 10)) << "the other node does not go on";
  ExpectAll(elsewhere, load.End());
  // Signing out on the node that is left ends the session everywhere.
  first.Start();
  visitor.GoTo(first.port());
  EXPECT_EQ(visitor.Get("/today").status, 200);
  elsewhere.Get("/today");
  EXPECT_EQ(elsewhere.Post("/sign-out", {}).status, 303);
  EXPECT_EQ(visitor.Get("/today").status, 303) << "signed out on one node, still signed in on the other";
  EXPECT_EQ(first.Stop(), 0);
  EXPECT_EQ(second.Stop(), 0);
  ExpectWhole();
}

// Letters that one node promised are sent by whichever is left, also those that it was about to send.
TEST_P(FaultsOnPostgres, JobsOfANodeThatDiedAreDoneByTheOther) {
  testing::SmtpServer post;
  environment_.insert({{"CONCORD_MAIL_SERVER", post.url()},
                       {"CONCORD_MAIL_FROM", "Concord <concord@riverbend.example>"},
                       {"CONCORD_MAIL_TLS", "never"},
                       {"CONCORD_HUB_BASE_URL", "http://localhost"}});
  post.SetMode("hang");
  ServerProcess first(Options("hub"));
  Must({"init", "--data", Data("other"), "--no-questions"});
  Visitor visitor = SignedIn(first.port());
  constexpr int kLetters = 3;  // one more than the node has workers: some are being sent when it dies, one waits
  for (int i = 0; i < kLetters; ++i) {
    const Answer answer = visitor.Post(
        "/c/riverbend/organizations/harbor-house/people/invite",
        {{"role", "member"}, {"email", "guest" + std::to_string(i) + "@riverbend.example"}, {"language", "en"}});
    ASSERT_TRUE(answer.status == 200 || answer.status == 303) << answer.status;
  }
  first.Kill();
  post.SetMode("accept");
  ServerProcess second(Options("other"));
  // A letter that was being sent when its node died waits until that node's lease on it has ended: a minute.
  EXPECT_TRUE(post.WaitFor(kLetters, milliseconds(110'000))) << post.Messages().size() << " letters came";
  EXPECT_EQ(second.Stop(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, FaultsOnPostgres, ::testing::Values(Engine::kPostgres), testing::EngineName);

}  // namespace
}  // namespace concord::faults
