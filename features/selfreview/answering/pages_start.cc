// Before the first question, and the way back to it: by account, by link, by code.
#include "features/selfreview/answering/pages.h"

#include <algorithm>

namespace concord::selfreview::answering {
namespace {

int64_t QuestionsFor(const Instrument& instrument, const std::set<Group>& groups) {
  return std::ranges::count_if(instrument.items, [&](const Item& item) {
    return std::ranges::any_of(item.asks, [&](Group group) { return groups.contains(group); });
  });
}

views::Link BackOf(const Words& words, const Room& room) {
  return {"/c/" + room.place.slug + "/self-review", words.Say("reviews.list.title", {{"place", room.place.name}})};
}

std::vector<views::Choice> ChoicesOf(const Words& words, const std::set<Group>& groups) {
  std::vector<views::Choice> choices;
  for (const Group group : groups) {
    const std::string name(NameOf(group));
    choices.push_back({name, words.Say("reviews.as." + name), "", groups.size() == 1});
  }
  return choices;
}

}  // namespace

std::string Stopped(const Deps& deps, const Words& words, const Room& room) {
  if (room.open) return "";
  if (room.review.state == ReviewState::kClosed) return words.Say("reviews.start.closed");
  if (deps.clock.Now() < room.review.about.opens)
    return words.Say("reviews.start.not_yet", {{"date", words.DateIn(room.place.time_zone, room.review.about.opens)}});
  return words.Say("reviews.start.over");
}

// How somebody comes in who has not begun, or begins once more.
struct Pages::Coming {
  std::optional<ReviewLink> link;
  std::string token;
  std::set<Group> groups;  // to begin for by account
  std::optional<Error> error;
};

http::Response Pages::StartFor(const http::Request& request, const Room& room, const Coming& coming) const {
  const Words words(d_.frame, request);
  const accounts::Visit& visit = accounts::VisitOf(request);
  const Texts& texts = room.instrument().In(words.language());
  views::StartPage view;
  view.back = BackOf(words, room);
  view.title = room.review.TitleIn(words.language());
  view.lead = words.Say("reviews.start.lead", {{"place", room.place.name}});
  view.instrument = texts.title;
  view.paragraphs = ParagraphsOf(texts.introduction);
  view.stopped = Stopped(d_, words, room);
  if (room.review.state == ReviewState::kClosed) view.over = KeyOf(room.review);
  if (room.open) view.until = words.Say("reviews.start.until", {{"date", UntilInWords(words, room)}});
  const std::set<Group> groups = coming.link ? std::set<Group>{coming.link->group} : coming.groups;
  if (room.open && !groups.empty()) {
    const bool one = groups.size() == 1;
    view.size =
        words.Count(one ? "reviews.start.size" : "reviews.start.size_most", QuestionsFor(room.instrument(), groups));
    if (one)
      view.group =
          words.Say("reviews.start.as", {{"as", words.Say("reviews.as." + std::string(NameOf(*groups.begin())))}});
    view.csrf = d_.frame.FormToken(request);
    view.begin = words.Say("reviews.start.begin");
    view.begin_action = room.base + (coming.link ? "/join/" + coming.token : "/answer");
    if (!coming.link) view.groups = ChoicesOf(words, groups);
  }
  if (coming.link && coming.link->HandedOver() && room.open) view.once = words.Say("reviews.start.once");
  if (coming.link && room.me && room.open) {
    view.other = words.Say("reviews.start.begun_here");
    view.other_href = room.base + "/answer";
    view.begin = words.Say("reviews.start.begin_other");
  }
  if (room.open && groups.empty()) {
    if (visit.caller && !coming.error) {
      view.errors.push_back(words.Say("reviews.start.no_group"));
    } else {
      view.ways.push_back(
          {"/sign-in?next=" + http::PercentEncode(room.base + "/answer"), words.Say("reviews.start.sign_in")});
    }
    view.ways.push_back({room.base + "/resume", words.Say("reviews.start.code")});
  }
  if (coming.error) view.errors.push_back(InWords(words, *coming.error));
  if (room.review.state == ReviewState::kClosed && d_.results)
    view.ways.push_back({room.base + "/results", words.Say("reviews.start.results")});
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view),
                coming.error ? (coming.error->kind == ErrorKind::kUnavailable ? 429 : 422) : 200);
}

