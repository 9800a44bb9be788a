#include "features/library/curation/entries.h"

#include <algorithm>

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/library/change.h"
#include "features/library/curation/store_entries.h"

namespace concord::library::curation {
namespace {

struct KindWords {
  EntryKind kind;
  std::string_view name, path;
};
constexpr KindWords kWords[] = {{EntryKind::kTopic, "topic", "topics"},
                                {EntryKind::kType, "type", "types"},
                                {EntryKind::kAudience, "audience", "audiences"},
                                {EntryKind::kModule, "module", "modules"},
                                {EntryKind::kCollection, "collection", "collections"},
                                {EntryKind::kSite, "site", "sites"}};

std::string TextOf(const Entry& entry) { return "{" + WriteCatalogFile(entry.file) + "}"; }

std::optional<Entry> EntryFrom(EntryKind kind, const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::vector<exchange::Problem> problems;
  Entry entry;
  entry.kind = kind;
  entry.file = ReadCatalogFile(text, problems);
  if (entry.file.empty()) return std::nullopt;
  return entry;
}

std::unexpected<Error> EntryChanged() { return Fail(ErrorKind::kConflict, "library.curation.error.entry_changed"); }

class Fields {
 public:
  void Text(const char* name, const std::string& text) {
    all_.push_back({name, "", false, text.empty() ? std::vector<std::string>() : std::vector{text}});
  }
  void List(const char* name, const std::vector<std::string>& items) { all_.push_back({name, "", true, items}); }
  void In(const char* name, const Localized& text) {
    for (const auto& [language, words] : text.by_language)
      all_.push_back({name, language, false, words.empty() ? std::vector<std::string>() : std::vector{words}});
  }
  void ListIn(const char* name, const std::vector<Localized>& items) {
    std::map<std::string, std::vector<std::string>> by_language;
    for (const auto& item : items) {
      for (const auto& [language, words] : item.by_language) by_language[language].push_back(words);
    }
    for (auto& [language, words] : by_language) all_.push_back({name, language, true, std::move(words)});
  }
  std::vector<EntryField> Take() { return std::move(all_); }

 private:
  std::vector<EntryField> all_;
};

}  // namespace

std::string_view NameOf(EntryKind kind) { return kWords[static_cast<size_t>(kind)].name; }
std::string_view PathOf(EntryKind kind) { return kWords[static_cast<size_t>(kind)].path; }

std::optional<EntryKind> EntryKindAt(std::string_view path) {
  const auto found = std::ranges::find(kWords, path, &KindWords::path);
  return found == std::end(kWords) ? std::nullopt : std::optional(found->kind);
}

bool IsTerm(EntryKind kind) {
  return kind == EntryKind::kTopic || kind == EntryKind::kType || kind == EntryKind::kAudience;
}

std::string Entry::Version() const { return file.empty() ? std::string() : journal::Digest(TextOf(*this)); }

std::string Entry::Slug() const {
  if (!file.terms.empty()) return file.terms.front().slug;
  if (!file.modules.empty()) return file.modules.front().slug;
  if (!file.collections.empty()) return file.collections.front().slug;
  return file.sites.empty() ? std::string() : file.sites.front().slug;
}

std::vector<EntryField> FieldsOf(const Entry& entry) {
  Fields fields;
  for (const auto& term : entry.file.terms) {
    fields.In("title", term.title);
    fields.In("description", term.description);
    fields.List("aliases", term.aliases);
    fields.Text("origin", term.origin);
  }
  for (const auto& module : entry.file.modules) {
    fields.In("title", module.title);
    fields.In("lead", module.lead);
    fields.In("overview", module.overview);
    fields.ListIn("expectations", module.expectations);
    fields.List("topics", module.topics);
  }
  for (const auto& collection : entry.file.collections) {
    fields.In("title", collection.title);
    fields.In("introduction", collection.introduction);
    fields.List("resources", collection.resources);
  }
  for (const auto& site : entry.file.sites) {
    fields.Text("name", site.name);
    fields.Text("place", site.place);
    fields.In("summary", site.summary);
    fields.ListIn("practices", site.practices);
    fields.List("modules", site.modules);
    std::vector<std::string> facts;
    for (const auto& fact : site.facts) facts.push_back(fact.field + " | " + fact.basis + " | " + fact.source);
    fields.List("facts", facts);
  }
  return fields.Take();
}

std::vector<FieldDifference> Differences(const Entry& before, const Entry& after) {
  std::vector<EntryField> old_fields = FieldsOf(before), new_fields = FieldsOf(after);
  const auto find = [](const std::vector<EntryField>& fields, const EntryField& wanted) {
    return std::ranges::find_if(
        fields, [&](const EntryField& f) { return f.name == wanted.name && f.language == wanted.language; });
  };
  // A language that only one of them has stands after the fields that both have.
  std::vector<EntryField> all = new_fields;
  for (const auto& field : old_fields) {
    if (find(all, field) == all.end()) all.push_back(field);
  }
  std::vector<FieldDifference> found;
  for (const auto& field : all) {
    const auto was = find(old_fields, field), is = find(new_fields, field);
    const auto old_texts = was == old_fields.end() ? std::vector<std::string>() : was->texts;
    const auto new_texts = is == new_fields.end() ? std::vector<std::string>() : is->texts;
    if (old_texts == new_texts) continue;
    const auto one = [](const std::vector<std::string>& texts) { return texts.empty() ? "" : texts.front(); };
    found.push_back(
        {field.language.empty() ? field.name : field.name + "_" + field.language, field.list,
         field.list ? ListDifference(old_texts, new_texts) : WordDifference(one(old_texts), one(new_texts))});
  }
  return found;
}

Result<std::vector<EntryRow>> Entries::List(EntryKind kind) {
  return library_.database().Read(
      [&](db::Session& s) -> Result<std::vector<EntryRow>> { return sql::Entries(s, kind); });
}

Result<Entry> Entries::Find(EntryKind kind, std::string_view slug) {
  return library_.database().Read([&](db::Session& s) -> Result<Entry> {
    auto entry = sql::FindEntry(s, kind, slug);
    if (!entry) return NotFound();
    return std::move(*entry);
  });
}

Result<std::vector<EntryRevision>> Entries::History(EntryKind kind, std::string_view slug) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<EntryRevision>> {
    std::vector<EntryRevision> all;
    for (auto& kept : sql::EntryHistory(s, kind, slug))
      all.push_back({kept.number, kept.at, kept.actor, kept.action, kept.why, EntryFrom(kind, kept.text)});
    return all;
  });
}

