#include "app/library_side.h"

#include "base/mail/message.h"
#include "features/library/cite/cite.h"
#include "features/library/links/pages.h"
#include "features/library/lists/routes.h"
#include "features/library/news/news.h"
#include "features/library/oai/oai.h"
#include "features/library/reading/reading.h"
#include "features/library/routes.h"

namespace concord::app {
namespace {

// Where the hub's mail comes from, which is where harvesters write to; empty where none is set.
std::string AdminEmail(const Config& config) {
  const auto from = mail::ParseMailbox(config.mail.from);
  return from ? from->address : std::string();
}

}  // namespace

Result<std::unique_ptr<LibrarySide>> LibrarySide::Build(http::Router& router, Deps d) {
  auto side = std::make_unique<LibrarySide>();
  Hub& hub = d.hub;
  auto styles = library::csl::Styles::Load();
  if (!styles) return std::unexpected(styles.error());
  side->styles = std::make_unique<library::csl::Styles>(std::move(*styles));
  side->related = std::make_unique<library::RelatedBoard>(*hub.library, d.searcher);
  side->ties = std::make_unique<library::TieBoard>(
      std::vector{library::lists::ListsThatHold(*hub.database, *hub.communities), library::SitesThatCite(*hub.library)},
      [&hub] { return hub.library->Version() + hub.communities->Version(); }, *hub.log);
  side->digest = std::make_unique<library::news::Digest>(library::news::Digest::Deps{
      *hub.library, *hub.accounts, d.catalog, hub.config.hub, hub.post.get(), hub.clock, hub.random, *hub.log});
  side->digest->Handle(*hub.jobs);

  library::PageDeps pages{.library = *hub.library,
                          .searcher = d.searcher,
                          .frame = d.frame,
                          .hub = hub.config.hub,
                          .clock = hub.clock,
                          .log = *hub.log,
                          .home_sections = std::move(d.home_sections),
                          .related = side->related.get(),
                          .ties = side->ties.get(),
                          .styles = side->styles.get(),
                          .link_note = [&hub](const library::Speaker& speaker, const std::string& id) {
                            return library::links::NoteFor(*hub.links, speaker, id);
                          }};
  library::documents::BindDocuments(router, {pages, *hub.documents, d.guards});
  const auto documents_of = [pages](const http::Request& request, const library::Resource& resource) {
    return library::documents::ResourceSection(pages, request, resource);
  };
  pages.resource_sections.push_back(documents_of);

  library::BindLibrary(router, pages);
  library::cite::BindCite(router, pages);
  library::links::BindLinks(router, pages, d.guards, *hub.links);
  library::lists::BindLists(router, {pages, *hub.lists, d.guards, *hub.communities});
  library::news::BindNews(router, {pages, *side->digest, d.guards});
  library::oai::BindOai(router, {*hub.library, hub.config.hub, AdminEmail(hub.config), hub.clock, *hub.log});
  return side;
}

std::vector<accounts::TodaySource> LibrarySide::Today(Hub& hub, const i18n::Catalog& catalog) {
  return {library::links::Today(*hub.links, catalog)};
}

std::set<std::string> LibrarySide::TemplateNames() {
  std::set<std::string> names = library::views::TemplateNames();
  names.merge(library::cite::TemplateNames());
  names.merge(library::documents::TemplateNames());
  names.merge(library::links::TemplateNames());
  names.merge(library::lists::TemplateNames());
  names.merge(library::news::TemplateNames());
  return names;
}

}  // namespace concord::app
