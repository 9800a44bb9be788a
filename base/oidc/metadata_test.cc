#include "base/oidc/metadata.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/oidc/fake_provider.h"
#include "base/oidc/url.h"

namespace concord::oidc {
namespace {

using ::testing::ElementsAre;

Result<Metadata> Read(const json& document, std::string_view issuer = kIssuer) {
  return ParseMetadata(document.dump(), issuer);
}

TEST(OidcMetadata, TakesWhatItNeeds) {
  const auto metadata = Read(FakeProvider().metadata);
  ASSERT_TRUE(metadata) << metadata.error().cause;
  EXPECT_EQ(metadata->token_endpoint, "https://login.agency.example/token");
  EXPECT_EQ(metadata->jwks_uri, "https://login.agency.example/jwks");
  EXPECT_THAT(metadata->algorithms, ElementsAre("RS256", "PS256", "ES256"));  // not HS256, not none
  EXPECT_TRUE(metadata->secret_in_header);
  EXPECT_FALSE(metadata->promises_iss);
}

TEST(OidcMetadata, TakesTheLeastThatIsAllowed) {
  json document = FakeProvider().metadata;
  document.erase("userinfo_endpoint");
  document.erase("id_token_signing_alg_values_supported");
  const auto metadata = Read(document);
  ASSERT_TRUE(metadata) << metadata.error().cause;
  EXPECT_EQ(metadata->userinfo_endpoint, "");
  EXPECT_EQ(metadata->algorithms.size(), 3u);
}

TEST(OidcMetadata, NamesWhatDoesNotFit) {
  const struct {
    const char* name;
    json value;
    const char* why;
  } cases[] = {
      {"issuer", "https://login.agency.example/", "issuer"},
      {"issuer", "https://evil.example", "issuer"},
      {"issuer", nullptr, "issuer"},
      {"authorization_endpoint", nullptr, "authorization_endpoint"},
      {"authorization_endpoint", "javascript:alert(1)", "authorization_endpoint"},
      {"authorization_endpoint", "https://login.agency.example/a\r\nSet-Cookie: x=1", "authorization_endpoint"},
      {"authorization_endpoint", "https://login.agency.example/a#b", "authorization_endpoint"},
      {"authorization_endpoint", "http://login.agency.example/authorize", "authorization_endpoint"},
      {"token_endpoint", "http://login.agency.example/token", "token_endpoint"},
      {"token_endpoint", "https://user:word@login.agency.example/token", "token_endpoint"},
      {"token_endpoint", "http://127.0.0.1/token", "token_endpoint"},
      {"token_endpoint", "https://127.0.0.1/token", "token_endpoint"},
      {"jwks_uri", "https://169.254.169.254/latest", "jwks_uri"},
      {"jwks_uri", "https://[fe80::1]/jwks", "jwks_uri"},
      {"jwks_uri", "file:///etc/passwd", "jwks_uri"},
      {"jwks_uri", "https:///jwks", "jwks_uri"},
      {"jwks_uri", json::array({"https://login.agency.example/jwks"}), "jwks_uri"},
      {"userinfo_endpoint", "gopher://login.agency.example/me", "userinfo_endpoint"},
      {"userinfo_endpoint", "http://login.agency.example/me", "userinfo_endpoint"},
      {"response_types_supported", {"id_token"}, "response_types_supported"},
      {"response_types_supported", nullptr, "response_types_supported"},
      {"code_challenge_methods_supported", {"plain"}, "code_challenge_methods_supported"},
      {"token_endpoint_auth_methods_supported", {"private_key_jwt"}, "token_endpoint_auth_methods_supported"},
      {"id_token_signing_alg_values_supported", {"none", "HS256", "EdDSA"}, "id_token_signing_alg_values_supported"},
  };
  for (const auto& [name, value, why] : cases) {
    json document = FakeProvider().metadata;
    document[name] = value;
    const auto metadata = Read(document);
    ASSERT_FALSE(metadata) << name << " " << value;
    EXPECT_EQ(metadata.error().key, "oidc.misconfigured") << name << " " << value;
    EXPECT_EQ(metadata.error().params.at("why"), why) << name << " " << value;
  }
  for (const char* text : {"", "[]", "{", "\"issuer\"", "{\"issuer\":\"\xff\"}"}) {
    EXPECT_EQ(ParseMetadata(text, kIssuer).error().params.at("why"), "openid-configuration") << text;
  }
}

TEST(OidcMetadata, AnIssuerIsHttpsOrOnThisMachine) {
  for (const char* good :
       {"https://login.agency.example", "https://login.agency.example/", "https://a.example:8443/t/7",
        "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "https://10.1.2.3"}) {
    EXPECT_TRUE(CheckIssuer(good)) << good;
  }
  for (const char* bad :
       {"", "login.agency.example", "http://login.agency.example", "http://localhost.evil.example", "ftp://a.example",
        "https://a.example?x", "https://a.example#x", "https://user@a.example", "https://a.example/ b", "https:///a",
        "http://127.0.0.1.evil.example", "https://169.254.169.254", "https://2852039166", "https://0xA9FEA9FE",
        "https://[::ffff:169.254.169.254]", "https://[fe80::1]", "https://0.0.0.0", "https://[::]", "https://a\\b"}) {
    EXPECT_FALSE(CheckIssuer(bad)) << bad;
  }
}

TEST(OidcMetadata, IsAskedForBelowTheIssuer) {
  EXPECT_EQ(DiscoveryUrl("https://a.example"), "https://a.example/.well-known/openid-configuration");
  EXPECT_EQ(DiscoveryUrl("https://a.example/t/7/"), "https://a.example/t/7/.well-known/openid-configuration");
}

sockaddr_storage Address(const char* text) {
  sockaddr_storage storage{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
    v6.sin6_family = AF_INET6;
  }
  return storage;
}

TEST(OidcAddresses, MachineDataAndLinkLocalAreRefused) {
  for (const char* bad :
       {"169.254.0.1", "169.254.169.254", "169.254.255.255", "0.0.0.0", "100.100.100.200", "168.63.129.16", "fe80::1",
        "febf:ffff::1", "::", "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
        "fd00:ec2::254", "fd20:ce::254"}) {
    const auto address = Address(bad);
    EXPECT_TRUE(IsForbidden(reinterpret_cast<const sockaddr&>(address))) << bad;
  }
  for (const char* good : {"127.0.0.1", "::1", "10.0.0.1", "192.168.7.7", "169.253.1.1", "169.255.1.1", "8.8.8.8",
                           "fec0::1", "fd00::1", "2606:4700::1111", "::ffff:10.0.0.1", "64:ff9b::808:808"}) {
    const auto address = Address(good);
    EXPECT_FALSE(IsForbidden(reinterpret_cast<const sockaddr&>(address))) << good;
  }
  sockaddr_storage local{};
  local.ss_family = AF_UNIX;
  EXPECT_TRUE(IsForbidden(reinterpret_cast<const sockaddr&>(local)));
}

TEST(OidcAddresses, ThisMachineIsKnown) {
  for (const char* here : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    const auto address = Address(here);
    EXPECT_TRUE(IsLoopback(reinterpret_cast<const sockaddr&>(address))) << here;
  }
  for (const char* there : {"128.0.0.1", "10.0.0.1", "::2", "::ffff:10.0.0.1"}) {
    const auto address = Address(there);
    EXPECT_FALSE(IsLoopback(reinterpret_cast<const sockaddr&>(address))) << there;
  }
}

}  // namespace
}  // namespace concord::oidc
