// Writes a second with the journal and without it. Two kinds of write, each in a transaction of its own: "a row", about
// 500 bytes with a key and two indexes and its change in the outbox, which is less than any feature does; and "an
// edit", what Communities::EditOrganization does when someone changes an organization's summary. With the journal the
// Linker works beside the writers as it does in the server, and a run ends when every entry is in its chain. Runs with
// and without alternate in one process; the medians count. See run.sh.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/core/id.h"
#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/journal/packed.h"
#include "base/testing/fresh_database.h"
#include "features/communities/communities.h"

namespace concord {
namespace {
std::atomic<bool> journal_on = true;
}  // namespace

// In the place of the library's own (base/journal/append.cc).
void journal::Append(db::Transaction& t, const Entry& entry, const Clock& clock, Random& random) {
  if (journal_on) LeaveEntry(t, entry, clock, random);
}

namespace {

using testing::Engine;

struct Settings {
  double seconds = 2;
  int rounds = 7;
};

enum class Kind { kRow, kEdit };

struct Case {
  Engine engine;
  Kind kind;
  int writers;
  int communities;
};

struct Item {};

class Writers {
 public:
  Writers(const Case& c, const Settings& settings)
      : case_(c), settings_(settings), fresh_(c.engine, testing::Contents::kMigrated, {.readers = c.writers}) {
    auto made = fresh_->Write([&](db::Transaction& t) -> Status {
      t.Execute(
          "CREATE TABLE bench_item (community_id TEXT NOT NULL, item_id TEXT NOT NULL, slug TEXT NOT NULL, "
          "title TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL, "
          "PRIMARY KEY (community_id, item_id))");
      t.Execute("CREATE INDEX bench_item_slug ON bench_item (community_id, slug)");
      t.Execute("CREATE INDEX bench_item_state ON bench_item (community_id, state, at)");
      return {};
    });
    if (!made) Die(made.error().cause);
    for (int i = 0; i < 20; ++i) people_.push_back(Id<Item>::New(clock_, random_).ToString());
    for (int i = 0; i < c.communities; ++i) AddCommunity(i);
    for (int w = 0; w < c.writers; ++w) AddOrganization(w);
  }

  // Writes a second over one run.
  double Run(bool journal) {
    journal_on = journal;
    std::atomic<int64_t> done = 0;
    std::atomic<bool> stop = false;
    const auto begin = std::chrono::steady_clock::now();
    std::optional<journal::Linker> linker;
    if (journal) linker.emplace(*fresh_, clock_, log_);
    {
      std::vector<std::jthread> threads;
      for (int w = 0; w < case_.writers; ++w) {
        threads.emplace_back([&, w] {
          int64_t mine = 0;
          while (!stop) {
            case_.kind == Kind::kRow ? WriteRow(w) : WriteEdit(w, mine);
            ++mine;
          }
          done += mine;
        });
      }
      std::this_thread::sleep_for(std::chrono::duration<double>(settings_.seconds));
      stop = true;
    }
    linker.reset();  // links what is left
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(done) / took.count();
  }

  void Verify() {
    auto faults = fresh_->Read([](db::Session& s) -> Result<std::vector<std::string>> { return journal::Verify(s); });
    if (!faults) Die(faults.error().cause);
    if (!faults->empty()) Die(faults->front());
  }

 private:
  [[noreturn]] static void Die(const std::string& why) {
    std::fprintf(stderr, "journal-bench: %s\n", why.c_str());
    std::exit(1);
  }

  void AddCommunity(int number) {
    communities::Community town;
    town.name = "Town " + std::to_string(number);
    town.kind = "city";
    town.place = "Ohio";
    town.time_zone = "UTC";
    town.languages = {"en", "es"};
    auto made = store_.Create(town, "system");
    if (!made) Die(made.error().key);
    communities_.push_back(made->id);
  }

  void AddOrganization(int writer) {
    communities::Organization o;
    o.name = "Neighbors " + std::to_string(writer);
    o.kind = "neighborhood_association";
    o.languages = {"en", "es"};
    o.offers = {"mediation", "a room for meetings", "translation"};
    o.contact_name = "The office";
    o.contact_email = "office@example.org";
    o.contact_address = "12 Main Street";
    auto made = store_.AddOrganization(CommunityOf(writer), o, "system");
    if (!made) Die(made.error().key);
    organizations_.push_back(*made);
  }

