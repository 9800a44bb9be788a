// What the files of Reviews share.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "base/crypto/token.h"
#include "base/db/database.h"
#include "base/journal/journal.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview {

inline std::unexpected<Error> Refuse(std::string key) { return Fail(ErrorKind::kConflict, std::move(key)); }
inline std::unexpected<Error> NotThere() { return NotFound(); }

// An act on a review; `before` and `after` never hold answers.
struct Act {
  std::string_view action, actor;
  std::string before = {}, after = {};
};
inline void Tell(db::Transaction& t, const Review& review, const Act& act, const Clock& clock, Random& random) {
  journal::Append(t,
                  {.actor = std::string(act.actor),
                   .action = std::string(act.action),
                   .subject = review.id,
                   .before = act.before,
                   .after = act.after,
                   .community = review.community.ToString()},
                  clock, random);
}

// Of a respondent or a remark: 22 characters, in no order of time.
inline std::string RandomId(Random& random) { return crypto::NewToken(random).substr(0, 22); }

// In place of a time, so that an answer cannot be matched with a line in a log: days since 1970.
inline int64_t DayOf(Time time) { return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(); }

// What stands in place of an account ("account") or of a personal link ("link"). `key`: of this feature, from the
// hub's.
std::string DigestOf(const std::string& key, const Review& review, std::string_view kind, std::string_view whom);
inline constexpr char kKeyPurpose[] = "selfreview";

// Groups and answers as CSV, as docs/selfreview-method.md has it, rows sorted by what they say.
std::string WriteResponses(const Instrument& instrument, const Responses& responses);

}  // namespace concord::selfreview
