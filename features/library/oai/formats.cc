#include "features/library/oai/formats.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/oai/xml.h"

namespace concord::library::oai {
namespace {

constexpr std::string_view kDc = "http://www.openarchives.org/OAI/2.0/oai_dc/";
constexpr std::string_view kDcSchema = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
constexpr std::string_view kMods = "http://www.loc.gov/mods/v3";
constexpr std::string_view kModsSchema = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd";

constexpr MetadataFormat kFormats[] = {{"oai_dc", kDcSchema, kDc, WriteDublinCore},
                                       {"mods", kModsSchema, kMods, WriteMods}};

std::string Opening(std::string_view name, std::string_view prefix, std::string_view more, const MetadataFormat& f) {
  return "<" + std::string(name) + " xmlns" + std::string(prefix) + "=\"" + std::string(f.xml_namespace) + "\"" +
         std::string(more) + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" +
         std::string(f.xml_namespace) + " " + std::string(f.schema) + "\"";
}

std::string FullTitle(const exchange::Record& a) { return a.subtitle.empty() ? a.title : a.title + ": " + a.subtitle; }

// "Criminology, 49(3), 795-831": where it stands in what it appeared in.
std::string SourceLine(const exchange::Record& a) {
  std::string line = a.container;
  if (!a.volume.empty()) line += (line.empty() ? "" : ", ") + a.volume;
  if (!a.issue.empty()) line += "(" + a.issue + ")";
  if (!a.pages.empty()) line += (line.empty() ? "" : ", ") + a.pages;
  return line;
}

std::string Names(const std::vector<exchange::Name>& names, std::string_view role) {
  std::string out;
  for (const auto& name : names) {
    const bool person = name.literal.empty();
    out += person ? "<name type=\"personal\">\n" : "<name>\n";
    out += Optional("namePart", name.family, "type=\"family\"") + Optional("namePart", name.given, "type=\"given\"") +
           Optional("namePart", name.literal);
    out += "<role>" + Element("roleTerm", role, "type=\"code\" authority=\"marcrelator\"") + "</role>\n</name>\n";
  }
  return out;
}

std::string Subjects(const exchange::Record& a, const Vocabulary& terms) {
  std::string out;
  for (const auto& topic : a.topics) {
    out += "<subject authority=\"local\">" + Element("topic", TitleOf(terms, "topic", topic)) + "</subject>\n";
  }
  for (const auto& keyword : a.keywords) {
    if (!keyword.empty()) out += "<subject>" + Element("topic", keyword) + "</subject>\n";
  }
  return out;
}

std::string Detail(std::string_view type, std::string_view number) {
  if (number.empty()) return {};
  return "<detail type=\"" + std::string(type) + "\">" + Element("number", number) + "</detail>\n";
}

std::string Host(const exchange::Record& a) {
  std::string part = Detail("volume", a.volume) + Detail("issue", a.issue);
  if (!a.pages.empty()) part += "<extent unit=\"pages\">" + Element("list", a.pages) + "</extent>\n";
  if (a.container.empty() && a.issn.empty() && part.empty()) return {};
  std::string out = "<relatedItem type=\"host\">\n";
  if (!a.container.empty()) out += "<titleInfo>" + Element("title", a.container) + "</titleInfo>\n";
  out += Optional("identifier", a.issn, "type=\"issn\"");
  if (!part.empty()) out += "<part>\n" + part + "</part>\n";
  return out + "</relatedItem>\n";
}

std::string OriginInfo(const exchange::Record& a) {
  std::string inside;
  if (!a.place.empty()) inside += "<place>" + Element("placeTerm", a.place, "type=\"text\"") + "</place>\n";
  inside += Optional("publisher", a.publisher) + Optional("dateIssued", DateOf(a), "encoding=\"w3cdtf\"") +
            Optional("edition", a.edition);
  return inside.empty() ? inside : "<originInfo>\n" + inside + "</originInfo>\n";
}

std::string AccessWords(std::string_view access) {
  if (access == "open") return "Open access";
  if (access == "members") return "For members of the publisher or subscribers";
  if (access == "request") return "On request";
  return std::string(access);
}

std::string RecordInfo(const Resource& resource) {
  return "<recordInfo>\n" + Element("recordCreationDate", FormatRfc3339(resource.created), "encoding=\"w3cdtf\"") +
         Element("recordChangeDate", FormatRfc3339(resource.updated), "encoding=\"w3cdtf\"") +
         Element("recordIdentifier", resource.id.ToString()) + "</recordInfo>\n";
}

}  // namespace

std::span<const MetadataFormat> Formats() { return kFormats; }

const MetadataFormat* FormatNamed(std::string_view prefix) {
  const auto found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                  [&](const MetadataFormat& format) { return format.prefix == prefix; });
  return found == std::end(kFormats) ? nullptr : &*found;
}

