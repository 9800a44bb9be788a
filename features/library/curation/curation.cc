#include "features/library/curation/curation.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/change.h"
#include "features/library/curation/store.h"
#include "features/library/difference.h"
#include "features/library/store.h"

namespace concord::library::curation {
namespace {

std::unexpected<Error> Invalid(const char* key) { return Fail(ErrorKind::kInvalid, key); }
std::unexpected<Error> Conflict(const char* key) { return Fail(ErrorKind::kConflict, key); }
std::unexpected<Error> Changed() { return Conflict("library.curation.error.changed"); }

// What a draft does not change: where the resource stands, and in what state.
void KeepPlace(exchange::Record& record, const exchange::Record& place) {
  record.slug = place.slug;
  record.status = place.status;
  record.superseded_by = place.superseded_by;
  record.key = place.key;
}

// The resource of a draft, held until the end of the transaction; an error where it is at another revision than `base`.
Result<std::optional<Resource>> TakeResource(db::Transaction& t, std::string_view id, int64_t base) {
  if (id.empty()) return std::optional<Resource>();
  sql::LockResource(t, id);
  auto resource = store::FindResourceById(t, id);
  if (!resource) return NotFound();
  if (store::NewestRevision(t, id) != base) return Conflict("library.curation.error.moved");
  return resource;
}

// An open draft at the version that the caller saw.
Result<Draft> TakeDraft(db::Session& session, std::string_view id, int64_t version) {
  auto draft = sql::FindDraft(session, id);
  if (!draft) return NotFound();
  if (!IsOpen(draft->state)) return Conflict("library.curation.error.closed");
  if (draft->version != version) return Changed();
  return std::move(*draft);
}

// Writes the draft as its next version, with what happened and its entry in the journal.
struct Step {
  const char* kind;
  std::string words = {};
  bool writes = false;
};
Status Go(Change& change, Draft& draft, const Step& step) {
  db::Transaction& t = change.transaction();
  ++draft.version;
  draft.updated = change.now();
  if (!sql::UpdateDraft(t, draft)) return Changed();
  sql::AddEvent(t, draft.id, {draft.version, draft.updated, change.actor(), step.kind, step.words},
                step.writes ? &draft.record : nullptr);
  const std::string digest = DigestOf(draft.record);
  change.Enter(std::string("library.draft.") + step.kind, draft.id, digest, digest);
  return {};
}

bool Wrote(const Draft& draft, std::string_view actor) { return draft.written_by == actor || draft.asked_by == actor; }

}  // namespace

std::string_view NameOf(DraftState state) {
  constexpr std::string_view kNames[] = {"draft", "review", "sent_back", "published", "discarded"};
  return kNames[static_cast<size_t>(state)];
}

bool IsOpen(DraftState state) {
  return state == DraftState::kDraft || state == DraftState::kReview || state == DraftState::kSentBack;
}

Curation::Curation(Library& library, const Clock& clock, Random& random, CountCurators curators)
    : library_(library), clock_(clock), random_(random), curators_(std::move(curators)) {}

Result<Draft> Curation::Begin(std::string_view resource, const Writing& writing, std::string_view actor) {
  Draft draft;
  const Status written = library_.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    auto taken = TakeResource(t, resource, writing.base);
    if (!taken) return std::unexpected(taken.error());
    draft = Draft();
    draft.id = Uuid::V7(clock_, random_).ToString();
    draft.resource = resource;
    draft.version = 1;
    draft.record = writing.record;
    draft.record.line = 0;
    if (*taken) {
      draft.base = writing.base;
      draft.base_record = (*taken)->about;
      KeepPlace(draft.record, draft.base_record);
    }
    draft.why = writing.why;
    draft.begun_by = draft.written_by = actor;
    draft.created = draft.updated = change.now();
    if (!sql::InsertDraft(t, draft)) return Conflict("library.curation.error.open");
    sql::AddEvent(t, draft.id, {1, draft.updated, draft.begun_by, "begin", writing.why}, &draft.record);
    change.Enter("library.draft.begin", draft.id, "", DigestOf(draft.record));
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return draft;
}

Result<Draft> Curation::Save(std::string_view id, int64_t version, const Writing& writing, std::string_view actor) {
  Draft saved;
  const Status written = library_.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    auto draft = TakeDraft(t, id, version);
    if (!draft) return std::unexpected(draft.error());
    auto taken = TakeResource(t, draft->resource, writing.base);
    if (!taken) return std::unexpected(taken.error());
    draft->record = writing.record;
    draft->record.line = 0;
    if (*taken) {
      draft->base = writing.base;
      draft->base_record = (*taken)->about;
      KeepPlace(draft->record, draft->base_record);
    }
    draft->why = writing.why;
    draft->written_by = actor;
    draft->asked_by.clear();
    draft->state = DraftState::kDraft;
    if (auto gone = Go(change, *draft, {"save", writing.why, true}); !gone) return gone;
    saved = std::move(*draft);
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return saved;
}

Status Curation::AskForReview(std::string_view id, int64_t version, std::string_view actor) {
  return library_.Write(actor, [&](Change& change) -> Status {
    auto draft = TakeDraft(change.transaction(), id, version);
    if (!draft) return std::unexpected(draft.error());
    if (draft->state == DraftState::kReview) return {};
    if (!draft->resource.empty()) {
      const bool unpublished = draft->base_record.status == "draft";
      if (!unpublished && IsSame(draft->base_record, draft->record)) return Invalid("library.curation.error.same");
      if (draft->why.empty()) return Invalid("library.curation.error.why");
    }
    draft->state = DraftState::kReview;
    draft->asked_by = actor;
    return Go(change, *draft, {"ask"});
  });
}

Status Curation::SendBack(std::string_view id, int64_t version, std::string_view words, std::string_view actor) {
  if (text::Trim(words).empty()) return Invalid("library.curation.error.words");
  return library_.Write(actor, [&](Change& change) -> Status {
    auto draft = TakeDraft(change.transaction(), id, version);
    if (!draft) return std::unexpected(draft.error());
    if (draft->state != DraftState::kReview) return Conflict("library.curation.error.not_asked");
    draft->state = DraftState::kSentBack;
    draft->asked_by.clear();
    return Go(change, *draft, {"send_back", std::string(words)});
  });
}

Status Curation::Discard(std::string_view id, int64_t version, std::string_view actor) {
  return library_.Write(actor, [&](Change& change) -> Status {
    auto draft = TakeDraft(change.transaction(), id, version);
    if (!draft) return std::unexpected(draft.error());
    draft->state = DraftState::kDiscarded;
    return Go(change, *draft, {"discard"});
  });
}

Result<Curation::Right> Curation::RightToPublish(const Draft& draft, std::string_view actor) {
  Right right;
  if (!IsOpen(draft.state)) return right;
  if (!Wrote(draft, actor)) {
    right.as_reader = draft.state == DraftState::kReview;
    return right;
  }
  const auto one = IsOneCurator();
  if (!one) return std::unexpected(one.error());
  right.alone = *one;
  return right;
}

Result<bool> Curation::IsOneCurator() {
  const auto curators = curators_();
  if (!curators) return std::unexpected(curators.error());
  return *curators <= 1;
}

Result<Published> Curation::Publish(std::string_view id, int64_t version, bool alone, std::string_view actor) {
  Published published;
  const auto seen = FindDraft(id);
  if (!seen) return std::unexpected(seen.error());
  const auto right = RightToPublish(*seen, actor);
  if (!right) return std::unexpected(right.error());
  const Status written = library_.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    auto draft = TakeDraft(t, id, version);
    if (!draft) return std::unexpected(draft.error());
    const bool own = Wrote(*draft, actor);
    if (own && !right->alone) return Fail(ErrorKind::kForbidden, "library.curation.error.own");
    if (own && !alone) return Fail(ErrorKind::kForbidden, "library.curation.error.alone");
    if (!own && draft->state != DraftState::kReview) return Conflict("library.curation.error.not_asked");
    auto taken = TakeResource(t, draft->resource, draft->base);
    if (!taken) return std::unexpected(taken.error());
    change.Because({.kind = *taken ? "edit" : "create",
                    .why = draft->why,
                    .author = draft->written_by,
                    .reader = own ? "" : std::string(actor),
                    .unread = own});
    exchange::Record record = draft->record;
    if (*taken) {
      KeepPlace(record, (*taken)->about);
      if (record.status == "draft") record.status = "published";
      change.Replace(**taken, record);
      published.slug = record.slug;
    } else {
      record.status = "published";
      record.slug.clear();
      const Resource added = change.Add(std::move(record));
      published.slug = added.about.slug;
      draft->resource = added.id.ToString();
      draft->base_record = added.about;
    }
    draft->state = DraftState::kPublished;
    published.unread = own;
    return Go(change, *draft, {own ? "publish_unread" : "publish"});
  });
  if (!written) return std::unexpected(written.error());
  return published;
}

