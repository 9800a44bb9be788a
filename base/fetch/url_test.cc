#include "base/fetch/url.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include "base/fetch/addresses.h"

namespace concord::fetch {
namespace {

bool Public(const char* text) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return IsPublic(reinterpret_cast<const sockaddr&>(v4));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
  return IsPublic(reinterpret_cast<const sockaddr&>(v6));
}

TEST(FetchAddresses, TellWhatEverybodyCanReach) {
  for (const char* outside : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                              "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.254", "2606:4700::1111",
                              "2a00:1450::1", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(Public(outside)) << outside;
  }
  for (const char* inside : {"0.0.0.0",
                             "10.0.0.1",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.255.255.254",
                             "169.254.1.1",
                             "172.16.0.1",
                             "172.31.0.1",
                             "192.0.0.1",
                             "192.0.2.1",
                             "192.88.99.1",
                             "192.168.0.1",
                             "198.18.0.1",
                             "198.19.0.1",
                             "198.51.100.1",
                             "203.0.113.1",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "168.63.129.16",
                             "100.100.100.200",
                             "::",
                             "::1",
                             "::ffff:127.0.0.1",
                             "::127.0.0.1",
                             "::ffff:192.168.1.1",
                             "64:ff9b::a00:1",
                             "64:ff9b:1::808:808",
                             "2002:a00:1::1",
                             "2002:7f00:1::1",
                             "2001::1",
                             "2001:db8::1",
                             "3fff::1",
                             "fe80::1",
                             "fec0::1",
                             "fc00::1",
                             "fd00:ec2::254",
                             "ff02::1",
                             "100::1"}) {
    EXPECT_FALSE(Public(inside)) << inside;
  }
}

TEST(FetchUrl, ReadsItsParts) {
  const auto url = ParseUrl("HTTPS://Archive.Example/oai?verb=Identify");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "archive.example");
  EXPECT_EQ(url->port, "443");
  EXPECT_TRUE(url->has_query);
  EXPECT_EQ(ParseUrl("http://a.example:8080/")->port, "8080");
  EXPECT_EQ(ParseUrl("http://0x7f.1/")->host, "127.0.0.1");
  const std::string token(3000, 'a');
  EXPECT_FALSE(ParseUrl("http://a.example/?" + token));
  EXPECT_TRUE(ParseUrl("http://a.example/?" + token, 8000));
}

TEST(FetchUrl, MendsWhatOthersWrite) {
  EXPECT_EQ(MendUrl(" http://a.example/a b\t\"c\"<\xC3\xA9>\r\n"), "http://a.example/a%20b%22c%22%3C%C3%A9%3E");
  EXPECT_EQ(MendUrl("http://a.example/%20?a=b&c"), "http://a.example/%20?a=b&c");
}

TEST(FetchUrl, ResolvesReferences) {
  const std::string base = "https://a.example/b/c?d";
  EXPECT_EQ(ResolveUrl(base, "e"), "https://a.example/b/e");
  EXPECT_EQ(ResolveUrl(base, "../e f"), "https://a.example/e%20f");
  EXPECT_EQ(ResolveUrl(base, "/e?f=g"), "https://a.example/e?f=g");
  EXPECT_EQ(ResolveUrl(base, "//b.example/"), "https://b.example/");
  EXPECT_EQ(ResolveUrl(base, "http://b.example/x"), "http://b.example/x");
  EXPECT_EQ(ResolveUrl(base, "javascript:alert(1)"), "");
  EXPECT_EQ(ResolveUrl(base, "file:///etc/passwd"), "");
}

TEST(FetchUrl, EncodesNames) { EXPECT_EQ(EncodeUrl("a b&\xC3\xB1~"), "a%20b%26%C3%B1~"); }

}  // namespace
}  // namespace concord::fetch
