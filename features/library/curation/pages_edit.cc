// The form of a resource: a new one, an edit of one that is there, and two people's edits at once.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {

using exchange::Record;

struct EditPages::Shown {
  http::Pairs form;  // what the fields hold
  std::vector<Fault> faults;
  unsigned status = 200;
  std::vector<std::string> notices;
  // Of two edits at once: fields to choose in, and what the other says in them.
  std::vector<std::string> conflicts;
  Record mine, theirs;
  bool theirs_is_published = false;  // not what the draft says
  std::string draft;                 // the draft, version and revision that the writer saw
  int64_t version = 0, base = 0;
};

namespace {

struct GroupOfFields {
  const char* name;
  std::initializer_list<const char*> fields;
};

const GroupOfFields kGroups[] = {
    {"what", {"title", "subtitle", "authors", "editors", "year", "date", "types", "languages"}},
    {"summary", {"summary"}},
    {"about", {"topics", "audiences", "keywords"}},
    {"where", {"publisher", "container", "volume", "issue", "pages", "series", "edition", "place"}},
    {"find", {"url", "doi", "isbn", "issn", "ncj", "access"}},
    {"basis", {"facts", "note"}},
};

const char* KindOfChoice(std::string_view field) {
  if (field == "types") return "type";
  if (field == "topics") return "topic";
  return field == "audiences" ? "audience" : nullptr;
}

int RowsOf(std::string_view field) {
  if (field == "summary") return 8;
  if (field == "authors" || field == "facts") return 4;
  return field == "editors" || field == "keywords" || field == "note" ? 3 : 0;
}

std::vector<views::Option> OptionsOf(const Teller& teller, const char* kind, const std::vector<std::string>& chosen) {
  std::vector<views::Option> options;
  const auto is_chosen = [&](const std::string& slug) { return std::ranges::find(chosen, slug) != chosen.end(); };
  const auto& terms = teller.speaker().terms();
  for (const Term& term : terms.terms()) {
    if (term.kind == kind) options.push_back({term.slug, term.title.In(teller.language()), is_chosen(term.slug)});
  }
  std::ranges::sort(options, {}, [](const views::Option& o) { return text::Fold(o.label); });
  // What a record says that the vocabulary does not have stays until somebody takes it away.
  for (const auto& slug : chosen) {
    if (!terms.Find(kind, slug)) options.push_back({slug, slug, true});
  }
  return options;
}

views::Field FieldOf(const Teller& teller, const FieldMaker& make, const http::Pairs& form, const char* name) {
  if (const char* kind = KindOfChoice(name))
    return make.Checks(name, OptionsOf(teller, kind, TypedChoices(form, name)));
  const std::string value(form.Get(name));
  if (std::string_view(name) == "access") {
    views::Field field = make.Make(name, "select", value);
    for (const char* access : {"", "open", "members", "request"}) {
      field.options.push_back(
          {access, *access ? teller.Value("access", access) : teller.Say("library.facet.unknown"), value == access});
    }
    return field;
  }
  if (const int rows = RowsOf(name)) return make.Area(name, value, rows);
  views::Field field = make.Make(name, "text", value);
  field.required = std::string_view(name) == "title";
  return field;
}

std::vector<views::FieldGroup> GroupsOf(const Teller& teller, const FieldMaker& make, const http::Pairs& form,
                                        bool is_new, const std::vector<Fault>& faults) {
  std::vector<views::FieldGroup> groups;
  for (const auto& group : kGroups) {
    const std::string key = std::string("library.curation.group.") + group.name;
    views::FieldGroup one{teller.Say(key), teller.Has(key + "_lead") ? teller.Say(key + "_lead") : "", {}};
    for (const char* name : group.fields) one.fields.push_back(FieldOf(teller, make, form, name));
    groups.push_back(std::move(one));
  }
  views::FieldGroup why{teller.Say("library.curation.group.why"), "", {}};
  views::Field field = make.Make("why", "text", std::string(form.Get("why")));
  if (is_new) field.hint = teller.Say("library.curation.hint.why_new");
  field.most = 500;
  why.fields.push_back(std::move(field));
  const bool doubled =
      std::ranges::any_of(faults, [](const Fault& f) { return f.field == "title" && !f.params.empty(); });
  if (doubled || !form.Get("another").empty())
    why.fields.push_back(
        make.Checks("another", {{"1", teller.Say("library.curation.form.another"), !form.Get("another").empty()}}));
  groups.push_back(std::move(why));
  return groups;
}

std::string ActionOf(const EditPages::Work& work) {
  if (work.piece) return ResourceHref(work.piece->resource.about.slug) + "/edit";
  return work.draft ? DraftHref(work.draft->id) + "/edit" : "/curation/new";
}

http::Pairs WithWhy(http::Pairs form, const EditPages::Work& work) {
  form.Set("why", work.draft ? work.draft->why : "");
  return form;
}

std::string JoinFields(const Teller& teller, const std::vector<std::string>& fields) {
  std::vector<std::string> names;
  for (const auto& field : fields) names.push_back(teller.Field(field));
  return text::Join(names, ", ");
}

}  // namespace