  const communities::CommunityId& CommunityOf(int writer) { return communities_[writer % communities_.size()]; }

  void WriteRow(int writer) {
    const std::string community = CommunityOf(writer).ToString(), id = Id<Item>::New(clock_, random_).ToString();
    const std::string body = "What was said at the meeting of " + id + ": " + std::string(340, 'b');
    auto status = fresh_->Write([&](db::Transaction& t) -> Status {
      t.Execute(
          "INSERT INTO bench_item (community_id, item_id, slug, title, body, state, at) "
          "VALUES (:community, :id, :slug, :title, :body, :state, :at)",
          community, id, "walk-" + id.substr(24), "A walk through the district", body, "open", clock_.Now());
      db::Announce(t, "bench.item", id, clock_);
      journal::Append(t,
                      {.actor = people_[writer % people_.size()],
                       .action = "bench.item.create",
                       .subject = id,
                       .before = "",
                       .after = body,
                       .community = community},
                      clock_, random_);
      return {};
    });
    if (!status) Die(status.error().cause);
  }

  void WriteEdit(int writer, int64_t round) {
    communities::Organization changed = organizations_[writer];
    changed.summary = "Open on " + std::to_string(round) + " evenings. " + std::string(340, 'b');
    auto status = store_.EditOrganization(CommunityOf(writer), changed, people_[writer % people_.size()]);
    if (!status) Die(status.error().key + " " + status.error().cause);
  }

  Case case_;
  Settings settings_;
  SystemClock clock_;
  SystemRandom random_;
  Log log_{clock_, STDERR_FILENO, LogLevel::kWarn};
  testing::FreshDatabase fresh_;
  communities::Communities store_{*fresh_, clock_, random_};
  std::vector<communities::CommunityId> communities_;
  std::vector<communities::Organization> organizations_;  // one a writer
  std::vector<std::string> people_;
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Measure(const Case& c, const Settings& settings) {
  Writers writers(c, settings);
  writers.Run(false);  // warm: statements prepared, files grown
  writers.Run(true);
  std::vector<double> without, with;
  for (int i = 0; i < settings.rounds; ++i) {
    // The second of a pair finds a larger table and warmer caches: so they take turns.
    if (i % 2 == 0) without.push_back(writers.Run(false));
    with.push_back(writers.Run(true));
    if (i % 2 != 0) without.push_back(writers.Run(false));
  }
  writers.Verify();
  const double a = Median(without), b = Median(with);
  // Of each pair: what else the machine did meanwhile met both halves alike.
  std::vector<double> costs;
  for (size_t i = 0; i < with.size(); ++i) costs.push_back(100 * (1 - with[i] / without[i]));
  const auto [low, high] = std::minmax_element(with.begin(), with.end());
  std::printf("| %s | %s | %d | %d | %.0f | %.0f | %.0f to %.0f | %.1f %% |\n",
              c.engine == Engine::kSqlite ? "SQLite" : "PostgreSQL", c.kind == Kind::kRow ? "a row" : "an edit",
              c.writers, c.communities, a, b, *low, *high, Median(costs));
  std::fflush(stdout);
}

int Main(int argc, char** argv) {
  Settings settings;
  std::string only;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    if (flag == "--seconds") settings.seconds = std::atof(argv[i + 1]);
    if (flag == "--rounds") settings.rounds = std::max(1, std::atoi(argv[i + 1]));
    if (flag == "--engine") only = argv[i + 1];
  }
  std::printf(
      "| engine | write | writers | communities | writes/s without | with | with, lowest to highest | cost, median of "
      "pairs |\n"
      "|---|---|--:|--:|--:|--:|--:|--:|\n");
  for (const Engine engine : {Engine::kSqlite, Engine::kPostgres}) {
    if (!only.empty() && only != (engine == Engine::kSqlite ? "sqlite" : "postgres")) continue;
    if (std::string why = testing::WhyMissing(engine); !why.empty()) {
      std::fprintf(stderr, "%s\n", why.c_str());
      continue;
    }
    for (const Kind kind : {Kind::kEdit, Kind::kRow}) {
      for (const auto& [writers, communities] : {std::pair{1, 1}, {8, 1}, {8, 8}})
        Measure({engine, kind, writers, communities}, settings);
    }
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) { return concord::Main(argc, argv); }
