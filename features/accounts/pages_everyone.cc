// Everyone of a community, for those who look after it. Every look at the list is in the community's journal.
#include <algorithm>

#include "base/core/csv.h"
#include "base/journal/journal.h"
#include "features/accounts/pages_people.h"

namespace concord::accounts {

Result<std::vector<Accounts::Person>> InvitationPages::ReadEveryone(const http::Request& request) const {
  const Visit& visit = VisitOf(request);
  if (!visit.place || !visit.caller ||
      OwnReach(*visit.caller, Action::kPeopleView, visit.place->id, OrganizationId()) < Reach::kCommunity)
    return Fail(ErrorKind::kForbidden, "html.error.forbidden");
  const auto& deps = d_.accounts.deps();
  const auto noted = journal::RecordRead(deps.database,
                                         {.actor = visit.Actor(),
                                          .action = "accounts.people.read",
                                          .subject = visit.place->id.ToString(),
                                          .community = visit.place->id.ToString()},
                                         deps.clock, deps.random);
  if (!noted) return std::unexpected(noted.error());
  return d_.accounts.PeopleOf(visit.place->id, std::nullopt);
}

http::Response InvitationPages::Everyone(const http::Request& request) const {
  const auto people = ReadEveryone(request);
  if (!people) return ErrorFor(d_, request, people.error());
  const Speaker speaker(d_.frame, request);
  const Place& place = *VisitOf(request).place;
  const auto organizations = d_.accounts.deps().places.OrganizationsOf(place.id);
  views::EveryonePage view;
  view.place = LinksOf(place, nullptr);
  view.title = speaker.Say("accounts.everyone.title", {{"community", place.name}});
  view.count = speaker.Count("accounts.everyone.count", static_cast<int64_t>(people->size()));
  view.csv_href = "/c/" + place.slug + "/people.csv";
  const auto href = [&](const Places::Named& one) {
    return "/c/" + place.slug + "/organizations/" + one.slug + "/people";
  };
  for (const auto& one : organizations) view.organizations.push_back({"", "", "", one.name, href(one)});
  for (const auto& [account, membership] : *people) {
    const auto one = std::ranges::find(organizations, membership.organization, &Places::Named::id);
    if (one == organizations.end()) continue;
    view.people.push_back({account.name, account.email, RoleInWords(speaker, membership.role), one->name, href(*one)});
  }
  return d_.frame.Page(request, MetaOf(view.title, "people"),
                       views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response InvitationPages::EveryoneCsv(const http::Request& request) const {
  const auto people = ReadEveryone(request);
  if (!people) return ErrorFor(d_, request, people.error());
  const Place& place = *VisitOf(request).place;
  const auto organizations = d_.accounts.deps().places.OrganizationsOf(place.id);
  std::string csv;
  AppendCsv(csv, {"name", "email", "organization", "role"});
  for (const auto& [account, membership] : *people) {
    const auto one = std::ranges::find(organizations, membership.organization, &Places::Named::id);
    if (one == organizations.end()) continue;
    AppendCsv(csv, {account.name, account.email, one->name, std::string(NameOf(membership.role))});
  }
  return http::Response::Download(std::move(csv), "text/csv; charset=utf-8", place.slug + "-people.csv");
}

}  // namespace concord::accounts
