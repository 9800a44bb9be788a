// The history of a resource: for everyone when and what; for curators also who, why and who read it.
#include "base/core/text.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {
namespace {

constexpr size_t kMostRevisions = 200;  // revisions that one page shows

struct Kept {
  Revision revision;
  exchange::Record record;  // as it was after it; of a removal, empty
};

bool ReadersSaw(const exchange::Record& record) {
  return record.status == "published" || record.status == "superseded" || record.status.empty();
}

// Newest first. For readers only what was before their eyes: not drafts that came with an import, nor what was changed
// while it was withdrawn.
Result<std::vector<Kept>> HistoryFor(const Deps& deps, const Workpiece& piece, bool curator) {
  const auto revisions = deps.curation.History(piece.resource.id);
  if (!revisions) return std::unexpected(revisions.error());
  std::vector<Kept> all;
  for (const auto& revision : *revisions) {
    auto record = deps.curation.RecordAt(piece.resource.id, revision.number);
    if (!record) return std::unexpected(record.error());
    if (!curator && !ReadersSaw(*record)) continue;
    all.push_back({revision, std::move(*record)});
    if (all.size() > kMostRevisions) break;
  }
  return all;
}

std::string FieldsThatDiffer(const Teller& teller, const exchange::Record& before, const exchange::Record& after) {
  std::vector<std::string> names;
  for (const auto& one : library::Differences(before, after)) names.push_back(teller.Field(one.field));
  return text::Join(names, ", ");
}

std::string WhoSays(const Teller& teller, const Revision& revision) {
  std::string out = teller.Say("library.curation.history.by", {{"name", teller.Who(revision.actor)}});
  if (!revision.reader.empty())
    out += " " + teller.Say("library.curation.history.read_by", {{"name", teller.Who(revision.reader)}});
  return out;
}

// Where one goes from a history that the reader may see.
Result<Workpiece> FindFor(const Deps& deps, const http::Request& request, bool curator) {
  auto piece = deps.curation.Find(request.params.Get("slug"));
  if (piece && !curator && !IsShown(piece->resource)) return Fail(ErrorKind::kNotFound, "error.not_found");
  return piece;
}

void FillLinks(const Teller& teller, const Workpiece& piece, views::History& view) {
  const std::string href = ResourceHref(piece.resource.about.slug);
  const auto& status = piece.resource.about.status;
  view.links.push_back({href + "/edit", teller.Say("library.curation.action.edit")});
  if (IsShown(piece.resource)) {
    view.links.push_back({href + "/supersede", teller.Say("library.curation.action.supersede")});
    view.links.push_back({href + "/withdraw", teller.Say("library.curation.action.withdraw")});
  }
  if (status == "withdrawn" || status == "superseded")
    view.links.push_back({href + "/bring-back", teller.Say("library.curation.action.bring_back")});
  if (piece.draft)
    view.notices.push_back(
        {teller.Say("library.curation.history.draft", {{"name", teller.Who(piece.draft->written_by)}}),
         {DraftHref(piece.draft->id), teller.Say("library.curation.history.draft_do")}});
  if (!IsShown(piece.resource))
    view.notices.push_back(
        {teller.Say("library.curation.history.not_shown", {{"status", teller.Value("status", status)}}), {}});
}

}  // namespace

http::Response HistoryPages::List(const http::Request& request) const {
  const bool curator = IsCurator(request);
  const auto piece = FindFor(d_, request, curator);
  if (!piece) return ErrorFor(d_.pages, request, piece.error());
  const auto kept = HistoryFor(d_, *piece, curator);
  if (!kept) return ErrorFor(d_.pages, request, kept.error());
  const Teller teller(d_, request);
  const auto& about = piece->resource.about;
  views::History view;
  view.title = teller.Say("library.curation.history.title", {{"title", about.title}});
  view.lead = teller.Say(curator ? "library.curation.history.lead_curator" : "library.curation.history.lead");
  view.back = IsShown(piece->resource) ? views::Link{ResourceHref(about.slug), about.title}
                                       : views::Link{"/curation", teller.Say("library.curation.desk.title")};
  view.empty_text = teller.Say("library.curation.history.empty");
  for (size_t i = 0; i < kept->size() && i < kMostRevisions; ++i) {
    const auto& [revision, record] = (*kept)[i];
    views::Event event;
    event.when = teller.When(revision.at);
    event.href = ResourceHref(about.slug) + "/history/" + std::to_string(revision.number);
    event.text = teller.Happened(revision);
    const bool first = i + 1 == kept->size();
    if (!first) {
      const std::string fields = FieldsThatDiffer(teller, (*kept)[i + 1].record, record);
      if (!fields.empty()) event.text += ": " + fields;
    }
    if (curator) {
      event.text += ". " + WhoSays(teller, revision);
      event.words = revision.why;
      if (revision.unread) event.badge = teller.Say("library.curation.history.unread");
    }
    view.events.push_back(std::move(event));
  }
  if (curator) FillLinks(teller, *piece, view);
  auto meta = MetaFor(view.title);
  auto response =
      d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), teller.language(), view));
  response.shared = !accounts::VisitOf(request).caller;
  return response;
}