Result<std::vector<Entries::Item>> Entries::ItemsOf(const std::vector<std::string>& slugs) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<Item>> {
    std::vector<Item> items;
    for (const auto& slug : slugs) {
      if (auto item = sql::FindItem(s, slug)) items.push_back(std::move(*item));
    }
    return items;
  });
}

Status Entries::Put(const Entry& entry, const Change& how, std::string_view actor) {
  const std::string slug = entry.Slug();
  return library_.Write(actor, [&](library::Change& change) -> Status {
    db::Transaction& t = change.transaction();
    sql::LockEntry(t, entry.kind, slug);
    const auto before = sql::FindEntry(t, entry.kind, slug);
    if (how.seen.empty() && before) return Fail(ErrorKind::kConflict, "library.curation.error.entry_exists");
    if (!how.seen.empty() && (!before || before->Version() != how.seen)) return EntryChanged();
    if (before && before->Version() == entry.Version()) return {};
    int64_t number = sql::NewestEntryRevision(t, entry.kind, slug);
    if (before && number == 0)
      sql::KeepEntry(t, entry.kind, slug, {++number, change.now(), "system", "before", "", TextOf(*before)});
    sql::PutEntry(t, entry);
    // As the tables have it now: what they did not take is not said to be there.
    const auto after = sql::FindEntry(t, entry.kind, slug);
    sql::KeepEntry(t, entry.kind, slug,
                   {number + 1, change.now(), std::string(actor), before ? "update" : "create", how.why,
                    after ? TextOf(*after) : ""});
    change.Enter("library." + std::string(NameOf(entry.kind)) + (before ? ".update" : ".create"), slug,
                 before ? before->Version() : "", after ? after->Version() : "");
    // The index knows the titles of the terms that a resource is filed under.
    if (IsTerm(entry.kind) && before) {
      for (const auto& id : sql::ResourcesUnder(t, entry.kind, slug)) {
        if (const auto resource = Id<Resource>::Parse(id)) change.Reindex(*resource);
      }
    }
    return {};
  });
}

Status Entries::Remove(EntryKind kind, std::string_view slug, const Change& how, std::string_view actor) {
  return library_.Write(actor, [&](library::Change& change) -> Status {
    db::Transaction& t = change.transaction();
    sql::LockEntry(t, kind, slug);
    const auto before = sql::FindEntry(t, kind, slug);
    if (!before) return NotFound();
    if (before->Version() != how.seen) return EntryChanged();
    if (const int64_t uses = sql::CountUses(t, kind, slug); uses > 0)
      return Fail(ErrorKind::kConflict, "library.curation.error.entry_used", {{"count", std::to_string(uses)}});
    int64_t number = sql::NewestEntryRevision(t, kind, slug);
    if (number == 0) sql::KeepEntry(t, kind, slug, {++number, change.now(), "system", "before", "", TextOf(*before)});
    sql::RemoveEntry(t, kind, slug);
    sql::KeepEntry(t, kind, slug, {number + 1, change.now(), std::string(actor), "remove", how.why, ""});
    change.Enter("library." + std::string(NameOf(kind)) + ".remove", slug, before->Version(), "");
    return {};
  });
}

}  // namespace concord::library::curation
