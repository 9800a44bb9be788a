// Anyone suggests a resource, and sees by the receipt what became of it.
#include "base/core/text.h"
#include "features/library/queue/pages.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

Typed TypedIn(const http::Request& request, const Speaker& speaker) {
  Typed typed;
  typed.title = LineOf(request, "title");
  typed.url = LineOf(request, "url");
  typed.why = TextOf(request, "why");
  typed.place = LineOf(request, "place");
  typed.email = LineOf(request, "email");
  typed.language = speaker.language();
  return typed;
}

// A resource as it stands, or as what it was merged into.
Result<Resource> FindNow(Library& library, const std::string& id) {
  return library.database().Read([&](db::Session& s) -> Result<Resource> {
    const auto now = library::store::MergedInto(s, id);
    auto resource = now ? library::store::FindResourceById(s, *now) : std::nullopt;
    if (!resource) return Fail(ErrorKind::kNotFound, "error.not_found");
    return std::move(*resource);
  });
}

}  // namespace

// The form with what was typed and what is to be said of it.
struct SuggestPages::Shown {
  Typed typed;
  std::string about_slug, about_title;
  std::vector<Fault> faults;
  std::vector<std::string> errors;
  std::vector<Double> doubles;
};

http::Response SuggestPages::Page(const http::Request& request, const Shown& shown, unsigned status) const {
  const Speaker speaker(d_.pages, request);
  const FieldMaker fields(d_, speaker);
  const bool about = !shown.about_slug.empty();
  views::SuggestPage view;
  view.title = speaker.Say(about ? "library.queue.suggest.about_title" : "library.queue.suggest.title");
  view.submit = speaker.Say("library.queue.suggest.submit");
  view.csrf = d_.pages.frame.FormToken(request);
  view.errors = shown.errors;
  if (about) {
    view.about = shown.about_slug;
    view.about_text = speaker.Say("library.queue.suggest.about");
    view.about_link = {"/resources/" + shown.about_slug, shown.about_title};
  } else {
    view.fields.push_back(fields.Make("title", "text", shown.typed.title, kMostTitle));
    view.fields.push_back(fields.Make("url", "text", shown.typed.url, kMostUrl));
  }
  view.fields.push_back(fields.Required("why", "textarea", shown.typed.why));
  if (about) view.fields.back().label = speaker.Say("library.queue.suggest.about_why");
  if (const auto places = d_.places ? d_.places() : std::vector<PlaceChoice>(); !places.empty()) {
    std::vector<views::Option> options = {{"", speaker.Say("library.queue.suggest.no_place"), false}};
    for (const auto& place : places) options.push_back({place.id, place.name, place.id == shown.typed.place});
    view.fields.push_back(fields.Choice("place", std::move(options)));
  }
  view.no_mail = !suggestions_->MailsAnswers();
  if (!view.no_mail) {
    view.fields.push_back(fields.Make("email", "email", shown.typed.email, 254));
    view.fields.back().autocomplete = "email";
  }
  for (auto& field : view.fields) {
    for (const auto& fault : shown.faults) {
      if (fault.field == field.id) field.error = speaker.Say(fault.key);
    }
  }
  for (const auto& one : shown.doubles) view.doubles.push_back({"/resources/" + one.slug, one.title});
  html::PageMeta meta;
  meta.title = view.title;
  meta.description = speaker.Say("library.queue.suggest.lead");
  meta.section = "search";
  meta.no_index = status != 200 || about;
  return d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), speaker.language(), view),
                             status);
}

http::Response SuggestPages::Form(const http::Request& request) const {
  Shown shown;
  shown.typed.title = text::CollapseSpace(text::Clean(request.query.Get("title").substr(0, 500)));
  if (const auto slug = request.query.Get("about"); !slug.empty()) {
    const auto resource = d_.pages.library.Find(slug);
    if (!resource) return ErrorFor(d_.pages, request, resource.error());
    shown.about_slug = slug;
    shown.about_title = resource->about.title;
  }
  return Page(request, shown, 200);
}

