// What curators read: resources of any status, drafts, histories, lists.
#include <algorithm>

#include "features/library/curation/curation.h"
#include "features/library/curation/store.h"
#include "features/library/identity.h"
#include "features/library/store.h"

namespace concord::library::curation {
namespace {}  // namespace

Result<Workpiece> Curation::Find(std::string_view slug) {
  return library_.database().Read([&](db::Session& s) -> Result<Workpiece> {
    auto resource = store::FindResource(s, slug);
    if (!resource) return NotFound();
    const std::string id = resource->id.ToString();
    return Workpiece{std::move(*resource), store::NewestRevision(s, id), sql::OpenDraftOf(s, id)};
  });
}

Result<Workpiece> Curation::FindById(std::string_view id) {
  return library_.database().Read([&](db::Session& s) -> Result<Workpiece> {
    auto resource = store::FindResourceById(s, id);
    if (!resource) return NotFound();
    return Workpiece{std::move(*resource), store::NewestRevision(s, id), sql::OpenDraftOf(s, id)};
  });
}

Result<Draft> Curation::FindDraft(std::string_view id) {
  return library_.database().Read([&](db::Session& s) -> Result<Draft> {
    auto draft = sql::FindDraft(s, id);
    if (!draft) return NotFound();
    return std::move(*draft);
  });
}

Result<std::vector<DraftEvent>> Curation::EventsOf(std::string_view draft) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<DraftEvent>> { return sql::EventsOf(s, draft); });
}

Result<exchange::Record> Curation::WritingAt(std::string_view draft, int64_t version) {
  return library_.database().Read([&](db::Session& s) -> Result<exchange::Record> {
    auto record = sql::WritingAt(s, draft, version);
    if (!record) return NotFound();
    return std::move(*record);
  });
}

Result<std::vector<DraftRow>> Curation::OpenDrafts() {
  return library_.database().Read([](db::Session& s) -> Result<std::vector<DraftRow>> { return sql::OpenDrafts(s); });
}

Result<std::vector<Revision>> Curation::History(const Id<Resource>& resource) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<Revision>> { return store::Revisions(s, resource.ToString()); });
}

Result<exchange::Record> Curation::RecordAt(const Id<Resource>& resource, int64_t revision) {
  return library_.database().Read([&](db::Session& s) -> Result<exchange::Record> {
    auto record = store::RecordOfRevision(s, resource.ToString(), revision);
    if (!record) return NotFound();
    return std::move(*record);
  });
}

Result<std::vector<RecentRevision>> Curation::Recent(int limit) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<RecentRevision>> { return store::RecentRevisions(s, limit); });
}

Result<std::optional<Curation::Double>> Curation::FindDouble(const exchange::Record& record, std::string_view self) {
  return library_.database().Read([&](db::Session& s) -> Result<std::optional<Double>> {
    const auto similar = sql::SimilarTo(s, record, self);
    DuplicateFinder finder;
    for (const auto& one : similar)
      finder.Add({one.slug, one.doi, one.url_key, one.title_key, one.first_author, one.year, 0});
    DuplicateFinder::Known candidate{"", record.doi, UrlKey(record.url), TitleKey(record), "", record.year, 0};
    if (!record.authors.empty()) candidate.first_author = AuthorKey(record.authors.front());
    const auto match = finder.Find(candidate, !self.empty());
    if (!match) return std::nullopt;
    const auto found =
        std::ranges::find_if(similar, [&](const sql::Similar& one) { return one.slug == match->known->slug; });
    const char* by = match->by == DuplicateFinder::By::kDoi   ? "doi"
                     : match->by == DuplicateFinder::By::kUrl ? "url"
                                                              : "title";
    return Double{found->slug, found->title, by};
  });
}

Result<std::vector<Curation::Row>> Curation::WithoutSummary(int limit, int offset) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<Row>> { return sql::WithoutSummary(s, limit, offset); });
}

Result<int64_t> Curation::CountWithoutSummary() {
  return library_.database().Read([](db::Session& s) -> Result<int64_t> { return sql::CountWithoutSummary(s); });
}

Result<std::vector<Curation::Row>> Curation::NotShown(int limit) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<Row>> { return sql::NotShown(s, limit); });
}

Status RefuseMerge(db::Transaction& transaction, std::string_view merged_id, std::string_view) {
  if (!sql::OpenDraftOf(transaction, merged_id)) return {};
  return Fail(ErrorKind::kConflict, "library.curation.error.merge_open");
}

}  // namespace concord::library::curation
