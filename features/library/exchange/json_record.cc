#include "features/library/exchange/json_record.h"

#include <charconv>

#include "base/core/text.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/names.h"

namespace concord::library::exchange {
namespace {

using Json = nlohmann::ordered_json;

struct TextField {
  std::string_view name;
  std::string Record::*member;
};
constexpr TextField kBeforePeople[] = {{"id", &Record::key},
                                       {"slug", &Record::slug},
                                       {"title", &Record::title},
                                       {"subtitle", &Record::subtitle},
                                       {"summary", &Record::summary},
                                       {"publisher", &Record::publisher},
                                       {"container", &Record::container},
                                       {"volume", &Record::volume},
                                       {"issue", &Record::issue},
                                       {"pages", &Record::pages},
                                       {"series", &Record::series},
                                       {"edition", &Record::edition},
                                       {"place", &Record::place}};
constexpr TextField kAfterLists[] = {{"url", &Record::url},       {"doi", &Record::doi},
                                     {"ncj", &Record::ncj},       {"isbn", &Record::isbn},
                                     {"issn", &Record::issn},     {"access", &Record::access},
                                     {"status", &Record::status}, {"superseded_by", &Record::superseded_by},
                                     {"note", &Record::note}};
struct ListField {
  std::string_view name;
  std::vector<std::string> Record::*member;
};
constexpr ListField kLists[] = {{"types", &Record::types},
                                {"topics", &Record::topics},
                                {"audiences", &Record::audiences},
                                {"languages", &Record::languages},
                                {"keywords", &Record::keywords}};
struct NamesField {
  std::string_view name;
  std::vector<Name> Record::*member;
};
constexpr NamesField kPeople[] = {{"authors", &Record::authors}, {"editors", &Record::editors}};
struct EvidenceField {
  std::string_view name;
  std::string Evidence::*member;
};
constexpr EvidenceField kEvidence[] = {{"outcome", &Evidence::outcome},     {"direction", &Evidence::direction},
                                       {"certainty", &Evidence::certainty}, {"setting", &Evidence::setting},
                                       {"basis", &Evidence::basis},         {"date", &Evidence::date}};

Json ToJson(const Name& name) {
  Json out = Json::object();
  if (!name.literal.empty()) out["literal"] = name.literal;
  if (!name.family.empty()) out["family"] = name.family;
  if (!name.given.empty()) out["given"] = name.given;
  return out;
}

Json ToJson(const Fact& fact) {
  Json out = {{"field", fact.field}, {"basis", fact.basis}};
  if (!fact.source.empty()) out["source"] = fact.source;
  return out;
}

Json ToJson(const Evidence& rating) {
  Json out = Json::object();
  for (const auto& [name, member] : kEvidence) {
    if (!(rating.*member).empty()) out[std::string(name)] = rating.*member;
  }
  return out;
}

void PutTexts(Json& out, const Record& record, std::span<const TextField> fields) {
  for (const auto& [name, member] : fields) {
    if (!(record.*member).empty()) out[std::string(name)] = record.*member;
  }
}

Name NameOf(const JsonNode& node) {
  if (node.IsText()) return ParseName(node.text);
  return {node.Text("family"), node.Text("given"), node.Text("literal")};
}

std::vector<std::string> TextsFrom(const JsonNode& node) {
  std::vector<std::string> out;
  if (node.IsText()) out.push_back(node.text);
  for (const auto& [name, item] : node.members) {
    if (item.IsText()) out.push_back(item.text);
  }
  return out;
}

Evidence EvidenceFrom(const JsonNode& node) {
  Evidence rating;
  for (const auto& [name, member] : kEvidence) rating.*member = node.Text(name);
  return rating;
}

bool SetStructured(Record& record, std::string_view name, const JsonNode& value) {
  if (name == "facts") {
    record.facts.clear();
    for (const auto& [key, item] : value.members)
      record.facts.push_back({item.Text("field"), item.Text("basis"), item.Text("source")});
    return true;
  }
  if (name == "evidence") {
    record.evidence.clear();
    for (const auto& [key, item] : value.members) record.evidence.push_back(EvidenceFrom(item));
    return true;
  }
  if (name == "extra") {
    record.extra.clear();
    for (const auto& [key, item] : value.members) {
      if (value.IsObject() && item.IsText()) AddExtra(record, key, item.text);
      if (value.IsArray() && item.members.size() == 2)
        AddExtra(record, item.members[0].second.text, item.members[1].second.text);
    }
    return true;
  }
  return false;
}

}  // namespace

Json ToJson(const Record& record) {
  Json out = Json::object();
  PutTexts(out, record, kBeforePeople);
  for (const auto& [name, member] : kPeople) {
    for (const auto& person : record.*member) out[std::string(name)].push_back(ToJson(person));
  }
  if (record.year) out["year"] = *record.year;
  if (!record.date.empty()) out["date"] = record.date;
  for (const auto& [name, member] : kLists) {
    if (!(record.*member).empty()) out[std::string(name)] = record.*member;
  }
  PutTexts(out, record, kAfterLists);
  for (const auto& fact : record.facts) out["facts"].push_back(ToJson(fact));
  for (const auto& rating : record.evidence) out["evidence"].push_back(ToJson(rating));
  for (const auto& [name, value] : record.extra) out["extra"].push_back(Json::array({name, value}));
  return out;
}

std::string Dump(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

bool SetField(Record& record, std::string_view name, const JsonNode& value) {
  if (name == "key") name = "id";
  for (const auto fields : {std::span<const TextField>(kBeforePeople), std::span<const TextField>(kAfterLists)}) {
    for (const auto& [field, member] : fields) {
      if (field != name) continue;
      record.*member = value.IsText() ? value.text : std::string();
      return true;
    }
  }
  for (const auto& [field, member] : kLists) {
    if (field != name) continue;
    record.*member = TextsFrom(value);
    return true;
  }
  for (const auto& [field, member] : kPeople) {
    if (field != name) continue;
    (record.*member).clear();
    if (value.IsText()) record.*member = ParseNameList(value.text);
    if (value.IsObject()) (record.*member).push_back(NameOf(value));
    if (value.IsArray()) {
      for (const auto& [key, item] : value.members) (record.*member).push_back(NameOf(item));
    }
    return true;
  }
  if (name == "year") {
    const int year = ParseDate(value.text).year;
    record.year = year ? std::optional(year) : std::nullopt;
    if (value.IsText() && !year) AddExtra(record, "year", value.text);
    return true;
  }
  if (name == "date") {
    record.date = value.IsText() ? value.text : std::string();
    return true;
  }
  return SetStructured(record, name, value);
}

std::string ResidueOf(const Record& record, const std::vector<Record>& read) {
  if (read.size() != 1) return {};
  const Json wanted = ToJson(record), got = ToJson(read[0]);
  Json residue = Json::object();
  for (const auto& [name, value] : wanted.items()) {
    const auto found = got.find(name);
    if (found == got.end() || *found != value) residue[name] = value;
  }
  for (const auto& [name, value] : got.items()) {
    if (!wanted.contains(name)) residue[name] = nullptr;
  }
  return residue.empty() ? std::string() : Dump(residue);
}

void ApplyResidue(Record& record, const JsonNode& object) {
  if (!object.IsObject()) return;
  for (const auto& [name, value] : object.members) SetField(record, name, value);
}

void ApplyResidue(Record& record, std::string_view json) {
  if (const auto object = ParseJson(json)) ApplyResidue(record, *object);
}

}  // namespace concord::library::exchange
