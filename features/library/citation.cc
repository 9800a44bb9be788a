#include "features/library/citation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "features/library/exchange/types.h"

namespace concord::library {
namespace {

using exchange::Name;
using exchange::Record;

bool HasType(const Record& record, std::string_view slug) {
  return std::find(record.types.begin(), record.types.end(), slug) != record.types.end();
}

std::string FullTitle(const Record& record) {
  return record.subtitle.empty() ? record.title : record.title + ": " + record.subtitle;
}

// "795–831" or "795-831" -> both ends; a single page has no last one.
std::pair<std::string, std::string> PageRange(const std::string& pages) {
  for (const std::string_view dash : {"–", "--", "-"}) {
    if (const size_t at = pages.find(dash); at != std::string::npos) {
      return {std::string(text::Trim(pages.substr(0, at))), std::string(text::Trim(pages.substr(at + dash.size())))};
    }
  }
  return {pages, ""};
}

}  // namespace

std::string SchemaTypeOf(const Record& record) {
  if (HasType(record, "research-article") || HasType(record, "systematic-review")) return "ScholarlyArticle";
  if (HasType(record, "article") || HasType(record, "book-review")) return "Article";
  if (HasType(record, "report") || HasType(record, "after-action-report") || HasType(record, "research-brief"))
    return "Report";
  if (HasType(record, "book")) return "Book";
  if (HasType(record, "book-chapter")) return "Chapter";
  if (HasType(record, "video")) return "VideoObject";
  if (HasType(record, "podcast")) return "PodcastEpisode";
  if (HasType(record, "data")) return "Dataset";
  if (HasType(record, "thesis")) return "Thesis";
  if (HasType(record, "webpage")) return "WebPage";
  return "CreativeWork";
}

std::string ZoteroTypeOf(const Record& record) {
  static constexpr std::pair<std::string_view, const char*> kTypes[] = {{"article-journal", "journalArticle"},
                                                                        {"article-magazine", "magazineArticle"},
                                                                        {"article-newspaper", "newspaperArticle"},
                                                                        {"review-book", "journalArticle"},
                                                                        {"report", "report"},
                                                                        {"motion_picture", "videoRecording"},
                                                                        {"broadcast", "podcast"},
                                                                        {"legislation", "statute"},
                                                                        {"webpage", "webpage"},
                                                                        {"chapter", "bookSection"},
                                                                        {"manuscript", "manuscript"},
                                                                        {"book", "book"},
                                                                        {"dataset", "dataset"},
                                                                        {"article", "preprint"},
                                                                        {"thesis", "thesis"},
                                                                        {"hearing", "hearing"},
                                                                        {"paper-conference", "conferencePaper"}};
  const auto csl = exchange::CslTypeOf(record.types.empty() ? "other" : record.types.front());
  for (const auto& [name, zotero] : kTypes) {
    if (csl == name) return zotero;
  }
  return "document";
}

std::vector<std::pair<std::string, std::string>> CitationMeta(const Record& record, const std::string& page_url) {
  std::vector<std::pair<std::string, std::string>> meta;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) meta.emplace_back(name, value);
  };
  // Zotero takes the kind of work from which of these are there, and otherwise from DC.type.
  const std::string zotero = ZoteroTypeOf(record);
  const bool in_journal = zotero == "journalArticle" || zotero == "magazineArticle";
  const std::string date = !record.date.empty() ? record.date
                           : record.year        ? std::to_string(*record.year)
                                                : std::string();
  add("citation_title", FullTitle(record));
  for (const auto& author : record.authors) add("citation_author", author.Inverted());
  for (const auto& editor : record.editors) add("citation_editor", editor.Inverted());
  std::string slashed = date;
  for (char& c : slashed) c = c == '-' ? '/' : c;
  add("citation_publication_date", slashed);
  add(in_journal                ? "citation_journal_title"
      : zotero == "bookSection" ? "citation_inbook_title"
                                : "citation_series_title",
      record.container);
  add(zotero == "report"   ? "citation_technical_report_institution"
      : zotero == "thesis" ? "citation_dissertation_institution"
                           : "citation_publisher",
      record.publisher);
  add("citation_volume", record.volume);
  add("citation_issue", record.issue);
  const auto [first_page, last_page] = PageRange(record.pages);
  add("citation_firstpage", first_page);
  add("citation_lastpage", last_page);
  add("citation_doi", record.doi);
  add("citation_isbn", record.isbn);
  add("citation_issn", record.issn);
  if (!record.languages.empty()) add("citation_language", record.languages.front());
  for (const auto& keyword : record.keywords) add("citation_keywords", keyword);
  add("citation_abstract_html_url", page_url);
  if (text::LowerAscii(record.url).ends_with(".pdf")) add("citation_pdf_url", record.url);
  add("DC.title", FullTitle(record));
  add("DC.type", zotero);
  for (const auto& author : record.authors) add("DC.creator", author.Inverted());
  add("DC.date", date);
  add("DC.publisher", record.publisher.empty() ? record.container : record.publisher);
  add("DC.description", record.summary);
  add("DC.identifier", record.doi.empty() ? record.url : "https://doi.org/" + record.doi);
  if (!record.languages.empty()) add("DC.language", record.languages.front());
  return meta;
}

std::string JsonLd(const Record& record, const std::string& page_url) {
  nlohmann::ordered_json out{
      {"@context", "https://schema.org"}, {"@type", SchemaTypeOf(record)}, {"name", FullTitle(record)}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  out["headline"] = FullTitle(record);
  auto people = nlohmann::ordered_json::array();
  for (const auto& author : record.authors) {
    people.push_back({{"@type", author.family.empty() ? "Organization" : "Person"}, {"name", author.Display()}});
  }
  if (!people.empty()) out["author"] = people;
  add("datePublished", !record.date.empty() ? record.date : record.year ? std::to_string(*record.year) : std::string());
  if (!record.publisher.empty()) out["publisher"] = {{"@type", "Organization"}, {"name", record.publisher}};
  if (!record.container.empty()) out["isPartOf"] = {{"@type", "CreativeWork"}, {"name", record.container}};
  add("abstract", record.summary);
  if (!record.languages.empty()) out["inLanguage"] = record.languages;
  if (!record.keywords.empty()) out["keywords"] = record.keywords;
  add("isbn", record.isbn);
  if (!record.doi.empty()) {
    out["identifier"] = {{"@type", "PropertyValue"}, {"propertyID", "DOI"}, {"value", record.doi}};
    out["sameAs"] = "https://doi.org/" + record.doi;
  } else {
    add("sameAs", record.url);
  }
  if (record.access == "open") out["isAccessibleForFree"] = true;
  if (record.access == "members") out["isAccessibleForFree"] = false;
  out["url"] = page_url;
  std::string text = out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  // So that no title can end the script element that holds this.
  std::string safe;
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";
    } else if (c == '>') {
      safe += "\\u003e";
    } else if (c == '&') {
      safe += "\\u0026";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace concord::library
