// The page docs/user/roles.md, made from the permission table: `concord roles --markdown` prints it, and a test holds
// the page against it. Pure.
#pragma once
#include <string>

namespace concord::accounts {

std::string RolesMarkdown();
// The table for other programs: [{"action": "people.invite", "member": "none", "officer": "organization", ...}].
std::string RolesJson();

}  // namespace concord::accounts
