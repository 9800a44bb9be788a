#include "features/library/links/checker.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "base/fetch/url.h"

namespace concord::library::links {
namespace {

constexpr char kAgent[] = "Concord";

// "https://example.org:8443"; empty where that is no address.
std::string OriginOf(const std::string& url) {
  const auto parsed = fetch::ParseUrl(url);
  if (!parsed) return {};
  const bool usual = parsed->port == (parsed->scheme == "https" ? "443" : "80");
  return parsed->scheme + "://" + parsed->host + (usual ? "" : ":" + parsed->port);
}

std::string PathOf(const std::string& url) {
  const size_t begin = url.find('/', url.find("://") + 3);
  if (begin == std::string::npos) return "/";
  return url.substr(begin, url.find('#', begin) - begin);
}

}  // namespace

struct Checker::HostState {
  std::map<std::string, fetch::Robots> robots;  // by origin
  milliseconds pause{0};
  bool asked = false;       // a pause is due before the next request
  int unanswered = 0;       // in a row
  bool left_alone = false;  // it said "later", or does not answer
};

size_t Checker::Run(const std::vector<Target>& targets,
                    const std::function<void(const Target&, const Verdict&)>& each) {
  std::map<std::string, std::vector<Target>> by_host;
  for (const auto& target : targets) {
    const auto parsed = fetch::ParseUrl(target.url);
    by_host[parsed ? parsed->host : std::string()].push_back(target);
  }
  std::vector<const std::vector<Target>*> hosts;
  for (const auto& [host, list] : by_host) hosts.push_back(&list);
  // The longest first, so that no host is left over when the others are done.
  std::ranges::stable_sort(hosts, std::greater(), [](const auto* list) { return list->size(); });
  left_ = 0;
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < hosts.size(); i = next++) RunHost(*hosts[i], each);
  };
  std::vector<std::thread> threads;
  const size_t wanted = std::min<size_t>(static_cast<size_t>(std::max(options_.parallel, 1)), hosts.size());
  for (size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
  work();
  for (auto& thread : threads) thread.join();
  return left_;
}

void Checker::RunHost(const std::vector<Target>& targets,
                      const std::function<void(const Target&, const Verdict&)>& each) {
  HostState host;
  host.pause = options_.pause;
  for (const auto& target : targets) {
    if (host.left_alone || options_.stop()) {
      std::lock_guard lock(each_mutex_);
      ++left_;
      continue;
    }
    const Verdict verdict = Look(target, host);
    if (options_.stop() && verdict.kind == Kind::kSilent) {
      std::lock_guard lock(each_mutex_);
      ++left_;
      continue;  // it was interrupted: that says nothing of the address
    }
    const bool unanswered = verdict.kind == Kind::kSilent && verdict.status == 0;
    host.unanswered = unanswered ? host.unanswered + 1 : 0;
    host.left_alone = host.unanswered >= options_.failures_of_host || verdict.reason == "busy";
    std::lock_guard lock(each_mutex_);
    each(target, verdict);
  }
}

Result<fetch::Response> Checker::Ask(const std::string& url, fetch::Method method, HostState& host) {
  if (host.asked && options_.wait) options_.wait(host.pause);
  host.asked = true;
  fetch::Request request;
  request.url = url;
  request.method = method;
  request.accept = "text/html,application/pdf;q=0.9,*/*;q=0.8";
  request.limits = options_.limits;
  request.stop = options_.stop;
  return fetcher_.Fetch(request);
}

// What the site lets us ask; a verdict where that already decides.
std::optional<Verdict> Checker::AskRobots(const std::string& origin, HostState& host) {
  if (host.robots.contains(origin)) return std::nullopt;
  if (host.asked && options_.wait) options_.wait(host.pause);
  host.asked = true;
  std::string text;
  fetch::Request request;
  request.url = origin + "/robots.txt";
  request.accept = "text/plain,*/*;q=0.1";
  request.limits = options_.limits;
  request.limits.bytes = 1 << 20;
  request.stop = options_.stop;
  request.body = [&](const fetch::Response&, std::string_view bytes) {
    text += bytes;
    return text.size() < (500u << 10);
  };
  const auto answer = fetcher_.Fetch(request);
  if (!answer) {
    const Verdict verdict = Judge(answer.error());
    // A server that does not answer at all will not answer for the page; anything odd in this one file forbids nothing.
    if (verdict.kind == Kind::kGone || verdict.kind == Kind::kSilent || verdict.kind == Kind::kSkipped ||
        verdict.reason == "certificate")
      return verdict;
    host.robots[origin] = {};
    return std::nullopt;
  }
  // RFC 9309, 2.3.1: where the file cannot be had for the server's own failure, nothing may be asked now.
  if (answer->status >= 500 || answer->status == 429) return Judge(request.url, *answer, clock_.Now());
  const bool there = answer->status >= 200 && answer->status < 300 && answer->type != "text/html";
  host.robots[origin] = there ? fetch::Robots::Parse(text, kAgent) : fetch::Robots();
  if (const auto delay = host.robots[origin].delay()) host.pause = std::max(host.pause, *delay);
  return std::nullopt;
}

Verdict Checker::Look(const Target& target, HostState& host) {
  const std::string url = fetch::MendUrl(target.url), origin = OriginOf(url);
  if (origin.empty()) return {.kind = Kind::kSkipped, .reason = "bad_address"};
  if (auto verdict = AskRobots(origin, host)) return *verdict;
  if (!host.robots[origin].Allows(PathOf(url))) return {.kind = Kind::kSkipped, .reason = "robots"};
  auto answer = Ask(url, fetch::Method::kHead, host);
  // Some servers know no HEAD, or answer it with nonsense: only GET is believed when it says no.
  const bool try_again =
      answer ? answer->status >= 400 && answer->status != 429
             : Judge(answer.error()).kind != Kind::kGone && answer.error().kind != ErrorKind::kForbidden;
  if (try_again && !options_.stop()) answer = Ask(url, fetch::Method::kGet, host);
  return answer ? Judge(url, *answer, clock_.Now()) : Judge(answer.error());
}

}  // namespace concord::library::links
