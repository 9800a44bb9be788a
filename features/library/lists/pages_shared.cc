// What the pages of reading lists share: whose lists an address is about, and how a list becomes a page.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/lists/pages.h"

namespace concord::library::lists {

using accounts::Action;

namespace {

constexpr size_t kMaxAddress = 6000;  // bytes of slugs: servers and browsers take addresses of 8,000

}  // namespace

Where WhereOf(const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (visit.place && request.params.Has("community")) {
    return {{Owner::Kind::kCommunity, visit.place->id.ToString()},
            "/c/" + visit.place->slug + "/lists",
            visit.place->name,
            visit.caller && visit.caller->May(Action::kListsKeep, visit.place->id)};
  }
  return {{Owner::Kind::kPerson, visit.caller ? visit.caller->id.ToString() : ""},
          "/me/lists",
          "",
          visit.caller.has_value()};
}

std::string VisibilityInWords(const Speaker& speaker, const List& list, bool of_community) {
  switch (list.about.visibility) {
    case Visibility::kLink:
      return speaker.Say("lists.state.link");
    case Visibility::kPublic:
      return speaker.Say("lists.state.public");
    case Visibility::kPrivate:
      break;
  }
  return speaker.Say(of_community ? "lists.state.private_place" : "lists.state.private");
}

std::string ReadingAddress(const List& list, const accounts::Places& places) {
  if (list.about.visibility == Visibility::kPrivate) return {};
  if (list.owner.kind == Owner::Kind::kPerson) return "/lists/" + list.token;
  const auto id = accounts::CommunityId::Parse(list.owner.id);
  const auto place = id ? places.Community(*id) : std::nullopt;
  if (!place || !place->open) return {};
  std::string address = "/c/" + place->slug + "/lists/" + list.slug;
  if (list.about.visibility == Visibility::kLink) address += "?key=" + list.token;
  return address;
}

views::Card CardOf(const Speaker& speaker, const List& list, std::string href) {
  return {std::move(href),
          list.about.title,
          text::Shorten(text::CollapseSpace(list.about.description), 220),
          {speaker.Count("library.count.resources", list.size)}};
}

views::Row RowOf(const Speaker& speaker, const Resource& resource) {
  const auto& a = resource.about;
  ResourceRow row{a.slug, a.title, a.subtitle, a.summary, SourceOf(a), a.access, a.year, a.types, a.topics, {}, ""};
  for (const auto& author : a.authors) row.authors.push_back(author.Display());
  if (!a.languages.empty()) row.language = a.languages.front();
  return ToRow(speaker, row);
}

std::string MessageOf(const Speaker& speaker, const Error& error) {
  return speaker.Say(error.key, {error.params.begin(), error.params.end()});
}

html::PageMeta MetaOf(std::string title) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "collections";
  meta.no_index = true;
  return meta;
}

std::vector<std::string> SlugsOf(const std::vector<std::string_view>& values) {
  std::vector<std::string> slugs;
  for (const auto value : values) {
    for (const auto part : text::Split(value, ',')) {
      const std::string slug = text::CollapseSpace(text::Clean(part.substr(0, 200)));
      if (!slug.empty() && slugs.size() < kMaxItems && std::ranges::find(slugs, slug) == slugs.end())
        slugs.push_back(slug);
    }
  }
  return slugs;
}

bool IsTyped(const Error& error) { return error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kConflict; }

std::string DoneOf(const Speaker& speaker, const html::Frame& frame, const http::Request& request) {
  const std::string key = "lists.done." + std::string(request.query.Get("done").substr(0, 40));
  return frame.catalog().Has(key) ? speaker.Say(key) : "";
}

void KeepSecret(http::Response& response) {
  response.Header("Cache-Control", "no-store").Header("Referrer-Policy", "no-referrer");
}

Result<Opened> OpenList(const Deps& deps, const http::Request& request) {
  if (const auto token = request.params.Get("token"); !token.empty()) {
    auto list = deps.lists.FindShared(token);
    if (!list) return std::unexpected(list.error());
    // A community's list is read at its community's address alone.
    if (list->owner.kind != Owner::Kind::kPerson) return Fail(ErrorKind::kNotFound, "error.not_found");
    const std::string base = "/lists/" + list->token;
    return Opened{std::move(*list), {}, false, base, ""};
  }
  Where where = WhereOf(request);
  auto list = deps.lists.Find(where.owner, request.params.Get("list"));
  if (!list) return std::unexpected(list.error());
  const auto key = request.query.Get("key");
  const bool by_link = list->about.visibility == Visibility::kLink && !key.empty() && key == list->token;
  if (!where.keeps && !by_link && list->about.visibility != Visibility::kPublic)
    return Fail(ErrorKind::kNotFound, "error.not_found");
  const std::string base = where.base + "/" + list->slug;
  const bool keeps = where.keeps;
  std::string query = by_link && !keeps ? "?key=" + list->token : "";
  return Opened{std::move(*list), std::move(where), keeps, base, std::move(query)};
}

