#include "base/oidc/metadata.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "base/oidc/errors.h"
#include "base/oidc/json.h"
#include "base/oidc/jws.h"
#include "base/oidc/url.h"

namespace concord::oidc {
namespace {

using nlohmann::json;

bool Contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

// A required list that must name `item`, or may be absent where `otherwise` says what that means.
bool Offers(const json& document, const char* list, std::string_view item, bool otherwise) {
  const auto items = FindTexts(document, list);
  return items ? Contains(*items, item) : otherwise;
}

Status CheckEndpoint(const std::string& address, const char* name, const Url& issuer) {
  const auto url = ParseUrl(address);
  if (!url || url->has_fragment) return Misconfigured(name, "not an address: " + Quoted(address));
  if (IsForbiddenHost(url->host)) return Misconfigured(name, "an address that may not be asked: " + Quoted(address));
  // A provider elsewhere has no business on this machine, and one on this machine may do without TLS.
  if (url->loopback && !issuer.loopback) return Misconfigured(name, "leads to this machine: " + Quoted(address));
  if (url->scheme == "http" && !url->loopback) return Misconfigured(name, "is not https: " + Quoted(address));
  return {};
}

Status TakeEndpoints(const json& document, const Url& issuer, Metadata& metadata) {
  const std::array<std::pair<const char*, std::string*>, 4> endpoints{{
      {"authorization_endpoint", &metadata.authorization_endpoint},
      {"token_endpoint", &metadata.token_endpoint},
      {"jwks_uri", &metadata.jwks_uri},
      {"userinfo_endpoint", &metadata.userinfo_endpoint},
  }};
  for (const auto& [name, place] : endpoints) {
    const std::string* address = FindText(document, name);
    if (!address && place == &metadata.userinfo_endpoint) continue;
    if (!address) return Misconfigured(name, "the metadata lacks it");
    if (auto status = CheckEndpoint(*address, name, issuer); !status) return status;
    *place = *address;
  }
  return {};
}

// How the hub proves itself at the token endpoint (Discovery, section 3: the header where nothing is said).
Status TakeClientAuthentication(const json& document, Metadata& metadata) {
  constexpr const char* kName = "token_endpoint_auth_methods_supported";
  metadata.secret_in_header = Offers(document, kName, "client_secret_basic", true);
  if (metadata.secret_in_header || Offers(document, kName, "client_secret_post", false)) return {};
  if (Offers(document, kName, "none", false)) return {};
  return Misconfigured(kName, "neither client_secret_basic nor client_secret_post");
}

Status TakeAlgorithms(const json& document, Metadata& metadata) {
  constexpr const char* kName = "id_token_signing_alg_values_supported";
  const auto offered = FindTexts(document, kName);
  for (const auto& algorithm : kAlgorithms) {
    if (!offered || Contains(*offered, algorithm)) metadata.algorithms.emplace_back(algorithm);
  }
  if (metadata.algorithms.empty()) return Misconfigured(kName, "none of RS256, PS256, ES256");
  return {};
}

std::string_view CodeOf(const json& document) {
  const std::string* code = FindText(document, "error");
  return code ? std::string_view(*code) : std::string_view();
}

// RFC 6749, section 5.2. What is the hub's settings' fault is told apart from what is this sign-in's.
Result<Tokens> ReadTokenError(const Answer& answer) {
  const auto document = ReadObject(answer.body);
  const std::string cause = "the token endpoint answered " + std::to_string(answer.status) + " " +
                            (document ? Quoted(CodeOf(*document)) + " " + Quoted(TextOr(*document, "error_description"))
                                      : "without a reason");
  if (answer.status >= 500 || answer.status == 429) return Unreachable(cause);
  constexpr std::array<std::string_view, 6> kOurs{"invalid_client",         "invalid_request", "invalid_scope",
                                                  "unsupported_grant_type", "invalid_target",  "unauthorized_client"};
  if (document) {
    const auto ours = std::ranges::find(kOurs, CodeOf(*document));
    if (ours != kOurs.end()) return Misconfigured(std::string(*ours), cause);
  }
  if (answer.status == 401) return Misconfigured("invalid_client", cause);
  if (answer.status == 404 || (answer.status >= 200 && answer.status < 400)) {
    return Misconfigured("token_endpoint", cause);
  }
  return Refused(cause);
}

}  // namespace

Status CheckIssuer(std::string_view issuer) {
  const auto url = ParseUrl(issuer);
  if (!url || url->has_query || url->has_fragment) return Misconfigured("issuer", "not an issuer: " + Quoted(issuer));
  if (IsForbiddenHost(url->host)) return Misconfigured("issuer", "an address that may not be asked: " + Quoted(issuer));
  if (url->scheme == "http" && !url->loopback) return Misconfigured("issuer", "is not https: " + Quoted(issuer));
  return {};
}

std::string DiscoveryUrl(std::string_view issuer) {
  if (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<Metadata> ParseMetadata(std::string_view text, std::string_view issuer) {
  if (auto status = CheckIssuer(issuer); !status) return std::unexpected(status.error());
  const auto document = ReadObject(text);
  if (!document) return Misconfigured("openid-configuration", "the metadata is no JSON object");
  Metadata metadata;
  metadata.issuer = TextOr(*document, "issuer");
  if (metadata.issuer != issuer) {
    return Misconfigured("issuer", "asked " + Quoted(issuer) + ", which calls itself " + Quoted(metadata.issuer));
  }
  if (auto status = TakeEndpoints(*document, *ParseUrl(issuer), metadata); !status) {
    return std::unexpected(status.error());
  }
  if (!Offers(*document, "response_types_supported", "code", false)) {
    return Misconfigured("response_types_supported", "no authorization code flow");
  }
  if (!Offers(*document, "code_challenge_methods_supported", "S256", true)) {
    return Misconfigured("code_challenge_methods_supported", "PKCE without S256");
  }
  if (auto status = TakeClientAuthentication(*document, metadata); !status) return std::unexpected(status.error());
  if (auto status = TakeAlgorithms(*document, metadata); !status) return std::unexpected(status.error());
  const auto promise = document->find("authorization_response_iss_parameter_supported");
  metadata.promises_iss = promise != document->end() && promise->is_boolean() && promise->get<bool>();
  return metadata;
}

Result<Tokens> ReadTokens(const Answer& answer) {
  if (answer.status != 200) return ReadTokenError(answer);
  const auto document = ReadObject(answer.body);
  if (!document) return Misconfigured("token_endpoint", "the token endpoint's answer is no JSON object");
  if (!CodeOf(*document).empty()) return ReadTokenError(Answer{400, answer.type, answer.body});  // seen in the wild
  Tokens tokens{TextOr(*document, "id_token"), TextOr(*document, "access_token")};
  if (tokens.id_token.empty()) return Misconfigured("id_token", "the token endpoint's answer lacks an id_token");
  if (!text::EqualsIgnoreAsciiCase(TextOr(*document, "token_type"), "Bearer")) {
    return Misconfigured("token_type", "the access token is not of type Bearer");
  }
  // RFC 6749, appendix A.12; it will stand in a header.
  if (tokens.access_token.empty() ||
      !std::ranges::all_of(tokens.access_token, [](char c) { return c >= ' ' && c <= '~'; })) {
    return Misconfigured("access_token", "the access token is none that may stand in a header");
  }
  return tokens;
}

}  // namespace concord::oidc