std::string TitleOf(const Vocabulary& terms, std::string_view kind, const std::string& slug) {
  return terms.Title(kind, slug, "en");
}

std::string DateOf(const exchange::Record& about) {
  if (!about.date.empty()) return about.date;
  if (!about.year) return {};
  std::string year = std::to_string(*about.year);  // W3CDTF has four digits
  if (year.size() < 4 && *about.year >= 0) year.insert(0, 4 - year.size(), '0');
  return year;
}

bool IsLanguageTag(std::string_view text) {
  const auto parts = text::Split(text, '-');
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
  });
}

std::string WriteDublinCore(const Resource& resource, const Vocabulary& terms, std::string_view origin) {
  const auto& a = resource.about;
  const bool tagged = a.languages.size() == 1 && IsLanguageTag(a.languages.front());
  const std::string language = tagged ? "xml:lang=\"" + a.languages.front() + "\"" : "";
  std::string out =
      Opening("oai_dc:dc", ":oai_dc", " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", kFormats[0]) + ">\n";
  out += Element("dc:title", FullTitle(a), language);
  for (const auto& name : a.authors) out += Optional("dc:creator", name.Inverted());
  for (const auto& name : a.editors) out += Optional("dc:contributor", name.Inverted());
  for (const auto& topic : a.topics) out += Element("dc:subject", TitleOf(terms, "topic", topic));
  for (const auto& keyword : a.keywords) out += Optional("dc:subject", keyword);
  out += Optional("dc:description", a.summary, language) + Optional("dc:publisher", a.publisher) +
         Optional("dc:date", DateOf(a));
  for (const auto& type : a.types) out += Element("dc:type", TitleOf(terms, "type", type));
  out += Element("dc:identifier", std::string(origin) + "/resources/" + a.slug) + Optional("dc:identifier", a.url);
  if (!a.doi.empty()) out += Element("dc:identifier", "https://doi.org/" + a.doi);
  if (!a.isbn.empty()) out += Element("dc:identifier", "urn:isbn:" + a.isbn);
  out += Optional("dc:source", SourceLine(a));
  for (const auto& tag : a.languages) out += Optional("dc:language", tag);
  if (!a.issn.empty()) out += Element("dc:relation", "urn:issn:" + a.issn);
  if (!a.superseded_by.empty()) {
    out += Element("dc:relation", std::string(origin) + "/resources/" + a.superseded_by);
  }
  out += Optional("dc:rights", AccessWords(a.access));
  return out + "</oai_dc:dc>\n";
}

std::string WriteMods(const Resource& resource, const Vocabulary& terms, std::string_view origin) {
  const auto& a = resource.about;
  const std::string page = std::string(origin) + "/resources/" + a.slug;
  std::string out = Opening("mods", "", "", kFormats[1]) + " version=\"3.7\">\n";
  out += "<titleInfo>" + Element("title", a.title) + Optional("subTitle", a.subtitle) + "</titleInfo>\n";
  out += Names(a.authors, "aut") + Names(a.editors, "edt");
  out += Element("typeOfResource", "text");
  for (const auto& type : a.types) out += Element("genre", TitleOf(terms, "type", type), "authority=\"local\"");
  out += OriginInfo(a);
  for (const auto& tag : a.languages) {
    out += "<language>" + Element("languageTerm", tag, "type=\"code\" authority=\"rfc5646\"") + "</language>\n";
  }
  out += Optional("abstract", a.summary);
  for (const auto& audience : a.audiences) {
    out += Element("targetAudience", TitleOf(terms, "audience", audience), "authority=\"local\"");
  }
  out += Subjects(a, terms) + Host(a);
  if (!a.series.empty()) {
    out += "<relatedItem type=\"series\"><titleInfo>" + Element("title", a.series) + "</titleInfo></relatedItem>\n";
  }
  if (!a.superseded_by.empty()) {
    out += "<relatedItem type=\"succeeding\"><location>" +
           Element("url", std::string(origin) + "/resources/" + a.superseded_by) + "</location></relatedItem>\n";
  }
  out += Element("identifier", page, "type=\"uri\"") + Optional("identifier", a.doi, "type=\"doi\"") +
         Optional("identifier", a.isbn, "type=\"isbn\"") + Optional("identifier", a.ncj, "type=\"ncj\"");
  out += "<location>" + Optional("url", a.url, "usage=\"primary display\"") +
         Element("url", page, "displayLabel=\"Record\"") + "</location>\n";
  out += Optional("accessCondition", AccessWords(a.access), "type=\"use and reproduction\"");
  return out + RecordInfo(resource) + "</mods>\n";
}

}  // namespace concord::library::oai
