// Every template that this feature names; for Templates::Load.
#pragma once
#include <set>
#include <string>

#include "features/accounts/views_people.h"
#include "features/accounts/views_signin.h"

namespace concord::accounts::views {

inline std::set<std::string> TemplateNames() {
  std::set<std::string> names = SignInTemplateNames();
  names.merge(PeopleTemplateNames());
  return names;
}

}  // namespace concord::accounts::views
