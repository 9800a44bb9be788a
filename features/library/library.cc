#include "features/library/library.h"

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

std::unexpected<Error> NotFound() { return Fail(ErrorKind::kNotFound, "error.not_found"); }

template <typename T>
Result<T> BySlug(Result<std::vector<T>> all, std::string_view slug) {
  if (!all) return std::unexpected(all.error());
  for (T& one : *all) {
    if (one.slug == slug) return std::move(one);
  }
  return NotFound();
}

}  // namespace

Library::Library(db::Database& database, const Clock& clock, Random& random)
    : database_(database), clock_(clock), random_(random) {}

std::shared_ptr<const Vocabulary> Library::Terms() {
  std::lock_guard lock(terms_mutex_);
  const uint64_t version = Version();
  if (terms_ && terms_version_ == version) return terms_;
  auto terms = database_.Read([](db::Session& s) -> Result<std::vector<Term>> { return store::Terms(s); });
  // A page without its vocabulary shows slugs: better than no page while the database is away.
  if (!terms) return terms_ ? terms_ : std::make_shared<const Vocabulary>(std::vector<Term>());
  terms_ = std::make_shared<const Vocabulary>(std::move(*terms));
  terms_version_ = version;
  return terms_;
}

Result<Resource> Library::Find(std::string_view slug) {
  return database_.Read([&](db::Session& s) -> Result<Resource> {
    auto resource = store::FindResource(s, slug);
    if (!resource || resource->about.status == "draft" || resource->about.status == "withdrawn") return NotFound();
    return std::move(*resource);
  });
}

Result<std::vector<ResourceRow>> Library::Newest(int limit, const std::vector<std::string>& topics) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<ResourceRow>> { return store::NewestRows(s, limit, topics); });
}

Result<std::vector<ResourceRow>> Library::RowsOf(const std::vector<std::string>& slugs) {
  return database_.Read([&](db::Session& s) -> Result<std::vector<ResourceRow>> { return store::RowsOfSlugs(s, slugs); });
}

Result<std::vector<Module>> Library::Modules() {
  return database_.Read([](db::Session& s) -> Result<std::vector<Module>> { return store::Modules(s); });
}

Result<Module> Library::FindModule(std::string_view slug) {
  return BySlug(Modules(), slug);
}

Result<std::vector<Site>> Library::Sites() {
  return database_.Read([](db::Session& s) -> Result<std::vector<Site>> { return store::Sites(s); });
}

Result<Site> Library::FindSite(std::string_view slug) {
  return BySlug(Sites(), slug);
}

Result<std::vector<Collection>> Library::Collections() {
  return database_.Read([](db::Session& s) -> Result<std::vector<Collection>> { return store::Collections(s); });
}

Result<Collection> Library::FindCollection(std::string_view slug) {
  return BySlug(Collections(), slug);
}

Result<Counts> Library::Count() {
  return database_.Read([](db::Session& s) -> Result<Counts> { return store::Count(s); });
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
      if (auto resource = store::FindResource(s, slug)) all.push_back(std::move(*resource));
    }
    return all;
  });
}

Result<std::vector<std::pair<std::string, Time>>> Library::Addresses() {
  return database_.Read([](db::Session& s) -> Result<std::vector<std::pair<std::string, Time>>> { return store::Addresses(s); });
}

Status Library::Remove(std::string_view slug, std::string_view actor) {
  return database_.Write([&](db::Transaction& t) -> Status {
    const auto resource = store::FindResource(t, slug);
    if (!resource) return NotFound();
    const std::string id = resource->id.ToString();
    store::DeleteResource(t, id);
    const auto before = journal::Digest(exchange::WriteJson(std::span(&resource->about, 1)));
    journal::Append(t, {.actor = std::string(actor), .action = "library.resource.remove", .subject = id, .before = before}, clock_);
    db::Announce(t, "library.resource", id, clock_);
    t.AfterCommit([this] {
      Touch();
      if (on_change_) on_change_();
    });
    return {};
  });
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
