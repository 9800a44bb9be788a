// Library::Import: read, plan, report, and write in one transaction or not at all.
#include <algorithm>

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/library/import_plan.h"
#include "features/library/library.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

using exchange::Problem;
using exchange::Severity;

std::vector<DuplicateFinder::Known> KnownIn(db::Session& session) {
  std::vector<DuplicateFinder::Known> known;
  for (auto& i : store::Identities(session)) {
    known.push_back({std::move(i.slug), std::move(i.doi), std::move(i.url_key), std::move(i.title_key),
                     std::move(i.first_author), i.year, 0});
  }
  return known;
}

// The library's vocabulary together with the file's own.
Vocabulary TermsWith(db::Session& session, const CatalogFile& file) {
  std::vector<Term> terms = file.terms;
  for (Term& term : store::Terms(session)) {
    const bool replaced = std::any_of(file.terms.begin(), file.terms.end(),
                                      [&](const Term& t) { return t.kind == term.kind && t.slug == term.slug; });
    if (!replaced) terms.push_back(std::move(term));
  }
  return Vocabulary(std::move(terms));
}

std::string DigestOf(const exchange::Record& record) {
  exchange::Record bare = record;
  bare.line = 0;
  return journal::Digest(exchange::WriteJson(std::span(&bare, 1)));
}

void Count(ImportReport& report) {
  report.added = report.updated = report.unchanged = report.duplicates = report.rejected = 0;
  for (const auto& item : report.items) {
    switch (item.outcome) {
      case Outcome::kAdd:
        ++report.added;
        break;
      case Outcome::kUpdate:
        ++report.updated;
        break;
      case Outcome::kUnchanged:
        ++report.unchanged;
        break;
      case Outcome::kDuplicate:
        ++report.duplicates;
        break;
      case Outcome::kReject:
        ++report.rejected;
        break;
    }
  }
}

// Records that the reader already refused, as items beside the others, in order of line.
void AddRefused(ImportReport& report, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::kNote) {
      report.problems.push_back(problem);
      continue;
    }
    report.fatal |= problem.severity == Severity::kFatal;
    ImportItem item;
    item.outcome = Outcome::kReject;
    item.line = problem.line;
    item.reason = problem;
    report.items.push_back(std::move(item));
  }
  std::stable_sort(report.items.begin(), report.items.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
}

// Writes a plan. Gathers journal entries, so that the chain's head is taken once.
class Applier {
 public:
  Applier(db::Transaction& t, const Clock& clock, Random& random, std::string actor)
      : t_(t), clock_(clock), random_(random), actor_(std::move(actor)), now_(clock.Now()) {}

  void Apply(PlannedRecord& planned) {
    if (planned.item.outcome == Outcome::kAdd) Add(planned);
    if (planned.item.outcome == Outcome::kUpdate) Update(planned);
  }

  void Catalog(const CatalogFile& file, ImportReport& report) {
    int position = 0;
    for (const auto& term : file.terms) store::PutTerm(t_, term, position++);
    for (const auto& module : file.modules) store::PutModule(t_, module, position++);
    for (const auto& site : file.sites) store::PutSite(t_, site, position++);
    for (const auto& collection : file.collections) {
      for (const auto& slug : store::PutCollection(t_, collection, position++)) {
        report.problems.push_back({Severity::kNote,
                                   0,
                                   "library.import.collection_missing",
                                   {{"collection", collection.slug}, {"slug", slug}}});
      }
    }
    if (file.empty()) return;
    entries_.push_back({.actor = actor_,
                        .action = "library.catalog.import",
                        .subject = "catalog",
                        .after = journal::Digest(WriteCatalogFile(file))});
  }

  void Finish() { journal::AppendAll(t_, entries_, clock_, random_); }

 private:
  void Add(PlannedRecord& planned) {
    Resource resource{Id<Resource>::New(clock_, random_), std::move(planned.record), now_, now_};
    store::InsertResource(t_, resource);
    Record("library.resource.create", resource.id.ToString(), "", DigestOf(resource.about));
  }

