// Invitations into an organization: made by someone who may give the role, carried as a link (mailed or copied), used
// once. Safe from any thread; every write is one transaction with its entry in the community's chain of the journal.
//
// What a link's holder can learn. Nothing is told before the token was right, and a right token is 256 random bits.
// The page that it opens is the same whether the invited address has an account or not. Only the answer to making an
// account tells that an address is taken, because there is no other way on; it is given at most kTakenAnswers times an
// invitation, whatever address was tried, and then the invitation ends. So a link tells about no more addresses than
// that, and each link stands in the journal with the name of whoever made it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/accounts/accounts.h"

namespace concord::accounts {

struct Invitation;
using InvitationId = Id<Invitation>;

struct Invitation {
  InvitationId id;
  CommunityId community;
  OrganizationId organization;
  Role role = Role::kMember;
  std::string email;  // may be empty: a link to copy
  std::string language;
  std::string state;  // "open", "used", "withdrawn"
  AccountId invited_by;
  Time created, expires;
};

struct InvitationWish {
  Role role = Role::kMember;
  std::string email, language = "en";
};

struct Invited {
  Invitation invitation;
  std::string path;  // "/c/riverbend/join/<token>": the only time that the token is known
};

// Someone who joins with a new account.
struct NewPerson {
  std::string name, email, language;  // email: where the invitation has none
  std::string password;               // hashed already
};

class Invitations {
 public:
  static constexpr int kDays = 14;
  static constexpr int kTakenAnswers = 3;

  Invitations(db::Database& database, const Places& places, const Clock& clock, Random& random)
      : database_(database), places_(places), clock_(clock), random_(random) {}

  // `tell` runs inside the transaction: it puts a letter into the queue. Errors: invalid "accounts.error.email",
  // "accounts.error.language"; forbidden (WhyNotGive in people.h).
  using Tell = std::function<void(db::Transaction&, const Invited&)>;
  Result<Invited> Invite(const Caller& caller, const Place& place, const Places::Named& organization,
                         const InvitationWish& wish, const Tell& tell = {});
  // Open ones that have not run out, the newest first; of one organization or of the community.
  Result<std::vector<Invitation>> Open(const CommunityId& community, const std::optional<OrganizationId>& organization);
  // Errors: not_found (also where it is another organization's, or no longer open).
  Status Withdraw(const Caller& caller, const CommunityId& community, const OrganizationId& organization,
                  const InvitationId& id);

  // The open invitation behind a token. Errors: not_found (no such token here: also another community's), conflict
  // "accounts.join.used", "accounts.join.withdrawn", "accounts.join.expired".
  Result<Invitation> Look(const CommunityId& community, std::string_view token);
  // Of two at once one wins; the other gets conflict "accounts.join.used". Errors beside Look's: conflict
  // "accounts.join.already" (has that role there; the invitation stays open). Rights have grown: the person's other
  // sessions end, and whoever calls gives this one another token.
  Status Accept(const CommunityId& community, std::string_view token, const Caller& caller);
  // Makes the account and joins, or neither. Errors beside Look's: invalid "accounts.error.email",
  // "accounts.error.name"; conflict "accounts.error.email_taken" (counted, see above).
  Result<AccountId> AcceptAsNew(const CommunityId& community, std::string_view token, const NewPerson& person);

 private:
  Status Use(db::Transaction& t, const Invitation& invitation, const AccountId& id);
  void CountTaken(const Invitation& invitation);

  db::Database& database_;
  const Places& places_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace concord::accounts
