// The SQL of drafts. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/curation/curation.h"

namespace concord::library::curation::sql {

std::optional<Draft> FindDraft(db::Session& session, std::string_view id);
std::optional<Draft> OpenDraftOf(db::Session& session, std::string_view resource);
std::vector<DraftRow> OpenDrafts(db::Session& session);
std::vector<DraftEvent> EventsOf(db::Session& session, std::string_view draft);
std::optional<exchange::Record> WritingAt(db::Session& session, std::string_view draft, int64_t version);

// False, and nothing written, where its resource has an open draft already.
bool InsertDraft(db::Transaction& transaction, const Draft& draft);
// Writes every field of `draft`, whose version is one more than the row's. False, and nothing written, where the row is
// at another version: somebody was faster.
bool UpdateDraft(db::Transaction& transaction, const Draft& draft);
// `record`: what begin and save wrote.
void AddEvent(db::Transaction& transaction, std::string_view draft, const DraftEvent& event,
              const exchange::Record* record);

// Until the end of the transaction nobody else changes the resource.
void LockResource(db::Transaction& transaction, std::string_view id);

// Resources that have the DOI, the address or the title of `record`, but not `self`; at most some dozen.
struct Similar {
  std::string slug, title, doi, url_key, title_key, first_author;
  std::optional<int> year;
};
std::vector<Similar> SimilarTo(db::Session& session, const exchange::Record& record, std::string_view self);
std::vector<Curation::Row> WithoutSummary(db::Session& session, int limit, int offset);
int64_t CountWithoutSummary(db::Session& session);
std::vector<Curation::Row> NotShown(db::Session& session, int limit);

}  // namespace concord::library::curation::sql
