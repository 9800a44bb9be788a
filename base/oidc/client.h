// Signing in through an agency's own identity provider: an OpenID Connect relying party (OpenID Connect Core 1.0 with
// errata 2, Discovery 1.0, RFC 6749, RFC 7636, RFC 9207), authorization code flow with PKCE. Pure protocol: it keeps no
// accounts and writes nothing; what must last until the callback is handed to the caller.
// Errors, the same everywhere; the private cause says exactly which check:
//   unavailable "oidc.unreachable"    the provider gave no answer, or a fault of its own (5xx, 429)
//   invalid     "oidc.misconfigured"  {why}: the word of the standards for what does not fit ("issuer",
//   "invalid_client") forbidden   "oidc.refused"        the provider said no, or the person did there forbidden
//   "oidc.forged"         signature, algorithm, issuer, audience, azp, nonce, state, times or subject are wrong
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/oidc/fetch.h"

namespace concord::oidc {

// What the hub and the provider have agreed on. The issuer is https, or http on this machine ("http://127.0.0.1:3000").
struct Provider {
  std::string issuer;  // exactly as the provider writes it, with or without a slash at the end
  std::string client_id;
  std::string client_secret;  // empty: a public client, which PKCE alone protects
  std::vector<std::string> scopes{"openid", "email", "profile"};
};

// Where to send the browser, and what to keep until it comes back: out of other people's sight, bound to this browser,
// used once. The three kept texts are opaque; the nonce also says since when a fresh sign-in is asked for, so that
// whoever keeps them keeps that too.
struct Begun {
  std::string location;
  std::string state, nonce, verifier;
};

// Who signed in, as the provider says. (issuer, subject) names the person for good; an email address may pass from one
// person to another.
struct Identity {
  std::string issuer, subject;
  std::string email;            // empty: the provider gave none
  bool email_verified = false;  // by the provider
  std::string name;
  std::vector<std::string> methods;  // amr (RFC 8176): "pwd", "otp", "hwk", ...; empty: not said
  std::string context;               // acr; empty: not said
  Time authenticated{};              // auth_time; the epoch: not said, so never taken for recent
};

struct IssuerState;

// Keeps each issuer's metadata and keys for an hour. A token that names a key it does not have makes it fetch the keys
// again, at most once a minute an issuer, so that forged tokens cannot be turned into requests to the provider.
// Threads that need the same document at the same time share one request. All arguments outlive the client.
// Safe from any thread; blocks while the provider answers (Begin: up to one request, Finish: up to five, ten seconds
// each at most).
class Client {
 public:
  Client(HttpFetcher& fetcher, const Clock& clock, Random& random, Log& log);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // `ask_again`: the person proves anew who they are (prompt=login, max_age=0), and Finish refuses an older sign-in.
  Result<Begun> Begin(const Provider& provider, std::string_view redirect_uri, bool ask_again);

  // `state`, `code`, `iss`: of the callback's query, decoded; `iss` (RFC 9207) may be empty unless the metadata
  // promises it. A callback with an `error` has no code: hand over the empty one and get "oidc.refused".
  // `redirect_uri`: the same as at Begin.
  Result<Identity> Finish(const Provider& provider, const Begun& kept, std::string_view redirect_uri,
                          std::string_view state, std::string_view code, std::string_view iss);

  // For the person who sets a provider up: fetches metadata and keys anew and says what does not fit. Whether client_id
  // and client_secret are right shows only at a sign-in.
  Status Probe(const Provider& provider);

 private:
  std::shared_ptr<IssuerState> StateOf(const std::string& issuer);

  HttpFetcher& fetcher_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<IssuerState>, std::less<>> issuers_;
};

}  // namespace concord::oidc
