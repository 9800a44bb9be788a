// People: accounts, memberships and roles, sign-in and sessions, invitations. The only header of this feature that
// others include. Everything here is safe from any thread; every write is one transaction with its journal entries.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/config.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/crypto/password.h"
#include "base/crypto/seal.h"
#include "base/db/database.h"
#include "base/http/router.h"
#include "base/http/server.h"
#include "base/mail/post.h"
#include "features/accounts/permissions.h"
#include "features/accounts/visit.h"

namespace concord::accounts {

// What accounts must know of places; the feature communities tells it. Safe from any thread; answers from memory.
class Places {
 public:
  virtual ~Places() = default;
  virtual std::optional<Place> FindCommunity(std::string_view slug) const = 0;
  virtual std::optional<Place> Community(const CommunityId& id) const = 0;
  struct Named {
    OrganizationId id;
    std::string slug, name, kind;  // kind: "police_agency", "oversight_body", ...
  };
  virtual std::vector<Named> OrganizationsOf(const CommunityId& id) const = 0;  // active ones, by name
};

// A person as others see one.
inline constexpr size_t kMaxName = 100;              // of a person, in code points
inline constexpr std::chrono::hours kResetLasts{2};  // a link to set a password anew

struct Account {
  AccountId id;
  std::string email, name, language;
  std::string state;  // "active", "disabled", "deleted"
  bool has_password = false, has_second_factor = false, demo = false;
  Time created;
  std::optional<Time> signed_in;
};

// How addresses are kept and looked up: trimmed, in lower case, without what no text may hold.
std::string NormalizeEmail(std::string_view email);

struct NewAccount {
  std::string email, name, language = "en";
  bool demo = false;
};

// A secret link, shown or mailed once.
struct Link {
  std::string path;  // "/welcome/<token>"
  Time expires;
};

// What another feature keeps about a person: told in "everything about me", gone when they leave. Both are called
// within the transaction of accounts and throw DatabaseError.
struct PersonalPart {
  std::string name;                                                 // of its member in that file: "reading_lists"
  std::function<std::string(db::Session&, const AccountId&)> tell;  // its value, JSON
  std::function<void(db::Transaction&, const AccountId&)> forget;
};

class Accounts {
 public:
  struct Deps {
    db::Database& database;
    const Places& places;
    const crypto::Sealer& sealer;
    crypto::PasswordHasher& hasher;
    const crypto::BreachedPasswords* breached;  // nullptr: not checked
    const Config& config;
    const Clock& clock;
    Random& random;
    Log& log;
    std::vector<PersonalPart> personal_parts = {};
  };
  explicit Accounts(const Deps& deps) : deps_(deps) {}
  const Deps& deps() const { return deps_; }

  // Errors: invalid with the field's key ("accounts.error.email", "accounts.error.name"), conflict
  // "accounts.error.email_taken". `actor` as in journal::Entry, here and below.
  Result<Account> Create(const NewAccount& wanted, std::string_view actor);
  Result<Account> Find(const AccountId& id);
  Result<Account> FindByEmail(std::string_view email);
  // Active ones first, by name; `words` in name or address. At most `limit`.
  Result<std::vector<Account>> List(std::string_view words, int limit, int offset);

  // The link that lets the account choose a password: "welcome" (7 days) or "reset" (2 hours). Earlier ones of the same
  // purpose end.
  Result<Link> NewLink(const AccountId& id, std::string_view purpose, std::string_view actor);
  // Ends every session. A disabled account cannot sign in. Errors: conflict where it is the last hub admin.
  Status Disable(const AccountId& id, std::string_view actor);
  Status Enable(const AccountId& id, std::string_view actor);
  // Takes password, second factor and sessions away and gives a link to begin anew.
  Result<Link> Reset(const AccountId& id, std::string_view actor);

  Status GiveHubRole(const AccountId& id, Role role, std::string_view actor);
  Status TakeHubRole(const AccountId& id, Role role, std::string_view actor);  // conflict: the last hub admin
  // Ends the sessions of the account where its rights grow or shrink (they begin again with the next sign-in).
  Status Join(const AccountId& id, const Membership& membership, std::string_view actor);
  Status Leave(const AccountId& id, const Membership& membership, std::string_view actor);

  struct Person {
    Account account;
    Membership membership;
  };
  Result<std::vector<Person>> PeopleOf(const CommunityId& community, const std::optional<OrganizationId>& organization);
  // How many belong to each organization: for public pages, which name nobody.
  Result<std::map<OrganizationId, int64_t>> CountsOf(const CommunityId& community);
  Result<std::set<CommunityId>> Administered();  // communities with an active community admin

  // Sets a password without asking for the old one: demonstration people, `concord user`. Ends sessions.
  Status SetPassword(const AccountId& id, std::string_view password, std::string_view actor);
  Result<int64_t> CountDemo();  // accounts made for demonstrations

  struct Demonstrated {
    Account account;
    std::vector<Membership> memberships;
    std::vector<Role> hub_roles;
  };
  Result<std::vector<Demonstrated>> DemoPeople();  // the active ones of them, by name

 private:
  Deps deps_;
};

// Guards, for the routes of every feature. A GET that needs a sign-in is led to it and comes back; a POST is refused.
// A place that is not there, or not open to who asks, is 404, after the sign-in where one is needed. Whoever owes a
// second factor is led to setting one up.
class Guards {
 public:
  explicit Guards(std::function<http::Response(const http::Request&, unsigned)> error_page)
      : error_page_(std::move(error_page)) {}
  http::Guard Anyone() const;               // routes under /c/:community: the community is there and open, or one's own
  http::Guard SignedIn() const;             // and in the community's address: belongs to it
  http::Guard May(Action action) const;     // under /c/:community: there, in any of its organizations (the handler asks
                                            // VisitOf(q).caller->May(action, community, organization) where it matters)
  http::Guard Recent(Action action) const;  // as May, and a password or code given in the last 15 minutes

 private:
  std::function<http::Response(const http::Request&, unsigned)> error_page_;
};

// One thing that waits for someone: an entry of the page "Today".
struct TodayItem {
  std::string text, detail, href;  // in the reader's language
  std::optional<Time> due;  // from then on it is late; shown is the last day before, in the community's time zone
  int weight = 0;           // higher comes first: 30 late or broken, 20 today, 10 soon, 0 good to know
};
struct TodayQuestion {
  const Caller& caller;
  std::string language;
  std::optional<Place> place;  // asked once for each community of the caller, and once without
};
// Each feature gives one of these to the composition root; safe from any thread.
using TodaySource = std::function<std::vector<TodayItem>(const TodayQuestion&)>;

}  // namespace concord::accounts
