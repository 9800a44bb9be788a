#include "features/communities/communities.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "features/communities/canonical.h"
#include "features/communities/shapes/geojson.h"
#include "features/communities/store.h"

namespace concord::communities {
namespace {

constexpr char kTopic[] = "communities";

std::unexpected<Error> Refuse(const Fault& fault) {
  auto params = fault.params;
  params["field"] = fault.field;
  return Fail(ErrorKind::kInvalid, fault.key, std::move(params));
}

// The first of base, base-2, base-3, ... that is not taken. "new" and "hub" mean something in addresses.
std::string FreeSlug(const std::string& base, const std::vector<std::string>& taken) {
  std::string slug = base;
  for (int i = 2; slug == "new" || slug == "hub" || std::find(taken.begin(), taken.end(), slug) != taken.end(); ++i) {
    slug = base + "-" + std::to_string(i);
  }
  return slug;
}

std::string SlugFor(std::string_view name, const char* otherwise) {
  std::string slug = text::Slugify(name, 60);
  return slug.empty() ? otherwise : slug;
}

bool IsSlug(std::string_view slug) { return !slug.empty() && slug.size() <= 80 && text::Slugify(slug) == slug; }

}  // namespace

Communities::Communities(db::Database& database, const Clock& clock, Random& random)
    : database_(database), clock_(clock), random_(random) {}

void Communities::Announce(db::Transaction& transaction, const std::string& subject) {
  db::Announce(transaction, kTopic, subject, clock_);
  transaction.AfterCommit([this] { Touch(); });
}

Result<std::vector<communities::Community>> Communities::All() const {
  return database_.Read([](db::Session& s) -> Result<std::vector<communities::Community>> { return store::All(s); });
}

Result<communities::Community> Communities::Find(std::string_view slug) const {
  return database_.Read([&](db::Session& s) -> Result<communities::Community> {
    auto found = store::FindBySlug(s, slug);
    if (!found) return NotFound();
    return std::move(*found);
  });
}

Result<std::vector<District>> Communities::Districts(const CommunityId& id) const {
  return database_.Read([&](db::Session& s) -> Result<std::vector<District>> { return store::Districts(s, id); });
}

Result<std::vector<Organization>> Communities::Organizations(const CommunityId& id) const {
  return database_.Read(
      [&](db::Session& s) -> Result<std::vector<Organization>> { return store::Organizations(s, id); });
}

Result<Organization> Communities::FindOrganization(const CommunityId& id, std::string_view slug) const {
  return database_.Read([&](db::Session& s) -> Result<Organization> {
    auto found = store::FindOrganization(s, id, slug);
    if (!found) return NotFound();
    return std::move(*found);
  });
}

Result<communities::Community> Communities::Create(communities::Community wanted, std::string_view actor) {
  if (const auto faults = Check(wanted); !faults.empty()) return Refuse(faults.front());
  const std::string asked = wanted.slug;
  if (!asked.empty() && (!IsSlug(asked) || asked == "new" || asked == "hub")) {
    return Refuse({"slug", "communities.error.slug"});
  }
  return database_.Write([&](db::Transaction& t) -> Result<communities::Community> {
    communities::Community c = wanted;
    c.id = CommunityId::New(clock_, random_);
    const std::string base = asked.empty() ? SlugFor(c.name, "community") : asked;
    c.slug = FreeSlug(base, store::SlugsLike(t, base));
    if (!asked.empty() && c.slug != asked) return Fail(ErrorKind::kConflict, "communities.error.slug_taken");
    c.state = "preparing";
    c.boundary.clear();
    c.center.reset();
    c.created = c.updated = clock_.Now();
    store::Insert(t, c);
    journal::Entry entry{.actor = std::string(actor),
                         .action = "communities.community.create",
                         .subject = c.id.ToString(),
                         .before = "",
                         .after = CanonicalOf(c)};
    journal::Append(t, entry, clock_, random_);  // the hub's own chain says which communities it has
    entry.community = c.id.ToString();
    journal::Append(t, entry, clock_, random_);
    Announce(t, c.id.ToString());
    return c;
  });
}

Status Communities::Edit(const communities::Community& changed, std::string_view actor) {
  if (const auto faults = Check(changed); !faults.empty()) return Refuse(faults.front());
  return database_.Write([&](db::Transaction& t) -> Status {
    auto c = store::Lock(t, changed.id);
    if (!c) return NotFound();
    const std::string before = CanonicalOf(*c);
    c->name = changed.name;
    c->kind = changed.kind;
    c->place = changed.place;
    c->summary = changed.summary;
    c->time_zone = changed.time_zone;
    c->languages = changed.languages;
    const std::string after = CanonicalOf(*c);
    if (after == before) return {};
    c->updated = clock_.Now();
    store::Update(t, *c);
    const std::string id = c->id.ToString();
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "communities.community.edit",
                     .subject = id,
                     .before = before,
                     .after = after,
                     .community = id},
                    clock_, random_);
    Announce(t, id);
    return {};
  });
}

