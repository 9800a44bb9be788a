// Web of Science's and PubMed's own tags to our fields.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/tagged_lines.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

const TaggedField* Find(const TaggedRecord& tagged, std::string_view tag) {
  for (const auto& field : tagged.fields) {
    if (field.tag == tag) return &field;
  }
  return nullptr;
}

std::string Text(const TaggedRecord& tagged, std::string_view tag) {
  const auto* field = Find(tagged, tag);
  return field ? field->Joined() : std::string();
}

void AppendNames(std::vector<Name>& out, const TaggedField* field) {
  if (!field) return;
  for (const auto& line : field->lines) {
    if (Name name = ParseName(line); name != Name()) out.push_back(std::move(name));
  }
}

void AppendParts(std::vector<std::string>& out, const std::string& list) {
  for (const auto part : text::Split(list, ';')) {
    if (const auto trimmed = text::Trim(part); !trimmed.empty()) out.emplace_back(trimmed);
  }
}

std::string WosType(const std::string& publication, const std::string& document) {
  if (publication == "B" || publication == "S")
    return document.find("Chapter") != std::string::npos ? "book-chapter" : "book";
  const std::string folded = text::NormalizeTitle(document);
  if (folded.find("book review") != std::string::npos) return "book-review";
  if (folded.find("proceedings") != std::string::npos && publication != "J") return "paper";
  if (publication == "J") return "research-article";
  return publication == "P" ? "other" : "paper";
}

}  // namespace

Record RecordFromWebOfScience(const TaggedRecord& tagged) {
  Record record;
  record.line = tagged.line;
  record.key = Text(tagged, "UT");
  record.types = {WosType(Text(tagged, "PT"), Text(tagged, "DT"))};
  record.title = Text(tagged, "TI");
  record.summary = Text(tagged, "AB");
  record.container = Text(tagged, "SO");
  record.series = Text(tagged, "SE");
  record.publisher = Text(tagged, "PU");
  record.place = Text(tagged, "PI");
  record.volume = Text(tagged, "VL");
  record.issue = Text(tagged, "IS");
  record.doi = Text(tagged, "DI");
  record.issn = Text(tagged, "SN");
  if (const auto electronic = Text(tagged, "EI"); !electronic.empty())
    record.issn += (record.issn.empty() ? "" : "; ") + electronic;
  record.isbn = Text(tagged, "BN");
  AppendNames(record.authors, Find(tagged, "AF") ? Find(tagged, "AF") : Find(tagged, "AU"));
  for (const char* tag : {"CA", "GP"}) {
    if (const auto group = Text(tagged, tag); !group.empty()) record.authors.push_back({"", "", group});
  }
  AppendNames(record.editors, Find(tagged, "BE") ? Find(tagged, "BE") : Find(tagged, "ED"));
  const std::string first = Text(tagged, "BP"), last = Text(tagged, "EP");
  record.pages = first.empty() ? Text(tagged, "AR") : last.empty() || last == first ? first : first + "-" + last;
  const std::string year = Text(tagged, "PY"), day = Text(tagged, "PD");
  record.date = day.empty() ? year : day + " " + year;
  if (year.empty()) record.date.clear();
  AppendParts(record.languages, Text(tagged, "LA"));
  AppendParts(record.keywords, Text(tagged, "DE"));
  AppendParts(record.keywords, Text(tagged, "ID"));
  for (const auto& field : tagged.fields) {
    if (text::IsOneOf(field.tag, {"PT", "UT", "TI", "AB", "SO", "SE", "PU", "PI", "VL", "IS", "DI", "SN", "EI",
                                  "BN", "AF", "AU", "CA", "GP", "BE", "ED", "BP", "EP", "AR", "PY", "PD", "LA",
                                  "DE", "ID", "CR", "NR", "TC", "Z9", "U1", "U2", "DA", "GA", "PG"})) {
      continue;  // taken above, or counts and references that say nothing of the work itself
    }
    AddExtra(record, field.tag, field.Joined());
  }
  return record;
}

Record RecordFromMedline(const TaggedRecord& tagged) {
  Record record;
  record.line = tagged.line;
  record.key = Text(tagged, "PMID");
  record.types = {"research-article"};
  record.title = Text(tagged, "TI");
  if (record.title.empty()) record.title = Text(tagged, "BTI");
  record.summary = Text(tagged, "AB");
  record.container = Text(tagged, Find(tagged, "JT") ? "JT" : "TA");
  record.volume = Text(tagged, "VI");
  record.issue = Text(tagged, "IP");
  record.pages = Text(tagged, "PG");
  record.place = Text(tagged, "PL");
  record.date = Text(tagged, "DP");
  const bool full_names = Find(tagged, "FAU") != nullptr;
  for (const auto& field : tagged.fields) {
    const std::string value = field.Joined();
    if (field.tag == (full_names ? "FAU" : "AU") || field.tag == "CN") {
      record.authors.push_back(field.tag == "CN" ? Name{"", "", value} : ParseName(value));
    } else if (field.tag == "FED") {
      record.editors.push_back(ParseName(value));
    } else if ((field.tag == "AID" || field.tag == "LID") && value.ends_with("[doi]") && record.doi.empty()) {
      record.doi = value.substr(0, value.size() - 5);
    } else if (field.tag == "MH" || field.tag == "OT") {
      record.keywords.push_back(value.starts_with('*') ? value.substr(1) : value);
    } else if (field.tag == "LA") {
      record.languages.push_back(value);
    } else if (field.tag == "IS" && record.issn.size() < 200) {
      record.issn += (record.issn.empty() ? "" : "; ") + value.substr(0, 9);
    } else if (field.tag == "PT" && text::NormalizeTitle(value).find("systematic review") != std::string::npos) {
      record.types = {"systematic-review"};
    } else if (field.tag == "PMC") {
      AddExtra(record, "PMCID", value);
    }
  }
  if (!record.key.empty()) {
    AddExtra(record, "PMID", record.key);
    record.url = "https://pubmed.ncbi.nlm.nih.gov/" + record.key + "/";
  }
  return record;
}

}  // namespace concord::library::exchange
