// The questions of one part, and what is answered to them.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "features/selfreview/answering/files.h"
#include "features/selfreview/answering/pages.h"

namespace concord::selfreview::answering {
namespace {

std::string ValueOf(Answer answer) {
  if (answer == kDontKnow) return "dk";
  if (answer == kDoesNotApply) return "na";
  return answer == kNotAnswered ? "" : std::to_string(answer);
}

std::optional<Answer> AnswerOf(std::string_view value) {
  if (value == "dk") return kDontKnow;
  if (value == "na") return kDoesNotApply;
  if (value.size() == 1 && value[0] >= '0' && value[0] < '0' + kLevels) return static_cast<Answer>(value[0] - '0');
  return std::nullopt;
}

// What the form had shown in a field, as "was.<field>" carries it. nullopt: it does not say.
std::optional<std::string> WasOf(const http::Request& request, const std::string& field) {
  if (!request.form.Has("was." + field)) return std::nullopt;
  return std::string(request.form.Get("was." + field).substr(0, 64));
}

// "a.<item>", "c.<item>" and "e.<item>" of a form, with what they had been before.
std::vector<GivenChange> TypedChanges(const http::Request& request, const Instrument& instrument) {
  std::vector<GivenChange> changes;
  for (const Item& item : instrument.items) {
    GivenChange change{.item = item.id, .answer = {}, .comment = {}, .evidence = {}};
    if (const std::string name = "a." + item.id; WasOf(request, name) != request.form.Get(name))
      change.answer = AnswerOf(request.form.Get(name));
    if (const std::string name = "c." + item.id; request.form.Has(name))
      change.comment = request.form.Get(name).substr(0, kMostTyped);
    if (const std::string name = "e." + item.id; request.form.Has(name))
      change.evidence = request.form.Get(name).substr(0, kMostTyped);
    change.comment_was = WasOf(request, "c." + item.id);
    change.evidence_was = WasOf(request, "e." + item.id);
    if (change.answer || change.comment || change.evidence) changes.push_back(std::move(change));
  }
  return changes;
}

std::string FieldOf(const Error& error) {
  const auto item = error.params.find("item");
  if (item == error.params.end()) return "";
  return (error.key == "reviews.error.evidence" ? "e." : "c.") + item->second;
}

views::Question QuestionOf(const Words& words, const Texts& texts, const Instrument& instrument, size_t i,
                           const Given& given) {
  const ItemText& text = texts.items[i];
  views::Question question;
  question.id = instrument.items[i].id;
  question.statement = text.statement;
  question.why = text.why;
  question.comment = given.comment;
  question.evidence = given.evidence;
  question.said = !given.comment.empty() || !given.evidence.empty();
  for (int level = 0; level < kLevels; ++level) {
    question.choices.push_back(
        {std::to_string(level), words.Level(level), text.levels[static_cast<size_t>(level)], given.answer == level});
  }
  for (const Answer none : {kDontKnow, kDoesNotApply}) {
    const std::string value = ValueOf(none);
    question.choices.push_back({value, words.Say("reviews.part." + value), words.Say("reviews.part." + value + "_hint"),
                                given.answer == none});
  }
  return question;
}

unsigned StatusOf(const Error& error) {
  if (error.kind == ErrorKind::kForbidden) return 403;
  return error.kind == ErrorKind::kUnavailable ? 503 : 422;
}

// Somebody has begun here, and the form is of theirs: a window that was left open may be of somebody before them.
bool IsOf(const http::Request& request, const Room& room) {
  return room.me && (!request.form.Has("of") || request.form.Get("of") == KeyOf(room));
}

// A form that nothing was taken of goes on saying what it had shown at first: what was typed is a change of that.
std::array<std::string, 3> WasIn(const http::Request& request, const Given& kept, bool typed) {
  const auto was = [&](const std::string& field, const std::string& now) {
    return typed ? WasOf(request, field + "." + kept.item).value_or(now) : now;
  };
  return {was("a", ValueOf(kept.answer)), was("c", MarkOf(kept.comment)), was("e", MarkOf(kept.evidence))};
}

}  // namespace

struct Pages::Typed {
  std::vector<GivenChange> changes;  // not written
  std::optional<Error> error;
  std::vector<Clash> clashes = {};  // all else was written
};

http::Response Pages::PartFor(const http::Request& request, const Room& room, const Typed& typed) const {
  const Words words(d_.frame, request);
  const Instrument& instrument = room.instrument();
  const Texts& texts = instrument.In(words.language());
  auto answers = AnswersFor(d_, room);
  if (!answers && typed.error) return TypedFor(request, &room, 503);
  if (!answers) return ErrorFor(d_, request, answers.error());
  const auto parts = PartsOf(instrument, *answers);
  const auto here = std::ranges::find(parts, request.params.Get("part"),
                                      [&](size_t d) -> std::string_view { return instrument.dimensions[d]; });
  if (here == parts.end()) return d_.frame.ErrorPage(request, 404);
  const size_t dimension = *here;
  const std::vector<Given> kept = answers->given;
  for (const GivenChange& change : typed.changes) {
    Given& given = answers->given[*instrument.Find(change.item)];
    if (change.answer) given.answer = *change.answer;
    if (change.comment) given.comment = *change.comment;
    if (change.evidence) given.evidence = *change.evidence;
  }
  views::PartPage view;
  view.back = {room.base + "/answer", room.review.TitleIn(words.language())};
  view.title = texts.dimensions[dimension].title;
  view.introduction = texts.dimensions[dimension].introduction;
  view.place = words.Say("reviews.part.place", {{"number", words.Number(here - parts.begin() + 1)},
                                                {"count", words.Number(static_cast<int64_t>(parts.size()))}});
  const Tally tally = TallyOf(instrument, *answers, std::nullopt);
  view.tally = words.Count("reviews.overview.tally", tally.asked, {{"answered", words.Number(tally.answered)}});
  view.action = room.base + "/answer/" + instrument.dimensions[dimension];
  view.csrf = d_.frame.FormToken(request);
  view.key = KeyOf(room);
  const Time until = room.review.about.closes + std::chrono::days(30);  // it may be extended
  view.until = std::to_string(until.time_since_epoch().count());
  view.first = here == parts.begin();
  view.submit = words.Say(here + 1 == parts.end() ? "reviews.part.last" : "reviews.part.next");
  const auto files = d_.evidence.FilesOf(room.review, *room.me);
  if (!files) return ErrorFor(d_, request, files.error());
  const std::string wrong = typed.error ? FieldOf(*typed.error) : "";
  int64_t number = 0;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    if (instrument.items[i].dimension != dimension || !answers->of_group[i]) continue;
    views::Question question = QuestionOf(words, texts, instrument, i, answers->given[i]);
    question.hidden = !answers->asked[i];
    question.number = words.Number(++number);
    question.was = WasIn(request, kept[i], typed.error.has_value());
    for (const Clash& clash : typed.clashes) {
      if (clash.item == question.id) (clash.field == 'c' ? question.clash_c : question.clash_e) = clash.typed;
    }
    question.files = FileRowsOf(words, room.base, question.id, *files);
    question.said = question.said || !question.files.empty();
    if (d_.evidence.Takes()) question.files_href = room.base + "/files/" + question.id;
    if (!wrong.empty() && wrong.substr(2) == question.id) {
      question.error = InWords(words, *typed.error);
      question.error_field = wrong.substr(0, 1);
      view.errors.push_back({"#" + question.error_field + "-" + question.id, question.error});
    }
    view.questions.push_back(std::move(question));
  }
  for (const Clash& clash : typed.clashes)
    view.errors.push_back({std::string("#") + clash.field + "-" + clash.item, words.Say("reviews.part.clash")});
  if (typed.error && view.errors.empty()) view.message = InWords(words, *typed.error);
  const std::string title = view.title + " · " + room.review.TitleIn(words.language());
  const bool failed = typed.error || !typed.clashes.empty();
  return PageOf(d_, request, failed ? words.Say("reviews.part.error_title", {{"title", title}}) : title,
                views::Render(d_.frame.templates(), words.language(), view),
                typed.error ? StatusOf(*typed.error)
                : failed    ? 409
                            : 200);
}

