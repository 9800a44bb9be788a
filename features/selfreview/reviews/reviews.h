// Self-reviews from their opening to the snapshot: who is asked, what they answer, what came of it. Whoever calls has
// asked VisitOf(request) whether it may; operations hold that a record belongs to its community. Safe from any thread;
// every write is one transaction with its entry in the community's chain of the journal. Answering alone leaves none:
// entries are public, and their times would tell who of few was at it, and in which order; the entry of closing covers
// all.
//
// Who a respondent is stands nowhere: an account's answers are found again by a keyed digest of the account, a link's
// by one of the link, an open link's by a code that the person keeps. When a review closes all three go, and so does
// every row of answers: the figures stay, and the answers alone, sorted by what they say (docs/selfreview-method.md).
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/crypto/seal.h"
#include "base/db/database.h"
#include "base/media/media.h"
#include "features/accounts/accounts.h"
#include "features/selfreview/engine/responses.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview {

using accounts::CommunityId;

inline constexpr int kSmallestInside = 5, kSmallestPublic = 10, kLargestSmallest = 100;  // people
inline constexpr size_t kMaxReviewTitle = 160, kMaxUnits = 40, kMaxUnit = 120;           // titles in code points
inline constexpr size_t kMaxComment = 2000, kMaxEvidence = 500;                          // code points
inline constexpr size_t kMaxPersonalLinks = 2000;                                        // of a review

enum class ReviewState { kDraft, kOpen, kClosed };
std::string_view NameOf(ReviewState state);  // "draft", "open", "closed"
enum class Published { kNone, kWhole, kItems };
std::string_view NameOf(Published published);  // "none", "whole", "items"
std::optional<Published> PublishedNamed(std::string_view name);

// What the form of a review holds.
struct ReviewDraft {
  std::map<std::string, std::string> title;  // by language; one at least
  std::string agency;                        // organization id, or empty
  std::vector<std::string> units;            // names; empty: all of the agency
  std::string instrument;
  int version = 0;
  std::set<Group> asked;
  Time opens, closes;  // answers are taken from the one until before the other
  int smallest_inside = kSmallestInside, smallest_public = kSmallestPublic;
  bool generated = false;  // no form's: a program makes the answers, for a demonstration
};

struct Review {
  CommunityId community;
  std::string id, slug;
  ReviewDraft about;
  ReviewState state = ReviewState::kDraft;
  Published published = Published::kNone;
  std::set<std::string> published_items;  // with kItems
  bool compares = false;                  // agreed to be in bands of several communities
  std::optional<Time> compares_since;     // when that was last chosen
  std::optional<Time> closed, reminded;
  Time created, updated;

  // Of that language, or English, or whatever there is.
  const std::string& TitleIn(std::string_view language) const;
  bool Shows(std::string_view item) const;  // to everyone
  // State open, and between the two dates.
  bool TakesAnswers(Time now) const;
};

// A field that cannot be taken as it is, and why.
struct Fault {
  std::string field, key;
  std::map<std::string, std::string> params = {};
};

struct ReviewLink {
  enum class Kind { kPersonal, kOpen };
  std::string id;
  Kind kind = Kind::kOpen;
  Group group = Group::kResident;
  std::string email, language;
  bool active = true;
  Time created;

  // A personal one that no letter carries: whoever leads the review has seen its address, so it is of one use.
  bool HandedOver() const { return kind == Kind::kPersonal && email.empty(); }
};

struct Respondent {
  std::string id;  // random
  Group group = Group::kResident;
  bool finished = false;
};

// What somebody said of one item.
struct Given {
  std::string item;
  Answer answer = kNotAnswered;
  std::string comment, evidence;
};
// What a form or a script sends: what is not there stays as it was.
struct GivenChange {
  std::string item;
  std::optional<Answer> answer;
  std::optional<std::string> comment, evidence;
  // MarkOf the text that the form had shown: what differs from it neither here nor in what is kept is no change, and
  // what differs in both is a Clash. nullopt: the text is taken, whatever is kept.
  std::optional<std::string> comment_was = {}, evidence_was = {};
};
// Sixteen signs that say whether a text is the same, whatever line ends a browser made of it; "" of none.
std::string MarkOf(std::string_view text);
// A text that was written here, and meanwhile another way elsewhere: what is kept stays.
struct Clash {
  std::string item;
  char field;  // 'c': the comment, 'e': the evidence
  std::string typed;
};

// How many of a group take part. nullopt: fewer than the review's smallest_inside, one or none among them.
struct Progress {
  Group group = Group::kResident;
  std::optional<int64_t> began, finished;
};

