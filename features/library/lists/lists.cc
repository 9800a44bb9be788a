#include "features/library/lists/lists.h"

#include <algorithm>
#include <unordered_map>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/library/lists/store.h"
#include "features/library/store.h"

namespace concord::library::lists {
namespace {

constexpr std::string_view kVisibilities[] = {"private", "link", "public"};
constexpr size_t kMaxSlug = 60;

Result<Draft> Cleaned(const Draft& draft) {
  Draft clean = draft;
  clean.title = text::CollapseSpace(text::Clean(draft.title));
  clean.description = text::Trim(text::Clean(draft.description));
  if (clean.title.empty()) return Fail(ErrorKind::kInvalid, "lists.error.title");
  if (text::CountCodePoints(clean.title) > kMaxTitle) return Fail(ErrorKind::kInvalid, "lists.error.title_long");
  if (text::CountCodePoints(clean.description) > kMaxDescription)
    return Fail(ErrorKind::kInvalid, "lists.error.description_long");
  return clean;
}

// Free among the owner's; "new" is the address of the form.
std::string FreeSlug(db::Session& session, const Owner& owner, const std::string& title) {
  std::string base = text::Slugify(title, kMaxSlug);
  if (base.empty()) base = "list";
  const auto taken = sql::SlugsLike(session, owner, base);
  const auto is_free = [&](const std::string& slug) {
    return slug != "new" && std::ranges::find(taken, slug) == taken.end();
  };
  if (is_free(base)) return base;
  for (int n = 2;; ++n) {
    if (std::string slug = base + "-" + std::to_string(n); is_free(slug)) return slug;
  }
}

std::string Canonical(const List& list, const std::vector<sql::ItemRow>& items) {
  std::string out = "title " + list.about.title + "\ndescription " + list.about.description + "\nvisibility " +
                    std::string(NameOf(list.about.visibility));
  for (const auto& item : items) out += "\nitem " + item.resource_id + " " + item.note;
  return out;
}

std::vector<sql::ItemRow> RowsOf(const std::vector<Item>& items) {
  std::vector<sql::ItemRow> rows;
  for (const auto& item : items) rows.push_back({item.resource_id, item.note});
  return rows;
}

std::vector<Item> ItemsIn(db::Session& session, const List& list) {
  std::vector<Item> items;
  for (auto& row : sql::ItemsOf(session, list))
    items.push_back({std::move(row.resource_id), std::move(row.note), std::nullopt});
  return items;
}

Result<std::string> CleanNote(const std::string& note) {
  std::string clean(text::Trim(text::Clean(note)));
  std::erase(clean, '\r');
  if (text::CountCodePoints(clean) > kMaxNote) return Fail(ErrorKind::kInvalid, "lists.error.note_long");
  return clean;
}

}  // namespace

std::string_view NameOf(Visibility visibility) { return kVisibilities[static_cast<size_t>(visibility)]; }

std::optional<Visibility> VisibilityNamed(std::string_view name) {
  const auto found = std::ranges::find(kVisibilities, name);
  if (found == std::end(kVisibilities)) return std::nullopt;
  return static_cast<Visibility>(found - std::begin(kVisibilities));
}

Result<std::vector<List>> Lists::Of(const Owner& owner) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<List>> { return sql::ListsOf(s, owner); });
}

Result<List> Lists::Find(const Owner& owner, std::string_view slug) {
  return library_.database().Read([&](db::Session& s) -> Result<List> {
    auto list = sql::FindBySlug(s, owner, slug);
    if (!list) return NotFound();
    return std::move(*list);
  });
}

Result<List> Lists::FindShared(std::string_view token) {
  return library_.database().Read([&](db::Session& s) -> Result<List> {
    auto list = sql::FindByToken(s, token);
    if (!list) return NotFound();
    return std::move(*list);
  });
}

Result<std::vector<List>> Lists::Public(size_t limit, size_t offset) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<List>> { return sql::PublicLists(s, limit, offset); });
}

