#include "features/accounts/second_factor.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/crypto/totp.h"
#include "base/journal/journal.h"
#include "features/accounts/store.h"

namespace concord::accounts {
namespace {

std::string StoredContext(const AccountId& id) { return "totp:" + id.ToString(); }
std::string OfferContext(const Caller& caller) {
  return "totp-offer:" + caller.id.ToString() + ":" + caller.session_id;
}

std::unexpected<Error> WrongCode() { return Fail(ErrorKind::kInvalid, "accounts.error.code"); }

std::vector<std::string> NewRecoveryCodes(Random& random) {
  std::vector<std::string> codes(kRecoveryCodes);
  for (auto& code : codes) code = crypto::NewCode(random);
  return codes;
}

// Recovery codes carry 80 random bits: a fast digest is enough, as for tokens.
std::vector<std::string> Digests(const std::vector<std::string>& codes) {
  std::vector<std::string> digests;
  for (const auto& code : codes) digests.push_back(crypto::DigestToken(crypto::NormalizeCode(code)));
  return digests;
}

std::string CodesContext(const Caller& caller) { return "codes:" + caller.id.ToString() + ":" + caller.session_id; }

bool LooksLikeTotp(std::string_view code) {
  const auto digits = std::ranges::count_if(code, [](char c) { return c >= '0' && c <= '9'; });
  return digits == 6 && std::ranges::all_of(code, [](char c) { return (c >= '0' && c <= '9') || c == ' '; });
}

}  // namespace

SecondFactor::Offer SecondFactor::OfferOf(const Caller& caller, std::string_view secret, std::string sealed) const {
  return {crypto::TotpUri(secret, caller.email, deps_.config.hub.name), crypto::Base32(secret), std::move(sealed)};
}

SecondFactor::Offer SecondFactor::Propose(const Caller& caller) const {
  const std::string secret = crypto::NewTotpSecret(deps_.random);
  return OfferOf(caller, secret, deps_.sealer.Seal(secret, OfferContext(caller), deps_.random));
}

Result<std::string> SecondFactor::OpenOffer(const Caller& caller, std::string_view sealed) const {
  auto secret = deps_.sealer.Open(sealed, OfferContext(caller));
  if (!secret) return Fail(ErrorKind::kInvalid, "accounts.error.offer");
  return *secret;
}

Result<SecondFactor::Offer> SecondFactor::Again(const Caller& caller, std::string_view sealed) const {
  const auto secret = OpenOffer(caller, sealed);
  if (!secret) return std::unexpected(secret.error());
  return OfferOf(caller, *secret, std::string(sealed));
}

Result<SecondFactor::TurnedOn> SecondFactor::TurnOn(const Caller& caller, std::string_view sealed,
                                                    std::string_view code, const Origin& origin) {
  const auto secret = OpenOffer(caller, sealed);
  if (!secret) return std::unexpected(secret.error());
  if (auto taken = throttle_.Take(Throttle::Kind::kConfirm, caller.session_id, origin); !taken)
    return std::unexpected(taken.error());
  const Time now = deps_.clock.Now();
  const auto step = crypto::CheckTotp(*secret, code, now, -1);
  if (!step) return WrongCode();
  TurnedOn on{NewRecoveryCodes(deps_.random), ""};
  auto status = deps_.database.Write([&](db::Transaction& t) -> Status {
    const auto row = sql::LockAccount(t, caller.id);
    if (!row || row->account.state != "active") return Fail(ErrorKind::kForbidden, "accounts.error.not_active");
    sql::SetTotp(t, caller.id, deps_.sealer.Seal(*secret, StoredContext(caller.id), deps_.random), *step, now);
    sql::ReplaceRecoveryCodes(t, caller.id, Digests(on.codes));
    // Whoever was in with the password alone is out.
    sql::EndSessionsBut(t, caller.id, caller.session_id);
    journal::Append(
        t, {.actor = caller.id.ToString(), .action = "accounts.second_factor.on", .subject = caller.id.ToString()},
        deps_.clock, deps_.random);
    return {};
  });
  if (!status) return std::unexpected(status.error());
  auto begun = sessions_.Rotate(caller, Method::kTotp);
  if (!begun) return std::unexpected(begun.error());
  on.token = begun->token;
  return on;
}

Status SecondFactor::Confirm(const Caller& caller, std::string_view code, const Origin& origin) {
  if (auto taken = throttle_.Take(Throttle::Kind::kConfirm, caller.session_id, origin); !taken) return taken;
  if (auto used = Use(caller.id, code); !used) return std::unexpected(used.error());
  return throttle_.Succeeded(Throttle::Kind::kConfirm, caller.session_id, origin);
}

Status SecondFactor::TurnOff(const Caller& caller, std::string_view code, const Origin& origin) {
  const bool needed = std::ranges::any_of(caller.hub_roles, NeedsSecondFactor) ||
                      std::ranges::any_of(caller.memberships, NeedsSecondFactor, &Membership::role);
  if (needed) return Fail(ErrorKind::kConflict, "accounts.error.factor_needed");
  if (auto confirmed = Confirm(caller, code, origin); !confirmed) return confirmed;
  return deps_.database.Write([&](db::Transaction& t) -> Status {
    sql::SetTotp(t, caller.id, "", 0, deps_.clock.Now());
    sql::ReplaceRecoveryCodes(t, caller.id, {});
    journal::Append(
        t, {.actor = caller.id.ToString(), .action = "accounts.second_factor.off", .subject = caller.id.ToString()},
        deps_.clock, deps_.random);
    return {};
  });
}

Result<std::vector<std::string>> SecondFactor::NewCodes(const Caller& caller, std::string_view code,
                                                        const Origin& origin) {
  if (auto confirmed = Confirm(caller, code, origin); !confirmed) return std::unexpected(confirmed.error());
  auto codes = NewRecoveryCodes(deps_.random);
  auto status = deps_.database.Write([&](db::Transaction& t) -> Status {
    sql::ReplaceRecoveryCodes(t, caller.id, Digests(codes));
    journal::Append(
        t, {.actor = caller.id.ToString(), .action = "accounts.second_factor.codes", .subject = caller.id.ToString()},
        deps_.clock, deps_.random);
    return {};
  });
  if (!status) return std::unexpected(status.error());
  return codes;
}

Result<int64_t> SecondFactor::CodesLeft(const AccountId& id) {
  return deps_.database.Read([&](db::Session& s) -> Result<int64_t> { return sql::CountRecoveryCodes(s, id); });
}

std::string SecondFactor::Seal(const Caller& caller, const std::vector<std::string>& codes) const {
  return deps_.sealer.Seal(text::Join(codes, "\n"), CodesContext(caller), deps_.random);
}

std::vector<std::string> SecondFactor::OpenCodes(const Caller& caller, std::string_view sealed) const {
  const auto opened = deps_.sealer.Open(sealed, CodesContext(caller));
  if (!opened) return {};
  const auto parts = text::Split(*opened, '\n');
  return {parts.begin(), parts.end()};
}

Result<Method> SecondFactor::Use(const AccountId& id, std::string_view code) {
  return deps_.database.Write([&](db::Transaction& t) -> Result<Method> {
    const auto row = sql::LockAccount(t, id);
    if (!row || row->totp.empty()) return WrongCode();
    if (!LooksLikeTotp(code)) {
      const std::string digest = crypto::DigestToken(crypto::NormalizeCode(code));
      if (!sql::UseRecoveryCode(t, id, digest)) return WrongCode();
      journal::Append(t,
                      {.actor = id.ToString(), .action = "accounts.second_factor.recovery", .subject = id.ToString()},
                      deps_.clock, deps_.random);
      return Method::kRecovery;
    }
    const auto secret = deps_.sealer.Open(row->totp, StoredContext(id));
    if (!secret) {
      return Fail(ErrorKind::kInternal, "error.internal", {}, "the second factor was sealed with another key");
    }
    const auto step = crypto::CheckTotp(*secret, code, deps_.clock.Now(), row->totp_step);
    if (!step || !sql::UseTotpStep(t, id, *step)) return WrongCode();
    return Method::kTotp;
  });
}

}  // namespace concord::accounts
