#include "features/accounts/cookies.h"

#include "base/core/text.h"

namespace concord::accounts {
namespace {

constexpr size_t kMaxValue = 1024;

std::string_view PlainName(Cookie cookie) {
  switch (cookie) {
    case Cookie::kSession:
      return "concord";
    case Cookie::kVisit:
      return "concord-visit";
    case Cookie::kDevice:
      break;
  }
  return "concord-device";
}

bool IsOurs(std::string_view value) {
  if (value.size() > kMaxValue) return false;
  for (const char c : value) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && c != '-' && c != '_' && c != '.' && c != '~') return false;
  }
  return true;
}

std::string Line(const http::Request& request, Cookie cookie, std::string_view value, std::string_view lasts) {
  std::string line = CookieName(cookie, request) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
  if (TakesSecureCookies(request)) line += "; Secure";
  return line.append(lasts);
}

}  // namespace

bool IsLoopbackHost(std::string_view host) {
  if (host.starts_with('[')) {
    const size_t end = host.find(']');
    return end != host.npos && host.substr(0, end + 1) == "[::1]" && (end + 1 == host.size() || host[end + 1] == ':');
  }
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "127.0.0.1" || text::EqualsIgnoreAsciiCase(name, "localhost");
}

bool TakesSecureCookies(const http::Request& request) { return request.secure || IsLoopbackHost(request.host); }

std::string CookieName(Cookie cookie, const http::Request& request) {
  return (TakesSecureCookies(request) ? "__Host-" : "") + std::string(PlainName(cookie));
}

std::string CookieValue(Cookie cookie, const http::Request& request) {
  const std::string_view value = request.cookies.Get(CookieName(cookie, request));
  return IsOurs(value) ? std::string(value) : std::string();
}

void SetCookie(http::Response& response, const http::Request& request, Cookie cookie, std::string_view value) {
  // The session's own end stands in the database; its cookie, and the visitor's, go with the browser. The device is to
  // be known for longer.
  response.headers.Add("Set-Cookie",
                       Line(request, cookie, value, cookie == Cookie::kDevice ? "; Max-Age=31536000" : ""));
}

void ClearCookie(http::Response& response, const http::Request& request, Cookie cookie) {
  response.headers.Add("Set-Cookie", Line(request, cookie, "", "; Max-Age=0"));
}

bool SetsCookie(const http::Response& response, const http::Request& request, Cookie cookie) {
  const std::string begin = CookieName(cookie, request) + "=";
  for (const std::string_view line : response.headers.All("Set-Cookie")) {
    if (line.starts_with(begin)) return true;
  }
  return false;
}

Origin OriginOf(const http::Request& request) {
  return {request.client, std::string(request.headers.Get("User-Agent")), CookieValue(Cookie::kSession, request),
          CookieValue(Cookie::kDevice, request)};
}

std::string SafeNext(std::string_view next, std::string_view otherwise) {
  const bool path = next.size() <= 2000 && next.starts_with('/') && !next.starts_with("//") && text::IsValidUtf8(next);
  if (!path) return std::string(otherwise);
  for (const char c : next) {
    // Browsers read "\" as "/", and drop tabs and line ends before they look at an address.
    if (c == '\\' || static_cast<unsigned char>(c) < 0x21 || c == 0x7f) return std::string(otherwise);
  }
  return std::string(next);
}

std::string NextOf(const http::Request& request) {
  return SafeNext(request.form.Has("next") ? request.form.Get("next") : request.query.Get("next"), "");
}

}  // namespace concord::accounts
