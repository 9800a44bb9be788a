#include "features/library/harvest/harvester.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/fetch/url.h"
#include "features/library/harvest/store.h"

namespace concord::library::harvest {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes kStale{10};          // without a sign of life, a run is taken over
constexpr minutes kTakeOver{15};       // when a run that died is looked at again
constexpr int kMostFailures = 6;       // in a row, before a run is given up
constexpr int kEmptyPages = 200;       // with a token and nothing else
constexpr size_t kMostProblems = 300;  // kept of a run
constexpr size_t kMostRemembered = 2'000'000;
constexpr char kAccept[] = "text/xml, application/xml;q=0.9, */*;q=0.1";

Error Bad(const char* key, std::map<std::string, std::string> params = {}) {
  return {ErrorKind::kInvalid, key, std::move(params), ""};
}

Error Refused(const ProtocolFault& fault) {
  return Bad("harvest.refused", {{"code", text::Shorten(fault.code, 60)}, {"text", text::Shorten(fault.text, 300)}});
}

bool Says(const PageFacts& facts, std::string_view code) {
  return std::ranges::any_of(facts.faults, [&](const ProtocolFault& fault) { return fault.code == code; });
}

// One answer, read as it comes.
struct Answer {
  std::optional<Error> fault;  // of fetching or reading; none where the protocol's own errors came
  int status = 0;
  std::optional<milliseconds> retry_after;
  PageFacts facts;
  Identified identified;
};

// A reader is made once the header has come, for the encoding that it names.
Answer AskFor(fetch::Fetcher& fetcher, fetch::Request request, const PageReader::Take& take, Time now) {
  std::optional<PageReader> reader;
  request.accept = kAccept;
  request.body = [&](const fetch::Response& head, std::string_view bytes) {
    if (!reader) reader.emplace(head.charset, take);
    return reader->Feed(bytes);
  };
  const auto response = fetcher.Fetch(request);
  Answer answer;
  if (!reader) reader.emplace("", take);
  const Status read = reader->End();
  answer.facts = reader->facts();
  answer.identified = reader->identified();
  if (!response) {
    answer.fault = response.error();
    return answer;
  }
  answer.status = response->status;
  answer.retry_after = response->RetryAfter(now);
  const bool spoke = read && (!answer.facts.faults.empty() || response->status == 200);
  if (spoke) return answer;
  answer.fault = response->status == 200 ? read.error()
                                         : Bad("harvest.http_status", {{"status", std::to_string(response->status)}});
  return answer;
}

class OneRun {
 public:
  OneRun(const HarvestDeps& deps, const std::string& source_id)
      : d_(deps), db_(deps.sources.library().database()), source_id_(source_id) {}

  Result<Run> Go(bool alone) {
    if (auto begun = Begin(alone); !begun) return std::unexpected(begun.error());
    if (run_.token.empty() && run_.tally.pages == 0) {
      if (auto opened = Open(); !opened) return std::unexpected(opened.error());
    }
    while (run_.state == "running") {
      if (auto page = Page(); !page) return std::unexpected(page.error());
    }
    return run_;
  }

 private:
  Time Now() const { return d_.sources.clock().Now(); }

  Status Begin(bool alone) {
    return db_.Write([&](db::Transaction& t) -> Status {
      const auto source = store::FindSource(t, source_id_);
      if (!source) return Fail(ErrorKind::kNotFound, "harvest.no_source", {{"source", source_id_}});
      source_ = *source;
      mapping_ = store::MappingOf(t, source_.id);
      const auto runs = store::Runs(t, source_.id, 1);
      const bool open = !runs.empty() && (runs[0].state == "running" || runs[0].state == "waiting");
      if (open && runs[0].state == "running" && !alone && Now() - runs[0].touched < kStale)
        return Fail(ErrorKind::kConflict, "harvest.running", {{"name", source_.name}});
      if (open) {
        run_ = runs[0];
      } else {
        run_ = Run{};
        run_.id = Uuid::V7(d_.sources.clock(), d_.sources.random()).ToString();
        run_.source_id = source_.id;
        run_.started = run_.touched = Now();
        run_.state = "running";
        store::InsertRun(t, run_);
      }
      run_.state = "running";
      run_.ended.reset();
      run_.error_key.clear();
      run_.error_params.clear();
      Save(t);
      return {};
    });
  }

