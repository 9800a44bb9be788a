// Who is signed in with which browser. Sessions live in the database alone: every node sees them, and one that is ended
// is ended at once, everywhere. A browser holds a random token, the database its digest. Tokens are made here and
// nowhere else, and every change of what a session may do gives it another one. Safe from any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/i18n/catalog.h"
#include "features/accounts/accounts.h"

namespace concord::accounts {

// How somebody proved who they are.
enum class Method {
  kPassword,
  kTotp,           // password, then a code of the authenticator app
  kRecovery,       // password, then a recovery code
  kProvider,       // an identity provider
  kProviderTwice,  // an identity provider that vouches for a second factor
  kDemo,           // a button of a demonstration
};
std::string_view NameOf(Method method);
bool CountsAsSecondFactor(Method method);

struct Session {
  std::string id;
  std::string device;  // DeviceOf its browser
  Time created, seen, authenticated, expires;
};

// "firefox/android" of a User-Agent; "other/other" where it says nothing known. Nothing more of it is kept.
std::string DeviceOf(std::string_view user_agent);
// "Firefox on Android".
std::string DeviceInWords(const i18n::Catalog& catalog, std::string_view language, std::string_view device);

class Sessions {
 public:
  explicit Sessions(const Accounts::Deps& deps) : deps_(deps) {}

  struct Begun {
    std::string token, id;
  };
  // Signed in. The session of `replaces` (a token, or empty) ends with it, whosever it is, so that a browser has one.
  // Errors: forbidden where the account is not active.
  Result<Begun> Begin(const AccountId& id, Method method, std::string_view user_agent, std::string_view replaces);
  // The password (or the provider's word) was right and a code is still asked for: good for ten minutes.
  Result<Begun> BeginHalf(const AccountId& id, Method method, std::string_view user_agent, std::string_view replaces);

  // Whose token it is; nullopt: nobody's, ended, run out, or only half of a sign-in. Notes that it was used, at most
  // once a minute.
  Result<std::optional<Caller>> Identify(std::string_view token);
  struct Half {
    AccountId account;
    Method method = Method::kPassword;
  };
  Result<std::optional<Half>> FindHalf(std::string_view token);

  // The same session under another token, its proof given just now; `method` where it changed too.
  Result<Begun> Rotate(const Caller& caller, std::optional<Method> method = {});
  Result<std::vector<Session>> List(const AccountId& id);  // the one used last first
  // Errors: not_found where it is not that account's.
  Status End(const AccountId& id, std::string_view session_id);
  Status EndOthers(const AccountId& id, std::string_view kept_session_id);

 private:
  Result<Begun> Start(const AccountId& id, int level, Method method, std::string_view user_agent,
                      std::string_view replaces);
  Accounts::Deps deps_;
};

// Everyone signs in again, and no link for a password or an address works any more: after a restore, which would bring
// back what was ended or used since its backup. Throws DatabaseError.
void EndEverySession(db::Transaction& transaction);

}  // namespace concord::accounts
