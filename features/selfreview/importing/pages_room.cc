// What instruments there are, and what may be done with each.
#include <charconv>

#include "features/selfreview/importing/pages.h"
#include "features/selfreview/reading/instrument_view.h"

namespace concord::selfreview::importing {
namespace {

std::string PageHref(const Instrument& instrument) {
  return reading::HrefOf(instrument) + "/versions/" + std::to_string(instrument.version);
}

std::string VersionOf(const Words& words, const Instrument& instrument) {
  return words.Say("selfreview.reading.version",
                   {{"version", std::to_string(instrument.version)}, {"date", words.Date(instrument.dated)}});
}

views::VersionRow RowOf(const Deps& deps, const Words& words, const Standing& standing) {
  const Instrument& instrument = standing.kept->instrument;
  views::VersionRow row{PageHref(instrument), VersionOf(words, instrument), "", "", ""};
  row.note = standing.carried ? words.Say("selfreview.importing.carried")
                              : reading::AddedIn(deps.reading.frame, words, *standing.kept);
  row.note += " · " + (standing.reviews > 0 ? words.Count("selfreview.importing.used", standing.reviews)
                                            : words.Say("selfreview.importing.unused"));
  if (!standing.MayChange()) return row;
  const std::string number = std::to_string(instrument.version);
  row.change_href = std::string(kRoom) + "/new?change=" + instrument.slug + "&version=" + number;
  row.remove_href = std::string(kRoom) + "/" + instrument.slug + "/" + number + "/remove";
  return row;
}

}  // namespace

std::string InWords(const Words& words, std::string_view key, const std::map<std::string, std::string>& params) {
  return words.Say(key, {params.begin(), params.end()});
}

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  const html::Frame& frame = deps.reading.frame;
  if (error.kind == ErrorKind::kNotFound) return frame.ErrorPage(request, 404);
  if (error.kind == ErrorKind::kUnavailable) return frame.ErrorPage(request, 503);
  if (error.kind == ErrorKind::kInternal)
    deps.reading.log.Error("the room of instruments failed", {{"key", error.key}, {"cause", error.cause}});
  return frame.ErrorPage(request, error.kind == ErrorKind::kInternal ? 500 : 400);
}

http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status) {
  html::PageMeta meta;
  meta.title = title;
  meta.section = "self-review";
  meta.no_index = true;
  return deps.reading.frame.Page(request, meta, html, status);
}

http::Response RoomPages::List(const http::Request& request) const { return Room(request, ""); }

http::Response RoomPages::Room(const http::Request& request, const std::string& refused) const {
  const Words words(d_.reading.frame, request);
  const auto all = d_.importing.All();
  if (!all) return ErrorFor(d_, request, all.error());
  views::Room view;
  view.refused = refused;
  std::string slug;
  for (const Standing& standing : *all) {
    const Instrument& instrument = standing.kept->instrument;
    if (slug != instrument.slug) {
      slug = instrument.slug;
      views::InstrumentRow row{.title = instrument.In(words.language()).title};
      if (!instrument.texts.contains(words.language())) row.language = "en";
      row.next = {std::string(kRoom) + "/new?from=" + slug,
                  words.Say("selfreview.importing.next", {{"version", std::to_string(instrument.version + 1)}})};
      view.rows.push_back(std::move(row));
    }
    view.rows.back().versions.push_back(RowOf(d_, words, standing));
    if (request.query.Get("done") == "kept" && request.query.Get("instrument") == slug &&
        NumberIn(request.query.Get("version")) == instrument.version) {
      view.done = words.Say("selfreview.importing.kept", {{"title", instrument.In(words.language()).title},
                                                          {"version", std::to_string(instrument.version)}});
      view.done_link = {PageHref(instrument), words.Say("selfreview.importing.open")};
    }
  }
  if (request.query.Get("done") == "removed") view.done = words.Say("selfreview.importing.removed");
  return PageOf(d_, request, words.Say("selfreview.importing.title"),
                views::Render(d_.reading.frame.templates(), words.language(), view), refused.empty() ? 200 : 409);
}

http::Response RoomPages::ConfirmRemove(const http::Request& request) const {
  const auto standing = d_.importing.Find(request.params.Get("instrument"), NumberIn(request.params.Get("version")));
  if (!standing) return ErrorFor(d_, request, standing.error());
  if (!standing->MayChange()) return http::Response::SeeOther(kRoom);
  const Words words(d_.reading.frame, request);
  const Instrument& instrument = standing->kept->instrument;
  views::Removal view;
  view.title = words.Say("selfreview.importing.remove_title", {{"title", instrument.In(words.language()).title},
                                                               {"version", std::to_string(instrument.version)}});
  view.action = request.path;
  view.csrf = d_.reading.frame.FormToken(request);
  return PageOf(d_, request, view.title, views::Render(d_.reading.frame.templates(), words.language(), view));
}

http::Response RoomPages::Remove(const http::Request& request) const {
  const Status removed = d_.importing.Remove(request.params.Get("instrument"), NumberIn(request.params.Get("version")),
                                             accounts::VisitOf(request).Actor());
  if (removed) return http::Response::SeeOther(std::string(kRoom) + "?done=removed");
  if (removed.error().kind != ErrorKind::kConflict) return ErrorFor(d_, request, removed.error());
  const Words words(d_.reading.frame, request);
  return Room(request, InWords(words, removed.error().key, removed.error().params));
}

}  // namespace concord::selfreview::importing
