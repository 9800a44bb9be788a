// A draft: what it changes, what was said about it, and what may be done with it.
#include "base/core/text.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {
namespace {

const char* ActOf(const Error& error) {
  if (error.key == "library.curation.error.words") return "send-back";
  return "";
}

views::Act ActFor(const Teller& teller, const Draft& draft, const char* id) {
  const std::string key = std::string("library.curation.act.") + id;
  views::Act act;
  act.id = id;
  act.action = DraftHref(draft.id) + "/" + id;
  act.submit = teller.Say(key);
  act.version = std::to_string(draft.version);
  return act;
}

}  // namespace

void DraftPages::FillActs(const http::Request& request, const Teller& teller, const Draft& draft, bool moved,
                          const std::optional<Error>& error, views::Draft& view) const {
  if (!IsOpen(draft.state)) return;
  const auto right = d_.curation.RightToPublish(draft, ActorOf(request));
  if (!right) return;
  const bool in_review = draft.state == DraftState::kReview;
  if (right->as_reader && !moved) {
    views::Act publish = ActFor(teller, draft, "publish");
    publish.title = teller.Say("library.curation.act.publish_title");
    publish.lead = teller.Say("library.curation.act.publish_lead", {{"name", teller.Who(draft.written_by)}});
    publish.outline = false;
    view.acts.push_back(std::move(publish));
  }
  if (right->alone && !moved) {
    views::Act publish = ActFor(teller, draft, "publish");
    publish.title = teller.Say("library.curation.act.alone_title");
    publish.lead = teller.Say("library.curation.act.alone_lead");
    publish.submit = teller.Say("library.curation.act.alone");
    publish.hidden = {{"alone", "1"}};
    publish.outline = false;
    view.acts.push_back(std::move(publish));
  }
  if (!in_review && !right->alone) {
    views::Act ask = ActFor(teller, draft, "ask");
    ask.lead = teller.Say("library.curation.act.ask_lead");
    ask.outline = false;
    view.acts.push_back(std::move(ask));
  }
  if (in_review) {
    views::Act back = ActFor(teller, draft, "send-back");
    back.title = teller.Say("library.curation.act.send-back_title");
    back.writes = true;
    back.label = teller.Say("library.curation.act.send-back_words");
    back.hint = teller.Say("library.curation.act.send-back_hint");
    back.value = TypedText(request.form, "words", 4000);
    if (error && std::string_view(ActOf(*error)) == "send-back") back.error = teller.Say(*error);
    view.acts.push_back(std::move(back));
  }
  views::Act discard = ActFor(teller, draft, "discard");
  discard.title = teller.Say("library.curation.act.discard_title");
  discard.lead = teller.Say("library.curation.act.discard_lead");
  view.acts.push_back(std::move(discard));
}

http::Response DraftPages::Page(const http::Request& request, const Draft& draft,
                                const std::optional<Error>& error) const {
  const Teller teller(d_, request);
  const auto events = d_.curation.EventsOf(draft.id);
  if (!events) return ErrorFor(d_.pages, request, events.error());
  bool moved = false;
  views::Draft view;
  view.back = {"/curation", teller.Say("library.curation.desk.title")};
  view.title = draft.record.title;
  view.state = teller.State(draft.state);
  view.state_kind = OneState(draft.state);
  view.about = teller.Say("library.curation.draft.about",
                          {{"name", teller.Who(draft.written_by)}, {"date", teller.When(draft.updated)}});
  view.why = draft.why;
  view.csrf = d_.pages.frame.FormToken(request);
  if (error) view.notices.push_back({teller.Say(*error), {}});
  const bool open = IsOpen(draft.state);
  const auto piece = draft.resource.empty() ? Result<Workpiece>() : d_.curation.FindById(draft.resource);
  const bool is_new = draft.base == 0;
  if (open && !is_new) {
    if (!piece) {
      view.notices.push_back({teller.Say("library.curation.draft.gone"), {}});
    } else if (piece->revision != draft.base) {
      moved = true;
      view.notices.push_back(
          {teller.Say("library.curation.draft.moved"),
           {ResourceHref(piece->resource.about.slug) + "/edit", teller.Say("library.curation.draft.moved_do")}});
    }
  }
  if (open && draft.state == DraftState::kReview) {
    const auto right = d_.curation.RightToPublish(draft, ActorOf(request));
    if (right && !right->as_reader && !right->alone)
      view.notices.push_back({teller.Say("library.curation.draft.waits"), {}});
  }
  if (open) {
    view.links.push_back({is_new ? DraftHref(draft.id) + "/edit" : ResourceHref(draft.record.slug) + "/edit",
                          teller.Say("library.curation.draft.edit")});
    view.links.push_back({DraftHref(draft.id) + "/preview", teller.Say("library.curation.draft.preview")});
  }
  if (!draft.resource.empty() && piece)
    view.links.push_back(
        {ResourceHref(piece->resource.about.slug) + "/history", teller.Say("library.curation.draft.history")});
  view.differences_title = teller.Say(is_new ? "library.curation.draft.new" : "library.curation.draft.differences");
  view.differences_empty = teller.Say("library.curation.draft.same");
  view.differences = teller.Differences(is_new ? exchange::Record() : draft.base_record, draft.record);
  FillActs(request, teller, draft, moved, error, view);
  view.events_title = teller.Say("library.curation.draft.events");
  for (const auto& event : *events) {
    const std::string key = "library.curation.event." + event.kind;
    view.events.push_back({teller.When(event.at), teller.Say(key, {{"name", teller.Who(event.actor)}}),
                           event.kind == "send_back" ? event.words : "", "", ""});
  }
  unsigned status = 200;
  if (error) status = error->kind == ErrorKind::kInvalid ? 422 : error->kind == ErrorKind::kForbidden ? 403 : 409;
  return d_.pages.frame.Page(request, MetaFor(view.title),
                             views::Render(d_.pages.frame.templates(), teller.language(), view), status);
}

