// A resource is put on lists, one's own and those of communities, or taken off them; who is not signed in is shown both
// ways to keep it.
#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "features/library/lists/pages.h"

namespace concord::library::lists {

struct Shelf {
  std::string name;  // the heading over its lists
  Owner owner;
  std::vector<List> lists;
};

namespace {

// Everyone's lists that the caller may change, one's own first.
Result<std::vector<Shelf>> ShelvesOf(const Deps& deps, const Speaker& speaker, const accounts::Caller& caller) {
  std::vector<Shelf> shelves;
  const auto add = [&](std::string name, Owner owner) -> Status {
    auto lists = deps.lists.Of(owner);
    if (!lists) return std::unexpected(lists.error());
    shelves.push_back({std::move(name), std::move(owner), std::move(*lists)});
    return {};
  };
  if (auto status = add(speaker.Say("lists.mine.title"), {Owner::Kind::kPerson, caller.id.ToString()}); !status)
    return std::unexpected(status.error());
  std::set<accounts::CommunityId> seen;
  for (const auto& membership : caller.memberships) {
    const auto place = deps.places.Community(membership.community);
    if (!place || !seen.insert(place->id).second || !caller.May(accounts::Action::kListsKeep, place->id)) continue;
    if (auto status = add(speaker.Say("lists.place.title", {{"place", place->name}}),
                          {Owner::Kind::kCommunity, place->id.ToString()});
        !status)
      return std::unexpected(status.error());
  }
  return shelves;
}

}  // namespace

struct AddingPages::Filled {
  Resource resource;
  std::vector<Shelf> shelves;
  std::set<std::string> chosen;  // ids of lists
  std::string fresh, note;       // the name of a new list
  std::string error_field;
  std::optional<Error> error;
};

http::Response AddingPages::FormFor(const http::Request& request, const Filled& filled) const {
  const Speaker speaker(d_.library, request);
  const auto& about = filled.resource.about;
  views::AddPage view;
  view.resource = about.title;
  view.back = {"/resources/" + about.slug, about.title};
  view.action = "/resources/" + about.slug + "/lists";
  view.signed_in = accounts::VisitOf(request).caller.has_value();
  view.here_href = "/lists/here?r=" + about.slug;
  view.sign_in_href = "/sign-in?next=" + http::PercentEncode(view.action);
  if (view.signed_in) view.csrf = d_.library.frame.FormToken(request);
  view.fresh = filled.fresh;
  view.note = filled.note;
  for (const auto& shelf : filled.shelves) {
    views::AddGroup group{shelf.name, {}};
    for (const auto& list : shelf.lists)
      group.choices.push_back({list.id, list.about.title, "", filled.chosen.contains(list.id)});
    view.groups.push_back(std::move(group));
  }
  if (filled.error) view.errors.push_back({filled.error_field, MessageOf(speaker, *filled.error)});
  html::PageMeta meta = MetaOf(speaker.Say("lists.add.title"));
  if (filled.error) meta.title = speaker.Say("lists.form.error_title", {{"title", meta.title}});
  auto response = d_.library.frame.Page(
      request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view), filled.error ? 422 : 200);
  return response;
}

http::Response AddingPages::Form(const http::Request& request) const {
  auto resource = d_.library.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.library, request, resource.error());
  Filled filled{std::move(*resource), {}, {}, {}, {}, {}, std::nullopt};
  if (const auto& caller = accounts::VisitOf(request).caller) {
    auto shelves = ShelvesOf(d_, Speaker(d_.library, request), *caller);
    if (!shelves) return ErrorFor(d_.library, request, shelves.error());
    const auto holding = d_.lists.Holding(filled.resource.id.ToString());
    if (!holding) return ErrorFor(d_.library, request, holding.error());
    filled.shelves = std::move(*shelves);
    filled.chosen = {holding->begin(), holding->end()};
  }
  return FormFor(request, filled);
}

http::Response AddingPages::Save(const http::Request& request) const {
  auto resource = d_.library.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.library, request, resource.error());
  const accounts::Visit& visit = accounts::VisitOf(request);
  auto shelves = ShelvesOf(d_, Speaker(d_.library, request), *visit.caller);
  if (!shelves) return ErrorFor(d_.library, request, shelves.error());
  const std::string id = resource->id.ToString(), actor = visit.Actor();
  Filled filled{std::move(*resource), std::move(*shelves), {}, {}, {}, {}, std::nullopt};
  for (const auto value : request.form.All("list")) filled.chosen.insert(std::string(value));
  filled.fresh = text::CollapseSpace(text::Clean(request.form.Get("new").substr(0, 4000)));
  filled.note = request.form.Get("note").substr(0, 20'000);
  const auto failed = [&](const char* field, const Error& error) {
    if (!IsTyped(error)) return ErrorFor(d_.library, request, error);
    filled.error_field = error.key == "lists.error.note_long" ? "note" : field;
    filled.error = error;
    return FormFor(request, filled);
  };
  const auto now = d_.lists.Holding(id);
  if (!now) return ErrorFor(d_.library, request, now.error());
  const std::set<std::string> holding(now->begin(), now->end());
  std::set<std::string> shown;  // only what the form showed is taken off: a list that was made since keeps it
  for (const auto value : request.form.All("shown")) shown.insert(std::string(value));
  if (filled.chosen.empty() && filled.fresh.empty() && shown.empty())
    return failed("new", {ErrorKind::kInvalid, "lists.error.none", {}, ""});
  if (text::CountCodePoints(text::Trim(filled.note)) > kMaxNote)
    return failed("note", {ErrorKind::kInvalid, "lists.error.note_long", {}, ""});
  for (const auto& shelf : filled.shelves) {
    for (const auto& list : shelf.lists) {
      const bool wanted = filled.chosen.contains(list.id), there = holding.contains(list.id);
      Status status;
      if (wanted && (!there || !filled.note.empty())) status = d_.lists.Add(list, {id, filled.note, {}}, actor);
      if (!wanted && there && shown.contains(list.id)) status = d_.lists.Take(list, id, actor);
      if (!status) return failed("list", status.error());
    }
  }
  if (!filled.fresh.empty()) {
    const auto made = d_.lists.Create({Owner::Kind::kPerson, visit.caller->id.ToString()}, {filled.fresh, "", {}},
                                      {{id, filled.note, {}}}, actor);
    if (!made) return failed("new", made.error());
    return http::Response::SeeOther("/me/lists/" + made->slug + "?done=made");
  }
  return http::Response::SeeOther("/me/lists?done=added");
}

}  // namespace concord::library::lists
