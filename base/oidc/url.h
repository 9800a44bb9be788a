// Addresses as an issuer and its metadata write them, read by libcurl, which will also follow them. Pure functions.
// Not for other folders.
#pragma once
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace concord::oidc {

struct Url {
  std::string scheme;     // "http" or "https"
  std::string host;       // lower case; an IPv6 address stands in brackets
  bool loopback = false;  // "localhost", 127.0.0.0/8 or [::1]
  bool has_query = false, has_fragment = false;
};

// An absolute http or https address with a host, without a user, all of it printable ASCII (so that it may stand in a
// Location header). Otherwise nullopt.
std::optional<Url> ParseUrl(std::string_view text);

// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
std::string EncodeUrl(std::string_view text);

// Addresses that answer with secrets of the machine or that lead back to it by a side door: link-local, unspecified,
// the clouds' addresses for machine data; also inside IPv6 (mapped, compatible, NAT64, 6to4).
bool IsForbidden(const sockaddr& address);
bool IsLoopback(const sockaddr& address);
// The same of a URL's host, where it is an address and not a name.
bool IsForbiddenHost(const std::string& host);

}  // namespace concord::oidc
