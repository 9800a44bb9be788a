#include "features/library/library.h"

#include <algorithm>

#include "features/library/change.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

template <typename T>
const T* BySlug(const std::vector<T>& all, std::string_view slug) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.slug == slug; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Library::Library(db::Database& database, const Clock& clock, Random& random)
    : database_(database), clock_(clock), random_(random) {}

const Module* Shelf::FindModule(std::string_view slug) const { return BySlug(modules, slug); }
const Site* Shelf::FindSite(std::string_view slug) const { return BySlug(sites, slug); }
const Collection* Shelf::FindCollection(std::string_view slug) const { return BySlug(collections, slug); }

Result<std::shared_ptr<const Shelf>> Library::Shelves() {
  std::lock_guard lock(shelf_mutex_);
  const uint64_t version = Version();
  if (shelf_ && shelf_version_ == version) return shelf_;
  auto read = database_.Read([](db::Session& s) -> Result<std::shared_ptr<const Shelf>> {
    return std::make_shared<const Shelf>(
        Shelf{Vocabulary(store::Terms(s)), store::Modules(s), store::Sites(s), store::Collections(s), store::Count(s)});
  });
  if (!read) return shelf_ ? Result<std::shared_ptr<const Shelf>>(shelf_) : read;
  shelf_ = *read;
  shelf_version_ = version;
  return shelf_;
}

std::shared_ptr<const Vocabulary> Library::Terms() {
  const auto shelf = Shelves();
  // A page without its vocabulary shows slugs: better than no page while the database is away.
  if (!shelf) return std::make_shared<const Vocabulary>(std::vector<Term>());
  return {*shelf, &(*shelf)->terms};
}

Result<Resource> Library::Find(std::string_view slug) {
  return database_.Read([&](db::Session& s) -> Result<Resource> {
    auto resource = store::FindResource(s, slug);
    if (!resource || !IsShown(*resource)) return NotFound();
    return std::move(*resource);
  });
}

Result<std::vector<ResourceRow>> Library::RowsOf(const std::vector<std::string>& slugs) {
  return database_.Read(
      [&](db::Session& s) -> Result<std::vector<ResourceRow>> { return store::RowsOfSlugs(s, slugs); });
}

Status Library::ForEach(const std::function<bool(const Resource&)>& each) {
  return database_.Read([&](db::Session& s) -> Status {
    store::ForEachResource(s, each);
    return {};
  });
}

Result<std::vector<Resource>> Library::FindAll(const std::vector<std::string>& slugs) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<Resource>> {
    std::vector<Resource> all;
    for (const auto& slug : slugs) {
      auto resource = store::FindResource(s, slug);
      if (resource && IsShown(*resource)) all.push_back(std::move(*resource));
    }
    return all;
  });
}

Result<std::vector<std::pair<std::string, Time>>> Library::Addresses() {
  return database_.Read(
      [](db::Session& s) -> Result<std::vector<std::pair<std::string, Time>>> { return store::Addresses(s); });
}

Status Library::Write(std::string_view actor, const std::function<Status(Change&)>& work) {
  return database_.Write([&](db::Transaction& t) -> Status {
    Change change(t, clock_, random_, actor);
    if (Status done = work(change); !done) return done;
    change.Finish();
    TellAfterCommit(t);
    return {};
  });
}

Status Library::Remove(std::string_view slug, std::string_view actor) {
  return Write(actor, [&](Change& change) -> Status {
    const auto resource = store::FindResource(change.transaction(), slug);
    if (!resource) return NotFound();
    change.Remove(*resource);
    return {};
  });
}

void Library::TellAfterCommit(db::Transaction& transaction) {
  transaction.AfterCommit([this] {
    Touch();
    if (on_change_) on_change_();
  });
}

bool IsShown(const Resource& resource) {
  return resource.about.status == "published" || resource.about.status == "superseded";
}

std::string YearRange(std::optional<int> year) {
  if (!year) return "unknown";
  if (*year < 1980) return "before-1980";
  const int width = *year >= 2000 ? 5 : 10;
  const int first = *year - *year % width;
  return std::to_string(first) + "-" + std::to_string(first + width - 1);
}

const std::string& SourceOf(const exchange::Record& record) {
  if (!record.container.empty()) return record.container;
  return record.publisher.empty() ? record.series : record.publisher;
}

}  // namespace concord::library
