// All SQL of self-reviews. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::sql {

// The value that leads every key.
inline std::string CommunityOf(const Review& review) { return review.community.ToString(); }

std::vector<Review> ReviewsOf(db::Session& session, const CommunityId& community);
std::vector<Review> OpenReviews(db::Session& session);  // of every community
// Closed ones that have agreed to be compared, of every community, in the order of their ids.
std::vector<Review> ComparingReviews(db::Session& session, std::string_view instrument);
std::set<std::string> WithdrawnReviews(db::Session& session, std::string_view instrument, Time before);
std::optional<Review> FindReview(db::Session& session, const CommunityId& community, std::string_view slug);
std::optional<Review> FindReviewById(db::Session& session, const CommunityId& community, std::string_view id);
std::vector<std::string> SlugsLike(db::Session& session, const CommunityId& community, std::string_view beginning);
void InsertReview(db::Transaction& t, const Review& review);
// All but what never changes. False: it is gone. Holds the row until the transaction ends.
bool UpdateReview(db::Transaction& t, const Review& review);
void DeleteReview(db::Transaction& t, const Review& review);
// As it is now; nobody can change it until the transaction ends, and others may hold it in the same way.
std::optional<Review> HoldReview(db::Transaction& t, const Review& review);
// The same, and nobody else holds it meanwhile: for what is counted over all respondents.
std::optional<Review> HoldReviewAlone(db::Transaction& t, const Review& review);

std::vector<ReviewLink> LinksOf(db::Session& session, const Review& review);
std::optional<ReviewLink> FindLink(db::Session& session, const Review& review, std::string_view token_digest);
void InsertLink(db::Transaction& t, const Review& review, const ReviewLink& link, std::string_view token_digest);
bool RevokeLink(db::Transaction& t, const Review& review, std::string_view link_id);
void DeleteLinks(db::Transaction& t, const Review& review);

struct RespondentRow {
  Respondent about;
  std::optional<std::string> link;  // keyed digest
  std::string code;                 // digest
};
// False: that link or code has answers already.
bool InsertRespondent(db::Transaction& t, const Review& review, const RespondentRow& row, int64_t day);
std::optional<Respondent> RespondentByLink(db::Session& session, const Review& review, std::string_view link);
std::optional<Respondent> RespondentByCode(db::Session& session, const Review& review, std::string_view code);
std::vector<RespondentRow> RespondentsOf(db::Session& session, const Review& review);
int64_t CountRespondents(db::Session& session, const Review& review);
// As it is now; what writes to it waits until the transaction ends. False: it is gone.
bool HoldRespondent(db::Transaction& t, const Review& review, Respondent& respondent);
// False: it is gone.
bool TouchRespondent(db::Transaction& t, const Review& review, const Respondent& respondent, int64_t day);
void SetCode(db::Transaction& t, const Review& review, std::string_view link, std::string_view code);

std::vector<Given> AnswersOf(db::Session& session, const Review& review, std::string_view respondent_id);
void PutAnswer(db::Transaction& t, const Review& review, std::string_view respondent_id, const Given& given);
// Every answer of the review, one respondent after the other.
void ForEachAnswer(db::Session& session, const Review& review,
                   const std::function<void(const std::string& respondent_id, const Given& given)>& each);
void DeleteRespondent(db::Transaction& t, const Review& review, const Respondent& respondent);
// Respondents, and with them their answers.
void DeleteRespondents(db::Transaction& t, const Review& review);

struct SnapshotRow {
  StoredSnapshot about;
  std::string responses;  // CSV
};
// The one place that writes a snapshot.
void InsertSnapshot(db::Transaction& t, const Review& review, const SnapshotRow& row);
std::optional<SnapshotRow> SnapshotOf(db::Session& session, const Review& review);

// Without its files.
void InsertRemark(db::Transaction& t, const Review& review, std::string_view id, const Remark& remark);
std::vector<Remark> RemarksOf(db::Session& session, const Review& review);  // by their random ids; with their files

std::vector<ImprovementAction> ActionsOf(db::Session& session, const Review& review);
void InsertAction(db::Transaction& t, const Review& review, const ImprovementAction& action);
bool UpdateAction(db::Transaction& t, const Review& review, const ImprovementAction& action);

}  // namespace concord::selfreview::sql
