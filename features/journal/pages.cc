#include "features/journal/pages.h"

#include <algorithm>
#include <charconv>

#include "base/journal/days.h"
#include "base/journal/exported.h"
#include "base/journal/proofs.h"
#include "base/journal/tables.h"
#include "base/journal/tree.h"
#include "features/journal/views.h"

namespace concord::journal {
namespace {

// A positive whole number of an address; nullopt for anything else.
std::optional<int64_t> NumberIn(const http::Request& request, std::string_view name) {
  const std::string_view text = request.query.Get(name);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

// What the page needs of the database, read in one snapshot.
struct State {
  int64_t size = 0, days_in_all = 0;
  std::string hash;
  Hash root{};
  Time last_at;
  std::vector<DayHead> days;
  Counts counts;
};

State Read(db::Session& session, const std::string& community, Time now) {
  State state;
  state.size = SizeOf(session, community);
  if (state.size == 0) return state;
  state.hash = HashTextAt(session, community, state.size);
  state.root = Tree(session, community).Root(static_cast<uint64_t>(state.size));
  state.last_at = TimeOf(session, community, state.size);
  state.days = DaysOf(session, community, kDaysShown);
  state.days_in_all = CountDays(session, community);
  state.counts = CountsOf(session, community, now - std::chrono::days(30));
  return state;
}

// Words in the visitor's language.
class Speaker {
 public:
  Speaker(const html::Frame& frame, const http::Request& request)
      : catalog_(frame.catalog()), language_(frame.LanguageOf(request)) {}
  const std::string& language() const { return language_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const {
    return catalog_.Text(language_, key, params);
  }
  std::string Count(std::string_view key, int64_t count) const { return catalog_.Plural(language_, key, count); }
  std::string Number(int64_t number) const { return i18n::FormatNumber(language_, number); }
  std::string Date(Time time) const { return i18n::FormatDate(language_, time); }
  // What an action is called; empty where nobody has put it into words.
  std::string Action(const std::string& action) const {
    const std::string key = "journal.action." + action;
    return catalog_.Has(key) ? Say(key) : "";
  }

 private:
  const i18n::Catalog& catalog_;
  std::string language_;
};

void FillKinds(const Speaker& speaker, const Counts& counts, views::JournalPage& view) {
  std::vector<std::pair<std::string, int64_t>> kinds(counts.all.begin(), counts.all.end());
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [action, all] : kinds) {
    const auto recent = counts.recent.find(action);
    view.kinds.push_back({speaker.Action(action), action,
                          speaker.Number(recent == counts.recent.end() ? 0 : recent->second), speaker.Number(all)});
  }
}

void FillParts(const Speaker& speaker, const State& state, views::JournalPage& view) {
  const std::string file = view.path + "/journal.jsonl";
  if (state.size <= kEntriesOfPart) {
    view.parts.push_back({file, speaker.Say("journal.page.part_all")});
    return;
  }
  view.parts_note = speaker.Say("journal.page.parts_note");
  for (int64_t from = 1; from <= state.size; from += kEntriesOfPart) {
    const int64_t to = std::min(state.size, from + kEntriesOfPart - 1);
    view.parts.push_back(
        {file + "?from=" + std::to_string(from),
         speaker.Say("journal.page.part", {{"from", speaker.Number(from)}, {"to", speaker.Number(to)}})});
  }
}

views::JournalPage ViewOf(const Speaker& speaker, const JournalPlace& place, const State& state) {
  views::JournalPage view;
  view.title = speaker.Say("journal.page.title", {{"name", place.name}});
  view.lead = speaker.Say("journal.page.lead");
  view.path = place.path;
  if (state.size == 0) return view;
  view.community = place.community;
  view.size = speaker.Count("journal.page.size", state.size);
  view.biggest = std::to_string(state.size);
  view.hash = state.hash;
  view.root = Hex(state.root);
  view.last_at = speaker.Date(state.last_at);
  FillKinds(speaker, state.counts, view);
  for (const DayHead& day : state.days) {
    const auto date = ParseRfc3339(day.day);
    view.days.push_back(
        {date ? speaker.Date(*date) : day.day, speaker.Number(day.number), Hex(day.hash), Hex(day.root)});
  }
  const int64_t more = state.days_in_all - static_cast<int64_t>(state.days.size());
  if (more > 0) view.more_days = speaker.Count("journal.page.more_days", more);
  FillParts(speaker, state, view);
  return view;
}

}  // namespace

http::Response JournalPages::ErrorFor(const http::Request& request, const Error& error) const {
  if (error.kind == ErrorKind::kNotFound) return d_.frame.ErrorPage(request, 404);
  if (error.kind == ErrorKind::kInvalid) return d_.frame.ErrorPage(request, 400);
  d_.log.Error("a page of the journal failed", {{"path", request.path}, {"cause", error.cause}});
  // Just when somebody tampered with it, people come to look.
  if (error.key == "error.damaged") {
    return d_.frame.ErrorPage(request, 500, "journal.error.damaged", "journal.error.damaged_text");
  }
  return d_.frame.ErrorPage(request, error.kind == ErrorKind::kUnavailable ? 503 : 500);
}

http::Response JournalPages::Show(const http::Request& request) const {
  const auto place = d_.place(request);
  if (!place) return d_.frame.ErrorPage(request, 404);
  const auto state = d_.database.Read(
      [&](db::Session& s) -> Result<State> { return journal::Read(s, place->community, d_.clock.Now()); });
  if (!state) return ErrorFor(request, state.error());
  const Speaker speaker(d_.frame, request);
  const auto view = ViewOf(speaker, *place, *state);
  html::PageMeta meta;
  meta.title = view.title;
  meta.description = view.lead;
  meta.section = "journal";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response JournalPages::Export(const http::Request& request) const {
  const auto place = d_.place(request);
  if (!place) return d_.frame.ErrorPage(request, 404);
  const auto from = request.query.Has("from") ? NumberIn(request, "from") : std::optional<int64_t>(1);
  if (!from) return d_.frame.ErrorPage(request, 400);
  std::string text;
  int64_t size = 0;
  const auto last = d_.database.Read([&](db::Session& s) -> Result<int64_t> {
    size = SizeOf(s, place->community);
    if (*from > std::max<int64_t>(size, 1)) return Fail(ErrorKind::kNotFound, "error.not_found");
    text.clear();
    return WriteExport(s, {place->community, place->name, d_.clock.Now(), *from, kEntriesOfPart},
                       [&](const std::string& line) {
                         text += line;
                         return true;
                       });
  });
  if (!last) return ErrorFor(request, last.error());
  const bool whole = *from == 1 && *last == size;
  auto response = http::Response::Download(
      std::move(text), "application/jsonl",
      whole ? "journal.jsonl" : "journal-" + std::to_string(*from) + "-" + std::to_string(*last) + ".jsonl");
  if (*last < size) {
    response.Header("Link", "<" + place->path + "/journal.jsonl?from=" + std::to_string(*last + 1) + ">; rel=\"next\"");
  }
  return response;
}

http::Response JournalPages::Head(const http::Request& request) const {
  const auto place = d_.place(request);
  if (!place) return d_.frame.ErrorPage(request, 404);
  auto text = d_.database.Read([&](db::Session& s) -> Result<std::string> {
    return HeadLine(s, {place->community, place->name, d_.clock.Now()});
  });
  if (!text) return ErrorFor(request, text.error());
  return http::Response::Download(std::move(*text), "application/json", "head.json");
}

http::Response JournalPages::Proof(const http::Request& request) const {
  const auto place = d_.place(request);
  const auto number = NumberIn(request, "entry");
  if (!place || !number) return d_.frame.ErrorPage(request, place ? 400 : 404);
  auto text = d_.database.Read(
      [&](db::Session& s) -> Result<std::string> { return ProveInclusion(s, place->community, *number); });
  if (!text) return ErrorFor(request, text.error());
  return http::Response::Download(std::move(*text), "application/json",
                                  "journal-entry-" + std::to_string(*number) + ".json");
}

http::Response JournalPages::Consistency(const http::Request& request) const {
  const auto place = d_.place(request);
  const auto from = NumberIn(request, "from");
  const auto to = NumberIn(request, "to");
  const bool open_end = request.query.Get("to").empty();
  if (!place || !from || (!to && !open_end)) return d_.frame.ErrorPage(request, place ? 400 : 404);
  auto text = d_.database.Read([&](db::Session& s) -> Result<std::string> {
    return ProveConsistency(s, place->community, *from, to ? *to : SizeOf(s, place->community));
  });
  if (!text) return ErrorFor(request, text.error());
  return http::Response::Download(std::move(*text), "application/json",
                                  "journal-growth-" + std::to_string(*from) + ".json");
}

}  // namespace concord::journal
