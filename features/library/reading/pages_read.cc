// For readers: the text of a document, page by page, and the file itself.
#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "base/objects/objects.h"
#include "features/library/reading/flow.h"
#include "features/library/reading/pages.h"

namespace concord::library::documents {
namespace {

constexpr int kPagesAtOnce = 10;
constexpr size_t kLongestPage = 60'000;  // bytes of text that are shown; a page of print has some thousand
constexpr size_t kLongestWords = 500;
constexpr size_t kPassage = 300;  // code points
constexpr size_t kMostPassages = 3;
// Nothing that is in a file may act as a page of this site, whatever a browser takes it for.
constexpr char kFilePolicy[] =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

int NumberOf(std::string_view text, int otherwise) {
  int number = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

std::string HostOf(std::string_view url) {
  const size_t begin = url.find("://");
  std::string_view host = begin == std::string_view::npos ? url : url.substr(begin + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

Asked AskedOf(const http::Request& request, const Document& document) {
  Asked asked;
  asked.page = std::clamp(NumberOf(request.query.Get("page"), 1), 1, std::max(document.pages, 1));
  asked.first = (asked.page - 1) / kPagesAtOnce * kPagesAtOnce + 1;
  asked.last = std::min(asked.first + kPagesAtOnce - 1, document.pages);
  if (!document.IsGivenOut()) asked.first = asked.last = asked.page;
  asked.words = text::Clean(request.query.Get("q").substr(0, kLongestWords));
  return asked;
}

std::string AddressOf(const Place& place, int page, const std::string& words) {
  std::vector<std::pair<std::string, std::string>> query = {{"page", std::to_string(page)}};
  if (!words.empty()) query.emplace_back("q", words);
  return ReadHref(place.resource.about.slug, place.document.id) + "?" + http::EncodeQuery(query);
}

std::string TextLanguage(const Place& place) {
  if (!place.document.language.empty()) return place.document.language;
  const auto& languages = place.resource.about.languages;
  return languages.size() == 1 ? languages.front() : "";  // of several, nobody knows which: a screen reader's own
}

// The whole page, paragraph by paragraph.
void FillWhole(const Speaker& speaker, const Page& page, const std::string& language, search::Marker* marker,
               views::ReadPage& view) {
  std::string_view text = page.text;
  if (text.size() > kLongestPage) {
    size_t cut = kLongestPage;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // not within a code point
    text = text.substr(0, cut);
    view.cut = speaker.Say("library.documents.cut");
  }
  for (const auto& paragraph : Flow(text))
    view.paragraphs_html.push_back(marker ? Marked(*marker, paragraph, language) : html::Escape(paragraph));
}

// Of a document that may not be shown whole: what stands around the words, and no more.
void FillPassages(const Page& page, const std::string& language, search::Marker& marker, views::ReadPage& view) {
  view.passages = true;
  for (const auto& paragraph : Flow(page.text)) {
    if (view.paragraphs_html.size() == kMostPassages) return;
    if (marker.Highlight(paragraph, language).empty()) continue;
    view.paragraphs_html.push_back(Marked(marker, marker.Passage(paragraph, language, kPassage), language));
  }
}

std::string HeadingOf(const Speaker& speaker, const Page& page) {
  const std::string number = std::to_string(page.number);
  if (page.label.empty() || page.label == number) return speaker.Say("library.documents.page", {{"page", number}});
  return speaker.Say("library.documents.page_labelled", {{"page", number}, {"label", page.label}});
}

std::string RangeInWords(const Speaker& speaker, int first, int last) {
  if (first == last) return speaker.Say("library.documents.one_page", {{"page", std::to_string(first)}});
  return speaker.Say("library.documents.some_pages",
                     {{"first", std::to_string(first)}, {"last", std::to_string(last)}});
}

void FillLead(const Speaker& speaker, const Place& place, const Asked& asked, views::Reading& view) {
  const auto& d = place.document;
  const i18n::Params params = {{"name", d.name},
                               {"first", std::to_string(asked.first)},
                               {"last", std::to_string(asked.last)},
                               {"pages", std::to_string(d.pages)}};
  if (d.state == State::kWaiting) {
    view.lead = d.name;
    view.note = speaker.Say("library.documents.waiting");
  } else if (!d.has_text) {
    view.lead = speaker.Say("library.documents.lead_none",
                            {{"name", d.name}, {"pages", speaker.Count("library.documents.pages", d.pages)}});
  } else {
    view.lead =
        speaker.Say(asked.first == asked.last ? "library.documents.lead_one" : "library.documents.lead", params);
    view.note = speaker.Say("library.documents.honest");
  }
}

void FillWays(const Speaker& speaker, const Place& place, const Asked& asked, views::Reading& view) {
  const int step = place.document.IsGivenOut() ? kPagesAtOnce : 1;
  if (asked.first > 1) {
    view.previous_href = AddressOf(place, asked.first - step, asked.words);
    view.previous = RangeInWords(speaker, asked.first - step, asked.first - 1);
  }
  if (asked.last < place.document.pages) {
    view.next_href = AddressOf(place, asked.last + 1, asked.words);
    view.next = RangeInWords(speaker, asked.last + 1, std::min(asked.last + step, place.document.pages));
  }
}

}  // namespace

http::Response ReadingPages::Read(const http::Request& request) const {
  const auto place = FindPlace(d_.keeper.database(), request, false);
  if (!place) return ErrorFor(d_.pages, request, place.error());
  const auto& [resource, document] = *place;
  if (document.state == State::kRefused) return d_.pages.frame.ErrorPage(request, 404);
  const Speaker speaker(d_.pages, request);
  const Asked asked = AskedOf(request, document);
  // A form cannot say to which part of a page it leads.
  if (request.query.Has("go")) {
    return http::Response::SeeOther(AddressOf(*place, asked.page, asked.words) + "#page-" + std::to_string(asked.page));
  }
  views::Reading view;
  view.title = resource.about.title;
  view.title_language = LanguageOf(resource);
  view.text_language = TextLanguage(*place);
  view.back_href = "/resources/" + resource.about.slug;
  view.address = ReadHref(resource.about.slug, document.id);
  view.words = asked.words;
  view.first = std::to_string(asked.page);
  view.last = std::to_string(document.pages);
  view.search_only = document.state == State::kRead && document.has_text && !document.IsGivenOut();
  view.no_text = document.state == State::kRead && !document.has_text;
  if (document.IsGivenOut()) view.file_href = FileHref(resource.about.slug, document.id);
  if (view.search_only && !resource.about.url.empty()) {
    view.source_href = resource.about.url;
    view.source = speaker.Say("library.documents.source", {{"host", HostOf(resource.about.url)}});
  }
  FillLead(speaker, *place, asked, view);
  if (document.state == State::kRead && document.has_text) {
    FillWays(speaker, *place, asked, view);
    if (auto filled = FillPages(speaker, *place, asked, view); !filled)
      return ErrorFor(d_.pages, request, filled.error());
  }
  html::PageMeta meta;
  meta.title = speaker.Say("library.documents.read_title",
                           {{"title", resource.about.title}, {"page", std::to_string(asked.page)}});
  meta.section = "search";
  meta.no_index = !document.IsGivenOut();
  meta.links.push_back({"canonical", "", OriginOf(d_.pages, request) + AddressOf(*place, asked.first, ""), "", ""});
  auto page = d_.pages.frame.Page(request, meta, views::Render(d_.pages.frame.templates(), speaker.language(), view));
  page.shared = asked.words.empty();
  return page;
}

Status ReadingPages::FillPages(const Speaker& speaker, const Place& place, const Asked& asked,
                               views::Reading& view) const {
  search::Query query;
  query.words = asked.words;
  const auto marker = asked.words.empty() ? nullptr : d_.pages.searcher.MarkerFor(query);
  if (view.search_only && !marker) {
    view.empty = speaker.Say("library.documents.search_only_no_words");
    return {};
  }
  std::vector<Page> pages;
  const auto read = d_.keeper.database().Read([&](db::Session& s) -> Status {
    pages.clear();
    PagesBetween(s, place.document.id, asked.first, asked.last, [&](Page page) {
      pages.push_back(std::move(page));
      return true;
    });
    return {};
  });
  if (!read) return read;
  // Words are found by their stems, which are a language's: where nobody knows which, the resource's first.
  const std::string language = view.text_language.empty() ? LanguageOf(place.resource) : view.text_language;
  for (const auto& page : pages) {
    views::ReadPage one;
    one.number = page.number;
    one.heading = HeadingOf(speaker, page);
    if (!view.file_href.empty()) one.pdf_href = view.file_href + "#page=" + std::to_string(page.number);
    if (view.search_only) {
      FillPassages(page, language, *marker, one);
      if (one.paragraphs_html.empty()) {
        view.empty = speaker.Say("library.documents.search_only_none");
        continue;
      }
    } else {
      FillWhole(speaker, page, language, marker.get(), one);
    }
    view.pages.push_back(std::move(one));
  }
  return {};
}

http::Response ReadingPages::File(const http::Request& request) const {
  const auto place = FindPlace(d_.keeper.database(), request, false);
  if (!place) return ErrorFor(d_.pages, request, place.error());
  const Document& document = place->document;
  if (!document.IsGivenOut()) return d_.pages.frame.ErrorPage(request, 404);
  db::Database& database = d_.keeper.database();
  const auto object = database.Read(
      [&](db::Session& s) -> Result<std::optional<objects::Object>> { return objects::Find(s, document.object_id); });
  if (!object) return ErrorFor(d_.pages, request, object.error());
  if (!*object) return d_.pages.frame.ErrorPage(request, 404);
  http::Response response;
  const bool save = request.query.Has("save");
  response.Header("Content-Type", document.media_type)
      .Header("Content-Disposition", http::Response::Disposition(save ? "attachment" : "inline", document.name))
      .Header("Cache-Control", "no-cache")
      .Header("Content-Security-Policy", kFilePolicy);
  // What someone is given who is signed in is kept by no cache (the Gate sees to it): there is nothing to compare.
  if (!accounts::VisitOf(request).caller) response.Header("ETag", "\"" + document.sha256 + "\"");
  response.stream = http::Response::Stream{
      static_cast<uint64_t>((*object)->bytes),
      [&database, object = **object](uint64_t offset) { return objects::ReadAt(database, object, offset); }};
  return response;
}

}  // namespace concord::library::documents
