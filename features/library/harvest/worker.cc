#include "features/library/harvest/worker.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/fetch/url.h"
#include "features/library/harvest/store.h"

namespace concord::library::harvest {
namespace {

constexpr std::chrono::seconds kLook{30};
constexpr int kThreads = 2;

std::string HostOf(const std::string& url) {
  const auto parsed = fetch::ParseUrl(url);
  return parsed ? parsed->host : url;
}

}  // namespace

Worker::Worker(Sources& sources, fetch::Fetcher& fetcher, Log& log, Manners manners)
    : sources_(sources),
      fetcher_(fetcher),
      log_(log),
      manners_(manners),
      jobs_(sources.library().database(), sources.clock(), sources.random(), log) {
  jobs::Policy policy;
  policy.max_attempts = 5;
  policy.base_pause = std::chrono::minutes(1);
  jobs_.Handle(kJob, policy, [this](const jobs::Job& job) { return Work(job); });
}

Worker::~Worker() { Stop(); }

void Worker::Start() {
  stopping_ = false;
  jobs_.Start(kThreads);
  thread_ = std::thread([this] { Loop(); });
}

void Worker::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  jobs_.Stop();
}

void Worker::Wake() {
  {
    std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

bool Worker::Wait(milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [this] { return stopping_.load(); });
  return !stopping_;
}

void Worker::Loop() {
  while (!stopping_) {
    if (const Status scheduled = Schedule(); !scheduled)
      log_.Warn("harvests could not be scheduled", {{"cause", scheduled.error().cause}});
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kLook, [this] { return stopping_.load() || woken_; });
    woken_ = false;
  }
}

Status Worker::Schedule() {
  const auto due = sources_.Due();
  if (!due) return std::unexpected(due.error());
  if (due->empty()) return {};
  const Status left = sources_.library().database().Write([&](db::Transaction& t) -> Status {
    for (const auto& id : *due) {
      jobs::Enqueue(t, kJob, nlohmann::json{{"source", id}}.dump(), sources_.clock(), sources_.random(), id);
      // Not again at the next look; the run itself sets when it is due next.
      if (auto source = store::FindSource(t, id)) {
        source->next_run = sources_.clock().Now() + std::chrono::minutes(15);
        store::UpdateSource(t, *source, sources_.clock().Now());
      }
    }
    return {};
  });
  if (left) jobs_.Wake();
  return left;
}

Status Worker::Work(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  const std::string id = payload.is_object() ? payload.value("source", "") : std::string();
  const auto source = sources_.Find(id);
  if (!source) return source.error().kind == ErrorKind::kNotFound ? Status() : std::unexpected(source.error());
  if (source->source.paused || stopping_) return {};
  const std::string host = HostOf(source->source.base_url);
  while (true) {
    {
      std::lock_guard lock(mutex_);
      if (hosts_.insert(host).second) break;
    }
    if (!Wait(std::chrono::seconds(1))) return {};
  }
  const HarvestDeps deps{
      sources_, fetcher_, log_, [this](milliseconds time) { return Wait(time); }, [this] { return stopping_.load(); },
      manners_};
  const auto run = Harvest(deps, source->source.id, job.attempt > 1);
  {
    std::lock_guard lock(mutex_);
    hosts_.erase(host);
  }
  if (!run && (run.error().kind == ErrorKind::kNotFound || run.error().kind == ErrorKind::kConflict)) return {};
  return run ? Status() : std::unexpected(run.error());
}

}  // namespace concord::library::harvest
