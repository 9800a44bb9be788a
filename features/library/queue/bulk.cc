#include "features/library/queue/bulk.h"

#include <algorithm>
#include <array>

#include "features/library/change.h"
#include "features/library/queue/store.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

using exchange::Record;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 10> kKinds = {
    "add_topic",       "remove_topic", "add_type",     "remove_type",       "add_audience",
    "remove_audience", "set_access",   "set_language", "add_to_collection", "withdraw"};
constexpr size_t kChangedAtOnce = 200;

Texts Record::*ListOf(std::string_view kind) {
  if (kind.ends_with("_topic")) return &Record::topics;
  if (kind.ends_with("_type")) return &Record::types;
  if (kind.ends_with("_audience")) return &Record::audiences;
  return kind == "set_language" ? &Record::languages : nullptr;
}

bool Has(const Texts& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Texts After(const BulkChange& change, Texts list) {
  if (change.kind == "set_language") return {change.value};
  if (change.kind.starts_with("remove_")) {
    const bool last_type = change.kind == "remove_type" && list.size() == 1;
    if (!last_type) std::erase(list, change.value);
    return list;
  }
  if (!Has(list, change.value)) list.push_back(change.value);
  return list;
}

std::string* TextOf(const BulkChange& change, Record& record) {
  return change.kind == "set_access" ? &record.access : change.kind == "withdraw" ? &record.status : nullptr;
}

std::string TextAfter(const BulkChange& change) { return change.kind == "withdraw" ? "withdrawn" : change.value; }

std::string DigestOfEdit(const BulkEdit& edit) {
  return journal::Digest(edit.search + "\n" + edit.change.kind + "\n" + edit.change.value + "\n" + edit.undoes + "\n" +
                         std::to_string(edit.changed));
}

// One bulk edit within one change of the library.
class Doing {
 public:
  Doing(Change& change, BulkEdit edit) : c_(change), edit_(std::move(edit)) {
    edit_.created = c_.now();
    store::InsertBulk(c_.transaction(), edit_);
  }

  void Apply(const Resource& resource) {
    const std::string id = resource.id.ToString();
    if (edit_.change.kind == "add_to_collection") {
      if (store::AddToCollection(c_.transaction(), edit_.change.value, id)) Listed("library.collection_item.add", id);
      return;
    }
    auto after = Applied(edit_.change, resource.about);
    if (after && c_.Replace(resource, std::move(*after))) Keep(id, BeforeOf(edit_.change, resource.about));
  }

  void TakeBack(const BulkChange& what, const std::string& id, const std::string& before) {
    if (what.kind == "add_to_collection") {
      if (store::RemoveFromCollection(c_.transaction(), what.value, id)) Listed("library.collection_item.remove", id);
      return;
    }
    const auto now = library::store::FindResourceById(c_.transaction(), id);
    if (!now) return;
    auto after = TakenBack(what, now->about, before);
    if (after && c_.Replace(*now, std::move(*after))) Keep(id, BeforeOf(what, now->about));
  }

  BulkEdit Finish(std::string_view action) {
    store::SetChanged(c_.transaction(), edit_.id, edit_.changed);
    c_.Enter(action, edit_.id, "", DigestOfEdit(edit_));
    return std::move(edit_);
  }

 private:
  void Listed(const char* action, const std::string& id) {
    c_.Enter(action, id, "", journal::Digest(edit_.change.value));
    Keep(id, "");
  }
  void Keep(const std::string& id, const std::string& before) {
    store::InsertBulkItem(c_.transaction(), edit_.id, id, before);
    ++edit_.changed;
  }

  Change& c_;
  BulkEdit edit_;
};

}  // namespace

std::span<const std::string_view> BulkKinds() { return kKinds; }

std::string_view ChoiceOf(std::string_view kind) {
  if (kind == "add_to_collection") return "collection";
  const size_t parted = kind.find('_');
  return parted == std::string_view::npos ? std::string_view() : kind.substr(parted + 1);
}

std::optional<Record> Applied(const BulkChange& change, const Record& record) {
  Record after = record;
  if (const auto list = ListOf(change.kind)) {
    after.*list = After(change, record.*list);
    if (after.*list == record.*list) return std::nullopt;
  } else if (std::string* text = TextOf(change, after)) {
    if (*text == TextAfter(change)) return std::nullopt;
    *text = TextAfter(change);
  } else {
    return std::nullopt;
  }
  return after;
}

