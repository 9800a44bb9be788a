// What is done about gaps: a short list with owner, date and measure.
#include <algorithm>

#include "base/zones/zones.h"
#include "features/selfreview/results/pages.h"
#include "features/selfreview/results/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::results {
namespace {

constexpr const char* kStates[] = {"planned", "under_way", "done", "dropped"};

std::string Typed(const http::Request& request, std::string_view field) {
  return std::string(request.form.Get(field).substr(0, 8000));
}

// "2027-03-01"
std::string DateOf(Time time) { return FormatRfc3339(time).substr(0, 10); }
std::optional<Time> TimeOf(const std::string& day) { return ParseRfc3339(day + "T00:00:00Z"); }

}  // namespace

struct ActionPages::Filled {
  ImprovementAction action;
  std::string due;  // as it was typed
  std::vector<views::FieldError> errors = {};
};

Result<ImprovementAction> ActionPages::Named(const Opened& opened, const http::Request& request) const {
  auto all = d_.actions.Of(opened.review);
  if (!all) return std::unexpected(all.error());
  const std::string_view id = request.params.Get("action");
  const auto found = std::find_if(all->begin(), all->end(), [&](const ImprovementAction& one) { return one.id == id; });
  if (found == all->end()) return Fail(ErrorKind::kNotFound, "error.not_found");
  return *found;
}

http::Response ActionPages::List(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  if (!opened->belongs) return d_.frame.ErrorPage(request, 404);
  const auto all = d_.actions.Of(opened->review);
  if (!all) return ErrorFor(d_, request, all.error());
  const Words words(d_.frame, request);
  const Instrument& instrument = opened->instrument->instrument;
  const Texts& texts = instrument.In(words.language());
  views::ActionsPage view;
  view.title = words.Say("selfreview.results.actions_title");
  view.lead = words.Say("selfreview.results.actions_lead");
  view.back = {opened->base + "/results", opened->review.TitleIn(words.language())};
  if (request.query.Get("done") == "1") view.done = words.Say("selfreview.results.action_saved");
  if (opened->leads) view.new_href = opened->base + "/actions/new";
  const std::string& zone = accounts::VisitOf(request).place->time_zone;
  for (const ImprovementAction& one : *all) {
    views::ActionRow row{.id = one.id, .text = one.text, .owner = one.owner, .measure = one.measure};
    if (one.language != words.language()) row.language = one.language;
    if (const auto place = instrument.Find(one.item)) {
      row.item = std::to_string(*place + 1) + ". " + texts.items[*place].statement;
      row.item_href =
          "/self-review/" + instrument.slug + "/versions/" + std::to_string(instrument.version) + "#item-" + one.item;
    }
    row.done = one.state == "done";
    const bool closed = row.done || one.state == "dropped";
    row.late =
        one.due && !closed && zones::EndOf(std::chrono::floor<std::chrono::days>(*one.due), zone) <= d_.clock.Now();
    row.due = one.due ? words.Date(*one.due) : words.Say("selfreview.results.no_date");
    row.state = words.Say(row.late ? "selfreview.results.late" : "selfreview.results.state." + one.state);
    if (opened->leads) row.edit_href = opened->base + "/actions/" + one.id + "/edit";
    view.rows.push_back(std::move(row));
  }
  html::PageMeta meta;
  meta.title = view.title;
  meta.section = "self-review";
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response ActionPages::New(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  Filled filled;
  filled.action.item = std::string(request.query.Get("item"));
  if (!filled.action.item.empty() && !opened->instrument->instrument.Find(filled.action.item))
    return ErrorFor(d_, request, NotFound().error());
  return Page(request, *opened, filled);
}

http::Response ActionPages::Create(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  return Put(request, *opened, {});
}

http::Response ActionPages::Edit(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const auto action = Named(*opened, request);
  if (!action) return ErrorFor(d_, request, action.error());
  return Page(request, *opened, {*action, action->due ? DateOf(*action->due) : ""});
}

http::Response ActionPages::Save(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const auto action = Named(*opened, request);
  if (!action) return ErrorFor(d_, request, action.error());
  return Put(request, *opened, *action);
}

// What was typed over `action`, kept; or the form again, with what is wrong.
http::Response ActionPages::Put(const http::Request& request, const Opened& opened, ImprovementAction action) const {
  const Words words(d_.frame, request);
  Filled filled{.action = std::move(action), .due = Typed(request, "due")};
  ImprovementAction& typed = filled.action;
  const ImprovementAction before = typed;
  typed.item = Typed(request, "item");
  typed.text = Typed(request, "text");
  typed.owner = Typed(request, "owner");
  typed.measure = Typed(request, "measure");
  // Who only changes its state writes nothing.
  if (typed.text != before.text || typed.measure != before.measure) typed.language = words.language();
  if (request.form.Has("state")) typed.state = Typed(request, "state");
  typed.due = filled.due.empty() ? std::nullopt : TimeOf(filled.due);
  for (const auto& [field, value] : {std::pair<const char*, const std::string&>{"text", typed.text},
                                     {"owner", typed.owner},
                                     {"measure", typed.measure}}) {
    if (value.find_first_not_of(" \t\r\n") == std::string::npos)
      filled.errors.push_back({field, words.Say(std::string("selfreview.results.error.") + field)});
  }
  if (!typed.due) filled.errors.push_back({"due", words.Say("selfreview.results.error.due")});
  if (!opened.instrument->instrument.Find(typed.item))
    filled.errors.push_back({"item", words.Say("selfreview.results.error.item")});
  if (!filled.errors.empty()) return Page(request, opened, filled);
  const auto put = d_.actions.Put(opened.review, typed, accounts::VisitOf(request).Actor());
  if (put) return http::Response::SeeOther(opened.base + "/actions?done=1#action-" + put->id);
  if (put.error().kind != ErrorKind::kInvalid) return ErrorFor(d_, request, put.error());
  const auto field = put.error().params.find("field");
  filled.errors.push_back({field == put.error().params.end() ? "text" : field->second,
                           words.Say(put.error().key, {put.error().params.begin(), put.error().params.end()})});
  return Page(request, opened, filled);
}

http::Response ActionPages::Page(const http::Request& request, const Opened& opened, const Filled& filled) const {
  const Words words(d_.frame, request);
  const Instrument& instrument = opened.instrument->instrument;
  const Texts& texts = instrument.In(words.language());
  const ImprovementAction& action = filled.action;
  const bool is_new = action.id.empty();
  views::ActionForm view;
  view.title = words.Say(is_new ? "selfreview.results.action_new" : "selfreview.results.action_edit");
  view.submit = words.Say(is_new ? "selfreview.results.action_add" : "selfreview.results.action_save");
  view.back = {opened.base + "/actions", words.Say("selfreview.results.actions_title")};
  view.action = opened.base + (is_new ? "/actions/new" : "/actions/" + action.id + "/edit");
  view.csrf = d_.frame.FormToken(request);
  view.text = action.text;
  view.owner = action.owner;
  view.measure = action.measure;
  view.due = filled.due;
  view.errors = filled.errors;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    const std::string& id = instrument.items[i].id;
    view.items.push_back({id, std::to_string(i + 1) + ". " + texts.items[i].statement, id == action.item});
  }
  if (!is_new) {
    for (const char* state : kStates)
      view.states.push_back(
          {state, words.Say(std::string("selfreview.results.state.") + state), state == action.state});
  }
  html::PageMeta meta;
  meta.title = view.title;
  meta.section = "self-review";
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view),
                       filled.errors.empty() ? 200 : 422);
}

}  // namespace concord::selfreview::results