http::Response Pages::Start(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  if (room->me) return OverviewFor(request, *room);
  const accounts::Visit& visit = accounts::VisitOf(request);
  Coming coming;
  if (visit.caller) coming.groups = GroupsFor(d_.places, *visit.caller, room->review);
  return StartFor(request, *room, coming);
}

http::Response Pages::Begin(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  const accounts::Visit& visit = accounts::VisitOf(request);
  Coming coming;
  coming.groups = GroupsFor(d_.places, *visit.caller, room->review);
  const auto wanted = GroupNamed(request.form.Get("group"));
  if (!wanted || !coming.groups.contains(*wanted)) {
    const char* why = coming.groups.empty() ? "reviews.start.no_group" : "reviews.error.choose_group";
    coming.error = Error{ErrorKind::kInvalid, why, {}, {}};
    return StartFor(request, *room, coming);
  }
  const auto begun = d_.reviews.BeginByAccount(room->review, visit.caller->id, *wanted);
  if (!begun && begun.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, begun.error());
  auto response = http::Response::SeeOther(room->base + "/answer");
  if (begun) ForgetCode(response, request);  // from here on the account is the way in
  return response;
}

http::Response Pages::Join(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  const std::string token(request.params.Get("token"));
  auto link = d_.reviews.FindLink(room->review, token);
  if (!link && link.error().kind != ErrorKind::kNotFound) return ErrorFor(d_, request, link.error());
  const auto used = link ? d_.reviews.Used(room->review, *link) : Result<bool>(false);
  if (!used) return ErrorFor(d_, request, used.error());
  if (*used && room->open) return UsedFor(request, *room);
  if (link) return StartFor(request, *room, {.link = std::move(*link), .token = token, .groups = {}, .error = {}});
  if (room->review.state == ReviewState::kClosed) return http::Response::SeeOther(room->base + "/answer");
  const Words words(d_.frame, request);
  views::StartPage view;
  view.back = BackOf(words, *room);
  view.title = words.Say("reviews.start.link_gone");
  view.lead = words.Say("reviews.start.link_gone_do");
  view.ways.push_back({room->base + "/resume", words.Say("reviews.start.code")});
  view.ways.push_back({room->base + "/answer", room->review.TitleIn(words.language())});
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view), 404);
}

// The link was used: the code alone leads on, and nothing here says what to.
http::Response Pages::UsedFor(const http::Request& request, const Room& room) const {
  const Words words(d_.frame, request);
  views::ResumePage view;
  view.back = BackOf(words, room);
  view.title = words.Say("reviews.start.link_used");
  view.notes = {words.Say("reviews.start.link_used_do"), words.Say("reviews.start.link_used_other")};
  if (room.me) view.begun_href = room.base + "/answer";
  view.action = room.base + "/resume";
  view.csrf = d_.frame.FormToken(request);
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response Pages::BeginByLink(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  const std::string token(request.params.Get("token"));
  const auto link = d_.reviews.FindLink(room->review, token);
  if (!link) return Join(request);
  if (link->kind == ReviewLink::Kind::kOpen) {
    if (auto status = d_.limit(request); !status)
      return StartFor(request, *room, {.link = *link, .token = token, .groups = {}, .error = status.error()});
  }
  const auto begun = d_.reviews.BeginByLink(room->review, *link);
  if (!begun && begun.error().key == "reviews.error.link_used") return UsedFor(request, *room);
  if (!begun && begun.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, begun.error());
  auto response = http::Response::SeeOther(room->base + "/answer");
  if (begun) KeepCode(response, request, *room, begun->code);
  return response;
}

http::Response Pages::ResumeFor(const http::Request& request, const Room& room,
                                const std::optional<Error>& error) const {
  const Words words(d_.frame, request);
  views::ResumePage view;
  view.back = {room.base + "/answer", room.review.TitleIn(words.language())};
  view.title = words.Say("reviews.resume.title");
  view.notes = {words.Say("reviews.resume.lead")};
  view.action = room.base + "/resume";
  view.csrf = d_.frame.FormToken(request);
  if (error) view.error = InWords(words, *error);
  const unsigned status = !error ? 200 : error->kind == ErrorKind::kUnavailable ? 429 : 422;
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view), status);
}

