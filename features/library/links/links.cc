#include "features/library/links/links.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/journal/journal.h"
#include "features/library/change.h"
#include "features/library/links/checker.h"
#include "features/library/links/store.h"
#include "features/library/store.h"

namespace concord::library::links {
namespace {

constexpr char kJob[] = "library.links";
constexpr milliseconds kBetweenRuns = std::chrono::hours(1);
constexpr size_t kDaysToBegin = 6;

// What the journal keeps of a link: a digest of this.
std::string DigestOf(const Link& link) {
  const History& h = link.history;
  return journal::Digest(nlohmann::json({link.url, NameOf(h.state), h.reason, h.new_url, h.fine.has_value()}).dump());
}

}  // namespace

Links::Links(Library& library, fetch::Fetcher& fetcher, const Config::Links& settings, const Clock& clock,
             Random& random, Log& log)
    : library_(library), fetcher_(fetcher), settings_(settings), clock_(clock), random_(random), log_(log) {
  rules_.period = std::chrono::days(settings.days);
  rules_.dead_after = std::chrono::days(settings.dead_after_days);
}

void Links::Interrupt() {
  stopping_ = true;
  std::lock_guard lock(stop_mutex_);
  stop_woken_.notify_all();
}

void Links::Wait(milliseconds time) {
  if (wait_) return wait_(time);
  std::unique_lock lock(stop_mutex_);
  stop_woken_.wait_for(lock, time, [&] { return stopping_.load(); });
}

Result<size_t> Links::HourlyShare() {
  const auto count =
      library_.database().Read([](db::Session& s) -> Result<int64_t> { return store::CountWithAddress(s); });
  if (!count) return std::unexpected(count.error());
  const size_t days = std::min<size_t>(kDaysToBegin, static_cast<size_t>(settings_.days));
  const size_t hours = std::max<size_t>(days, 1) * 24;
  return std::max<size_t>((static_cast<size_t>(*count) + hours - 1) / hours, 1);
}

Result<RunReport> Links::Run(size_t limit) {
  auto due = library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<Link>> { return store::Due(s, clock_.Now(), limit); });
  if (!due) return std::unexpected(due.error());
  std::vector<Target> targets;
  std::map<std::string, const Link*> by_id;
  for (const auto& link : *due) {
    targets.push_back({link.id, link.url});
    by_id[link.id] = &link;
  }
  CheckerOptions options;
  options.pause = std::chrono::seconds(settings_.pause_seconds);
  options.parallel = settings_.parallel;
  options.wait = [this](milliseconds time) { Wait(time); };
  options.stop = [this] { return stopping_.load(); };
  RunReport report;
  Status status;
  report.left = Checker(fetcher_, clock_, options).Run(targets, [&](const Target& target, const Verdict& verdict) {
    if (auto recorded = Record(*by_id[target.id], verdict, report); !recorded && status) status = recorded;
  });
  if (!status) return std::unexpected(status.error());
  if (report.looked > 0) library_.Touch();  // pages say when
  return report;
}

Status Links::Record(const Link& link, const Verdict& verdict, RunReport& report) {
  const double spread = static_cast<double>(random_.Next64() % 1000) / 1000.0;
  Link after = link;
  bool written = false;
  auto status = library_.database().Write([&](db::Transaction& t) -> Status {
    written = false;
    // Somebody may have changed the resource meanwhile, or a curator the link.
    const auto now_there = store::Find(t, link.id);
    if (!now_there || now_there->url != link.url) return {};
    after = *now_there;
    after.history = After(now_there->history, verdict, clock_.Now(), rules_, spread);
    store::Put(t, after);
    if (after.history.state != now_there->history.state) {
      journal::Append(t,
                      {.actor = "system",
                       .action = "library.link.state",
                       .subject = link.id,
                       .before = DigestOf(*now_there),
                       .after = DigestOf(after)},
                      clock_, random_);
    }
    written = true;
    return {};
  });
  if (!status || !written) return status;
  ++report.looked;
  ++report.found[after.history.state];
  if (after.history.state != link.history.state) report.changed.push_back(after);
  return {};
}

