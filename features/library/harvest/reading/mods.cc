// MODS 3 (loc.gov/standards/mods).
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/harvest/reading/describe_parts.h"
#include "features/library/harvest/reading/values.h"

namespace concord::library::harvest {
namespace {

std::string TextOf(const Node* node) { return node ? node->Text() : std::string(); }
std::string TextOfChild(const Node& node, std::string_view name) { return TextOf(node.Child(name)); }

std::string LowerAttribute(const Node& node, std::string_view name) { return text::LowerAscii(node.Attribute(name)); }

class ModsReader {
 public:
  explicit ModsReader(const Circumstances& circumstances) : about_(circumstances) {}

  Described Read(const Node& mods) {
    for (const auto& child : mods.children) Take(child);
    exchange::Record& record = out_.record;
    record.date = PublicationDate(dates_, about_.year_now);
    if (record.date.empty()) record.date = PublicationDate(other_dates_, about_.year_now);
    record.url = primary_.empty() ? ChooseAddress(addresses_, about_.identifier) : primary_;
    return std::move(out_);
  }

 private:
  void Take(const Node& node) {
    const std::string& name = node.name;
    exchange::Record& record = out_.record;
    if (name == "titleInfo") {
      Title(node);
    } else if (name == "name") {
      Person(node);
    } else if (name == "genre") {
      AddOnce(out_.foreign.types, exchange::TidyText(node.Text(), false));
    } else if (name == "originInfo") {
      Origin(node);
    } else if (name == "language") {
      for (const Node* term : node.Children("languageTerm")) AddOnce(out_.foreign.languages, term->Text());
    } else if (name == "abstract") {
      if (record.summary.empty() && IsDescription(node.Text())) record.summary = node.Text();
    } else if (name == "targetAudience") {
      record.audiences.push_back(node.Text());
    } else if (name == "subject") {
      for (const auto& part : node.children) {
        if (part.name == "topic" || part.name == "geographic" || part.name == "genre")
          AddSubjects(out_.foreign.subjects, part.Text());
      }
    } else if (name == "relatedItem") {
      Related(node);
    } else if (name == "identifier") {
      Identifier(node);
    } else if (name == "location") {
      Location(node);
    } else if (name == "part") {
      Part(node);
    } else if (name == "accessCondition") {
      if (record.access.empty()) record.access = AccessIn(node.Text() + " " + std::string(node.Attribute("href")));
      exchange::AddExtra(record, "mods:accessCondition", node.Text().substr(0, 2000));
    }
  }

  void Title(const Node& node) {
    if (!out_.record.title.empty() || !node.Attribute("type").empty()) {
      exchange::AddExtra(out_.record, "mods:titleInfo", TextOfChild(node, "title"));
      return;
    }
    std::string title = TextOfChild(node, "nonSort");
    if (!title.empty() && title.back() != '\'') title += " ";
    out_.record.title = title + TextOfChild(node, "title");
    out_.record.subtitle = TextOfChild(node, "subTitle");
    if (const std::string part = TextOfChild(node, "partName"); !part.empty()) out_.record.title += ". " + part;
  }

  void Person(const Node& node) {
    std::string role;
    for (const Node* one : node.Children("role")) role += " " + text::LowerAscii(one->Text());
    exchange::Name name;
    std::string plain;
    for (const Node* part : node.Children("namePart")) {
      const std::string_view type = part->Attribute("type");
      if (type == "family") name.family = part->Text();
      if (type == "given") name.given += (name.given.empty() ? "" : " ") + part->Text();
      if (type.empty()) plain += (plain.empty() ? "" : " ") + part->Text();
    }
    if (name.family.empty() && name.given.empty()) {
      if (plain.empty()) plain = TextOfChild(node, "displayForm");
      if (node.Attribute("type") == "corporate" || node.Attribute("type") == "conference" ||
          (node.Attribute("type").empty() && plain.find(',') == plain.npos)) {
        name.literal = plain;
      } else if (auto names = NamesIn(plain); !names.empty()) {
        name = names.front();
      }
    }
    if (name == exchange::Name() || IsPlaceholder(name.Display())) return;
    const bool editor = role.find("edt") != role.npos || role.find("editor") != role.npos;
    const bool author = role.empty() || role.find("aut") != role.npos || role.find("cre") != role.npos;
    if (editor) {
      out_.record.editors.push_back(std::move(name));
    } else if (author) {
      out_.record.authors.push_back(std::move(name));
    } else {
      exchange::AddExtra(out_.record, "mods:name", name.Display() + " (" + std::string(text::Trim(role)) + ")");
    }
  }