Merged EditPages::Work::Current() const {
  if (!draft) return {piece ? piece->resource.about : Record(), {}, {}};
  if (!piece || draft->base == piece->revision) return {draft->record, {}, {}};
  return Merge(draft->base_record, draft->record, piece->resource.about);
}

Result<EditPages::Work> EditPages::WorkOf(const http::Request& request) const {
  auto piece = d_.curation.Find(request.params.Get("slug"));
  if (!piece) return std::unexpected(piece.error());
  Work work;
  work.draft = piece->draft;
  work.piece = std::move(*piece);
  return work;
}

Result<EditPages::Work> EditPages::WorkOfDraft(const http::Request& request) const {
  auto draft = d_.curation.FindDraft(request.params.Get("draft"));
  if (!draft) return std::unexpected(draft.error());
  Work work;
  if (draft->resource.empty()) {
    if (IsOpen(draft->state)) work.draft = std::move(*draft);
    return work;
  }
  // It is of a resource, by now at least; where that is gone, what was typed begins anew.
  auto piece = d_.curation.FindById(draft->resource);
  if (!piece && piece.error().kind != ErrorKind::kNotFound) return std::unexpected(piece.error());
  if (piece) {
    work.draft = piece->draft;
    work.piece = std::move(*piece);
  }
  return work;
}

http::Response EditPages::Show(const http::Request& request, const Work& work, Shown shown) const {
  const Teller teller(d_, request);
  const FieldMaker make(teller, shown.faults);
  const bool is_new = !work.piece;
  views::Form view;
  const std::string title(text::Shorten(work.Current().record.title, 80));
  view.title = is_new && !work.draft ? teller.Say("library.curation.edit.title_new")
                                     : teller.Say("library.curation.edit.title", {{"title", title}});
  view.lead = teller.Say(is_new ? "library.curation.edit.lead_new" : "library.curation.edit.lead");
  view.action = ActionOf(work);
  view.back = {"/curation", teller.Say("library.curation.desk.title")};
  view.cancel = {work.draft                      ? DraftHref(work.draft->id)
                 : is_new                        ? "/curation"
                 : IsShown(work.piece->resource) ? ResourceHref(work.piece->resource.about.slug)
                                                 : ResourceHref(work.piece->resource.about.slug) + "/history",
                 teller.Say("library.curation.form.cancel")};
  if (work.draft && work.draft->written_by != ActorOf(request) && shown.conflicts.empty()) {
    view.notices.push_back(
        {teller.Say("library.curation.edit.others_draft",
                    {{"name", teller.Who(work.draft->written_by)}, {"date", teller.When(work.draft->updated)}}),
         {}});
  }
  for (auto& notice : shown.notices) view.notices.push_back({std::move(notice), {}});
  view.hidden = {{"draft", shown.draft},
                 {"version", std::to_string(shown.version)},
                 {"base", std::to_string(shown.base)},
                 {"theirs", shown.theirs_is_published ? "published" : ""}};
  view.conflict_title = teller.Say("library.curation.conflict.title");
  view.conflict_lead = teller.Say("library.curation.conflict.lead");
  view.mine_title = teller.Say("library.curation.conflict.mine");
  view.theirs_title = teller.Say("library.curation.conflict.theirs");
  for (const auto& field : shown.conflicts) {
    views::Conflict conflict{
        field, teller.Field(field), teller.Whole(field, shown.theirs), teller.Whole(field, shown.mine), {}, false};
    Record only = shown.theirs;
    FindRecordField(field)->copy(shown.mine, only);
    for (auto& difference : teller.Differences(shown.theirs, only)) conflict.difference = std::move(difference);
    view.conflicts.push_back(std::move(conflict));
  }
  view.groups = GroupsOf(teller, make, shown.form, is_new, shown.faults);
  view.buttons = {{"do", "save", teller.Say("library.curation.form.save_draft")},
                  {"do", "ask", teller.Say("library.curation.form.save_and_ask")}};
  return ShowForm(d_, request, std::move(view), shown.status);
}

