// What one look at an address says, and what several say together. Pure functions.
//
// Careful on purpose: a page is called dead only after it was said to be gone several times over several days, and
// never because a server was slow, refused a program or asked for a sign-in. "Soft 404", a page that says "not found"
// with a good status, is recognized in one shape alone: a deep address that is sent, for good or not, to its site's
// front page.
#pragma once
#include <optional>
#include <string>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/fetch/fetch.h"

namespace concord::library::links {

enum class Kind {
  kWorks,
  kMoved,   // works, and says for good that its address is another one
  kGone,    // 404, 410, or no such name: the site answers that it is not there
  kSilent,  // no answer, or the site's own failure: may pass
  kClosed,  // something is there, but not for a program: a sign-in, a refusal, a certificate that is not to be trusted
  kSkipped  // not asked: its site's robots.txt, or an address within the network
};

struct Verdict {
  Kind kind = Kind::kWorks;
  std::string reason;  // "not_found", "login", ...: library.links.reason.* says it in words; empty: nothing to say
  int status = 0;      // of the last answer; 0: none
  std::string new_url;
  std::optional<milliseconds> retry_after;  // where the server says when to come back
};

Verdict Judge(const std::string& url, const fetch::Response& response, Time now);
Verdict Judge(const Error& error);  // of Fetcher::Fetch

enum class State { kNever, kOk, kRedirected, kUnsure, kDead };
const char* NameOf(State state);  // "ok"
std::optional<State> StateNamed(std::string_view name);

// What is known of one address.
struct History {
  State state = State::kNever;
  std::string reason, new_url;
  int status = 0, failures = 0, gone = 0;
  std::optional<Time> checked, worked, failing_since;
  Time next;
  std::optional<Time> fine;  // when a curator found it good
};

struct Rules {
  milliseconds period{std::chrono::days(30)};     // between looks at what works
  milliseconds dead_after{std::chrono::days(3)};  // how long it must have been gone
  int dead_failures = 3;                          // and in how many looks
};
// `spread`: 0 to 1, so that not all come due at once.
History After(const History& before, const Verdict& verdict, Time now, const Rules& rules, double spread);

}  // namespace concord::library::links
