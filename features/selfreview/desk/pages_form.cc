// A review is drafted, and changed until it opens.
#include "base/zones/zones.h"
#include "features/selfreview/desk/pages.h"

namespace concord::selfreview::desk {
namespace {

std::vector<views::Choice> InstrumentsOf(const Deps& deps, const Words& words, const Typed& typed) {
  std::vector<views::Choice> choices;
  const std::string& chosen = typed.Get("instrument");
  const auto add = [&](const Instrument& instrument) {
    const std::string value = instrument.slug + "/" + std::to_string(instrument.version);
    choices.push_back({value, instrument.In(words.language()).title,
                       words.Count("reviews.desk.form.items", static_cast<int64_t>(instrument.items.size())),
                       value == chosen});
    return value == chosen;
  };
  bool is_there = chosen.empty();
  for (const KeptPtr& kept : deps.instruments.All()) is_there |= add(kept->instrument);
  if (is_there) return choices;
  // A draft keeps the version that it was made with, also where there is a newer one.
  const ReviewDraft draft = DraftFrom(typed, "UTC");  // of which only the instrument is looked at
  if (const KeptPtr kept = deps.instruments.Find(draft.instrument, draft.version)) {
    add(kept->instrument);
    choices.back().hint = words.Say("reviews.desk.form.older", {{"version", std::to_string(draft.version)}}) + " · " +
                          choices.back().hint;
  }
  return choices;
}

std::vector<views::Choice> AgenciesOf(const Deps& deps, const accounts::Place& place, const Typed& typed) {
  std::vector<views::Choice> choices;
  for (const auto& organization : deps.places.OrganizationsOf(place.id)) {
    if (organization.kind != "police_agency") continue;
    const std::string id = organization.id.ToString();
    choices.push_back({id, organization.name, "", typed.Get("agency") == id});
  }
  if (choices.size() == 1) choices.front().chosen = true;
  return choices;
}

std::vector<views::Choice> GroupsOf(const Words& words, const Typed& typed) {
  std::vector<views::Choice> choices;
  for (int g = 0; g < kGroups; ++g) {
    const auto group = static_cast<Group>(g);
    const std::string name(NameOf(group));
    choices.push_back({name, words.Of(group), words.Of(SideOf(group)), typed.asked.contains(name)});
  }
  return choices;
}

}  // namespace

http::Response FormPages::FormFor(const http::Request& request, const std::optional<Table>& table,
                                  const Typed& typed) const {
  const Words words(d_.frame, request);
  const accounts::Place& place = *accounts::VisitOf(request).place;
  const std::string all = "/c/" + place.slug + "/self-review";
  views::FormPage view;
  view.back = table ? views::Link{table->base + "/desk", table->review.TitleIn(words.language())}
                    : views::Link{all + "/desk", words.Say("reviews.desk.title", {{"place", place.name}})};
  view.title = words.Say(table ? "reviews.desk.form.edit" : "reviews.desk.form.new");
  view.action = table ? table->base + "/edit" : all + "/new";
  view.csrf = d_.frame.FormToken(request);
  view.submit = words.Say(table ? "reviews.desk.form.save" : "reviews.desk.form.create");
  view.values = typed.values;
  view.instruments = InstrumentsOf(d_, words, typed);
  view.agencies = AgenciesOf(d_, place, typed);
  view.groups = GroupsOf(words, typed);
  for (const Fault& fault : typed.faults) view.errors.push_back({fault.field, InWords(words, fault)});
  const std::string title =
      typed.faults.empty() ? view.title : words.Say("reviews.part.error_title", {{"title", view.title}});
  return PageOf(d_, request, title, views::Render(d_.frame.templates(), words.language(), view),
                typed.faults.empty() ? 200 : 422);
}

http::Response FormPages::New(const http::Request& request) const {
  ReviewDraft draft;
  const std::string& zone = accounts::VisitOf(request).place->time_zone;
  const zones::Day today = zones::DayAt(d_.clock.Now(), zone);
  draft.opens = zones::BeginOf(today, zone);
  draft.closes = zones::EndOf(today + std::chrono::days(28), zone);
  for (int g = 0; g < kGroups; ++g) draft.asked.insert(static_cast<Group>(g));
  return FormFor(request, std::nullopt, TypedFrom(draft, zone));
}

http::Response FormPages::Create(const http::Request& request) const {
  const accounts::Visit& visit = accounts::VisitOf(request);
  Typed typed = TypedIn(request);
  const ReviewDraft draft = DraftFrom(typed, visit.place->time_zone);
  typed.faults = d_.reviews.Check(draft);
  if (!typed.faults.empty()) return FormFor(request, std::nullopt, typed);
  const auto made = d_.reviews.Create(visit.place->id, draft, visit.Actor());
  if (!made) return ErrorFor(d_, request, made.error());
  return http::Response::SeeOther("/c/" + visit.place->slug + "/self-review/" + made->slug + "/desk?done=made");
}

http::Response FormPages::Edit(const http::Request& request) const {
  auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  if (table->review.state != ReviewState::kDraft) return http::Response::SeeOther(table->base + "/desk");
  const Typed typed = TypedFrom(table->review.about, table->place.time_zone);
  return FormFor(request, std::move(*table), typed);
}

http::Response FormPages::Save(const http::Request& request) const {
  auto table = TableOf(d_, request);
  if (!table) return ErrorFor(d_, request, table.error());
  if (table->review.state != ReviewState::kDraft) return http::Response::SeeOther(table->base + "/desk");
  Typed typed = TypedIn(request);
  const ReviewDraft draft = DraftFrom(typed, table->place.time_zone);
  typed.faults = d_.reviews.Check(draft);
  const std::string desk = table->base + "/desk";
  if (!typed.faults.empty()) return FormFor(request, std::move(*table), typed);
  const auto saved = d_.reviews.Edit(table->review, draft, accounts::VisitOf(request).Actor());
  if (!saved && saved.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, saved.error());
  return http::Response::SeeOther(desk + (saved ? "?done=saved" : ""));
}

}  // namespace concord::selfreview::desk