// What a review found; never changed.
struct StoredSnapshot {
  std::string review_id, instrument;
  int version = 0;
  uint64_t seed = 0;
  int64_t respondents = 0;
  std::string figures;         // WriteSnapshot's JSON, of groups of smallest_inside people or more
  std::string public_figures;  // as much of it as is also of groups of smallest_public or more
  Time made;
};

// A file that came with an answer.
struct EvidenceFile {
  std::string id;  // random
  media::Kind kind = media::Kind::kText;
  int64_t bytes = 0;
  std::string object_id;  // base/objects/objects.h
};
std::string_view NameOf(media::Kind kind);  // "pdf", "jpeg", "png", "text"

// What somebody gave beside one answer. In a closed review's, files are in the order of their random ids.
struct Remark {
  std::string item, comment, evidence;
  std::vector<EvidenceFile> files = {};
};

struct ImprovementAction {
  std::string id;    // empty: a new one
  std::string item;  // of the instrument
  std::string text, owner, measure;
  std::string language;  // that they are written in; empty: not known
  std::optional<Time> due;
  std::string state = "planned";  // "planned", "under_way", "done", "dropped"
  Time created, updated;
};

// Which groups somebody may answer for: by the role, the kind of the organization ("police_agency", ...), and whether
// it is the agency under review. Empty: none.
std::set<Group> GroupsOf(accounts::Role role, std::string_view organization_kind, bool is_agency);

// How many reviews of all communities use that version of an instrument: drafts, open and closed ones.
int64_t CountReviewsWith(db::Session& session, std::string_view instrument, int version);

class Reviews {
 public:
  struct Deps {
    db::Database& database;
    const Instruments& instruments;
    const crypto::Sealer& sealer;
    const Clock& clock;
    Random& random;
  };
  explicit Reviews(const Deps& deps);

  // Every review of the community, the last opened first.
  Result<std::vector<Review>> Of(const CommunityId& community);
  Result<Review> Find(const CommunityId& community, std::string_view slug);  // errors: not_found
  KeptPtr InstrumentOf(const Review& review) const {
    return instruments_.Find(review.about.instrument, review.about.version);
  }

  std::vector<KeptPtr> VersionsOf(std::string_view instrument) const { return instruments_.VersionsOf(instrument); }

  // All that Create and Edit would refuse, in the order of the form.
  std::vector<Fault> Check(const ReviewDraft& draft) const;
  // Errors: invalid with the key of the first fault, its field in params "field".
  Result<Review> Create(const CommunityId& community, const ReviewDraft& draft, std::string_view actor);
  // Errors: as Create; conflict "reviews.error.not_draft".
  Status Edit(const Review& review, const ReviewDraft& draft, std::string_view actor);
  // A draft, or an open one that nobody has begun to answer. Errors: conflict "reviews.error.has_answers".
  Status Discard(const Review& review, std::string_view actor);
  Status Open(const Review& review, std::string_view actor);  // errors: conflict "reviews.error.not_draft"
  Status Extend(const Review& review, Time closes, std::string_view actor);  // errors: invalid; conflict
  // Computes the figures and writes them; links, codes and rows of answers are gone afterwards. `seed`: of the
  // bootstrap; it is stored. Errors: conflict "reviews.error.not_open", "reviews.error.nobody".
  Result<StoredSnapshot> Close(const Review& review, uint64_t seed, std::string_view actor);
  Status Publish(const Review& review, Published published, const std::set<std::string>& items, std::string_view actor);
  // A closed review of a whole agency. `then` runs within the transaction. Errors: conflict "reviews.error.not_closed",
  // "reviews.error.compares_units".
  Status Compare(const Review& review, bool compares, std::string_view actor,
                 const std::function<Status(db::Transaction&)>& then = {});

  Result<std::optional<StoredSnapshot>> SnapshotOf(const Review& review);
  // Of a closed review: the comments on items that smallest_inside people or more answered, in no order. For those who
  // lead it alone.
  Result<std::vector<Remark>> RemarksOf(const Review& review);
  // The answers of all, without anything that says whose they are; of a closed review, in the order of what they say.
  // For whoever computes, never for a page or an export.
  Result<Responses> ReadResponses(const Review& review);
  // Answers that were gathered elsewhere, or made up for a demonstration: a respondent for each row. While it is open.
  Status PutResponses(const Review& review, const Responses& responses, std::string_view actor);

