#include "features/accounts/invitations.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "features/accounts/people.h"
#include "features/accounts/store.h"
#include "features/accounts/store_invitations.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

// The canonical text of an invitation, of which the journal keeps a salted digest.
std::string Canonical(const Invitation& one) {
  return "organization " + one.organization.ToString() + " role " + std::string(NameOf(one.role)) + " email " +
         one.email + " expires " + FormatRfc3339(one.expires);
}

journal::Entry EntryFor(const Invitation& one, std::string actor, std::string what) {
  return {.actor = std::move(actor),
          .action = "accounts.invitation." + std::move(what),
          .subject = one.id.ToString(),
          .community = one.community.ToString()};
}

Status StillStands(const Invitation& one, Time now) {
  if (one.state == "used") return Fail(ErrorKind::kConflict, "accounts.join.used");
  if (one.state != "open") return Fail(ErrorKind::kConflict, "accounts.join.withdrawn");
  if (one.expires <= now) return Fail(ErrorKind::kConflict, "accounts.join.expired");
  return {};
}

// The inviter could still make this invitation today: who has lost a right must not have left a door behind.
bool InviterStillMay(db::Session& session, const Invitation& one) {
  const Caller rights = sql::RightsOf(session, one.invited_by, one.community);
  return rights.May(Action::kPeopleInvite, one.community, one.organization) &&
         WithinReach(rights, one.community, one.organization, one.role);
}

// What Look, Accept and AcceptAsNew ask alike.
Result<Invitation> Standing(db::Session& session, const Places& places, const CommunityId& community,
                            std::string_view token, Time now) {
  const auto one = sql::FindInvitation(session, community, crypto::DigestToken(token));
  if (!one) return Fail(ErrorKind::kNotFound, "error.not_found");
  if (auto status = StillStands(*one, now); !status) return std::unexpected(status.error());
  const auto organizations = places.OrganizationsOf(community);
  if (std::ranges::find(organizations, one->organization, &Places::Named::id) == organizations.end() ||
      !InviterStillMay(session, *one))
    return Fail(ErrorKind::kConflict, "accounts.join.withdrawn");
  return *one;
}

}  // namespace

Result<Invited> Invitations::Invite(const Caller& caller, const Place& place, const Places::Named& organization,
                                    const InvitationWish& wish, const Tell& tell) {
  if (const char* why = WhyNotGive(caller, place.id, organization, wish.role)) return Fail(ErrorKind::kForbidden, why);
  const std::string email = NormalizeEmail(wish.email);
  if (!email.empty() && !mail::IsMailAddress(email)) return Fail(ErrorKind::kInvalid, "accounts.error.email");
  Invited invited;
  Invitation& one = invited.invitation;
  one.id = InvitationId::New(clock_, random_);
  one.community = place.id;
  one.organization = organization.id;
  one.role = wish.role;
  one.email = email;
  one.language = wish.language;
  one.state = "open";
  one.invited_by = caller.id;
  one.created = clock_.Now();
  one.expires = one.created + std::chrono::days(kDays);
  const std::string token = crypto::NewToken(random_);
  invited.path = "/c/" + place.slug + "/join/" + token;
  return database_.Write([&](db::Transaction& t) -> Result<Invited> {
    sql::InsertInvitation(t, one, crypto::DigestToken(token));
    journal::Entry entry = EntryFor(one, caller.id.ToString(), "create");
    entry.after = Canonical(one);
    journal::Append(t, entry, clock_, random_);
    if (tell) tell(t, invited);
    return invited;
  });
}

Result<std::vector<Invitation>> Invitations::Open(const CommunityId& community,
                                                  const std::optional<OrganizationId>& organization) {
  return database_.Read([&](db::Session& session) -> Result<std::vector<Invitation>> {
    return sql::OpenInvitations(session, community, organization, clock_.Now());
  });
}

