// Which format a file has, and the way to its reader and writer.
#include "base/core/text.h"
#include "features/library/exchange/encoding.h"
#include "features/library/exchange/record.h"
#include "features/library/exchange/tagged_lines.h"

namespace concord::library::exchange {
namespace {

struct Known {
  Format format;
  std::string_view name, media_type, extension, other_names;
};
constexpr Known kFormats[] = {
    {Format::kBibtex, "bibtex", "application/x-bibtex", ".bib", "|biblatex|bib|.bibtex|.biblatex|"},
    {Format::kRis, "ris", "application/x-research-info-systems", ".ris", "|.nbib|.ciw|.isi|"},
    {Format::kCslJson, "csl-json", "application/vnd.citationstyles.csl+json", ".csl.json",
     "|csl|csljson|.csljson|.csl|"},
    {Format::kCsv, "csv", "text/csv; charset=utf-8", ".csv", "|tsv|.tsv|.tab|"},
    {Format::kJson, "json", "application/json", ".json", "|concord|concord-json|jsonl|.jsonl|.ndjson|"},
};

const Known& Of(Format format) {
  for (const auto& known : kFormats) {
    if (known.format == format) return known;
  }
  return kFormats[0];
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Concord's own files have members of their own; CSL's have its variables.
Format WhichJson(std::string_view head) {
  if (Has(head, "\"concord-catalog\"") || Has(head, "\"resources\"")) return Format::kJson;
  for (const auto member :
       {"\"container-title\"", "\"date-parts\"", "\"issued\"", "\"citation-key\"", "\"DOI\"", "\"URL\"", "\"author\"",
        "\"publisher-place\"", "\"article-journal\"", "\"motion_picture\""}) {
    if (Has(head, member)) return Format::kCslJson;
  }
  return Format::kJson;
}

bool LooksLikeBibtex(std::string_view head) {
  for (size_t at = head.find('@'); at != std::string_view::npos; at = head.find('@', at + 1)) {
    if (at > 0 && head[at - 1] != '\n' && head[at - 1] != '\r' && head[at - 1] != ' ') continue;
    size_t end = at + 1;
    while (end < head.size() && ((head[end] | 0x20) >= 'a' && (head[end] | 0x20) <= 'z')) ++end;
    while (end < head.size() && head[end] == ' ') ++end;
    if (end > at + 2 && end < head.size() && (head[end] == '{' || head[end] == '(')) return true;
  }
  return false;
}

bool LooksLikeRis(std::string_view head) {
  Lines lines(head);
  std::string_view line;
  while (lines.Next(line)) {
    line = text::Trim(line);
    if (line.starts_with("TY") && Has(line.substr(0, 7), "-")) return true;
  }
  return LooksLikeWebOfScience(head) || LooksLikeMedline(head);
}

std::optional<Format> FromBytes(std::string_view bytes) {
  Problems ignored;
  const std::string head = Decode(bytes.substr(0, 8192), ignored);
  const auto text = text::Trim(head);
  if (text.empty()) return std::nullopt;
  if (text.front() == '{' || text.front() == '[') return WhichJson(text);
  if (LooksLikeRis(text)) return Format::kRis;
  if (LooksLikeBibtex(text)) return Format::kBibtex;
  const auto first_line = text.substr(0, text.find_first_of("\r\n"));
  if (text.front() != '<' && first_line.find_first_of(",;\t") != std::string_view::npos) return Format::kCsv;
  return std::nullopt;
}

}  // namespace

std::optional<Format> DetectFormat(std::string_view file_name, std::string_view bytes) {
  const std::string name = text::LowerAscii(file_name);
  if (name.ends_with(".csl.json")) return Format::kCslJson;
  const size_t dot = name.rfind('.');
  if (dot != std::string::npos) {
    const std::string ending = name.substr(dot);
    // ".json" is said of two formats.
    if (ending == ".json") return WhichJson(bytes.substr(0, 65'536));
    for (const auto& known : kFormats) {
      if (known.extension == ending || Has(known.other_names, "|" + ending + "|")) return known.format;
    }
  }
  return FromBytes(bytes);
}

std::optional<Format> FormatNamed(std::string_view name) {
  const std::string wanted = text::LowerAscii(text::Trim(name));
  if (wanted.empty() || wanted.front() == '.') return std::nullopt;
  for (const auto& known : kFormats) {
    if (known.name == wanted || Has(known.other_names, "|" + wanted + "|")) return known.format;
  }
  return std::nullopt;
}

std::string_view NameOf(Format format) { return Of(format).name; }
std::string_view MediaTypeOf(Format format) { return Of(format).media_type; }
std::string_view ExtensionOf(Format format) { return Of(format).extension; }

Parsed Read(Format format, std::string_view bytes) {
  switch (format) {
    case Format::kBibtex:
      return ReadBibtex(bytes);
    case Format::kRis:
      return ReadRis(bytes);
    case Format::kCslJson:
      return ReadCslJson(bytes);
    case Format::kCsv:
      return ReadCsv(bytes);
    case Format::kJson:
      return ReadJson(bytes);
  }
  return {};
}

std::string Write(Format format, std::span<const Record> records) {
  switch (format) {
    case Format::kBibtex:
      return WriteBibtex(records);
    case Format::kRis:
      return WriteRis(records);
    case Format::kCslJson:
      return WriteCslJson(records);
    case Format::kCsv:
      return WriteCsv(records);
    case Format::kJson:
      return WriteJson(records);
  }
  return {};
}

}  // namespace concord::library::exchange
