#include "features/library/curation/form.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/names.h"

namespace concord::library::curation {
namespace {

using exchange::Record;
using TextMember = std::string Record::*;
using ListMember = std::vector<std::string> Record::*;

struct LineField {
  const char* name;
  TextMember member;
};
constexpr LineField kLines[] = {{"title", &Record::title},
                                {"subtitle", &Record::subtitle},
                                {"publisher", &Record::publisher},
                                {"container", &Record::container},
                                {"volume", &Record::volume},
                                {"issue", &Record::issue},
                                {"pages", &Record::pages},
                                {"series", &Record::series},
                                {"edition", &Record::edition},
                                {"place", &Record::place},
                                {"url", &Record::url},
                                {"doi", &Record::doi},
                                {"ncj", &Record::ncj},
                                {"isbn", &Record::isbn},
                                {"issn", &Record::issn},
                                {"access", &Record::access}};
constexpr LineField kTexts[] = {{"summary", &Record::summary}, {"note", &Record::note}};

struct ChoiceField {
  const char* name;
  const char* kind;
  ListMember member;
};
constexpr ChoiceField kChoices[] = {{"types", "type", &Record::types},
                                    {"topics", "topic", &Record::topics},
                                    {"audiences", "audience", &Record::audiences}};

template <typename T>
std::string Lines(const std::vector<T>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : "\n") + LineOf(item);
  return out;
}

std::string WithoutReturns(std::string_view text) {
  std::string out(text);
  std::erase(out, '\r');
  return std::string(text::Trim(out));
}

// Whether the form holds of these fields what it would hold of `start`.
bool IsLeft(const http::Pairs& form, const http::Pairs& start, std::initializer_list<std::string_view> names) {
  return std::ranges::all_of(names, [&](std::string_view name) {
    const auto typed = form.All(name), was = start.All(name);
    // A choice that a form did not offer is not in it; a line that is empty may not be sent.
    if (typed.empty() && was.size() == 1) return text::Trim(was.front()).empty();
    return std::ranges::equal(
        typed, was, [](std::string_view a, std::string_view b) { return WithoutReturns(a) == WithoutReturns(b); });
  });
}

class ResourceReader {
 public:
  ResourceReader(const http::Pairs& form, const Record& start, const Vocabulary& terms)
      : form_(form), start_(start), was_(FormOf(start)), terms_(terms) {
    out_.record = start;
  }

  Typed Read() && {
    for (const auto& [name, member] : kLines) {
      if (!Left({name})) out_.record.*member = TypedLine(form_, name);
    }
    for (const auto& [name, member] : kTexts) {
      if (!Left({name})) out_.record.*member = TypedText(form_, name);
    }
    if (out_.record.title.empty()) Fail("title", "library.curation.error.title");
    People();
    Choices();
    Languages();
    Keywords();
    Facts();
    Numbers();
    Dates();
    Access();
    if (out_.faults.empty()) Tidy();
    return std::move(out_);
  }

 private:
  bool Left(std::initializer_list<std::string_view> names) const { return IsLeft(form_, was_, names); }
  void Fail(const char* field, const char* key, std::map<std::string, std::string> params = {}) {
    out_.faults.push_back({field, key, std::move(params)});
  }

  void People() {
    auto& r = out_.record;
    if (!Left({"authors"})) r.authors = NamesFrom(TypedText(form_, "authors"), start_.authors);
    if (!Left({"editors"})) r.editors = NamesFrom(TypedText(form_, "editors"), start_.editors);
  }

  void Choices() {
    for (const auto& [name, kind, member] : kChoices) {
      if (Left({name})) continue;
      auto& values = out_.record.*member;
      values.clear();
      const auto& known = start_.*member;
      const auto typed = TypedChoices(form_, name);
      // In the order in which they stood, new ones after them.
      for (const auto& value : known) {
        if (std::ranges::find(typed, value) != typed.end()) values.push_back(value);
      }
      for (const auto& value : typed) {
        if (std::ranges::find(values, value) != values.end()) continue;
        if (!terms_.Find(kind, value)) Fail(name, "library.curation.error.term", {{"value", value}});
        values.push_back(value);
      }
    }
  }

