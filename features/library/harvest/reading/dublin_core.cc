// Dublin Core: oai_dc, qualified flavours (dcterms, DSpace's "dc.contributor.author"), NSDL's and others of its shape.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/harvest/reading/describe_parts.h"
#include "features/library/harvest/reading/values.h"

namespace concord::library::harvest {
namespace {

struct Value {
  std::string element, qualifier, text, language;
};

// dcterms' own names for what Dublin Core calls otherwise.
constexpr std::pair<std::string_view, std::pair<std::string_view, std::string_view>> kTerms[] = {
    {"abstract", {"description", "abstract"}},
    {"alternative", {"title", "alternative"}},
    {"issued", {"date", "issued"}},
    {"created", {"date", "created"}},
    {"available", {"date", "available"}},
    {"dateAccepted", {"date", "accepted"}},
    {"dateSubmitted", {"date", "submitted"}},
    {"accessRights", {"rights", "access"}},
    {"license", {"rights", "license"}},
    {"bibliographicCitation", {"identifier", "citation"}},
    {"isPartOf", {"relation", "ispartof"}},
    {"author", {"creator", ""}},
    {"creators", {"creator", ""}},
    {"keyword", {"subject", ""}},
    {"keywords", {"subject", ""}},
    {"url", {"identifier", "uri"}},
    {"link", {"identifier", "uri"}},
    {"doi", {"identifier", "doi"}}};

constexpr std::string_view kElements[] = {"title",     "creator",  "contributor", "subject", "description",
                                          "publisher", "date",     "type",        "format",  "identifier",
                                          "source",    "language", "relation",    "rights",  "coverage"};

bool IsElementName(std::string_view name) { return std::ranges::find(kElements, name) != std::end(kElements); }

// "dc:title" is title; "dc.contributor.author", and "contributor" with an attribute qualifier, is contributor/author.
std::optional<Value> ReadValue(const Node& node) {
  Value value{node.name, text::LowerAscii(node.Attribute("qualifier")), node.Text(),
              text::LowerAscii(node.Attribute("xml:lang"))};
  if (value.element == "field" || value.element == "dcvalue") {  // DSpace's own form
    value.element = std::string(node.Attribute(value.element == "field" ? "name" : "element"));
  }
  if (value.element.starts_with("dc.")) value.element.erase(0, 3);
  if (const size_t dot = value.element.find('.'); dot != value.element.npos) {
    value.qualifier = text::LowerAscii(value.element.substr(dot + 1));
    value.element.resize(dot);
  }
  for (const auto& [term, meaning] : kTerms) {
    if (value.element == term) value.element = meaning.first, value.qualifier = meaning.second;
  }
  value.element = text::LowerAscii(value.element);
  if (!IsElementName(value.element) || value.text.empty()) return std::nullopt;
  return value;
}

class Reader {
 public:
  explicit Reader(const Circumstances& circumstances) : about_(circumstances) {}

  void Gather(const Node& node, int depth) {
    for (const auto& child : node.children) {
      if (!child.IsElement() || values_.size() >= 2000) continue;
      if (auto value = ReadValue(child)) {
        values_.push_back(std::move(*value));
      } else if (depth < 3) {
        Gather(child, depth + 1);  // containers: <qualifieddc>, <metadata>
      }
    }
  }

  Described Read() {
    for (const auto& value : values_) Take(value);
    Titles();
    Summary();
    exchange::Record& record = out_.record;
    record.date = PublicationDate(issued_.empty() ? dates_ : issued_, about_.year_now);
    if (record.date.empty()) record.date = PublicationDate(dates_, about_.year_now);
    record.url = ChooseAddress(addresses_, about_.identifier);
    if (record.url.empty()) record.url = ChooseAddress(related_, about_.identifier);
    PreferRelatedPage();
    return std::move(out_);
  }

 private:
  void Extra(const Value& value) {
    if (out_.record.extra.size() >= 50 || IsPlaceholder(value.text)) return;
    const std::string name = "dc:" + value.element + (value.qualifier.empty() ? "" : "." + value.qualifier);
    exchange::AddExtra(out_.record, name, std::string(std::string_view(value.text).substr(0, 4000)));
  }

