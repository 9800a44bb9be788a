#include "base/http/addresses.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/core/text.h"

namespace concord::http {
namespace {

constexpr uint8_t kV4Prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

bool IsNumber(std::string_view text, int max, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0 && value <= max;
}

std::string_view WithoutPort(std::string_view text) {
  int port = 0;
  if (text.starts_with('[')) {
    const size_t close = text.find(']');
    if (close == std::string_view::npos) return {};
    const std::string_view rest = text.substr(close + 1);
    if (!rest.empty() && (rest[0] != ':' || !IsNumber(rest.substr(1), 65535, port))) return {};
    return text.substr(1, close - 1);
  }
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) return text;
  return IsNumber(text.substr(colon + 1), 65535, port) ? text.substr(0, colon) : std::string_view();
}

// The values of every header of that name as one list, in order.
std::vector<std::string_view> ListOf(const Pairs& headers, std::string_view name) {
  std::vector<std::string_view> list;
  for (const std::string_view value : headers.All(name)) {
    for (const std::string_view item : text::Split(value, ',')) {
      if (const auto trimmed = text::Trim(item); !trimmed.empty()) list.push_back(trimmed);
    }
  }
  return list;
}

}  // namespace

std::optional<Address> Address::Parse(std::string_view text) {
  text = WithoutPort(text);
  if (text.empty() || text.size() > 45) return std::nullopt;
  const std::string terminated(text);
  Address address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes_.data()) == 1) return address;
  std::memcpy(address.bytes_.data(), kV4Prefix, sizeof kV4Prefix);
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes_.data() + 12) == 1) return address;
  return std::nullopt;
}

bool Address::IsV4() const { return std::memcmp(bytes_.data(), kV4Prefix, sizeof kV4Prefix) == 0; }

std::string Address::ToString() const {
  char text[INET6_ADDRSTRLEN];
  if (IsV4()) {
    inet_ntop(AF_INET, bytes_.data() + 12, text, sizeof text);
  } else {
    inet_ntop(AF_INET6, bytes_.data(), text, sizeof text);
  }
  return text;
}

Result<TrustedProxies> TrustedProxies::Parse(const std::vector<std::string>& blocks) {
  TrustedProxies proxies;
  for (const std::string& text : blocks) {
    const std::string_view trimmed = text::Trim(text);
    const size_t slash = trimmed.find('/');
    const auto address = Address::Parse(trimmed.substr(0, slash));
    if (!address) return Fail(ErrorKind::kInvalid, "serve.bad_proxy", {{"proxy", text}});
    int bits = 128;
    if (slash != std::string_view::npos) {
      const int most = address->IsV4() ? 32 : 128;
      if (!IsNumber(trimmed.substr(slash + 1), most, bits)) {
        return Fail(ErrorKind::kInvalid, "serve.bad_proxy", {{"proxy", text}});
      }
      if (address->IsV4()) bits += 96;
    }
    proxies.blocks_.push_back({address->bytes(), bits});
  }
  return proxies;
}

bool TrustedProxies::Contains(const Address& address) const {
  return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
    const int whole = block.bits / 8;
    if (std::memcmp(block.bytes.data(), address.bytes().data(), static_cast<size_t>(whole)) != 0) return false;
    const int left = block.bits % 8;
    if (left == 0) return true;
    const int mask = 0xFF << (8 - left);
    return ((block.bytes[static_cast<size_t>(whole)] ^ address.bytes()[static_cast<size_t>(whole)]) & mask) == 0;
  });
}

bool TrustedProxies::Contains(std::string_view address) const {
  if (blocks_.empty()) return false;
  const auto parsed = Address::Parse(address);
  return parsed && Contains(*parsed);
}

Forwarded ReadForwarded(const Pairs& headers, const TrustedProxies& proxies) {
  Forwarded forwarded;
  const auto chain = ListOf(headers, "X-Forwarded-For");
  for (auto hop = chain.rbegin(); hop != chain.rend(); ++hop) {
    const auto address = Address::Parse(*hop);
    if (!address) break;  // what stands to the left of it was written by nobody that we trust
    forwarded.client = address->ToString();
    if (!proxies.Contains(*address)) break;
  }
  if (const auto protos = ListOf(headers, "X-Forwarded-Proto"); !protos.empty()) {
    const std::string proto = text::LowerAscii(protos.back());
    if (proto == "http" || proto == "https") forwarded.proto = proto;
  }
  if (const auto hosts = ListOf(headers, "X-Forwarded-Host"); !hosts.empty() && IsValidHost(hosts.back())) {
    forwarded.host = hosts.back();
  }
  return forwarded;
}

bool IsValidHost(std::string_view host) {
  if (host.empty() || host.size() > 260) return false;
  std::string_view port;
  if (host[0] == '[') {
    const size_t close = host.find(']');
    if (close == std::string_view::npos || !Address::Parse(host.substr(0, close + 1))) return false;
    port = host.substr(close + 1);
  } else {
    const size_t colon = host.find(':');
    const std::string_view name = host.substr(0, colon);
    if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                 c == '_';
        })) {
      return false;
    }
    port = colon == std::string_view::npos ? std::string_view() : host.substr(colon);
  }
  int number = 0;
  return port.empty() || port == ":" || (port[0] == ':' && IsNumber(port.substr(1), 65535, number));
}

}  // namespace concord::http
