// Large documents and the whole program: what memory they take, and what stays when it is killed while it writes one.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include "base/pdf/sample_fixture.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "tests/faults/server_process.h"

namespace concord::faults {
namespace {

using std::chrono::milliseconds;
using testing::Engine;

constexpr size_t kLarge = 60u << 20;
constexpr long kMostGrowth = 40 << 10;  // KiB, of a server that takes and gives kLarge bytes

// A whole PDF of that size: one page with words, and a stream that nothing shows.
std::string LargePdf() {
  std::string noise(kLarge, '\0');
  uint64_t state = 1;
  for (char& c : noise) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    c = static_cast<char>(state >> 56);
  }
  return pdf::Pdf({.contents = {pdf::Line("Foot patrol builds trust.")}, .more = {pdf::Stream(noise)}});
}

// KiB of memory that is the process's own: not the pages of files, which the kernel takes back.
long OwnMemory(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::atol(line.c_str() + 8);
  }
  return 0;
}

// The most that it has while this lives.
class Watch {
 public:
  explicit Watch(pid_t pid)
      : thread_([this, pid] {
          while (!ended_) {
            most_ = std::max(most_.load(), OwnMemory(pid));
            std::this_thread::sleep_for(milliseconds(5));
          }
        }) {}
  long End() {
    ended_ = true;
    thread_.join();
    return most_;
  }

 private:
  std::atomic<bool> ended_ = false;
  std::atomic<long> most_ = 0;
  std::thread thread_;
};

class FaultsOfDocuments : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (std::string why = testing::WhyMissing(GetParam()); !why.empty()) {
      if (testing::MustHavePostgres()) FAIL() << why;
      GTEST_SKIP() << why;
    }
    environment_ = {{"CONCORD_HUB_DEMO", "true"}, {"CONCORD_LOG_ACCESS", "false"}};
    if (GetParam() == Engine::kPostgres) {
      database_ = std::make_unique<testing::FreshDatabase>(Engine::kPostgres, testing::Contents::kEmpty);
      environment_["CONCORD_DATABASE_URL"] = database_->options().url;
      database_->Close();
    }
    Must({"init", "--data", Data()});
    Must({"demo", "--data", Data()});
    Must({"import", "--data", Data(), folder_.Write("a.csv", "title,year\nFoot patrol,2011\n")});
  }
  std::string Data() const { return folder_.File("hub"); }
  Ran Run(const std::vector<std::string>& arguments) const { return RunProgram(arguments, environment_); }
  void Must(const std::vector<std::string>& arguments) const {
    const Ran ran = Run(arguments);
    ASSERT_EQ(ran.code, 0) << ran.out;
  }
  static bool Eventually(const std::function<bool()>& is_so) {
    for (int i = 0; i < 200; ++i) {
      if (is_so()) return true;
      std::this_thread::sleep_for(milliseconds(100));
    }
    return false;
  }

  testing::TempDir folder_;
  std::unique_ptr<testing::FreshDatabase> database_;
  std::map<std::string, std::string> environment_;
};

TEST_P(FaultsOfDocuments, ALargeOneIsTakenReadAndGivenInLittleMemory) {
  const std::string pdf = LargePdf();
  ServerProcess server({Data(), environment_});
  Visitor curator(server.port());
  curator.SignIn("Theo Lindqvist");
  ASSERT_EQ(curator.Get("/resources/foot-patrol/documents").status, 200);
  const long before = OwnMemory(server.pid());
  Watch watch(server.pid());
  const Answer sent =
      curator.PostFile("/resources/foot-patrol/documents", {{"given", "yes"}, {"permission", "public domain"}}, pdf);
  ASSERT_EQ(sent.status, 303) << sent.head;
  std::string page;
  EXPECT_TRUE(Eventually([&] {
    page = Visitor(server.port()).Get("/resources/foot-patrol").body;
    return page.find("1 page<") != std::string::npos;
  })) << page;
  const size_t at = page.find("/resources/foot-patrol/documents/");
  ASSERT_NE(at, std::string::npos) << page;
  const Answer file = Visitor(server.port()).Get(page.substr(at, page.find_first_of("\"?", at) - at));
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(file.body == pdf) << file.body.size() << " bytes came of " << pdf.size();
  const long grew = watch.End() - before;
  EXPECT_LT(grew, kMostGrowth) << "KiB";
  RecordProperty("grew_kib", static_cast<int>(grew));
  EXPECT_EQ(server.Stop(), 0);
  Must({"check", "--data", Data()});
}

// A restart may begin before the process of before has ended.
TEST_P(FaultsOfDocuments, TheIndexIsTakenOverFromAProcessThatEnded) {
  ServerProcess first({Data(), environment_});
  ServerProcess second({Data(), environment_});
  EXPECT_EQ(first.Stop(), 0);
  Visitor curator(second.port());
  curator.SignIn("Theo Lindqvist");
  ASSERT_EQ(curator.Get("/resources/foot-patrol/documents").status, 200);
  const std::string pdf = pdf::Pdf({.contents = {pdf::Line("Lanterns along the quay.")}});
  ASSERT_EQ(
      curator.PostFile("/resources/foot-patrol/documents", {{"given", "yes"}, {"permission", "public domain"}}, pdf)
          .status,
      303);
  EXPECT_TRUE(Eventually([&] {
    return Visitor(second.port()).Get("/search?q=lanterns").body.find("/resources/foot-patrol") != std::string::npos;
  }));
  EXPECT_EQ(second.Stop(), 0);
  Must({"check", "--data", Data()});
}

TEST_P(FaultsOfDocuments, AProgramThatIsKilledWhileItWritesOneLeavesAWholeHub) {
  const std::string file = folder_.Write("large.pdf", LargePdf());
  for (const int after : {30, 120, 250, 500}) {
    const pid_t child = fork();
    if (child == 0) {
      for (const auto& [name, value] : environment_) setenv(name.c_str(), value.c_str(), 1);
      execl(CONCORD_PROGRAM, "concord", "document", "add", "--data", Data().c_str(), "--resource", "foot-patrol",
            file.c_str(), nullptr);
      _exit(127);
    }
    std::this_thread::sleep_for(milliseconds(after));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    Must({"check", "--data", Data()});
  }
  const Ran listed = Run({"document", "list", "--data", Data(), "--json"});
  EXPECT_TRUE(listed.out.find("[]") == 0 || listed.out.find("\"bytes\"") != std::string::npos) << listed.out;
  const Ran added = Run({"document", "add", "--data", Data(), "--resource", "foot-patrol", file});
  EXPECT_TRUE(added.code == 0 || added.out.find("already") != std::string::npos) << added.out;
  Must({"check", "--data", Data()});
}

CONCORD_ON_BOTH_ENGINES(FaultsOfDocuments);

}  // namespace
}  // namespace concord::faults
