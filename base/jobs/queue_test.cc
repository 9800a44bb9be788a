#include "base/jobs/queue.h"

#include <gmock/gmock.h>

#include <set>

#include "base/testing/databases.h"

namespace concord::jobs {
namespace {

using namespace std::chrono_literals;

class QueueTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (fresh_) runner_ = std::make_unique<Runner>(db(), world_.clock, world_.random, world_.log);
  }
  void TearDown() override { runner_.reset(); }

  std::string Add(std::string_view payload, std::string_view key = {}, milliseconds delay = 0ms) {
    return db()
        .Write([&](db::Transaction& t) -> Result<std::string> {
          return Enqueue(t, "mail.send", payload, world_.clock, world_.random, key, delay);
        })
        .value();
  }
  // Notes each job; fails the first `failures` runs.
  void Handle(Policy policy = {}, int failures = 0) {
    runner_->Handle("mail.send", policy, [this, failures](const Job& job) -> Status {
      ran_.push_back(job);
      if (static_cast<int>(ran_.size()) > failures) return {};
      return Fail(ErrorKind::kUnavailable, "error.unavailable", {}, "the mail server is away");
    });
  }
  db::Row Only() {
    return db()
        .Read([](db::Session& s) -> Result<db::Row> {
          return s.One("SELECT state, attempt, due_at, last_error, id FROM job").value();
        })
        .value();
  }
  Runner::Counts Count() { return runner_->Count().value(); }

  std::unique_ptr<Runner> runner_;
  std::vector<Job> ran_;
};
CONCORD_ON_BOTH_ENGINES(QueueTest);

TEST_P(QueueTest, RunsWhatIsDueInOrderAndForgetsIt) {
  Handle();
  EXPECT_FALSE(runner_->RunOne());
  Add("later", {}, 10s);
  Add("first");
  world_.clock.Advance(1ms);
  std::string second = Add("second");
  EXPECT_EQ(Count().waiting, 3);
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_FALSE(runner_->RunOne());
  ASSERT_EQ(ran_.size(), 2u);
  EXPECT_EQ(ran_[0].payload, "first");
  EXPECT_EQ(ran_[1].payload, "second");
  EXPECT_EQ(ran_[1].id, second);
  EXPECT_EQ(ran_[1].attempt, 1);
  world_.clock.Advance(10s);
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().waiting, 0);
}

TEST_P(QueueTest, AJobOfARolledBackTransactionDoesNotExist) {
  (void)db().Write([&](db::Transaction& t) -> Status {
    Enqueue(t, "mail.send", "{}", world_.clock, world_.random);
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  EXPECT_EQ(Count().waiting, 0);
}

TEST_P(QueueTest, KindsThatNobodyHandlesWait) {
  Add("x");
  runner_->Handle("other", {}, [](const Job&) -> Status { return {}; });
  EXPECT_FALSE(runner_->RunOne());
  EXPECT_EQ(Count().waiting, 1);
}

TEST_P(QueueTest, FailuresAreTriedAgainAfterGrowingPausesAndThenGivenUp) {
  Policy policy{.max_attempts = 4, .base_pause = 1000ms, .max_pause = 3000ms};
  Handle(policy, 100);
  Add("x");
  for (int64_t whole : {2000, 3000, 3000}) {
    EXPECT_TRUE(runner_->RunOne());
    db::Row row = Only();
    EXPECT_EQ(row.Text(0), "waiting");
    EXPECT_EQ(row.Text(3), "the mail server is away");
    int64_t pause = (row.At(2) - world_.clock.Now()).count();
    EXPECT_GE(pause, whole / 2);
    EXPECT_LE(pause, whole);
    world_.clock.Advance(milliseconds(pause - 1));
    EXPECT_FALSE(runner_->RunOne());
    world_.clock.Advance(1ms);
  }
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(ran_.size(), 4u);
  EXPECT_EQ(ran_.back().attempt, 4);
  EXPECT_EQ(Only().Text(0), "failed");
  EXPECT_EQ(Count().failed, 1);
  world_.clock.Advance(24h);
  EXPECT_FALSE(runner_->RunOne());
}

TEST_P(QueueTest, PausesDifferFromJobToJob) {
  Handle({.base_pause = 100000ms}, 100);
  std::set<int64_t> pauses;
  for (int i = 0; i < 8; ++i) {
    std::string id = Add("x");
    EXPECT_TRUE(runner_->RunOne());
    auto due = db().Read(
        [&](db::Session& s) -> Result<int64_t> { return s.One("SELECT due_at FROM job WHERE id = :id", id)->Int(0); });
    pauses.insert(due.value());
  }
  EXPECT_GT(pauses.size(), 4u);
}

TEST_P(QueueTest, AnExceptionIsAFailureLikeAnyOther) {
  runner_->Handle("mail.send", {}, [](const Job&) -> Status { throw std::runtime_error("thrown \xff words"); });
  Add("x");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Only().Text(0), "waiting");
  EXPECT_EQ(Only().Text(3), "thrown \xEF\xBF\xBD words");
}

TEST_P(QueueTest, ALeaseThatEndsGivesTheJobToAnother) {
  Runner other(db(), world_.clock, world_.random, world_.log);
  int others = 0;
  other.Handle("mail.send", {.lease = 60s}, [&](const Job& job) -> Status {
    EXPECT_EQ(job.attempt, 2);
    ++others;
    return {};
  });
  // The first worker is slower than its lease, and its late answer changes nothing.
  runner_->Handle("mail.send", {.lease = 60s}, [&](const Job&) -> Status {
    EXPECT_FALSE(other.RunOne());
    world_.clock.Advance(60s);
    EXPECT_TRUE(other.RunOne());
    Add("new");
    return Fail(ErrorKind::kUnavailable, "error.unavailable");
  });
  Add("x");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(others, 1);
  EXPECT_EQ(Count().waiting, 1);
  EXPECT_EQ(Count().running, 0);
  EXPECT_EQ(Only().Int(1), 0);
}

TEST_P(QueueTest, ARunningJobKeepsItsLease) {
  Runner other(db(), world_.clock, world_.random, world_.log);
  other.Handle("mail.send", {}, [](const Job&) -> Status {
    ADD_FAILURE() << "taken twice";
    return {};
  });
  runner_->Handle("mail.send", {.lease = 60s}, [&](const Job&) -> Status {
    for (int i = 0; i < 3; ++i) {
      world_.clock.Advance(40s);
      runner_->ExtendLeases();
    }
    EXPECT_FALSE(other.RunOne());
    return {};
  });
  Add("long");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Count().running + Count().waiting, 0);
  runner_->ExtendLeases();  // of nothing
}

