// Concord's own JSON.
#include <algorithm>

#include "features/library/exchange/encoding.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/json_record.h"

namespace concord::library::exchange {
namespace {

constexpr std::string_view kCatalogLists[] = {"resources"};

bool LooksLikeCatalog(const JsonNode& node) {
  return !node.Find("title") && !node.Find("summary") &&
         (node.Find("format") || node.Find("topics") || node.Find("modules"));
}

}  // namespace

Parsed ReadJson(std::string_view bytes) {
  Problems problems;
  const std::string text = Decode(bytes, problems);
  Collector collector(problems);
  std::vector<std::string> unknown;
  ReadJsonRecords(text, kCatalogLists, problems, [&](const JsonNode& node) {
    if (LooksLikeCatalog(node)) return;  // a file of other sections, without resources
    Record record;
    record.line = node.line;
    for (const auto& [name, value] : node.members) {
      if (SetField(record, name, value)) continue;
      AddExtra(record, name, value.IsText() ? value.text : ToText(value));
      if (unknown.size() < 100 && std::find(unknown.begin(), unknown.end(), name) == unknown.end()) {
        unknown.push_back(name);
        problems.Note(value.line, "library.import.unknown_member", {{"name", Quote(name)}});
      }
    }
    collector.Take(std::move(record));
  });
  return collector.Done();
}

std::string WriteJson(std::span<const Record> records) { return WriteJson(records, ""); }

std::string WriteJson(std::span<const Record> records, std::string_view members) {
  std::string out = "{\n  \"format\": \"concord-catalog\",\n  \"version\": 1,\n";
  if (!members.empty()) {
    out += members;
    while (out.back() == '\n' || out.back() == ' ' || out.back() == ',') out.pop_back();
    out += ",\n";
  }
  out += "  \"resources\": [";
  for (size_t i = 0; i < records.size(); ++i) {
    out += i ? ",\n" : "\n";
    // Two spaces a level, and the record stands two levels deep.
    const std::string object = Dump(ToJson(records[i]), 2);
    out += "    ";
    for (const char c : object) {
      out += c;
      if (c == '\n') out += "    ";
    }
  }
  out += records.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

}  // namespace concord::library::exchange
