#include "features/library/change.h"

#include <span>
#include <utility>

#include "base/db/outbox.h"
#include "features/library/identity.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library {

namespace {

constexpr int kNumbersTried = 20;  // then the id parts one title from the next

std::string FreeSlug(db::Session& session, const Resource& resource) {
  const std::string base = SlugBase(resource.about);
  const auto is_taken = [&](const std::string& slug) { return store::IsSlugTaken(session, slug); };
  std::string slug = base;
  if (is_taken(slug) && resource.about.year) slug = base + "-" + std::to_string(*resource.about.year);
  for (int n = 2; n < kNumbersTried && is_taken(slug); ++n) slug = base + "-" + std::to_string(n);
  return is_taken(slug) ? base + "-" + resource.id.ToString() : slug;
}

}  // namespace

std::string DigestOf(const exchange::Record& record) {
  exchange::Record bare = record;
  bare.line = 0;
  return journal::Digest(exchange::WriteJson(std::span(&bare, 1)));
}

Change::Change(db::Transaction& transaction, const Clock& clock, Random& random, std::string_view actor)
    : t_(transaction), clock_(clock), random_(random), actor_(actor), now_(clock.Now()) {}

Resource Change::Add(exchange::Record record) {
  Resource resource{Id<Resource>::New(clock_, random_), std::move(record), now_, now_};
  if (resource.about.slug.empty()) resource.about.slug = FreeSlug(t_, resource);
  store::InsertResource(t_, resource);
  Keep(resource, nullptr, "create");
  Enter("library.resource.create", resource.id.ToString(), "", DigestOf(resource.about));
  Reindex(resource.id);
  return resource;
}

bool Change::Replace(const Resource& before, exchange::Record after) {
  std::string old_digest = DigestOf(before.about), new_digest = DigestOf(after);
  if (old_digest == new_digest) return false;
  const Resource next{before.id, std::move(after), before.created, now_};
  store::UpdateResource(t_, next);
  Keep(next, &before.about, "update");
  Enter("library.resource.update", before.id.ToString(), std::move(old_digest), std::move(new_digest));
  Reindex(before.id);
  return true;
}

void Change::Remove(const Resource& resource) {
  const std::string id = resource.id.ToString();
  store::DeleteResource(t_, id, now_);
  Keep(resource, &resource.about, "remove");
  Enter("library.resource.remove", id, DigestOf(resource.about), "");
  Reindex(resource.id);
}

void Change::Keep(const Resource& resource, const exchange::Record* before, const char* kind) {
  store::KeepRevision(t_, resource, before,
                      {.at = now_,
                       .actor = reason_.author.empty() ? actor_ : reason_.author,
                       .kind = reason_.kind.empty() ? kind : reason_.kind,
                       .why = reason_.why,
                       .reader = reason_.reader,
                       .unread = reason_.unread});
}

void Change::Enter(std::string_view action, std::string_view subject, std::string before, std::string after) {
  entries_.push_back({.actor = actor_,
                      .action = std::string(action),
                      .subject = std::string(subject),
                      .before = std::move(before),
                      .after = std::move(after)});
}

void Change::Reindex(const Id<Resource>& id) { db::Announce(t_, "library.resource", id.ToString(), clock_); }

void Change::Finish() {
  journal::AppendAll(t_, entries_, clock_, random_);
  entries_.clear();
}

}  // namespace concord::library