http::Response Pages::Part(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  if (!room->me || !room->open) return http::Response::SeeOther(room->base + "/answer");
  return PartFor(request, *room, {});
}

// One field that cannot be taken does not hold up the others: a script sends while one types.
http::Response Pages::SaveForScript(const http::Request& request, const Room& room) const {
  using Json = nlohmann::ordered_json;
  const Words words(d_.frame, request);
  const auto refuse = [&](unsigned status, const Error& error) {
    return http::Response::Json(Json{{"saved", false}, {"message", InWords(words, error)}}.dump(), status)
        .Header("Cache-Control", "no-store");
  };
  if (!IsOf(request, room)) return refuse(409, {ErrorKind::kConflict, "reviews.error.gone", {}, {}});
  auto changes = TypedChanges(request, room.instrument());
  Json refused = Json::object(), clashes = Json::object(), was = Json::object();
  for (;;) {
    const auto saved = d_.reviews.Save(room.review, *room.me, changes);
    for (const Clash& clash : saved ? *saved : std::vector<Clash>())
      clashes[std::string{clash.field, '.'} + clash.item] = words.Say("reviews.part.clash");
    if (saved) break;
    const std::string field = FieldOf(saved.error());
    if (saved.error().kind != ErrorKind::kInvalid || field.empty()) {
      if (saved.error().kind == ErrorKind::kConflict) return refuse(409, saved.error());
      if (saved.error().kind == ErrorKind::kNotFound)
        return refuse(409, {ErrorKind::kConflict, "reviews.error.gone", {}, {}});
      d_.log.Error("answers could not be saved", {{"key", saved.error().key}, {"cause", saved.error().cause}});
      return refuse(503, {ErrorKind::kUnavailable, "reviews.error.later", {}, {}});
    }
    refused[field] = InWords(words, saved.error());
    for (GivenChange& change : changes) {
      if (change.item != field.substr(2)) continue;
      field.starts_with("e.") ? change.evidence.reset() : change.comment.reset();
    }
  }
  // Of what was sent, not of what is kept: another device may have written in this moment.
  for (const GivenChange& change : changes) {
    if (change.answer) was["a." + change.item] = ValueOf(*change.answer);
    if (change.comment) was["c." + change.item] = MarkOf(*change.comment);
    if (change.evidence) was["e." + change.item] = MarkOf(*change.evidence);
  }
  const auto answers = AnswersFor(d_, room);
  if (!answers) return refuse(503, {ErrorKind::kUnavailable, "reviews.error.later", {}, {}});
  Json hidden = Json::array();
  for (size_t i = 0; i < answers->asked.size(); ++i) {
    if (answers->of_group[i] && !answers->asked[i]) hidden.push_back(room.instrument().items[i].id);
  }
  const Tally tally = TallyOf(room.instrument(), *answers, std::nullopt);
  const Json json = {
      {"saved", true},
      {"refused", refused},
      {"clashes", clashes},
      {"was", was},
      {"hidden", hidden},
      {"tally", words.Count("reviews.overview.tally", tally.asked, {{"answered", words.Number(tally.answered)}})}};
  return http::Response::Json(json.dump(-1, ' ', false, Json::error_handler_t::replace))
      .Header("Cache-Control", "no-store");
}

