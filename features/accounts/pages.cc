#include "features/accounts/pages.h"

#include <cstdlib>

#include "features/accounts/views_signin.h"

namespace concord::accounts {
namespace {

constexpr std::string_view kTooMany = "accounts.error.too_many";

int64_t MinutesOf(const Error& error) {
  const auto found = error.params.find("minutes");
  return found == error.params.end() ? 1 : std::max<int64_t>(1, std::atoll(found->second.c_str()));
}

}  // namespace

std::string Speaker::Say(const Error& error) const {
  if (error.key == kTooMany) return Count(error.key, MinutesOf(error));
  return Say(error.key, i18n::Params(error.params.begin(), error.params.end()));
}

unsigned StatusOf(const Error& error) {
  if (error.key == kTooMany) return 429;
  switch (error.kind) {
    case ErrorKind::kInvalid:
      return 422;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kForbidden:
      return 403;
    case ErrorKind::kConflict:
      return 409;
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kInternal:
      break;
  }
  return 500;
}

http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error) {
  const unsigned status = StatusOf(error);
  if (status >= 500) {
    deps.log.Error("request failed", {{"request_id", request.request_id}, {"key", error.key}, {"cause", error.cause}});
  }
  http::Response response = deps.frame.ErrorPage(request, status);
  if (status == 429) response.Header("Retry-After", std::to_string(60 * MinutesOf(error)));
  return response;
}

http::Response Arrive(const PageDeps& deps, const http::Request& request, const Entered& entered,
                      std::string_view next) {
  const std::string target = SafeNext(next);
  const auto by_way_of = [&](std::string_view path) {
    return std::string(path) + "?next=" + http::PercentEncode(target);
  };
  http::Response response = http::Response::SeeOther(entered.code_asked    ? by_way_of("/sign-in/code")
                                                     : entered.factor_owed ? by_way_of("/me/second-factor")
                                                                           : target);
  SetCookie(response, request, Cookie::kSession, entered.token);
  if (!entered.device.empty()) SetCookie(response, request, Cookie::kDevice, entered.device);
  // The pages speak the language of the account, where this browser has not chosen one.
  if (!entered.code_asked && !request.cookies.Has("lang") && deps.frame.catalog().Knows(entered.language)) {
    response.headers.Add("Set-Cookie", "lang=" + entered.language + "; Path=/; Max-Age=31536000; SameSite=Lax" +
                                           (request.secure ? "; Secure" : ""));
  }
  response.Header("Cache-Control", "no-store");
  return response;
}

void KeepSecret(http::Response& response) {
  response.Header("Cache-Control", "no-store");
  response.Header("Referrer-Policy", "no-referrer");
}

http::Response StaleForm(const html::Frame& frame, const http::Request& request) {
  const Speaker speaker(frame, request);
  html::PageMeta meta;
  meta.title = speaker.Say("accounts.stale.title");
  meta.no_index = true;
  return frame.Page(request, meta, views::RenderStaleForm(frame.templates(), speaker.language()), 403);
}

}  // namespace concord::accounts
