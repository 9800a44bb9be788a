// A bibliographic record between Concord and the outside: what BibTeX, RIS, CSL-JSON, CSV and Concord's own JSON
// have in common. Readers turn bytes into records and problems and never throw; writers turn records into text.
// Pure functions of their input. Lines count from 1.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord::library::exchange {

struct Name {
  std::string family, given;  // "van der Berg", "Anna"
  std::string literal;        // an organization, or a name that cannot be parted
  bool operator==(const Name&) const = default;
  std::string Display() const;   // "Anna van der Berg"
  std::string Inverted() const;  // "van der Berg, Anna"
};

// Where a fact of a record comes from.
struct Fact {
  std::string field;   // "year", "topics"
  std::string basis;   // in words: "listing", "date of the entry"
  std::string source;  // who says so, or an address
  bool operator==(const Fact&) const = default;
};

// An evidence rating: direction and certainty for one outcome in one setting, with its basis.
struct Evidence {
  std::string outcome, direction, certainty, setting, basis, date;
  bool operator==(const Evidence&) const = default;
};

struct Record {
  int line = 0;      // where it begins in its file
  std::string key;   // the file's own name for it: BibTeX key, RIS ID, CSL id, CSV "id"
  std::string slug;  // Concord's address of it; empty: made from the title
  std::string title, subtitle, summary;
  std::string publisher, container;  // container: journal, book or site it appeared in
  std::string volume, issue, pages, series, edition, place;
  std::vector<Name> authors, editors;
  std::optional<int> year;
  std::string date;  // ISO 8601, as exact as known: "2021", "2021-03", "2021-03-05"; empty where unknown
  std::vector<std::string> types, topics, audiences, languages, keywords;
  std::string url, doi, ncj, isbn, issn;
  std::string access;  // "open", "members", "request"; empty: unknown
  std::string status;  // "draft", "published", "withdrawn", "superseded"; empty: published
  std::string superseded_by;
  std::string note;
  std::vector<Fact> facts;
  std::vector<Evidence> evidence;
  std::vector<std::pair<std::string, std::string>> extra;  // fields of the file that have no place above
};

enum class Severity {
  kNote,      // taken, with something set right: "title was doubly encoded"
  kRejected,  // this record will not be taken
  kFatal,     // the file cannot be read on from here
};

struct Problem {
  Severity severity = Severity::kRejected;
  int line = 0;
  std::string key;  // message key: "library.import.missing_title"
  std::map<std::string, std::string> params;
};

struct Parsed {
  std::vector<Record> records;
  std::vector<Problem> problems;  // in order of line
};

enum class Format { kBibtex, kRis, kCslJson, kCsv, kJson };
// From the name's ending and, where that is no help, the first bytes. nullopt: not one of ours.
std::optional<Format> DetectFormat(std::string_view file_name, std::string_view bytes);
std::optional<Format> FormatNamed(std::string_view name);  // "bibtex", "ris", "csl-json", "csv", "json"
std::string_view NameOf(Format format);
std::string_view MediaTypeOf(Format format);  // "application/x-bibtex", ...
std::string_view ExtensionOf(Format format);  // ".bib", ...

// Bytes may be anything: a byte order mark is dropped, UTF-16 and Windows-1252 are recognized and converted (noted),
// doubly encoded text is repaired where a round trip proves it (noted). At most 64 MiB a file.
Parsed Read(Format format, std::string_view bytes);
std::string Write(Format format, std::span<const Record> records);

// One format each; Read and Write choose among them.
Parsed ReadBibtex(std::string_view text);
Parsed ReadRis(std::string_view text);
Parsed ReadCslJson(std::string_view text);
Parsed ReadCsv(std::string_view text);
Parsed ReadJson(std::string_view text);  // the "resources" of a Concord JSON file
std::string WriteBibtex(std::span<const Record> records);
std::string WriteRis(std::span<const Record> records);
std::string WriteCslJson(std::span<const Record> records);
std::string WriteCsv(std::span<const Record> records);
std::string WriteJson(std::span<const Record> records);
// `members`: further members of the object, as JSON without its braces ("\"topics\": [...]"), put before the resources.
std::string WriteJson(std::span<const Record> records, std::string_view members);

}  // namespace concord::library::exchange
