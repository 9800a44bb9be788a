#include "base/oidc/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/core/text.h"

namespace concord::oidc {
namespace {

using V4 = std::array<uint8_t, 4>;
using V6 = std::array<uint8_t, 16>;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

std::string PartOf(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  return std::unique_ptr<char, FreeText>(text).get();
}

bool HasPart(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  const bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK;
  std::unique_ptr<char, FreeText> freed(text);
  return has;
}

bool IsForbidden(const V4& a) {
  if (a[0] == 0) return true;                   // "this host" (RFC 1122), which Linux takes for loopback
  if (a[0] == 169 && a[1] == 254) return true;  // link-local (RFC 3927): most clouds' machine data
  return a == V4{100, 100, 100, 200} || a == V4{168, 63, 129, 16} || a == V4{192, 0, 0, 192};  // Alibaba, Azure, Oracle
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

bool IsForbidden(const V6& a) {
  if (a == kLoopback) return false;
  if (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) return true;  // link-local (RFC 4291)
  constexpr V6 kAmazon{0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
  constexpr V6 kGoogle{0xFD, 0x20, 0x00, 0xCE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
  if (a == kAmazon || a == kGoogle) return true;
  const auto embedded = Embedded(a);
  return embedded && IsForbidden(*embedded);
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

bool IsLoopbackHost(const std::string& host) {
  if (host == "localhost") return true;
  if (const auto v4 = ReadV4(host)) return (*v4)[0] == 127;
  const auto v6 = ReadV6(host);
  return v6 && *v6 == kLoopback;
}

}  // namespace

std::optional<Url> ParseUrl(std::string_view text) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '\\' && c != '"'; });
  if (!printable || text.size() > 2000) return std::nullopt;
  // libcurl forgives a missing or a third slash; what a browser makes of such an address is another matter.
  const auto colon = text.find("://");
  if (colon == text.npos || text.substr(colon + 3).starts_with('/')) return std::nullopt;
  std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (HasPart(url.get(), CURLUPART_USER) || HasPart(url.get(), CURLUPART_PASSWORD)) return std::nullopt;
  Url out{text::LowerAscii(PartOf(url.get(), CURLUPART_SCHEME)), text::LowerAscii(PartOf(url.get(), CURLUPART_HOST))};
  if ((out.scheme != "http" && out.scheme != "https") || out.host.empty()) return std::nullopt;
  out.loopback = IsLoopbackHost(out.host);
  out.has_query = text.find('?') != text.npos;
  out.has_fragment = text.find('#') != text.npos;
  return out;
}

std::string EncodeUrl(std::string_view text) {
  if (text.empty()) return {};  // a length of 0 means "up to the NUL" to libcurl
  std::unique_ptr<char, FreeText> encoded(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  return encoded ? encoded.get() : "";
}

bool IsForbidden(const sockaddr& address) {
  if (address.sa_family == AF_INET) return IsForbidden(V4Of(address));
  if (address.sa_family == AF_INET6) return IsForbidden(V6Of(address));
  return true;
}

bool IsLoopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) return V4Of(address)[0] == 127;
  return address.sa_family == AF_INET6 && IsLoopback(V6Of(address));
}

bool IsForbiddenHost(const std::string& host) {
  if (const auto v4 = ReadV4(host)) return IsForbidden(*v4);
  const auto v6 = ReadV6(host);
  return v6 && IsForbidden(*v6);
}

}  // namespace concord::oidc
