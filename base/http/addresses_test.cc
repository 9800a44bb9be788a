#include "base/http/addresses.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

std::string Shown(std::string_view text) {
  const auto address = Address::Parse(text);
  return address ? address->ToString() : "none";
}

TEST(AddressTest, ReadsBothFamiliesWithAndWithoutPort) {
  EXPECT_EQ(Shown("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(Shown("10.0.0.1:8080"), "10.0.0.1");
  EXPECT_EQ(Shown("2001:DB8::1"), "2001:db8::1");
  EXPECT_EQ(Shown("[2001:db8::1]:443"), "2001:db8::1");
  EXPECT_EQ(Shown("::ffff:10.0.0.1"), "10.0.0.1");
  for (const char* bad : {"", "unknown", "10.0.0", "10.0.0.1:x", "[::1", "[::1]x", "10.0.0.256", "_hidden"}) {
    EXPECT_EQ(Shown(bad), "none") << bad;
  }
}

TEST(TrustedProxiesTest, HoldsAddressesAndBlocks) {
  const auto proxies = TrustedProxies::Parse({"10.0.0.0/8", "192.168.1.7", "fd00::/9", "2001:db8::5"});
  ASSERT_TRUE(proxies);
  for (const char* inside : {"10.255.0.1", "192.168.1.7", "fd7f::1", "2001:db8::5", "::ffff:10.0.0.1"}) {
    EXPECT_TRUE(proxies->Contains(inside)) << inside;
  }
  for (const char* outside : {"11.0.0.1", "192.168.1.8", "fd80::1", "2001:db8::6", "nonsense", "::1"}) {
    EXPECT_FALSE(proxies->Contains(outside)) << outside;
  }
  EXPECT_TRUE(TrustedProxies::Parse({"0.0.0.0/0"})->Contains("8.8.8.8"));
  EXPECT_FALSE(TrustedProxies::Parse({"0.0.0.0/0"})->Contains("2001:db8::1"));
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "proxy.example.org", "::/129", ""}) {
    EXPECT_FALSE(TrustedProxies::Parse({bad})) << bad;
  }
}

TEST(ForwardedTest, TakesTheRightmostAddressThatIsNotTrusted) {
  const auto proxies = TrustedProxies::Parse({"10.0.0.0/8"});
  const auto client = [&](std::vector<std::string> values) {
    Pairs headers(true);
    for (auto& value : values) headers.Add("x-forwarded-for", value);
    return ReadForwarded(headers, *proxies).client;
  };
  EXPECT_EQ(client({"1.1.1.1, 2.2.2.2, 10.0.0.1"}), "2.2.2.2");
  EXPECT_EQ(client({"1.1.1.1", "2.2.2.2", "10.0.0.1, 10.0.0.2"}), "2.2.2.2");
  EXPECT_EQ(client({"10.0.0.3, 10.0.0.1"}), "10.0.0.3");
  EXPECT_EQ(client({"1.1.1.1, garbage, 10.0.0.1"}), "10.0.0.1");
  EXPECT_EQ(client({"garbage"}), "");
  EXPECT_EQ(client({}), "");
}

TEST(HostTest, AcceptsNamesAndAddresses) {
  for (const char* good : {"a", "trust.example.org:8443", "127.0.0.1:80", "[::1]:8080", "my_host", "a:"}) {
    EXPECT_TRUE(IsValidHost(good)) << good;
  }
  for (const char* bad : {"", "a b", "a/b", "a@b", "a:99999", "a:x", "[::1", "[x]", ":80", "a\"b", "<script>"}) {
    EXPECT_FALSE(IsValidHost(bad)) << bad;
  }
}

}  // namespace
}  // namespace concord::http