http::Response HistoryPages::Show(const http::Request& request) const { return Page(request, std::nullopt); }

http::Response HistoryPages::Page(const http::Request& request, const std::optional<Error>& error) const {
  const bool curator = IsCurator(request);
  const auto piece = FindFor(d_, request, curator);
  if (!piece) return ErrorFor(d_.pages, request, piece.error());
  const auto kept = HistoryFor(d_, *piece, curator);
  if (!kept) return ErrorFor(d_.pages, request, kept.error());
  const int64_t number = NumberOf(request.params, "revision");
  size_t at = 0;
  while (at < kept->size() && (*kept)[at].revision.number != number) ++at;
  if (at == kept->size()) return d_.pages.frame.ErrorPage(request, 404);
  const auto& [revision, record] = (*kept)[at];
  const bool first = at + 1 == kept->size();
  const Teller teller(d_, request);
  const auto& about = piece->resource.about;
  views::Draft view;
  view.title = teller.Happened(revision);
  view.back = {ResourceHref(about.slug) + "/history",
               teller.Say("library.curation.history.title", {{"title", about.title}})};
  view.about = teller.When(revision.at);
  view.state_kind = "late";
  if (curator) {
    view.about += " · " + WhoSays(teller, revision);
    view.why = revision.why;
    if (revision.unread) view.state = teller.Say("library.curation.history.unread");
    view.csrf = d_.pages.frame.FormToken(request);
  }
  if (error) view.notices.push_back({teller.Say(*error), {}});
  view.differences_title = teller.Say(first ? "library.curation.history.first" : "library.curation.history.changed");
  view.differences_empty = teller.Say("library.curation.history.same");
  view.differences = teller.Differences(first ? exchange::Record() : (*kept)[at + 1].record, record);
  if (curator && at > 0 && !piece->draft) {
    views::Act restore;
    restore.id = "restore";
    restore.title = teller.Say("library.curation.history.restore_title");
    restore.lead = teller.Say("library.curation.history.restore_lead");
    restore.action = ResourceHref(about.slug) + "/history/" + std::to_string(number) + "/restore";
    restore.submit = teller.Say("library.curation.history.restore");
    restore.writes = true;
    restore.label = teller.Say("library.curation.field.why");
    restore.value = TypedText(request.form, "words", 500);
    view.acts.push_back(std::move(restore));
  } else if (curator && piece->draft) {
    view.notices.push_back(
        {teller.Say("library.curation.history.draft", {{"name", teller.Who(piece->draft->written_by)}}),
         {DraftHref(piece->draft->id), teller.Say("library.curation.history.draft_do")}});
  }
  const unsigned status = !error ? 200 : error->kind == ErrorKind::kInvalid ? 422 : 409;
  auto response = d_.pages.frame.Page(request, MetaFor(view.title + ": " + about.title),
                                      views::Render(d_.pages.frame.templates(), teller.language(), view), status);
  response.shared = !accounts::VisitOf(request).caller;
  return response;
}

http::Response HistoryPages::Restore(const http::Request& request) const {
  const auto draft = d_.curation.RestoreRevision(request.params.Get("slug"), NumberOf(request.params, "revision"),
                                                 TypedText(request.form, "words", 500), ActorOf(request));
  if (draft) return http::Response::SeeOther(DraftHref(draft->id));
  const auto kind = draft.error().kind;
  if (kind != ErrorKind::kInvalid && kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, draft.error());
  return Page(request, draft.error());
}

}  // namespace concord::library::curation