Status Curation::SetStatus(std::string_view slug, const Reason& reason, std::string_view actor, const Alter& alter) {
  if (text::Trim(reason.why).empty()) return Invalid("library.curation.error.why");
  return library_.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    auto found = store::FindResource(t, slug);
    if (!found) return NotFound();
    sql::LockResource(t, found->id.ToString());
    const auto resource = store::FindResourceById(t, found->id.ToString());
    if (!resource) return NotFound();
    exchange::Record record = resource->about;
    if (Status altered = alter(t, record); !altered) return altered;
    change.Because(reason);
    change.Replace(*resource, record);
    change.Enter("library.resource." + reason.kind, resource->id.ToString(), DigestOf(resource->about),
                 DigestOf(record));
    return {};
  });
}

Status Curation::Withdraw(std::string_view slug, std::string_view why, std::string_view actor) {
  return SetStatus(slug, {.kind = "withdraw", .why = std::string(why)}, actor,
                   [](db::Session&, exchange::Record& record) -> Status {
                     if (record.status != "published" && record.status != "superseded")
                       return Conflict("library.curation.error.status");
                     record.status = "withdrawn";
                     return {};
                   });
}

Status Curation::BringBack(std::string_view slug, std::string_view why, std::string_view actor) {
  return SetStatus(slug, {.kind = "bring_back", .why = std::string(why)}, actor,
                   [](db::Session&, exchange::Record& record) -> Status {
                     if (record.status != "withdrawn" && record.status != "superseded")
                       return Conflict("library.curation.error.status");
                     // A withdrawn one may have been superseded before: it is that again, then it may be published.
                     const bool superseded = record.status == "withdrawn" && !record.superseded_by.empty();
                     record.status = superseded ? "superseded" : "published";
                     if (!superseded) record.superseded_by.clear();
                     return {};
                   });
}

