// The library in the hands of people: drafts, their review by a second curator, and what is done to a resource at once
// (withdrawn, brought back, superseded). Nothing here asks who may: that is the routes' guards'
// (Action::kLibraryCurate). Safe from any thread; every write is one Change (features/library/change.h).
//
// A draft is a change that waits beside the published record: of a resource, which has at most one open draft, or of
// one that is not there yet. Whoever wrote its last version, or asked for its review, does not publish it; another
// curator reads and publishes it, or sends it back with words. Where a hub has one curator only, that one may publish
// alone, and journal and history say so.
//
// A draft's version grows with everything that happens to it. Whoever changes a draft names the version that they saw,
// so that nothing is written over what they did not see.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "features/library/exchange/record.h"
#include "features/library/history.h"
#include "features/library/library.h"

namespace concord::library::curation {

enum class DraftState { kDraft, kReview, kSentBack, kPublished, kDiscarded };
std::string_view NameOf(DraftState state);  // "sent_back"
bool IsOpen(DraftState state);

struct Draft {
  std::string id;        // a UUIDv7
  std::string resource;  // its id; empty: a new one
  DraftState state = DraftState::kDraft;
  int64_t version = 0;
  int64_t base = 0;                            // the resource's revision that it began from; 0: a new one
  exchange::Record record;                     // as it is to be
  exchange::Record base_record;                // as that revision was
  std::string why;                             // for the history
  std::string begun_by, written_by, asked_by;  // as in the journal
  Time created, updated;
};

// One thing that happened to a draft. `kind`: begin, save, ask, send_back, publish, discard.
struct DraftEvent {
  int64_t number = 0;  // the version that it made
  Time at;
  std::string actor, kind, words;
};

struct DraftRow {  // of a list
  std::string id, resource, title, why, begun_by, written_by, asked_by;
  DraftState state = DraftState::kDraft;
  Time updated;
};

// What is written into a draft.
struct Writing {
  exchange::Record record;
  std::string why;
  int64_t base = 0;  // the revision of the resource that the writer saw
};

// The resource as curators see it, whatever its status, with its newest revision and its open draft.
struct Workpiece {
  Resource resource;
  int64_t revision = 0;
  std::optional<Draft> draft;
};

struct Published {
  std::string slug;
  bool unread = false;
};

class Curation {
 public:
  // How many people are curators now.
  using CountCurators = std::function<Result<int64_t>()>;
  Curation(Library& library, const Clock& clock, Random& random, CountCurators curators);

  // Errors of all that follow: not_found; unavailable. `actor`: an account's id.
  Result<Workpiece> Find(std::string_view slug);  // of any status
  Result<Workpiece> FindById(std::string_view id);
  Result<Draft> FindDraft(std::string_view id);  // open or not
  Result<std::vector<DraftEvent>> EventsOf(std::string_view draft);
  // The draft as it was when its version was `version`.
  Result<exchange::Record> WritingAt(std::string_view draft, int64_t version);
  Result<std::vector<DraftRow>> OpenDrafts();  // the last changed first
  Result<std::vector<Revision>> History(const Id<Resource>& resource);
  Result<exchange::Record> RecordAt(const Id<Resource>& resource, int64_t revision);
  Result<std::vector<RecentRevision>> Recent(int limit);

  // Begins a draft of a resource (its id), or of a new one (empty). Errors: conflict "library.curation.error.open"
  // where one is open already, "library.curation.error.moved" where the resource is at another revision than
  // `writing.base`.
  Result<Draft> Begin(std::string_view resource, const Writing& writing, std::string_view actor);
  // Errors: conflict "library.curation.error.changed" (another version by now), "library.curation.error.moved",
  // "library.curation.error.closed". A draft in review is a draft again: what was read is no more.
  Result<Draft> Save(std::string_view draft, int64_t version, const Writing& writing, std::string_view actor);
  // Errors: invalid "library.curation.error.same" (nothing differs from the resource), "library.curation.error.why" (a
  // change of a resource says why); conflict as Save.
  Status AskForReview(std::string_view draft, int64_t version, std::string_view actor);
  // With words, which are required: invalid "library.curation.error.words".
  Status SendBack(std::string_view draft, int64_t version, std::string_view words, std::string_view actor);
  Status Discard(std::string_view draft, int64_t version, std::string_view actor);
  // `alone`: the caller knows that nobody else has read it. Errors: forbidden "library.curation.error.own" (another
  // curator is to publish it), "library.curation.error.alone" (it would be unread, and that was not agreed to);
  // conflict as Save, and "library.curation.error.not_asked" where no review was asked for.
  Result<Published> Publish(std::string_view draft, int64_t version, bool alone, std::string_view actor);
  // Whether `actor` is to publish it as its second reader, and whether it may be published unread by them.
  struct Right {
    bool as_reader = false, alone = false;
  };
  // Nobody could be a second reader.
  Result<bool> IsOneCurator();
  Result<Right> RightToPublish(const Draft& draft, std::string_view actor);

  // At once, with a reason, which is required: invalid "library.curation.error.why".
  // Errors: conflict "library.curation.error.status" where the resource is not in a state for it.
  Status Withdraw(std::string_view slug, std::string_view why, std::string_view actor);
  Status BringBack(std::string_view slug, std::string_view why, std::string_view actor);  // withdrawn or superseded
  // Errors: also invalid "library.curation.error.successor": `by` is not shown to readers, or leads back to it.
  Status Supersede(std::string_view slug, std::string_view by, std::string_view why, std::string_view actor);
  // The record as it was at an earlier revision, as a new draft; its address and status stay. Errors as Begin, and
  // invalid "library.curation.error.same".
  Result<Draft> RestoreRevision(std::string_view slug, int64_t revision, std::string_view why, std::string_view actor);

  // The resource that a record doubles, by the rules of imports; not the resource `self` (an id, or empty).
  struct Double {
    std::string slug, title;
    std::string by;  // "doi", "url", "title"
  };
  Result<std::optional<Double>> FindDouble(const exchange::Record& record, std::string_view self);

  struct Row {
    std::string slug, title, status;
    std::optional<int> year;
  };
  // Published, without a summary; those in reading lists first, then the newest.
  Result<std::vector<Row>> WithoutSummary(int limit, int offset);
  Result<int64_t> CountWithoutSummary();
  // Withdrawn, or imported as drafts, without an open draft; the last changed first.
  Result<std::vector<Row>> NotShown(int limit);

  Library& library() { return library_; }

 private:
  using Alter = std::function<Status(db::Session&, exchange::Record&)>;
  Status SetStatus(std::string_view slug, const Reason& reason, std::string_view actor, const Alter& alter);

  Library& library_;
  const Clock& clock_;
  Random& random_;
  const CountCurators curators_;
};

// Two resources do not become one while somebody has a draft of the one that goes: conflict
// "library.curation.error.merge_open". What a merge calls with ids (queue.h).
Status RefuseMerge(db::Transaction& transaction, std::string_view merged_id, std::string_view kept_id);

}  // namespace concord::library::curation
