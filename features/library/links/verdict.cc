#include "features/library/links/verdict.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/fetch/url.h"

namespace concord::library::links {
namespace {

// "/news/2024": without the query.
std::string PlainPathOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const size_t begin = url.find('/', scheme + 3);
  if (begin == std::string_view::npos) return "/";
  return std::string(url.substr(begin, url.find_first_of("?#", begin) - begin));
}

std::string HostOf(const std::string& url) {
  const auto parsed = fetch::ParseUrl(url);
  return parsed ? parsed->host : std::string();
}

// Words that only the address of a sign-in page has in its path or host.
bool LooksLikeSignIn(const std::string& url) {
  std::string lower = text::LowerAscii(HostOf(url) + PlainPathOf(url));
  for (const char* word : {"/login", "/signin", "/sign-in", "/sign_in", "/log-in", "/sso", "/saml", "/oauth",
                           "/authorize", "/shibboleth", "login.", "signin.", "auth.", "idp.", "sso."}) {
    const size_t at = lower.find(word);
    if (at == std::string::npos) continue;
    if (word[0] == '/') {
      // A whole word: "/login", "/login.aspx", not "/logins-of-1900".
      const size_t end = at + std::string_view(word).size();
      if (end == lower.size() || std::string_view("/.?_-;").find(lower[end]) != std::string_view::npos) return true;
    } else if (at == 0) {
      return true;
    }
  }
  return false;
}

bool IsFrontPage(const std::string& url) {
  const std::string path = text::LowerAscii(PlainPathOf(url));
  if (url.find('?') != std::string::npos) return false;
  return path == "/" || path == "/index.html" || path == "/index.htm" || path == "/home" || path == "/default.aspx";
}

bool IsDeep(const std::string& url) { return !IsFrontPage(url) && PlainPathOf(url).size() > 1; }

// The address that redirects lead to as long as each says that it is for good (301, 308).
std::string PermanentTarget(const fetch::Response& response) {
  std::string target;
  for (const auto& hop : response.hops) {
    if (hop.status != 301 && hop.status != 308) break;
    target = hop.to;
  }
  return target;
}

Verdict JudgeAnswered(const std::string& url, const fetch::Response& response) {
  Verdict verdict{.kind = Kind::kWorks, .status = response.status};
  if (!response.hops.empty() && LooksLikeSignIn(response.url) && !LooksLikeSignIn(url)) {
    verdict.kind = Kind::kClosed;
    verdict.reason = "login";
    return verdict;
  }
  if (!response.hops.empty() && IsDeep(url) && IsFrontPage(response.url)) {
    verdict.kind = Kind::kClosed;
    verdict.reason = "front_page";
    return verdict;
  }
  // A DOI is the lasting address, whatever it leads to today.
  const std::string host = HostOf(url);
  if (host == "doi.org" || host == "dx.doi.org" || host == "hdl.handle.net") return verdict;
  const std::string target = PermanentTarget(response);
  if (!target.empty() && target != url && fetch::ParseUrl(target)) {
    verdict.kind = Kind::kMoved;
    verdict.reason = "moved";
    verdict.new_url = target;
  }
  return verdict;
}

}  // namespace

Verdict Judge(const std::string& url, const fetch::Response& response, Time now) {
  const int status = response.status;
  if (status >= 200 && status < 300) return JudgeAnswered(url, response);
  Verdict verdict{.kind = Kind::kClosed, .reason = "odd_answer", .status = status};
  const auto say = [&](Kind kind, const char* reason) { verdict.kind = kind, verdict.reason = reason; };
  if (status == 404 || status == 410) say(Kind::kGone, status == 404 ? "not_found" : "gone");
  if (status == 401 || status == 407) say(Kind::kClosed, "login");
  if (status == 402 || status == 403 || status == 405 || status == 406) say(Kind::kClosed, "refused");
  if (status == 451) say(Kind::kClosed, "legal");
  if (status == 429) say(Kind::kSilent, "busy");
  if (status >= 500) say(Kind::kSilent, status == 503 ? "busy" : "server_error");
  if (status == 429 || status == 503) verdict.retry_after = response.RetryAfter(now);
  return verdict;
}

Verdict Judge(const Error& error) {
  struct Meaning {
    const char* key;
    Kind kind;
    const char* reason;
  };
  static constexpr Meaning kMeanings[] = {{"fetch.no_name", Kind::kGone, "no_name"},
                                          {"fetch.unreachable", Kind::kSilent, "unreachable"},
                                          {"fetch.too_late", Kind::kSilent, "slow"},
                                          {"fetch.untrusted", Kind::kClosed, "certificate"},
                                          {"fetch.redirects", Kind::kClosed, "redirects"},
                                          {"fetch.broken", Kind::kClosed, "odd_answer"},
                                          {"fetch.internal", Kind::kSkipped, "internal"},
                                          {"fetch.bad_address", Kind::kSkipped, "bad_address"},
                                          // A large answer is an answer.
                                          {"fetch.too_large", Kind::kWorks, ""}};
  for (const auto& one : kMeanings) {
    if (error.key == one.key) return {.kind = one.kind, .reason = one.reason};
  }
  return {.kind = Kind::kSilent, .reason = "unreachable"};
}

const char* NameOf(State state) {
  switch (state) {
    case State::kNever:
      return "never";
    case State::kOk:
      return "ok";
    case State::kRedirected:
      return "redirected";
    case State::kUnsure:
      return "unsure";
    case State::kDead:
      return "dead";
  }
  return "never";
}

std::optional<State> StateNamed(std::string_view name) {
  for (const State state : {State::kNever, State::kOk, State::kRedirected, State::kUnsure, State::kDead}) {
    if (name == NameOf(state)) return state;
  }
  return std::nullopt;
}

namespace {

// 1, 2, 4, then every 7 days.
milliseconds PauseAfter(int failures) {
  const int days = failures <= 1 ? 1 : failures == 2 ? 2 : failures == 3 ? 4 : 7;
  return std::chrono::days(days);
}

}  // namespace

History After(const History& before, const Verdict& verdict, Time now, const Rules& rules, double spread) {
  History after = before;
  after.checked = now;
  after.reason = verdict.reason;
  after.status = verdict.status;
  after.new_url = verdict.new_url;
  const double share = 0.95 + 0.1 * spread;
  after.next = now + milliseconds(static_cast<int64_t>(static_cast<double>(rules.period.count()) * share));
  const bool works = verdict.kind == Kind::kWorks || verdict.kind == Kind::kMoved;
  if (works || verdict.kind == Kind::kClosed || verdict.kind == Kind::kSkipped) {
    after.state = !works ? State::kUnsure : verdict.kind == Kind::kMoved ? State::kRedirected : State::kOk;
    if (works) after.worked = now;
    after.failing_since.reset();
    after.failures = after.gone = 0;
  } else {
    ++after.failures;
    if (verdict.kind == Kind::kGone) ++after.gone;
    if (!after.failing_since) after.failing_since = now;
    const bool often = after.gone >= rules.dead_failures && now - *after.failing_since >= rules.dead_after;
    const bool dead = verdict.kind == Kind::kGone ? often : before.state == State::kDead;
    after.state = dead ? State::kDead : State::kUnsure;
    if (!dead) after.next = now + PauseAfter(after.failures);
    if (!dead && verdict.retry_after)
      after.next = std::max(after.next, now + std::min(*verdict.retry_after, rules.period));
  }
  // What a curator found holds for what was there then.
  if (after.state != before.state || after.new_url != before.new_url) after.fine.reset();
  return after;
}

}  // namespace concord::library::links