  void Languages() {
    if (Left({"languages"})) return;
    auto& codes = out_.record.languages;
    codes.clear();
    std::string typed = TypedLine(form_, "languages");
    std::ranges::replace(typed, ';', ',');
    for (const auto part : text::Split(typed, ',')) {
      if (text::Trim(part).empty()) continue;
      auto code = exchange::NormalizeLanguage(part);
      if (!code) {
        Fail("languages", "library.curation.error.language", {{"value", std::string(text::Trim(part))}});
      } else if (std::ranges::find(codes, *code) == codes.end()) {
        codes.push_back(std::move(*code));
      }
    }
  }

  void Keywords() {
    if (Left({"keywords"})) return;
    out_.record.keywords.clear();
    for (const auto& line : LinesOf(TypedText(form_, "keywords"))) {
      for (const auto part : text::Split(line, ';')) {
        std::string keyword = text::CollapseSpace(part);
        auto& all = out_.record.keywords;
        if (!keyword.empty() && std::ranges::find(all, keyword) == all.end()) all.push_back(std::move(keyword));
      }
    }
  }

  void Facts() {
    if (Left({"facts"})) return;
    auto facts = FactsFrom(TypedText(form_, "facts"), start_.facts);
    if (!facts) return Fail("facts", "library.curation.error.facts");
    out_.record.facts = std::move(*facts);
  }

  using Normalize = std::optional<std::string> (*)(std::string_view);
  void Number(const char* field, TextMember member, const char* key, Normalize normalize) {
    std::string& value = out_.record.*member;
    if (value.empty() || Left({field})) return;
    if (auto right = normalize(value)) {
      value = std::move(*right);
    } else {
      Fail(field, key, {{"value", text::Shorten(value, 80)}});
    }
  }

  void Numbers() {
    Number("doi", &Record::doi, "library.curation.error.doi", &exchange::NormalizeDoi);
    Number("url", &Record::url, "library.curation.error.url", &exchange::NormalizeUrl);
    Number("isbn", &Record::isbn, "library.curation.error.isbn", &exchange::NormalizeIsbn);
    Number("issn", &Record::issn, "library.curation.error.issn", &exchange::NormalizeIssn);
    auto& r = out_.record;
    if (r.doi.empty() && !r.url.empty() && !Left({"url"})) r.doi = exchange::DoiInUrl(r.url).value_or("");
  }

  void Dates() {
    if (Left({"year", "date"})) return;
    auto& r = out_.record;
    const std::string year = TypedLine(form_, "year"), date = TypedLine(form_, "date");
    r.year.reset();
    r.date.clear();
    if (!year.empty()) {
      int number = 0;
      const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), number);
      if (error != std::errc() || end != year.data() + year.size() || !exchange::IsPlausibleYear(number))
        return Fail("year", "library.curation.error.year", {{"value", text::Shorten(year, 40)}});
      r.year = number;
    }
    if (date.empty()) {
      if (r.year) r.date = std::to_string(*r.year);
      return;
    }
    const auto read = exchange::ParseDate(date);
    if (!exchange::IsPlausibleYear(read.year))
      return Fail("date", "library.curation.error.date", {{"value", text::Shorten(date, 40)}});
    if (r.year && *r.year != read.year)
      return Fail("year", "library.curation.error.year_of_date", {{"year", std::to_string(read.year)}});
    r.date = read.Iso();
    r.year = read.year;
  }

  void Access() {
    const auto& access = out_.record.access;
    if (Left({"access"}) || access.empty() || access == "open" || access == "members" || access == "request") return;
    Fail("access", "library.curation.error.access");
  }

  // Garbled letters, markup, white space: as of every record that comes in.
  void Tidy() {
    exchange::Problems problems;
    exchange::Collector collector(problems);
    const Record typed = out_.record;
    collector.Take(typed);
    auto done = collector.Done();
    out_.notes = std::move(done.problems);
    if (done.records.size() != 1) return Fail("title", "library.curation.error.title");
    Record& right = done.records.front();
    auto& r = out_.record;
    for (const auto fields : {std::span<const LineField>(kLines), std::span<const LineField>(kTexts)}) {
      for (const auto& [name, member] : fields) {
        if (!Left({name}) || r.*member != start_.*member) r.*member = right.*member;
      }
    }
    if (!Left({"authors"})) r.authors = right.authors;
    if (!Left({"editors"})) r.editors = right.editors;
    if (!Left({"keywords"})) r.keywords = right.keywords;
    if (!Left({"facts"})) r.facts = right.facts;
    if (r.title.empty()) Fail("title", "library.curation.error.title");
    if (r.types.empty() && !terms_.Resolve("type", "other").empty()) r.types.push_back("other");
  }

  const http::Pairs& form_;
  const Record& start_;
  const http::Pairs was_;
  const Vocabulary& terms_;
  Typed out_;
};

}  // namespace

