// A demonstration lets anyone in as one of its made-up people.
#include <algorithm>

#include "base/core/text.h"
#include "features/accounts/pages_signin.h"

namespace concord::accounts {
namespace {

// "Commander", "Community administrator, Analyst"; the widest role first.
std::string RolesInWords(const Speaker& speaker, std::vector<Role> roles) {
  std::ranges::sort(roles, std::greater());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  std::vector<std::string> words;
  for (const Role role : roles) words.push_back(speaker.Say("accounts.role." + std::string(NameOf(role))));
  return text::Join(words, ", ");
}

std::string OrganizationsInWords(const Places& places, const std::vector<Membership>& memberships) {
  std::vector<std::string> names;
  for (const auto& membership : memberships) {
    for (const auto& organization : places.OrganizationsOf(membership.community)) {
      if (organization.id == membership.organization && std::ranges::find(names, organization.name) == names.end())
        names.push_back(organization.name);
    }
  }
  return text::Join(names, ", ");
}

}  // namespace

http::Response DemoPages::SignIn(const http::Request& request) const {
  const auto id = AccountId::Parse(request.form.Get("person"));
  if (!id) return d_.frame.ErrorPage(request, 404);
  const auto account = d_.accounts.Find(*id);
  if (!account) return ErrorFor(d_, request, account.error());
  if (!account->demo || account->state != "active") return d_.frame.ErrorPage(request, 404);
  const auto entered = d_.sign_in.As(*id, Method::kDemo, OriginOf(request));
  if (!entered) return ErrorFor(d_, request, entered.error());
  return Arrive(d_, request, *entered, "/today");
}

Result<html::Safe> DemoSection(const PageDeps& deps, const http::Request& request) {
  if (!deps.config.hub.demo) return html::Safe{};
  const auto people = deps.accounts.DemoPeople();
  if (!people) return std::unexpected(people.error());
  if (people->empty()) return html::Safe{};
  const Speaker speaker(deps.frame, request);
  views::Demo view;
  view.form.csrf = deps.frame.FormToken(request);
  for (const auto& person : *people) {
    std::vector<Role> roles = person.hub_roles;
    for (const auto& membership : person.memberships) roles.push_back(membership.role);
    std::string where = OrganizationsInWords(deps.accounts.deps().places, person.memberships);
    if (where.empty() && !person.hub_roles.empty()) where = speaker.Say("accounts.demo.hub");
    view.people.push_back({person.account.id.ToString(), person.account.name, RolesInWords(speaker, roles), where});
  }
  return views::Render(deps.frame.templates(), speaker.language(), view);
}

}  // namespace concord::accounts
