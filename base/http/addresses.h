// Addresses of clients, and who of them may speak for others: the proxies that the operator named.
// Values; safe from any thread once built.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/http/message.h"

namespace concord::http {

// IPv6; an IPv4 address is kept as ::ffff:a.b.c.d, so that both compare alike.
class Address {
 public:
  // "10.0.0.1", "2001:db8::1"; brackets and a port are taken off ("10.0.0.1:80", "[::1]:80"). Nothing else.
  static std::optional<Address> Parse(std::string_view text);
  std::string ToString() const;
  const std::array<uint8_t, 16>& bytes() const { return bytes_; }
  bool IsV4() const;

 private:
  std::array<uint8_t, 16> bytes_{};
};

class TrustedProxies {
 public:
  // Addresses or CIDR blocks ("10.0.0.0/8", "fd00::/8"). Errors: invalid, key "serve.bad_proxy", param "proxy".
  static Result<TrustedProxies> Parse(const std::vector<std::string>& blocks);
  bool Contains(const Address& address) const;
  bool Contains(std::string_view address) const;

 private:
  struct Block {
    std::array<uint8_t, 16> bytes;
    int bits;
  };
  std::vector<Block> blocks_;
};

// What a trusted proxy says of the request that it passed on; empty where it said nothing that can be read.
struct Forwarded {
  std::string client;  // the rightmost address of X-Forwarded-For that is not a trusted proxy
  std::string proto;   // "http" or "https"
  std::string host;
};
Forwarded ReadForwarded(const Pairs& headers, const TrustedProxies& proxies);

// A name, an IPv4 address or a bracketed IPv6 address, with or without a port.
bool IsValidHost(std::string_view host);

}  // namespace concord::http
