// The curators' queue of suggestions.
#include "base/core/csv.h"
#include "base/core/text.h"
#include "features/library/queue/pages.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

constexpr int kShown = 200, kExportedAtMost = 10000;
constexpr const char* kStates[] = {"waiting", "taken", "known", "declined"};

std::string NameOf(const Suggestion& s) { return s.title.empty() ? s.url : s.title; }

std::string PlaceName(const Deps& deps, const std::string& id) {
  if (id.empty() || !deps.places) return "";
  for (const auto& place : deps.places()) {
    if (place.id == id) return place.name;
  }
  return "";
}

std::vector<views::Fact> FactsOf(const Deps& deps, const Speaker& speaker, const Suggestion& s) {
  std::vector<views::Fact> facts;
  const auto add = [&](const char* key, const std::string& value, std::string href = {}) {
    if (!value.empty()) facts.push_back({speaker.Say(key), value, std::move(href)});
  };
  add("library.queue.field.url", s.url, s.url);
  add("library.queue.field.why", s.why);
  add("library.queue.fact.place", PlaceName(deps, s.place));
  add("library.queue.fact.language", speaker.Label("language", s.language));
  add("library.queue.fact.received", DateOf(speaker, s.created));
  if (s.answered) add("library.queue.fact.answered", DateOf(speaker, *s.answered));
  add("library.queue.fact.answer", s.answer);
  return facts;
}

}  // namespace

