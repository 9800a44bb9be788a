// Library::Import: read, plan, report, and write in one transaction or not at all.
#include <algorithm>

#include "base/journal/journal.h"
#include "features/library/change.h"
#include "features/library/import_plan.h"
#include "features/library/library.h"
#include "features/library/redirects.h"
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
  for (auto& merged : store::KnownRedirects(session)) known.push_back(std::move(merged));
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

void Update(Change& change, PlannedRecord& planned) {
  const auto stored = store::FindResource(change.transaction(), planned.item.slug);
  if (!stored) return;
  const bool same_record = planned.record.slug == stored->about.slug;
  exchange::Record next = same_record ? std::move(planned.record) : Fill(stored->about, planned.record);
  if (!change.Replace(*stored, std::move(next))) planned.item.outcome = Outcome::kUnchanged;
}

void Apply(Change& change, PlannedRecord& planned) {
  if (planned.item.outcome == Outcome::kAdd) change.Add(std::move(planned.record));
  if (planned.item.outcome == Outcome::kUpdate) Update(change, planned);
}

void WriteCatalog(Change& change, const CatalogFile& file, ImportReport& report) {
  db::Transaction& t = change.transaction();
  int position = 0;
  for (const auto& term : file.terms) store::PutTerm(t, term, position++);
  for (const auto& module : file.modules) store::PutModule(t, module, position++);
  for (const auto& site : file.sites) store::PutSite(t, site, position++);
  for (const auto& collection : file.collections) {
    for (const auto& slug : store::PutCollection(t, collection, position++)) {
      report.problems.push_back(
          {Severity::kNote, 0, "library.import.collection_missing", {{"collection", collection.slug}, {"slug", slug}}});
    }
  }
  if (!file.empty()) change.Enter("library.catalog.import", "catalog", "", journal::Digest(WriteCatalogFile(file)));
}

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

  ImportReport report;
  const Status written = Write(options.actor, [&](Change& change) -> Status {
    Plan plan = PlanFor(change.transaction(), input, options);
    change.Because({.kind = "import", .why = std::string(file_name.substr(file_name.rfind('/') + 1))});
    for (auto& planned : plan.records) Apply(change, planned);
    report = ReportOf(plan, input);
    WriteCatalog(change, input.catalog, report);
    report.applied = true;
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return report;
}

}  // namespace concord::library
