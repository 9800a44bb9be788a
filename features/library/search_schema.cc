#include "features/library/search_schema.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/documents/documents.h"
#include "features/library/identity.h"

namespace concord::library {
namespace {

constexpr char kField = '\x1f';  // parts fields; never in cleaned text
constexpr char kItem = '\x1e';   // parts the items of a list

std::string Packed(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += kItem;
    out += item;
  }
  return out;
}

std::vector<std::string> Unpacked(std::string_view packed) {
  std::vector<std::string> items;
  if (packed.empty()) return items;
  for (const auto part : text::Split(packed, kItem)) items.emplace_back(part);
  return items;
}

std::vector<std::string> DisplayNames(const std::vector<exchange::Name>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.Display());
  return out;
}

std::string OrUnknown(const std::string& value) { return value.empty() ? "unknown" : value; }

std::vector<std::string> OrUnknown(const std::vector<std::string>& values) {
  return values.empty() ? std::vector<std::string>{"unknown"} : values;
}

// The journal or book, and each publisher where there are several ("A; B"): a reader may look for any of them.
std::vector<std::string> AppearedIn(const exchange::Record& about) {
  std::vector<std::string> places;
  const auto add = [&](std::string_view place) {
    place = text::Trim(place);
    if (!place.empty() && std::find(places.begin(), places.end(), place) == places.end()) places.emplace_back(place);
  };
  add(about.container);
  for (size_t at = 0; at < about.publisher.size();) {
    const size_t end = std::min(about.publisher.find("; ", at), about.publisher.size());
    add(std::string_view(about.publisher).substr(at, end - at));
    at = end + 2;
  }
  if (places.empty()) add(about.series);
  return places;
}

// What a file says of its own language is often a word processor's default: it decides only among the languages that
// the resource is known to be in. Empty: the resource's first.
std::string LanguageOf(const documents::Document& file, const std::vector<std::string>& languages) {
  const std::string_view said = std::string_view(file.language).substr(0, file.language.find('-'));
  return std::find(languages.begin(), languages.end(), said) == languages.end() ? std::string() : std::string(said);
}

// Topic and type titles in every language, with the keywords: what a resource is about.
std::string SubjectOf(const exchange::Record& about, const Vocabulary& terms) {
  std::string out;
  const auto add = [&](const char* kind, const std::vector<std::string>& slugs) {
    for (const auto& slug : slugs) {
      const Term* term = terms.Find(kind, slug);
      if (!term) {
        out += slug + ". ";
        continue;
      }
      for (const auto& [tag, title] : term->title.by_language) out += title + ". ";
    }
  };
  add("topic", about.topics);
  add("type", about.types);
  for (const auto& keyword : about.keywords) out += keyword + ". ";
  return out + about.note;
}

}  // namespace

search::Schema SearchSchema() {
  search::Schema schema;
  schema.texts = {
      {"title", 3, true}, {"summary", 1, true}, {"author", 1, false}, {"publisher", 0.5, false}, {"subject", 1, false}};
  schema.facets.assign(std::begin(kFacets), std::end(kFacets));
  schema.sorts = {"year", "title"};
  schema.version = 2;
  return schema;
}

search::Document ToDocument(const Resource& resource, const Vocabulary& terms) {
  const auto& a = resource.about;
  search::Document document;
  document.id = resource.id.ToString();
  document.language = a.languages.empty() ? "en" : a.languages.front();
  std::vector<std::string> people = DisplayNames(a.authors);
  for (auto& editor : DisplayNames(a.editors)) people.push_back(std::move(editor));
  document.texts = {a.subtitle.empty() ? a.title : a.title + ": " + a.subtitle, a.summary, text::Join(people, ". "),
                    a.publisher + ". " + a.container + ". " + a.series, SubjectOf(a, terms)};
  document.facets = {a.topics,
                     a.types,
                     {YearRange(a.year)},
                     AppearedIn(a),
                     {OrUnknown(a.access)},
                     a.audiences,
                     OrUnknown(a.languages)};
  // Among resources of one year those with a summary say more, and come first where the newest come first.
  char year[16];
  std::snprintf(year, sizeof year, "%04d%d", a.year ? std::clamp(*a.year, 0, 9999) : 0, a.summary.empty() ? 0 : 1);
  document.sorts = {year, TitleKey(a)};
  document.stored = PackRow(resource);
  return document;
}

search::Document ToDocument(db::Session& session, const Resource& resource, const Vocabulary& terms) {
  search::Document document = ToDocument(resource, terms);
  documents::PagesOf(
      session, resource.id.ToString(), [&](const documents::Document& file, const documents::Page& page) {
        if (document.paged.empty() || document.paged.back().id != file.id) {
          document.paged.push_back({file.id, LanguageOf(file, resource.about.languages), {}});
        }
        auto& pages = document.paged.back().pages;
        if (page.number < 1) return true;
        pages.resize(std::max(pages.size(), static_cast<size_t>(page.number)));  // those without text are left out
        pages[static_cast<size_t>(page.number) - 1] = page.text;
        return true;
      });
  return document;
}

std::string PackRow(const Resource& resource) {
  const auto& a = resource.about;
  std::string out;
  for (const std::string& field :
       {a.slug, a.title, a.subtitle, a.summary, SourceOf(a), a.access, a.year ? std::to_string(*a.year) : std::string(),
        Packed(a.types), Packed(a.topics), Packed(DisplayNames(a.authors)),
        a.languages.empty() ? std::string() : a.languages.front(), a.key}) {
    out += field;
    out += kField;
  }
  return out;
}

PackedRow UnpackRow(std::string_view stored) {
  const auto fields = text::Split(stored, kField);
  const auto at = [&](size_t i) { return i < fields.size() ? std::string(fields[i]) : std::string(); };
  PackedRow out;
  out.row = {at(0),        at(1),           at(2),           at(3),           at(4), at(5),
             std::nullopt, Unpacked(at(7)), Unpacked(at(8)), Unpacked(at(9)), at(10)};
  if (const std::string year = at(6); !year.empty()) out.row.year = std::atoi(year.c_str());
  out.key = at(11);
  return out;
}

Result<std::vector<Resource>> FindResources(Library& library, const search::Searcher& searcher,
                                            const search::Query& query) {
  const auto results = searcher.Search(query);
  if (!results) return std::unexpected(results.error());
  std::vector<std::string> slugs;
  for (const auto& hit : results->hits) slugs.push_back(UnpackRow(hit.stored).row.slug);
  return library.FindAll(slugs);
}

}  // namespace concord::library