void Links::Handle(jobs::Runner& runner) {
  // A run that fails is tried again with the next one: nothing of it is lost.
  runner.Handle(kJob, {.max_attempts = 3}, [this](const jobs::Job&) -> Status {
    if (!settings_.enabled) return {};
    if (auto next = Schedule(); !next) return next;
    const auto share = HourlyShare();
    if (!share) return std::unexpected(share.error());
    const auto report = Run(*share);
    if (!report) return std::unexpected(report.error());
    if (report->looked > 0) {
      log_.Info("links checked", {{"looked", std::to_string(report->looked)},
                                  {"left", std::to_string(report->left)},
                                  {"changed", std::to_string(report->changed.size())}});
    }
    return {};
  });
}

Status Links::Schedule() {
  if (!settings_.enabled) return {};
  return library_.database().Write([&](db::Transaction& t) -> Status {
    jobs::Enqueue(t, kJob, "{}", clock_, random_, kJob, kBetweenRuns);
    return {};
  });
}

Result<std::vector<Link>> Links::List(const Filter& filter) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<Link>> { return store::List(s, filter); });
}

Result<std::map<State, int64_t>> Links::CountByState() {
  return library_.database().Read(
      [](db::Session& s) -> Result<std::map<State, int64_t>> { return store::CountByState(s); });
}

Result<Link> Links::Of(std::string_view resource_id) {
  return library_.database().Read([&](db::Session& s) -> Result<Link> {
    auto link = store::Find(s, resource_id);
    if (!link) return NotFound();
    return std::move(*link);
  });
}

Status Links::Edit(std::string_view resource_id, std::string_view actor,
                   const std::function<Status(Change&, Link&)>& work) {
  return library_.Write(actor, [&](Change& change) -> Status {
    auto link = store::Find(change.transaction(), resource_id);
    if (!link) return NotFound();
    return work(change, *link);
  });
}

Status Links::TakeNewAddress(std::string_view resource_id, std::string_view new_url, std::string_view actor) {
  return Edit(resource_id, actor, [&](Change& change, Link& link) -> Status {
    const auto resource = library::store::FindResourceById(change.transaction(), resource_id);
    if (!resource) return NotFound();
    // The address that the curator saw must still be the one that is offered.
    if (link.history.new_url.empty() || link.history.new_url != new_url)
      return Fail(ErrorKind::kConflict, "library.links.changed");
    exchange::Record after = resource->about;
    after.url = link.history.new_url;
    change.Replace(*resource, std::move(after));
    // It was seen to work under its new address just then.
    link.url = link.history.new_url;
    link.history.state = State::kOk;
    link.history.reason.clear();
    link.history.new_url.clear();
    store::Put(change.transaction(), link);
    return {};
  });
}

Status Links::MarkFine(std::string_view resource_id, std::string_view actor) {
  return Edit(resource_id, actor, [&](Change& change, Link& link) -> Status {
    if (link.history.state == State::kNever) return Fail(ErrorKind::kConflict, "library.links.changed");
    const std::string before = DigestOf(link);
    link.history.fine = change.now();
    store::Put(change.transaction(), link);
    change.Enter("library.link.fine", link.id, before, DigestOf(link));
    return {};
  });
}

Status Links::Withdraw(std::string_view resource_id, std::string_view actor) {
  return library_.Write(actor, [&](Change& change) -> Status {
    const auto resource = library::store::FindResourceById(change.transaction(), resource_id);
    if (!resource) return NotFound();
    exchange::Record after = resource->about;
    after.status = "withdrawn";
    change.Replace(*resource, std::move(after));
    return {};
  });
}

Status Links::LookAgain(std::string_view resource_id, std::string_view actor) {
  return Edit(resource_id, actor, [&](Change& change, Link& link) -> Status {
    if (link.history.state == State::kNever) return {};  // it is due as it is
    const std::string before = DigestOf(link);
    link.history.next = change.now();
    link.history.fine.reset();
    store::Put(change.transaction(), link);
    change.Enter("library.link.again", link.id, before, DigestOf(link));
    return {};
  });
}

}  // namespace concord::library::links