  void Update(PlannedRecord& planned) {
    auto stored = store::FindResource(t_, planned.item.slug);
    if (!stored) return;
    const bool same_record = planned.record.slug == stored->about.slug;
    exchange::Record next = same_record ? std::move(planned.record) : Fill(stored->about, planned.record);
    const std::string before = DigestOf(stored->about), after = DigestOf(next);
    if (before == after) {
      planned.item.outcome = Outcome::kUnchanged;
      return;
    }
    Resource resource{stored->id, std::move(next), stored->created, now_};
    store::UpdateResource(t_, resource);
    Record("library.resource.update", resource.id.ToString(), before, after);
  }

  void Record(const char* action, std::string id, std::string before, std::string after) {
    db::Announce(t_, "library.resource", id, clock_);
    entries_.push_back({.actor = actor_,
                        .action = action,
                        .subject = std::move(id),
                        .before = std::move(before),
                        .after = std::move(after)});
  }

  db::Transaction& t_;
  const Clock& clock_;
  Random& random_;
  const std::string actor_;
  const Time now_;
  std::vector<journal::Entry> entries_;
};

struct Input {
  exchange::Parsed parsed;
  CatalogFile catalog;
  std::vector<Problem> catalog_problems;
};

Plan PlanFor(db::Session& session, const Input& input, const ImportOptions& options) {
  const Vocabulary terms = TermsWith(session, input.catalog);
  return MakePlan({input.parsed.records, terms, KnownIn(session), options.update_duplicates});
}

ImportReport ReportOf(const Plan& plan, const Input& input) {
  ImportReport report;
  for (const auto& planned : plan.records) report.items.push_back(planned.item);
  report.problems = plan.problems;
  AddRefused(report, input.parsed.problems);
  AddRefused(report, input.catalog_problems);
  report.terms = static_cast<int>(input.catalog.terms.size());
  report.modules = static_cast<int>(input.catalog.modules.size());
  report.sites = static_cast<int>(input.catalog.sites.size());
  report.collections = static_cast<int>(input.catalog.collections.size());
  Count(report);
  return report;
}

// An update that would change nothing is no update: the dry run looks as closely as the run itself.
void CompareUpdates(db::Session& session, Plan& plan) {
  for (auto& planned : plan.records) {
    if (planned.item.outcome != Outcome::kUpdate) continue;
    const auto stored = store::FindResource(session, planned.item.slug);
    if (!stored) continue;
    const bool same_record = planned.record.slug == stored->about.slug;
    const auto next = same_record ? planned.record : Fill(stored->about, planned.record);
    if (DigestOf(next) == DigestOf(stored->about)) planned.item.outcome = Outcome::kUnchanged;
  }
}

}  // namespace

Result<ImportReport> Library::Import(std::string_view file_name, std::string_view bytes,
                                     std::optional<exchange::Format> format, const ImportOptions& options) {
  if (!format) format = exchange::DetectFormat(file_name, bytes);
  if (!format) return Fail(ErrorKind::kInvalid, "library.import.unknown_format", {{"file", std::string(file_name)}});
  Input input;
  input.parsed = exchange::Read(*format, bytes);
  if (*format == exchange::Format::kJson) input.catalog = ReadCatalogFile(bytes, input.catalog_problems);

  auto dry = database_.Read([&](db::Session& s) -> Result<ImportReport> {
    Plan plan = PlanFor(s, input, options);
    CompareUpdates(s, plan);
    return ReportOf(plan, input);
  });
  if (!dry || options.dry_run || dry->fatal || (dry->rejected > 0 && !options.skip_invalid)) return dry;

  return database_.Write([&](db::Transaction& t) -> Result<ImportReport> {
    Plan plan = PlanFor(t, input, options);
    Applier applier(t, clock_, random_, options.actor);
    for (auto& planned : plan.records) applier.Apply(planned);
    ImportReport report = ReportOf(plan, input);
    applier.Catalog(input.catalog, report);
    applier.Finish();
    report.applied = true;
    t.AfterCommit([this] {
      Touch();
      if (on_change_) on_change_();
    });
    return report;
  });
}

}  // namespace concord::library
