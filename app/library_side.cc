#include "app/library_side.h"

#include "base/mail/message.h"
#include "features/accounts/hub_roles.h"
#include "features/library/cite/cite.h"
#include "features/library/curation/curation.h"
#include "features/library/curation/routes.h"
#include "features/library/curation/views.h"
#include "features/library/harvest/pages.h"
#include "features/library/links/pages.h"
#include "features/library/lists/routes.h"
#include "features/library/news/news.h"
#include "features/library/oai/oai.h"
#include "features/library/queue/queue.h"
#include "features/library/reading/reading.h"
#include "features/library/routes.h"

namespace concord::app {
namespace {

// Where the hub's mail comes from, which is where harvesters write to; empty where none is set.
std::string AdminEmail(const Config& config) {
  const auto from = mail::ParseMailbox(config.mail.from);
  return from ? from->address : std::string();
}

// What a person is called; empty for who is gone, and for "system".
std::string NameOfAccount(Hub& hub, std::string_view id) {
  const auto parsed = accounts::AccountId::Parse(id);
  if (!parsed) return {};
  const auto account = hub.accounts->Find(*parsed);
  return account ? account->name : std::string();
}

// Suggestions, doubles, bulk edits, ratings.
library::queue::Deps QueueDeps(Hub& hub, const library::PageDeps& pages, PeopleSide& people) {
  library::queue::Deps deps{
      .pages = pages, .guards = people.guards, .sealer = *hub.sealer, .random = hub.random, .post = hub.post.get()};
  deps.followers.push_back(library::harvest::FollowMerge);
  deps.followers.push_back(library::curation::RefuseMerge);
  deps.limit = [&people](const http::Request& request) {
    return people.throttle.Take(accounts::Throttle::Kind::kSuggestion, "", accounts::OriginOf(request));
  };
  deps.edit_href = [](std::string_view slug) { return "/resources/" + std::string(slug) + "/edit"; };
  deps.places = [communities = hub.communities.get()] {
    std::vector<library::queue::PlaceChoice> places;
    const auto all = communities->All();
    if (!all) return places;  // the question is left out
    for (const auto& one : *all) {
      if (one.state == "open") places.push_back({one.id.ToString(), one.name});
    }
    return places;
  };
  return deps;
}

}  // namespace

LibrarySide::LibrarySide(Hub& hub, const search::Searcher& searcher, const i18n::Catalog& catalog)
    : searcher_(searcher),
      catalog_(catalog),
      related_(*hub.library, searcher),
      ties_(
          {library::lists::ListsThatHold(*hub.database, *hub.communities), library::SitesThatCite(*hub.library)},
          [&hub] { return hub.library->Version() + hub.communities->Version(); }, *hub.log),
      digest_({*hub.library, *hub.accounts, catalog, hub.config.hub, hub.post.get(), hub.clock, hub.random, *hub.log}),
      curation_(*hub.library, hub.clock, hub.random,
                [&hub] { return accounts::CountWithHubRole(*hub.database, accounts::Role::kCurator); }),
      entries_(*hub.library),
      harvests_(*hub.library, hub.clock, hub.random),
      harvester_(harvests_, *hub.fetcher, *hub.log) {
  digest_.Handle(*hub.jobs);
}

library::PageDeps LibrarySide::Pages(Hub& hub, Around around) {
  return {.library = *hub.library,
          .searcher = searcher_,
          .frame = around.frame,
          .hub = hub.config.hub,
          .clock = hub.clock,
          .log = *hub.log,
          .home_sections = std::move(around.home_sections),
          .related = &related_,
          .ties = &ties_,
          .styles = styles_.get(),
          .link_note = [&hub](const library::Speaker& speaker, const std::string& id) {
            return library::links::NoteFor(*hub.links, speaker, id);
          }};
}

Status LibrarySide::Bind(http::Router& router, Hub& hub, Around around) {
  auto styles = library::csl::Styles::Load();
  if (!styles) return std::unexpected(styles.error());
  styles_ = std::make_unique<library::csl::Styles>(std::move(*styles));

  library::PageDeps pages = Pages(hub, around);
  library::documents::BindDocuments(router, {pages, *hub.documents, around.people.guards});
  pages.resource_sections.push_back([pages](const http::Request& request, const library::Resource& resource) {
    return library::documents::ResourceSection(pages, request, resource);
  });
  library::curation::BindCuration(router, {pages, curation_, entries_, around.people.guards,
                                           [&hub](std::string_view account) { return NameOfAccount(hub, account); }});
  pages.resource_actions = [this, frame = &around.frame](const http::Request& request,
                                                         const library::Resource& resource) {
    return library::curation::ResourceActions(catalog_, frame->LanguageOf(request), request, resource);
  };
  library::BindLibrary(router, pages);
  library::cite::BindCite(router, pages);
  library::links::BindLinks(router, pages, around.people.guards, *hub.links);
  library::harvest::BindHarvests(router, pages, around.people.guards,
                                 {harvests_, *hub.fetcher, [this] { harvester_.Wake(); }});
  library::lists::BindLists(router, {pages, *hub.lists, around.people.guards, *hub.communities});
  library::news::BindNews(router, {pages, digest_, around.people.guards});
  library::queue::BindQueue(router, QueueDeps(hub, pages, around.people));
  library::oai::BindOai(router, {*hub.library, hub.config.hub, AdminEmail(hub.config), hub.clock, *hub.log});
  return {};
}

std::vector<accounts::TodaySource> LibrarySide::Today(Hub& hub, const i18n::Catalog& catalog) {
  return {library::queue::Today(*hub.library, catalog), library::curation::Today(curation_, catalog),
          library::links::Today(*hub.links, catalog)};
}

std::set<std::string> LibrarySide::TemplateNames() {
  std::set<std::string> names = library::views::TemplateNames();
  for (auto part :
       {library::cite::TemplateNames(), library::curation::views::TemplateNames(), library::documents::TemplateNames(),
        library::harvest::TemplateNames(), library::links::TemplateNames(), library::lists::TemplateNames(),
        library::news::TemplateNames(), library::queue::TemplateNames()})
    names.merge(part);
  return names;
}

}  // namespace concord::app