TEST_P(QueueTest, ExtendingDoesNotTakeAJobBack) {
  runner_->Handle("mail.send", {.lease = 60s}, [&](const Job& job) -> Status {
    if (job.attempt > 1) return {};
    (void)db().Write([&](db::Transaction& t) -> Status {  // as another node, when this one slept through its lease
      t.Execute("UPDATE job SET attempt = 2, lease_until = 5");
      return {};
    });
    runner_->ExtendLeases();
    return {};
  });
  Add("x");
  EXPECT_TRUE(runner_->RunOne());
  auto until =
      db().Read([](db::Session& s) -> Result<int64_t> { return s.One("SELECT lease_until FROM job")->Int(0); });
  EXPECT_EQ(until.value(), 5);
}

TEST_P(QueueTest, ThreadsKeepTheLeaseOfLongWork) {
  SystemClock clock;
  std::atomic<int> runs = 0;
  auto slow = [&](const Job&) -> Status {
    ++runs;
    std::this_thread::sleep_for(4s);
    return {};
  };
  Runner one(db(), clock, world_.random, world_.log), other(db(), clock, world_.random, world_.log);
  for (Runner* runner : {&one, &other}) runner->Handle("mail.send", {.lease = 2s}, slow);
  Add("long");
  one.Start(1);
  other.Start(1);
  auto until = std::chrono::steady_clock::now() + 30s;
  while (Count().waiting + Count().running > 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(50ms);
  one.Stop();
  other.Stop();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(Count().waiting + Count().running + Count().failed, 0);
}

TEST_P(QueueTest, StartsAgainAfterStop) {
  Handle();
  for (int i = 1; i <= 2; ++i) {
    runner_->Start(1);
    Add("x");
    runner_->Wake();
    auto until = std::chrono::steady_clock::now() + 30s;
    while (Count().waiting + Count().running > 0 && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(10ms);
    runner_->Stop();
    EXPECT_EQ(ran_.size(), static_cast<size_t>(i));
  }
}

TEST_P(QueueTest, AJobThatKillsItsWorkersIsGivenUp) {
  Handle({.max_attempts = 2, .lease = 60s});
  Add("poison");
  (void)db().Write([](db::Transaction& t) -> Status {  // as two workers that died would leave it
    t.Execute("UPDATE job SET state = 'running', attempt = 2, lease_until = 0");
    return {};
  });
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_TRUE(ran_.empty());
  EXPECT_EQ(Only().Text(0), "failed");
}

TEST_P(QueueTest, AKeyMakesASecondWaitingJobUnnecessary) {
  Handle();
  std::string first = Add("a", "resource-1", 10s);
  EXPECT_EQ(Add("b", "resource-1", 20s), first);
  EXPECT_NE(Add("c", "resource-2", 20s), first);
  EXPECT_EQ(Count().waiting, 2);
  EXPECT_FALSE(runner_->RunOne());
  EXPECT_EQ(Add("d", "resource-1"), first);  // wanted sooner
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(ran_.front().payload, "a");
  EXPECT_NE(Add("e", "resource-1"), first);
}

TEST_P(QueueTest, AFailedJobGivesWayToAWaitingOneOfItsKey) {
  std::string newer;
  runner_->Handle("mail.send", {}, [&](const Job&) -> Status {
    newer = Add("newer", "k");
    return Fail(ErrorKind::kUnavailable, "error.unavailable");
  });
  std::string older = Add("older", "k");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_NE(newer, older);
  EXPECT_EQ(Count().waiting, 1);
  EXPECT_EQ(Only().Text(4), newer);
}

TEST_P(QueueTest, WhatIsInvalidIsNotTriedAgain) {
  runner_->Handle("mail.send", {}, [&](const Job& job) -> Status {
    ran_.push_back(job);
    return Fail(ErrorKind::kInvalid, "mail.address", {}, "no such person");
  });
  Add("x");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(Only().Text(0), "failed");
  EXPECT_EQ(Only().Int(1), 1);
  EXPECT_EQ(Only().Text(3), "no such person");
  world_.clock.Advance(24h);
  EXPECT_FALSE(runner_->RunOne());
  EXPECT_EQ(ran_.size(), 1u);
}

TEST_P(QueueTest, FailedJobsAreListedTriedAgainAndForgotten) {
  Policy once{.max_attempts = 1};
  Handle(once, 2);
  runner_->Handle("other", once, [](const Job&) -> Status { return Fail(ErrorKind::kInternal, "error.internal"); });
  std::string first = Add("1");
  world_.clock.Advance(1ms);
  std::string second = Add("2");
  Time failed_at = world_.clock.Now();
  EXPECT_TRUE(runner_->RunOne());
  world_.clock.Advance(1s);
  EXPECT_TRUE(runner_->RunOne());
  (void)db().Write([&](db::Transaction& t) -> Status {
    Enqueue(t, "other", "{}", world_.clock, world_.random);
    return {};
  });
  world_.clock.Advance(1s);
  EXPECT_TRUE(runner_->RunOne());

  std::vector<FailedJob> failed = runner_->ListFailed(10).value();
  ASSERT_EQ(failed.size(), 3u);
  EXPECT_EQ(failed[0].kind, "other");
  EXPECT_EQ(failed[0].last_error, "error.internal");
  EXPECT_EQ(failed[2].kind, "mail.send");
  EXPECT_EQ(failed[2].id, ran_[0].id);
  EXPECT_EQ(failed[2].attempts, 1);
  EXPECT_EQ(failed[2].last_error, "the mail server is away");
  EXPECT_EQ(failed[2].failed_at, failed_at);
  EXPECT_EQ(runner_->ListFailed(1).value().size(), 1u);

  EXPECT_TRUE(runner_->ForgetFailed(second));
  EXPECT_EQ(runner_->ForgetFailed(second).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(runner_->RetryFailed("mail.send").value(), 1);
  EXPECT_EQ(runner_->RetryFailed("mail.send").value(), 0);
  EXPECT_EQ(runner_->ForgetFailed(first).error().kind, ErrorKind::kNotFound) << "it waits";
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(ran_.back().payload, "1");
  EXPECT_EQ(ran_.back().attempt, 1);
  EXPECT_EQ(Count().waiting, 0);
  EXPECT_EQ(Count().failed, 1) << "of the other kind";
}

TEST_P(QueueTest, OneOfAKeyIsTriedAgain) {
  Handle({.max_attempts = 1}, 3);
  for (std::string_view payload : {"older", "newer"}) {
    Add(payload, "k");
    EXPECT_TRUE(runner_->RunOne());
    world_.clock.Advance(1s);
  }
  EXPECT_EQ(runner_->RetryFailed("mail.send").value(), 1);
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(ran_.back().payload, "newer");
  Add("newest", "k");
  EXPECT_EQ(runner_->RetryFailed("mail.send").value(), 0);
  EXPECT_EQ(Count().waiting, 1);
  EXPECT_EQ(Count().failed, 0);
}

TEST_P(QueueTest, PayloadsHaveALimit) {
  auto big = db().Write([&](db::Transaction& t) -> Result<std::string> {
    return Enqueue(t, "mail.send", std::string(64 * 1024 + 1, 'x'), world_.clock, world_.random);
  });
  ASSERT_FALSE(big);
  EXPECT_EQ(big.error().kind, ErrorKind::kInternal);
  Add(std::string(64 * 1024, 'x'));
}

TEST_P(QueueTest, ThreadsRunEachJobOnceAndStopCleanly) {
  std::mutex mutex;
  std::multiset<std::string> ran;
  std::condition_variable done;
  auto note = [&](const Job& job) -> Status {
    std::scoped_lock lock(mutex);
    ran.insert(job.payload);
    done.notify_all();
    return {};
  };
  Runner other(db(), world_.clock, world_.random, world_.log);
  other.Handle("mail.send", {}, note);
  runner_->Handle("mail.send", {}, note);
  runner_->Start(2);
  other.Start(2);
  for (int i = 0; i < 60; ++i) Add(std::to_string(i));
  runner_->Wake();
  {
    std::unique_lock lock(mutex);
    EXPECT_TRUE(done.wait_for(lock, 30s, [&] { return ran.size() >= 60; }));
  }
  runner_->Stop();
  other.Stop();
  EXPECT_EQ(ran.size(), 60u);
  EXPECT_EQ(std::set<std::string>(ran.begin(), ran.end()).size(), 60u);
  EXPECT_EQ(Count().waiting + Count().running + Count().failed, 0);
}

}  // namespace
}  // namespace concord::jobs
