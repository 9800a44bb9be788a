// Addresses of the web as others write them, read by libcurl, which will also follow them. Pure functions.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace concord::fetch {

struct Url {
  std::string scheme;     // "http" or "https"
  std::string host;       // lower case; an IPv6 address stands in brackets, a number written otherwise as 1.2.3.4
  bool loopback = false;  // "localhost", 127.0.0.0/8 or [::1]
  bool has_query = false, has_fragment = false;
  std::string port;  // always given: "443" where the address names none
};

// An absolute http or https address with a host, without a user, all of it printable ASCII (so that it may stand in a
// Location header) and at most `max` bytes long. Otherwise nullopt.
std::optional<Url> ParseUrl(std::string_view text, size_t max = 2000);

// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
std::string EncodeUrl(std::string_view text);

// Percent-encodes what may not stand in an address (blanks, quotes, bytes over 7E): what others put into a Location
// header or a link. White space and control characters around and in it fall away, as browsers have it.
std::string MendUrl(std::string_view text);

// What `reference` ("../b", "/b?c", "//host/", "https://host/") leads to from `base`, mended; empty where that is no
// http or https address.
std::string ResolveUrl(const std::string& base, std::string_view reference);

}  // namespace concord::fetch
