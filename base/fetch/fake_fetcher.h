// A Fetcher of prepared answers, for tests: no sockets, no waiting. Safe from any thread.
#pragma once
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/fetch/fetch.h"

namespace concord::fetch {

class FakeFetcher final : public Fetcher {
 public:
  struct Answer {
    int status = 200;
    std::string body;
    std::string type = "text/xml";
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string error;                                         // not empty: this key of fetch.h instead of an answer
    ErrorKind kind = ErrorKind::kUnavailable;
    std::vector<Hop> hops;  // as though these redirects had been followed
  };

  // Answers to one address follow each other; the last stays until another is put. An address that was not prepared is
  // unreachable.
  void Put(const std::string& url, Answer answer) {
    std::lock_guard lock(mutex_);
    auto& prepared = answers_[url];
    if (prepared.last_given) prepared = {};
    prepared.waiting.push_back(std::move(answer));
  }
  // Answers what was not prepared.
  void Otherwise(std::function<Answer(const Request&)> answer) { otherwise_ = std::move(answer); }
  // Every request so far, without its callbacks.
  std::vector<Request> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

  Result<Response> Fetch(const Request& request) override {
    const Answer answer = Next(request);
    if (!answer.error.empty()) return Fail(answer.kind, answer.error, {{"host", request.url}}, "prepared");
    Response response{.status = answer.status, .url = request.url, .hops = answer.hops, .type = answer.type};
    if (!answer.hops.empty()) response.url = answer.hops.back().to;
    response.headers = answer.headers;
    if (request.method == Method::kHead || !request.body) return response;
    // In pieces, as a network gives it.
    for (size_t at = 0; at < answer.body.size(); at += 1000) {
      if (request.stop && request.stop()) return Fail(ErrorKind::kUnavailable, "fetch.stopped");
      const auto piece = std::string_view(answer.body).substr(at, 1000);
      response.bytes += static_cast<int64_t>(piece.size());
      if (response.bytes > request.limits.bytes) return Fail(ErrorKind::kInvalid, "fetch.too_large", {{"limit", "1"}});
      if (request.body(response, piece)) continue;
      response.cut = true;
      break;
    }
    return response;
  }

 private:
  Answer Next(const Request& request) {
    std::lock_guard lock(mutex_);
    requests_.push_back(request);
    requests_.back().body = nullptr;
    requests_.back().stop = nullptr;
    const auto found = answers_.find(request.url);
    if (found == answers_.end()) return otherwise_ ? otherwise_(request) : Answer{.error = "fetch.unreachable"};
    auto& [waiting, last_given] = found->second;
    if (waiting.size() == 1) {
      last_given = true;
      return waiting.front();
    }
    Answer answer = std::move(waiting.front());
    waiting.pop_front();
    return answer;
  }

  struct Prepared {
    std::deque<Answer> waiting;
    bool last_given = false;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Prepared> answers_;
  std::function<Answer(const Request&)> otherwise_;
  std::vector<Request> requests_;
};

}  // namespace concord::fetch
