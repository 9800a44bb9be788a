#include "base/http/exchange.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::http {
namespace {

constexpr std::string_view kHealth = "/healthz", kReady = "/readyz", kMetrics = "/metrics";

bool Reads(Method method) { return method == Method::kGet || method == Method::kHead; }

// `path` with the segment that `pattern` binds to ":token" left out.
std::string WithoutToken(std::string_view pattern, const std::string& path) {
  const size_t at = pattern.find("/:token");
  if (at == std::string_view::npos) return path;
  const auto before = std::count(pattern.begin(), pattern.begin() + static_cast<ptrdiff_t>(at) + 1, '/');
  size_t begin = 0;
  for (auto slashes = before; slashes > 0 && begin != std::string::npos; --slashes) {
    begin = path.find('/', slashes == before ? 0 : begin + 1);
  }
  if (begin == std::string::npos) return path;
  const size_t end = path.find('/', begin + 1);
  return path.substr(0, begin + 1) + "(token)" + (end == std::string::npos ? "" : path.substr(end));
}

std::string EncodePath(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (c == '/') {
      out += c;
    } else {
      out += PercentEncode(std::string_view(&c, 1));
    }
  }
  return out;
}

}  // namespace

void Exchange::Reset() {
  request = Request();
  head = MessageHead();
  answer = Outgoing();
  own_ = false;
  match_ = Router::Match();
  route_ = services_.metrics.NoRoute();
  work_ = Work::kHandler;
  keep_.reset();
  page_.reset();
  spool_.reset();
  refused_ = false;
}

void Exchange::FindRoute() {
  own_ = request.path == kHealth || request.path == kReady || request.path == kMetrics;
  if (own_) {
    route_ = services_.metrics.OwnRoute();
    return;
  }
  match_ = services_.deps.router.Find(request.method, request.path);
  if (!match_.route) return;
  route_ = match_.route->index;
  request.params = std::move(match_.params);
}

std::string Exchange::LoggedPath() const {
  if (match_.route) return WithoutToken(match_.route->pattern, request.path);
  if (own_) return request.path;
  // The wrong method or the wrong slash: the token is there all the same.
  for (const std::string& path : {request.path, match_.redirect}) {
    for (const Method method : {Method::kGet, Method::kPost}) {
      const auto meant = path.empty() ? Router::Match() : services_.deps.router.Find(method, path);
      if (meant.route) return WithoutToken(meant.route->pattern, request.path);
    }
  }
  return request.path;
}

bool Exchange::Begin() {
  if (own_) return BeginOwn();
  if (!match_.route) return BeginUnmatched();
  if (match_.route->options.inline_io) return BeginInline();
  return BeginShared();
}

bool Exchange::BeginOwn() {
  if (!Reads(request.method)) {
    match_.allow = {"GET", "HEAD", "OPTIONS"};
    return BeginUnmatched();
  }
  if (request.path == kReady) {
    work_ = Work::kReady;
    return false;
  }
  Response response = request.path == kHealth ? Response::Text("ok\n") : Response::Text(MetricsText());
  if (request.path == kMetrics) response.Header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  response.Header("Cache-Control", "no-store");
  Answer(std::move(response));
  return true;
}

bool Exchange::BeginUnmatched() {
  if (!match_.redirect.empty()) {
    const size_t question = request.target.find('?');
    std::string location = EncodePath(match_.redirect);
    if (question != std::string::npos) location += request.target.substr(question);
    Response response;
    response.status = 308;
    response.Header("Location", std::move(location));
    Answer(std::move(response));
    return true;
  }
  if (request.path == "*") match_.allow = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
  if (match_.allow.empty()) {
    BeginError(404);
    return false;
  }
  if (request.method != Method::kOptions) {
    BeginError(405);
    return false;
  }
  Response response;
  response.status = 204;
  response.Header("Allow", text::Join(match_.allow, ", "));
  Answer(std::move(response));
  return true;
}

bool Exchange::BeginInline() {
  try {
    AnswerByHandler(nullptr);
    return true;
  } catch (const std::exception& error) {
    services_.deps.log.Error(
        "handler failed",
        {{"route", match_.route->pattern}, {"request_id", request.request_id}, {"cause", error.what()}});
  }
  BeginError(500);
  return false;
}

// A page may be shared where nothing of the visitor can have entered it: no guard decided, and no cookie or
// credentials came but the language.
bool Exchange::MayShare() const {
  if (!Reads(request.method) || head.has_body || match_.route->guard.check) return false;
  for (const auto& [name, value] : request.cookies.items()) {
    if (name != "lang") return false;
  }
  return !request.headers.Has("Authorization");
}

