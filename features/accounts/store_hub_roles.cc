#include "features/accounts/store_hub_roles.h"

namespace concord::accounts::sql {

int64_t CountWithHubRole(db::Session& session, Role role) {
  return session
      .One(
          "SELECT COUNT(*) FROM accounts_hub_role h JOIN accounts_account a ON a.id = h.account_id "
          "WHERE h.role = :role AND a.state = 'active'",
          NameOf(role))
      ->Int(0);
}

}  // namespace concord::accounts::sql
