// Evidence, rated by two curators.
#include <algorithm>
#include <charconv>

#include "base/core/csv.h"
#include "features/library/queue/pages.h"

namespace concord::library::queue {
namespace {

constexpr size_t kRatingsPerPage = 50;
constexpr size_t kMostLine = 1000;
constexpr const char* kRatingStates[] = {"first", "half", "differs", "rated"};

std::string NameOf(RatingState state) { return kRatingStates[static_cast<int>(state)]; }

exchange::Evidence TypedIn(const http::Request& request) {
  return {LineOf(request, "outcome"), LineOf(request, "direction"), LineOf(request, "certainty"),
          LineOf(request, "setting"), LineOf(request, "basis"),     LineOf(request, "dated")};
}

std::vector<views::Option> Scale(const Speaker& speaker, const char* facet, std::span<const std::string_view> values,
                                 const std::string& chosen) {
  // Nothing is chosen before the curator chooses.
  std::vector<views::Option> options = {{"", speaker.Say("library.queue.rating.choose"), chosen.empty()}};
  for (const auto value : values) {
    options.push_back({std::string(value), speaker.Label(facet, std::string(value)), value == chosen});
  }
  return options;
}

// The fields of one form of the page; `number` keeps their ids apart.
std::vector<views::Field> FieldsOf(const FieldMaker& fields, const Speaker& speaker, const exchange::Evidence& line,
                                   const std::string& number) {
  std::vector<views::Field> all;
  all.push_back(fields.Choice("direction", Scale(speaker, "direction", Directions(), line.direction)));
  all.push_back(fields.Choice("certainty", Scale(speaker, "certainty", Certainties(), line.certainty)));
  all.push_back(fields.Make("setting", "text", line.setting, kMostLine));
  all.push_back(fields.Required("basis", "textarea", line.basis));
  all.push_back(fields.Make("dated", "text", line.date, 40));
  for (auto& field : all) {
    field.name = field.id;
    field.id += "-" + number;
  }
  all[0].required = all[1].required = true;
  return all;
}

views::RatingLine LineView(const Speaker& speaker, std::string whose, const exchange::Evidence& e) {
  return {std::move(whose),
          speaker.Label("direction", e.direction),
          speaker.Label("certainty", e.certainty),
          e.setting,
          e.basis,
          e.date};
}

void PutFaults(std::vector<views::Field>& fields, const Speaker& speaker,
               const std::vector<std::pair<std::string, std::string>>& faults) {
  for (auto& field : fields) {
    for (const auto& [name, key] : faults) {
      if (field.name == name) field.error = speaker.Say(key);
    }
  }
}

}  // namespace

http::Response RatingPages::List(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  const auto all = ratings_->List();
  if (!all) return ErrorFor(d_.pages, request, all.error());
  const auto wanted = request.query.Get("state");
  std::vector<const RatingRow*> rows;
  for (const auto& row : *all) {
    if (wanted.empty() || wanted == NameOf(row.state)) rows.push_back(&row);
  }
  views::RatingsPage view;
  view.tabs = TabsOf(speaker, "ratings");
  view.states.push_back({"/curation/ratings", speaker.Say("library.queue.ratings.all"), wanted.empty()});
  for (const std::string name : kRatingStates) {
    view.states.push_back(
        {"/curation/ratings?state=" + name, speaker.Say("library.queue.ratings.state_" + name), wanted == name});
  }
  view.found = speaker.Count("library.queue.ratings.found", static_cast<int64_t>(rows.size()));
  const auto text = request.query.Get("page");
  size_t page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  page = std::clamp<size_t>(page, 1, 10000);
  const size_t begin = std::min(rows.size(), (page - 1) * kRatingsPerPage),
               end = std::min(rows.size(), begin + kRatingsPerPage);
  for (size_t i = begin; i < end; ++i) {
    const RatingRow& row = *rows[i];
    views::QueueRow one{"/curation/ratings/" + row.slug, row.outcome + " — " + row.title, "", "", {}};
    one.facts.push_back(row.rated && row.state == RatingState::kRated
                            ? speaker.Say("library.queue.rating.by_two", {{"date", DateOf(speaker, *row.rated)}})
                            : speaker.Say("library.queue.ratings.state_" + NameOf(row.state)));
    if (row.state == RatingState::kDiffers) one.badge = speaker.Say("library.queue.ratings.to_settle");
    view.rows.push_back(std::move(one));
  }
  if (end < rows.size()) {
    view.more = "/curation/ratings?" + (wanted.empty() ? "" : "state=" + std::string(wanted) + "&") +
                "page=" + std::to_string(page + 1);
  }
  return PageOf(d_, request, speaker.Say("library.queue.ratings.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response RatingPages::Csv(const http::Request& request) const {
  const auto all = ratings_->List();
  if (!all) return ErrorFor(d_.pages, request, all.error());
  std::string csv;
  AppendCsv(csv, {"resource", "title", "outcome", "state", "rated by two"});
  for (const auto& row : *all) {
    AppendCsv(csv, {row.slug, row.title, row.outcome, NameOf(row.state), row.rated ? FormatRfc3339(*row.rated) : ""});
  }
  return CsvOf(std::move(csv), "ratings.csv");
}

http::Response RatingPages::Show(const http::Request& request) const {
  const auto resource = d_.pages.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.pages, request, resource.error());
  return Page(request, *resource, {});
}

// One outcome as this curator may see it: the other's rating stays hidden until theirs is given.
views::OutcomeView RatingPages::ViewOf(const http::Request& request, const Speaker& speaker, const OutcomeState& one,
                                       size_t number, const Typed& typed) const {
  const FieldMaker fields(d_, speaker);
  const std::string me = ActorOf(request), suffix = std::to_string(number);
  const RatingState state = one.state();
  const auto mine = std::ranges::find(one.given, me, &Rating::rater);
  const bool rated_it = mine != one.given.end();
  views::OutcomeView view;
  view.anchor = "outcome-" + suffix;
  view.outcome = one.outcome;
  view.state = speaker.Say("library.queue.ratings.state_" + NameOf(state));
  if (one.line) view.lines.push_back(LineView(speaker, speaker.Say("library.queue.rating.published"), *one.line));
  exchange::Evidence shown;
  shown.outcome = one.outcome;
  if (one.line) shown.setting = one.line->setting, shown.date = one.line->date;
  view.form_action = "give";
  if (state == RatingState::kDiffers) {
    for (size_t i = 0; i < one.given.size(); ++i) {
      const std::string whose = one.given[i].rater == me
                                    ? speaker.Say("library.queue.rating.mine")
                                    : speaker.Say("library.queue.rating.curator", {{"number", std::to_string(i + 1)}});
      view.lines.push_back(LineView(speaker, whose, one.given[i].line));
    }
    view.state_text = speaker.Say("library.queue.rating.differs");
    view.form_action = "settle";
    view.form_title = speaker.Say("library.queue.rating.settle");
    view.form_submit = speaker.Say("library.queue.rating.settle_submit");
    shown = one.given.front().line;
    shown.direction.clear();
    shown.certainty.clear();
  } else if (rated_it) {
    view.lines.push_back(LineView(speaker, speaker.Say("library.queue.rating.mine"), mine->line));
    view.state_text = speaker.Say("library.queue.rating.waits");
    view.form_action.clear();
  } else {
    view.state_text =
        state == RatingState::kRated
            ? speaker.Say("library.queue.rating.by_two", {{"date", DateOf(speaker, one.rated->at)}})
            : speaker.Say(state == RatingState::kHalf ? "library.queue.rating.half" : "library.queue.rating.first");
    view.form_title =
        speaker.Say(state == RatingState::kRated ? "library.queue.rating.anew" : "library.queue.rating.rate");
    view.form_submit = speaker.Say("library.queue.rating.give");
    view.folded = state != RatingState::kHalf;
  }
  view.may_withdraw = rated_it;
  view.withdraw_label = speaker.Say("library.queue.rating.withdraw") + ": " + one.outcome;
  if (view.form_action.empty()) return view;
  const bool wrong =
      typed.form == view.form_action && OutcomeKey(typed.line.outcome) == one.outcome_key && !typed.fresh;
  view.fields = FieldsOf(fields, speaker, wrong ? typed.line : shown, suffix);
  if (view.form_action == "settle") {
    view.fields.push_back(fields.Required("settled", "textarea", wrong ? typed.settled : ""));
    view.fields.back().name = "settled";
    view.fields.back().id = "settled-" + suffix;
  }
  if (wrong) PutFaults(view.fields, speaker, typed.faults), view.folded = false;
  return view;
}

http::Response RatingPages::Page(const http::Request& request, const Resource& resource, const Typed& typed) const {
  const Speaker speaker(d_.pages, request);
  const FieldMaker fields(d_, speaker);
  const auto outcomes = ratings_->OutcomesOf(resource);
  if (!outcomes) return ErrorFor(d_.pages, request, outcomes.error());
  views::RatingPage view;
  view.tabs = TabsOf(speaker, "ratings");
  view.title = resource.about.title;
  view.resource_href = "/resources/" + resource.about.slug + "#evidence";
  view.action = "/curation/ratings/" + resource.about.slug;
  view.csrf = d_.pages.frame.FormToken(request);
  if (!typed.error.empty()) view.errors.push_back(speaker.Say(typed.error));
  for (const std::string_view done : {"given", "published", "withdrawn"}) {
    if (request.query.Get("done") == done) view.done = speaker.Say("library.queue.rating.done_" + std::string(done));
  }
  for (const auto& one : *outcomes) {
    view.outcomes.push_back(ViewOf(request, speaker, one, view.outcomes.size() + 1, typed));
    if (!view.outcomes.back().form_action.empty()) {
      view.outcomes.back().form_action = view.action + "/" + view.outcomes.back().form_action;
    }
  }
  view.another.push_back(fields.Required("outcome", "text", typed.fresh ? typed.line.outcome : "", kMostOutcome));
  view.another.back().name = "outcome";
  view.another.back().id = "outcome-new";
  for (auto& field : FieldsOf(fields, speaker, typed.fresh ? typed.line : exchange::Evidence(), "new")) {
    view.another.push_back(std::move(field));
  }
  if (typed.fresh) PutFaults(view.another, speaker, typed.faults);
  const unsigned status = !typed.error.empty() ? 409 : typed.faults.empty() ? 200 : 422;
  return PageOf(d_, request, speaker.Say("library.queue.rating.title", {{"title", view.title}}),
                views::Render(d_.pages.frame.templates(), speaker.language(), view), status);
}

http::Response RatingPages::After(const http::Request& request, const Resource& resource, Typed typed,
                                  const Status& done, const char* what) const {
  if (done) {
    return http::Response::SeeOther("/curation/ratings/" + resource.about.slug + "?done=" + what);
  }
  if (done.error().kind != ErrorKind::kConflict) return ErrorFor(d_.pages, request, done.error());
  typed.error = done.error().key;
  return Page(request, resource, typed);
}

http::Response RatingPages::Give(const http::Request& request) const {
  const auto resource = d_.pages.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.pages, request, resource.error());
  Typed typed{"give", TypedIn(request), "", request.form.Has("new"), {}, ""};
  typed.faults = Check(typed.line);
  if (!typed.faults.empty()) return Page(request, *resource, typed);
  return After(request, *resource, typed, ratings_->Give(resource->about.slug, typed.line, ActorOf(request)), "given");
}

http::Response RatingPages::Settle(const http::Request& request) const {
  const auto resource = d_.pages.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.pages, request, resource.error());
  Typed typed{"settle", TypedIn(request), TextOf(request, "settled"), false, {}, ""};
  typed.faults = Check(typed.line);
  if (typed.settled.empty()) typed.faults.emplace_back("settled", "library.queue.error.settled");
  if (!typed.faults.empty()) return Page(request, *resource, typed);
  const auto done = ratings_->Settle(resource->about.slug, typed.line, typed.settled, ActorOf(request));
  return After(request, *resource, typed, done, "published");
}

http::Response RatingPages::Withdraw(const http::Request& request) const {
  const auto resource = d_.pages.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_.pages, request, resource.error());
  const auto done = ratings_->Withdraw(resource->about.slug, LineOf(request, "outcome"), ActorOf(request));
  if (!done) return ErrorFor(d_.pages, request, done.error());
  return http::Response::SeeOther("/curation/ratings/" + resource->about.slug + "?done=withdrawn");
}

}  // namespace concord::library::queue
