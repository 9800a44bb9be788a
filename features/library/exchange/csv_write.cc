#include "base/core/text.h"
#include "features/library/exchange/csv_parse.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/names.h"

namespace concord::library::exchange {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kColumns[] = {
    "id",      "slug",      "title",         "subtitle", "authors", "editors",  "year",        "date",    "types",
    "summary", "publisher", "journal",       "volume",   "issue",   "pages",    "series",      "edition", "place",
    "topics",  "audiences", "languages",     "keywords", "url",     "doi",      "ncj",         "isbn",    "issn",
    "access",  "status",    "superseded by", "note",     "facts",   "evidence", "extra fields"};

// "a; b", or JSON where reading that would give something else.
std::string ListCell(const std::vector<std::string>& values) {
  bool plain = values.empty() || !values.front().starts_with('[');
  for (const auto& value : values) {
    plain &= value.find_first_of(";|\n\r") == std::string::npos &&
             (values.size() > 1 || value.find(',') == std::string::npos);
    plain &= !value.empty() && value.front() != '\'';
  }
  return plain ? text::Join(values, "; ") : Dump(Json(values));
}

// "Berg, Anna; World Bank"; JSON where reading that would give other names.
std::string NamesCell(const std::vector<Name>& names) {
  std::vector<std::string> parts;
  for (const auto& name : names) parts.push_back(name.Inverted());
  std::string plain = text::Join(parts, "; ");
  if (ParseNameList(plain) == names) return plain;
  Json list = Json::array();
  for (const auto& name : names) {
    Json item = Json::object();
    if (!name.literal.empty()) item["literal"] = name.literal;
    if (!name.family.empty()) item["family"] = name.family;
    if (!name.given.empty()) item["given"] = name.given;
    list.push_back(std::move(item));
  }
  return Dump(list);
}

std::string JsonCellOf(const Json& record, const char* member) {
  const auto found = record.find(member);
  return found == record.end() ? std::string() : Dump(*found);
}

std::vector<std::string> CellsOf(const Record& r) {
  const Json json = ToJson(r);
  return {r.key,
          r.slug,
          r.title,
          r.subtitle,
          NamesCell(r.authors),
          NamesCell(r.editors),
          r.year ? std::to_string(*r.year) : "",
          r.date,
          ListCell(r.types),
          r.summary,
          r.publisher,
          r.container,
          r.volume,
          r.issue,
          r.pages,
          r.series,
          r.edition,
          r.place,
          ListCell(r.topics),
          ListCell(r.audiences),
          ListCell(r.languages),
          ListCell(r.keywords),
          r.url,
          r.doi,
          r.ncj,
          r.isbn,
          r.issn,
          r.access,
          r.status,
          r.superseded_by,
          r.note,
          JsonCellOf(json, "facts"),
          JsonCellOf(json, "evidence"),
          JsonCellOf(json, "extra")};
}

}  // namespace

std::string WriteCsv(std::span<const Record> records) {
  std::string out;
  for (const char* column : kColumns) out += (out.empty() ? "" : ",") + std::string(column);
  out += "\r\n";
  for (const auto& record : records) {
    bool first = true;
    for (const auto& cell : CellsOf(record)) {
      if (!first) out += ',';
      first = false;
      out += CsvCell(cell);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace concord::library::exchange
