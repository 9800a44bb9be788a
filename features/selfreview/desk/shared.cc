// What the desk's pages share.
#include <charconv>

#include "base/core/text.h"
#include "base/zones/zones.h"
#include "features/selfreview/desk/pages.h"

namespace concord::selfreview::desk {
namespace {

constexpr size_t kMostTyped = 20'000;  // bytes of a field

int NumberOf(const std::string& text) {
  int number = 0;
  const auto trimmed = std::string(text::Trim(text));
  const auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), number);
  return error == std::errc() && end == trimmed.data() + trimmed.size() ? number : 0;
}

std::optional<zones::Day> DayIn(std::string_view text) {
  text = text::Trim(text);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto midnight = ParseRfc3339(text);
  if (!midnight) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*midnight);
}

}  // namespace

Result<Table> TableOf(const Deps& deps, const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return Fail(ErrorKind::kNotFound, "error.not_found");
  auto review = deps.reviews.Find(visit.place->id, request.params.Get("review"));
  if (!review) return std::unexpected(review.error());
  const std::string base = "/c/" + visit.place->slug + "/self-review/" + review->slug;
  return Table{*visit.place, std::move(*review), base};
}

const std::string& Typed::Get(const std::string& name) const {
  static const std::string kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

Typed TypedIn(const http::Request& request) {
  Typed typed;
  for (const auto& [name, value] : request.form.items()) {
    if (name == "asked") {
      typed.asked.insert(value.substr(0, 100));
    } else if (name != "csrf") {
      typed.values[name] = value.substr(0, kMostTyped);
    }
  }
  return typed;
}

Typed TypedFrom(const ReviewDraft& draft, std::string_view zone) {
  Typed typed;
  for (const auto& [language, title] : draft.title) typed.values["title_" + language] = title;
  typed.values["agency"] = draft.agency;
  typed.values["units"] = text::Join(draft.units, "\n");
  if (!draft.instrument.empty()) typed.values["instrument"] = draft.instrument + "/" + std::to_string(draft.version);
  typed.values["opens"] = FirstDay(draft.opens, zone);
  typed.values["closes"] = LastDay(draft.closes, zone);
  typed.values["smallest_inside"] = std::to_string(draft.smallest_inside);
  typed.values["smallest_public"] = std::to_string(draft.smallest_public);
  for (const Group group : draft.asked) typed.asked.insert(std::string(NameOf(group)));
  return typed;
}

ReviewDraft DraftFrom(const Typed& typed, std::string_view zone) {
  ReviewDraft draft;
  for (const auto& [name, value] : typed.values) {
    if (name.starts_with("title_")) draft.title[name.substr(6)] = value;
  }
  draft.agency = typed.Get("agency");
  for (const auto line : text::Split(typed.Get("units"), '\n')) draft.units.emplace_back(text::Trim(line));
  const std::string& instrument = typed.Get("instrument");
  const size_t slash = instrument.find('/');
  draft.instrument = instrument.substr(0, slash);
  if (slash != std::string::npos) draft.version = NumberOf(instrument.substr(slash + 1));
  for (const auto& name : typed.asked) {
    if (const auto group = GroupNamed(name)) draft.asked.insert(*group);
  }
  draft.opens = FirstMoment(typed.Get("opens"), zone).value_or(Time());
  draft.closes = LastMoment(typed.Get("closes"), zone).value_or(Time());
  draft.smallest_inside = NumberOf(typed.Get("smallest_inside"));
  draft.smallest_public = NumberOf(typed.Get("smallest_public"));
  return draft;
}

std::optional<Time> FirstMoment(std::string_view day, std::string_view zone) {
  const auto found = DayIn(day);
  if (!found) return std::nullopt;
  return zones::BeginOf(*found, zone);
}

std::optional<Time> LastMoment(std::string_view day, std::string_view zone) {
  const auto found = DayIn(day);
  if (!found) return std::nullopt;
  return zones::EndOf(*found, zone);
}

std::string FirstDay(Time opens, std::string_view zone) {
  return opens == Time() ? "" : FormatRfc3339(zones::DayAt(opens, zone)).substr(0, 10);
}
std::string LastDay(Time closes, std::string_view zone) {
  return closes == Time() ? "" : FormatRfc3339(zones::LastDayBefore(closes, zone)).substr(0, 10);
}

std::string InWords(const Words& words, const Fault& fault) {
  return words.Say(fault.key, {fault.params.begin(), fault.params.end()});
}

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  if (error.kind == ErrorKind::kNotFound) return deps.frame.ErrorPage(request, 404);
  if (error.kind == ErrorKind::kUnavailable) return deps.frame.ErrorPage(request, 503);
  if (error.kind == ErrorKind::kInternal)
    deps.log.Error("the desk of a self-review failed", {{"key", error.key}, {"cause", error.cause}});
  return deps.frame.ErrorPage(request, error.kind == ErrorKind::kInternal ? 500 : 400);
}

http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status) {
  html::PageMeta meta;
  meta.title = title;
  meta.section = "self-review";
  meta.no_index = true;
  auto response = deps.frame.Page(request, meta, html, status);
  response.Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer");  // links stand here
  return response;
}

std::string OriginOf(const Deps& deps, const http::Request& request) {
  std::string origin = deps.hub.base_url.empty() ? request.Origin() : deps.hub.base_url;
  while (origin.ends_with('/')) origin.pop_back();
  return origin;
}

// A letter's links must not depend on who asked for it with which Host.
bool Mails(const Deps& deps) { return deps.post && deps.post->enabled() && !deps.hub.base_url.empty(); }

}  // namespace concord::selfreview::desk
