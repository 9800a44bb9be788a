// What people keep of themselves here: name, language, what they are told of, their address; what is known about them,
// to take along; and leaving. Safe from any thread; every write is one transaction with its entry in the journal.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "features/accounts/accounts.h"

namespace concord::accounts {

struct Settings {
  std::string name, language;
  std::map<std::string, bool> notifications;  // what was chosen; a kind that is not there has its default
};

struct Standing {
  std::vector<Membership> memberships;
  std::vector<Role> hub_roles;
};

// What must be done before somebody can leave.
struct LeavingObstacle {
  std::optional<CommunityId> community;  // nullopt: the last admin of the hub
  std::string community_name;
};

class Profile {
 public:
  explicit Profile(const Accounts::Deps& deps) : deps_(deps) {}

  Result<Settings> Read(const AccountId& id);
  Result<Standing> Where(const AccountId& id);
  // Errors: invalid "accounts.error.name", "accounts.error.language".
  Status Change(const AccountId& id, const Settings& settings);

  // The path of a link that proves the new address within a day: "/me/email/<token>". `tell` puts the letter into the
  // queue, in the transaction; `free` says whether the address can be had. What the page answers is the same either
  // way. Errors: invalid "accounts.error.email".
  using Tell = std::function<void(db::Transaction&, const std::string& address, const std::string& path, bool free)>;
  Status AskForAddress(const AccountId& id, std::string_view address, const Tell& tell);
  // The address behind a link of that person. Errors: not_found "accounts.error.link".
  Result<std::string> AddressOf(const AccountId& id, std::string_view token);
  // Uses the link up. The address of before. Errors: as above; conflict "accounts.error.email_taken".
  Result<std::string> ProveAddress(const AccountId& id, std::string_view token);
  // By a hub admin. Errors: invalid "accounts.error.email", conflict "accounts.error.email_taken", not_found.
  Status SetAddress(const AccountId& id, std::string_view address, std::string_view actor);

  // Everything that is kept about the person, as JSON. Errors: not_found.
  Result<std::string> Export(const AccountId& id);

  Result<std::vector<LeavingObstacle>> Obstacles(const AccountId& id);
  // Takes everything that names the person out: the account's row stays, empty, so that ids go on meaning something,
  // and the journal keeps every act without who did it. Errors: conflict "accounts.leave.last" (see Obstacles),
  // "accounts.leave.demo" (a demonstration's people are everyone's).
  Status Delete(const AccountId& id);

 private:
  Accounts::Deps deps_;
};

}  // namespace concord::accounts
