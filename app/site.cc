#include "app/site.h"

#include "features/journal/journal.h"
#include "features/library/routes.h"
#include "html_embedded.h"
#include "journal_embedded.h"
#include "library_embedded.h"

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

}  // namespace

Result<std::unique_ptr<Site>> BuildSite(Hub& hub, const search::Searcher& searcher) {
  auto site = std::make_unique<Site>();
  auto catalog = LoadCatalog();
  if (!catalog) return std::unexpected(catalog.error());
  site->catalog = std::move(*catalog);

  TemplateFiles files;
  files.Add(html::embedded::Files());
  files.Add(library::embedded::Files());
  files.Add(journal::embedded::Files());
  std::set<std::string> used = library::views::TemplateNames();
  for (const auto& name : journal::JournalTemplateNames()) used.insert(name);
  for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
  auto templates = html::Templates::Load(files.files(), used, *site->catalog);
  if (!templates) return std::unexpected(templates.error());
  site->templates = std::move(*templates);

  site->assets = std::make_unique<assets::AssetTable>();
  const auto* table = site->assets.get();
  site->frame = std::make_unique<html::Frame>(*site->templates, *site->catalog, hub.config.hub, library::Navigation(),
                                              library::StandingLinks(hub.config.hub.name),
                                              [table](std::string_view name) { return table->Url(name); });
  site->assets->Bind(site->router);
  library::BindLibrary(site->router, {*hub.library, searcher, *site->frame, hub.config.hub, hub.clock, *hub.log});
  journal::BindJournal(site->router, {*hub.database, *site->frame, hub.clock, *hub.log, {}});
  return site;
}

}  // namespace concord::app
