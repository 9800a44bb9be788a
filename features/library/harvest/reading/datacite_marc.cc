// DataCite 3 and 4 (Zenodo, Invenio), also inside oai_datacite; and the fields of MARC 21 that a library needs.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/harvest/reading/describe_parts.h"
#include "features/library/harvest/reading/values.h"

namespace concord::library::harvest {
namespace {

std::string ChildText(const Node& node, std::string_view name) {
  const Node* child = node.Child(name);
  return child ? child->Text() : std::string();
}

const Node* Descend(const Node& node, std::string_view name, int depth) {
  if (node.name == name) return &node;
  for (const auto& child : node.children) {
    if (depth > 0 && child.IsElement()) {
      if (const Node* found = Descend(child, name, depth - 1)) return found;
    }
  }
  return nullptr;
}

exchange::Name NameOf(const Node& node, std::string_view element) {
  exchange::Name name{ChildText(node, "familyName"), ChildText(node, "givenName"), ""};
  if (!name.family.empty()) return name;
  const Node* whole = node.Child(element);
  if (whole && whole->Attribute("nameType") == "Organizational") return {"", "", whole->Text()};
  auto names = NamesIn(whole ? whole->Text() : std::string());
  return names.empty() ? exchange::Name() : names.front();
}

void TakePeople(const Node& resource, exchange::Record& record) {
  if (const Node* creators = resource.Child("creators")) {
    for (const Node* creator : creators->Children("creator")) {
      exchange::Name name = NameOf(*creator, "creatorName");
      if (name != exchange::Name()) record.authors.push_back(std::move(name));
    }
  }
  if (const Node* contributors = resource.Child("contributors")) {
    for (const Node* contributor : contributors->Children("contributor")) {
      if (contributor->Attribute("contributorType") != "Editor") continue;
      exchange::Name name = NameOf(*contributor, "contributorName");
      if (name != exchange::Name()) record.editors.push_back(std::move(name));
    }
  }
}

void TakeTexts(const Node& resource, exchange::Record& record) {
  if (const Node* titles = resource.Child("titles")) {
    for (const Node* title : titles->Children("title")) {
      const std::string_view type = title->Attribute("titleType");
      if (type.empty() && record.title.empty()) record.title = title->Text();
      if (type == "Subtitle") record.subtitle = title->Text();
    }
  }
  if (const Node* descriptions = resource.Child("descriptions")) {
    for (const Node* description : descriptions->Children("description")) {
      if (record.summary.empty() && description->Attribute("descriptionType") == "Abstract" &&
          IsDescription(description->Text()))
        record.summary = description->Text();
    }
  }
  if (const Node* rights = resource.Child("rightsList")) {
    for (const Node* right : rights->Children("rights")) {
      const std::string access = AccessIn(right->Text() + " " + std::string(right->Attribute("rightsURI")));
      if (!access.empty() && (record.access.empty() || access != "open")) record.access = access;
    }
  }
}

std::string Subfield(const Node& field, std::string_view code) {
  for (const Node* subfield : field.Children("subfield")) {
    if (subfield->Attribute("code") == code) return subfield->Text();
  }
  return {};
}

// ISBD's signs at the end of a field: "Title :", "Publisher,".
std::string Bare(std::string text) {
  while (!text.empty() && std::string_view(" /:;,=").find(text.back()) != std::string_view::npos) text.pop_back();
  return text;
}

class MarcReader {
 public:
  explicit MarcReader(const Circumstances& circumstances) : about_(circumstances) {}

  Described Read(const Node& marc) {
    for (const Node* field : marc.Children("controlfield")) {
      if (field->Attribute("tag") == "008" && field->Text().size() >= 38) {
        AddOnce(out_.foreign.languages, field->Text().substr(35, 3));
      }
    }
    for (const Node* field : marc.Children("datafield")) Take(std::string(field->Attribute("tag")), *field);
    out_.record.date = PublicationDate(dates_, about_.year_now);
    out_.record.url = ChooseAddress(addresses_, about_.identifier);
    return std::move(out_);
  }

