#include "base/oidc/client.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/oidc/claims.h"
#include "base/oidc/errors.h"
#include "base/oidc/jws.h"
#include "base/oidc/kept.h"
#include "base/oidc/metadata.h"
#include "base/oidc/url.h"

namespace concord::oidc {

struct IssuerState {
  Kept<Metadata> metadata;
  Kept<KeySet> keys;
};

namespace {

constexpr milliseconds kLifetime = std::chrono::hours(1);
constexpr milliseconds kBetweenRenewals = std::chrono::minutes(1);

Status CheckFetched(const Answer& answer, const char* why, const std::string& url) {
  if (answer.status == 200) return {};
  const std::string cause = url + " answered " + std::to_string(answer.status);
  if (answer.status >= 500 || answer.status == 429) return Unreachable(cause);
  return Misconfigured(why, cause);
}

Result<Metadata> FetchMetadata(HttpFetcher& fetcher, const std::string& issuer) {
  if (auto status = CheckIssuer(issuer); !status) return std::unexpected(status.error());
  const std::string url = DiscoveryUrl(issuer);
  const auto answer = fetcher.Get(url, {});
  if (!answer) return std::unexpected(answer.error());
  if (auto status = CheckFetched(*answer, "openid-configuration", url); !status) return std::unexpected(status.error());
  return ParseMetadata(answer->body, issuer);
}

Result<KeySet> FetchKeys(HttpFetcher& fetcher, const std::string& url) {
  const auto answer = fetcher.Get(url, {});
  if (!answer) return std::unexpected(answer.error());
  if (auto status = CheckFetched(*answer, "jwks_uri", url); !status) return std::unexpected(status.error());
  return KeySet::Parse(answer->body);
}

// "openid" makes it OpenID Connect: it is asked for whether or not the settings name it.
std::string ScopeOf(const Provider& provider) {
  const bool named = std::ranges::find(provider.scopes, "openid") != provider.scopes.end();
  return (named ? "" : provider.scopes.empty() ? "openid" : "openid ") + text::Join(provider.scopes, " ");
}

std::string WithQuery(std::string endpoint, const Form& query) {
  char separator = endpoint.find('?') == endpoint.npos ? '?' : '&';
  for (const auto& [name, value] : query) {
    endpoint += separator + EncodeUrl(name) + "=" + EncodeUrl(value);
    separator = '&';
  }
  return endpoint;
}

// A nonce that asks for a fresh sign-in is "<token>.<milliseconds>"; no token has a full stop.
std::string NewNonce(Random& random, Time now, bool ask_again) {
  std::string nonce = crypto::NewToken(random);
  if (ask_again) nonce += "." + std::to_string(now.time_since_epoch().count());
  return nonce;
}

std::optional<Time> SignedInSince(std::string_view nonce) {
  const auto stop = nonce.find('.');
  if (stop == nonce.npos) return std::nullopt;
  int64_t count = 0;
  const auto digits = nonce.substr(stop + 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  // Something else than what Begin gave: no sign-in is fresh enough.
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return Time::max();
  return Time(milliseconds(count));
}

Status CheckCallback(const Begun& kept, const Provider& provider, std::string_view state) {
  if (kept.state.empty() || kept.nonce.empty() || kept.verifier.empty())
    return Forged("nothing was kept for this callback");
  if (!crypto::SameBytes(kept.state, state)) return Forged("state is another one");
  if (provider.client_id.empty()) return Misconfigured("client_id", "the client id is empty");
  return {};
}

// RFC 9207, section 2.4.
Status CheckIss(const Metadata& metadata, std::string_view iss) {
  if (iss.empty() && metadata.promises_iss) return Forged("the callback lacks the iss that the provider promises");
  if (!iss.empty() && iss != metadata.issuer) return Forged("the callback's iss is " + Quoted(iss));
  return {};
}

struct Redemption {
  const Provider& provider;
  const Metadata& metadata;
  std::string_view redirect_uri, code, verifier;
};

// RFC 6749, sections 2.3.1 and 4.1.3; RFC 7636, section 4.5.
Result<Tokens> Redeem(HttpFetcher& fetcher, const Redemption& with) {
  const auto& [provider, metadata, redirect_uri, code, verifier] = with;
  Form form{{"grant_type", "authorization_code"},
            {"code", std::string(code)},
            {"redirect_uri", std::string(redirect_uri)},
            {"code_verifier", std::string(verifier)}};
  std::string basic;
  if (!provider.client_secret.empty() && metadata.secret_in_header) {
    basic = EncodeUrl(provider.client_id) + ":" + EncodeUrl(provider.client_secret);
  } else {
    form.emplace_back("client_id", provider.client_id);
    if (!provider.client_secret.empty()) form.emplace_back("client_secret", provider.client_secret);
  }
  const auto answer = fetcher.PostForm(metadata.token_endpoint, form, basic);
  if (!answer) return std::unexpected(answer.error());
  return ReadTokens(*answer);
}

// Reads documents of one issuer through what is kept of it.
class Reader {
 public:
  Reader(HttpFetcher& fetcher, Time now, Log& log, IssuerState& state, const std::string& issuer)
      : fetcher_(fetcher), now_(now), log_(log), state_(state), issuer_(issuer) {}

  Result<std::shared_ptr<const Metadata>> ReadMetadata() {
    return state_.metadata.Get(now_, kLifetime, [&] { return FetchMetadata(fetcher_, issuer_); });
  }

  // The payload of a token that one of the issuer's keys signed.
  Result<std::string> Verify(const std::string& id_token, const Metadata& metadata) {
    auto jws = Jws::Read(id_token, metadata.algorithms);
    if (!jws) return std::unexpected(jws.error());
    const auto fetch = [&] { return FetchKeys(fetcher_, metadata.jwks_uri); };
    auto keys = state_.keys.Get(now_, kLifetime, fetch);
    if (!keys) return std::unexpected(keys.error());
    std::string payload;
    Verdict verdict = (*keys)->Verify(*jws, payload);
    if (verdict == Verdict::kNoKey) {
      auto renewed = state_.keys.Renew(*keys, now_, kBetweenRenewals, fetch);
      if (!renewed) return std::unexpected(renewed.error());
      if (!*renewed)
        return Forged("no key " + Quoted(jws->key_id()) + "; the keys were fetched less than a minute ago");
      log_.Info("keys of a sign-in provider fetched anew", {{"issuer", issuer_}, {"keys", (*renewed)->size()}});
      verdict = (*renewed)->Verify(*jws, payload);
    }
    if (verdict == Verdict::kNoKey) return Forged("no key " + Quoted(jws->key_id()) + " for " + jws->algorithm());
    if (verdict == Verdict::kBadSignature) return Forged("the signature is not by key " + Quoted(jws->key_id()));
    return payload;
  }

 private:
  HttpFetcher& fetcher_;
  Time now_;
  Log& log_;
  IssuerState& state_;
  const std::string& issuer_;
};

}  // namespace

Client::Client(HttpFetcher& fetcher, const Clock& clock, Random& random, Log& log)
    : fetcher_(fetcher), clock_(clock), random_(random), log_(log) {}

Client::~Client() = default;

std::shared_ptr<IssuerState> Client::StateOf(const std::string& issuer) {
  std::lock_guard lock(mutex_);
  auto& state = issuers_[issuer];
  if (!state) state = std::make_shared<IssuerState>();
  return state;
}

Result<Begun> Client::Begin(const Provider& provider, std::string_view redirect_uri, bool ask_again) {
  if (provider.client_id.empty()) return Misconfigured("client_id", "the client id is empty");
  const Time now = clock_.Now();
  const auto state = StateOf(provider.issuer);
  const auto metadata = Reader(fetcher_, now, log_, *state, provider.issuer).ReadMetadata();
  if (!metadata) return std::unexpected(metadata.error());
  Begun begun;
  begun.state = crypto::NewToken(random_);
  begun.nonce = NewNonce(random_, now, ask_again);
  begun.verifier = crypto::NewToken(random_);
  Form query{{"response_type", "code"},
             {"client_id", provider.client_id},
             {"redirect_uri", std::string(redirect_uri)},
             {"scope", ScopeOf(provider)},
             {"state", begun.state},
             {"nonce", begun.nonce},
             {"code_challenge", crypto::Base64Url(crypto::Sha256(begun.verifier))},
             {"code_challenge_method", "S256"}};
  if (ask_again) {
    query.emplace_back("prompt", "login");
    query.emplace_back("max_age", "0");
  }
  begun.location = WithQuery((*metadata)->authorization_endpoint, query);
  return begun;
}

Result<Identity> Client::Finish(const Provider& provider, const Begun& kept, std::string_view redirect_uri,
                                std::string_view state, std::string_view code, std::string_view iss) {
  if (auto status = CheckCallback(kept, provider, state); !status) return std::unexpected(status.error());
  const auto issuer = StateOf(provider.issuer);
  Reader reader(fetcher_, clock_.Now(), log_, *issuer, provider.issuer);
  const auto metadata = reader.ReadMetadata();
  if (!metadata) return std::unexpected(metadata.error());
  if (auto status = CheckIss(**metadata, iss); !status) return std::unexpected(status.error());
  if (code.empty()) return Refused("the callback has no code");
  const auto tokens = Redeem(fetcher_, {provider, **metadata, redirect_uri, code, kept.verifier});
  if (!tokens) return std::unexpected(tokens.error());
  const auto payload = reader.Verify(tokens->id_token, **metadata);
  if (!payload) return std::unexpected(payload.error());
  auto identity = CheckIdToken(*payload, {.issuer = provider.issuer,
                                          .client_id = provider.client_id,
                                          .nonce = kept.nonce,
                                          .access_token = tokens->access_token,
                                          .code = std::string(code),
                                          .now = clock_.Now(),
                                          .signed_in_since = SignedInSince(kept.nonce)});
  if (!identity || !identity->email.empty() || (*metadata)->userinfo_endpoint.empty()) return identity;
  const auto answer = fetcher_.Get((*metadata)->userinfo_endpoint, tokens->access_token);
  if (!answer) return std::unexpected(answer.error());
  if (auto status = AddUserinfo(*answer, *identity); !status) return std::unexpected(status.error());
  return identity;
}

Status Client::Probe(const Provider& provider) {
  const auto metadata = FetchMetadata(fetcher_, provider.issuer);
  if (!metadata) return std::unexpected(metadata.error());
  const auto keys = FetchKeys(fetcher_, metadata->jwks_uri);
  if (!keys) return std::unexpected(keys.error());
  if (provider.client_id.empty()) return Misconfigured("client_id", "the client id is empty");
  std::lock_guard lock(mutex_);
  issuers_.erase(provider.issuer);  // what was kept may be older than what was just seen
  return {};
}

}  // namespace concord::oidc
