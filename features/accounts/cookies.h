// The cookies of people: their names, their attributes, and what a request says of where it came from. Pure functions.
//
// Three cookies, each a random value that says nothing by itself: the session, the seed of an anonymous visitor's form
// tokens ("visit"), and the proof that somebody has signed in with this browser before ("device"). Over TLS they are
// named "__Host-..." and Secure: no other host and no page without TLS can set or read them. Browsers take Secure
// cookies from this machine's own addresses too; over plain http elsewhere the prefix and Secure are left out, because
// no browser would keep the cookie.
#pragma once
#include <string>
#include <string_view>

#include "base/http/message.h"

namespace concord::accounts {

enum class Cookie { kSession, kVisit, kDevice };

// "__Host-concord", "__Host-concord-visit", "__Host-concord-device"; without "__Host-" over plain http elsewhere.
std::string CookieName(Cookie cookie, const http::Request& request);
// Empty where the request has none, or has a value that this hub cannot have issued (base64url, "." and "~" alone).
std::string CookieValue(Cookie cookie, const http::Request& request);
// Adds a Set-Cookie beside those that are there.
void SetCookie(http::Response& response, const http::Request& request, Cookie cookie, std::string_view value);
void ClearCookie(http::Response& response, const http::Request& request, Cookie cookie);
bool SetsCookie(const http::Response& response, const http::Request& request, Cookie cookie);

// TLS, or a host that is this machine: "localhost", "127.0.0.1", "[::1]", each with or without a port.
bool TakesSecureCookies(const http::Request& request);
bool IsLoopbackHost(std::string_view host);

// What of a request the operations of signing in need.
struct Origin {
  std::string client;         // its address
  std::string user_agent;     // as sent
  std::string session_token;  // of its session cookie; ended where another session takes its place
  std::string device;         // value of its device cookie
};
Origin OriginOf(const http::Request& request);

// `next` where it is a path of this site and nothing else; otherwise `otherwise`. "//host", "/\host", control
// characters, and anything that is not a path are no paths of this site.
std::string SafeNext(std::string_view next, std::string_view otherwise = "/today");

// SafeNext of what the form says that came, or the address that led here; "" where neither is a path of this site.
std::string NextOf(const http::Request& request);

}  // namespace concord::accounts
