// Two resources side by side, made one; and the addresses that lead on since.
#include "base/core/csv.h"
#include "features/library/change.h"
#include "features/library/queue/merge.h"
#include "features/library/queue/pages.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

struct Two {
  Resource keep, merge;
};

Result<Two> Find(Library& library, const std::string& keep, const std::string& merge) {
  return library.database().Read([&](db::Session& s) -> Result<Two> {
    auto a = library::store::FindResource(s, keep), b = library::store::FindResource(s, merge);
    if (!a || !b || a->id == b->id) return Fail(ErrorKind::kNotFound, "error.not_found");
    return Two{std::move(*a), std::move(*b)};
  });
}

std::string ShownValue(const Speaker& speaker, const exchange::Record& record, const std::string& field) {
  const std::string value = TextOfField(record, field);
  if (value.empty()) return speaker.Say("library.queue.merge.nothing");
  if (field == "status") return speaker.Say("library.queue.status." + value);
  return field == "access" ? speaker.Label("access", value) : value;
}

views::PairSide SideOf(const Deps& deps, const Speaker& speaker, const Resource& resource) {
  return {{HrefOf(deps, resource.about), resource.about.title}, FactsOf(speaker, resource)};
}

}  // namespace

http::Response MergePages::Page(const http::Request& request, const Resource& keep, const Resource& merge,
                                const std::string& error) const {
  const Speaker speaker(d_.pages, request);
  views::MergePage view;
  view.tabs = TabsOf(speaker, "doubles");
  if (!error.empty()) view.errors.push_back(speaker.Say(error));
  view.keep = keep.about.slug;
  view.merge = merge.about.slug;
  view.seen = Seen(keep, merge);
  view.csrf = d_.pages.frame.FormToken(request);
  view.swap_href = "/curation/merge?keep=" + merge.about.slug + "&merge=" + keep.about.slug;
  view.kept = SideOf(d_, speaker, keep);
  view.merged = SideOf(d_, speaker, merge);
  const auto missing = MissingFields(keep.about, merge.about);
  for (const auto& field : DifferingFields(keep.about, merge.about)) {
    // A choice that was made before the page came back stays made.
    const std::string chosen(request.form.Get("choose_" + field));
    view.choices.push_back({field, speaker.Say("library.resource.field_" + field),
                            ShownValue(speaker, keep.about, field), ShownValue(speaker, merge.about, field),
                            chosen.empty() ? missing.contains(field) : chosen == "merge"});
  }
  for (const char* key : {"library.queue.merge.unites", "library.queue.merge.moves", "library.queue.merge.leads",
                          "library.queue.merge.stays"}) {
    view.happenings.push_back(speaker.Say(key, {{"keep", keep.about.slug}, {"merge", merge.about.slug}}));
  }
  return PageOf(d_, request, speaker.Say("library.queue.merge.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view), error.empty() ? 200 : 409);
}

http::Response MergePages::Form(const http::Request& request) const {
  const auto two = Find(d_.pages.library, SlugIn(request.query.Get("keep")), SlugIn(request.query.Get("merge")));
  if (!two && two.error().kind == ErrorKind::kNotFound)
    return http::Response::SeeOther("/curation/doubles?done=missing#by-hand");
  if (!two) return ErrorFor(d_.pages, request, two.error());
  return Page(request, two->keep, two->merge, "");
}

http::Response MergePages::Merge(const http::Request& request) const {
  MergeOrder order{LineOf(request, "keep"), LineOf(request, "merge"), {}, LineOf(request, "seen")};
  const auto two = Find(d_.pages.library, order.keep, order.merge);
  if (!two) return ErrorFor(d_.pages, request, two.error());
  const auto missing = MissingFields(two->keep.about, two->merge.about);
  for (const auto& field : DifferingFields(two->keep.about, two->merge.about)) {
    const auto chosen = request.form.Get("choose_" + field);
    if (chosen.empty() ? missing.contains(field) : chosen == "merge") order.taken.insert(field);
  }
  const auto merged = queue::Merge(d_.pages.library, order, d_.followers, ActorOf(request));
  if (!merged && merged.error().kind == ErrorKind::kConflict)
    return Page(request, two->keep, two->merge, merged.error().key);
  if (!merged) return ErrorFor(d_.pages, request, merged.error());
  return http::Response::SeeOther("/curation/doubles?done=merged");
}

http::Response MergePages::Moved(const http::Request& request) const {
  const auto redirects = d_.pages.library.database().Read(
      [](db::Session& s) -> Result<std::vector<Redirect>> { return library::store::Redirects(s); });
  if (!redirects) return ErrorFor(d_.pages, request, redirects.error());
  const Speaker speaker(d_.pages, request);
  views::MovedPage view;
  view.tabs = TabsOf(speaker, "moved");
  view.csrf = d_.pages.frame.FormToken(request);
  view.done = request.query.Has("done");
  for (const auto& one : *redirects) {
    view.rows.push_back({one.slug,
                         one.to.empty() ? speaker.Say("library.queue.moved.nowhere")
                                        : speaker.Say("library.queue.moved.leads", {{"slug", one.to}}),
                         DateOf(speaker, one.created), one.to.empty() ? "" : "/resources/" + one.slug,
                         speaker.Say("library.queue.moved.free_label", {{"slug", one.slug}})});
  }
  return PageOf(d_, request, speaker.Say("library.queue.moved.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response MergePages::MovedCsv(const http::Request& request) const {
  const auto redirects = d_.pages.library.database().Read(
      [](db::Session& s) -> Result<std::vector<Redirect>> { return library::store::Redirects(s); });
  if (!redirects) return ErrorFor(d_.pages, request, redirects.error());
  std::string csv;
  AppendCsv(csv, {"address", "leads to", "since"});
  for (const auto& one : *redirects) AppendCsv(csv, {one.slug, one.to, FormatRfc3339(one.created)});
  return CsvOf(std::move(csv), "merged-addresses.csv");
}

http::Response MergePages::Free(const http::Request& request) const {
  const std::string slug = LineOf(request, "slug");
  const auto freed = d_.pages.library.Write(ActorOf(request), [&](Change& change) -> Status {
    if (!library::store::FreeRedirect(change.transaction(), slug)) return Fail(ErrorKind::kNotFound, "error.not_found");
    change.Enter("library.redirect.free", slug, journal::Digest(slug), "");
    return {};
  });
  if (!freed) return ErrorFor(d_.pages, request, freed.error());
  return http::Response::SeeOther("/curation/merged?done=1");
}

}  // namespace concord::library::queue
