#include "features/library/queue/merge.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/change.h"
#include "features/library/queue/store.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

using exchange::Record;

struct TextField {
  const char* name;
  std::string Record::*member;
};
constexpr TextField kTexts[] = {{"title", &Record::title},
                                {"subtitle", &Record::subtitle},
                                {"summary", &Record::summary},
                                {"publisher", &Record::publisher},
                                {"container", &Record::container},
                                {"series", &Record::series},
                                {"volume", &Record::volume},
                                {"issue", &Record::issue},
                                {"pages", &Record::pages},
                                {"edition", &Record::edition},
                                {"place", &Record::place},
                                {"url", &Record::url},
                                {"doi", &Record::doi},
                                {"ncj", &Record::ncj},
                                {"isbn", &Record::isbn},
                                {"issn", &Record::issn},
                                {"access", &Record::access},
                                {"status", &Record::status},
                                {"note", &Record::note}};

std::string Names(const std::vector<exchange::Name>& names) {
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back(name.Display());
  return text::Join(all, "; ");
}

template <typename T>
void Unite(std::vector<T>& into, const std::vector<T>& from) {
  for (const auto& one : from) {
    if (std::find(into.begin(), into.end(), one) == into.end()) into.push_back(one);
  }
}

void TakeField(Record& into, const Record& from, const std::string& field) {
  if (field == "year") into.year = from.year, into.date = from.date;
  if (field == "authors") into.authors = from.authors;
  if (field == "editors") into.editors = from.editors;
  for (const auto& [name, member] : kTexts) {
    if (field == name) into.*member = from.*member;
  }
}

// Whoever named the merged one as the newer edition means the kept one now.
void MoveMentions(Change& change, const std::string& from, const std::string& to) {
  for (const auto& id : store::SupersededBy(change.transaction(), from)) {
    const auto other = library::store::FindResourceById(change.transaction(), id);
    if (!other || other->about.slug == to || other->about.slug == from) continue;
    Record next = other->about;
    next.superseded_by = to;
    change.Replace(*other, std::move(next));
  }
}

}  // namespace

const std::vector<std::string>& ChosenFields() {
  static const std::vector<std::string> kFields = [] {
    std::vector<std::string> all = {"title", "subtitle", "authors", "editors", "year"};
    for (const auto& [name, member] : kTexts) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.emplace_back(name);
    }
    return all;
  }();
  return kFields;
}

std::string TextOfField(const Record& record, std::string_view field) {
  if (field == "authors") return Names(record.authors);
  if (field == "editors") return Names(record.editors);
  if (field == "year") return record.date.size() > 4 || !record.year ? record.date : std::to_string(*record.year);
  for (const auto& [name, member] : kTexts) {
    if (field == name) return record.*member;
  }
  return "";
}

std::vector<std::string> DifferingFields(const Record& keep, const Record& merge) {
  std::vector<std::string> differing;
  for (const auto& field : ChosenFields()) {
    if (TextOfField(keep, field) != TextOfField(merge, field)) differing.push_back(field);
  }
  return differing;
}

std::set<std::string> MissingFields(const Record& keep, const Record& merge) {
  std::set<std::string> missing;
  for (const auto& field : ChosenFields()) {
    if (TextOfField(keep, field).empty() && !TextOfField(merge, field).empty()) missing.insert(field);
  }
  // What readers see stays where they can see it.
  const auto shown = [](const Record& r) { return r.status == "published" || r.status == "superseded"; };
  if (!shown(keep) && shown(merge)) missing.insert("status");
  return missing;
}

Record Merged(const Record& keep, const Record& merge, const std::set<std::string>& taken) {
  Record out = keep;
  for (const auto& field : taken) TakeField(out, merge, field);
  for (const auto member :
       {&Record::topics, &Record::types, &Record::audiences, &Record::languages, &Record::keywords}) {
    Unite(out.*member, merge.*member);
  }
  // "other" says that no type was known.
  if (out.types.size() > 1) std::erase(out.types, "other");
  Unite(out.facts, merge.facts);
  Unite(out.evidence, merge.evidence);
  Unite(out.extra, merge.extra);
  if (out.superseded_by == merge.slug) out.superseded_by.clear();
  if (out.superseded_by.empty() && out.status == "superseded") {
    out.superseded_by = merge.superseded_by == keep.slug ? "" : merge.superseded_by;
    if (out.superseded_by.empty()) out.status = "published";
  }
  if (out.status != "superseded") out.superseded_by.clear();
  return out;
}

std::string Seen(const Resource& keep, const Resource& merge) {
  return journal::Digest(keep.id.ToString() + DigestOf(keep.about) + merge.id.ToString() + DigestOf(merge.about));
}

Status Merge(Library& library, const MergeOrder& order, const std::vector<MergeFollower>& followers,
             std::string_view actor) {
  return library.Write(actor, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    store::LockResources(t, order.keep, order.merge);
    const auto keep = library::store::FindResource(t, order.keep), merge = library::store::FindResource(t, order.merge);
    if (!keep || !merge) return Fail(ErrorKind::kNotFound, "error.not_found");
    if (keep->id == merge->id) return Fail(ErrorKind::kInvalid, "library.queue.error.same");
    if (Seen(*keep, *merge) != order.seen) return Fail(ErrorKind::kConflict, "library.queue.error.changed");
    const std::string keep_id = keep->id.ToString(), merge_id = merge->id.ToString();
    Record after = Merged(keep->about, merge->about, order.taken);
    const std::string after_digest = DigestOf(after);
    change.Replace(*keep, std::move(after));
    store::MoveListPlaces(t, merge_id, keep_id);
    store::MoveRatings(t, merge_id, keep_id);
    store::MoveHangingOn(t, merge_id, keep_id);
    for (const auto& follow : followers) {
      if (auto followed = follow(t, merge_id, keep_id); !followed) return followed;
    }
    change.Remove(*merge);
    library::store::PutRedirect(t, *merge, keep->id, change.now());
    MoveMentions(change, merge->about.slug, keep->about.slug);
    change.Enter("library.resource.merge", merge_id, DigestOf(merge->about), after_digest);
    change.Reindex(keep->id);
    return {};
  });
}

}  // namespace concord::library::queue
