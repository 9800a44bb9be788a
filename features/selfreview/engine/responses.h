// What people answered to an instrument, held by level and without names. Pure functions, safe from any thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

// A level, 0 to kLevels - 1, or one of these, which are never counted as a level.
using Answer = int8_t;
inline constexpr Answer kDontKnow = -1, kDoesNotApply = -2, kNotAnswered = -3;

struct Responses {
  size_t items = 0;             // of the instrument
  std::vector<Group> groups;    // of each respondent
  std::vector<Answer> answers;  // respondents x items, row by row

  size_t size() const { return groups.size(); }
  const Answer* Of(size_t respondent) const { return answers.data() + respondent * items; }
};

// Sets to kNotAnswered what was not asked: of the respondent's group, or after the answers that a skip rule names.
// Rules chain: who skips an item skips what depends on it too. "I don't know", "does not apply", no answer and an item
// that is not for one's group skip nothing. How many answers that took away.
int64_t DropUnasked(const Instrument& instrument, Responses& responses);

inline constexpr size_t kMostProblems = 1000;
struct ReadResponsesResult {
  Responses responses;
  std::vector<Problem> problems;  // with any, nothing is to be believed; at most kMostProblems
};
// Comma-separated values (RFC 4180, UTF-8): a first row of names, then a row for each respondent. A column "group" with
// one of the seven groups, and a column for each item that was asked, named by its id, with "0" to "4", "dk" (I don't
// know), "na" (does not apply) or nothing. A column "respondent" may name each once; "unit" is passed over; any other
// is a problem.
ReadResponsesResult ReadResponses(const Instrument& instrument, std::string_view csv);

}  // namespace concord::selfreview
