// The second factor: an authenticator app (TOTP), and recovery codes for the day it is lost. The app's secret is sealed
// with the hub's key, codes are stored as digests, and either kind of code is good once. Safe from any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.h"
#include "features/accounts/sessions.h"
#include "features/accounts/throttle.h"

namespace concord::accounts {

inline constexpr int kRecoveryCodes = 10;

class SecondFactor {
 public:
  SecondFactor(const Accounts::Deps& deps, Sessions& sessions, Throttle& throttle)
      : deps_(deps), sessions_(sessions), throttle_(throttle) {}

  // A secret that stands nowhere yet but in the form: sealed for this person and session.
  struct Offer {
    std::string uri;     // for the QR code
    std::string typed;   // in groups of four
    std::string sealed;  // comes back with the form
  };
  Offer Propose(const Caller& caller) const;
  // The same offer again, after a mistyped code. Errors: invalid "accounts.error.offer" where it is not this session's.
  Result<Offer> Again(const Caller& caller, std::string_view sealed) const;

  struct TurnedOn {
    std::vector<std::string> codes;  // to be shown once
    std::string token;               // of the session, which now has a second factor
  };
  // Errors: invalid "accounts.error.code", "accounts.error.offer"; unavailable "accounts.error.too_many".
  Result<TurnedOn> TurnOn(const Caller& caller, std::string_view sealed, std::string_view code, const Origin& origin);
  // `code`: of the app, or a recovery code. Errors: as above; conflict "accounts.error.factor_needed" where a role asks
  // for it.
  Status TurnOff(const Caller& caller, std::string_view code, const Origin& origin);
  // The earlier ones end.
  Result<std::vector<std::string>> NewCodes(const Caller& caller, std::string_view code, const Origin& origin);
  Result<int64_t> CodesLeft(const AccountId& id);
  // The codes that a page shows, sealed for this session, so that a button of that page can give them as a file.
  std::string Seal(const Caller& caller, const std::vector<std::string>& codes) const;
  // Empty where they are not this session's.
  std::vector<std::string> OpenCodes(const Caller& caller, std::string_view sealed) const;

  // Whether it is a code of this account, using it up: which kind it was. Does not count the try.
  // Errors: invalid "accounts.error.code".
  Result<Method> Use(const AccountId& id, std::string_view code);

 private:
  Result<std::string> OpenOffer(const Caller& caller, std::string_view sealed) const;
  Offer OfferOf(const Caller& caller, std::string_view secret, std::string sealed) const;
  Status Confirm(const Caller& caller, std::string_view code, const Origin& origin);

  Accounts::Deps deps_;
  Sessions& sessions_;
  Throttle& throttle_;
};

}  // namespace concord::accounts