http::Response SuggestPages::Send(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  Shown shown;
  shown.typed = TypedIn(request, speaker);
  if (const std::string slug = LineOf(request, "about"); !slug.empty()) {
    const auto resource = d_.pages.library.Find(slug);
    if (!resource) return ErrorFor(d_.pages, request, resource.error());
    shown.about_slug = slug;
    shown.typed.title = shown.about_title = resource->about.title;
    shown.typed.about = resource->id.ToString();
  }
  if (!request.form.Get("homepage").empty()) {
    shown.errors.push_back(speaker.Say("library.queue.error.trap"));
    return Page(request, shown, 422);
  }
  shown.faults = Check(shown.typed);
  bool known_place = shown.typed.place.empty();
  for (const auto& place : d_.places ? d_.places() : std::vector<PlaceChoice>()) {
    known_place |= place.id == shown.typed.place;
  }
  if (!known_place) shown.typed.place.clear();
  if (!shown.faults.empty()) return Page(request, shown, 422);
  if (shown.typed.about.empty() && request.form.Get("anyway").empty()) {
    auto doubles = suggestions_->DoublesOf(Described(shown.typed), false);
    if (!doubles) return ErrorFor(d_.pages, request, doubles.error());
    if (!doubles->empty()) {
      shown.doubles = std::move(*doubles);
      return Page(request, shown, 200);
    }
  }
  if (d_.limit) {
    if (const auto allowed = d_.limit(request); !allowed) {
      if (allowed.error().key.empty() || allowed.error().params.empty())
        return ErrorFor(d_.pages, request, allowed.error());
      const auto& given = allowed.error().params;
      shown.errors.push_back(speaker.Say("library.queue.error.too_many", i18n::Params(given.begin(), given.end())));
      return Page(request, shown, 429);
    }
  }
  const auto code = suggestions_->Put(shown.typed, ActorOf(request));
  if (!code) return ErrorFor(d_.pages, request, code.error());
  return http::Response::SeeOther("/library/suggestions/" + *code + "?sent=1");
}

http::Response SuggestPages::Receipt(const http::Request& request) const {
  const std::string code(request.params.Get("receipt"));
  const auto found = suggestions_->FindByReceipt(code);
  if (!found) return ErrorFor(d_.pages, request, found.error());
  const Speaker speaker(d_.pages, request);
  views::ReceiptPage view;
  view.title = speaker.Say("library.queue.receipt.title");
  view.state = speaker.Say("library.queue.state." + found->state);
  view.state_text = speaker.Say("library.queue.receipt." + found->state);
  view.answer = found->answer;
  if (request.query.Has("sent")) {
    view.fresh = true;
    view.code = code;
    view.address = OriginOf(d_.pages, request) + "/library/suggestions/" + code;
  }
  const auto resource = found->resource_id.empty() ? Result<Resource>(Fail(ErrorKind::kNotFound, "error.not_found"))
                                                   : FindNow(d_.pages.library, found->resource_id);
  if (resource && IsShown(*resource)) {
    view.resource = {"/resources/" + resource->about.slug, resource->about.title};
    const bool about = !found->about.empty();
    if (found->state == "taken")
      view.state_text = speaker.Say(about ? "library.queue.receipt.used" : "library.queue.receipt.published");
  }
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) view.facts.push_back({speaker.Say(key), value, ""});
  };
  add("library.queue.field.title", found->title);
  add("library.queue.field.url", found->url);
  add("library.queue.field.why", found->why);
  add("library.queue.fact.received", DateOf(speaker, found->created));
  if (found->answered) add("library.queue.fact.answered", DateOf(speaker, *found->answered));
  auto page = PageOf(d_, request, view.title, views::Render(d_.pages.frame.templates(), speaker.language(), view));
  // Whoever has the address may read it: no cache on the way keeps it, and no other site is told of it.
  page.Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer");
  return page;
}

}  // namespace concord::library::queue