  // The run, and when to look after it should this process die.
  void Save(db::Transaction& t) {
    run_.touched = Now();
    store::UpdateRun(t, run_);
    if (run_.state == "running") source_.next_run = Now() + kTakeOver;
    // What curators may have changed meanwhile is theirs.
    if (auto current = store::FindSource(t, source_.id)) {
      current->repository = source_.repository;
      current->granularity = source_.granularity;
      current->reached = source_.reached;
      current->next_run = source_.next_run;
      current->failures = source_.failures;
      store::UpdateSource(t, *current, Now());
    }
  }
  Status Save() {
    return db_.Write([&](db::Transaction& t) -> Status {
      Save(t);
      return {};
    });
  }

  // Asks who the source is, and from when on to ask it.
  Status Open() {
    const auto identified = Identify(d_.fetcher, source_.base_url, d_.manners.page_time);
    if (!identified) return End(identified.error());
    source_.repository = identified->name;
    source_.granularity = identified->granularity;
    by_second_ = identified->seconds();
    SetFrom();
    if (!Pause(d_.manners.pause)) return Halt(Now());
    return Save();
  }

  void SetFrom() {
    run_.from.clear();
    if (!source_.reached) return;
    const std::string text = FormatRfc3339(*source_.reached - (by_second_ ? hours(1) : hours(24)));
    run_.from = by_second_ ? text : text.substr(0, 10);
  }

  std::string Address() const {
    if (!run_.token.empty()) return Ask(source_.base_url, {{"verb", "ListRecords"}, {"resumptionToken", run_.token}});
    std::vector<std::pair<std::string, std::string>> arguments{{"verb", "ListRecords"},
                                                               {"metadataPrefix", source_.format}};
    if (!source_.set.empty()) arguments.emplace_back("set", source_.set);
    if (!run_.from.empty()) arguments.emplace_back("from", run_.from);
    return Ask(source_.base_url, arguments);
  }

  bool Pause(milliseconds time) const { return d_.wait(time); }

  // Ends the run for now; it goes on at `at` where it stopped.
  Status Halt(Time at) {
    run_.state = "waiting";
    source_.next_run = at;
    return Save();
  }

  Status End(std::optional<Error> error) {
    const milliseconds every = hours(source_.every_hours);
    run_.state = error ? "failed" : "done";
    run_.ended = Now();
    if (error) {
      run_.error_key = error->key;
      run_.error_params = error->params;
      ++source_.failures;
      d_.log.Warn("a harvest ended", {{"source", source_.name}, {"key", error->key}, {"cause", error->cause}});
      milliseconds soon = minutes(15);
      for (int i = 1; i < source_.failures && soon < every; ++i) soon *= 4;
      source_.next_run = Now() + std::min(soon, every);
    } else {
      source_.failures = 0;
      source_.reached = std::min(run_.response_date.value_or(run_.started), run_.started);
      source_.next_run = Now() + every;
    }
    if (source_.every_hours == 0) source_.next_run.reset();
    return Save();
  }

  // Something that may be over tomorrow: the run keeps its place, unless it happened too often.
  Status Transient(const Error& error) {
    if (source_.failures + 1 >= kMostFailures || run_.token.empty()) return End(error);
    ++source_.failures;
    run_.error_key = error.key;
    run_.error_params = error.params;
    milliseconds soon = minutes(15);
    for (int i = 1; i < source_.failures; ++i) soon *= 2;
    return Halt(Now() + soon);
  }

  Status Page() {
    for (int attempt = 1;; ++attempt) {
      if (d_.stopping && d_.stopping()) return Halt(Now());
      write_error_.reset();
      page_fresh_ = page_records_ = 0;
      const Answer answer = Fetch();
      if (write_error_) return std::unexpected(*write_error_);
      if (!answer.fault) return TakePage(answer);
      if (answer.fault->key == "fetch.stopped") return Halt(Now());
      const bool overloaded = answer.status == 503 || answer.status == 429;
      const bool passing = overloaded || answer.status >= 500 || answer.fault->kind == ErrorKind::kUnavailable ||
                           answer.fault->key == "harvest.truncated" || answer.fault->key == "fetch.broken";
      if (!passing) return End(*answer.fault);
      const milliseconds pause = answer.retry_after.value_or(d_.manners.retry_pause * (1 << std::min(attempt, 10)));
      if (overloaded && pause > d_.manners.most_patience) return Halt(Now() + pause);
      if (attempt >= d_.manners.tries) return Transient(*answer.fault);
      if (auto touched = Save(); !touched) return touched;
      if (!Pause(std::min(pause, d_.manners.most_patience))) return Halt(Now());
    }
  }

