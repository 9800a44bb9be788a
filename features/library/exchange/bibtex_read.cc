// The fields of BibTeX and BibLaTeX to ours.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "features/library/exchange/bibtex_fields.h"
#include "features/library/exchange/bibtex_parse.h"
#include "features/library/exchange/dates.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/json_record.h"
#include "features/library/exchange/names.h"
#include "features/library/exchange/tex.h"
#include "features/library/exchange/types.h"

namespace concord::library::exchange {
namespace {

// One entry's fields, each taken once; what is left over goes to `extra`.
class EntryReader {
 public:
  explicit EntryReader(const BibtexEntry& entry) : entry_(entry), taken_(entry.fields.size(), false) {
    for (size_t i = 0; i < entry.fields.size(); ++i) at_.emplace(entry.fields[i].first, i);
  }

  Record Read() {
    record_.line = entry_.line;
    record_.key = TexToText(entry_.key);
    if (entry_.key.find('\\') == std::string::npos) record_.key = entry_.key;
    Type();
    Titles();
    People();
    Dates();
    Publication();
    Links();
    Rest();
    if (const std::string* residue = Raw(kResidueName)) ApplyResidue(record_, TexToText(*residue));
    return std::move(record_);
  }

 private:
  const std::string* Raw(std::string_view name) {
    const auto found = at_.find(name);
    if (found == at_.end()) return nullptr;
    taken_[found->second] = true;
    return &entry_.fields[found->second].second;
  }
  std::string Text(std::string_view name) {
    const std::string* raw = Raw(name);
    return raw ? TidyText(TexToText(*raw), true) : std::string();
  }
  // The first of the names that is not empty; the others are left for `extra`.
  std::string Text(std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
      if (std::string text = Text(name); !text.empty()) return text;
    }
    return {};
  }

  void Type() {
    const auto slug = TypeFromBibtex(entry_.type);
    record_.types = {slug.value_or("other")};
    if (!slug) AddExtra(record_, "entrytype", entry_.type);
    const std::string eprint_type = text::LowerAscii(Text({"eprinttype", "archiveprefix"}));
    if (text::IsOneOf(eprint_type, {"arxiv", "biorxiv", "medrxiv", "socarxiv", "ssrn"}) &&
        text::IsOneOf(entry_.type, {"misc", "online", "unpublished"})) {
      record_.types = {"preprint"};
    }
    if (const auto subtype = text::LowerAscii(PeekText("entrysubtype"));
        entry_.type == "article" && text::IsOneOf(subtype, {"magazine", "newspaper"})) {
      record_.types = {"article"};
      Raw("entrysubtype");
    }
    if (!eprint_type.empty()) AddExtra(record_, "eprinttype", eprint_type);
  }
  std::string PeekText(std::string_view name) const {
    const auto found = at_.find(name);
    return found == at_.end() ? std::string() : TexToText(entry_.fields[found->second].second);
  }

  static std::string Titled(std::string title, const std::string& subtitle) {
    if (subtitle.empty()) return title;
    const bool ended = !title.empty() && std::string_view(":?!.").find(title.back()) != std::string_view::npos;
    return title + (ended ? " " : ": ") + subtitle;
  }

  void Titles() {
    record_.title = Text("title");
    record_.subtitle = Text("subtitle");
    std::string container = Text({"journaltitle", "journal"});
    std::string container_subtitle = container.empty() ? "" : Text("journalsubtitle");
    if (container.empty()) {
      container = Text("booktitle");
      container_subtitle = Text("booksubtitle");
    }
    if (container.empty()) container = Text({"maintitle", "issuetitle", "eventtitle"});
    if (container.empty() && entry_.type == "online") container = Text("organization");
    record_.container = Titled(std::move(container), container_subtitle);
    record_.series = Text("series");
  }

  void People() {
    BibtexNames authors = ParseBibtexNames(RawText("author"));
    BibtexNames editors = ParseBibtexNames(RawText("editor"));
    if (authors.others) AddExtra(record_, "authors_incomplete", "et al.");
    record_.authors = std::move(authors.names);
    record_.editors = std::move(editors.names);
  }
  std::string RawText(std::string_view name) {
    const std::string* raw = Raw(name);
    return raw ? *raw : std::string();
  }

  void Dates() {
    const std::string date = Text("date"), year = Text("year"), month = Text("month"), day = Text("day");
    if (!date.empty()) {
      record_.date = date;
      return;
    }
    LooseDate parsed = ParseDate(year);
    if (parsed.empty()) {
      AddExtra(record_, "year", year);
      return AddExtra(record_, "month", month);
    }
    if (!month.empty() && !parsed.month) {
      const LooseDate in_year = ParseMonth(month);
      parsed.month = in_year.month;
      parsed.day = in_year.month ? in_year.day : 0;
      const int given_day = std::atoi(day.substr(0, 4).c_str());
      if (parsed.month && !parsed.day && given_day >= 1 && given_day <= 31) parsed.day = given_day;
      if (!parsed.month) AddExtra(record_, "month", month);
    }
    if (IsPlausibleYear(parsed.year)) {
      record_.date = parsed.Iso();
    } else {
      record_.year = parsed.year;
    }
  }

