#include "features/library/exchange/finish.h"

#include <algorithm>
#include <functional>

#include "base/core/text.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/html_text.h"
#include "features/library/exchange/identifiers.h"

namespace concord::library::exchange {
namespace {

bool IsUnicodeSpace(uint32_t code) {
  return code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0x3000 || code == 0x85;
}
bool IsDropped(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x200B || code == 0xFEFF ||
         code == 0x2060;
}

// Calls `each` with every text of the record that people read, and its name.
using Visit = std::function<void(const char* name, std::string& text, bool paragraphs)>;
void VisitTexts(Record& record, const Visit& each) {
  each("title", record.title, false);
  each("subtitle", record.subtitle, false);
  each("summary", record.summary, true);
  each("publisher", record.publisher, false);
  each("container", record.container, false);
  each("volume", record.volume, false);
  each("issue", record.issue, false);
  each("pages", record.pages, false);
  each("series", record.series, false);
  each("edition", record.edition, false);
  each("place", record.place, false);
  each("note", record.note, true);
  for (auto* names : {&record.authors, &record.editors}) {
    const char* field = names == &record.authors ? "authors" : "editors";
    for (auto& name : *names) {
      each(field, name.family, false);
      each(field, name.given, false);
      each(field, name.literal, false);
    }
  }
  for (auto& value : record.types) each("types", value, false);
  for (auto& value : record.topics) each("topics", value, false);
  for (auto& value : record.audiences) each("audiences", value, false);
  for (auto& value : record.keywords) each("keywords", value, false);
  for (auto& fact : record.facts) {
    each("facts", fact.field, false);
    each("facts", fact.basis, false);
    each("facts", fact.source, false);
  }
  for (auto& rating : record.evidence) {
    for (auto* text :
         {&rating.outcome, &rating.direction, &rating.certainty, &rating.setting, &rating.basis, &rating.date}) {
      each("evidence", *text, false);
    }
  }
  for (auto& [name, value] : record.extra) each("extra", value, true);
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void CleanTexts(Record& record, Problems& problems) {
  std::vector<std::string> repaired;
  VisitTexts(record, [&](const char* name, std::string& text, bool paragraphs) {
    if (text.empty()) return;
    if (!IsAscii(text)) {
      if (auto right = text::RepairDoubleEncoding(text)) {
        text = std::move(*right);
        if (repaired.empty() || repaired.back() != name) repaired.emplace_back(name);
      }
    }
    if (text.find_first_of("&<") != std::string::npos) text = HtmlToText(text);
    text = TidyText(text, paragraphs);
  });
  if (!repaired.empty())
    problems.Note(record.line, "library.import.double_encoding", {{"fields", text::Join(repaired, ", ")}});
  for (auto* text : {&record.key, &record.slug, &record.ncj, &record.access, &record.status, &record.superseded_by,
                     &record.doi, &record.url, &record.isbn, &record.issn, &record.date}) {
    *text = TidyText(*text, false);
  }
  const auto is_empty = [](const std::string& text) { return text.empty(); };
  for (auto* list : {&record.types, &record.topics, &record.audiences, &record.keywords})
    std::erase_if(*list, is_empty);
  for (auto* names : {&record.authors, &record.editors})
    std::erase_if(*names, [](const Name& name) { return name == Name(); });
  std::erase_if(record.extra, [](const auto& field) { return field.second.empty(); });
}

void CheckDoi(Record& record, Problems& problems) {
  if (record.doi.empty()) return;
  if (auto doi = NormalizeDoi(record.doi)) {
    record.doi = std::move(*doi);
    return;
  }
  problems.Note(record.line, "library.import.bad_doi", {{"value", Quote(record.doi)}});
  AddExtra(record, "doi", std::move(record.doi));
  record.doi.clear();
}

void CheckUrl(Record& record, Problems& problems) {
  if (record.url.empty()) return;
  if (record.url.find('&') != std::string::npos) record.url = HtmlToText(record.url);
  if (auto url = NormalizeUrl(record.url)) {
    record.url = std::move(*url);
    if (record.doi.empty()) record.doi = DoiInUrl(record.url).value_or("");
    return;
  }
  // Often a bare DOI stands in the field for the address.
  if (auto doi = NormalizeDoi(record.url)) {
    if (record.doi.empty()) record.doi = std::move(*doi);
  } else {
    problems.Note(record.line, "library.import.bad_url", {{"value", Quote(record.url)}});
  }
  record.url.clear();
}

// The first of several numbers that `normalize` takes stays; the others go to `extra`.
void CheckNumbers(Record& record, std::string Record::*field, const char* name, const char* problem, Problems& problems,
                  std::optional<std::string> (*normalize)(std::string_view)) {
  if ((record.*field).empty()) return;
  const std::string raw = std::move(record.*field);
  (record.*field).clear();
  if (auto whole = normalize(raw); whole && raw.find_first_of(",;") == std::string::npos) {
    record.*field = std::move(*whole);
    return;
  }
  std::string parts = raw.substr(0, 1000);
  std::replace_if(
      parts.begin(), parts.end(), [](char c) { return c == ',' || c == ';' || c == '/' || c == ' '; }, ';');
  for (const auto part : text::Split(parts, ';')) {
    if (part.empty()) continue;
    auto number = normalize(part);
    if (!number) continue;
    if ((record.*field).empty()) {
      record.*field = std::move(*number);
    } else if (*number != record.*field) {
      AddExtra(record, name, std::move(*number));
    }
  }
  if (!(record.*field).empty()) return;
  problems.Note(record.line, problem, {{"value", Quote(raw)}});
  AddExtra(record, name, raw);
}

void CheckDate(Record& record, Problems& problems) {
  if (!record.date.empty()) {
    const LooseDate date = ParseDate(record.date);
    if (IsPlausibleYear(date.year)) {
      record.date = date.Iso();
      record.year = date.year;
    } else {
      problems.Note(record.line, "library.import.bad_date", {{"value", Quote(record.date)}});
      AddExtra(record, "date", std::move(record.date));
      record.date.clear();
    }
  }
  if (record.year && !IsPlausibleYear(*record.year)) {
    problems.Note(record.line, "library.import.bad_year", {{"value", std::to_string(*record.year)}});
    AddExtra(record, "year", std::to_string(*record.year));
    record.year.reset();
  }
  if (record.year && record.date.empty()) record.date = LooseDate{*record.year, 0, 0}.Iso();
}

void CheckLanguages(Record& record, Problems& problems) {
  std::vector<std::string> codes;
  std::vector<std::string> given = std::move(record.languages);
  for (auto& raw : given) {
    if (text::Trim(raw).empty()) continue;
    auto code = NormalizeLanguage(raw);
    if (!code) {
      problems.Note(record.line, "library.import.unknown_language", {{"value", Quote(raw)}});
      AddExtra(record, "language", TidyText(raw, false));
    } else if (std::find(codes.begin(), codes.end(), *code) == codes.end()) {
      codes.push_back(std::move(*code));
    }
  }
  record.languages = std::move(codes);
}

template <typename T>
void Unique(std::vector<T>& list) {
  if (list.size() > 10'000) list.resize(10'000);  // nobody has so many keywords
  std::vector<T> kept;
  for (auto& value : list) {
    // Short lists are looked through; long ones only beside their neighbour, to stay linear.
    const auto from = kept.size() > 200 ? kept.end() - 1 : kept.begin();
    if (std::find(from, kept.end(), value) == kept.end()) kept.push_back(std::move(value));
  }
  list = std::move(kept);
}

}  // namespace

std::string TidyText(std::string_view text, bool paragraphs) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  int lines = 0;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      gap = true;
      lines += c == '\n' || (c == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n'));
      ++at;
      continue;
    }
    const size_t begin = at;
    if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      const uint32_t code = NextCodePoint(text, at);
      if (IsUnicodeSpace(code)) {
        gap = true;
        continue;
      }
      if (IsDropped(code)) continue;
      if (gap && !out.empty()) out += paragraphs && lines > 1 ? "\n\n" : " ";
      if (code == 0xFFFD) {
        out += "\uFFFD";
      } else {
        out.append(text.substr(begin, at - begin));
      }
    } else {
      ++at;
      if (gap && !out.empty()) out += paragraphs && lines > 1 ? "\n\n" : " ";
      out += c;
    }
    gap = false;
    lines = 0;
  }
  return out;
}

