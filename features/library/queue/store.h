// All SQL of suggestions, doubles, bulk edits and ratings. Functions work inside the caller's session or transaction and
// throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/database.h"
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

}  // namespace concord::library::queue::store
