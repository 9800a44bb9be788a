// The weekly digest: new resources of the topics that a person chose, by mail, once a week and only when there is
// something new. "New" is what readers of this hub can see since the last digest, whatever year the work is of. Nothing
// is kept of whether a letter was opened or a link followed.
//
// Once a week holds with any number of nodes: a job that waits under one key begins each week, and each person's row
// holds the week that was done; the row and the letter are one transaction.
// Safe from any thread; every choice of a person is one transaction with its journal entry.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/i18n/catalog.h"
#include "base/jobs/queue.h"
#include "base/mail/post.h"
#include "features/accounts/accounts.h"
#include "features/library/library.h"

namespace concord::library::news {

struct Subscription {
  std::vector<std::string> topics;  // slugs; empty: all of them
  std::string language;             // of the letters
};

// Mondays at 13:00 UTC: morning in the Americas.
int64_t WeekOf(Time time);      // whole weeks since the Monday before 1970, beginning on Mondays
Time NextDispatch(Time after);  // the first one later than that

class Digest {
 public:
  struct Deps {
    Library& library;
    accounts::Accounts& accounts;
    const i18n::Catalog& catalog;
    const Config::Hub& hub;
    mail::Post* post;  // nullptr: no mail
    const Clock& clock;
    Random& random;
    Log& log;
  };
  explicit Digest(const Deps& deps) : deps_(deps) {}

  // Letters can be sent: there is a mail server, and an address of this hub that links can begin with.
  bool enabled() const;

  Result<std::optional<Subscription>> Find(const accounts::AccountId& id);
  // Begins or changes it; unknown topics are left out. Errors: invalid "news.error.language".
  Status Choose(const accounts::AccountId& id, const Subscription& wanted);
  // Nothing where there is none.
  Status End(const accounts::AccountId& id);
  // By the address in a letter. False: it ended before, or never was.
  Result<bool> Knows(std::string_view token);
  Result<bool> EndByToken(std::string_view token);

  // Registers the work. Before runner.Start.
  void Handle(jobs::Runner& runner);
  // Puts the next week's beginning into the queue, where it does not wait there already.
  Status Schedule();
  // Sends what is due in the week of `now`; how many letters. What the jobs do; tests call it.
  Result<int> Send(Time now);

 private:
  Status Begin();
  Result<bool> SendTo(const std::string& account, int64_t week, Time until);
  Deps deps_;
};

// For accounts: told and forgotten with the rest of what is kept about a person.
accounts::PersonalPart PersonalDigest();

}  // namespace concord::library::news