  // By group, of those that are asked. What is left out cannot be worked out from the rest.
  Result<std::vector<Progress>> ProgressOf(const Review& review);

  // Links. Their addresses are given by TokenOf, for as long as they are active.
  Result<std::vector<ReviewLink>> LinksOf(const Review& review);
  // Errors: conflict "reviews.error.closed", "reviews.error.many_links"; invalid "reviews.error.group" where that group
  // is not asked.
  // `send` runs within the transaction, for a link that is new.
  Result<ReviewLink> AddLink(const Review& review, const ReviewLink& wanted, std::string_view actor,
                             const std::function<void(db::Transaction&, const ReviewLink&)>& send = {});
  Status RevokeLink(const Review& review, std::string_view link_id, std::string_view actor);
  std::string TokenOf(const Review& review, const ReviewLink& link) const;
  // An active one. Errors: not_found.
  Result<ReviewLink> FindLink(const Review& review, std::string_view token);

  // Answering. A code is what a person goes on with, on any device.
  struct Begun {
    Respondent respondent;
    std::string code;  // "K7QF-92MX-0ABT-4WZ3"; empty where the answers had been begun before
  };
  // The same answers each time, whatever `group` is later. Errors: conflict "reviews.error.not_taking", invalid
  // "reviews.error.group".
  Result<Begun> BeginByAccount(const Review& review, const accounts::AccountId& account, Group group);
  // An open link leads to new answers each time, one that was mailed to the same ones. One that is handed over leads
  // nowhere once there is an answer; until then each beginning ends the one before, with its code, so that an answer is
  // only ever given where nobody else has a way to it. Errors: as BeginByAccount; conflict "reviews.error.link_used".
  Result<Begun> BeginByLink(const Review& review, const ReviewLink& link);
  // One that is handed over and leads nowhere any more.
  Result<bool> Used(const Review& review, const ReviewLink& link);
  Result<std::optional<Respondent>> FindByAccount(const Review& review, const accounts::AccountId& account);
  Result<std::optional<Respondent>> FindByCode(const Review& review, std::string_view code);
  Result<std::vector<Given>> AnswersOf(const Review& review, const Respondent& respondent);
  // Items that the group is not asked are passed over. Errors: conflict "reviews.error.not_taking"; invalid
  // "reviews.error.comment_long", "reviews.error.evidence" {item}; then nothing is written. Otherwise all is but the
  // clashes that it gives back.
  Result<std::vector<Clash>> Save(const Review& review, const Respondent& respondent,
                                  const std::vector<GivenChange>& changes);
  Status Finish(const Review& review, const Respondent& respondent);  // can be changed until it closes

  // Those of `accounts` who have not finished; those with personal links who have not, by link id.
  struct Waiting {
    std::vector<accounts::AccountId> accounts;
    std::vector<ReviewLink> links;
  };
  Result<Waiting> WaitingOf(const Review& review, const std::vector<accounts::AccountId>& accounts);

  // Reminders: `send` writes them within the transaction. Errors: conflict "reviews.error.not_taking",
  // "reviews.error.reminded" within a day of the last ones.
  Status Remind(const Review& review, const std::function<void(db::Transaction&)>& send, std::string_view actor);

  // Improvement actions. Errors of Put: invalid "reviews.error.action_text", "reviews.error.action_long",
  // "reviews.error.action_item", "reviews.error.action_state"; not_found.
  Result<std::vector<ImprovementAction>> ActionsOf(const Review& review);
  Result<ImprovementAction> PutAction(const Review& review, const ImprovementAction& action, std::string_view actor);

 private:
  // `kept`: the draft's instrument; nullptr: there is none.
  std::vector<Fault> CheckWith(const ReviewDraft& draft, const KeptPtr& kept) const;
  std::string LinkDigest(const Review& review, std::string_view kind, std::string_view whom) const;
  std::string CodeDigest(std::string_view code) const;

  db::Database& database_;
  const Instruments& instruments_;
  const Clock& clock_;
  Random& random_;
  const std::string key_;  // derived from the hub's, for this feature
};

// A closed review that has agreed to be compared, and what it found.
struct Compared {
  Review review;
  StoredSnapshot snapshot;
};
// Of every community, each one's latest of that instrument. Throws db::DatabaseError.
std::vector<Compared> ComparedReviews(db::Session& session, std::string_view instrument);
// Closed reviews, by id, that had agreed and withdrew before that time.
std::set<std::string> WithdrawnReviews(db::Session& session, std::string_view instrument, Time before);

}  // namespace concord::selfreview
