#include "features/accounts/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>

#include "base/core/random.h"
#include "base/core/text.h"
#include "base/crypto/token.h"
#include "features/accounts/accounts.h"
#include "features/accounts/store.h"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours kForgotten{24};
constexpr size_t kMaxDevices = 4;

std::string Folded(std::string_view whom) { return NormalizeEmail(whom); }

std::string NameOf(Throttle::Kind kind) {
  switch (kind) {
    case Throttle::Kind::kPassword:
      return "password";
    case Throttle::Kind::kCode:
      return "code";
    case Throttle::Kind::kNetwork:
      return "network";
    case Throttle::Kind::kLetter:
      return "letter";
    case Throttle::Kind::kSuggestion:
      return "suggestion";
    case Throttle::Kind::kSelfreview:
      return "selfreview";
    case Throttle::Kind::kEvidence:
      return "evidence";
    case Throttle::Kind::kConfirm:
      break;
  }
  return "confirm";
}

}  // namespace

Throttle::Throttle(db::Database& database, const crypto::Sealer& sealer, const Clock& clock)
    : database_(database), key_(sealer.Derive("throttle")), clock_(clock) {}

std::string Throttle::NetworkOf(std::string_view client) {
  const std::string text(client);
  in_addr v4{};
  in6_addr v6{};
  char out[INET6_ADDRSTRLEN] = {};
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) {
    if (!IN6_IS_ADDR_V4MAPPED(&v6)) {
      std::fill(v6.s6_addr + 8, v6.s6_addr + 16, uint8_t{0});
      inet_ntop(AF_INET6, &v6, out, sizeof out);
      return std::string(out) + "/64";
    }
    std::copy(v6.s6_addr + 12, v6.s6_addr + 16, reinterpret_cast<uint8_t*>(&v4));
  } else if (inet_pton(AF_INET, text.c_str(), &v4) != 1) {
    return text;
  }
  reinterpret_cast<uint8_t*>(&v4)[3] = 0;
  inet_ntop(AF_INET, &v4, out, sizeof out);
  return std::string(out) + "/24";
}

std::string Throttle::Digest(std::string_view what, std::string_view whom, std::string_view where) const {
  // Lengths go in, so that no two triples run into each other.
  std::string message(what);
  for (const std::string_view part : {whom, where}) {
    message += '\n' + std::to_string(part.size()) + '\n';
    message += part;
  }
  return crypto::Hex(crypto::HmacSha256(key_, message));
}

std::vector<Throttle::Bucket> Throttle::BucketsOf(Kind kind, std::string_view whom, const Origin& origin) const {
  const std::string account = Folded(whom), network = NetworkOf(origin.client), what = NameOf(kind);
  if (kind == Kind::kConfirm) return {{Digest(what, account, ""), 10, minutes(1), true}};
  if (kind == Kind::kLetter) return {{Digest(what, account, ""), 5, minutes(10)}};
  if (kind == Kind::kSuggestion) return {{Digest(what, "", network), 10, minutes(6)}};
  // A room full of people behind one address begins at once.
  if (kind == Kind::kSelfreview) return {{Digest(what, "", network), 100, seconds(30)}};
  if (kind == Kind::kEvidence) return {{Digest(what, "", network), 60, seconds(30)}};
  if (kind == Kind::kNetwork) return {{Digest("network", "", network), 100, seconds(6)}};
  const bool code = kind == Kind::kCode;
  const milliseconds pace = code ? minutes(5) : minutes(1);
  if (const std::string device = KnownDevice(origin.device, account); !device.empty()) {
    return {{Digest(what + " device", account, device), 10, pace, true}};
  }
  std::vector<Bucket> buckets = {{Digest(what, account, network), 10, pace, true},
                                 {Digest("network", "", network), 100, seconds(6)}};
  if (code) {
    buckets.push_back({Digest("code unknown", account, ""), 20, hours(1)});
  } else {
    buckets.push_back({Digest("password unknown", account, ""), 100, minutes(10)});
  }
  return buckets;
}

Status Throttle::Take(Kind kind, std::string_view whom, const Origin& origin) {
  std::vector<Bucket> buckets = BucketsOf(kind, whom, origin);
  std::ranges::sort(buckets, {}, &Bucket::name);  // one order of locks for all
  const Time now = clock_.Now();
  return database_.Write([&](db::Transaction& t) -> Status {
    milliseconds wait{0};
    for (const Bucket& bucket : buckets) {
      const double over = sql::FillBucket(t, bucket.name, bucket.leak, now) - bucket.holds;
      // What is nearly a whole try is one: the content is a sum of fractions.
      if (over > 1e-6) {
        wait = std::max(wait, milliseconds(static_cast<int64_t>(
                                  std::ceil(std::min(over, 1e6) * static_cast<double>(bucket.leak.count())))));
      }
    }
    if (wait.count() == 0) {
      sql::PruneBuckets(t, now - kForgotten);
      return {};
    }
    // An error rolls the filling back: a refused try counts for nothing.
    const int64_t left = (wait.count() + 59999) / 60000;
    return Fail(ErrorKind::kUnavailable, "accounts.error.too_many", {{"minutes", std::to_string(left)}});
  });
}

Status Throttle::Succeeded(Kind kind, std::string_view whom, const Origin& origin) {
  std::vector<Bucket> buckets = BucketsOf(kind, whom, origin);
  std::ranges::sort(buckets, {}, &Bucket::name);
  return database_.Write([&](db::Transaction& t) -> Status {
    for (const Bucket& bucket : buckets) {
      bucket.own ? sql::EmptyBucket(t, bucket.name) : sql::TakeBack(t, bucket.name);
    }
    return {};
  });
}

std::string Throttle::ProofFor(std::string_view id, std::string_view whom) const {
  return crypto::Base64Url(crypto::HmacSha256(
      key_, "device\n" + std::string(id) + "\n" + std::to_string(whom.size()) + "\n" + std::string(whom)));
}

std::string Throttle::KnownDevice(std::string_view cookie, std::string_view whom) const {
  size_t looked_at = 0;
  for (const std::string_view entry : text::Split(cookie, '~')) {
    if (++looked_at > kMaxDevices) break;
    const size_t dot = entry.find('.');
    if (dot == entry.npos) continue;
    if (crypto::SameBytes(ProofFor(entry.substr(0, dot), whom), entry.substr(dot + 1)))
      return std::string(entry.substr(0, dot));
  }
  return {};
}

std::string Throttle::InLog(std::string_view whom) const { return Digest("log", Folded(whom), "").substr(0, 16); }

bool Throttle::KnowsDevice(std::string_view cookie, std::string_view whom) const {
  return !KnownDevice(cookie, Folded(whom)).empty();
}

std::string Throttle::Device(std::string_view cookie, std::string_view whom, Random& random) const {
  const std::string account = Folded(whom);
  std::string id = KnownDevice(cookie, account);
  if (id.empty()) id = crypto::NewToken(random).substr(0, 22);
  std::string value = id + "." + ProofFor(id, account);
  size_t kept = 1;
  for (const std::string_view entry : text::Split(cookie, '~')) {
    if (kept == kMaxDevices) break;
    if (entry.empty() || entry.starts_with(id + ".")) continue;
    value += "~" + std::string(entry);
    ++kept;
  }
  return value;
}

}  // namespace concord::accounts
