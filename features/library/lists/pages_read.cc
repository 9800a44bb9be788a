// Lists as they are read: all public ones, a community's, one of them, its files and its feed.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/atom.h"
#include "features/library/exchange/csv_parse.h"
#include "features/library/lists/pages.h"

namespace concord::library::lists {
namespace {

constexpr size_t kCards = 50;  // on a page of public lists
constexpr size_t kLastPage = 200;

// Whose it is, for everyone: a community by its name; of a person, that it is one.
std::optional<std::string> OwnerInWords(const Deps& deps, const Speaker& speaker, const List& list) {
  if (list.owner.kind == Owner::Kind::kPerson) return speaker.Say("lists.list.of_person");
  const auto id = accounts::CommunityId::Parse(list.owner.id);
  const auto place = id ? deps.places.Community(*id) : std::nullopt;
  if (!place || !place->open) return std::nullopt;
  return speaker.Say("lists.list.of_place", {{"place", place->name}});
}

std::vector<exchange::Record> RecordsOf(const std::vector<Item>& items) {
  std::vector<exchange::Record> records;
  for (const auto& item : items) {
    if (item.resource) records.push_back(item.resource->about);
  }
  return records;
}

void AppendRow(std::string& out, const std::vector<std::string>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) out += (i ? "," : "") + exchange::CsvCell(cells[i]);
  out += "\r\n";
}

// What may be kept by caches between visitors: a public list at the address that is the same for everyone.
http::Response Finished(http::Response response, const Opened& opened) {
  if (opened.list.about.visibility != Visibility::kPublic) {
    KeepSecret(response);
    response.shared = false;
  } else if (!opened.keeps) {
    response.Shared();
  } else {
    response.shared = false;
  }
  return response;
}

}  // namespace

http::Response ReadingPages::Public(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const size_t page = std::clamp<size_t>(
      static_cast<size_t>(std::max(1, std::atoi(std::string(request.query.Get("page").substr(0, 5)).c_str()))), 1,
      kLastPage);
  const auto lists = d_.lists.Public(kCards + 1, (page - 1) * kCards);
  if (!lists) return ErrorFor(d_.library, request, lists.error());
  views::Cards view;
  view.title = speaker.Say("lists.public.title");
  view.lead = speaker.Say("lists.public.lead");
  view.back = {"/collections", speaker.Say("library.nav.collections")};
  view.actions = {{"/me/lists", speaker.Say("lists.public.mine")}};
  view.others = {{"/lists/here", speaker.Say("lists.public.here")}};
  views::Group group;
  group.empty = speaker.Say("lists.public.empty");
  for (size_t i = 0; i < std::min(kCards, lists->size()); ++i) {
    const List& list = (*lists)[i];
    const auto owner = OwnerInWords(d_, speaker, list);
    if (!owner) continue;
    views::Card card = CardOf(speaker, list, ReadingAddress(list, d_.places));
    card.facts.push_back(*owner);
    group.cards.push_back(std::move(card));
  }
  view.groups.push_back(std::move(group));
  if (page > 1) view.previous = page == 2 ? "/lists" : "/lists?page=" + std::to_string(page - 1);
  if (lists->size() > kCards && page < kLastPage) view.next = "/lists?page=" + std::to_string(page + 1);
  html::PageMeta meta;
  meta.title = view.title;
  meta.description = view.lead;
  meta.section = "collections";
  return d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view))
      .Shared();
}

http::Response ReadingPages::OfPlace(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const Where where = WhereOf(request);
  const auto lists = d_.lists.Of(where.owner);
  if (!lists) return ErrorFor(d_.library, request, lists.error());
  views::Cards view;
  view.title = speaker.Say("lists.place.title", {{"place", where.place}});
  view.lead = speaker.Say("lists.place.lead", {{"place", where.place}});
  view.back = {where.base.substr(0, where.base.rfind('/')), where.place};
  view.done = DoneOf(speaker, d_.library.frame, request);
  if (where.keeps) view.actions = {{where.base + "/new", speaker.Say("lists.mine.new")}};
  view.others = {{"/lists", speaker.Say("lists.public.title")}};
  views::Group group;
  group.empty = speaker.Say(where.keeps ? "lists.place.empty_keep" : "lists.place.empty", {{"place", where.place}});
  for (const auto& list : *lists) {
    if (!where.keeps && list.about.visibility != Visibility::kPublic) continue;
    views::Card card = CardOf(speaker, list, where.base + "/" + list.slug);
    if (where.keeps) card.facts.push_back(VisibilityInWords(speaker, list, true));
    group.cards.push_back(std::move(card));
  }
  view.groups.push_back(std::move(group));
  html::PageMeta meta;
  meta.title = view.title;
  meta.description = view.lead;
  meta.section = "lists";
  return d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view));
}