http::Response EditPages::New(const http::Request& request) const {
  Shown shown;
  // Whoever comes from elsewhere with what is known of a work finds it in the form.
  for (const char* name : {"title", "url", "doi", "year", "publisher"})
    shown.form.Set(name, TypedLine(request.query, name));
  return Show(request, {}, std::move(shown));
}

http::Response EditPages::Edit(const http::Request& request) const {
  const auto work = WorkOf(request);
  if (!work) return ErrorFor(d_.pages, request, work.error());
  Shown shown;
  const Merged current = work->Current();
  shown.form = WithWhy(FormOf(current.record), *work);
  shown.draft = work->draft ? work->draft->id : "";
  shown.version = work->Version();
  shown.base = work->Revision();
  shown.conflicts = current.conflicts;
  shown.mine = current.record;
  shown.theirs = work->piece->resource.about;
  shown.theirs_is_published = true;
  if (work->draft && work->draft->base != work->piece->revision) {
    const Teller teller(d_, request);
    shown.notices.push_back(teller.Say("library.curation.edit.moved"));
    if (!current.taken.empty())
      shown.notices.push_back(
          teller.Say("library.curation.conflict.taken", {{"fields", JoinFields(teller, current.taken)}}));
  }
  return Show(request, *work, std::move(shown));
}

http::Response EditPages::EditDraft(const http::Request& request) const {
  const auto draft = d_.curation.FindDraft(request.params.Get("draft"));
  if (!draft) return ErrorFor(d_.pages, request, draft.error());
  if (!IsOpen(draft->state)) return http::Response::SeeOther(DraftHref(draft->id));
  if (!draft->resource.empty()) {
    const auto piece = d_.curation.FindById(draft->resource);
    if (!piece) return ErrorFor(d_.pages, request, piece.error());
    return http::Response::SeeOther(ResourceHref(piece->resource.about.slug) + "/edit");
  }
  Work work;
  work.draft = *draft;
  Shown shown;
  shown.form = WithWhy(FormOf(draft->record), work);
  shown.draft = draft->id;
  shown.version = draft->version;
  return Show(request, work, std::move(shown));
}

http::Response EditPages::SaveNew(const http::Request& request) const { return Take(request, {}); }

http::Response EditPages::Save(const http::Request& request) const {
  const auto work = WorkOf(request);
  // Where the resource went while somebody wrote, what they wrote is kept as a draft of its own.
  if (!work && work.error().kind == ErrorKind::kNotFound && request.form.Has("title")) return Take(request, {});
  if (!work) return ErrorFor(d_.pages, request, work.error());
  return Take(request, *work);
}

http::Response EditPages::SaveDraft(const http::Request& request) const {
  const auto work = WorkOfDraft(request);
  if (!work) return ErrorFor(d_.pages, request, work.error());
  return Take(request, *work);
}

// What the form began with: the version of the draft that it names, or else the revision of the resource.
Result<Record> EditPages::SeenBy(const http::Request& request, const Work& work) const {
  const std::string draft(request.form.Get("draft"));
  const int64_t version = NumberOf(request.form, "version"), base = NumberOf(request.form, "base");
  const std::string current = work.draft ? work.draft->id : std::string();
  if (draft == current && version == work.Version() && base == work.Revision()) return work.Current().record;
  Result<Record> seen = Record();
  if (!draft.empty()) {
    seen = d_.curation.WritingAt(draft, version);
  } else if (work.piece && base > 0) {
    seen = d_.curation.RecordAt(work.piece->resource.id, base);
  }
  // Of what cannot be told, every field counts as typed.
  if (!seen && seen.error().kind == ErrorKind::kNotFound) return Record();
  return seen;
}

std::optional<Fault> EditPages::FindDouble(const http::Request& request, const Work& work, const Typed& typed) const {
  const Record before = work.Current().record;
  const bool same = typed.record.doi == before.doi && typed.record.url == before.url &&
                    (work.piece || (typed.record.title == before.title && typed.record.year == before.year));
  if (same && (work.piece || work.draft)) return std::nullopt;
  const auto found = d_.curation.FindDouble(typed.record, work.Resource());
  if (!found || !*found) return std::nullopt;
  const auto& [slug, title, by] = **found;
  if (by == "title" && !request.form.Get("another").empty()) return std::nullopt;
  return Fault{by, "library.curation.error.double_" + by, {{"title", title}, {"slug", slug}}};
}