Status Communities::SetState(const CommunityId& id, std::string_view state, std::string_view actor) {
  if (state != "preparing" && state != "open" && state != "closed") {
    return Refuse({"state", "communities.error.state"});
  }
  return database_.Write([&](db::Transaction& t) -> Status {
    auto c = store::Lock(t, id);
    if (!c) return NotFound();
    if (c->state == state) return {};
    const std::string before = CanonicalOf(*c);
    c->state = state;
    c->updated = clock_.Now();
    store::Update(t, *c);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = state == "open"     ? "communities.community.open"
                               : state == "closed" ? "communities.community.close"
                                                   : "communities.community.prepare",
                     .subject = id.ToString(),
                     .before = before,
                     .after = CanonicalOf(*c),
                     .community = id.ToString()},
                    clock_, random_);
    Announce(t, id.ToString());
    return {};
  });
}

Status Communities::SetMap(const CommunityId& id, std::string_view geojson, std::string_view actor) {
  const auto map = ReadMap(geojson);
  if (!map) return std::unexpected(map.error());
  return database_.Write([&](db::Transaction& t) -> Status {
    auto c = store::Lock(t, id);
    if (!c) return NotFound();
    const auto known = store::Districts(t, id);
    const std::string before = CanonicalMapOf(c->boundary, known);
    std::vector<District> districts;
    Shape everything = map->boundary;
    for (const auto& d : map->districts) {
      const auto same = std::find_if(known.begin(), known.end(), [&](const District& k) { return k.slug == d.slug; });
      districts.push_back(
          {same == known.end() ? DistrictId::New(clock_, random_) : same->id, d.slug, d.name, WriteShape(d.shape)});
      if (map->boundary.empty()) everything.insert(everything.end(), d.shape.begin(), d.shape.end());
    }
    c->boundary = WriteShape(map->boundary);
    if (const auto center = Centroid(everything)) c->center = Point{center->y / kUnits, center->x / kUnits};
    const std::string after = CanonicalMapOf(c->boundary, districts);
    if (after == before) return {};
    c->updated = clock_.Now();
    store::Update(t, *c);
    store::ReplaceDistricts(t, id, districts);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "communities.map.replace",
                     .subject = id.ToString(),
                     .before = known.empty() && before == CanonicalMapOf("", {}) ? "" : before,
                     .after = after,
                     .community = id.ToString()},
                    clock_, random_);
    Announce(t, id.ToString());
    return {};
  });
}

Result<Organization> Communities::AddOrganization(const CommunityId& id, Organization wanted, std::string_view actor) {
  const std::string asked = wanted.slug;
  if (!asked.empty() && (!IsSlug(asked) || asked == "new")) return Refuse({"slug", "communities.error.slug"});
  return database_.Write([&](db::Transaction& t) -> Result<Organization> {
    if (!store::Lock(t, id)) return NotFound();  // and with it the community's slugs
    if (const auto faults = Check(wanted, store::Districts(t, id)); !faults.empty()) return Refuse(faults.front());
    Organization o = wanted;
    o.id = OrganizationId::New(clock_, random_);
    const std::string base = asked.empty() ? SlugFor(o.name, "organization") : asked;
    o.slug = FreeSlug(base, store::SlugsLike(t, id, base));
    if (!asked.empty() && o.slug != asked) return Fail(ErrorKind::kConflict, "communities.error.slug_taken");
    o.state = "active";
    o.created = o.updated = clock_.Now();
    store::Insert(t, id, o);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "communities.organization.add",
                     .subject = o.id.ToString(),
                     .before = "",
                     .after = CanonicalOf(o),
                     .community = id.ToString()},
                    clock_, random_);
    Announce(t, o.id.ToString());
    return o;
  });
}

Status Communities::EditOrganization(const CommunityId& id, const Organization& changed, std::string_view actor) {
  return database_.Write([&](db::Transaction& t) -> Status {
    auto known = store::Lock(t, id, changed.id);
    if (!known) return NotFound();
    if (known->state != "active") return Fail(ErrorKind::kConflict, "communities.error.ended");
    if (const auto faults = Check(changed, store::Districts(t, id)); !faults.empty()) return Refuse(faults.front());
    Organization o = changed;
    o.slug = known->slug;
    o.state = known->state;
    o.created = known->created;
    o.updated = clock_.Now();
    const std::string before = CanonicalOf(*known), after = CanonicalOf(o);
    if (before == after) return {};
    store::Update(t, id, o);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "communities.organization.edit",
                     .subject = o.id.ToString(),
                     .before = before,
                     .after = after,
                     .community = id.ToString()},
                    clock_, random_);
    Announce(t, o.id.ToString());
    return {};
  });
}

Status Communities::EndOrganization(const CommunityId& id, const OrganizationId& organization, std::string_view actor) {
  return database_.Write([&](db::Transaction& t) -> Status {
    auto o = store::Lock(t, id, organization);
    if (!o) return NotFound();
    if (o->state == "ended") return {};
    const std::string before = CanonicalOf(*o);
    o->state = "ended";
    o->updated = clock_.Now();
    store::Update(t, id, *o);
    journal::Append(t,
                    {.actor = std::string(actor),
                     .action = "communities.organization.end",
                     .subject = o->id.ToString(),
                     .before = before,
                     .after = CanonicalOf(*o),
                     .community = id.ToString()},
                    clock_, random_);
    Announce(t, o->id.ToString());
    return {};
  });
}

}  // namespace concord::communities