 private:
  void Take(const std::string& tag, const Node& field) {
    exchange::Record& record = out_.record;
    const std::string a = Subfield(field, "a");
    if (tag == "245") {
      record.title = Bare(a);
      record.subtitle = Bare(Subfield(field, "b"));
    } else if (tag == "100" || tag == "700") {
      auto names = NamesIn(Bare(a));
      const std::string role = Subfield(field, "4") + Subfield(field, "e");
      auto& list = role.starts_with("ed") ? record.editors : record.authors;
      if (!names.empty()) list.push_back(names.front());
    } else if (tag == "110" || tag == "710") {
      if (!a.empty()) record.authors.push_back({"", "", Bare(a)});
    } else if (tag == "260" || tag == "264") {
      if (record.publisher.empty()) record.publisher = Bare(Subfield(field, "b"));
      if (record.place.empty()) record.place = Bare(a);
      dates_.push_back(Subfield(field, "c"));
    } else if (tag == "520") {
      if (record.summary.empty() && IsDescription(a)) record.summary = a;
    } else if (tag == "650" || tag == "653") {
      AddSubjects(out_.foreign.subjects, a);
    } else if (tag == "655") {
      AddOnce(out_.foreign.types, a);
    } else if (tag == "041") {
      AddOnce(out_.foreign.languages, a);
    } else if (tag == "020" || tag == "022") {
      TakeIdentifier((tag == "020" ? "isbn:" : "issn:") + a, record, addresses_);
    } else if (tag == "024") {
      TakeIdentifier(a, record, addresses_);
    } else if (tag == "856") {
      TakeIdentifier(Subfield(field, "u"), record, addresses_);
    } else if (tag == "773") {
      record.container = Bare(Subfield(field, "t"));
    } else if (tag == "490") {
      record.series = Bare(a);
    }
  }

  const Circumstances& about_;
  Described out_;
  std::vector<std::string> dates_, addresses_;
};

}  // namespace

Described DescribeDataCite(const Node& metadata, const Circumstances& circumstances) {
  const Node* resource = Descend(metadata, "resource", 4);
  Described out;
  if (!resource) return out;
  exchange::Record& record = out.record;
  TakePeople(*resource, record);
  TakeTexts(*resource, record);
  if (!IsPlaceholder(ChildText(*resource, "publisher"))) record.publisher = ChildText(*resource, "publisher");
  std::vector<std::string> dates, addresses;
  if (const Node* all = resource->Child("dates")) {
    for (const Node* date : all->Children("date")) {
      if (date->Attribute("dateType") == "Issued") dates.push_back(date->Text());
    }
  }
  dates.push_back(ChildText(*resource, "publicationYear"));
  record.date = PublicationDate(dates, circumstances.year_now);
  if (const Node* subjects = resource->Child("subjects")) {
    for (const Node* subject : subjects->Children("subject")) AddSubjects(out.foreign.subjects, subject->Text());
  }
  if (const Node* type = resource->Child("resourceType")) {
    AddOnce(out.foreign.types, type->Text());
    AddOnce(out.foreign.types, std::string(type->Attribute("resourceTypeGeneral")));
  }
  AddOnce(out.foreign.languages, ChildText(*resource, "language"));
  TakeIdentifier(ChildText(*resource, "identifier"), record, addresses);
  if (const Node* others = resource->Child("alternateIdentifiers")) {
    for (const Node* other : others->Children("alternateIdentifier")) TakeIdentifier(other->Text(), record, addresses);
  }
  record.url = ChooseAddress(addresses, circumstances.identifier);
  return out;
}

Described DescribeMarc(const Node& metadata, const Circumstances& circumstances) {
  const Node* record = Descend(metadata, "record", 2);
  return MarcReader(circumstances).Read(record ? *record : metadata);
}

}  // namespace concord::library::harvest
