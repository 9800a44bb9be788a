#include "features/library/harvest/reading/describe.h"

#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/problems.h"
#include "features/library/exchange/types.h"
#include "features/library/harvest/reading/describe_parts.h"
#include "features/library/harvest/reading/values.h"

namespace concord::library::harvest {
namespace {

constexpr size_t kMostValues = 200;  // of one record's subjects; nobody describes with more

// COAR resource types (vocabularies.coar-repositories.org), info:eu-repo/semantics, DCMI types and Zenodo's words, in
// lower case, without what stands before the last "/" or "#".
struct TypeWord {
  std::string_view word, slug;
};
constexpr TypeWord kTypes[] = {{"c_6501", "research-article"},
                               {"c_2df8fbb1", "research-article"},
                               {"c_dcae04bc", "systematic-review"},
                               {"c_18cf", "other"},
                               {"c_18ws", "report"},
                               {"c_93fc", "report"},
                               {"c_18gh", "report"},
                               {"c_8042", "paper"},
                               {"c_816b", "preprint"},
                               {"c_5794", "paper"},
                               {"c_c94f", "paper"},
                               {"c_2f33", "book"},
                               {"c_3248", "book-chapter"},
                               {"c_46ec", "thesis"},
                               {"c_db06", "thesis"},
                               {"c_bdcc", "thesis"},
                               {"c_7a1f", "thesis"},
                               {"c_ddb1", "data"},
                               {"c_12ce", "video"},
                               {"c_ba08", "book-review"},
                               {"article", "research-article"},
                               {"journal article", "research-article"},
                               {"journalarticle", "research-article"},
                               {"review article", "research-article"},
                               {"peer-reviewed article", "research-article"},
                               {"artículo", "research-article"},
                               {"artículo revisado por pares", "research-article"},
                               {"bachelorthesis", "thesis"},
                               {"masterthesis", "thesis"},
                               {"doctoralthesis", "thesis"},
                               {"phd thesis", "thesis"},
                               {"dissertation", "thesis"},
                               {"tesis", "thesis"},
                               {"electronic thesis or dissertation", "thesis"},
                               {"book", "book"},
                               {"libro", "book"},
                               {"bookpart", "book-chapter"},
                               {"book section", "book-chapter"},
                               {"book chapter", "book-chapter"},
                               {"booksection", "book-chapter"},
                               {"review", "book-review"},
                               {"bookreview", "book-review"},
                               {"conferenceobject", "paper"},
                               {"conference item", "paper"},
                               {"conference paper", "paper"},
                               {"conferenceitem", "paper"},
                               {"conferencepaper", "paper"},
                               {"conference or workshop item", "paper"},
                               {"proceeding", "paper"},
                               {"workingpaper", "paper"},
                               {"working paper", "paper"},
                               {"preprint", "preprint"},
                               {"report", "report"},
                               {"technicalreport", "report"},
                               {"technical report", "report"},
                               {"monograph", "report"},
                               {"informe", "report"},
                               {"policy brief", "research-brief"},
                               {"case study", "case-study"},
                               {"guide", "guidebook-tool"},
                               {"dataset", "data"},
                               {"moving image", "video"},
                               {"movingimage", "video"},
                               {"video", "video"},
                               {"webpage", "webpage"},
                               {"website", "webpage"}};

// Says how a thing was published or checked, or nothing, rather than what it is.
bool SaysNothing(std::string_view type) {
  for (const std::string_view word : {"text",
                                      "texte",
                                      "texto",
                                      "publishedversion",
                                      "acceptedversion",
                                      "submittedversion",
                                      "updatedversion",
                                      "draft",
                                      "peerreviewed",
                                      "peer reviewed",
                                      "nonpeerreviewed",
                                      "not peer reviewed",
                                      "still image",
                                      "image",
                                      "other",
                                      "info",
                                      "c_1843",
                                      "c_ab4af688f83e57aa",
                                      "c_970fb48d4fbd8a85",
                                      "collection",
                                      "physicalobject",
                                      "publication",
                                      "online",
                                      "electronic",
                                      "print",
                                      "application/pdf"}) {
    if (type == word) return true;
  }
  return false;
}

// "info:eu-repo/semantics/article" and "http://purl.org/coar/resource_type/c_6501" -> what comes last, in lower case.
std::string LastPart(std::string_view value) {
  std::string text = exchange::TidyText(value.substr(0, 300), false);
  if (text.starts_with("http") || text.starts_with("info:")) {
    while (text.ends_with('/')) text.pop_back();
    text.erase(0, text.find_last_of("/#") + 1);
  }
  return text::LowerAscii(text);
}

std::string GuessType(const Vocabulary& terms, const std::string& value) {
  if (std::string slug = terms.Resolve("type", value); !slug.empty()) return slug;
  // A hub without types of its own takes ours.
  const bool has_types = std::ranges::any_of(terms.terms(), [](const Term& term) { return term.kind == "type"; });
  const auto known = [&](std::string_view slug) { return has_types ? terms.Resolve("type", slug) : std::string(slug); };
  const std::string word = LastPart(value);
  if (SaysNothing(word)) return {};
  for (const auto& [type, slug] : kTypes) {
    if (type == word) return known(slug);
  }
  if (const auto slug = exchange::TypeFromWords(word)) return known(*slug);
  return {};
}

std::string GuessLanguage(const std::string& value) {
  const std::string word = LastPart(value);
  for (const std::string_view none : {"und", "zxx", "mul", "mis", "other", "xx", "null", "n/a"}) {
    if (word == none) return {};
  }
  return exchange::NormalizeLanguage(word).value_or("");
}

}  // namespace

void AddOnce(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() >= kMostValues || std::ranges::find(list, value) != list.end()) return;
  list.push_back(std::move(value));
}

