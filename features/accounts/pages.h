// Handlers of the pages about people. Each parses the request, calls an operation, fills a view and puts it in the
// frame. Safe from any thread.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/config.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "base/jobs/queue.h"
#include "base/mail/post.h"
#include "features/accounts/accounts.h"
#include "features/accounts/cookies.h"
#include "features/accounts/forms.h"
#include "features/accounts/second_factor.h"
#include "features/accounts/sessions.h"
#include "features/accounts/signin.h"
#include "features/accounts/visit.h"

namespace concord::accounts {

class Invitations;
class Providers;

// A way to sign in through an organization's identity provider.
struct ProviderLink {
  std::string href, name;  // "/sign-in/with/riverbend/riverbend-police", "Riverbend Police Department"
};

// What people may be told by mail; features add their own.
struct NotificationKind {
  std::string name;         // "library.weekly": in the account's row
  std::string message_key;  // what it is
  bool on = false;          // unless chosen otherwise
};

struct PageDeps {
  Accounts& accounts;
  Sessions& sessions;
  SignIn& sign_in;
  SecondFactor& second_factor;
  Throttle& throttle;
  const Guards& guards;
  const html::Frame& frame;
  const Config& config;
  const Clock& clock;
  Random& random;
  Log& log;
  mail::Post* post = nullptr;      // nullptr: no mail
  jobs::Runner* runner = nullptr;  // for the page of work
  Invitations* invitations = nullptr;
  Providers* providers = nullptr;
  std::function<std::vector<ProviderLink>()> provider_links = {};
  std::vector<TodaySource> today = {};
  std::vector<NotificationKind> notifications = {};
  std::vector<html::NavEntry> personal_pages = {};  // what other features keep for a person: linked from "my account"
};

// What one request needs to put things into words.
class Speaker {
 public:
  Speaker(const html::Frame& frame, const http::Request& request)
      : catalog_(frame.catalog()), language_(frame.LanguageOf(request)) {}
  const std::string& language() const { return language_; }
  const i18n::Catalog& catalog() const { return catalog_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const {
    return catalog_.Text(language_, key, params);
  }
  std::string Count(std::string_view key, int64_t count, i18n::Params params = {}) const {
    return catalog_.Plural(language_, key, count, std::move(params));
  }
  // An error in words; "accounts.error.too_many" with its time.
  std::string Say(const Error& error) const;

 private:
  const i18n::Catalog& catalog_;
  std::string language_;
};

// The page of an error that no form can show: 404, 403, 409, 503... and a line in the log where it is ours.
http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error);
// 422 for a form that comes back, 429 where the error is "accounts.error.too_many", 503 and 500 for ours.
unsigned StatusOf(const Error& error);
// Sends on whoever signed in just now, or took a step of it, with the cookies that belong to it: to the code, to
// setting up a second factor where a role needs one, or to `next` (a path of this site, or "/today").
http::Response Arrive(const PageDeps& deps, const http::Request& request, const Entered& entered,
                      std::string_view next);
// For pages with a secret in their address or in their text: kept by nobody, told to nobody.
void KeepSecret(http::Response& response);
// Where a form's token is missing or old: says so, and how to go on (403).
http::Response StaleForm(const html::Frame& frame, const http::Request& request);

}  // namespace concord::accounts
