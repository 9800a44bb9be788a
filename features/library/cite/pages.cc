#include "features/library/cite/pages.h"

#include "base/core/text.h"
#include "features/library/cite/cite.h"
#include "features/library/search_schema.h"
#include "features/library/signposting.h"

namespace concord::library::cite {
namespace {

constexpr size_t kWorks = 1000;  // as many as a saved search holds
constexpr char kOne[] = "library/cite/cite.tpl";
constexpr char kList[] = "library/cite/bibliography.tpl";

// The file of a list, for a word processor: the fonts stay.
std::string HtmlFile(const csl::Bibliography& list, std::string_view language, std::string_view title) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + html::Escape(language) +
                    "\"><head><meta charset=\"utf-8\"><title>" + html::Escape(title) + "</title></head><body>\n<h1>" +
                    html::Escape(title) + "</h1>\n";
  const std::string_view tag = list.numbered ? "ol" : "div";
  out += "<" + std::string(tag) + ">\n";
  for (const auto& entry : list.entries)
    out += (list.numbered ? "<li>" : "<p>") + entry.html + (list.numbered ? "</li>\n" : "</p>\n");
  return out + "</" + std::string(tag) + ">\n</body></html>\n";
}

std::string TextFile(const csl::Bibliography& list) {
  std::string out;
  for (size_t i = 0; i < list.entries.size(); ++i) {
    out += (list.numbered ? std::to_string(i + 1) + ". " : "") + list.entries[i].plain + "\n";
  }
  return out;
}

std::string With(const std::string& address, std::string_view name, std::string_view value) {
  return address + (address.find('?') == std::string::npos ? "?" : "&") + std::string(name) + "=" + std::string(value);
}

html::PageMeta MetaFor(std::string title) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "search";
  meta.no_index = true;  // the resource's own page is the one to find
  return meta;
}

}  // namespace

std::set<std::string> TemplateNames() { return {kOne, kList}; }

http::Response CitePages::Resource(const http::Request& request) const {
  const auto resource = d_.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_, request, resource.error());
  const std::string_view wanted = request.query.Get("style");
  const csl::OfferedStyle* only = csl::StyleNamed(wanted);
  if (!wanted.empty() && !only) return d_.frame.ErrorPage(request, 404);
  const Speaker speaker(d_, request);
  const auto& about = resource->about;
  if (request.query.Get("format") == "text") {
    const auto cited = d_.styles->Cite(about, only ? only->slug : "apa", speaker.language(), d_.clock.Now());
    return http::Response::Text(cited.plain + "\n").Header("Vary", "Accept-Language, Cookie").Shared();
  }
  html::Dict dict(kOne);
  auto root = dict.Root(speaker.language());
  const std::string page = "/resources/" + about.slug;
  root.Set("title", about.title).Set("href", page).Set("unapi_id", page);
  root.Set("language", about.languages.empty() ? "en" : about.languages.front());
  for (const auto& style : csl::kStyles) {
    if (only && only != &style) continue;
    root.Add("citation")
        .Set("slug", style.slug)
        .Set("name", style.name)
        .Set("text_href", page + "/cite?format=text&style=" + style.slug)
        .Set("citation_html", html::Safe{d_.styles->Cite(about, style.slug, speaker.language(), d_.clock.Now()).html});
  }
  if (only) root.Add("has_others").Set("all_href", page + "/cite");
  for (const auto& o : kOffered) root.Add("format").Set("href", page + "/cite." + o.ending).Set("name", o.name);
  const auto meta = MetaFor(speaker.Say("library.cite.title_of", {{"title", about.title}}));
  return d_.frame.Page(request, meta, {d_.frame.templates().Render(dict)}).Shared();
}

