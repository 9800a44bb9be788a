// The addresses of people's pages.
#pragma once
#include "features/accounts/pages.h"

namespace concord::accounts {

// Signing in, the second factor, passwords; in a demonstration also signing in as one of its people.
void BindSignIn(http::Router& router, const PageDeps& deps);
// Invitations, profiles, the hub's accounts, identity providers, "Today".
void BindPeople(http::Router& router, const PageDeps& deps);

}  // namespace concord::accounts