  Answer Fetch() {
    waiting_.clear();
    fetch::Request request{.url = Address()};
    request.limits.total = d_.manners.page_time;
    request.limits.bytes = d_.manners.page_bytes;
    request.stop = d_.stopping;
    const auto terms = d_.sources.library().Terms();
    const Preparation preparation{source_, mapping_, *terms, Now()};
    Answer answer = AskFor(
        d_.fetcher, std::move(request),
        [&](RawRecord&& raw) {
          waiting_.push_back(MakeReady(std::move(raw), preparation));
          if (waiting_.size() < d_.manners.batch) return true;
          return Write(*terms, [](db::Transaction&) {});
        },
        Now());
    // Of an answer that broke off, what was whole is taken; the rest comes when it is asked for again.
    if (answer.fault && !write_error_ && !waiting_.empty()) Write(*terms, [](db::Transaction&) {});
    return answer;
  }

  // Writes what waits, and `more` with it. False where the database failed.
  bool Write(const Vocabulary& terms, const std::function<void(db::Transaction&)>& more) {
    Run before = run_;
    Applied applied;
    const Status status = d_.sources.library().Write("system", [&](Change& change) -> Status {
      run_ = before;  // the work may run twice
      applied = Apply(change, source_, run_.id, terms, waiting_);
      AddTally(applied.tally);
      KeepProblems(change.transaction(), before.tally.rejected, applied.problems);
      more(change.transaction());
      Save(change.transaction());
      return {};
    });
    if (!status) {
      run_ = std::move(before);
      write_error_ = status.error();
      return false;
    }
    page_records_ += static_cast<int64_t>(waiting_.size());
    page_fresh_ += applied.fresh;
    for (const auto& identifier : applied.not_kept) {
      if (identifier.empty() || remembered_.size() >= kMostRemembered) continue;
      page_fresh_ += remembered_.insert(std::hash<std::string>()(identifier)).second;
    }
    waiting_.clear();
    return true;
  }

  void AddTally(const Tally& tally) {
    Tally& sum = run_.tally;
    sum.records += tally.records;
    sum.added += tally.added;
    sum.updated += tally.updated;
    sum.unchanged += tally.unchanged;
    sum.linked += tally.linked;
    sum.withdrawn += tally.withdrawn;
    sum.rejected += tally.rejected;
  }

  void KeepProblems(db::Transaction& t, int64_t position, const std::vector<RunProblem>& problems) {
    for (const auto& problem : problems) {
      if (position >= static_cast<int64_t>(kMostProblems)) return;
      store::AddProblem(t, run_.id, position++, problem);
    }
  }

  Status TakePage(const Answer& answer) {
    const PageFacts& facts = answer.facts;
    if (!facts.faults.empty()) return TakeFaults(facts);
    if (facts.verb != "ListRecords") return End(Bad("harvest.wrong_answer"));
    const std::string asked = run_.token;
    const auto terms = d_.sources.library().Terms();
    const bool first = run_.tally.pages == 0;
    const bool written = Write(*terms, [&](db::Transaction&) {
      ++run_.tally.pages;
      run_.token = facts.token;
      if (facts.complete_size) run_.complete_size = facts.complete_size;
      if (first && !run_.response_date) run_.response_date = ParseRfc3339(facts.response_date);
    });
    if (!written) return std::unexpected(*write_error_);
    if (run_.token.empty()) return End(std::nullopt);
    if (auto why = RunsInCircles(asked)) return End(std::move(*why));
    if (!Pause(d_.manners.pause)) return Halt(Now());
    return {};
  }

