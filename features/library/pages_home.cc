// Home and about.
#include "features/library/pages.h"

namespace concord::library {

http::Response HomePages::Home(const http::Request& request) const {
  const Speaker speaker(d_, request);
  auto modules = d_.library.Modules();
  auto newest = d_.library.Newest(5);
  auto collections = d_.library.Collections();
  auto counts = d_.library.Count();
  for (const Error* error : {modules ? nullptr : &modules.error(), newest ? nullptr : &newest.error(),
                             collections ? nullptr : &collections.error(), counts ? nullptr : &counts.error()}) {
    if (error) return ErrorFor(d_, request, *error);
  }
  views::Home view;
  for (const char* key : {"library.home.example_1", "library.home.example_2", "library.home.example_3"}) {
    const std::string words = speaker.Say(key);
    view.examples.push_back({"/search?q=" + http::PercentEncode(words), words});
  }
  const auto& language = speaker.language();
  for (const auto& m : *modules) view.areas.push_back({"/modules/" + m.slug, m.title.In(language), m.lead.In(language), ""});
  for (const auto& c : *collections) {
    view.collections.push_back({"/collections/" + c.slug, c.title.In(language), "",
                                speaker.Count("library.count.resources", static_cast<int64_t>(c.resources.size()))});
  }
  view.newest = ToRows(speaker, *newest);
  view.resources = speaker.Count("library.count.resources", counts->resources);
  view.area_count = speaker.Count("library.count.modules", counts->modules);
  view.sites = speaker.Count("library.count.sites", counts->sites);

  html::PageMeta meta;
  meta.title = speaker.Say("library.home.title");
  meta.description = speaker.Say("library.home.lead");
  meta.section = "home";
  meta.links.push_back({"alternate", "application/atom+xml", "/search.atom", speaker.Say("library.search.feed"), ""});
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), language, view)).Shared();
}

http::Response HomePages::About(const http::Request& request) const {
  const Speaker speaker(d_, request);
  html::PageMeta meta;
  meta.title = speaker.Say("library.about.title");
  meta.description = speaker.Say("library.about.lead");
  meta.section = "about";
  return d_.frame.Page(request, meta, views::RenderAbout(d_.frame.templates(), speaker.language())).Shared();
}

}  // namespace concord::library
