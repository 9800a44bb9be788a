// Home and about.
#include "features/library/pages.h"

namespace concord::library {

http::Response HomePages::Home(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  views::Home view;
  for (const char* key : {"library.home.example_1", "library.home.example_2", "library.home.example_3"}) {
    const std::string words = speaker.Say(key);
    view.examples.push_back({"/search?q=" + http::PercentEncode(words), words});
  }
  const auto& language = speaker.language();
  for (const auto& m : (*shelf)->modules)
    view.areas.push_back({"/modules/" + m.slug, m.title.In(language), m.lead.In(language), ""});
  for (const auto& c : (*shelf)->collections) {
    view.collections.push_back({"/collections/" + c.slug, c.title.In(language), "",
                                speaker.Count("library.count.resources", static_cast<int64_t>(c.resources.size()))});
  }
  view.newest = Newest(d_, speaker, 5, {}).rows;
  view.resources = speaker.Count("library.count.resources", (*shelf)->counts.resources);
  view.area_count = speaker.Count("library.count.modules", (*shelf)->counts.modules);
  view.sites = speaker.Count("library.count.sites", (*shelf)->counts.sites);

  bool personal = false;
  for (const auto& section : d_.home_sections) {
    view.sections_html.push_back(section.render(request).html);
    personal |= section.personal;
  }

  html::PageMeta meta;
  meta.title = speaker.Say("library.home.title");
  meta.description = speaker.Say("library.home.lead");
  meta.section = "home";
  meta.links.push_back({"alternate", "application/atom+xml", "/search.atom", speaker.Say("library.search.feed"), ""});
  auto page = d_.frame.Page(request, meta, views::Render(d_.frame.templates(), language, view));
  page.shared = !personal;
  return page;
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