std::string TypedLine(const http::Pairs& form, std::string_view name, size_t most) {
  return text::CollapseSpace(text::Clean(form.Get(name).substr(0, most)));
}

std::string TypedText(const http::Pairs& form, std::string_view name, size_t most) {
  return WithoutReturns(text::Clean(form.Get(name).substr(0, most)));
}

std::vector<std::string> TypedChoices(const http::Pairs& form, std::string_view name) {
  std::vector<std::string> values;
  for (const auto value : form.All(name)) {
    std::string one = text::CollapseSpace(text::Clean(value.substr(0, 200)));
    if (!one.empty() && std::ranges::find(values, one) == values.end()) values.push_back(std::move(one));
  }
  return values;
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  for (const auto line : text::Split(text, '\n')) {
    if (std::string one = text::CollapseSpace(line); !one.empty()) lines.push_back(std::move(one));
  }
  return lines;
}

std::string LineOf(const exchange::Name& name) {
  const std::string line = name.Inverted();
  if (name.literal.empty() || exchange::ParseName(line) == name) return line;
  return '"' + name.literal + '"';
}

std::string LineOf(const exchange::Fact& fact) {
  std::string line = fact.field + " | " + fact.basis;
  if (!fact.source.empty()) line += " | " + fact.source;
  return line;
}

std::vector<exchange::Name> NamesFrom(std::string_view text, const std::vector<exchange::Name>& known) {
  std::vector<exchange::Name> names;
  for (const auto& line : LinesOf(text)) {
    const auto same = std::ranges::find_if(
        known, [&](const exchange::Name& name) { return text::CollapseSpace(LineOf(name)) == line; });
    if (same != known.end()) {
      names.push_back(*same);
    } else if (line.size() > 2 && line.starts_with('"') && line.ends_with('"')) {
      std::string literal(text::Trim(std::string_view(line).substr(1, line.size() - 2)));
      if (!literal.empty()) names.push_back({"", "", std::move(literal)});
    } else {
      names.push_back(exchange::ParseName(line));
    }
  }
  return names;
}

std::optional<std::vector<exchange::Fact>> FactsFrom(std::string_view text, const std::vector<exchange::Fact>& known) {
  std::vector<exchange::Fact> facts;
  for (const auto& line : LinesOf(text)) {
    const auto same = std::ranges::find_if(
        known, [&](const exchange::Fact& fact) { return text::CollapseSpace(LineOf(fact)) == line; });
    if (same != known.end()) {
      facts.push_back(*same);
      continue;
    }
    const auto parts = text::Split(line, '|');
    exchange::Fact fact;
    if (parts.size() < 2) return std::nullopt;
    fact.field = text::CollapseSpace(parts[0]);
    fact.basis = text::CollapseSpace(parts[1]);
    for (size_t i = 2; i < parts.size(); ++i) fact.source += (i > 2 ? "|" : "") + text::CollapseSpace(parts[i]);
    if (fact.field.empty() || fact.basis.empty()) return std::nullopt;
    facts.push_back(std::move(fact));
  }
  return facts;
}

http::Pairs FormOf(const Record& record) {
  http::Pairs form;
  for (const auto& [name, member] : kLines) form.Add(name, record.*member);
  for (const auto& [name, member] : kTexts) form.Add(name, record.*member);
  form.Add("authors", Lines(record.authors));
  form.Add("editors", Lines(record.editors));
  form.Add("year", record.year ? std::to_string(*record.year) : "");
  // A date that says no more than the year is not asked about twice.
  form.Add("date", record.date.size() > 4 ? record.date : "");
  for (const auto& [name, kind, member] : kChoices) {
    for (const auto& value : record.*member) form.Add(name, value);
  }
  form.Add("languages", text::Join(record.languages, ", "));
  form.Add("keywords", text::Join(record.keywords, "\n"));
  form.Add("facts", Lines(record.facts));
  return form;
}

Typed ReadForm(const http::Pairs& form, const Record& start, const Vocabulary& terms) {
  return ResourceReader(form, start, terms).Read();
}

}  // namespace concord::library::curation
