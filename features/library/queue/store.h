// All SQL of suggestions, doubles, bulk edits and ratings. Functions work inside the caller's session or transaction
// and throw db::DatabaseError.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/database.h"
#include "features/library/queue/bulk.h"
#include "features/library/queue/doubles.h"
#include "features/library/queue/ratings.h"
#include "features/library/queue/suggestions.h"

namespace concord::library::queue::store {

// Suggestions (store_suggestions.cc). `address`: sealed.
void InsertSuggestion(db::Transaction& t, const Suggestion& suggestion, std::string_view receipt_digest,
                      std::string_view address);
std::optional<Suggestion> FindSuggestion(db::Session& session, std::string_view id);
std::optional<Suggestion> FindSuggestionByReceipt(db::Session& session, std::string_view receipt_digest);
std::vector<Suggestion> ListSuggestions(db::Session& session, std::string_view state, int limit);
std::vector<Suggestion> WaitingLike(db::Session& session, const Suggestion& suggestion, int limit);
int64_t CountWaiting(db::Session& session);
std::string AddressOf(db::Session& session, std::string_view id);
// Answers a waiting one and forgets its address; false: it does not wait.
bool CloseSuggestion(db::Transaction& t, const Suggestion& answered);
// At most some ten, by title.
std::vector<Double> FindDoubles(db::Session& session, const Suggestion& suggestion);

// Doubles and merges (store_doubles.cc). Candidates: all but withdrawn resources, in order of id.
std::vector<Candidate> Candidates(db::Session& session);
Apart ApartPairs(db::Session& session);
void PutApart(db::Transaction& t, std::string first_id, std::string second_id, Time now);
bool DropApart(db::Transaction& t, std::string first_id, std::string second_id);
// So that nobody changes them before the transaction ends.
void LockResources(db::Transaction& t, std::string_view slug, std::string_view other);
// Ids of those that name this slug as what took their place.
std::vector<std::string> SupersededBy(db::Session& session, std::string_view slug);
// To the place of the merged one, unless the kept one stands in that list already.
void MoveListPlaces(db::Transaction& t, std::string_view from_id, std::string_view to_id);
// Documents, and places in the lists of people and communities (store_moves.cc).
void MoveHangingOn(db::Transaction& t, std::string_view from_id, std::string_view to_id);
// Those of outcomes that the kept one has none of.
void MoveRatings(db::Transaction& t, std::string_view from_id, std::string_view to_id);

// Published and superseded resources of each topic.
std::map<std::string, int64_t> CountByTopic(db::Session& session);

// Bulk edits (store_bulk.cc).
void InsertBulk(db::Transaction& t, const BulkEdit& edit);
void SetChanged(db::Transaction& t, std::string_view id, int64_t changed);
void InsertBulkItem(db::Transaction& t, std::string_view id, std::string_view resource_id, std::string_view before);
std::optional<BulkEdit> FindBulk(db::Session& session, std::string_view id);
std::vector<BulkEdit> ListBulk(db::Session& session, int limit);
// Resource and what stood there before, in order of resource.
std::vector<std::pair<std::string, std::string>> BulkItems(db::Session& session, std::string_view id);
bool MarkUndone(db::Transaction& t, std::string_view id, std::string_view by);  // false: it is already
void LockResourcesById(db::Transaction& t, const std::vector<std::string>& ids);
bool HasCollection(db::Session& session, std::string_view slug);
std::vector<std::string> CollectionIds(db::Session& session, std::string_view slug);
bool AddToCollection(db::Transaction& t, std::string_view slug, std::string_view id);  // at the end; false: it is there
bool RemoveFromCollection(db::Transaction& t, std::string_view slug, std::string_view id);

// Ratings (store_ratings.cc).
std::vector<Rating> RatingsOf(db::Session& session, std::string_view resource_id);  // the first given first
void InsertRating(db::Transaction& t, const Rating& rating);
void DropRatings(db::Transaction& t, std::string_view resource_id, std::string_view outcome_key);
bool DropRatingBy(db::Transaction& t, std::string_view resource_id, std::string_view outcome_key,
                  std::string_view rater);
void PutRated(db::Transaction& t, std::string_view resource_id, const Rated& rated);
std::vector<RatingRow> RatingRows(db::Session& session);  // by title
int64_t CountDiffering(db::Session& session);

}  // namespace concord::library::queue::store
