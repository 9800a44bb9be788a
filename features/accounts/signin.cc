#include "features/accounts/signin.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto/token.h"
#include "base/journal/journal.h"
#include "base/mail/letter.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

constexpr char kForgotContext[] = "accounts.forgot";

std::unexpected<Error> Wrong() { return Fail(ErrorKind::kInvalid, "accounts.error.sign_in"); }
std::unexpected<Error> NoLink() { return Fail(ErrorKind::kNotFound, "accounts.error.link"); }

bool AnyNeedsSecondFactor(db::Session& s, const AccountId& id) {
  return std::ranges::any_of(sql::HubRolesOf(s, id), NeedsSecondFactor) ||
         std::ranges::any_of(sql::MembershipsOf(s, id), NeedsSecondFactor, &Membership::role);
}

}  // namespace

Result<Entered> SignIn::WithPassword(std::string_view email, std::string_view password, const Origin& origin) {
  const auto& d = deps_.accounts;
  if (auto taken = deps_.throttle.Take(Throttle::Kind::kPassword, email, origin); !taken) {
    d.log.Info("sign-in refused", {{"why", taken.error().key}, {"whom", deps_.throttle.InLog(email)}});
    return std::unexpected(taken.error());
  }
  auto row = d.database.Read([&](db::Session& s) -> Result<std::optional<sql::AccountRow>> {
    return sql::FindAccountByEmail(s, NormalizeEmail(email));
  });
  if (!row) return std::unexpected(row.error());
  // From here to the answer, the work is one verification, whoever it is.
  bool right = false;
  if (*row && (*row)->account.state == "active") {
    right = d.hasher.Verify((*row)->password, password);
  } else {
    d.hasher.Pretend(password);
  }
  if (!right) {
    d.log.Info("sign-in failed", {{"whom", deps_.throttle.InLog(email)}});
    return Wrong();
  }
  if (auto noted = deps_.throttle.Succeeded(Throttle::Kind::kPassword, email, origin); !noted)
    return std::unexpected(noted.error());
  const AccountId& id = (*row)->account.id;
  if (d.hasher.NeedsRehash((*row)->password)) {
    const std::string encoded = d.hasher.Hash(password);
    const auto rehashed = d.database.Write([&](db::Transaction& t) -> Status {
      sql::SetPasswordHash(t, id, (*row)->password, encoded);
      return {};
    });
    if (!rehashed) return std::unexpected(rehashed.error());
  }
  return Enter(id, Method::kPassword, origin);
}

Result<Entered> SignIn::Enter(const AccountId& id, Method method, const Origin& origin) {
  struct Facts {
    Account account;
    bool needs_factor = false;
  };
  const auto facts = deps_.accounts.database.Read([&](db::Session& s) -> Result<Facts> {
    const auto row = sql::FindAccount(s, id);
    if (!row) return Fail(ErrorKind::kNotFound, "error.not_found");
    return Facts{row->account, AnyNeedsSecondFactor(s, id)};
  });
  if (!facts) return std::unexpected(facts.error());
  Entered entered;
  entered.language = facts->account.language;
  entered.code_asked = facts->account.has_second_factor && !CountsAsSecondFactor(method);
  auto begun = entered.code_asked ? deps_.sessions.BeginHalf(id, method, origin.user_agent, origin.session_token)
                                  : deps_.sessions.Begin(id, method, origin.user_agent, origin.session_token);
  if (!begun) return begun.error().key == "accounts.error.not_active" ? Wrong() : std::unexpected(begun.error());
  entered.token = begun->token;
  if (entered.code_asked) return entered;
  entered.factor_owed = facts->needs_factor && !CountsAsSecondFactor(method);
  entered.device = deps_.throttle.Device(origin.device, facts->account.email, deps_.accounts.random);
  return entered;
}

Result<Entered> SignIn::As(const AccountId& id, Method method, const Origin& origin) {
  return Enter(id, method, origin);
}

