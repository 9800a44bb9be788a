// The guards of routes, made from the table of permissions.
#include "features/accounts/accounts.h"

namespace concord::accounts {
namespace {

using ErrorPage = std::function<http::Response(const http::Request&, unsigned)>;
using Answer = std::optional<http::Response>;

bool Reads(const http::Request& request) {
  return request.method == http::Method::kGet || request.method == http::Method::kHead;
}

// A page leads to `path` and comes back to where it was asked for; a form is refused, because what it holds would be
// lost on the way.
http::Response LeadTo(const ErrorPage& page, const http::Request& request, std::string_view path) {
  if (!Reads(request)) return page(request, 403);
  http::Response response =
      http::Response::SeeOther(std::string(path) + "?next=" + http::PercentEncode(request.target));
  response.Header("Cache-Control", "no-store");
  return response;
}

bool InCommunity(const http::Request& request) { return request.params.Has("community"); }

Answer CheckPlace(const ErrorPage& page, const http::Request& request, const Visit& visit) {
  if (!InCommunity(request) || visit.SeesPlace()) return std::nullopt;
  // Someone of the place whose role has no second factor yet is not turned away without a word.
  if (visit.place && visit.caller && visit.caller->OwesSecondFactor()) {
    return LeadTo(page, request, "/me/second-factor");
  }
  return page(request, 404);
}

Answer CheckSignedIn(const ErrorPage& page, const http::Request& request, const Visit& visit) {
  if (visit.unsure) return page(request, 503);
  // What is closed is not told from what is not there: whether there is such a community shows after the sign-in.
  if (!visit.caller) return LeadTo(page, request, "/sign-in");
  return CheckPlace(page, request, visit);
}

Answer CheckMay(const ErrorPage& page, const http::Request& request, Action action) {
  const Visit& visit = VisitOf(request);
  if (auto refused = CheckSignedIn(page, request, visit)) return refused;
  const Caller& caller = *visit.caller;
  if (InCommunity(request) ? caller.May(action, visit.place->id) : caller.May(action)) return std::nullopt;
  if (caller.OwesSecondFactor()) return LeadTo(page, request, "/me/second-factor");
  return page(request, 403);
}

}  // namespace

http::Guard Guards::Anyone() const {
  return {"anyone",
          [page = error_page_](const http::Request& request) { return CheckPlace(page, request, VisitOf(request)); }};
}

http::Guard Guards::SignedIn() const {
  return {"signed in", [page = error_page_](const http::Request& request) -> Answer {
            const Visit& visit = VisitOf(request);
            if (auto refused = CheckSignedIn(page, request, visit)) return refused;
            if (!InCommunity(request)) return std::nullopt;
            const Caller& caller = *visit.caller;
            if (caller.BelongsTo(visit.place->id) || caller.May(Action::kCommunityEdit, visit.place->id))
              return std::nullopt;
            return page(request, 403);
          }};
}

http::Guard Guards::May(Action action) const {
  return {"may " + std::string(NameOf(action)),
          [page = error_page_, action](const http::Request& request) { return CheckMay(page, request, action); }};
}

http::Guard Guards::Recent(Action action) const {
  return {"may " + std::string(NameOf(action)) + ", proved again",
          [page = error_page_, action](const http::Request& request) -> Answer {
            if (auto refused = CheckMay(page, request, action)) return refused;
            const Visit& visit = VisitOf(request);
            if (ProvedLately(visit)) return std::nullopt;
            return LeadTo(page, request, "/me/confirm");
          }};
}

}  // namespace concord::accounts
