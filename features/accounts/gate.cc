#include "features/accounts/gate.h"

#include <atomic>

#include "base/core/text.h"
#include "base/crypto/csrf.h"
#include "base/crypto/token.h"
#include "features/accounts/cookies.h"

namespace concord::accounts {
namespace {

constexpr size_t kVisitTokenSize = 43;

// A Visit with what only the Gate must know. One request is one thread's at a time, but it is shared as const.
struct GatedVisit : Visit {
  std::string visit_token;                      // what the visitor's cookie holds, or will
  mutable std::atomic<bool> handed_out{false};  // a form of this answer carries a token
  bool session_gone = false;                    // the request came with a session that is none
};

const GatedVisit* Gated(const http::Request& request) { return dynamic_cast<const GatedVisit*>(request.visitor.get()); }

bool Changes(http::Method method) {
  return method == http::Method::kPost || method == http::Method::kPut || method == http::Method::kPatch ||
         method == http::Method::kDelete;
}

// "trust.example.org:8443" of "https://trust.example.org:8443".
std::string_view HostOf(std::string_view origin) {
  const size_t at = origin.find("://");
  if (at == origin.npos) return {};
  const std::string_view rest = origin.substr(at + 3);
  return rest.substr(0, rest.find('/'));
}

}  // namespace

Gate::Gate(Deps deps) : deps_(std::move(deps)), csrf_key_(deps_.sealer.Derive("csrf")) {}

void Gate::AnswerRefused(std::string pattern, http::Handler handler) {
  refusals_.insert_or_assign(std::move(pattern), std::move(handler));
}

void Gate::Identify(http::Request& request) {
  auto visit = std::make_shared<GatedVisit>();
  visit->now = deps_.clock.Now();
  if (const std::string_view slug = request.params.Get("community"); !slug.empty()) {
    visit->place = deps_.places.FindCommunity(slug);
  }
  if (const std::string token = CookieValue(Cookie::kSession, request); !token.empty()) {
    auto caller = deps_.sessions.Identify(token);
    if (!caller) {
      // The database is away: nobody is let in, and nobody's cookie is taken either.
      visit->unsure = true;
      deps_.log.Error("a session could not be looked up",
                      {{"request_id", request.request_id}, {"cause", caller.error().cause}});
    } else if (*caller) {
      visit->caller = std::move(*caller);
      // The session's id, not its token: a page that is made while the token is changed still holds good forms.
      visit->seed = "session " + visit->caller->session_id;
      visit->seed_is_new = false;
    } else {
      const auto half = deps_.sessions.FindHalf(token);
      visit->session_gone = half && !*half;
    }
  }
  if (!visit->caller) {
    visit->visit_token = CookieValue(Cookie::kVisit, request);
    visit->seed_is_new = visit->visit_token.size() != kVisitTokenSize;
    if (visit->seed_is_new) visit->visit_token = crypto::NewToken(deps_.random);
    visit->seed = "visit " + visit->visit_token;
  }
  request.visitor = std::move(visit);
}

// What the browser says of who sent the form. Sec-Fetch-Site cannot be set by a page; Origin is "null" where the page
// that holds the form sends no referrer, as those with a secret in their address do.
bool Gate::ComesFromElsewhere(const http::Request& request) const {
  const std::string_view site = request.headers.Get("Sec-Fetch-Site");
  if (site == "cross-site") return true;
  const std::string_view origin = request.headers.Get("Origin");
  if (origin.empty() || origin == "null") return false;
  const std::string_view host = HostOf(origin);
  if (text::EqualsIgnoreAsciiCase(host, request.host)) return false;
  return !text::EqualsIgnoreAsciiCase(host, HostOf(deps_.config.hub.base_url)) || host.empty();
}

std::optional<http::Response> Gate::Refuse(const http::Request& request, const http::Route& route) {
  if (!Changes(request.method) || route.options.any_origin) return std::nullopt;
  const Visit& visit = VisitOf(request);
  const bool elsewhere = ComesFromElsewhere(request);
  const auto own = elsewhere ? refusals_.end() : refusals_.find(route.pattern);
  if (visit.unsure) return own == refusals_.end() ? deps_.unavailable(request) : own->second(request);
  std::string_view token = request.form.Get("csrf");
  if (token.empty()) token = request.headers.Get("X-CSRF-Token");
  if (!elsewhere && !visit.seed_is_new && !visit.seed.empty() && crypto::CsrfMatches(csrf_key_, visit.seed, token))
    return std::nullopt;
  http::Response response = own == refusals_.end() ? deps_.stale_form(request) : own->second(request);
  response.Header("Cache-Control", "no-store");
  return response;
}

void Gate::Complete(const http::Request& request, http::Response& response) {
  const GatedVisit* visit = Gated(request);
  if (!visit) return;
  if (visit->caller || SetsCookie(response, request, Cookie::kSession)) {
    response.shared = false;
    response.Header("Cache-Control", "no-store");
  }
  if (visit->handed_out) {
    response.shared = false;
    if (!visit->caller && visit->seed_is_new) SetCookie(response, request, Cookie::kVisit, visit->visit_token);
  }
  if (visit->session_gone && !SetsCookie(response, request, Cookie::kSession)) {
    response.shared = false;
    ClearCookie(response, request, Cookie::kSession);
  }
}

html::Surroundings Gate::Of(const http::Request& request) const {
  html::Surroundings about;
  about.demo = deps_.config.hub.demo;
  const Visit& visit = VisitOf(request);
  if (visit.caller) about.person = visit.caller->name;
  // A page that says that there is nothing must not name it.
  if (!visit.SeesPlace()) return about;
  about.community = visit.place->name;
  about.community_href = "/c/" + visit.place->slug;
  for (html::NavEntry entry : deps_.community_entries) {
    entry.href = about.community_href + (entry.href.empty() ? "" : "/" + entry.href);
    about.community_entries.push_back(std::move(entry));
  }
  return about;
}

std::string Gate::FormToken(const http::Request& request) const {
  const GatedVisit* visit = Gated(request);
  if (!visit) return {};
  visit->handed_out = true;
  return crypto::CsrfToken(csrf_key_, visit->seed, deps_.random);
}

}  // namespace concord::accounts
