#include "app/site.h"

#include "app/parts.h"
#include "features/accounts/pages_signin.h"
#include "features/accounts/routes.h"
#include "features/accounts/views.h"
#include "features/communities/routes.h"
#include "features/journal/journal.h"
#include "features/library/routes.h"
#include "features/selfreview/answering/answering.h"
#include "features/selfreview/reading/reading.h"

namespace concord::app {
namespace {

// A feature's templates are named after it: "library/templates/home.tpl" is "library/home.tpl".
class TemplateFiles {
 public:
  void Add(std::span<const embed::File> files) {
    for (const auto& file : files) {
      if (!file.path.ends_with(".tpl")) continue;
      std::string name(file.path);
      if (const size_t at = name.find("templates/"); at != std::string::npos) name.erase(at, 10);
      names_.push_back(std::make_unique<std::string>(std::move(name)));
      files_.push_back({*names_.back(), file.bytes});
    }
  }
  std::span<const embed::File> files() const { return files_; }

 private:
  std::vector<std::unique_ptr<std::string>> names_;
  std::vector<embed::File> files_;
};

Result<std::unique_ptr<html::Templates>> LoadTemplates(const i18n::Catalog& catalog) {
  TemplateFiles files;
  for (const auto source : EmbeddedParts()) files.Add(source);
  std::set<std::string> used = LibrarySide::TemplateNames();
  used.merge(accounts::views::TemplateNames());
  used.merge(communities::views::TemplateNames());
  used.merge(journal::JournalTemplateNames());
  used.merge(library::curation::views::TemplateNames());
  used.merge(SelfreviewSide::TemplateNames());
  for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
  return html::Templates::Load(files.files(), used, catalog);
}

// The main navigation, and the bar of a community: what each feature offers, in the order in which people need it.
std::vector<html::NavEntry> MainEntries() {
  std::vector<html::NavEntry> entries = library::Navigation();
  entries.insert(entries.begin(), communities::Navigation());
  return entries;
}

std::vector<html::NavEntry> CommunityEntries() {
  std::vector<html::NavEntry> entries = communities::CommunityNavigation();
  entries.push_back(selfreview::answering::CommunityNavigation());
  entries.push_back({"lists", "lists", "lists.nav"});
  entries.push_back({"journal", "journal", "journal.nav"});
  return entries;
}

// The communities that a visitor may see have a journal; whoever guards the route has looked.
std::optional<journal::JournalPlace> JournalPlaceOf(const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return std::nullopt;
  return journal::JournalPlace{visit.place->id.ToString(), visit.place->name, "/c/" + visit.place->slug + "/journal"};
}

// A demonstration offers a sign-in as each of its people, first of all.
std::vector<library::HomeSection> HomeSections(Hub& hub, const accounts::PageDeps& people) {
  const html::Frame* frame = &people.frame;
  std::vector<library::HomeSection> sections = {
      {[frame](const http::Request& request) { return selfreview::reading::HomeSection(*frame, request); }}};
  if (!hub.config.hub.demo) return sections;
  const auto render = [people](const http::Request& request) {
    auto section = accounts::DemoSection(people, request);
    if (section) return std::move(*section);
    people.log.Error("the people of the demonstration could not be read", {{"cause", section.error().cause}});
    return html::Safe();
  };
  sections.insert(sections.begin(), {render, true});
  return sections;
}

}  // namespace

Result<std::unique_ptr<Site>> BuildSite(Hub& hub, const search::Searcher& searcher) {
  auto site = std::make_unique<Site>();
  auto catalog = LoadCatalog();
  if (!catalog) return std::unexpected(catalog.error());
  site->catalog = std::move(*catalog);
  auto templates = LoadTemplates(*site->catalog);
  if (!templates) return std::unexpected(templates.error());
  site->templates = std::move(*templates);
  site->assets = std::make_unique<assets::AssetTable>();
  const auto asset_url = [table = site->assets.get()](std::string_view name) { return table->Url(name); };

  site->people = std::make_unique<PeopleSide>(hub, *site->catalog, site->frame, CommunityEntries());
  const PeopleSide& people = *site->people;
  site->frame = std::make_unique<html::Frame>(*site->templates, *site->catalog, hub.config.hub, MainEntries(),
                                              library::StandingLinks(hub.config.hub.name), asset_url, &people.gate);
  site->assets->Bind(site->router);

  const auto count_people = [&hub](const accounts::CommunityId& id) { return hub.accounts->CountsOf(id); };
  std::vector<accounts::TodaySource> today = {communities::Today(*hub.communities, *site->catalog, count_people,
                                                                 [&hub] { return hub.accounts->Administered(); })};
  site->library = std::make_unique<LibrarySide>(hub, searcher, *site->catalog);
  for (auto& source : site->library->Today(hub, *site->catalog)) today.push_back(std::move(source));
  site->selfreview = std::make_unique<SelfreviewSide>(hub);
  for (auto& source : site->selfreview->Today(hub, *site->catalog)) today.push_back(std::move(source));
  const accounts::PageDeps people_pages = site->people->PageDeps(hub, *site->frame, std::move(today));
  accounts::BindSignIn(site->router, people_pages);
  accounts::BindPeople(site->router, people_pages);
  const SelfreviewSide::Around around{hub, *site->frame, *site->people, asset_url("chart.js")};
  communities::BindCommunities(site->router, {.communities = *hub.communities,
                                              .guards = people.guards,
                                              .frame = *site->frame,
                                              .hub = hub.config.hub,
                                              .clock = hub.clock,
                                              .log = *hub.log,
                                              .asset_url = asset_url,
                                              .people = count_people,
                                              .home_sections = {site->selfreview->HomeSection(around)}});
  journal::BindJournal(site->router, {.database = *hub.database,
                                      .frame = *site->frame,
                                      .clock = hub.clock,
                                      .log = *hub.log,
                                      .place = JournalPlaceOf,
                                      .guard = people.guards.Anyone()});
  site->selfreview->Bind(site->router, around);
  const Status bound =
      site->library->Bind(site->router, hub, {*site->frame, *site->people, HomeSections(hub, people_pages)});
  if (!bound) return std::unexpected(bound.error());
  return site;
}

http::ServerDeps Site::ServerDeps(Hub& hub, std::function<void(std::string&)> more_metrics) {
  const html::Frame* pages = frame.get();
  return {.router = router,
          .error_page = [pages](const http::Request& request,
                                unsigned status) { return pages->ErrorPage(request, status); },
          .ready =
              [&hub] {
                return hub.database
                    ->Read([](db::Session& s) -> Status {
                      s.Query("SELECT 1");
                      return {};
                    })
                    .has_value();
              },
          .more_metrics = std::move(more_metrics),
          // A citation may say when an address was looked at: with the day, shared pages are made anew.
          .content_version =
              [&hub] {
                const auto day = std::chrono::floor<std::chrono::days>(hub.clock.Now()).time_since_epoch().count();
                return hub.library->Version() + hub.communities->Version() + static_cast<uint64_t>(day);
              },
          .cache_variant = [pages](const http::Request& request) { return pages->LanguageOf(request); },
          .clock = hub.clock,
          .random = hub.random,
          .log = *hub.log,
          .access_log = hub.config.log.access,
          .gate = &people->gate,
          .spool_folder = hub.config.data_dir};
}

}  // namespace concord::app