http::Response Pages::GiveBack(const http::Request& request) const {
  // Before every guard: a place that is not for whoever asks is not named here either.
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (visit.unsure) return TypedFor(request, nullptr, 503);
  if (!visit.SeesPlace()) return d_.frame.ErrorPage(request, 403);
  const auto room = RoomOf(d_, request);
  if (!room && room.error().kind == ErrorKind::kNotFound) return d_.frame.ErrorPage(request, 403);
  if (!room) return TypedFor(request, nullptr, 503);
  if (!IsOf(request, *room) || !room->open) return TypedFor(request, &*room, 403);
  const auto changes = TypedChanges(request, room->instrument());
  return PartFor(request, *room, {changes, Error{ErrorKind::kForbidden, "reviews.part.again", {}, {}}});
}

http::Response Pages::Save(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room && room.error().kind != ErrorKind::kNotFound) return TypedFor(request, nullptr, 503);
  if (!room) return ErrorFor(d_, request, room.error());
  if (request.headers.Has("X-Concord-Save")) return SaveForScript(request, *room);
  if (!IsOf(request, *room)) return TypedFor(request, &*room, 409);
  const Instrument& instrument = room->instrument();
  const auto changes = TypedChanges(request, instrument);
  const auto saved = d_.reviews.Save(room->review, *room->me, changes);
  if (!saved) {
    if (saved.error().kind == ErrorKind::kInvalid) return PartFor(request, *room, {changes, saved.error()});
    const auto now = RoomOf(d_, request);  // it closed meanwhile, or the answers are gone
    if (now && (!now->open || !now->me)) return TypedFor(request, &*now, 409);
    d_.log.Error("answers could not be saved", {{"key", saved.error().key}, {"cause", saved.error().cause}});
    if (!now) return TypedFor(request, nullptr, 503);
    return PartFor(request, *now, {changes, Error{ErrorKind::kUnavailable, "reviews.part.busy", {}, {}}});
  }
  if (!saved->empty()) return PartFor(request, *room, {{}, {}, *saved});
  const auto answers = AnswersFor(d_, *room);
  if (!answers) return ErrorFor(d_, request, answers.error());
  const auto parts = PartsOf(instrument, *answers);
  const auto here = std::ranges::find(parts, request.params.Get("part"),
                                      [&](size_t d) -> std::string_view { return instrument.dimensions[d]; });
  // What was typed is saved by now: a file that is refused on the next page loses none of it.
  const std::string go(request.form.Get("go"));
  if (const std::string item = go.starts_with("files.") ? go.substr(6) : ""; instrument.Find(item))
    return http::Response::SeeOther(room->base + "/files/" + item);
  std::string next = room->base + "/answer";
  const bool back = go == "back";
  if (here != parts.end()) {
    if (back && here != parts.begin()) next += "/" + instrument.dimensions[*(here - 1)];
    if (!back && here + 1 != parts.end()) next += "/" + instrument.dimensions[*(here + 1)];
  }
  return http::Response::SeeOther(next);
}

}  // namespace concord::selfreview::answering