Status Invitations::Withdraw(const Caller& caller, const CommunityId& community, const OrganizationId& organization,
                             const InvitationId& id) {
  return database_.Write([&](db::Transaction& t) -> Status {
    if (!sql::WithdrawInvitation(t, community, organization, id)) return Fail(ErrorKind::kNotFound, "error.not_found");
    Invitation one;
    one.id = id;
    one.community = community;
    journal::Append(t, EntryFor(one, caller.id.ToString(), "withdraw"), clock_, random_);
    return {};
  });
}

Result<Invitation> Invitations::Look(const CommunityId& community, std::string_view token) {
  return database_.Read([&](db::Session& session) -> Result<Invitation> {
    return Standing(session, places_, community, token, clock_.Now());
  });
}

Status Invitations::Use(db::Transaction& t, const Invitation& one, const AccountId& id) {
  if (!sql::UseInvitation(t, one.community, one.id, clock_.Now()))
    return Fail(ErrorKind::kConflict, "accounts.join.used");
  if (!sql::AddMembership(t, id, {one.community, one.organization, one.role}, clock_.Now()))
    return Fail(ErrorKind::kConflict, "accounts.join.already");
  journal::Append(t, EntryFor(one, id.ToString(), "accept"), clock_, random_);
  journal::Append(t,
                  {.actor = id.ToString(),
                   .action = "accounts.membership.join",
                   .subject = id.ToString(),
                   .after = "organization " + one.organization.ToString() + " role " + std::string(NameOf(one.role)),
                   .community = one.community.ToString()},
                  clock_, random_);
  return {};
}

Status Invitations::Accept(const CommunityId& community, std::string_view token, const Caller& caller) {
  return database_.Write([&](db::Transaction& t) -> Status {
    const auto one = Standing(t, places_, community, token, clock_.Now());
    if (!one) return std::unexpected(one.error());
    if (auto status = Use(t, *one, caller.id); !status) return status;
    sql::EndSessions(t, caller.id, caller.session_id);
    return {};
  });
}

Result<AccountId> Invitations::AcceptAsNew(const CommunityId& community, std::string_view token,
                                           const NewPerson& wanted) {
  const std::string name = text::CollapseSpace(text::Clean(wanted.name));
  if (name.empty() || text::CountCodePoints(name) > kMaxName) return Fail(ErrorKind::kInvalid, "accounts.error.name");
  const auto id = AccountId::New(clock_, random_);
  std::optional<Invitation> seen;
  const auto outcome = database_.Write([&](db::Transaction& t) -> Result<AccountId> {
    const auto one = Standing(t, places_, community, token, clock_.Now());
    if (!one) return std::unexpected(one.error());
    seen = *one;
    Account account;
    account.id = id;
    account.email = one->email.empty() ? NormalizeEmail(wanted.email) : one->email;
    if (!mail::IsMailAddress(account.email)) return Fail(ErrorKind::kInvalid, "accounts.error.email");
    account.name = name;
    account.language = wanted.language;
    account.state = "active";
    account.created = clock_.Now();
    if (!sql::InsertAccount(t, account)) return Fail(ErrorKind::kConflict, "accounts.error.email_taken");
    sql::SetPassword(t, id, wanted.password, clock_.Now());
    journal::Append(t, {.actor = id.ToString(), .action = "accounts.account.create", .subject = id.ToString()}, clock_,
                    random_);
    if (auto status = Use(t, *one, id); !status) return std::unexpected(status.error());
    return id;
  });
  if (!outcome && outcome.error().key == "accounts.error.email_taken" && seen) CountTaken(*seen);
  return outcome;
}

void Invitations::CountTaken(const Invitation& one) {
  // Where this cannot be counted, the database is away, and there is nothing to learn from it either.
  (void)database_.Write([&](db::Transaction& t) -> Status {
    sql::CountTakenAnswer(t, one.community, one.id, kTakenAnswers);
    return {};
  });
}

}  // namespace concord::accounts
