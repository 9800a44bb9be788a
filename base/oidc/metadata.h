// What a provider says of itself and answers at its endpoints. Pure functions of bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/oidc/fetch.h"

namespace concord::oidc {

// The issuer may be asked for at all: https, or http on this machine; no query, no fragment (Core, section 1.2).
// Errors: invalid, "oidc.misconfigured".
Status CheckIssuer(std::string_view issuer);
// Where its metadata is (Discovery, section 4.1).
std::string DiscoveryUrl(std::string_view issuer);

struct Metadata {
  std::string issuer;
  std::string authorization_endpoint, token_endpoint, jwks_uri;
  std::string userinfo_endpoint;        // empty: none
  std::vector<std::string> algorithms;  // for ID tokens; of those that we accept, none empty
  bool secret_in_header = false;        // client_secret_basic, else client_secret_post
  bool promises_iss = false;            // RFC 9207
};

// Discovery, section 4.3: `issuer` must be the one asked for, to the letter. Endpoints are https, on this machine only
// where the issuer is. Errors: invalid, "oidc.misconfigured".
Result<Metadata> ParseMetadata(std::string_view json, std::string_view issuer);

struct Tokens {
  std::string id_token, access_token;
};

// Core, section 3.1.3.3, and errors by RFC 6749, section 5.2. Errors: forbidden "oidc.refused", invalid
// "oidc.misconfigured", unavailable "oidc.unreachable".
Result<Tokens> ReadTokens(const Answer& answer);

}  // namespace concord::oidc
