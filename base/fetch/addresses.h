// Which addresses of the network may be asked: held against what a name led to, as a connection is made, so that a name
// cannot point elsewhere between. Pure functions.
#pragma once
#include <string>

struct sockaddr;

namespace concord::fetch {

// Addresses that answer with secrets of the machine or that lead back to it by a side door: link-local, unspecified,
// the clouds' addresses for machine data; also inside IPv6 (mapped, compatible, NAT64, 6to4).
bool IsForbidden(const sockaddr& address);
bool IsLoopback(const sockaddr& address);
// One that everybody can reach: none of IsForbidden, loopback, private (RFC 1918, RFC 6598, RFC 4193), multicast,
// reserved or meant for examples; of IPv6 only global unicast, and no tunnel that hides another address (Teredo).
bool IsPublic(const sockaddr& address);

// The same of a URL's host where it is an address. A name is not forbidden, is loopback only if "localhost", and may
// be public unless it is "localhost" or ends in ".localhost" (RFC 6761).
bool IsForbiddenHost(const std::string& host);
bool IsLoopbackHost(const std::string& host);
bool MayBePublicHost(const std::string& host);

}  // namespace concord::fetch
