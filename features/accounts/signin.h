// Signing in and out, and choosing passwords. What is said and done is the same whether or not an address has an
// account here, to the byte and (nearly) to the millisecond. Safe from any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/i18n/catalog.h"
#include "base/jobs/queue.h"
#include "base/mail/post.h"
#include "features/accounts/accounts.h"
#include "features/accounts/second_factor.h"
#include "features/accounts/sessions.h"
#include "features/accounts/throttle.h"

namespace concord::accounts {

// A sign-in, or a step of one. Both values go into cookies (cookies.h).
struct Entered {
  std::string token;         // of the session
  std::string device;        // empty while a code is still asked for
  bool code_asked = false;   // go to /sign-in/code
  bool factor_owed = false;  // a role asks for a second factor, and the account has none yet
  std::string language;      // of the account
};

class SignIn {
 public:
  static constexpr std::string_view kForgotJob = "accounts.forgot";

  struct Deps {
    Accounts::Deps accounts;
    Sessions& sessions;
    SecondFactor& second_factor;
    Throttle& throttle;
    const i18n::Catalog& catalog;
    mail::Post* post = nullptr;  // nullptr: no mail
  };
  explicit SignIn(const Deps& deps) : deps_(deps) {}

  // Errors: invalid "accounts.error.sign_in", whatever was wrong; unavailable "accounts.error.too_many" {minutes}.
  Result<Entered> WithPassword(std::string_view email, std::string_view password, const Origin& origin);
  // The second step, for the half session of origin.session_token. Errors: invalid "accounts.error.code"; not_found
  // "accounts.error.begin_again"; unavailable.
  Result<Entered> WithCode(std::string_view code, const Origin& origin);
  // Somebody whom a provider, a demonstration's button or an invitation has let in: asks for a code first where the
  // account has a second factor and `method` is none.
  Result<Entered> As(const AccountId& id, Method method, const Origin& origin);

  // Asks who is signed in once more, before what is dangerous: a code where they have a second factor, otherwise their
  // password. The session's new token. Errors: invalid "accounts.error.code", "accounts.error.password"; unavailable.
  Result<std::string> Confirm(const Caller& caller, std::string_view secret, const Origin& origin);
  // Ends the other sessions; the new token of this one. Errors: invalid "accounts.error.password" (the old one is
  // wrong), those of crypto::CheckPassword; unavailable.
  Result<std::string> ChangePassword(const Caller& caller, std::string_view old_password, std::string_view new_password,
                                     const Origin& origin);

  // Mail can be sent, and it is known which address links in it must have: never one that a request named.
  bool MailsLinks() const;
  // Puts the question into the queue; whether there is such an account is looked up there. Errors: those of the
  // database, and "accounts.error.too_many" for a network alone.
  Status Forgot(std::string_view email, std::string_view language, const Origin& origin);
  // Registers that work, before runner.Start.
  void Handle(jobs::Runner& runner);

  struct Chooser {
    AccountId account;
    std::string name, email;
  };
  // Whose link it is. Errors: not_found "accounts.error.link".
  Result<Chooser> LookAt(std::string_view purpose, std::string_view token);
  // Sets the password, uses the link up, ends every session, signs in. Errors: as above; those of CheckPassword.
  Result<Entered> UseLink(std::string_view purpose, std::string_view token, std::string_view password,
                          const Origin& origin);

 private:
  Result<Entered> Enter(const AccountId& id, Method method, const Origin& origin);
  Status Answer(const jobs::Job& job);
  Deps deps_;
};

}  // namespace concord::accounts