http::Response CitePages::Bibliography(const http::Request& request, const List& list) const {
  const Speaker speaker(d_, request);
  const std::string_view wanted = request.query.Get("style");
  const csl::OfferedStyle* style = csl::StyleNamed(wanted.empty() ? "apa" : wanted);
  if (!style) return d_.frame.ErrorPage(request, 404);
  const auto cited = d_.styles->CiteAll(list.records, style->slug, speaker.language(), d_.clock.Now());
  const std::string_view format = request.query.Get("format");
  const std::string file = list.file_name + "-" + style->slug;
  if (format == "text")
    return http::Response::Download(TextFile(cited), "text/plain; charset=utf-8", file + ".txt").Shared();
  if (format == "html") {
    return http::Response::Download(HtmlFile(cited, speaker.language(), list.title), "text/html; charset=utf-8",
                                    file + ".html")
        .Shared();
  }
  html::Dict dict(kList);
  auto root = dict.Root(speaker.language());
  root.Set("title", list.title).Set("back", list.back).Set("style", style->name);
  root.Set("size", speaker.Count("library.count.resources", static_cast<int64_t>(cited.entries.size())));
  for (const auto& one : csl::kStyles) {
    root.Add("choice")
        .Set("href", With(list.address, "style", one.slug))
        .Set("name", one.name)
        .ShowIf(&one == style, "current");
  }
  const std::string here = With(list.address, "style", style->slug);
  if (cited.entries.empty()) {
    root.Show("empty");
  } else {
    auto some = root.Add("some");
    some.Set("text_href", With(here, "format", "text")).Set("html_href", With(here, "format", "html"));
    auto entries = some.Add(cited.numbered ? "numbered" : "plain");
    for (size_t i = 0; i < cited.entries.size(); ++i) {
      const auto& record = list.records[cited.order[i]];
      entries.Add("entry")
          .Set("unapi_id", "/resources/" + record.slug)
          .Set("href", "/resources/" + record.slug)
          .Set("name", record.title)
          .Set("citation_html", html::Safe{cited.entries[i].html});
    }
  }
  const auto meta = MetaFor(speaker.Say("library.cite.list_title", {{"title", list.title}}));
  return d_.frame.Page(request, meta, {d_.frame.templates().Render(dict)}).Shared();
}

http::Response CitePages::Collection(const http::Request& request) const {
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  const library::Collection* collection = (*shelf)->FindCollection(request.params.Get("slug"));
  if (!collection) return d_.frame.ErrorPage(request, 404);
  const auto resources = d_.library.FindAll(collection->resources);
  if (!resources) return ErrorFor(d_, request, resources.error());
  const std::string page = "/collections/" + collection->slug;
  List list{collection->title.In(d_.frame.LanguageOf(request)), page, page + "/bibliography", collection->slug, {}};
  for (const auto& resource : *resources) list.records.push_back(resource.about);
  return Bibliography(request, list);
}

http::Response CitePages::Search(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const SearchState state = StateFrom(request.query).OnPage(1);
  search::Query query = QueryFor(state);
  query.offset = 0;
  query.limit = kWorks;
  const auto resources = FindResources(d_.library, d_.searcher, query);
  if (!resources) return ErrorFor(d_, request, resources.error());
  List list{state.words.empty() ? speaker.Say("library.search.title")
                                : speaker.Say("library.search.title_for", {{"words", state.words}}),
            AddressOf(state),
            AddressOf(state, "/search/bibliography"),
            "concord-search",
            {}};
  for (const auto& resource : *resources) list.records.push_back(resource.about);
  return Bibliography(request, list);
}

http::Response CitePages::Linkset(const http::Request& request) const {
  const auto resource = d_.library.Find(request.params.Get("slug"));
  if (!resource) return ErrorFor(d_, request, resource.error());
  const std::string origin = OriginOf(d_, request);
  return http::Response::Bytes(
             LinksetJson(SignpostsOf(resource->about, origin), origin + "/resources/" + resource->about.slug),
             "application/linkset+json")
      .Shared();
}

}  // namespace concord::library::cite
