// The desk of a curator: what waits, what is being written, what changed, what is missing.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {
namespace {

constexpr int kRecent = 15, kMissing = 10, kHidden = 30, kPage = 50;

views::BoardRow RowOf(const Teller& teller, const DraftRow& draft) {
  views::BoardRow row{DraftHref(draft.id), draft.title, teller.State(draft.state), OneState(draft.state), {}};
  row.facts.push_back(
      teller.Say(draft.resource.empty() ? "library.curation.desk.new_resource" : "library.curation.desk.change"));
  row.facts.push_back(teller.Say("library.curation.draft.about",
                                 {{"name", teller.Who(draft.written_by)}, {"date", teller.When(draft.updated)}}));
  if (!draft.why.empty()) row.facts.push_back(text::Shorten(draft.why, 120));
  return row;
}

views::BoardPart PartOf(const Teller& teller, const char* id) {
  const std::string key = std::string("library.curation.desk.") + id;
  views::BoardPart part;
  part.id = id;
  part.title = teller.Say(key);
  if (teller.Has(key + "_lead")) part.lead = teller.Say(key + "_lead");
  if (teller.Has(key + "_empty")) part.empty_text = teller.Say(key + "_empty");
  return part;
}

views::BoardRow RowOf(const Curation::Row& row) {
  views::BoardRow view{ResourceHref(row.slug) + "/edit", row.title, "", "", {}};
  if (row.year) view.facts.push_back(std::to_string(*row.year));
  return view;
}

}  // namespace

http::Response DeskPages::Desk(const http::Request& request) const {
  const Teller teller(d_, request);
  const std::string self = ActorOf(request);
  const auto drafts = d_.curation.OpenDrafts();
  if (!drafts) return ErrorFor(d_.pages, request, drafts.error());
  const auto recent = d_.curation.Recent(kRecent);
  if (!recent) return ErrorFor(d_.pages, request, recent.error());
  const auto missing = d_.curation.WithoutSummary(kMissing, 0);
  if (!missing) return ErrorFor(d_.pages, request, missing.error());
  const auto missing_count = d_.curation.CountWithoutSummary();
  if (!missing_count) return ErrorFor(d_.pages, request, missing_count.error());
  const auto hidden = d_.curation.NotShown(kHidden);
  if (!hidden) return ErrorFor(d_.pages, request, hidden.error());

  views::Board view;
  view.title = teller.Say("library.curation.desk.title");
  view.lead = teller.Say("library.curation.desk.lead");
  if (const auto alone = d_.curation.IsOneCurator(); alone && *alone)
    view.notices.push_back({teller.Say("library.curation.desk.alone"), {}});
  view.links = {{"/curation/new", teller.Say("library.curation.desk.add")}};
  auto waiting = PartOf(teller, "waiting"), mine = PartOf(teller, "mine"), others = PartOf(teller, "others");
  for (const auto& draft : *drafts) {
    const bool own = draft.written_by == self || draft.asked_by == self || draft.begun_by == self;
    const bool may_read = draft.state == DraftState::kReview && draft.written_by != self && draft.asked_by != self;
    auto& part = may_read ? waiting : own ? mine : others;
    part.rows.push_back(RowOf(teller, draft));
  }
  view.parts = {std::move(waiting), std::move(mine)};
  if (!others.rows.empty()) view.parts.push_back(std::move(others));

  auto changed = PartOf(teller, "recent");
  for (const auto& one : *recent) {
    if (one.slug.empty()) continue;
    views::BoardRow row{ResourceHref(one.slug) + "/history", one.title, "", "late", {}};
    if (one.revision.unread) row.badge = teller.Say("library.curation.history.unread");
    row.facts = {teller.Happened(one.revision),
                 teller.Say("library.curation.draft.about",
                            {{"name", teller.Who(one.revision.actor)}, {"date", teller.When(one.revision.at)}})};
    changed.rows.push_back(std::move(row));
  }
  view.parts.push_back(std::move(changed));

  auto without = PartOf(teller, "no_summary");
  if (*missing_count > 0)
    without.lead = teller.speaker().Count("library.curation.desk.no_summary_count", *missing_count);
  for (const auto& row : *missing) without.rows.push_back(RowOf(row));
  if (*missing_count > kMissing)
    without.links.push_back({"/curation/no-summary", teller.Say("library.curation.desk.no_summary_all")});
  view.parts.push_back(std::move(without));

  if (!hidden->empty()) {
    auto part = PartOf(teller, "hidden");
    for (const auto& row : *hidden) {
      views::BoardRow one = RowOf(row);
      if (row.status == "withdrawn") one.href = ResourceHref(row.slug) + "/history";
      one.badge = teller.Value("status", row.status);
      one.badge_kind = "plain";
      part.rows.push_back(std::move(one));
    }
    view.parts.push_back(std::move(part));
  }
  auto lists = PartOf(teller, "lists");
  for (const EntryKind kind : kEntryKinds)
    lists.rows.push_back({"/curation/lists/" + std::string(PathOf(kind)),
                          teller.Say("library.curation.lists." + std::string(NameOf(kind))),
                          "",
                          "",
                          {}});
  view.parts.push_back(std::move(lists));
  return d_.pages.frame.Page(request, MetaFor(view.title),
                             views::Render(d_.pages.frame.templates(), teller.language(), view));
}

http::Response DeskPages::WithoutSummary(const http::Request& request) const {
  const Teller teller(d_, request);
  const int64_t page = std::clamp<int64_t>(NumberOf(request.query, "page"), 1, 10'000);
  const auto rows = d_.curation.WithoutSummary(kPage, static_cast<int>((page - 1) * kPage));
  if (!rows) return ErrorFor(d_.pages, request, rows.error());
  const auto count = d_.curation.CountWithoutSummary();
  if (!count) return ErrorFor(d_.pages, request, count.error());
  views::Board view;
  view.title = teller.Say("library.curation.desk.no_summary");
  view.back = {"/curation", teller.Say("library.curation.desk.title")};
  auto part = PartOf(teller, "no_summary");
  part.title = teller.speaker().Count("library.curation.desk.no_summary_count", *count);
  for (const auto& row : *rows) part.rows.push_back(RowOf(row));
  const auto to = [&](int64_t other) { return "/curation/no-summary?page=" + std::to_string(other); };
  if (page > 1) part.links.push_back({to(page - 1), teller.Say("library.search.previous")});
  if (page * kPage < *count) part.links.push_back({to(page + 1), teller.Say("library.search.next")});
  view.parts.push_back(std::move(part));
  return d_.pages.frame.Page(request, MetaFor(view.title),
                             views::Render(d_.pages.frame.templates(), teller.language(), view));
}

}  // namespace concord::library::curation
