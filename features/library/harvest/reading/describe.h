// A record of another library as one of ours: what its metadata says, brought into the fields of exchange::Record, and
// the words of its own vocabularies beside it, to be mapped. Pure functions.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/catalog.h"
#include "features/library/exchange/record.h"
#include "features/library/harvest/reading/tree.h"

namespace concord::library::harvest {

// Words of the source's vocabularies, as it writes them, each once.
struct Foreign {
  std::vector<std::string> subjects, types, languages;
  bool operator==(const Foreign&) const = default;
};

struct Described {
  exchange::Record record;  // without topics, types, languages and keywords: these are what `foreign` becomes
  Foreign foreign;
};

struct Circumstances {
  std::string identifier;  // of the record: "oai:eprints.example.org:12"
  int year_now = 0;        // years past the next are mistakes
};

// `metadata`: the element inside <metadata>: Dublin Core of any flavour, MODS, DataCite or MARCXML; of anything else
// what is named like Dublin Core's elements is taken.
Described Describe(const Node& metadata, const Circumstances& circumstances);

// kind ("subject", "type", "language"), the source's word -> our slug or language tag; kIgnored: left out.
inline constexpr std::string_view kIgnored = "-";
struct Mapping {
  std::map<std::pair<std::string, std::string>, std::string> targets;
  const std::string* Find(std::string_view kind, const std::string& value) const;  // nullptr: not mapped
};

// What a source's word becomes without a mapping: the slug of a term that has this name, for types also of the tables
// of COAR, info:eu-repo, DCMI and plain words; empty where nothing is known.
std::string Guess(const Vocabulary& terms, std::string_view kind, const std::string& value);

// Fills topics, types, languages and keywords, and tidies the record as every import does. nullopt where it cannot be
// taken (no title and no description); `problems` says why, and what was set right.
std::optional<exchange::Record> Finish(Described described, const Mapping& mapping, const Vocabulary& terms,
                                       std::vector<exchange::Problem>& problems);

}  // namespace concord::library::harvest