Result<std::vector<Item>> Lists::ItemsOf(const List& list) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<Item>> {
    std::vector<Item> items = ItemsIn(s, list);
    std::vector<std::string> ids;
    for (const auto& item : items) ids.push_back(item.resource_id);
    std::unordered_map<std::string, Resource> found;
    for (size_t from = 0; from < ids.size(); from += 100) {
      const std::vector<std::string> some(ids.begin() + static_cast<long>(from),
                                          ids.begin() + static_cast<long>(std::min(ids.size(), from + 100)));
      for (auto& resource : store::FindResourcesById(s, some)) {
        std::string id = resource.id.ToString();
        if (IsShown(resource)) found.emplace(std::move(id), std::move(resource));
      }
    }
    for (auto& item : items) {
      if (const auto at = found.find(item.resource_id); at != found.end()) item.resource = std::move(at->second);
    }
    return items;
  });
}

Result<std::vector<std::string>> Lists::Holding(std::string_view resource_id) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<std::string>> { return sql::ListsHolding(s, resource_id); });
}

void Lists::Tell(db::Transaction& t, const Act& act, const List* before, const std::vector<Item>& before_items,
                 const List* after) {
  const List& list = after ? *after : *before;
  const auto items = after ? sql::ItemsOf(t, *after) : std::vector<sql::ItemRow>();
  journal::Append(t,
                  {.actor = std::string(act.actor),
                   .action = std::string(act.action),
                   .subject = list.id,
                   .before = before ? Canonical(*before, RowsOf(before_items)) : "",
                   .after = after ? Canonical(*after, items) : "",
                   .community = list.owner.kind == Owner::Kind::kCommunity ? list.owner.id : journal::kHub},
                  clock_, random_);
  const bool was_public = before && before->about.visibility == Visibility::kPublic;
  const bool is_public = after && after->about.visibility == Visibility::kPublic;
  if (!was_public && !is_public) return;
  // Resources say which public lists they stand in, on pages that are kept: here and, by the outbox, on other nodes.
  db::Announce(t, "library.list", list.id, clock_);
  t.AfterCommit([this] { library_.Touch(); });
}

Result<List> Lists::Create(const Owner& owner, const Draft& draft, const std::vector<Item>& items,
                           std::string_view actor) {
  auto clean = Cleaned(draft);
  if (!clean) return std::unexpected(clean.error());
  const std::string token = crypto::NewToken(random_), id = Uuid::V7(clock_, random_).ToString();
  return library_.database().Write([&](db::Transaction& t) -> Result<List> {
    if (sql::CountLists(t, owner) >= static_cast<int64_t>(kMaxLists))
      return Fail(ErrorKind::kConflict, "lists.error.many", {{"count", std::to_string(kMaxLists)}});
    List list;
    list.owner = owner;
    list.id = id;
    list.about = *clean;
    list.slug = FreeSlug(t, owner, list.about.title);
    if (list.about.visibility != Visibility::kPrivate) list.token = token;
    list.created = list.updated = clock_.Now();
    sql::Insert(t, list);
    auto rows = RowsOf(items);
    if (rows.size() > kMaxItems) rows.resize(kMaxItems);
    sql::PutItems(t, list, {}, rows);
    list.size = static_cast<int64_t>(rows.size());
    Tell(t, {"library.list.create", actor}, nullptr, {}, &list);
    return list;
  });
}

Result<List> Lists::Write(const List& list, const Act& act,
                          const std::function<Status(db::Transaction&, List& now)>& work) {
  return library_.database().Write([&](db::Transaction& t) -> Result<List> {
    // The row is held by a first, empty change, so that two at once come one after the other.
    auto now = sql::FindById(t, list.owner, list.id);
    if (!now || !sql::Update(t, *now)) return NotFound();
    now = sql::FindById(t, list.owner, list.id);
    if (!now) return NotFound();
    const List before = *now;
    const auto before_items = ItemsIn(t, before);
    if (auto status = work(t, *now); !status) return std::unexpected(status.error());
    now->updated = clock_.Now();
    sql::Update(t, *now);
    Tell(t, act, &before, before_items, &*now);
    return std::move(*now);
  });
}

Result<List> Lists::Change(const List& list, const Draft& draft, std::string_view actor) {
  auto clean = Cleaned(draft);
  if (!clean) return std::unexpected(clean.error());
  const std::string token = crypto::NewToken(random_);
  return Write(list, {"library.list.update", actor}, [&](db::Transaction&, List& now) -> Status {
    now.about = *clean;
    if (now.about.visibility == Visibility::kPrivate) now.token.clear();  // shared again, it gets another address
    if (now.about.visibility != Visibility::kPrivate && now.token.empty()) now.token = token;
    return {};
  });
}

