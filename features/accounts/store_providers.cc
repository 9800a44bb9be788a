#include "features/accounts/store_providers.h"

#include <nlohmann/json.hpp>

namespace concord::accounts::sql {
namespace {

constexpr char kProviderColumns[] =
    "SELECT community_id, organization_id, issuer, client_id, client_secret, email_domains, role, state, updated_at "
    "FROM accounts_provider WHERE ";

ProviderRow ProviderFromRow(const db::Row& row) {
  ProviderRow one;
  Provider& p = one.provider;
  p.community = CommunityId::Parse(row.Text(0)).value_or(CommunityId());
  p.organization = OrganizationId::Parse(row.Text(1)).value_or(OrganizationId());
  p.issuer = row.Text(2);
  p.client_id = row.Text(3);
  one.secret = row.Text(4);
  p.has_secret = !one.secret.empty();
  const auto domains = nlohmann::json::parse(row.Text(5), nullptr, false);
  for (const auto& domain : domains) {
    if (domain.is_string()) p.email_domains.push_back(domain.get<std::string>());
  }
  p.role = RoleNamed(row.Text(6)).value_or(Role::kMember);
  p.active = row.Text(7) == "active";
  p.updated = row.At(8);
  return one;
}

}  // namespace

std::optional<ProviderRow> FindProvider(db::Session& session, const CommunityId& community,
                                        const OrganizationId& organization) {
  const auto row =
      session.One(std::string(kProviderColumns) + "community_id = :community AND organization_id = :organization",
                  community.ToString(), organization.ToString());
  if (!row) return std::nullopt;
  return ProviderFromRow(*row);
}

std::vector<Provider> ActiveProviders(db::Session& session) {
  std::vector<Provider> all;
  for (const db::Row& row :
       session.Query(std::string(kProviderColumns) + "state = 'active' ORDER BY community_id, organization_id"))
    all.push_back(ProviderFromRow(row).provider);
  return all;
}

void PutProvider(db::Transaction& t, const ProviderRow& row) {
  const Provider& p = row.provider;
  t.Execute(
      "INSERT INTO accounts_provider (community_id, organization_id, issuer, client_id, client_secret, email_domains, "
      "role, state, updated_at) VALUES (:community, :organization, :issuer, :client, :secret, :domains, :role, :state, "
      ":updated) ON CONFLICT (community_id, organization_id) DO UPDATE SET issuer = excluded.issuer, "
      "client_id = excluded.client_id, client_secret = excluded.client_secret, email_domains = excluded.email_domains, "
      "role = excluded.role, state = excluded.state, updated_at = excluded.updated_at",
      p.community.ToString(), p.organization.ToString(), p.issuer, p.client_id, row.secret,
      nlohmann::json(p.email_domains).dump(), NameOf(p.role), p.active ? "active" : "off", p.updated);
}

bool DeleteProvider(db::Transaction& t, const CommunityId& community, const OrganizationId& organization) {
  return t.Execute("DELETE FROM accounts_provider WHERE community_id = :community AND organization_id = :organization",
                   community.ToString(), organization.ToString()) > 0;
}

std::optional<AccountId> FindIdentity(db::Session& session, const std::string& issuer, const std::string& subject) {
  const auto row = session.One("SELECT account_id FROM accounts_identity WHERE issuer = :issuer AND subject = :subject",
                               issuer, subject);
  return row ? AccountId::Parse(row->Text(0)) : std::nullopt;
}

void InsertIdentity(db::Transaction& t, const std::string& issuer, const std::string& subject, const AccountId& id,
                    Time now) {
  t.Execute(
      "INSERT INTO accounts_identity (issuer, subject, account_id, created_at) VALUES (:issuer, :subject, :account, "
      ":now) ON CONFLICT DO NOTHING",
      issuer, subject, id.ToString(), now);
}

void InsertVisit(db::Transaction& t, const std::string& state_digest, const std::string& kept, Time now) {
  t.Execute("INSERT INTO accounts_oidc_visit (state_digest, kept, created_at) VALUES (:digest, :kept, :now)",
            state_digest, kept, now);
}

std::optional<std::string> TakeVisit(db::Transaction& t, const std::string& state_digest, Time oldest) {
  const auto row =
      t.One("DELETE FROM accounts_oidc_visit WHERE state_digest = :digest RETURNING kept, created_at", state_digest);
  if (!row || row->At(1) < oldest) return std::nullopt;
  return row->Text(0);
}

void PruneVisits(db::Transaction& t, Time oldest) {
  t.Execute("DELETE FROM accounts_oidc_visit WHERE created_at < :oldest", oldest);
}

}  // namespace concord::accounts::sql
