#include "base/fetch/addresses.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace concord::fetch {
namespace {

using V4 = std::array<uint8_t, 4>;
using V6 = std::array<uint8_t, 16>;

bool IsForbiddenAddress(const V4& a) {
  if (a[0] == 0) return true;                   // "this host" (RFC 1122), which Linux takes for loopback
  if (a[0] == 169 && a[1] == 254) return true;  // link-local (RFC 3927): most clouds' machine data
  return a == V4{100, 100, 100, 200} || a == V4{168, 63, 129, 16} || a == V4{192, 0, 0, 192};  // Alibaba, Azure, Oracle
}

// IANA's special-purpose registry (RFC 6890 and its later entries).
bool IsPublicAddress(const V4& a) {
  if (IsForbiddenAddress(a) || a[0] == 10 || a[0] == 127 || a[0] >= 224) return false;
  if (a[0] == 100 && (a[1] & 0xC0) == 64) return false;  // shared (RFC 6598)
  if (a[0] == 172 && (a[1] & 0xF0) == 16) return false;  // private
  if (a[0] == 192 && a[1] == 168) return false;          // private
  if (a[0] == 198 && (a[1] & 0xFE) == 18) return false;  // measuring (RFC 2544)
  const bool kept = (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) || (a[0] == 192 && a[1] == 88 && a[2] == 99);
  const bool example = (a[0] == 198 && a[1] == 51 && a[2] == 100) || (a[0] == 203 && a[1] == 0 && a[2] == 113);
  return !kept && !example;
}

// The IPv4 address inside an IPv6 one: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056).
std::optional<V4> Embedded(const V6& a) {
  const auto from = [&](size_t at) { return V4{a[at], a[at + 1], a[at + 2], a[at + 3]}; };
  const bool zeros = std::all_of(a.begin(), a.begin() + 10, [](uint8_t b) { return b == 0; });
  if (zeros && ((a[10] == 0xFF && a[11] == 0xFF) || (a[10] == 0 && a[11] == 0))) return from(12);
  constexpr std::array<uint8_t, 12> kNat64{0x00, 0x64, 0xFF, 0x9B};
  if (std::equal(kNat64.begin(), kNat64.end(), a.begin())) return from(12);
  if (a[0] == 0x20 && a[1] == 0x02) return from(2);
  return std::nullopt;
}

constexpr V6 kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

bool IsForbiddenAddress(const V6& a) {
  if (a == kLoopback) return false;
  if (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) return true;  // link-local (RFC 4291)
  constexpr V6 kAmazon{0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
  constexpr V6 kGoogle{0xFD, 0x20, 0x00, 0xCE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
  if (a == kAmazon || a == kGoogle) return true;
  const auto embedded = Embedded(a);
  return embedded && IsForbiddenAddress(*embedded);
}

bool IsPublicAddress(const V6& a) {
  if (IsForbiddenAddress(a)) return false;
  if (const auto embedded = Embedded(a)) return IsPublicAddress(*embedded);
  if ((a[0] & 0xE0) != 0x20) return false;                                                 // not global unicast
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0 && a[3] == 0) return false;                // Teredo (RFC 4380)
  return !(a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) && a[0] != 0x3F;  // examples (RFC 3849, 9637)
}

bool IsLoopback(const V6& a) {
  const auto embedded = Embedded(a);
  return a == kLoopback || (embedded && (*embedded)[0] == 127);
}

V4 V4Of(const sockaddr& address) {
  sockaddr_in in{};
  std::memcpy(&in, &address, sizeof in);
  V4 bytes;
  std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
  return bytes;
}

V6 V6Of(const sockaddr& address) {
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  V6 bytes;
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return bytes;
}

std::optional<V4> ReadV4(const std::string& text) {
  V4 bytes;
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) != 1) return std::nullopt;
  return bytes;
}

// "[::1]", also with a zone.
std::optional<V6> ReadV6(const std::string& host) {
  if (host.size() < 2 || host.front() != '[' || host.back() != ']') return std::nullopt;
  std::string text = host.substr(1, host.size() - 2);
  text = text.substr(0, text.find('%'));
  V6 bytes;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
  return bytes;
}

}  // namespace

bool IsForbidden(const sockaddr& address) {
  if (address.sa_family == AF_INET) return IsForbiddenAddress(V4Of(address));
  if (address.sa_family == AF_INET6) return IsForbiddenAddress(V6Of(address));
  return true;
}

bool IsLoopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) return V4Of(address)[0] == 127;
  return address.sa_family == AF_INET6 && IsLoopback(V6Of(address));
}

bool IsPublic(const sockaddr& address) {
  if (address.sa_family == AF_INET) return IsPublicAddress(V4Of(address));
  return address.sa_family == AF_INET6 && IsPublicAddress(V6Of(address));
}

bool IsForbiddenHost(const std::string& host) {
  if (const auto v4 = ReadV4(host)) return IsForbiddenAddress(*v4);
  const auto v6 = ReadV6(host);
  return v6 && IsForbiddenAddress(*v6);
}

bool IsLoopbackHost(const std::string& host) {
  if (host == "localhost") return true;
  if (const auto v4 = ReadV4(host)) return (*v4)[0] == 127;
  const auto v6 = ReadV6(host);
  return v6 && *v6 == kLoopback;
}

bool MayBePublicHost(const std::string& host) {
  if (const auto v4 = ReadV4(host)) return IsPublicAddress(*v4);
  if (const auto v6 = ReadV6(host)) return IsPublicAddress(*v6);
  return host != "localhost" && !host.ends_with(".localhost") && !host.starts_with('[');
}

}  // namespace concord::fetch
