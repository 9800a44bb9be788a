#include "features/communities/store.h"

namespace concord::communities::store {
namespace {

constexpr std::string_view kOrganizationColumns =
    "organization_id, slug, name, kind, summary, languages, offers, service_area, contact_name, contact_email, "
    "contact_phone, contact_address, website, state, created_at, updated_at";

Organization OrganizationFrom(const db::Row& row) {
  Organization o;
  o.id = OrganizationId::Parse(row.Text(0)).value_or(OrganizationId());
  o.slug = row.Text(1);
  o.name = row.Text(2);
  o.kind = row.Text(3);
  o.summary = row.Text(4);
  o.languages = ReadList(row.Text(5));
  o.offers = ReadList(row.Text(6));
  o.service_area = ReadList(row.Text(7));
  o.contact_name = row.Text(8);
  o.contact_email = row.Text(9);
  o.contact_phone = row.Text(10);
  o.contact_address = row.Text(11);
  o.website = row.Text(12);
  o.state = row.Text(13);
  o.created = row.At(14);
  o.updated = row.At(15);
  return o;
}

std::optional<Organization> One(const std::optional<db::Row>& row) {
  return row ? std::optional(OrganizationFrom(*row)) : std::nullopt;
}

std::string Select(std::string_view where) {
  return "SELECT " + std::string(kOrganizationColumns) + " FROM communities_organization WHERE community_id = :c AND " +
         std::string(where);
}

}  // namespace

std::vector<Organization> Organizations(db::Session& session, const CommunityId& community) {
  std::vector<Organization> all;
  for (const auto& row : session.Query(Select("state = 'active' ORDER BY name, slug"), community.ToString())) {
    all.push_back(OrganizationFrom(row));
  }
  return all;
}

std::optional<Organization> FindOrganization(db::Session& session, const CommunityId& community,
                                             std::string_view slug) {
  return One(session.One(Select("slug = :slug"), community.ToString(), slug));
}

std::optional<Organization> Lock(db::Transaction& transaction, const CommunityId& community,
                                 const OrganizationId& organization) {
  const bool postgres = transaction.dialect() == db::Dialect::kPostgres;
  return One(transaction.One(Select(postgres ? "organization_id = :id FOR UPDATE" : "organization_id = :id"),
                             community.ToString(), organization.ToString()));
}

std::vector<std::string> SlugsLike(db::Session& session, const CommunityId& community, std::string_view base) {
  std::vector<std::string> slugs;
  for (const auto& row : session.Query(
           "SELECT slug FROM communities_organization WHERE community_id = :c AND (slug = :a OR slug LIKE :b)",
           community.ToString(), base, std::string(base) + "-%")) {
    slugs.push_back(row.Text(0));
  }
  return slugs;
}

void Insert(db::Transaction& transaction, const CommunityId& community, const Organization& o) {
  transaction.Execute(
      "INSERT INTO communities_organization (community_id, organization_id, slug, name, kind, summary, languages, "
      "offers, service_area, contact_name, contact_email, contact_phone, contact_address, website, state, created_at, "
      "updated_at) VALUES (:c, :id, :slug, :name, :kind, :summary, :languages, :offers, :area, :contact, :email, "
      ":phone, :address, :website, :state, :created, :updated)",
      community.ToString(), o.id.ToString(), o.slug, o.name, o.kind, o.summary, WriteList(o.languages),
      WriteList(o.offers), WriteList(o.service_area), o.contact_name, o.contact_email, o.contact_phone,
      o.contact_address, o.website, o.state, o.created, o.updated);
}

void Update(db::Transaction& transaction, const CommunityId& community, const Organization& o) {
  transaction.Execute(
      "UPDATE communities_organization SET name = :name, kind = :kind, summary = :summary, languages = :languages, "
      "offers = :offers, service_area = :area, contact_name = :contact, contact_email = :email, contact_phone = "
      ":phone, "
      "contact_address = :address, website = :website, state = :state, updated_at = :updated WHERE community_id = :c "
      "AND organization_id = :id",
      o.name, o.kind, o.summary, WriteList(o.languages), WriteList(o.offers), WriteList(o.service_area), o.contact_name,
      o.contact_email, o.contact_phone, o.contact_address, o.website, o.state, o.updated, community.ToString(),
      o.id.ToString());
}

std::vector<KnownOrganization> KnownOrganizations(db::Session& session) {
  std::vector<KnownOrganization> known;
  for (const auto& row : session.Query("SELECT community_id, organization_id, slug, name, kind, state, updated_at FROM "
                                       "communities_organization ORDER BY community_id, name, slug")) {
    known.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Int(6)});
  }
  return known;
}

}  // namespace concord::communities::store