Status Curation::Supersede(std::string_view slug, std::string_view by, std::string_view why, std::string_view actor) {
  return SetStatus(slug, {.kind = "supersede", .why = std::string(why)}, actor,
                   [by = std::string(by)](db::Session& s, exchange::Record& record) -> Status {
                     if (record.status != "published" && record.status != "superseded")
                       return Conflict("library.curation.error.status");
                     if (by.empty()) return Invalid("library.curation.error.successor");
                     // Whoever follows the links from the new one must not come back here.
                     std::string next = by;
                     for (int step = 0; !next.empty(); ++step) {
                       const auto successor = store::FindResource(s, next);
                       if (!successor || (step == 0 && !IsShown(*successor)) || next == record.slug || step > 100)
                         return Invalid("library.curation.error.successor");
                       next = successor->about.superseded_by;
                     }
                     record.status = "superseded";
                     record.superseded_by = by;
                     return {};
                   });
}

Result<Draft> Curation::RestoreRevision(std::string_view slug, int64_t revision, std::string_view why,
                                        std::string_view actor) {
  const auto workpiece = Find(slug);
  if (!workpiece) return std::unexpected(workpiece.error());
  if (workpiece->draft) return Conflict("library.curation.error.open");
  auto record = RecordAt(workpiece->resource.id, revision);
  if (!record) return std::unexpected(record.error());
  KeepPlace(*record, workpiece->resource.about);
  if (IsSame(*record, workpiece->resource.about)) return Invalid("library.curation.error.same");
  return Begin(workpiece->resource.id.ToString(), {std::move(*record), std::string(why), workpiece->revision}, actor);
}

}  // namespace concord::library::curation