http::Response Pages::Resume(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  return ResumeFor(request, *room, std::nullopt);
}

http::Response Pages::TakeCode(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  if (auto status = d_.limit(request); !status) return ResumeFor(request, *room, status.error());
  const std::string code(request.form.Get("code").substr(0, 64));
  const auto me = d_.reviews.FindByCode(room->review, code);
  if (!me) return ErrorFor(d_, request, me.error());
  if (!*me) return ResumeFor(request, *room, Error{ErrorKind::kInvalid, "reviews.error.code", {}, {}});
  auto response = http::Response::SeeOther(room->base + "/answer");
  KeepCode(response, request, *room, code);
  return response;
}

http::Response Pages::Leave(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  auto response = http::Response::SeeOther(room->base + "/answer");
  ForgetCode(response, request);
  return response;
}

http::Response Pages::OverviewFor(const http::Request& request, const Room& room) const {
  const Words words(d_.frame, request);
  const auto answers = AnswersFor(d_, room);
  if (!answers) return ErrorFor(d_, request, answers.error());
  const Instrument& instrument = room.instrument();
  const Texts& texts = instrument.In(words.language());
  const std::string_view done = request.query.Get("done");
  views::OverviewPage view;
  view.back = BackOf(words, room);
  view.title = room.review.TitleIn(words.language());
  view.open = room.open;
  view.finished = room.me->finished;
  view.base = room.base;
  view.code = room.code;
  view.key = KeyOf(room);
  view.group = words.Say("reviews.start.as", {{"as", words.Say("reviews.as." + std::string(NameOf(room.me->group)))}});
  if (done == "finished") view.done = words.Say("reviews.overview.thanks");
  view.lead =
      !room.open ? Stopped(d_, words, room) : words.Say("reviews.start.until", {{"date", UntilInWords(words, room)}});
  const Tally all = TallyOf(instrument, *answers, std::nullopt);
  view.tally = words.Count("reviews.overview.tally", all.asked, {{"answered", words.Number(all.answered)}});
  if (room.open) view.csrf = d_.frame.FormToken(request);
  for (const size_t d : PartsOf(instrument, *answers)) {
    const Tally tally = TallyOf(instrument, *answers, d);
    const std::string href = room.base + "/answer/" + instrument.dimensions[d];
    if (tally.answered < tally.asked && view.next_href.empty()) view.next_href = href;
    view.parts.push_back(
        {room.open ? href : "", texts.dimensions[d].title,
         words.Count("reviews.overview.part", tally.asked, {{"answered", words.Number(tally.answered)}}),
         tally.answered == tally.asked});
  }
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

http::Response Pages::Finish(const http::Request& request) const {
  const auto room = RoomOf(d_, request);
  if (!room) return ErrorFor(d_, request, room.error());
  if (!room->me) return http::Response::SeeOther(room->base + "/answer");
  const auto finished = d_.reviews.Finish(room->review, *room->me);
  if (!finished && finished.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, finished.error());
  return http::Response::SeeOther(room->base + (finished ? "/answer?done=finished" : "/answer"));
}

}  // namespace concord::selfreview::answering
