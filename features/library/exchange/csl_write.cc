#include "base/core/text.h"
#include "features/library/exchange/csl_item.h"
#include "features/library/exchange/csl_variables.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

using Json = nlohmann::ordered_json;

Json NamesToCsl(const std::vector<Name>& names) {
  Json list = Json::array();
  for (const auto& name : names) {
    Json item = Json::object();
    if (!name.literal.empty()) {
      item["literal"] = name.literal;
    } else {
      if (!name.family.empty()) item["family"] = name.family;
      if (!name.given.empty()) item["given"] = name.given;
    }
    list.push_back(std::move(item));
  }
  return list;
}

Json DateToCsl(const Record& record) {
  Json parts = Json::array();
  const std::string& date = record.date;
  if (date.size() >= 4) parts.push_back(std::atoi(date.substr(0, 4).c_str()));
  if (date.size() >= 7) parts.push_back(std::atoi(date.substr(5, 2).c_str()));
  if (date.size() >= 10) parts.push_back(std::atoi(date.substr(8, 2).c_str()));
  if (parts.empty() && record.year) parts.push_back(*record.year);
  if (parts.empty()) return nullptr;
  Json list = Json::array();
  list.push_back(std::move(parts));
  return {{"date-parts", std::move(list)}};
}

}  // namespace

Json CslItemOf(const Record& record, const std::string& id) {
  Json item = {{"id", id}, {"type", CslTypeOf(record.types.empty() ? "other" : record.types.front())}};
  for (const auto& [name, member] : kCslTexts) {
    if (!(record.*member).empty()) item[std::string(name)] = record.*member;
  }
  if (!record.subtitle.empty()) item["title"] = record.title + ": " + record.subtitle;
  if (!record.authors.empty()) item["author"] = NamesToCsl(record.authors);
  if (!record.editors.empty()) item["editor"] = NamesToCsl(record.editors);
  if (const Json date = DateToCsl(record); !date.is_null()) item["issued"] = date;
  if (!record.languages.empty()) item["language"] = text::Join(record.languages, ", ");
  if (!record.keywords.empty()) {
    bool comma = false;
    for (const auto& keyword : record.keywords) comma |= keyword.find(',') != std::string::npos;
    item["keyword"] = text::Join(record.keywords, comma ? "; " : ", ");
  }
  for (const auto& [name, value] : record.extra) {
    if (IsKeptCslVariable(name) && !item.contains(name)) item[name] = value;
  }
  return item;
}

std::string WriteCslJson(std::span<const Record> records) {
  std::string out = "[";
  for (size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    const std::string id = !record.key.empty()    ? record.key
                           : !record.slug.empty() ? record.slug
                                                  : "resource-" + std::to_string(i + 1);
    Json item = CslItemOf(record, id);
    const std::string residue = ResidueOf(record, ReadCslJson(Dump(item)).records);
    if (!residue.empty()) item["custom"] = {{std::string(kResidueName), Json::parse(residue, nullptr, false)}};
    out += (i ? ",\n  " : "\n  ") + Dump(item);
  }
  return out + (records.empty() ? "]\n" : "\n]\n");
}

}  // namespace concord::library::exchange
