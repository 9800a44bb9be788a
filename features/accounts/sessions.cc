#include "features/accounts/sessions.h"

#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

constexpr std::chrono::minutes kHalfLasts{10}, kTouched{1};
constexpr int64_t kHalf = 1, kWhole = 2;
constexpr size_t kSessionTokenSize = 43;

std::optional<Method> MethodNamed(std::string_view name) {
  for (const Method method : {Method::kPassword, Method::kTotp, Method::kRecovery, Method::kProvider,
                              Method::kProviderTwice, Method::kDemo}) {
    if (NameOf(method) == name) return method;
  }
  return std::nullopt;
}

// Whether the session still stands: not run out, and used lately enough.
bool Stands(const sql::SessionRow& row, Time now, int idle_hours) {
  return now < row.expires && now - row.seen < std::chrono::hours(idle_hours);
}

void Note(db::Transaction& t, const Accounts::Deps& deps, const AccountId& id, const char* action,
          std::string_view session_id) {
  journal::Append(t, {.actor = id.ToString(), .action = action, .subject = std::string(session_id)}, deps.clock,
                  deps.random);
}

// Ends the session of a token that another one takes the place of.
void Replace(db::Transaction& t, const Accounts::Deps& deps, std::string_view token) {
  if (token.empty()) return;
  const std::string digest = crypto::DigestToken(token);
  const auto old = sql::FindSession(t, digest);
  if (!old) return;
  sql::EndSessionOfToken(t, digest);
  if (old->level == kWhole) Note(t, deps, old->account, "accounts.session.end", old->id);
}

}  // namespace

std::string_view NameOf(Method method) {
  switch (method) {
    case Method::kPassword:
      return "password";
    case Method::kTotp:
      return "totp";
    case Method::kRecovery:
      return "recovery";
    case Method::kProvider:
      return "provider";
    case Method::kProviderTwice:
      return "provider_twice";
    case Method::kDemo:
      break;
  }
  return "demo";
}

bool CountsAsSecondFactor(Method method) { return method != Method::kPassword && method != Method::kProvider; }

Result<Sessions::Begun> Sessions::Start(const AccountId& id, int level, Method method, std::string_view user_agent,
                                        std::string_view replaces) {
  const Begun begun{crypto::NewToken(deps_.random), Uuid::V7(deps_.clock, deps_.random).ToString()};
  const Time now = deps_.clock.Now();
  const Time expires =
      level == kHalf ? Time(now + kHalfLasts) : Time(now + std::chrono::hours(24 * deps_.config.accounts.session_days));
  return deps_.database.Write([&](db::Transaction& t) -> Result<Begun> {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->account.state != "active") return Fail(ErrorKind::kForbidden, "accounts.error.not_active");
    Replace(t, deps_, replaces);
    sql::PruneSessions(t, now);
    sql::InsertSession(
        t, crypto::DigestToken(begun.token),
        {begun.id, id, level, std::string(NameOf(method)), DeviceOf(user_agent), now, now, now, expires});
    if (level == kWhole) {
      sql::SignedIn(t, id, now);
      Note(t, deps_, id, "accounts.session.begin", begun.id);
    }
    return begun;
  });
}

Result<Sessions::Begun> Sessions::Begin(const AccountId& id, Method method, std::string_view user_agent,
                                        std::string_view replaces) {
  return Start(id, kWhole, method, user_agent, replaces);
}

Result<Sessions::Begun> Sessions::BeginHalf(const AccountId& id, Method method, std::string_view user_agent,
                                            std::string_view replaces) {
  return Start(id, kHalf, method, user_agent, replaces);
}

Result<std::optional<Caller>> Sessions::Identify(std::string_view token) {
  if (token.size() != kSessionTokenSize) return std::optional<Caller>();
  const std::string digest = crypto::DigestToken(token);
  const Time now = deps_.clock.Now();
  Time seen{};
  auto found = deps_.database.Read([&](db::Session& s) -> Result<std::optional<Caller>> {
    const auto row = sql::FindSession(s, digest);
    if (!row || row->level != kWhole || !Stands(*row, now, deps_.config.accounts.idle_hours)) return std::nullopt;
    const auto account = sql::FindAccount(s, row->account);
    if (!account || account->account.state != "active") return std::nullopt;
    seen = row->seen;
    const auto method = MethodNamed(row->method);
    return Caller{.id = row->account,
                  .name = account->account.name,
                  .email = account->account.email,
                  .language = account->account.language,
                  .memberships = sql::MembershipsOf(s, row->account),
                  .hub_roles = sql::HubRolesOf(s, row->account),
                  .second_factor = method && CountsAsSecondFactor(*method),
                  .session_id = row->id,
                  .authenticated = row->authenticated};
  });
  if (found && *found && now - seen >= kTouched) {
    // A page is not refused because this note could not be taken; the next request tries again.
    const auto touched = deps_.database.Write([&](db::Transaction& t) -> Status {
      sql::TouchSession(t, digest, now);
      return {};
    });
    if (!touched) deps_.log.Warn("a session's use was not noted", {{"cause", touched.error().cause}});
  }
  return found;
}

Result<std::optional<Sessions::Half>> Sessions::FindHalf(std::string_view token) {
  if (token.size() != kSessionTokenSize) return std::optional<Half>();
  return deps_.database.Read([&](db::Session& s) -> Result<std::optional<Half>> {
    const auto row = sql::FindSession(s, crypto::DigestToken(token));
    if (!row || row->level != kHalf || deps_.clock.Now() >= row->expires) return std::nullopt;
    return Half{row->account, MethodNamed(row->method).value_or(Method::kPassword)};
  });
}

Result<Sessions::Begun> Sessions::Rotate(const Caller& caller, std::optional<Method> method) {
  const Begun begun{crypto::NewToken(deps_.random), caller.session_id};
  return deps_.database.Write([&](db::Transaction& t) -> Result<Begun> {
    if (!sql::RotateSession(t, caller.session_id, crypto::DigestToken(begun.token), method ? NameOf(*method) : "",
                            deps_.clock.Now()))
      return Fail(ErrorKind::kNotFound, "error.not_found");
    return begun;
  });
}

Result<std::vector<Session>> Sessions::List(const AccountId& id) {
  const Time now = deps_.clock.Now();
  return deps_.database.Read([&](db::Session& s) -> Result<std::vector<Session>> {
    std::vector<Session> sessions;
    for (const auto& row : sql::SessionsOf(s, id)) {
      if (Stands(row, now, deps_.config.accounts.idle_hours))
        sessions.push_back({row.id, row.device, row.created, row.seen, row.authenticated, row.expires});
    }
    return sessions;
  });
}

Status Sessions::End(const AccountId& id, std::string_view session_id) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    if (!sql::EndSession(t, id, session_id)) return Fail(ErrorKind::kNotFound, "error.not_found");
    Note(t, deps_, id, "accounts.session.end", session_id);
    return {};
  });
}

Status Sessions::EndOthers(const AccountId& id, std::string_view kept_session_id) {
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    for (const auto& ended : sql::EndSessionsBut(t, id, kept_session_id))
      Note(t, deps_, id, "accounts.session.end", ended);
    return {};
  });
}

void EndEverySession(db::Transaction& transaction) { sql::EndEverySession(transaction); }

}  // namespace concord::accounts
