// Handlers of the pages of those who answer. Safe from any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/answering/answering.h"
#include "features/selfreview/answering/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::answering {

inline constexpr size_t kMostTyped = 20'000;  // bytes of one field that are looked at, or given back

// The review of an address, and who answers it here.
struct Room {
  accounts::Place place;
  Review review;
  KeptPtr kept;
  std::string base;              // "/c/riverbend/self-review/where-we-stand"
  std::optional<Respondent> me;  // by this browser's code, or by the account
  std::string code;              // this browser's; empty: by the account
  bool open = false;             // answers are taken now

  const Instrument& instrument() const { return kept->instrument; }
};
// Errors: not_found, also for drafts.
Result<Room> RoomOf(const Deps& deps, const http::Request& request);

// One respondent's way through an instrument.
struct Answers {
  std::vector<Given> given;  // of each item, in the instrument's order
  std::vector<bool> asked;   // of the group, and not skipped after the answers so far
  std::vector<bool> of_group;

  bool Answered(size_t item) const { return given[item].answer != kNotAnswered; }
};
Result<Answers> AnswersFor(const Deps& deps, const Room& room);
// Dimensions with anything to ask, as places among the instrument's.
std::vector<size_t> PartsOf(const Instrument& instrument, const Answers& answers);
struct Tally {
  int64_t answered = 0, asked = 0;
};
Tally TallyOf(const Instrument& instrument, const Answers& answers, std::optional<size_t> dimension);

// The code by which this browser goes on with the review of the request's address.
void KeepCode(http::Response& response, const http::Request& request, const Room& room, std::string_view code);
void ForgetCode(http::Response& response, const http::Request& request);

// What an error says; "accounts.error.too_many" with its time.
std::string InWords(const Words& words, const Error& error);
// The page of an error that no form can show, and a line in the log where it is ours.
http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error);
http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status = 200);
// Under what a browser holds answers that it could not send yet: "<review>.<respondent>", neither of which says who.
std::string KeyOf(const Review& review);
std::string KeyOf(const Room& room);  // somebody has begun

// Why nobody can answer now; empty where they can.
std::string Stopped(const Deps& deps, const Words& words, const Room& room);
std::string UntilInWords(const Words& words, const Room& room);

class Pages {
 public:
  explicit Pages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;   // what is under way in a community
  http::Response Start(const http::Request& request) const;  // before one has begun; afterwards, how far one is
  http::Response Begin(const http::Request& request) const;  // by account
  http::Response Join(const http::Request& request) const;   // by link: what it is
  http::Response BeginByLink(const http::Request& request) const;
  http::Response Resume(const http::Request& request) const;
  http::Response TakeCode(const http::Request& request) const;
  http::Response Leave(const http::Request& request) const;
  http::Response Part(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response Finish(const http::Request& request) const;
  http::Response GiveBack(const http::Request& request) const;  // what the Gate refused to save

 private:
  struct Coming;
  http::Response StartFor(const http::Request& request, const Room& room, const Coming& coming) const;
  http::Response UsedFor(const http::Request& request, const Room& room) const;
  http::Response OverviewFor(const http::Request& request, const Room& room) const;
  http::Response ResumeFor(const http::Request& request, const Room& room, const std::optional<Error>& error) const;
  // What was typed into a part that cannot be saved, to copy. `room` as it is now; nullptr: nobody could say.
  http::Response TypedFor(const http::Request& request, const Room* room, unsigned status) const;
  struct Typed;
  http::Response PartFor(const http::Request& request, const Room& room, const Typed& typed) const;
  http::Response SaveForScript(const http::Request& request, const Room& room) const;
  Deps d_;
};

}  // namespace concord::selfreview::answering