  void Take(const Value& value) {
    const std::string& element = value.element;
    exchange::Record& record = out_.record;
    if (element == "title") {
      titles_.push_back(value);
    } else if (element == "creator") {
      if (value.qualifier != "orcid" && value.qualifier != "affiliation") Append(record.authors, NamesIn(value.text));
    } else if (element == "contributor") {
      Contributor(value);
    } else if (element == "subject") {
      AddSubjects(out_.foreign.subjects, value.text);
    } else if (element == "description") {
      descriptions_.push_back(value);
    } else if (element == "publisher") {
      Publisher(value);
    } else if (element == "date") {
      if (value.qualifier == "issued") issued_.push_back(value.text);
      const bool system =
          value.qualifier == "accessioned" || value.qualifier == "embargo" || value.qualifier == "updated";
      if (!system) dates_.push_back(value.text);
    } else if (element == "type") {
      AddOnce(out_.foreign.types, exchange::TidyText(std::string_view(value.text).substr(0, 300), false));
    } else if (element == "language") {
      Languages(value.text);
    } else if (element == "identifier") {
      Identifier(value);
    } else if (element == "source" || (element == "relation" && value.qualifier == "ispartof")) {
      if (!TakeSource(value.text, record)) Extra(value);
    } else if (element == "relation") {
      Relation(value);
    } else if (element == "rights") {
      Rights(value);
    } else if (element == "coverage") {
      Extra(value);
    }
  }

  static void Append(std::vector<exchange::Name>& names, std::vector<exchange::Name> more) {
    for (auto& name : more) {
      if (names.size() < 1000 && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }

  void Contributor(const Value& value) {
    const bool editor = value.qualifier.starts_with("edit") || SaysEditor(value.text);
    if (editor) {
      Append(out_.record.editors, NamesIn(value.text));
    } else if (value.qualifier == "author") {
      Append(out_.record.authors, NamesIn(value.text));
    } else {
      Extra(value);
    }
  }

  void Publisher(const Value& value) {
    if (IsPlaceholder(value.text)) return;
    if (out_.record.publisher.empty()) {
      out_.record.publisher = value.text;
    } else if (out_.record.publisher != value.text) {
      Extra(value);
    }
  }

  void Languages(std::string_view text) {
    std::string whole = exchange::TidyText(text.substr(0, 300), false);
    std::ranges::replace(whole, ',', ';');
    for (const auto part : text::Split(whole, ';')) AddOnce(out_.foreign.languages, std::string(text::Trim(part)));
  }

  void Identifier(const Value& value) {
    if (value.qualifier == "citation") {
      if (!TakeSource(value.text, out_.record)) Extra(value);
    } else if (!TakeIdentifier(value.text, out_.record, addresses_)) {
      Extra(value);
    }
  }

  // What is related may be another version, the journal, the data: only a journal's number and addresses are of use.
  void Relation(const Value& value) {
    exchange::Record apart;
    const bool taken = TakeIdentifier(value.text, apart, related_);
    if (out_.record.issn.empty()) out_.record.issn = apart.issn;
    if (!taken || !apart.doi.empty()) Extra(value);
  }

  void Rights(const Value& value) {
    std::string access = AccessIn(value.text);
    if (!access.empty() && (out_.record.access.empty() || access != "open")) out_.record.access = std::move(access);
    Extra(value);
  }

  // EPrints gives the file as identifier and the page as relation.
  void PreferRelatedPage() {
    std::string& url = out_.record.url;
    if (url.empty() || addresses_.size() != 1) return;
    for (const auto& page : related_) {
      if (page.size() >= 12 && url.size() > page.size() && url.starts_with(page)) {
        url = page;
        return;
      }
    }
  }

  // The first title, or the one in the record's own language; others are noted.
  void Titles() {
    const Value* chosen = nullptr;
    for (const auto& title : titles_) {
      if (title.qualifier.empty() && !IsPlaceholder(title.text) && !chosen) chosen = &title;
    }
    if (!chosen && !titles_.empty()) chosen = &titles_.front();
    if (!chosen) return;
    out_.record.title = chosen->text;
    language_ = chosen->language;
    for (const auto& title : titles_) {
      if (&title != chosen && title.text != chosen->text) Extra(title);
    }
  }

  // The first description of the title's language that describes; else the first that does.
  void Summary() {
    const Value* chosen = nullptr;
    for (const auto& description : descriptions_) {
      if (!IsDescription(description.text) || description.qualifier == "provenance" ||
          description.qualifier == "sponsorship")
        continue;
      const bool closer =
          chosen && chosen->qualifier != "abstract" &&
          (description.qualifier == "abstract" || (description.language == language_ && chosen->language != language_));
      if (!chosen || closer) chosen = &description;
    }
    if (chosen) out_.record.summary = chosen->text;
    for (const auto& description : descriptions_) {
      if (&description != chosen && IsDescription(description.text)) Extra(description);
    }
  }

  const Circumstances& about_;
  Described out_;
  std::vector<Value> values_, titles_, descriptions_;
  std::vector<std::string> dates_, issued_, addresses_, related_;
  std::string language_;
};

}  // namespace

Described DescribeDublinCore(const Node& metadata, const Circumstances& circumstances) {
  Reader reader(circumstances);
  reader.Gather(metadata, 0);
  return reader.Read();
}

}  // namespace concord::library::harvest