  void Publication() {
    record_.volume = Text("volume");
    const bool numbered = text::IsOneOf(entry_.type, {"techreport", "report", "patent", "legislation", "standard"});
    if (!numbered) record_.issue = Text({"number", "issue"});
    record_.pages = Text({"pages", "page"});
    if (record_.pages.empty()) record_.pages = Text({"eid", "articleno", "article-number"});
    record_.edition = Text("edition");
    record_.publisher = Text("publisher");
    if (record_.publisher.empty()) record_.publisher = Text({"institution", "school", "organization"});
    record_.place = Text({"location", "address"});
    record_.isbn = Text("isbn");
    record_.issn = Text({"issn", "eissn"});
    record_.ncj = Text("ncj");
    record_.note = Text({"note", "annote", "annotation"});
    record_.summary = Text({"abstract", "summary"});
    for (const auto name : {"langid", "language", "lang", "hyphenation"}) {
      const std::string list = Text(name);
      if (list.empty() || !record_.languages.empty()) continue;
      AppendSplit(record_.languages, list, list.find(" and ") != std::string::npos ? "and" : ",");
    }
    for (const auto name : {"keywords", "keyword", "author_keywords", "mendeley-tags"}) {
      const std::string list = Text(name);
      if (!list.empty()) AppendSplit(record_.keywords, list, list.find(';') != std::string::npos ? ";" : ",");
    }
  }

  static void AppendSplit(std::vector<std::string>& out, const std::string& list, std::string_view separator) {
    std::string parts = list;
    if (separator == "and") {
      parts.resize(std::min<size_t>(parts.size(), 2000));  // languages: a handful
      for (size_t at; (at = parts.find(" and ")) != std::string::npos;) parts.replace(at, 5, ";");
      separator = ";";
    }
    for (const auto part : text::Split(parts, separator[0])) {
      const auto trimmed = text::Trim(part);
      if (!trimmed.empty() && std::find(out.begin(), out.end(), trimmed) == out.end() && out.size() < 1000)
        out.emplace_back(trimmed);
    }
  }

  std::string Verbatim(std::string_view name) {
    const std::string* raw = Raw(name);
    return raw ? TexToVerbatim(*raw) : std::string();
  }

  void Links() {
    record_.doi = Verbatim("doi");
    record_.url = Verbatim("url");
    for (const char* field : {"bdsk-url-1", "ee", "link"}) {
      if (record_.url.empty()) record_.url = Verbatim(field);
    }
    // howpublished = {\url{...}}, or the name of whoever put it out.
    if (const std::string* how = Raw("howpublished")) {
      const std::string address = TexToVerbatim(*how);
      if (NormalizeUrl(address)) {
        if (record_.url.empty()) record_.url = address;
      } else if (const std::string words = TexToText(*how);
                 record_.publisher.empty() && words.find("://") == std::string::npos) {
        record_.publisher = words;
      } else {
        AddressIn(words);
      }
    }
    if (record_.url.empty() && record_.types == std::vector<std::string>{"preprint"} && PeekText("eprint") != "") {
      const std::string id = PeekText("eprint");
      const bool arxiv =
          text::LowerAscii(PeekText("eprinttype") + PeekText("archiveprefix")).find("arxiv") != std::string::npos;
      if (arxiv && id.find("://") == std::string::npos) record_.url = "https://arxiv.org/abs/" + id;
    }
  }
  // "Available at https://example.org/x (accessed ...)"
  void AddressIn(const std::string& words) {
    const size_t begin = words.find("http");
    if (begin != std::string::npos && record_.url.empty()) {
      record_.url = words.substr(begin, words.find_first_of(" ,)", begin) - begin);
    }
    AddExtra(record_, "howpublished", words);
  }

  void Rest() {
    for (size_t i = 0; i < entry_.fields.size() && record_.extra.size() < 200; ++i) {
      const auto& [name, value] = entry_.fields[i];
      if (taken_[i] || IsIgnoredBibtexField(name) || name == kResidueName) continue;
      const bool verbatim = text::IsOneOf(name, {"eprint", "file", "urlraw", "pdf"});
      AddExtra(record_, name, verbatim ? TexToVerbatim(value) : TexToText(value));
    }
  }

  const BibtexEntry& entry_;
  std::map<std::string_view, size_t> at_;
  std::vector<bool> taken_;
  Record record_;
};

}  // namespace

bool IsIgnoredBibtexField(std::string_view name) {
  return text::IsOneOf(name, {"file",      "crossref",   "xdata",         "xref",    "timestamp", "bibsource",
                              "biburl",    "date-added", "date-modified", "owner",   "groups",    "__markedentry",
                              "ids",       "options",    "sortkey",       "presort", "sorttitle", "added-at",
                              "interhash", "intrahash",  "local-url"}) ||
         name.starts_with("bdsk-file") || name.starts_with("opt");
}

Parsed ReadBibtex(std::string_view bytes) {
  Problems problems;
  const std::string text = Decode(bytes, problems);
  Collector collector(problems);
  for (const auto& entry : ParseBibtex(text, problems)) {
    // JabRef and Mendeley use entries for what only carries data for others.
    if (entry.type == "xdata" || entry.type == "set") continue;
    collector.Take(EntryReader(entry).Read());
  }
  return collector.Done();
}

}  // namespace concord::library::exchange
