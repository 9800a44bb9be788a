// The library: resources with the basis of their facts, practice areas, model sites and reading lists; found by search,
// written by import and by people. The only header of this feature that others include.
// A Library is safe from any thread. Every write is one transaction with its journal entries and its outbox.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/id.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/library/catalog.h"
#include "features/library/exchange/record.h"

namespace concord::library {

struct Resource {
  Id<Resource> id;
  exchange::Record about;  // its description; about.slug is its address, about.status never empty
  Time created, updated;
};

// A resource as a list shows it.
struct ResourceRow {
  std::string slug, title, subtitle, summary, source, access;  // source: container, or else publisher
  std::optional<int> year;
  std::vector<std::string> types, topics, authors;
  std::string language;
};

struct Counts {
  int64_t resources = 0, modules = 0, sites = 0, collections = 0;
};

// What changes seldom and is shown often, read as one snapshot. Immutable, shared between threads.
struct Shelf {
  Vocabulary terms{{}};
  std::vector<Module> modules;
  std::vector<Site> sites;
  std::vector<Collection> collections;
  Counts counts;

  const Module* FindModule(std::string_view slug) const;  // nullptr where there is none, as in the next two
  const Site* FindSite(std::string_view slug) const;
  const Collection* FindCollection(std::string_view slug) const;
};

// What an import will do, or did, with each record of a file.
enum class Outcome { kAdd, kUpdate, kUnchanged, kDuplicate, kReject };

struct ImportItem {
  Outcome outcome = Outcome::kAdd;
  int line = 0;
  std::string title;
  std::string slug;          // of the resource it is, becomes, or doubles
  exchange::Problem reason;  // for kDuplicate and kReject
};

struct ImportReport {
  std::vector<ImportItem> items;
  std::vector<exchange::Problem> problems;  // of the file itself, and notes on records that are taken
  bool applied = false;
  int added = 0, updated = 0, unchanged = 0, duplicates = 0, rejected = 0;
  int terms = 0, modules = 0, sites = 0, collections = 0;  // written beside resources
  bool fatal = false;
};

struct ImportOptions {
  bool dry_run = false;
  bool skip_invalid = false;       // take the rest of a file in which some records cannot be taken
  bool update_duplicates = false;  // let a duplicate's fields replace those of the resource it doubles
  std::string actor = "system";
};

class Change;

class Library {
 public:
  Library(db::Database& database, const Clock& clock, Random& random);

  // Grows with every write made through this Library, or noticed (Touch): what shared pages depend on.
  uint64_t Version() const { return version_.load(std::memory_order_relaxed); }
  void Touch() { ++version_; }
  // Called after each commit that changed resources: wakes the indexer.
  void OnChange(std::function<void()> action) { on_change_ = std::move(action); }

  // Kept in memory until Version grows. Where the database is away, the last one read.
  Result<std::shared_ptr<const Shelf>> Shelves();
  std::shared_ptr<const Vocabulary> Terms();  // of Shelves; empty where that fails

  // A published or superseded resource. Errors: not_found (also for drafts and withdrawn ones).
  Result<Resource> Find(std::string_view slug);
  // The slug under which a merged resource is found now (redirects.h). Errors: not_found.
  Result<std::string> MovedTo(std::string_view slug);
  Result<std::vector<ResourceRow>> RowsOf(
      const std::vector<std::string>& slugs);  // in that order, missing ones left out
  // Calls `each` with every published resource in order of slug, or with those named; false from it stops.
  Status ForEach(const std::function<bool(const Resource&)>& each);
  // In that order; what is missing, a draft or withdrawn is left out.
  Result<std::vector<Resource>> FindAll(const std::vector<std::string>& slugs);
  // Slug and time of change of every published resource, for the sitemap.
  Result<std::vector<std::pair<std::string, Time>>> Addresses();

  // One file: read, checked as a whole, reported, then written in one transaction, or not at all.
  // Errors: invalid only where the format is unknown; everything else is in the report.
  Result<ImportReport> Import(std::string_view file_name, std::string_view bytes,
                              std::optional<exchange::Format> format, const ImportOptions& options);
  // One write transaction (change.h): what `work` does, with its journal entries; readers and indexer are told after
  // it. `work` may run more than once. Errors: those of `work`, after which nothing is written; as Database::Write.
  Status Write(std::string_view actor, const std::function<Status(Change&)>& work);
  // Removes a resource for good (its journal entries stay). Errors: not_found.
  Status Remove(std::string_view slug, std::string_view actor);

  db::Database& database() { return database_; }

 private:
  // Has readers and indexer told after the commit.
  void TellAfterCommit(db::Transaction& transaction);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  std::atomic<uint64_t> version_ = 1;
  std::function<void()> on_change_;
  std::mutex shelf_mutex_;
  std::shared_ptr<const Shelf> shelf_;
  uint64_t shelf_version_ = 0;
};

// Whether readers may see it: drafts and withdrawn resources are for curators.
bool IsShown(const Resource& resource);
// The range of years a year falls in, as the facet writes it: "2020-2024", "1990-1999", "before-1980", "unknown".
std::string YearRange(std::optional<int> year);
// Container, or else publisher, or else series: what a reader takes for "where it appeared".
const std::string& SourceOf(const exchange::Record& record);

}  // namespace concord::library
