// backup, restore, doctor and check as a person calls them, and what they say to the service manager.
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/notify.h"
#include "base/search/index.h"
#include "base/testing/needs.h"
#include "features/library/search_schema.h"
#include "tests/cli/program_fixture.h"

namespace concord {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Operations : public ProgramTest {
 protected:
  std::string Hub(const std::string& name = "hub") const { return " --data " + folder_.File(name) + " "; }
  std::string File(const std::string& name) const { return folder_.File(name); }
  void MakeHub() {
    ASSERT_EQ(Run("init --no-questions --name Riverbend --address https://trust.example.org" + Hub()).code, 0);
    ASSERT_EQ(Run("import" + Hub() + folder_.Write("a.csv", "title,year\nFoot patrol,2011\n")).code, 0);
  }
  void Settings(const std::string& toml) { std::ofstream(File("hub/concord.toml")) << toml; }
  // What doctor says of a subject: its state and its text.
  std::pair<std::string, std::string> Doctor(const std::string& subject) {
    const auto findings = nlohmann::json::parse(Run("doctor --json" + Hub()).out, nullptr, false);
    for (const auto& finding : findings) {
      if (finding.at("subject") == subject) return {finding.at("state"), finding.at("text")};
    }
    return {"absent", findings.dump()};
  }
};

TEST_F(Operations, ABackupComesBackInAnotherFolder) {
  MakeHub();
  Ran ran = Run("backup" + Hub() + File("b"));
  ASSERT_EQ(ran.code, 0) << ran.out;
  ran = Run("backup" + Hub() + File("b"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("--force"));
  EXPECT_EQ(Run("backup --force" + Hub() + File("b")).code, 0);
  EXPECT_EQ(Run("backup" + Hub() + "- | cat > " + File("piped")).code, 0);
  EXPECT_EQ(Run("restore --verify " + File("piped")).code, 0);

  ran = Run("restore --verify --json " + File("b"));
  ASSERT_EQ(ran.code, 0) << ran.out;
  const auto told = nlohmann::json::parse(ran.out);
  EXPECT_EQ(told["hub"], "Riverbend");
  EXPECT_EQ(told["key"], "inside");
  EXPECT_EQ(told["tables"]["library_resource"], 1);

  ran = Run("restore" + Hub("other") + File("b"));
  ASSERT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(Run("search" + Hub("other") + "patrol").out, HasSubstr("Foot patrol"));
  EXPECT_EQ(Run("check" + Hub("other")).code, 0);
  std::ifstream settings(File("other/concord.toml"));
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(settings), {}), HasSubstr("https://trust.example.org"));
}

TEST_F(Operations, AStandingHubIsNamedBeforeItIsReplaced) {
  MakeHub();
  ASSERT_EQ(Run("backup" + Hub() + File("b")).code, 0);
  ASSERT_EQ(Run("import" + Hub() + folder_.Write("c.csv", "title\nBody cameras\n")).code, 0);
  Ran ran = Run("restore" + Hub() + File("b"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("library_resource: 2"));
  EXPECT_THAT(Run("search" + Hub() + "cameras").out, HasSubstr("Body cameras"));
  ran = Run("restore --force" + Hub() + File("b"));
  ASSERT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(Run("search" + Hub() + "cameras").out, Not(HasSubstr("Body cameras")));
  EXPECT_EQ(Run("check" + Hub()).code, 0);
}

// A server would go on with pages and an index of what is gone.
TEST_F(Operations, NothingIsRestoredUnderARunningServer) {
  MakeHub();
  ASSERT_EQ(Run("backup" + Hub() + File("b")).code, 0);
  const auto server = search::Writer::Open(File("hub/search"), library::SearchSchema(), {});
  ASSERT_TRUE(server);
  EXPECT_EQ(Run("backup --force" + Hub() + File("b")).code, 0);
  const Ran ran = Run("restore --force" + Hub() + File("b"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("a server is running"));
}

TEST_F(Operations, FilesThatAreNoBackupsAreRefusedInOneSentence) {
  MakeHub();
  for (const auto& [bytes, words] : {std::pair{"", "empty"}, {"Dear neighbors", "not a backup of Concord"}}) {
    const Ran ran = Run("restore --force" + Hub() + folder_.Write("x", bytes));
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, HasSubstr(words));
    EXPECT_THAT(ran.out, HasSubstr("nothing was changed"));
  }
  ASSERT_EQ(Run("backup" + Hub() + File("b")).code, 0);
  std::filesystem::resize_file(File("b"), std::filesystem::file_size(File("b")) / 2);
  EXPECT_THAT(Run("restore --verify " + File("b")).out, HasSubstr("ends too early"));
  EXPECT_THAT(Run("restore --force" + Hub() + File("b")).out, HasSubstr("ends too early"));
  EXPECT_EQ(Run("check" + Hub()).code, 0);
}

TEST_F(Operations, Misuse) {
  EXPECT_EQ(Run("backup" + Hub()).code, 2);
  EXPECT_EQ(Run("restore" + Hub() + "-").code, 2);
  EXPECT_EQ(Run("backup" + Hub("nowhere") + File("b")).code, 1);
  EXPECT_FALSE(std::filesystem::exists(File("nowhere")));
}

TEST_F(Operations, DoctorSaysWhatToDo) {
  MakeHub();
  Settings(
      "[hub]\nbase_url = \"https://trust.example.org\"\n[http]\nbehind_tls = true\n"
      "trusted_proxies = [\"127.0.0.1\"]\n");
  Ran ran = Run("doctor" + Hub());
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, Not(HasSubstr("DO")));
  EXPECT_EQ(Run("doctor --json" + Hub()).code, 0);

  Settings("[hub]\nbase_url = \"http://trust.example.org\"\ndemo = true\nkey_file = \"" + File("no-key") +
           "\"\n[http]\nlisten = \"0.0.0.0\"\n[mail]\nserver = \"smtp://127.0.0.1:1\"\nfrom = \"a@example.org\"\n"
           "password = \"secret\"\n[accounts]\nbreached_passwords = \"" +
           File("no-list") + "\"\n");
  chmod(File("hub/concord.toml").c_str(), 0644);
  EXPECT_EQ(Run("doctor" + Hub()).code, 1);
  for (const auto& [subject, words] : {std::pair{"address", "https"},
                                       {"proxy", "0.0.0.0"},
                                       {"demo", "anyone"},
                                       {"secrets", "chmod o-rwx"},
                                       {"key", "no-key"},
                                       {"leaked passwords", "no-list"},
                                       {"mail", "smtp://127.0.0.1:1"}}) {
    const auto [state, text] = Doctor(subject);
    EXPECT_EQ(state, "do") << subject;
    EXPECT_THAT(text, HasSubstr(words)) << subject;
  }
  EXPECT_THAT(Run("doctor" + Hub()).out, Not(HasSubstr("secret\"")));
}