std::string BeforeOf(const BulkChange& change, const Record& record) {
  if (const auto list = ListOf(change.kind)) return ToJson(record.*list);
  Record copy = record;
  const std::string* text = TextOf(change, copy);
  return ToJson(Texts{text ? *text : std::string()});
}

std::optional<Record> TakenBack(const BulkChange& change, const Record& now, std::string_view before) {
  const Texts was = TextListFrom(before);
  Record after = now;
  if (const auto list = ListOf(change.kind)) {
    if (now.*list == After(change, was)) {
      after.*list = was;  // in its old order
    } else if (change.kind.starts_with("add_") && Has(now.*list, change.value)) {
      std::erase(after.*list, change.value);
    } else if (change.kind.starts_with("remove_") && !Has(now.*list, change.value)) {
      (after.*list).push_back(change.value);
    } else {
      return std::nullopt;
    }
    return after;
  }
  std::string* text = TextOf(change, after);
  if (!text || *text != TextAfter(change) || was.size() != 1) return std::nullopt;
  *text = was.front();
  return after;
}

Result<BulkEdit> Bulk::Apply(const BulkOrder& order) {
  if (order.ids.size() > kMostChanged) return Fail(ErrorKind::kInvalid, "library.queue.error.too_large");
  BulkEdit done;
  const auto written = library_.Write(order.actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    if (order.change.kind == "add_to_collection" && !store::HasCollection(t, order.change.value))
      return Fail(ErrorKind::kInvalid, "library.queue.error.no_list");
    Doing doing(change, {Uuid::V7(clock_, random_).ToString(), order.search, order.change, "", "", 0, {}});
    for (size_t from = 0; from < order.ids.size(); from += kChangedAtOnce) {
      const Texts part(order.ids.begin() + static_cast<long>(from),
                       order.ids.begin() + static_cast<long>(std::min(order.ids.size(), from + kChangedAtOnce)));
      store::LockResourcesById(t, part);
      for (const auto& resource : library::store::FindResourcesById(t, part)) {
        if (IsShown(resource)) doing.Apply(resource);
      }
    }
    done = doing.Finish("library.bulk.apply");
    if (done.changed == 0) return Fail(ErrorKind::kInvalid, "library.queue.error.nothing");
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return done;
}

Result<BulkEdit> Bulk::TakeBack(std::string_view id, const std::string& actor) {
  BulkEdit done;
  const auto written = library_.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    const auto edit = store::FindBulk(t, id);
    if (!edit) return Fail(ErrorKind::kNotFound, "error.not_found");
    const std::string undo_id = Uuid::V7(clock_, random_).ToString();
    if (!edit->undoes.empty() || !store::MarkUndone(t, edit->id, undo_id))
      return Fail(ErrorKind::kConflict, "library.queue.error.undone");
    Doing doing(change, {undo_id, edit->search, edit->change, edit->id, "", 0, {}});
    const auto items = store::BulkItems(t, edit->id);
    for (size_t from = 0; from < items.size(); from += kChangedAtOnce) {
      Texts part;
      for (size_t i = from; i < std::min(items.size(), from + kChangedAtOnce); ++i) part.push_back(items[i].first);
      store::LockResourcesById(t, part);
      for (size_t i = from; i < from + part.size(); ++i) doing.TakeBack(edit->change, items[i].first, items[i].second);
    }
    done = doing.Finish("library.bulk.undo");
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return done;
}

Result<BulkEdit> Bulk::Find(std::string_view id) {
  return library_.database().Read([&](db::Session& s) -> Result<BulkEdit> {
    auto edit = store::FindBulk(s, id);
    if (!edit) return Fail(ErrorKind::kNotFound, "error.not_found");
    return std::move(*edit);
  });
}

Result<std::vector<BulkEdit>> Bulk::List(int limit) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<BulkEdit>> { return store::ListBulk(s, limit); });
}

Result<std::vector<std::string>> Bulk::ResourcesOf(std::string_view id, int limit) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<std::string>> {
    std::vector<std::string> ids;
    for (const auto& item : store::BulkItems(s, id)) {
      if (static_cast<int>(ids.size()) < limit) ids.push_back(item.first);
    }
    return ids;
  });
}

Result<std::vector<std::string>> Bulk::InList(const std::string& collection) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<std::string>> { return store::CollectionIds(s, collection); });
}

}  // namespace concord::library::queue
