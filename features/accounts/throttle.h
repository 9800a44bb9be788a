// Slows down who tries passwords and codes, without letting anyone lock a person out.
//
// Leaky buckets in the database (all nodes share them), each named by a keyed digest, so that the table holds neither
// addresses nor networks. A try fills every bucket that it touches by one; a full bucket refuses, and a refused try
// fills nothing. What leaks out of each, and how much it holds:
//
//   bucket                                  holds   one leaks out every
//   account and network (/24, /64)             10   minute
//   network, over all accounts                100   6 seconds
//   account, over all unknown browsers        100   10 minutes
//   account and known browser                  10   minute      (this one alone, where the browser is known)
//   codes: account and network                 10   5 minutes
//   codes: account, over unknown browsers      20   hour
//   codes: account and known browser           10   5 minutes   (this one alone, where the browser is known)
//   reset letters to one address                5   10 minutes
//   a signed-in session's old password or code 10   minute
//   suggestions to the library: network        10   6 minutes
//   open links and codes of self-reviews:     100   30 seconds
//     network
//   files sent to self-reviews: network        60   30 seconds
//
// A browser is known to an account when that person signed in with it before: it then holds a proof (Device), and has a
// bucket of its own that nobody else can fill. So whoever tries an account's password from many networks is stopped
// after 100 tries and 144 a day, while its owner goes on signing in with their own browsers; with a new browser, the
// reset letter is the way in. Unknown addresses are counted as known ones are. Safe from any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/crypto/seal.h"
#include "base/db/database.h"
#include "features/accounts/cookies.h"

namespace concord::accounts {

class Throttle {
 public:
  Throttle(db::Database& database, const crypto::Sealer& sealer, const Clock& clock);

  // What is tried. `whom`: the address (folded here); for kConfirm the session's id.
  // kNetwork, kSuggestion, kSelfreview and kEvidence count the network alone, kLetter the address alone.
  enum class Kind { kPassword, kCode, kNetwork, kLetter, kConfirm, kSuggestion, kSelfreview, kEvidence };
  // Counts one try. Errors: unavailable "accounts.error.too_many" {minutes}: how long until the next one is taken.
  Status Take(Kind kind, std::string_view whom, const Origin& origin);
  // The try was right: empties the buckets that belong to this origin and account alone, and gives the network its try
  // back.
  Status Succeeded(Kind kind, std::string_view whom, const Origin& origin);

  // The device cookie's value with a proof for `whom` (the address, folded here) in front, at most four in all.
  std::string Device(std::string_view cookie, std::string_view whom, Random& random) const;
  bool KnowsDevice(std::string_view cookie, std::string_view whom) const;
  // What the log says of an address: the same each time, and not the address.
  std::string InLog(std::string_view whom) const;

  // "203.0.113.0/24", "2001:db8:1:2::/64"; an IPv4 address in IPv6 clothes counts as itself. Other text: itself.
  static std::string NetworkOf(std::string_view client);

 private:
  struct Bucket {
    std::string name;
    double holds;
    milliseconds leak;
    bool own = false;  // emptied by a success; a shared one gets one try back
  };
  std::vector<Bucket> BucketsOf(Kind kind, std::string_view whom, const Origin& origin) const;
  std::string Digest(std::string_view what, std::string_view whom, std::string_view where) const;
  std::string ProofFor(std::string_view id, std::string_view whom) const;
  std::string KnownDevice(std::string_view cookie, std::string_view whom) const;  // its id; empty: none

  db::Database& database_;
  const std::string key_;
  const Clock& clock_;
};

}  // namespace concord::accounts
