#include "features/library/curation/store.h"

#include "features/library/difference.h"

namespace concord::library::curation::sql {
namespace {

constexpr std::string_view kDraft =
    "SELECT id, resource_id, state, version, base, base_record, record, why, begun_by, written_by, asked_by, "
    "created_at, updated_at FROM library_draft ";

DraftState StateNamed(const std::string& name) {
  for (const auto state : {DraftState::kDraft, DraftState::kReview, DraftState::kSentBack, DraftState::kPublished}) {
    if (NameOf(state) == name) return state;
  }
  return DraftState::kDiscarded;
}

Draft FromRow(const db::Row& row) {
  Draft draft;
  draft.id = row.Text(0);
  draft.resource = row.Text(1);
  draft.state = StateNamed(row.Text(2));
  draft.version = row.Int(3);
  draft.base = row.Int(4);
  if (!row.Text(5).empty()) draft.base_record = RecordFrom(row.Text(5));
  draft.record = RecordFrom(row.Text(6));
  draft.why = row.Text(7);
  draft.begun_by = row.Text(8);
  draft.written_by = row.Text(9);
  draft.asked_by = row.Text(10);
  draft.created = row.At(11);
  draft.updated = row.At(12);
  return draft;
}

std::optional<std::string> OpenFor(const Draft& draft) {
  if (draft.resource.empty() || !IsOpen(draft.state)) return std::nullopt;
  return draft.resource;
}

std::string BaseText(const Draft& draft) { return draft.resource.empty() ? "" : KeptText(draft.base_record); }

}  // namespace

std::optional<Draft> FindDraft(db::Session& session, std::string_view id) {
  const auto row = session.One(std::string(kDraft) + "WHERE id = :id", id);
  return row ? std::optional(FromRow(*row)) : std::nullopt;
}

std::optional<Draft> OpenDraftOf(db::Session& session, std::string_view resource) {
  const auto row = session.One(std::string(kDraft) + "WHERE open_for = :resource", resource);
  return row ? std::optional(FromRow(*row)) : std::nullopt;
}

std::vector<DraftRow> OpenDrafts(db::Session& session) {
  std::vector<DraftRow> rows;
  for (const auto& row : session.Query(
           "SELECT id, resource_id, title, why, begun_by, written_by, asked_by, state, updated_at FROM library_draft "
           "WHERE state IN ('draft', 'review', 'sent_back') ORDER BY updated_at DESC, id DESC")) {
    rows.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6),
                    StateNamed(row.Text(7)), row.At(8)});
  }
  return rows;
}

std::vector<DraftEvent> EventsOf(db::Session& session, std::string_view draft) {
  std::vector<DraftEvent> events;
  for (const auto& row :
       session.Query("SELECT number, happened_at, actor, kind, words FROM library_draft_event WHERE draft_id = :id "
                     "ORDER BY number DESC",
                     draft)) {
    events.push_back({row.Int(0), row.At(1), row.Text(2), row.Text(3), row.Text(4)});
  }
  return events;
}

std::optional<exchange::Record> WritingAt(db::Session& session, std::string_view draft, int64_t version) {
  const auto row = session.One(
      "SELECT record FROM library_draft_event WHERE draft_id = :id AND number <= :version AND record <> '' "
      "ORDER BY number DESC LIMIT 1",
      draft, version);
  return row ? std::optional(RecordFrom(row->Text(0))) : std::nullopt;
}

bool InsertDraft(db::Transaction& t, const Draft& d) {
  return t.Execute(
             "INSERT INTO library_draft (id, resource_id, open_for, state, version, base, base_record, record, title, "
             "why, begun_by, written_by, asked_by, created_at, updated_at) VALUES (:id, :resource_id, :open_for, "
             ":state, :version, :base, :base_record, :record, :title, :why, :begun_by, :written_by, :asked_by, "
             ":created_at, :updated_at) ON CONFLICT (open_for) DO NOTHING",
             d.id, d.resource, OpenFor(d), NameOf(d.state), d.version, d.base, BaseText(d), KeptText(d.record),
             d.record.title, d.why, d.begun_by, d.written_by, d.asked_by, d.created, d.updated) > 0;
}

bool UpdateDraft(db::Transaction& t, const Draft& d) {
  return t.Execute(
             "UPDATE library_draft SET resource_id = :resource_id, open_for = :open_for, state = :state, "
             "version = :version, base = :base, base_record = :base_record, record = :record, title = :title, "
             "why = :why, written_by = :written_by, asked_by = :asked_by, updated_at = :updated_at "
             "WHERE id = :id AND version = :seen",
             d.resource, OpenFor(d), NameOf(d.state), d.version, d.base, BaseText(d), KeptText(d.record),
             d.record.title, d.why, d.written_by, d.asked_by, d.updated, d.id, d.version - 1) > 0;
}

void AddEvent(db::Transaction& t, std::string_view draft, const DraftEvent& event, const exchange::Record* record) {
  t.Execute(
      "INSERT INTO library_draft_event (draft_id, number, happened_at, actor, kind, words, record) "
      "VALUES (:draft_id, :number, :happened_at, :actor, :kind, :words, :record)",
      draft, event.number, event.at, event.actor, event.kind, event.words, record ? KeptText(*record) : "");
}

void LockResource(db::Transaction& t, std::string_view id) {
  // SQLite has one writer: it is locked already.
  if (t.dialect() == db::Dialect::kPostgres) t.Query("SELECT id FROM library_resource WHERE id = :id FOR UPDATE", id);
}

}  // namespace concord::library::curation::sql