void AddSubjects(std::vector<std::string>& subjects, std::string_view text) {
  const std::string whole = exchange::TidyText(text.substr(0, 20'000), false);
  for (const auto part : text::Split(whole, ';')) {
    const std::string word(text::Trim(part));
    const bool letters = std::ranges::any_of(word, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0;
    });
    if (!letters || word.size() > 300 || IsPlaceholder(word) || word.starts_with("http://") ||
        word.starts_with("https://") || word.starts_with("info:"))
      continue;
    AddOnce(subjects, word);
  }
}

const std::string* Mapping::Find(std::string_view kind, const std::string& value) const {
  const auto found = targets.find({std::string(kind), value});
  return found == targets.end() ? nullptr : &found->second;
}

std::string Guess(const Vocabulary& terms, std::string_view kind, const std::string& value) {
  if (kind == "type") return GuessType(terms, value);
  if (kind == "language") return GuessLanguage(value);
  return terms.Resolve("topic", value);
}

Described Describe(const Node& metadata, const Circumstances& circumstances) {
  if (metadata.name == "mods" || metadata.name == "modsCollection") return DescribeMods(metadata, circumstances);
  if (metadata.xml_namespace.find("datacite") != std::string::npos) return DescribeDataCite(metadata, circumstances);
  if (metadata.xml_namespace.find("MARC21") != std::string::npos || metadata.Child("datafield"))
    return DescribeMarc(metadata, circumstances);
  return DescribeDublinCore(metadata, circumstances);
}

std::optional<exchange::Record> Finish(Described described, const Mapping& mapping, const Vocabulary& terms,
                                       std::vector<exchange::Problem>& problems) {
  exchange::Record& record = described.record;
  const auto target = [&](std::string_view kind, const std::string& value) {
    if (const std::string* mapped = mapping.Find(kind, value)) return *mapped;
    return Guess(terms, kind, value);
  };
  for (const auto& subject : described.foreign.subjects) {
    const std::string topic = target("subject", subject);
    if (topic == kIgnored) continue;
    if (topic.empty()) {
      AddOnce(record.keywords, subject);
    } else {
      AddOnce(record.topics, topic);
    }
  }
  for (const auto& type : described.foreign.types) {
    const std::string slug = target("type", type);
    if (!slug.empty() && slug != kIgnored) AddOnce(record.types, slug);
  }
  if (record.types.size() > 1) std::erase(record.types, "other");
  for (const auto& language : described.foreign.languages) {
    const std::string tag = target("language", language);
    if (!tag.empty() && tag != kIgnored) AddOnce(record.languages, tag);
  }
  // An audience is one of ours, or none.
  for (auto& audience : record.audiences) audience = terms.Resolve("audience", audience);
  exchange::Problems found;
  exchange::Collector collector(found);
  collector.Take(std::move(record));
  exchange::Parsed parsed = collector.Done();
  for (auto& problem : parsed.problems) problems.push_back(std::move(problem));
  if (parsed.records.empty()) return std::nullopt;
  return std::move(parsed.records.front());
}

}  // namespace concord::library::harvest
