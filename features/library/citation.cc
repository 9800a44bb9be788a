#include "features/library/citation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"

namespace concord::library {
namespace {

using exchange::Name;
using exchange::Record;

bool HasType(const Record& record, std::string_view slug) {
  return std::find(record.types.begin(), record.types.end(), slug) != record.types.end();
}

// "Jerry H." -> "J. H."
std::string Initials(std::string_view given) {
  std::string out;
  for (const auto part : text::Split(given, ' ')) {
    if (part.empty()) continue;
    size_t length = 1;
    while (length < part.size() && (static_cast<unsigned char>(part[length]) & 0xC0) == 0x80) ++length;
    if (!out.empty()) out += ' ';
    out += std::string(part.substr(0, length)) + ".";
  }
  return out;
}

std::string BibliographyName(const Name& name) {
  if (name.family.empty()) return name.literal;
  const std::string initials = Initials(name.given);
  return initials.empty() ? name.family : name.family + ", " + initials;
}

// APA 7: up to twenty names; of more, the first nineteen, an ellipsis and the last.
std::string BibliographyNames(const std::vector<Name>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names.size() > 20 && i == 19) {
      out += ", . . . " + BibliographyName(names.back());
      break;
    }
    if (i > 0) out += i + 1 == names.size() ? ", & " : ", ";
    out += BibliographyName(names[i]);
  }
  return out;
}

std::string FullTitle(const Record& record) {
  return record.subtitle.empty() ? record.title : record.title + ": " + record.subtitle;
}

void Sentence(std::string& out, std::string_view part) {
  if (part.empty()) return;
  if (!out.empty()) out += ' ';
  out += part;
  if (!part.ends_with('.') && !part.ends_with('?') && !part.ends_with('!')) out += '.';
}

std::string WhereItAppeared(const Record& record) {
  std::string where = record.container;
  if (where.empty()) return record.publisher;
  if (!record.volume.empty()) where += ", " + record.volume;
  if (!record.issue.empty()) where += "(" + record.issue + ")";
  if (!record.pages.empty()) where += ", " + record.pages;
  return where;
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

const char* SchemaType(const Record& record) {
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

}  // namespace

std::string PlainCitation(const Record& record) {
  const std::string year = "(" + (record.year ? std::to_string(*record.year) : std::string("n.d.")) + ").";
  std::string out;
  if (!record.authors.empty()) {
    Sentence(out, BibliographyNames(record.authors));
    out += " " + year;
    Sentence(out, FullTitle(record));
  } else {
    Sentence(out, FullTitle(record));
    out += " " + year;
  }
  Sentence(out, WhereItAppeared(record));
  if (!record.doi.empty()) {
    out += " https://doi.org/" + record.doi;
  } else if (!record.url.empty()) {
    out += " " + record.url;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> CitationMeta(const Record& record, const std::string& page_url) {
  std::vector<std::pair<std::string, std::string>> meta;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) meta.emplace_back(name, value);
  };
  const bool in_journal = HasType(record, "research-article") || HasType(record, "article");
  const std::string date = !record.date.empty() ? record.date
                           : record.year        ? std::to_string(*record.year)
                                                : std::string();
  add("citation_title", FullTitle(record));
  for (const auto& author : record.authors) add("citation_author", author.Inverted());
  std::string slashed = date;
  for (char& c : slashed) c = c == '-' ? '/' : c;
  add("citation_publication_date", slashed);
  add(in_journal                        ? "citation_journal_title"
      : HasType(record, "book-chapter") ? "citation_inbook_title"
                                        : "citation_series_title",
      record.container);
  add(HasType(record, "report") ? "citation_technical_report_institution" : "citation_publisher", record.publisher);
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
  add("DC.title", FullTitle(record));
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
      {"@context", "https://schema.org"}, {"@type", SchemaType(record)}, {"name", FullTitle(record)}};
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
