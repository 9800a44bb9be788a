// The four errors of this folder (client.h says when each). Not for other folders.
#pragma once
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "base/core/text.h"

namespace concord::oidc {

inline auto Unreachable(std::string cause) {
  return Fail(ErrorKind::kUnavailable, "oidc.unreachable", {}, std::move(cause));
}
// `why` is shown, so it is one of our words, never the provider's.
inline auto Misconfigured(std::string why, std::string cause) {
  return Fail(ErrorKind::kInvalid, "oidc.misconfigured", {{"why", std::move(why)}}, std::move(cause));
}
inline auto Refused(std::string cause) { return Fail(ErrorKind::kForbidden, "oidc.refused", {}, std::move(cause)); }
inline auto Forged(std::string cause) { return Fail(ErrorKind::kForbidden, "oidc.forged", {}, std::move(cause)); }

// What an outsider wrote, fit for a cause.
inline std::string Quoted(std::string_view text) {
  return "\"" + text::Shorten(text::Clean(text.substr(0, 1000)), 200) + "\"";
}

}  // namespace concord::oidc
