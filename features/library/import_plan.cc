#include "features/library/import_plan.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library {
namespace {

using exchange::Problem;
using exchange::Record;
using exchange::Severity;

void AddOnce(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

bool KnowsKind(const Vocabulary& terms, std::string_view kind) {
  return std::any_of(terms.terms().begin(), terms.terms().end(), [&](const Term& term) { return term.kind == kind; });
}

// Brings a record's words into the vocabulary. A hub without a vocabulary of that kind keeps the file's own words.
class Tidier {
 public:
  Tidier(const Vocabulary& terms, std::vector<Problem>& problems)
      : terms_(terms),
        problems_(problems),
        knows_topics_(KnowsKind(terms, "topic")),
        knows_types_(KnowsKind(terms, "type")),
        knows_audiences_(KnowsKind(terms, "audience")) {}

  void Tidy(Record& record) {
    Resolve(record, record.topics, "topic", knows_topics_);
    Resolve(record, record.types, "type", knows_types_);
    Resolve(record, record.audiences, "audience", knows_audiences_);
    // A keyword that is a topic's own name says that the resource is about it.
    for (const auto& keyword : record.keywords) AddOnce(record.topics, terms_.Resolve("topic", keyword));
    if (record.types.empty() && knows_types_) record.types.push_back("other");
    OneOf(record, record.access, "access", {"open", "members", "request"}, "");
    OneOf(record, record.status, "status", {"draft", "published", "withdrawn", "superseded"}, "published");
    if (record.year && record.date.empty()) record.date = std::to_string(*record.year);
  }

 private:
  void Note(const Record& record, const char* key, std::map<std::string, std::string> params) {
    problems_.push_back({Severity::kNote, record.line, key, std::move(params)});
  }

  void Resolve(Record& record, std::vector<std::string>& values, const char* kind, bool knows) {
    std::vector<std::string> resolved;
    for (auto& value : values) {
      if (!knows) {
        AddOnce(resolved, std::move(value));
        continue;
      }
      std::string slug = terms_.Resolve(kind, value);
      if (slug.empty()) {
        Note(record, "library.import.unknown_term", {{"kind", kind}, {"value", value}});
        AddOnce(record.keywords, std::move(value));
      } else {
        AddOnce(resolved, std::move(slug));
      }
    }
    values = std::move(resolved);
  }

  void OneOf(Record& record, std::string& value, const char* field, std::initializer_list<const char*> allowed,
             const char* otherwise) {
    if (value.empty()) {
      value = otherwise;
      return;
    }
    if (std::any_of(allowed.begin(), allowed.end(), [&](const char* a) { return value == a; })) return;
    Note(record, "library.import.unknown_value", {{"field", field}, {"value", value}});
    value = otherwise;
  }

  const Vocabulary& terms_;
  std::vector<Problem>& problems_;
  const bool knows_topics_, knows_types_, knows_audiences_;
};

class SlugGiver {
 public:
  void Take(const std::string& slug) { taken_.insert(slug); }
  std::string Give(const Record& record) {
    const std::string base = SlugBase(record);
    std::string slug = base;
    if (taken_.contains(slug) && record.year) slug = base + "-" + std::to_string(*record.year);
    for (int n = Next(base); taken_.contains(slug); ++n) slug = base + "-" + std::to_string(n), next_[base] = n + 1;
    taken_.insert(slug);
    return slug;
  }

 private:
  // Remembered, so that a thousand records of one title do not take a million steps.
  int Next(const std::string& base) const {
    const auto found = next_.find(base);
    return found == next_.end() ? 2 : found->second;
  }
  std::set<std::string> taken_;
  std::map<std::string, int> next_;
};

DuplicateFinder::Known KnownFrom(const Record& record) {
  DuplicateFinder::Known known{record.slug, record.doi,  UrlKey(record.url), TitleKey(record),
                               "",          record.year, record.line};
  if (!record.authors.empty()) known.first_author = AuthorKey(record.authors.front());
  return known;
}

const std::string& ResourceOf(const DuplicateFinder::Known& known) {
  return known.moved_to.empty() ? known.slug : known.moved_to;
}

Problem DuplicateReason(const Record& record, const DuplicateFinder::Match& match) {
  const char* by = match.by == DuplicateFinder::By::kDoi   ? "doi"
                   : match.by == DuplicateFinder::By::kUrl ? "url"
                                                           : "title_year";
  if (match.known->line > 0) {
    return {Severity::kRejected,
            record.line,
            std::string("library.import.duplicate_line_") + by,
            {{"line", std::to_string(match.known->line)}}};
  }
  return {Severity::kRejected,
          record.line,
          std::string("library.import.duplicate_") + by,
          {{"slug", ResourceOf(*match.known)}}};
}

void Decide(PlannedRecord& planned, DuplicateFinder& finder, SlugGiver& slugs, bool update_duplicates) {
  Record& record = planned.record;
  ImportItem& item = planned.item;
  auto candidate = KnownFrom(record);
  const bool asserted = !record.slug.empty();
  if (const auto* same = asserted ? finder.BySlug(record.slug) : nullptr) {
    // A file that still has a merged double under its old address does not bring it back.
    if (!same->moved_to.empty()) {
      item.slug = same->moved_to;
      item.outcome = update_duplicates ? Outcome::kUpdate : Outcome::kDuplicate;
      item.reason = {Severity::kRejected, record.line, "library.import.duplicate_merged", {{"slug", same->moved_to}}};
      return;
    }
    item.slug = record.slug;
    item.outcome = Outcome::kUpdate;
    if (same->line > 0) {
      item.outcome = Outcome::kReject;
      item.reason = {Severity::kRejected,
                     record.line,
                     "library.import.slug_twice",
                     {{"slug", record.slug}, {"line", std::to_string(same->line)}}};
    }
    return;
  }
  if (const auto match = finder.Find(candidate, asserted)) {
    item.slug = ResourceOf(*match->known);
    item.reason = DuplicateReason(record, *match);
    const bool in_library = match->known->line == 0;
    item.outcome = update_duplicates && in_library ? Outcome::kUpdate : Outcome::kDuplicate;
    return;
  }
  if (asserted) slugs.Take(record.slug);
  if (!asserted) record.slug = slugs.Give(record);
  item.slug = candidate.slug = record.slug;
  item.outcome = Outcome::kAdd;
  finder.Add(std::move(candidate));
}

}  // namespace

Plan MakePlan(PlanInput input) {
  Plan plan;
  DuplicateFinder finder;
  SlugGiver slugs;
  for (auto& known : input.known) {
    slugs.Take(known.slug);
    finder.Add(std::move(known));
  }
  // Slugs that the file itself states come before any that are made up.
  for (const auto& record : input.records) {
    if (!record.slug.empty()) slugs.Take(record.slug);
  }
  Tidier tidier(input.terms, plan.problems);
  plan.records.reserve(input.records.size());
  for (auto& record : input.records) {
    PlannedRecord planned;
    planned.record = std::move(record);
    planned.item.line = planned.record.line;
    planned.item.title = planned.record.title;
    if (!planned.record.slug.empty() && text::Slugify(planned.record.slug, 120) != planned.record.slug) {
      planned.item.outcome = Outcome::kReject;
      planned.item.reason = {
          Severity::kRejected, planned.record.line, "library.import.bad_slug", {{"slug", planned.record.slug}}};
    } else {
      tidier.Tidy(planned.record);
      Decide(planned, finder, slugs, input.update_duplicates);
    }
    plan.records.push_back(std::move(planned));
  }
  return plan;
}

exchange::Record Fill(const Record& stored, const Record& incoming) {
  Record out = stored;
  for (const auto member :
       {&Record::title, &Record::subtitle, &Record::summary, &Record::publisher, &Record::container, &Record::volume,
        &Record::issue, &Record::pages, &Record::series, &Record::edition, &Record::place, &Record::date, &Record::url,
        &Record::doi, &Record::ncj, &Record::isbn, &Record::issn, &Record::access, &Record::note}) {
    if (!(incoming.*member).empty()) out.*member = incoming.*member;
  }
  for (const auto member :
       {&Record::topics, &Record::types, &Record::audiences, &Record::languages, &Record::keywords}) {
    for (const auto& value : incoming.*member) AddOnce(out.*member, value);
  }
  if (incoming.year) out.year = incoming.year;
  if (!incoming.authors.empty()) out.authors = incoming.authors;
  if (!incoming.editors.empty()) out.editors = incoming.editors;
  for (const auto& fact : incoming.facts) {
    if (std::find(out.facts.begin(), out.facts.end(), fact) == out.facts.end()) out.facts.push_back(fact);
  }
  if (!incoming.evidence.empty()) out.evidence = incoming.evidence;
  return out;
}

}  // namespace concord::library