http::Response EditPages::Take(const http::Request& request, const Work& work) const {
  const auto seen = SeenBy(request, work);
  if (!seen) return ErrorFor(d_.pages, request, seen.error());
  const Teller teller(d_, request);
  Typed typed = ReadForm(request.form, *seen, teller.speaker().terms());
  if (typed.faults.empty()) {
    if (auto fault = FindDouble(request, work, typed)) typed.faults.push_back(std::move(*fault));
  }
  if (!typed.faults.empty()) {
    Shown shown;
    shown.form = request.form;
    shown.faults = std::move(typed.faults);
    shown.status = 422;
    shown.draft = request.form.Get("draft");
    shown.version = NumberOf(request.form, "version");
    shown.base = NumberOf(request.form, "base");
    return Show(request, work, std::move(shown));
  }
  const std::string draft(request.form.Get("draft"));
  // A draft of a new resource that is closed by now begins anew: nothing that was typed is lost.
  const bool begins_anew = !work.piece && !work.draft;
  const bool fresh = begins_anew || (draft == (work.draft ? work.draft->id : "") &&
                                     NumberOf(request.form, "version") == work.Version() &&
                                     NumberOf(request.form, "base") == work.Revision());
  if (!fresh) return Conflict(request, work, *seen, typed.record);
  // Where two wrote one field, what the writer chose of both.
  if (work.draft || work.piece) {
    const bool published = work.piece && request.form.Get("theirs") == "published";
    const Record theirs = published ? work.piece->resource.about : work.Current().record;
    for (const RecordField& field : RecordFields()) {
      if (request.form.Get(std::string("take_") + field.name) == "theirs") field.copy(theirs, typed.record);
    }
  }
  return Keep(request, work, typed);
}

http::Response EditPages::Conflict(const http::Request& request, const Work& work, const Record& seen,
                                   const Record& mine) const {
  const Teller teller(d_, request);
  const Merged current = work.Current();
  const Merged merged = Merge(seen, mine, current.record);
  Shown shown;
  shown.status = 409;
  shown.form = FormOf(merged.record);
  shown.form.Set("why", TypedLine(request.form, "why", 500));
  shown.draft = work.draft ? work.draft->id : "";
  shown.version = work.Version();
  shown.base = work.Revision();
  shown.conflicts = merged.conflicts;
  shown.mine = mine;
  shown.theirs = current.record;
  shown.notices.push_back(
      work.draft
          ? teller.Say("library.curation.conflict.draft",
                       {{"name", teller.Who(work.draft->written_by)}, {"date", teller.When(work.draft->updated)}})
          : teller.Say("library.curation.conflict.resource", {{"date", teller.When(work.piece->resource.updated)}}));
  if (!merged.taken.empty())
    shown.notices.push_back(
        teller.Say("library.curation.conflict.taken", {{"fields", JoinFields(teller, merged.taken)}}));
  if (merged.conflicts.empty()) shown.notices.push_back(teller.Say("library.curation.conflict.none"));
  return Show(request, work, std::move(shown));
}

http::Response EditPages::Keep(const http::Request& request, const Work& work, const Typed& typed) const {
  const std::string actor = ActorOf(request);
  const Writing writing{typed.record, TypedLine(request.form, "why", 500), work.Revision()};
  const auto kept = work.draft ? d_.curation.Save(work.draft->id, work.draft->version, writing, actor)
                               : d_.curation.Begin(work.Resource(), writing, actor);
  if (!kept) {
    if (kept.error().kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, kept.error());
    // Somebody was faster, just now: what they wrote is read again, and both are shown.
    const auto seen = work.Current().record;
    const auto now = work.piece ? WorkOf(request) : WorkOfDraft(request);
    if (!now) return ErrorFor(d_.pages, request, now.error());
    if (!now->piece && !now->draft) return Keep(request, *now, typed);
    return Conflict(request, *now, seen, typed.record);
  }
  if (request.form.Get("do") != "ask") return http::Response::SeeOther(DraftHref(kept->id));
  const Status asked = d_.curation.AskForReview(kept->id, kept->version, actor);
  if (asked) return http::Response::SeeOther(DraftHref(kept->id));
  if (asked.error().kind != ErrorKind::kInvalid) return http::Response::SeeOther(DraftHref(kept->id));
  Work now = work;
  now.draft = *kept;
  Shown shown;
  shown.form = WithWhy(FormOf(kept->record), now);
  shown.faults = {{"why", asked.error().key, {}}};
  shown.status = 422;
  shown.draft = kept->id;
  shown.version = kept->version;
  shown.base = work.Revision();
  return Show(request, now, std::move(shown));
}

}  // namespace concord::library::curation