http::Response QueuePages::List(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  std::string state(request.query.Get("state"));
  if (std::find(std::begin(kStates), std::end(kStates), state) == std::end(kStates)) state = kStates[0];
  const auto all = suggestions_->List(state, kShown);
  if (!all) return ErrorFor(d_.pages, request, all.error());
  views::QueuePage view;
  view.tabs = TabsOf(speaker, "queue");
  for (const std::string one : kStates) {
    view.states.push_back(
        {"/curation/suggestions?state=" + one, speaker.Say("library.queue.state." + one), one == state});
  }
  view.found = speaker.Count("library.queue.list.found", static_cast<int64_t>(all->size()));
  view.csv = "/curation/suggestions.csv?state=" + state;
  for (const auto& s : *all) {
    views::QueueRow row{"/curation/suggestions/" + s.id, NameOf(s), text::Shorten(s.why, 200), "", {}};
    row.facts.push_back(DateOf(speaker, s.created));
    if (!s.about.empty()) row.facts.push_back(speaker.Say("library.queue.list.about"));
    if (const auto place = PlaceName(d_, s.place); !place.empty()) row.facts.push_back(place);
    if (s.by_mail) row.facts.push_back(speaker.Say("library.queue.list.by_mail"));
    if (state == kStates[0] && s.about.empty()) {
      const auto doubles = suggestions_->DoublesOf(s, true);
      if (doubles && !doubles->empty()) row.badge = speaker.Say("library.queue.list.double");
    }
    view.rows.push_back(std::move(row));
  }
  return PageOf(d_, request, speaker.Say("library.queue.list.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response QueuePages::Csv(const http::Request& request) const {
  const auto all = suggestions_->List(request.query.Get("state"), kExportedAtMost);
  if (!all) return ErrorFor(d_.pages, request, all.error());
  std::string csv;
  AppendCsv(csv, {"id", "state", "title", "address", "doi", "why", "community", "language", "received", "answered",
                  "answer", "resource"});
  for (const auto& s : *all) {
    AppendCsv(csv, {s.id, s.state, s.title, s.url, s.doi, s.why, PlaceName(d_, s.place), s.language,
                    FormatRfc3339(s.created), s.answered ? FormatRfc3339(*s.answered) : "", s.answer, s.resource_id});
  }
  return CsvOf(std::move(csv), "suggestions.csv");
}

http::Response QueuePages::Show(const http::Request& request) const {
  const auto found = suggestions_->Find(request.params.Get("suggestion"));
  if (!found) return ErrorFor(d_.pages, request, found.error());
  return Page(request, *found, nullptr);
}

http::Response QueuePages::Page(const http::Request& request, const Suggestion& s, const Wrong* wrong) const {
  const Speaker speaker(d_.pages, request);
  const FieldMaker fields(d_, speaker);
  views::SuggestionPage view;
  view.tabs = TabsOf(speaker, "queue");
  view.title = NameOf(s);
  view.state = speaker.Say("library.queue.state." + s.state);
  view.facts = FactsOf(d_, speaker, s);
  view.action = "/curation/suggestions/" + s.id;
  view.csrf = d_.pages.frame.FormToken(request);
  view.waiting = s.state == "waiting";
  const auto doubles = suggestions_->DoublesOf(s, true);
  const auto alike = suggestions_->SameWaiting(s);
  if (!doubles) return ErrorFor(d_.pages, request, doubles.error());
  if (!alike) return ErrorFor(d_.pages, request, alike.error());
  const auto href_of = [&](const std::string& slug, const std::string& status) {
    const bool shown = status == "published" || status == "superseded";
    return shown || !d_.edit_href ? "/resources/" + slug : d_.edit_href(slug);
  };
  if (view.waiting && s.about.empty()) {
    for (const auto& one : *doubles) {
      view.doubles.push_back(
          {{href_of(one.slug, one.status), one.title}, speaker.Say("library.queue.status." + one.status)});
    }
  }
  if (view.waiting) {
    for (const auto& one : *alike) view.alike.push_back({"/curation/suggestions/" + one.id, NameOf(one)});
  }
  const std::string& resource_id = s.about.empty() ? s.resource_id : s.about;
  if (!resource_id.empty()) {
    const auto resource = d_.pages.library.database().Read([&](db::Session& session) -> Result<Resource> {
      const auto now = library::store::MergedInto(session, resource_id);
      auto there = now ? library::store::FindResourceById(session, *now) : std::nullopt;
      if (!there) return Fail(ErrorKind::kNotFound, "error.not_found");
      return std::move(*there);
    });
    if (resource) view.resource = {href_of(resource->about.slug, resource->about.status), resource->about.title};
  }
  if (view.waiting) {
    const bool about = !s.about.empty();
    const auto typed = [&](const char* field) { return wrong ? TextOf(request, field) : std::string(); };
    view.take_title = speaker.Say(about ? "library.queue.one.use" : "library.queue.one.take");
    view.take_lead = speaker.Say(about ? "library.queue.one.use_lead" : "library.queue.one.take_lead");
    view.take_submit = speaker.Say(about ? "library.queue.one.use_submit" : "library.queue.one.take_submit");
    if (!about) {
      view.take.push_back(fields.Required("title", "text", wrong ? LineOf(request, "title") : s.title, kMostTitle));
    }
    view.take.push_back(fields.Make("take_words", "textarea", typed("take_words")));
    const std::string slug = wrong ? LineOf(request, "slug") : doubles->empty() ? "" : doubles->front().slug;
    view.known.push_back(fields.Required("slug", "text", slug, 200));
    view.known.push_back(fields.Make("known_words", "textarea", typed("known_words")));
    view.decline.push_back(fields.Required("decline_words", "textarea", typed("decline_words")));
    view.mail_note = speaker.Say(s.by_mail ? "library.queue.one.mails" : "library.queue.one.no_mail");
    for (auto* list : {&view.take, &view.known, &view.decline}) {
      for (auto& field : *list) {
        if (wrong && wrong->field == field.id) field.error = speaker.Say(wrong->key);
      }
    }
    if (wrong && wrong->field.empty()) view.errors.push_back(speaker.Say(wrong->key));
  }
  return PageOf(d_, request, view.title, views::Render(d_.pages.frame.templates(), speaker.language(), view),
                wrong ? 422 : 200);
}

Answer QueuePages::AnswerIn(const http::Request& request, std::string_view field) const {
  return {TextOf(request, field), ActorOf(request), OriginOf(d_.pages, request)};
}

http::Response QueuePages::After(const http::Request& request, const Suggestion& s, const Status& done,
                                 std::string_view form) const {
  // Somebody was quicker: the page shows what they answered.
  if (done || done.error().kind == ErrorKind::kConflict)
    return http::Response::SeeOther("/curation/suggestions/" + s.id);
  if (done.error().kind != ErrorKind::kInvalid) return ErrorFor(d_.pages, request, done.error());
  const Wrong wrong{std::string(form), form == "known" ? "slug" : "", done.error().key};
  return Page(request, s, &wrong);
}

http::Response QueuePages::Take(const http::Request& request) const {
  const auto found = suggestions_->Find(request.params.Get("suggestion"));
  if (!found) return ErrorFor(d_.pages, request, found.error());
  const std::string title = LineOf(request, "title");
  if (found->about.empty() && (title.empty() || text::CountCodePoints(title) > kMostTitle)) {
    const Wrong wrong{"take", "title", title.empty() ? "library.queue.error.title" : "library.queue.error.title_long"};
    return Page(request, *found, &wrong);
  }
  const auto slug = suggestions_->Take(found->id, title, AnswerIn(request, "take_words"));
  return After(request, *found, slug ? Status() : Status(std::unexpected(slug.error())), "take");
}

http::Response QueuePages::Known(const http::Request& request) const {
  const auto found = suggestions_->Find(request.params.Get("suggestion"));
  if (!found) return ErrorFor(d_.pages, request, found.error());
  const std::string slug = SlugIn(LineOf(request, "slug"));
  return After(request, *found, suggestions_->Known(found->id, slug, AnswerIn(request, "known_words")), "known");
}

http::Response QueuePages::Decline(const http::Request& request) const {
  const auto found = suggestions_->Find(request.params.Get("suggestion"));
  if (!found) return ErrorFor(d_.pages, request, found.error());
  if (TextOf(request, "decline_words").empty()) {
    const Wrong wrong{"decline", "decline_words", "library.queue.error.words"};
    return Page(request, *found, &wrong);
  }
  return After(request, *found, suggestions_->Decline(found->id, AnswerIn(request, "decline_words")), "decline");
}

}  // namespace concord::library::queue
