// Lists as their owners keep them: made, changed, put in order, shared, doubled, deleted.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/lists/pages.h"

namespace concord::library::lists {

namespace {

std::string ActorOf(const http::Request& request) { return accounts::VisitOf(request).Actor(); }

Draft TypedDraft(const http::Request& request) {
  return {std::string(request.form.Get("title").substr(0, 4000)),
          std::string(request.form.Get("description").substr(0, 20'000)),
          VisibilityNamed(request.form.Get("visibility")).value_or(Visibility::kPrivate)};
}

// Keys of the store name the field that they are about.
std::string FieldOf(const Error& error) {
  return error.key.starts_with("lists.error.description") ? "description" : "title";
}

// The list that the address names, of one's own or, behind the guard, of the community.
Result<Opened> Kept(const Deps& deps, const http::Request& request) {
  auto opened = OpenList(deps, request);
  if (opened && !opened->keeps) return Fail(ErrorKind::kNotFound, "error.not_found");
  return opened;
}

Result<std::vector<Item>> ItemsFor(const Deps& deps, const std::vector<std::string>& slugs) {
  std::vector<Item> items;
  const auto resources = deps.library.library.FindAll(slugs);
  if (!resources) return std::unexpected(resources.error());
  for (const auto& resource : *resources) items.push_back({resource.id.ToString(), "", resource});
  return items;
}

}  // namespace

struct KeepingPages::Filled {
  Where where;
  Draft draft;
  std::optional<List> list;  // nullopt: a new one
  std::vector<std::string> slugs;
  std::optional<Error> error;
};

http::Response KeepingPages::Mine(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const accounts::Visit& visit = accounts::VisitOf(request);
  const Where where = WhereOf(request);
  const auto own = d_.lists.Of(where.owner);
  if (!own) return ErrorFor(d_.library, request, own.error());
  views::Cards view;
  view.title = speaker.Say("lists.mine.title");
  view.lead = speaker.Say("lists.mine.lead");
  view.back = {"/me", speaker.Say("lists.mine.back")};
  view.done = DoneOf(speaker, d_.library.frame, request);
  view.actions = {{"/me/lists/new", speaker.Say("lists.mine.new")}};
  view.others = {{"/lists", speaker.Say("lists.public.title")}, {"/me/digest", speaker.Say("lists.mine.digest")}};
  views::Group group;
  group.empty = speaker.Say("lists.mine.empty");
  for (const auto& list : *own) {
    views::Card card = CardOf(speaker, list, "/me/lists/" + list.slug);
    card.facts.push_back(VisibilityInWords(speaker, list, false));
    group.cards.push_back(std::move(card));
  }
  view.groups.push_back(std::move(group));
  std::vector<accounts::CommunityId> seen;
  for (const auto& membership : visit.caller->memberships) {
    const auto place = d_.places.Community(membership.community);
    if (!place || std::ranges::find(seen, place->id) != seen.end()) continue;
    seen.push_back(place->id);
    if (!visit.caller->May(accounts::Action::kListsKeep, place->id)) continue;
    const auto lists = d_.lists.Of({Owner::Kind::kCommunity, place->id.ToString()});
    if (!lists) return ErrorFor(d_.library, request, lists.error());
    const std::string base = "/c/" + place->slug + "/lists";
    views::Group theirs;
    theirs.name = speaker.Say("lists.place.title", {{"place", place->name}});
    theirs.add = {base + "/new", speaker.Say("lists.mine.new_place", {{"place", place->name}})};
    for (const auto& list : *lists) {
      views::Card card = CardOf(speaker, list, base + "/" + list.slug);
      card.facts.push_back(VisibilityInWords(speaker, list, true));
      theirs.cards.push_back(std::move(card));
    }
    view.groups.push_back(std::move(theirs));
  }
  return d_.library.frame.Page(request, MetaOf(view.title),
                               views::Render(d_.library.frame.templates(), speaker.language(), view));
}

http::Response KeepingPages::FormFor(const http::Request& request, const Filled& filled) const {
  const Speaker speaker(d_.library, request);
  const bool of_place = !filled.where.place.empty();
  const std::string base = filled.where.base + (filled.list ? "/" + filled.list->slug : "");
  views::FormPage view;
  view.title = filled.list ? speaker.Say("lists.form.title_edit", {{"title", filled.list->about.title}})
               : of_place  ? speaker.Say("lists.form.title_place", {{"place", filled.where.place}})
                           : speaker.Say("lists.form.title_new");
  if (!filled.slugs.empty()) view.lead = speaker.Count("lists.form.with", static_cast<int64_t>(filled.slugs.size()));
  view.action = base + (filled.list ? "/edit" : "/new");
  view.csrf = d_.library.frame.FormToken(request);
  view.name = filled.draft.title;
  view.description = filled.draft.description;
  view.resources = text::Join(filled.slugs, ",");
  view.submit = speaker.Say(filled.list ? "lists.form.save" : "lists.form.create");
  view.back = {base, filled.list ? filled.list->about.title
                     : of_place  ? speaker.Say("lists.place.title", {{"place", filled.where.place}})
                                 : speaker.Say("lists.mine.title")};
  for (const Visibility v : {Visibility::kPrivate, Visibility::kLink, Visibility::kPublic}) {
    const std::string name(NameOf(v));
    const std::string key = "lists.visibility." + name + (of_place ? "_place" : "");
    view.choices.push_back(
        {name, speaker.Say("lists.visibility." + name), speaker.Say(key + "_hint"), filled.draft.visibility == v});
  }
  if (filled.error) view.errors.push_back({FieldOf(*filled.error), MessageOf(speaker, *filled.error)});
  html::PageMeta meta = MetaOf(view.title);
  if (filled.error) meta.title = speaker.Say("lists.form.error_title", {{"title", meta.title}});
  return d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view),
                               filled.error ? 422 : 200);
}

http::Response KeepingPages::New(const http::Request& request) const {
  return FormFor(request, {WhereOf(request), {}, std::nullopt, SlugsOf(request.query.All("r")), std::nullopt});
}

http::Response KeepingPages::Create(const http::Request& request) const {
  Filled filled{WhereOf(request), TypedDraft(request), std::nullopt, SlugsOf(request.form.All("r")), std::nullopt};
  const auto items = ItemsFor(d_, filled.slugs);
  if (!items) return ErrorFor(d_.library, request, items.error());
  const auto made = d_.lists.Create(filled.where.owner, filled.draft, *items, ActorOf(request));
  if (made) return http::Response::SeeOther(filled.where.base + "/" + made->slug + "?done=made");
  if (!IsTyped(made.error())) return ErrorFor(d_.library, request, made.error());
  filled.error = made.error();
  return FormFor(request, filled);
}

http::Response KeepingPages::Edit(const http::Request& request) const {
  auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  return FormFor(request, {opened->where, opened->list.about, opened->list, {}, std::nullopt});
}

http::Response KeepingPages::Save(const http::Request& request) const {
  auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const Draft draft = TypedDraft(request);
  const auto changed = d_.lists.Change(opened->list, draft, ActorOf(request));
  if (changed) return http::Response::SeeOther(opened->base + "?done=saved");
  if (!IsTyped(changed.error())) return ErrorFor(d_.library, request, changed.error());
  return FormFor(request, {opened->where, draft, opened->list, {}, changed.error()});
}

namespace {

// "up.<resource id>", "save"; every "note.<resource id>" beside it.
Arrangement TypedArrangement(const http::Request& request) {
  using Step = Arrangement::Step;
  static const std::pair<const char*, Step> kSteps[] = {
      {"up", Step::kUp}, {"down", Step::kDown}, {"first", Step::kFirst}, {"remove", Step::kRemove}};
  Arrangement wanted;
  const std::string_view what = request.form.Get("do");
  const size_t dot = what.find('.');
  for (const auto& [name, step] : kSteps) {
    if (dot != what.npos && what.substr(0, dot) == name) wanted.step = step;
  }
  if (wanted.step != Step::kNone) wanted.resource_id = what.substr(dot + 1);
  for (const auto& [name, value] : request.form.items()) {
    if (name.starts_with("note.")) wanted.notes[name.substr(5)] = value.substr(0, 20'000);
  }
  return wanted;
}

}  // namespace

http::Response KeepingPages::Arrange(const http::Request& request) const {
  const auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const Arrangement wanted = TypedArrangement(request);
  const auto done = d_.lists.Arrange(opened->list, wanted, ActorOf(request));
  if (done) {
    const char* said = wanted.step == Arrangement::Step::kRemove ? "removed" : "arranged";
    return http::Response::SeeOther(opened->base + "?done=" + said);
  }
  if (!IsTyped(done.error())) return ErrorFor(d_.library, request, done.error());
  // A note that is too long: the page comes back with every note as it was typed.
  auto items = d_.lists.ItemsOf(opened->list);
  if (!items) return ErrorFor(d_.library, request, items.error());
  const Speaker speaker(d_.library, request);
  std::string field = "arrange";
  for (auto& item : *items) {
    const auto typed = wanted.notes.find(item.resource_id);
    if (typed == wanted.notes.end()) continue;
    item.note = typed->second;
    if (text::CountCodePoints(text::Trim(item.note)) > kMaxNote) field = "note-" + item.resource_id;
  }
  views::ListPage view = ListView(d_, request, *opened, *items);
  view.errors.push_back({field, MessageOf(speaker, done.error())});
  return d_.library.frame.Page(request, MetaOf(view.title),
                               views::Render(d_.library.frame.templates(), speaker.language(), view), 422);
}

http::Response KeepingPages::NewLink(const http::Request& request) const {
  const auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const auto changed = d_.lists.NewLink(opened->list, ActorOf(request));
  if (!changed && !IsTyped(changed.error())) return ErrorFor(d_.library, request, changed.error());
  return http::Response::SeeOther(opened->base + (changed ? "?done=new_link" : ""));
}

http::Response KeepingPages::Duplicate(const http::Request& request) const {
  const auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const Speaker speaker(d_.library, request);
  const std::string title = text::Shorten(opened->list.about.title, kMaxTitle - 20);
  const auto made =
      d_.lists.Duplicate(opened->list, speaker.Say("lists.list.copy_of", {{"title", title}}), ActorOf(request));
  if (made) return http::Response::SeeOther(opened->where.base + "/" + made->slug + "?done=duplicated");
  if (!IsTyped(made.error())) return ErrorFor(d_.library, request, made.error());
  return FormFor(request, {opened->where, opened->list.about, std::nullopt, {}, made.error()});
}

http::Response KeepingPages::ConfirmDelete(const http::Request& request) const {
  const auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const Speaker speaker(d_.library, request);
  views::DeletePage view;
  view.title = speaker.Say("lists.delete.title", {{"title", opened->list.about.title}});
  view.paragraphs = {speaker.Count("lists.delete.text", opened->list.size)};
  if (opened->list.about.visibility != Visibility::kPrivate)
    view.paragraphs.push_back(speaker.Say("lists.delete.shared"));
  view.action = opened->base + "/delete";
  view.csrf = d_.library.frame.FormToken(request);
  view.back = {opened->base, opened->list.about.title};
  return d_.library.frame.Page(request, MetaOf(view.title),
                               views::Render(d_.library.frame.templates(), speaker.language(), view));
}

http::Response KeepingPages::Delete(const http::Request& request) const {
  const auto opened = Kept(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  if (auto status = d_.lists.Remove(opened->list, ActorOf(request)); !status)
    return ErrorFor(d_.library, request, status.error());
  return http::Response::SeeOther(opened->where.base + "?done=deleted");
}

}  // namespace concord::library::lists
