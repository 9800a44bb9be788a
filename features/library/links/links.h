// Whether the addresses of resources still work: looked at by a job in small portions, shown to readers as "last
// checked", listed to curators, who decide what becomes of what moved or died. Nothing is changed in a resource but by
// a person. Every check writes its row; a change of state, and what a curator does, is entered in the journal too. Safe
// from any thread. docs/operator/links.md says what is asked of other people's servers.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/fetch/fetch.h"
#include "base/jobs/queue.h"
#include "features/library/library.h"
#include "features/library/links/verdict.h"

namespace concord::library::links {

struct Link {
  std::string id, slug, title;  // of the resource
  std::string url;              // that readers are sent to
  History history;              // of that address; State::kNever where it was not looked at yet
};

struct Filter {
  bool needs_a_look = false;   // dead, moved or unsure, and no curator found it good
  std::optional<State> state;  // otherwise: of this state, or of every
  size_t limit = 100, offset = 0;
};

struct RunReport {
  size_t looked = 0, left = 0;  // left: due, but their host is to be left alone now
  std::map<State, int64_t> found;
  std::vector<Link> changed;  // whose state is another one than before
};

class Links {
 public:
  Links(Library& library, fetch::Fetcher& fetcher, const Config::Links& settings, const Clock& clock, Random& random,
        Log& log);

  // How a run waits between two requests to a host; a test moves its clock instead.
  void WaitWith(std::function<void(milliseconds)> wait) { wait_ = std::move(wait); }
  // Ends a run that is under way after its current requests; later runs too.
  void Interrupt();

  // Looks at what is due, at most `limit`. Errors: as Database::Read and Write.
  Result<RunReport> Run(size_t limit);
  // As many as an hour's share is, so that a new library is looked at in six days and everything once a period.
  Result<size_t> HourlyShare();

  // The job "library.links": one run, then itself again an hour later. Before the runner starts.
  void Handle(jobs::Runner& runner);
  // Sees to it that the job waits, where the settings ask for it.
  Status Schedule();

  Result<std::vector<Link>> List(const Filter& filter);
  Result<std::map<State, int64_t>> CountByState();
  // Errors: not_found, also where the resource has no address.
  Result<Link> Of(std::string_view resource_id);

  // What a curator does. Errors: not_found; conflict ("library.links.changed") where the link is no longer as it was
  // seen. The resource's address becomes the one that its site names; the old one stays in the resource's history.
  Status TakeNewAddress(std::string_view resource_id, std::string_view new_url, std::string_view actor);
  // Seen by a person and good: not listed any more until it changes.
  Status MarkFine(std::string_view resource_id, std::string_view actor);
  // The resource is withdrawn: readers no longer find it.
  Status Withdraw(std::string_view resource_id, std::string_view actor);
  // Due at once.
  Status LookAgain(std::string_view resource_id, std::string_view actor);

 private:
  Status Record(const Link& link, const Verdict& verdict, RunReport& report);
  Status Edit(std::string_view resource_id, std::string_view actor, const std::function<Status(Change&, Link&)>& work);
  void Wait(milliseconds time);

  Library& library_;
  fetch::Fetcher& fetcher_;
  const Config::Links settings_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  Rules rules_;
  std::function<void(milliseconds)> wait_;
  std::mutex stop_mutex_;
  std::condition_variable stop_woken_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace concord::library::links