std::string TidyPages(std::string_view pages) {
  std::string out;
  for (size_t at = 0; at < pages.size();) {
    const uint32_t code = NextCodePoint(pages, at);
    const bool dash = code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
    if (!dash) {
      text::AppendUtf8(out, code);
    } else {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      if (out.empty() || out.back() != '-') out += '-';
      while (at < pages.size() && pages[at] == ' ') ++at;
    }
  }
  while (!out.empty() && (out.back() == '-' || out.back() == ' ' || out.back() == ',')) out.pop_back();
  return out;
}

void AddExtra(Record& record, std::string name, std::string value) {
  if (!value.empty()) record.extra.emplace_back(std::move(name), std::move(value));
}

void Collector::Titles(Record& record, bool& keep) {
  keep = true;
  if (record.title.empty() && !record.subtitle.empty())
    record.title = std::move(record.subtitle), record.subtitle.clear();
  if (!record.title.empty()) return;
  if (record.summary.empty()) {
    keep = false;
    problems_.Reject(record.line, "library.import.missing_title", {{"key", Quote(record.key)}});
    return;
  }
  record.title = "[" + TidyText(text::Shorten(std::string_view(record.summary).substr(0, 400), 60), false) + "]";
  problems_.Note(record.line, "library.import.devised_title", {{"title", record.title}});
}

void Collector::Take(Record record) {
  CleanTexts(record, problems_);
  record.pages = TidyPages(record.pages);
  bool keep = true;
  Titles(record, keep);
  if (!keep) return;
  CheckDoi(record, problems_);
  CheckUrl(record, problems_);
  CheckNumbers(record, &Record::isbn, "isbn", "library.import.bad_isbn", problems_, NormalizeIsbn);
  CheckNumbers(record, &Record::issn, "issn", "library.import.bad_issn", problems_, NormalizeIssn);
  CheckDate(record, problems_);
  CheckLanguages(record, problems_);
  Unique(record.types);
  Unique(record.topics);
  Unique(record.audiences);
  Unique(record.keywords);
  records_.push_back(std::move(record));
}

Parsed Collector::Done() { return {std::move(records_), problems_.Take()}; }

}  // namespace concord::library::exchange