bool Exchange::BeginShared() {
  const ServerDeps& deps = services_.deps;
  if (!services_.cache.enabled() || !deps.content_version || !MayShare()) return false;
  key_.clear();
  key_.append(request.secure ? "s" : "-").append(request.host).append("\n").append(request.target).append("\n");
  if (deps.cache_variant) key_ += deps.cache_variant(request);
  const uint64_t version = deps.content_version();
  auto page = services_.cache.Find(key_, version);
  if (!page) {
    keep_ = KeepAs{key_, version};
    return false;
  }
  const Encoding encoding = Responder::Choose(request, *page);
  if (page->Claim(encoding)) {
    work_ = Work::kEncode;
    page_ = std::move(page);
    encoding_ = encoding;
    return false;
  }
  answer = services_.responder.FromPage(request, std::move(page), encoding);
  return true;
}

void Exchange::BeginError(unsigned status) {
  work_ = Work::kError;
  error_status_ = status;
}

bool Exchange::Submit(std::move_only_function<void()> when_done) {
  when_done_ = std::move(when_done);
  return services_.workers.Submit(*this);
}

void Exchange::TooBusy() {
  if (work_ == Work::kEncode) {  // the page is there; only its compressed form must wait for a quieter moment
    page_->Release(encoding_);
    answer = services_.responder.FromPage(request, std::move(page_), Encoding::kIdentity);
    return;
  }
  if (work_ == Work::kPiece) return;
  ++services_.metrics.overloads;
  refused_ = true;
  Answer(PlainAnswer(503));
}

void Exchange::Run(Compressor& compressor) {
  try {
    Do(compressor);
  } catch (const std::exception& error) {
    services_.deps.log.Error(
        "handler failed",
        {{"route", services_.metrics.PatternOf(route_)}, {"request_id", request.request_id}, {"cause", error.what()}});
    FailSafe(compressor);
  } catch (...) {
    services_.deps.log.Error("handler failed",
                             {{"route", services_.metrics.PatternOf(route_)}, {"request_id", request.request_id}});
    FailSafe(compressor);
  }
  thread_.Return(*this);
}

void Exchange::Do(Compressor& compressor) {
  switch (work_) {
    case Work::kHandler:
      AnswerByHandler(&compressor);
      break;
    case Work::kError:
      if (services_.deps.gate) services_.deps.gate->Identify(request);
      Answer(ErrorPageFor(error_status_), &compressor);
      break;
    case Work::kReady: {
      const bool ready = !services_.draining && (!services_.deps.ready || services_.deps.ready());
      Answer(Response::Text(ready ? "ready\n" : "not ready\n", ready ? 200 : 503).Header("Cache-Control", "no-store"));
      break;
    }
    case Work::kEncode:
      services_.responder.Encode(*page_, encoding_, compressor, Compressor::Effort::kKept);
      answer = services_.responder.FromPage(request, std::move(page_), encoding_);
      break;
    case Work::kAdmit:
      Admit(compressor);
      break;
    case Work::kStore:
      Store();
      break;
    case Work::kTooLarge:
      AnswerTooLarge(compressor);
      break;
    case Work::kPiece:
      ReadPiece();
      break;
  }
}

// The page of a 500; where even that fails, the plain one.
void Exchange::FailSafe(Compressor& compressor) {
  if (work_ == Work::kPiece) return;  // nothing more can be said: there is no piece, so the connection is cut
  refused_ = true;
  try {
    Answer(ErrorPageFor(500), &compressor);
  } catch (...) {
    Answer(PlainAnswer(500));
  }
}

void Exchange::Drop() {
  refused_ = true;
  if (work_ != Work::kPiece) Answer(PlainAnswer(503));
  thread_.Return(*this);
}

void Exchange::Resume() {
  // The coroutine may end within the call, and this object with it.
  auto when_done = std::move(when_done_);
  when_done();
}

void Exchange::AnswerByHandler(Compressor* compressor) {
  const Route& route = *match_.route;
  Gate* gate = route.options.inline_io ? nullptr : services_.deps.gate;
  if (head.has_body) ReadForm(request);
  if (gate) gate->Identify(request);
  std::optional<Response> response;
  if (gate) response = gate->Refuse(request, route);
  if (!response && route.guard.check) response = route.guard.check(request);
  if (response) {
    response->shared = false;
    keep_.reset();
  } else {
    response = route.handler(request);
  }
  // A page that was made for someone known is theirs alone.
  if (request.visitor && !MayShare()) response->shared = false;
  if (gate) gate->Complete(request, *response);
  Answer(std::move(*response), compressor);
}

void Exchange::Answer(Response response, Compressor* compressor) {
  answer = services_.responder.Finish(request, std::move(response), compressor, keep_);
}

Response Exchange::ErrorPageFor(unsigned status) {
  Response response = services_.deps.error_page ? services_.deps.error_page(request, status) : PlainAnswer(status);
  response.status = status;
  response.shared = false;
  if (!response.headers.Has("Cache-Control")) response.Header("Cache-Control", "no-store");
  if (status == 405) response.Header("Allow", text::Join(match_.allow, ", "));
  return response;
}

std::string Exchange::MetricsText() const {
  std::string out =
      services_.metrics.Text({services_.connections.value(), services_.workers.queued(), services_.workers.running(),
                              services_.bodies.Taken(), services_.cache.stats()});
  if (services_.deps.more_metrics) services_.deps.more_metrics(out);
  return out;
}

}  // namespace concord::http