namespace {

std::string StateOf(const Speaker& speaker, const Opened& opened) {
  if (opened.keeps) return VisibilityInWords(speaker, opened.list, !opened.where.place.empty());
  if (!opened.where.place.empty()) return speaker.Say("lists.list.of_place", {{"place", opened.where.place}});
  return speaker.Say("lists.list.of_person");
}

views::Link BackOf(const Speaker& speaker, const Opened& opened) {
  if (!opened.where.place.empty())
    return {opened.where.base, speaker.Say("lists.place.title", {{"place", opened.where.place}})};
  if (opened.keeps) return {"/me/lists", speaker.Say("lists.mine.title")};
  return {"/lists", speaker.Say("lists.public.title")};
}

void FillActions(views::ListPage& view, const Speaker& speaker, const Opened& opened, const std::vector<Item>& items) {
  if (opened.keeps) {
    view.actions.push_back({opened.base + "/edit", speaker.Say("lists.list.edit")});
    view.actions.push_back({opened.base + "/delete", speaker.Say("lists.list.delete")});
    return;
  }
  std::string slugs;
  for (const auto& item : items) {
    if (slugs.size() > kMaxAddress) break;
    if (item.resource) slugs += (slugs.empty() ? "" : ",") + item.resource->about.slug;
  }
  if (!slugs.empty()) view.actions.push_back({"/me/lists/new?r=" + slugs, speaker.Say("lists.list.copy")});
}

}  // namespace

views::ListPage ListView(const Deps& deps, const http::Request& request, const Opened& opened,
                         const std::vector<Item>& items) {
  const Speaker speaker(deps.library, request);
  const List& list = opened.list;
  views::ListPage view;
  view.title = list.about.title;
  view.state = StateOf(speaker, opened);
  view.paragraphs = Paragraphs(list.about.description);
  view.base = opened.base;
  view.back = BackOf(speaker, opened);
  view.keeps = opened.keeps;
  view.done = DoneOf(speaker, deps.library.frame, request);
  view.note_label = speaker.Say("lists.list.note");
  view.empty_text = speaker.Say(opened.keeps ? "lists.list.empty_keep" : "lists.list.empty");
  if (opened.keeps) view.csrf = deps.library.frame.FormToken(request);
  size_t place = 0;
  for (const auto& item : items) {
    // Who only reads is not told of what is gone; who keeps the list is, and can take it out.
    if (!item.resource && !opened.keeps) continue;
    views::Item one;
    one.id = item.resource_id;
    one.note = item.note;
    one.there = item.resource.has_value();
    one.name = one.there ? item.resource->about.title : speaker.Say("lists.list.gone");
    if (one.there) one.row = RowOf(speaker, *item.resource);
    one.up = place > 0;
    one.down = place + 1 < items.size();
    one.first = place > 1;
    ++place;
    view.items.push_back(std::move(one));
  }
  view.size = speaker.Count("library.count.resources", static_cast<int64_t>(view.items.size()));
  FillActions(view, speaker, opened, items);
  if (opened.keeps) {
    if (const std::string address = ReadingAddress(list, deps.places); !address.empty()) {
      // The address of a community's public list is its title's: there is nothing secret in it to change.
      view.renews = list.owner.kind == Owner::Kind::kPerson || list.about.visibility == Visibility::kLink;
      view.share = OriginOf(deps.library, request) + address;
      view.share_text =
          speaker.Say(list.about.visibility == Visibility::kLink ? "lists.share.by_link" : "lists.share.public");
    }
  }
  for (const auto& o : kOffered) view.saves.push_back({opened.base + "/list." + o.ending + opened.query, o.name});
  view.saves.push_back({opened.base + "/table.csv" + opened.query, speaker.Say("lists.list.table")});
  const bool mine = opened.keeps && opened.where.place.empty();
  if (list.about.visibility != Visibility::kPrivate) {
    view.feed = mine ? "/lists/" + list.token + "/feed.atom" : opened.base + "/feed.atom" + opened.query;
    if (opened.keeps && !mine && list.about.visibility == Visibility::kLink) view.feed += "?key=" + list.token;
  }
  return view;
}

}  // namespace concord::library::lists
