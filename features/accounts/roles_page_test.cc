#include "features/accounts/roles_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "features/accounts/permissions.h"

namespace concord::accounts {
namespace {

TEST(RolesPage, TheUserGuideSaysWhatTheTableSays) {
  std::ifstream in(CONCORD_SOURCE_DIR "/docs/user/roles.md");
  const std::string page(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(page, RolesMarkdown()) << "write it anew: concord roles --markdown > docs/user/roles.md";
}

TEST(RolesPage, HasALineForEveryActionAndAColumnForEveryRole) {
  const auto json = nlohmann::json::parse(RolesJson());
  ASSERT_EQ(json.size(), kActionCount);
  for (const auto& line : json) EXPECT_EQ(line.size(), kRoleCount + 1);
  EXPECT_EQ(json[5]["action"], "people.invite");
  EXPECT_EQ(json[5]["commander"], "organization");
  EXPECT_EQ(json[5]["officer"], "none");
  EXPECT_EQ(json[5]["community_admin"], "community");
  EXPECT_EQ(json[5]["hub_admin"], "hub");
}

}  // namespace
}  // namespace concord::accounts