http::Response DraftPages::Show(const http::Request& request) const {
  const auto draft = d_.curation.FindDraft(request.params.Get("draft"));
  if (!draft) return ErrorFor(d_.pages, request, draft.error());
  return Page(request, *draft, std::nullopt);
}

http::Response DraftPages::Preview(const http::Request& request) const {
  const auto draft = d_.curation.FindDraft(request.params.Get("draft"));
  if (!draft) return ErrorFor(d_.pages, request, draft.error());
  const Teller teller(d_, request);
  Resource resource;
  if (auto id = Id<Resource>::Parse(draft->resource)) resource.id = *id;
  resource.about = draft->record;
  resource.created = draft->created;
  resource.updated = draft->updated;
  views::Preview view;
  view.text = teller.Say("library.curation.preview.lead");
  view.back = {DraftHref(draft->id), teller.Say("library.curation.preview.back")};
  view.content_html = RenderResource(d_.pages, request, resource).html;
  auto meta = MetaFor(teller.Say("library.curation.preview.title", {{"title", draft->record.title}}));
  return d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), teller.language(), view));
}

// Back to the draft; where it did not go through, the draft as it is now, saying why.
http::Response DraftPages::After(const http::Request& request, const Status& done) const {
  const std::string id(request.params.Get("draft"));
  if (done) return http::Response::SeeOther(DraftHref(id));
  const bool told = done.error().kind == ErrorKind::kInvalid || done.error().kind == ErrorKind::kConflict ||
                    done.error().kind == ErrorKind::kForbidden;
  const auto draft = d_.curation.FindDraft(id);
  if (!told || !draft) return ErrorFor(d_.pages, request, draft ? done.error() : draft.error());
  return Page(request, *draft, done.error());
}

http::Response DraftPages::Ask(const http::Request& request) const {
  return After(request, d_.curation.AskForReview(request.params.Get("draft"), NumberOf(request.form, "version"),
                                                 ActorOf(request)));
}

http::Response DraftPages::Publish(const http::Request& request) const {
  const auto published = d_.curation.Publish(request.params.Get("draft"), NumberOf(request.form, "version"),
                                             request.form.Get("alone") == "1", ActorOf(request));
  if (!published) return After(request, std::unexpected(published.error()));
  // A resource that is withdrawn stays so: its page is not there, its history is.
  const auto shown = d_.curation.library().Find(published->slug);
  return http::Response::SeeOther(ResourceHref(published->slug) + (shown ? "" : "/history"));
}

http::Response DraftPages::SendBack(const http::Request& request) const {
  return After(request, d_.curation.SendBack(request.params.Get("draft"), NumberOf(request.form, "version"),
                                             TypedText(request.form, "words", 4000), ActorOf(request)));
}

http::Response DraftPages::Discard(const http::Request& request) const {
  return After(request,
               d_.curation.Discard(request.params.Get("draft"), NumberOf(request.form, "version"), ActorOf(request)));
}

}  // namespace concord::library::curation
