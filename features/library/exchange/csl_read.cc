// CSL-JSON 1.0.2 (citeproc), and its relative from Crossref's REST service, to our fields.
#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "base/core/text.h"
#include "features/library/exchange/csl_variables.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

constexpr std::string_view kCslLists[] = {"items", "references", "resources"};

// A text, a number, or the first text of a list (Crossref's titles).
std::string FirstText(const JsonNode* node) {
  if (!node) return {};
  if (node->IsText()) return node->text;
  for (const auto& [name, item] : node->members) {
    if (node->IsArray() && item.IsText()) return item.text;
  }
  return {};
}

std::string JoinTexts(const JsonNode* node, std::string_view separator) {
  if (!node || !node->IsArray()) return FirstText(node);
  std::vector<std::string> parts;
  for (const auto& [name, item] : node->members) {
    if (item.IsText()) parts.push_back(item.text);
  }
  return text::Join(parts, separator);
}

void Append(std::string& out, const std::string& part) {
  if (!out.empty() && !part.empty()) out += out.ends_with("'") || out.ends_with("’") || out.ends_with("-") ? "" : " ";
  out += part;
}

Name NameFrom(const JsonNode& node) {
  if (node.IsText()) return ParseName(node.text);
  Name name{"", node.Text("given"), node.Text("literal")};
  if (name.literal.empty()) name.literal = node.Text("name");  // Crossref's organizations
  Append(name.family, node.Text("non-dropping-particle"));
  // The family name of our model holds every particle ("van der Berg").
  std::string family;
  Append(family, node.Text("dropping-particle"));
  Append(family, name.family);
  Append(family, node.Text("family"));
  Append(family, node.Text("suffix"));
  name.family = std::move(family);
  if (name.family.empty() && !name.given.empty() && name.literal.empty()) name.literal.swap(name.given);
  if (!name.literal.empty()) name.family.clear(), name.given.clear();
  return name;
}

std::vector<Name> NamesFrom(const JsonNode* node) {
  std::vector<Name> names;
  if (!node) return names;
  if (node->IsText()) return ParseNameList(node->text);
  if (node->IsObject()) return {NameFrom(*node)};
  for (const auto& [key, item] : node->members) {
    if (Name name = NameFrom(item); name != Name()) names.push_back(std::move(name));
  }
  return names;
}

// {"date-parts": [[2021, "3", 5]]}, {"raw": "March 2021"}, {"literal": ...}, "2021-03", 2021, [[2021]]. A season is
// none of ours.
std::string DateFrom(const JsonNode* node) {
  if (!node) return {};
  if (node->IsText()) return node->text;
  const JsonNode* parts = node->IsObject() ? node->Find("date-parts") : node;
  if (parts && parts->IsArray() && !parts->members.empty()) {
    const JsonNode& first = parts->members[0].second;
    const auto& numbers = first.IsArray() ? first.members : parts->members;
    const auto number = [&](size_t i) {
      return i < numbers.size() && numbers[i].second.IsText() ? std::atoi(numbers[i].second.text.substr(0, 6).c_str())
                                                              : 0;
    };
    LooseDate date{number(0), number(1), number(2)};
    if (date.month < 1 || date.month > 12) date.month = date.day = 0;
    if (date.day < 1 || date.day > 31) date.day = 0;
    if (date.year > 0) return date.Iso();
  }
  for (const char* member : {"raw", "literal", "date-time"}) {
    if (const std::string text = node->Text(member); !text.empty()) return text;
  }
  return {};
}

class CslReader {
 public:
  explicit CslReader(const JsonNode& node) : node_(node) {}

  Record Read() {
    record_.line = node_.line;
    record_.key = node_.Text("id");
    if (record_.key.empty()) record_.key = node_.Text("citation-key");
    Type();
    for (const auto& [name, member] : kCslTexts) record_.*member = FirstText(node_.Find(name));
    Alternatives();
    record_.authors = NamesFrom(node_.Find("author"));
    record_.editors = NamesFrom(node_.Find("editor"));
    Dates();
    Keywords();
    const std::string languages = JoinTexts(node_.Find("language"), ";");
    for (const auto part : text::Split(languages, languages.find(';') != std::string::npos ? ';' : ','))
      record_.languages.emplace_back(part);
    Rest();
    if (const JsonNode* custom = node_.Find("custom")) {
      if (const JsonNode* residue = custom->Find(kResidueName)) ApplyResidue(record_, *residue);
    }
    return std::move(record_);
  }

 private:
  void Type() {
    const std::string type = node_.Text("type");
    const auto slug = TypeFromCsl(type);
    record_.types = {slug.value_or("other")};
    if (!slug) AddExtra(record_, "type", type);
    const std::string genre = text::NormalizeTitle(node_.Text("genre"));
    if (type == "report" && genre == "preprint") record_.types = {"preprint"};
  }

  void Alternatives() {
    const std::string subtitle = FirstText(node_.Find("subtitle"));  // Crossref's
    if (!subtitle.empty()) record_.subtitle = subtitle;
    if (record_.container.empty()) record_.container = FirstText(node_.Find("event-title"));
    if (record_.place.empty()) record_.place = FirstText(node_.Find("publisher-location"));
    if (record_.place.empty()) record_.place = FirstText(node_.Find("event-place"));
    record_.issn = JoinTexts(node_.Find("ISSN"), "; ");
    record_.isbn = JoinTexts(node_.Find("ISBN"), "; ");
    if (record_.isbn.find("isbn/") != std::string::npos) {
      // Crossref: "http://id.crossref.org/isbn/9780..."
      for (size_t at; (at = record_.isbn.find("http")) != std::string::npos;) {
        const size_t end = record_.isbn.find("isbn/", at);
        if (end == std::string::npos) break;
        record_.isbn.erase(at, end + 5 - at);
      }
    }
    const std::string title = record_.title;
    if (title.empty()) record_.title = FirstText(node_.Find("title-short"));
    if (record_.pages.empty()) record_.pages = FirstText(node_.Find("article-number"));
    if (record_.pages.empty()) record_.pages = FirstText(node_.Find("page-first"));
  }

  void Dates() {
    for (const char* member :
         {"issued", "published", "published-print", "published-online", "original-date", "submitted", "year"}) {
      if (record_.date.empty()) record_.date = DateFrom(node_.Find(member));
    }
    const std::string accessed = DateFrom(node_.Find("accessed"));
    AddExtra(record_, "accessed", accessed);
  }

  void Keywords() {
    for (const char* member : {"keyword", "keywords", "subject", "categories"}) {
      const JsonNode* node = node_.Find(member);
      if (!node) continue;
      if (node->IsText()) {
        const char separator = node->text.find(';') != std::string::npos ? ';' : ',';
        for (const auto part : text::Split(node->text, separator)) record_.keywords.emplace_back(part);
      }
      for (const auto& [key, item] : node->members) {
        if (item.IsText()) record_.keywords.push_back(item.text);
      }
    }
  }

  void Rest() {
    for (const auto& [name, value] : node_.members) {
      if (record_.extra.size() > 200) return;
      if (IsKeptCslVariable(name) && value.IsText()) AddExtra(record_, name, value.text);
    }
  }

  const JsonNode& node_;
  Record record_;
};

}  // namespace

Parsed ReadCslJson(std::string_view bytes) {
  Problems problems;
  const std::string text = Decode(bytes, problems);
  Collector collector(problems);
  ReadJsonRecords(text, kCslLists, problems, [&](const JsonNode& node) { collector.Take(CslReader(node).Read()); });
  return collector.Done();
}

}  // namespace concord::library::exchange