http::Response ReadingPages::Show(const http::Request& request) const {
  const auto opened = OpenList(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const auto items = d_.lists.ItemsOf(opened->list);
  if (!items) return ErrorFor(d_.library, request, items.error());
  const Speaker speaker(d_.library, request);
  const views::ListPage view = ListView(d_, request, *opened, *items);
  html::PageMeta meta = MetaOf(view.title);
  meta.section = opened->where.place.empty() ? "collections" : "lists";
  meta.no_index = opened->list.about.visibility != Visibility::kPublic || opened->keeps;
  meta.description = view.paragraphs.empty() ? "" : view.paragraphs.front();
  if (!view.feed.empty()) meta.links.push_back({"alternate", "application/atom+xml", view.feed, view.title, ""});
  return Finished(
      d_.library.frame.Page(request, meta, views::Render(d_.library.frame.templates(), speaker.language(), view)),
      *opened);
}

http::Response ReadingPages::Export(const http::Request& request, exchange::Format format) const {
  const auto opened = OpenList(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const auto items = d_.lists.ItemsOf(opened->list);
  if (!items) return ErrorFor(d_.library, request, items.error());
  return Finished(
      http::Response::Download(exchange::Write(format, RecordsOf(*items)), std::string(exchange::MediaTypeOf(format)),
                               opened->list.slug + std::string(exchange::ExtensionOf(format))),
      *opened);
}

http::Response ReadingPages::Table(const http::Request& request) const {
  const auto opened = OpenList(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const auto items = d_.lists.ItemsOf(opened->list);
  if (!items) return ErrorFor(d_.library, request, items.error());
  const Speaker speaker(d_.library, request);
  const std::string origin = OriginOf(d_.library, request);
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  std::vector<std::string> head;
  for (const char* column : {"place", "title", "authors", "year", "source", "address", "note"})
    head.push_back(speaker.Say(std::string("lists.table.") + column));
  AppendRow(out, head);
  int place = 0;
  for (const auto& item : *items) {
    if (!item.resource) continue;
    const auto& a = item.resource->about;
    std::vector<std::string> authors;
    for (const auto& author : a.authors) authors.push_back(author.Display());
    AppendRow(out, {std::to_string(++place), a.subtitle.empty() ? a.title : a.title + ": " + a.subtitle,
                    text::Join(authors, "; "), a.year ? std::to_string(*a.year) : "", SourceOf(a),
                    origin + "/resources/" + a.slug, item.note});
  }
  return Finished(http::Response::Download(std::move(out), "text/csv; charset=utf-8", opened->list.slug + ".csv"),
                  *opened);
}

http::Response ReadingPages::Feed(const http::Request& request) const {
  const auto opened = OpenList(d_, request);
  if (!opened) return ErrorFor(d_.library, request, opened.error());
  const auto items = d_.lists.ItemsOf(opened->list);
  if (!items) return ErrorFor(d_.library, request, items.error());
  const Speaker speaker(d_.library, request);
  const std::string origin = OriginOf(d_.library, request);
  AtomFeed feed{opened->list.about.title,
                origin + opened->base + "/feed.atom" + opened->query,
                origin + opened->base + opened->query,
                speaker.language(),
                opened->list.updated,
                {}};
  for (const auto& item : *items) {
    if (item.resource) feed.entries += AtomEntry(*item.resource, origin, item.resource->created, item.note);
  }
  return Finished(AtomResponse(feed), *opened);
}

}  // namespace concord::library::lists
