// What the pages about people share.
#include <algorithm>

#include "features/accounts/pages_people.h"

namespace concord::accounts {

html::PageMeta MetaOf(std::string title, const char* section) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = section;
  meta.no_index = true;
  return meta;
}

views::Notes NotesFor(const PageDeps& deps, const http::Request& request) {
  views::Notes notes;
  notes.csrf = deps.frame.FormToken(request);
  const std::string key = "accounts.done." + std::string(request.query.Get("done"));
  if (deps.frame.catalog().Has(key)) notes.done = Speaker(deps.frame, request).Say(key);
  return notes;
}

std::vector<views::Option> LanguageOptions(const PageDeps& deps, std::string_view chosen) {
  std::vector<views::Option> options;
  for (const auto& language : deps.frame.catalog().languages())
    options.push_back({language.tag, language.name, "", language.tag == chosen});
  return options;
}

std::string RoleInWords(const Speaker& speaker, Role role) {
  return speaker.Say("accounts.role." + std::string(NameOf(role)));
}

views::PlaceLink LinksOf(const Place& place, const Places::Named* organization) {
  views::PlaceLink link{place.name, "/c/" + place.slug, "", ""};
  if (organization) {
    link.organization = organization->name;
    link.organization_href = link.community_href + "/organizations/" + organization->slug;
  }
  return link;
}

std::optional<Places::Named> OrganizationOf(const PageDeps& deps, const CommunityId& community, std::string_view slug) {
  for (auto& one : deps.accounts.deps().places.OrganizationsOf(community)) {
    if (one.slug == slug) return one;
  }
  return std::nullopt;
}

std::string AddressOf(const PageDeps& deps, const http::Request& request, std::string_view path) {
  std::string origin = deps.config.hub.base_url.empty() ? request.Origin() : deps.config.hub.base_url;
  while (origin.ends_with('/')) origin.pop_back();
  return origin + std::string(path);
}

bool MailsLinks(const PageDeps& deps) { return deps.post && deps.post->enabled() && !deps.config.hub.base_url.empty(); }

std::vector<NotificationKind> NotificationsOf(const PageDeps& deps) {
  std::vector<NotificationKind> kinds = {{kTellOfInvitations, "accounts.notify.invitations", true}};
  kinds.insert(kinds.end(), deps.notifications.begin(), deps.notifications.end());
  return kinds;
}

bool IsOn(const Settings& settings, const NotificationKind& kind) {
  const auto chosen = settings.notifications.find(kind.name);
  return chosen == settings.notifications.end() ? kind.on : chosen->second;
}

http::Response SaidPage(const PageDeps& deps, const http::Request& request, const views::Said& said, unsigned status) {
  const Speaker speaker(deps.frame, request);
  return deps.frame.Page(request, MetaOf(said.title, ""),
                         views::Render(deps.frame.templates(), speaker.language(), said), status);
}

}  // namespace concord::accounts