  // Endless lists: the same token again, a circle of tokens, ever new tokens without a new record, far more records
  // than the source says it has.
  std::optional<Error> RunsInCircles(const std::string& asked) {
    if (run_.token == asked || !tokens_.insert(std::hash<std::string>()(run_.token)).second)
      return Bad("harvest.token_repeats");
    empty_pages_ = page_records_ == 0 ? empty_pages_ + 1 : 0;
    if (page_records_ > 0) pages_without_news_ = page_fresh_ == 0 ? pages_without_news_ + 1 : 0;
    if (pages_without_news_ >= d_.manners.pages_without_news || empty_pages_ >= kEmptyPages)
      return Bad("harvest.no_progress", {{"pages", std::to_string(std::max(pages_without_news_, empty_pages_))}});
    int64_t most = d_.manners.most_records;
    if (run_.complete_size) most = std::min(most, std::max(*run_.complete_size, int64_t{0}) * 2 + 1000);
    if (run_.tally.records > most) return Bad("harvest.too_many", {{"count", std::to_string(run_.tally.records)}});
    return std::nullopt;
  }

  Status TakeFaults(const PageFacts& facts) {
    if (Says(facts, "noRecordsMatch") && run_.token.empty()) {
      ++run_.tally.pages;
      run_.response_date = ParseRfc3339(facts.response_date);
      return End(std::nullopt);
    }
    // The token is too old: the list begins anew, once. What came is known and costs little.
    if (Says(facts, "badResumptionToken") && !run_.token.empty() && !restarted_) {
      restarted_ = true;
      run_.token.clear();
      tokens_.clear();
      pages_without_news_ = 0;
      return RestartAsNewRun();
    }
    if (Says(facts, "badArgument") && run_.from.size() > 10) {
      by_second_ = false;  // it says seconds and takes days
      SetFrom();
      return Save();
    }
    return End(Refused(facts.faults.front()));
  }

  // A run of its own, so that what it sees counts as news.
  Status RestartAsNewRun() {
    const std::string from = run_.from;
    run_.state = "failed";
    run_.ended = Now();
    run_.error_key = "harvest.token_expired";
    if (auto saved = Save(); !saved) return saved;
    return db_.Write([&](db::Transaction& t) -> Status {
      Run next;
      next.id = Uuid::V7(d_.sources.clock(), d_.sources.random()).ToString();
      next.source_id = source_.id;
      next.started = next.touched = Now();
      next.state = "running";
      next.from = from;
      store::InsertRun(t, next);
      run_ = std::move(next);
      Save(t);
      return {};
    });
  }

  const HarvestDeps& d_;
  db::Database& db_;
  const std::string source_id_;
  Source source_;
  Mapping mapping_;
  Run run_;
  std::vector<Ready> waiting_;
  std::optional<Error> write_error_;
  int64_t page_fresh_ = 0, page_records_ = 0;
  int pages_without_news_ = 0, empty_pages_ = 0;
  bool by_second_ = false, restarted_ = false;
  std::unordered_set<size_t> tokens_, remembered_;
};

}  // namespace

std::string Ask(const std::string& base_url, const std::vector<std::pair<std::string, std::string>>& arguments) {
  std::string url = base_url;
  char separator = url.find('?') == url.npos ? '?' : '&';
  if (url.ends_with('?') || url.ends_with('&')) separator = 0;
  for (const auto& [name, value] : arguments) {
    if (separator != 0) url += separator;
    url += name + "=" + fetch::EncodeUrl(value);
    separator = '&';
  }
  return url;
}

Result<Identified> Identify(fetch::Fetcher& fetcher, const std::string& base_url, milliseconds time) {
  fetch::Request request{.url = Ask(base_url, {{"verb", "Identify"}})};
  request.limits.total = request.limits.connect = time;
  request.limits.bytes = 4 << 20;
  const Answer answer = AskFor(
      fetcher, std::move(request), [](RawRecord&&) { return true; }, Time());
  if (answer.fault) return std::unexpected(*answer.fault);
  if (!answer.facts.faults.empty()) return std::unexpected(Refused(answer.facts.faults.front()));
  if (answer.facts.verb != "Identify") return std::unexpected(Bad("harvest.not_identified"));
  return answer.identified;
}

Result<Run> Harvest(const HarvestDeps& deps, const std::string& source_id, bool alone) {
  return OneRun(deps, source_id).Go(alone);
}

}  // namespace concord::library::harvest