  void Origin(const Node& node) {
    exchange::Record& record = out_.record;
    if (record.publisher.empty() && !IsPlaceholder(TextOfChild(node, "publisher"))) {
      record.publisher = TextOfChild(node, "publisher");
    }
    if (record.edition.empty()) record.edition = TextOfChild(node, "edition");
    for (const Node* place : node.Children("place")) {
      for (const Node* term : place->Children("placeTerm")) {
        if (term->Attribute("type") != "code" && record.place.empty()) record.place = term->Text();
      }
    }
    for (const Node* date : node.Children("dateIssued")) dates_.push_back(date->Text());
    for (const char* other : {"copyrightDate", "dateCreated", "dateOther"}) {
      for (const Node* date : node.Children(other)) other_dates_.push_back(date->Text());
    }
  }

  void Related(const Node& node) {
    exchange::Record& record = out_.record;
    const std::string type = LowerAttribute(node, "type");
    const Node* title = node.Child("titleInfo");
    if (type == "series") {
      if (title && record.series.empty()) record.series = TextOfChild(*title, "title");
      return;
    }
    if (type != "host") return;
    if (title && record.container.empty()) record.container = TextOfChild(*title, "title");
    for (const Node* identifier : node.Children("identifier")) {
      const std::string kind = LowerAttribute(*identifier, "type");
      if (kind == "issn" && record.issn.empty()) record.issn = identifier->Text();
      if (kind == "isbn" && record.isbn.empty()) record.isbn = identifier->Text();
    }
    for (const Node* part : node.Children("part")) Part(*part);
    for (const Node* origin : node.Children("originInfo")) Origin(*origin);
  }

  void Part(const Node& node) {
    exchange::Record& record = out_.record;
    for (const Node* detail : node.Children("detail")) {
      const std::string type = LowerAttribute(*detail, "type");
      const std::string number = TextOfChild(*detail, "number");
      if (type == "volume" && record.volume.empty()) record.volume = number;
      if ((type == "issue" || type == "number") && record.issue.empty()) record.issue = number;
    }
    for (const Node* extent : node.Children("extent")) {
      if (!record.pages.empty()) continue;
      const std::string start = TextOfChild(*extent, "start"), end = TextOfChild(*extent, "end");
      record.pages = start.empty() ? TextOfChild(*extent, "list") : end.empty() ? start : start + "-" + end;
    }
    for (const Node* date : node.Children("date")) other_dates_.push_back(date->Text());
  }

  void Identifier(const Node& node) {
    exchange::Record& record = out_.record;
    const std::string type = LowerAttribute(node, "type"), value = node.Text();
    if (node.Attribute("invalid") == "yes") return;
    if (type == "ncj") {
      record.ncj = value;
    } else if (type == "doi" && record.doi.empty()) {
      record.doi = value;
    } else if (type == "isbn" && record.isbn.empty()) {
      record.isbn = value;
    } else if (type == "issn" && record.issn.empty()) {
      record.issn = value;
    } else if (type == "hdl" && value.starts_with("hdl:")) {
      TakeIdentifier(value, record, addresses_);
    } else if (!TakeIdentifier(value, record, addresses_)) {
      exchange::AddExtra(record, "mods:identifier" + (type.empty() ? "" : "." + type), value.substr(0, 500));
    }
  }

  void Location(const Node& node) {
    for (const Node* url : node.Children("url")) {
      const auto address = exchange::NormalizeUrl(url->Text());
      if (!address) continue;
      const bool primary =
          url->Attribute("usage").starts_with("primary") || url->Attribute("access") == "object in context";
      if (primary && primary_.empty() && !exchange::DoiInUrl(*address)) primary_ = *address;
      TakeIdentifier(*address, out_.record, addresses_);
    }
  }

  const Circumstances& about_;
  Described out_;
  std::vector<std::string> dates_, other_dates_, addresses_;
  std::string primary_;
};

}  // namespace

Described DescribeMods(const Node& metadata, const Circumstances& circumstances) {
  const Node* mods = metadata.name == "mods" ? &metadata : metadata.Child("mods");
  return mods ? ModsReader(circumstances).Read(*mods) : Described{};
}

}  // namespace concord::library::harvest