Result<List> Lists::NewLink(const List& list, std::string_view actor) {
  const std::string token = crypto::NewToken(random_);
  return Write(list, {"library.list.new_link", actor}, [&](db::Transaction&, List& now) -> Status {
    if (now.about.visibility == Visibility::kPrivate) return Fail(ErrorKind::kConflict, "lists.error.private");
    now.token = token;
    return {};
  });
}

Result<List> Lists::Duplicate(const List& list, const std::string& title, std::string_view actor) {
  auto items = ItemsOf(list);
  if (!items) return std::unexpected(items.error());
  std::erase_if(*items, [](const Item& item) { return !item.resource; });
  return Create(list.owner, {title, list.about.description, Visibility::kPrivate}, *items, actor);
}

Status Lists::Remove(const List& list, std::string_view actor) {
  return library_.database().Write([&](db::Transaction& t) -> Status {
    const auto now = sql::FindById(t, list.owner, list.id);
    if (!now) return NotFound();
    const auto before_items = ItemsIn(t, *now);
    sql::Delete(t, *now);
    Tell(t, {"library.list.remove", actor}, &*now, before_items, nullptr);
    return {};
  });
}

Status Lists::WriteItems(const List& list, const Act& act,
                         const std::function<Status(std::vector<Item>&, db::Transaction&)>& work) {
  const auto written = Write(list, act, [&](db::Transaction& t, List& now) -> Status {
    const auto before = sql::ItemsOf(t, now);
    std::vector<Item> items;
    for (const auto& row : before) items.push_back({row.resource_id, row.note, std::nullopt});
    if (auto status = work(items, t); !status) return status;
    sql::PutItems(t, now, before, RowsOf(items));
    now.size = static_cast<int64_t>(items.size());
    return {};
  });
  return written ? Status() : std::unexpected(written.error());
}

Status Lists::Add(const List& list, const Item& item, std::string_view actor) {
  const auto note = CleanNote(item.note);
  if (!note) return std::unexpected(note.error());
  return WriteItems(list, {"library.list.add", actor}, [&](std::vector<Item>& items, db::Transaction& t) -> Status {
    const auto there = std::ranges::find(items, item.resource_id, &Item::resource_id);
    if (there != items.end()) {
      if (!note->empty()) there->note = *note;
      return {};
    }
    if (!store::FindResourceById(t, item.resource_id)) return NotFound();
    if (items.size() >= kMaxItems)
      return Fail(ErrorKind::kConflict, "lists.error.full", {{"count", std::to_string(kMaxItems)}});
    items.push_back({item.resource_id, *note, std::nullopt});
    return {};
  });
}

Status Lists::Take(const List& list, std::string_view resource_id, std::string_view actor) {
  return Arrange(list, {{}, Arrangement::Step::kRemove, std::string(resource_id)}, actor);
}

Status Lists::Arrange(const List& list, const Arrangement& wanted, std::string_view actor) {
  Arrangement clean = wanted;
  for (auto& [id, note] : clean.notes) {
    auto one = CleanNote(note);
    if (!one) return std::unexpected(one.error());
    note = std::move(*one);
  }
  using Step = Arrangement::Step;
  return WriteItems(list, {"library.list.arrange", actor}, [&](std::vector<Item>& items, db::Transaction&) -> Status {
    for (auto& item : items) {
      if (const auto note = clean.notes.find(item.resource_id); note != clean.notes.end()) item.note = note->second;
    }
    const auto at = std::ranges::find(items, clean.resource_id, &Item::resource_id);
    if (at == items.end()) return {};  // it was taken out meanwhile: the notes are kept
    if (clean.step == Step::kUp && at != items.begin()) std::iter_swap(at, at - 1);
    if (clean.step == Step::kDown && at + 1 != items.end()) std::iter_swap(at, at + 1);
    if (clean.step == Step::kFirst) std::rotate(items.begin(), at, at + 1);
    if (clean.step == Step::kRemove) items.erase(at);
    return {};
  });
}

void Follow(db::Transaction& transaction, std::string_view from_resource_id, std::string_view to_resource_id) {
  sql::MoveUses(transaction, from_resource_id, to_resource_id);
}

}  // namespace concord::library::lists