Result<Entered> SignIn::WithCode(std::string_view code, const Origin& origin) {
  const auto half = deps_.sessions.FindHalf(origin.session_token);
  if (!half) return std::unexpected(half.error());
  if (!*half) return Fail(ErrorKind::kNotFound, "accounts.error.begin_again");
  const AccountId id = (*half)->account;
  const auto account = deps_.accounts.database.Read(
      [&](db::Session& s) -> Result<std::optional<sql::AccountRow>> { return sql::FindAccount(s, id); });
  if (!account) return std::unexpected(account.error());
  if (!*account) return Fail(ErrorKind::kNotFound, "accounts.error.begin_again");
  const std::string email = (*account)->account.email;
  if (auto taken = deps_.throttle.Take(Throttle::Kind::kCode, email, origin); !taken)
    return std::unexpected(taken.error());
  const auto method = deps_.second_factor.Use(id, code);
  if (!method) {
    deps_.accounts.log.Info("second factor failed", {{"whom", deps_.throttle.InLog(email)}});
    return std::unexpected(method.error());
  }
  if (auto noted = deps_.throttle.Succeeded(Throttle::Kind::kCode, email, origin); !noted)
    return std::unexpected(noted.error());
  return Enter(id, *method, origin);
}

Result<std::string> SignIn::Confirm(const Caller& caller, std::string_view secret, const Origin& origin) {
  const auto& d = deps_.accounts;
  const auto row = d.database.Read(
      [&](db::Session& s) -> Result<std::optional<sql::AccountRow>> { return sql::FindAccount(s, caller.id); });
  if (!row) return std::unexpected(row.error());
  if (!*row) return Fail(ErrorKind::kNotFound, "error.not_found");
  const bool made_up = (*row)->account.demo && d.config.hub.demo;
  if (!made_up) {
    if (auto taken = deps_.throttle.Take(Throttle::Kind::kConfirm, caller.session_id, origin); !taken)
      return std::unexpected(taken.error());
    if ((*row)->account.has_second_factor) {
      if (auto used = deps_.second_factor.Use(caller.id, secret); !used) return std::unexpected(used.error());
    } else if (!d.hasher.Verify((*row)->password, secret)) {
      return Fail(ErrorKind::kInvalid, "accounts.error.password");
    }
    if (auto noted = deps_.throttle.Succeeded(Throttle::Kind::kConfirm, caller.session_id, origin); !noted)
      return std::unexpected(noted.error());
  }
  auto begun = deps_.sessions.Rotate(caller);
  if (!begun) return std::unexpected(begun.error());
  return begun->token;
}

Result<std::string> SignIn::ChangePassword(const Caller& caller, std::string_view old_password,
                                           std::string_view new_password, const Origin& origin) {
  const auto& d = deps_.accounts;
  const auto row = d.database.Read(
      [&](db::Session& s) -> Result<std::optional<sql::AccountRow>> { return sql::FindAccount(s, caller.id); });
  if (!row) return std::unexpected(row.error());
  if (!*row) return Fail(ErrorKind::kNotFound, "error.not_found");
  if (auto taken = deps_.throttle.Take(Throttle::Kind::kConfirm, caller.session_id, origin); !taken)
    return std::unexpected(taken.error());
  if (!d.hasher.Verify((*row)->password, old_password)) return Fail(ErrorKind::kInvalid, "accounts.error.password");
  if (auto noted = deps_.throttle.Succeeded(Throttle::Kind::kConfirm, caller.session_id, origin); !noted)
    return std::unexpected(noted.error());
  const std::string_view personal[] = {caller.email, caller.name, d.config.hub.name};
  if (auto fit = crypto::CheckPassword(new_password, personal, d.breached); !fit) return std::unexpected(fit.error());
  const std::string encoded = d.hasher.Hash(new_password);
  auto status = d.database.Write([&](db::Transaction& t) -> Status {
    sql::SetPassword(t, caller.id, encoded, d.clock.Now());
    sql::EndSessionsBut(t, caller.id, caller.session_id);
    sql::EndLinks(t, caller.id);
    journal::Append(
        t, {.actor = caller.id.ToString(), .action = "accounts.password.change", .subject = caller.id.ToString()},
        d.clock, d.random);
    return {};
  });
  if (!status) return std::unexpected(status.error());
  auto begun = deps_.sessions.Rotate(caller);
  if (!begun) return std::unexpected(begun.error());
  return begun->token;
}

bool SignIn::MailsLinks() const {
  return deps_.post && deps_.post->enabled() && !deps_.accounts.config.hub.base_url.empty();
}