TEST_F(Operations, ARestoreLetsNobodyInWhoWasLetOutSince) {
  CONCORD_NEEDS(system("command -v sqlite3 > /dev/null") == 0, "no sqlite3 to look into the database with");
  MakeHub();
  ASSERT_EQ(Run("user add --email ana@example.org --name Ana" + Hub()).code, 0);
  const auto links = [&](const std::string& hub) {
    const std::string counted = File("counted");
    EXPECT_EQ(
        system(("sqlite3 " + File(hub + "/concord.db") + " 'SELECT count(*) FROM accounts_link' > " + counted).c_str()),
        0);
    std::string n;
    std::getline(std::ifstream(counted) >> std::ws, n);
    return n;
  };
  EXPECT_EQ(links("hub"), "1");
  ASSERT_EQ(Run("backup" + Hub() + File("b")).code, 0);
  ASSERT_EQ(Run("restore" + Hub("other") + File("b")).code, 0);
  EXPECT_EQ(links("other"), "0");
}

TEST_F(Operations, DoctorSpeaksOfClockJobsIndexAndFolder) {
  MakeHub();
  const auto change = [&](const std::string& sql) {
    ASSERT_EQ(system(("sqlite3 " + File("hub/concord.db") + " \"" + sql + "\"").c_str()), 0);
  };
  CONCORD_NEEDS(system("command -v sqlite3 > /dev/null") == 0, "no sqlite3 to change the database with");
  change("UPDATE journal_entry SET at = at + 7200000");
  EXPECT_THAT(Doctor("clock").second, HasSubstr("ahead of this machine"));
  change("INSERT INTO job (id, kind, payload, due_at, created_at, updated_at) VALUES ('a', 'x', '{}', 1, 1, 1)");
  EXPECT_THAT(Doctor("jobs").second, HasSubstr("15 minutes"));
  change("UPDATE job SET state = 'failed', last_error = 'the server refused'");
  EXPECT_THAT(Doctor("jobs").second, HasSubstr("the server refused"));
  std::filesystem::remove_all(File("hub/search"));
  EXPECT_EQ(Doctor("search index").first, "do");
  chmod(File("hub").c_str(), 0755);
  EXPECT_THAT(Doctor("data folder").second, HasSubstr("chmod o-rwx"));
}

TEST_F(Operations, DoctorGoesOnWithoutADatabase) {
  MakeHub();
  Settings("[database]\nurl = \"postgresql://nobody@localhost/none?host=/nonexistent\"\n");
  EXPECT_EQ(Doctor("database").first, "do");
  EXPECT_EQ(Doctor("jobs").first, "skipped");
  EXPECT_EQ(Doctor("disk").first, "ok");
  Settings("[http]\nport = \"many\"\n");
  const Ran ran = Run("doctor" + Hub());
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("http.port"));
}

TEST_F(Operations, TheServiceManagerIsTold) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = File("notify");
  ASSERT_LT(name.size(), sizeof address.sun_path);
  name.copy(address.sun_path, name.size());
  const int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(bind(manager, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  setenv("NOTIFY_SOCKET", name.c_str(), 1);
  app::TellServiceManager("READY=1");
  unsetenv("NOTIFY_SOCKET");
  app::TellServiceManager("STOPPING=1");  // to nobody
  char said[64];
  const ssize_t size = recv(manager, said, sizeof said, MSG_DONTWAIT);
  ASSERT_GT(size, 0);
  EXPECT_EQ(std::string(said, static_cast<size_t>(size)), "READY=1");
  EXPECT_EQ(recv(manager, said, sizeof said, MSG_DONTWAIT), -1);
  close(manager);
}

}  // namespace
}  // namespace concord
