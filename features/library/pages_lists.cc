// Practice areas, reading lists and model sites.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/pages.h"

namespace concord::library {
namespace {

constexpr size_t kRowsOfModule = 10;

html::PageMeta MetaFor(std::string title, std::string description, const char* section) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.description = std::move(description);
  meta.section = section;
  return meta;
}

std::vector<views::Link> SaveLinks(const std::string& base) {
  std::vector<views::Link> links;
  for (const auto& o : kOffered) links.push_back({base + o.ending, o.name});
  return links;
}

std::vector<std::string> TextsIn(const std::vector<Localized>& texts, const std::string& language) {
  std::vector<std::string> out;
  for (const auto& text : texts) out.push_back(text.In(language));
  return out;
}

}  // namespace

http::Response ListPages::Modules(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  views::Cards view;
  for (const auto& m : (*shelf)->modules) {
    view.cards.push_back({"/modules/" + m.slug, m.title.In(speaker.language()), m.lead.In(speaker.language()), ""});
  }
  const auto meta = MetaFor(speaker.Say("library.modules.title"), speaker.Say("library.modules.lead"), "modules");
  return d_.frame.Page(request, meta, views::RenderModules(d_.frame.templates(), speaker.language(), view)).Shared();
}

http::Response ListPages::Module(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  const library::Module* module = (*shelf)->FindModule(request.params.Get("slug"));
  if (!module) return d_.frame.ErrorPage(request, 404);
  NewestRows newest = Newest(d_, speaker, kRowsOfModule, module->topics);

  const auto& language = speaker.language();
  views::ModulePage view;
  view.title = module->title.In(language);
  view.lead = module->lead.In(language);
  view.paragraphs = Paragraphs(module->overview.In(language));
  view.expectations = TextsIn(module->expectations, language);
  view.rows = std::move(newest.rows);
  view.found = speaker.Count("library.module.found", static_cast<int64_t>(newest.total));
  SearchState state;
  for (const auto& topic : module->topics) state.selected.emplace_back("topic", topic);
  view.all_href = AddressOf(state);
  for (const auto& site : (*shelf)->sites) {
    if (std::find(site.modules.begin(), site.modules.end(), module->slug) == site.modules.end()) continue;
    view.sites.push_back({"/sites/" + site.slug, site.name, "", site.place});
  }
  auto meta = MetaFor(view.title, view.lead, "modules");
  meta.links.push_back({"alternate", "application/atom+xml", AddressOf(state, "/search.atom"), view.title, ""});
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), language, view)).Shared();
}

http::Response ListPages::Collections(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  views::Cards view;
  for (const auto& c : (*shelf)->collections) {
    const auto paragraphs = Paragraphs(c.introduction.In(speaker.language()));
    view.cards.push_back({"/collections/" + c.slug, c.title.In(speaker.language()),
                          paragraphs.empty() ? "" : text::Shorten(paragraphs.front(), 220),
                          speaker.Count("library.count.resources", static_cast<int64_t>(c.resources.size()))});
  }
  const auto meta =
      MetaFor(speaker.Say("library.collections.title"), speaker.Say("library.collections.lead"), "collections");
  return d_.frame.Page(request, meta, views::RenderCollections(d_.frame.templates(), speaker.language(), view))
      .Shared();
}

http::Response ListPages::Collection(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  const library::Collection* collection = (*shelf)->FindCollection(request.params.Get("slug"));
  if (!collection) return d_.frame.ErrorPage(request, 404);
  const auto rows = d_.library.RowsOf(collection->resources);
  if (!rows) return ErrorFor(d_, request, rows.error());
  views::CollectionPage view;
  view.title = collection->title.In(speaker.language());
  view.paragraphs = Paragraphs(collection->introduction.In(speaker.language()));
  view.rows = ToRows(speaker, *rows);
  view.size = speaker.Count("library.count.resources", static_cast<int64_t>(rows->size()));
  view.save = SaveLinks("/collections/" + collection->slug + "/list.");
  view.bibliography = "/collections/" + collection->slug + "/bibliography";
  const auto meta = MetaFor(view.title, view.paragraphs.empty() ? "" : view.paragraphs.front(), "collections");
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view)).Shared();
}

http::Response ListPages::CollectionExport(const http::Request& request, exchange::Format format) const {
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  const library::Collection* collection = (*shelf)->FindCollection(request.params.Get("slug"));
  if (!collection) return d_.frame.ErrorPage(request, 404);
  const auto resources = d_.library.FindAll(collection->resources);
  if (!resources) return ErrorFor(d_, request, resources.error());
  std::vector<exchange::Record> records;
  for (const auto& resource : *resources) records.push_back(resource.about);
  const std::string name = collection->slug + std::string(exchange::ExtensionOf(format));
  return http::Response::Download(exchange::Write(format, records), std::string(exchange::MediaTypeOf(format)), name)
      .Shared();
}

http::Response ListPages::Sites(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  views::Cards view;
  for (const auto& s : (*shelf)->sites)
    view.cards.push_back({"/sites/" + s.slug, s.name, s.summary.In(speaker.language()), s.place});
  const auto meta = MetaFor(speaker.Say("library.sites.title"), speaker.Say("library.sites.lead"), "sites");
  return d_.frame.Page(request, meta, views::RenderSites(d_.frame.templates(), speaker.language(), view)).Shared();
}

http::Response ListPages::Site(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  const library::Site* site = (*shelf)->FindSite(request.params.Get("slug"));
  if (!site) return d_.frame.ErrorPage(request, 404);
  views::SitePage view{
      site->name, site->place, site->summary.In(speaker.language()), TextsIn(site->practices, speaker.language()),
      {},         {}};
  for (const auto& m : (*shelf)->modules) {
    if (std::find(site->modules.begin(), site->modules.end(), m.slug) == site->modules.end()) continue;
    view.areas.push_back({"/modules/" + m.slug, m.title.In(speaker.language())});
  }
  for (const auto& fact : site->facts) {
    const std::string key = "library.resource.field_" + fact.field;
    const bool address = fact.source.starts_with("https://") || fact.source.starts_with("http://");
    view.basis.push_back({d_.frame.catalog().Has(key) ? speaker.Say(key) : fact.field, speaker.Basis(fact.basis),
                          fact.source, address ? fact.source : ""});
  }
  const auto meta = MetaFor(site->name, view.summary, "sites");
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view)).Shared();
}

}  // namespace concord::library