Status SignIn::Forgot(std::string_view email, std::string_view language, const Origin& origin) {
  const auto& d = deps_.accounts;
  if (auto taken = deps_.throttle.Take(Throttle::Kind::kNetwork, "", origin); !taken) return taken;
  // A letter went to that address just now, or would have gone were there an account: the same answer.
  if (auto taken = deps_.throttle.Take(Throttle::Kind::kLetter, email, origin); !taken) {
    return taken.error().key == "accounts.error.too_many" ? Status() : taken;
  }
  if (!MailsLinks()) return {};
  const nlohmann::json asked = {{"email", NormalizeEmail(email)}, {"language", std::string(language)}};
  const std::string sealed = d.sealer.Seal(asked.dump(), kForgotContext, d.random);
  return d.database.Write([&](db::Transaction& t) -> Status {
    jobs::Enqueue(t, kForgotJob, nlohmann::json{{"sealed", sealed}}.dump(), d.clock, d.random);
    return {};
  });
}

void SignIn::Handle(jobs::Runner& runner) {
  runner.Handle(std::string(kForgotJob), {}, [this](const jobs::Job& job) { return Answer(job); });
}

Status SignIn::Answer(const jobs::Job& job) {
  const auto& d = deps_.accounts;
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  std::optional<std::string> opened;
  if (payload.is_object()) opened = d.sealer.Open(payload.value("sealed", ""), kForgotContext);
  const auto asked = nlohmann::json::parse(opened.value_or(""), nullptr, false);
  if (!asked.is_object()) return Fail(ErrorKind::kInvalid, "error.internal", {}, "a question that cannot be opened");
  if (!MailsLinks()) return {};  // mail was turned off since
  const std::string token = crypto::NewToken(d.random);
  return d.database.Write([&](db::Transaction& t) -> Status {
    const auto found = sql::FindAccountByEmail(t, asked.value("email", ""));
    if (!found || found->account.state != "active") return {};
    const Account& account = found->account;
    const Time now = d.clock.Now();
    sql::PutLink(t, account.id, "reset", crypto::DigestToken(token), "", now, now + kResetLasts);
    const mail::Letter letter{.subject_key = "accounts.mail.reset_subject",
                              .paragraph_keys = {"accounts.mail.reset_asked", "accounts.mail.reset_ignore"},
                              .button_key = "accounts.mail.reset_button",
                              .button_href = d.config.hub.base_url + "/reset/" + token,
                              .params = {{"hub", d.config.hub.name}}};
    deps_.post->Enqueue(
        t, mail::Write(letter, deps_.catalog, {account.email, account.name, account.language}, d.config.hub.name));
    journal::Append(t,
                    {.actor = "system",
                     .action = "accounts.link.create",
                     .subject = account.id.ToString(),
                     .after = "purpose reset"},
                    d.clock, d.random);
    return {};
  });
}

Result<SignIn::Chooser> SignIn::LookAt(std::string_view purpose, std::string_view token) {
  return deps_.accounts.database.Read([&](db::Session& s) -> Result<Chooser> {
    const auto link = sql::FindLink(s, purpose, crypto::DigestToken(token));
    if (!link || deps_.accounts.clock.Now() >= link->expires) return NoLink();
    const auto row = sql::FindAccount(s, link->account);
    if (!row || row->account.state != "active") return NoLink();
    return Chooser{link->account, row->account.name, row->account.email};
  });
}

Result<Entered> SignIn::UseLink(std::string_view purpose, std::string_view token, std::string_view password,
                                const Origin& origin) {
  const auto& d = deps_.accounts;
  const auto chooser = LookAt(purpose, token);
  if (!chooser) return std::unexpected(chooser.error());
  const std::string_view personal[] = {chooser->email, chooser->name, d.config.hub.name};
  if (auto fit = crypto::CheckPassword(password, personal, d.breached); !fit) return std::unexpected(fit.error());
  const std::string encoded = d.hasher.Hash(password);
  auto status = d.database.Write([&](db::Transaction& t) -> Status {
    if (!sql::UseLink(t, purpose, crypto::DigestToken(token))) return NoLink();
    const auto row = sql::LockAccount(t, chooser->account);
    if (!row || row->account.state != "active") return NoLink();
    sql::SetPassword(t, chooser->account, encoded, d.clock.Now());
    sql::EndSessions(t, chooser->account);
    sql::EndLinks(t, chooser->account);
    const std::string id = chooser->account.ToString();
    journal::Append(t, {.actor = id, .action = "accounts.password.change", .subject = id}, d.clock, d.random);
    return {};
  });
  if (!status) return std::unexpected(status.error());
  return Enter(chooser->account, Method::kPassword, origin);
}

}  // namespace concord::accounts
