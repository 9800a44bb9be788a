// A self-review's instrument: a versioned questionnaire, as docs/instruments.md has it. Reading turns TOML into an
// Instrument and problems with their lines, and never throws. Pure functions, safe from any thread.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace concord::selfreview {

// Levels: 0 absent, 1 written, 2 practised in places, 3 practised throughout, 4 outcome measured and reviewed.
inline constexpr int kLevels = 5;

// Who answers, and which of the two sides they are of.
enum class Group { kLeadership, kSupervisor, kOfficer, kProfessionalStaff, kCommunityPartner, kOverseer, kResident };
inline constexpr int kGroups = 7;
std::string_view NameOf(Group group);  // "professional_staff"
std::optional<Group> GroupNamed(std::string_view name);
enum class Side { kAgency, kCommunity };
inline constexpr int kSides = 2;
std::string_view NameOf(Side side);  // "agency", "community"
Side SideOf(Group group);

struct ItemEvidence {
  std::string outcome, setting;      // keys of texts
  std::string direction, certainty;  // words of the library's scale
  int dated = 0;                     // year
  std::string basis;                 // slug of a resource
};

// Not asked of whom answered `item`, which comes earlier, with this level or less.
struct Skip {
  size_t item = 0;
  int at_most = 0;
};

struct Item {
  std::string id;
  size_t dimension = 0;  // place among the dimensions
  std::set<Group> asks;
  std::vector<std::string> resources;  // slugs
  std::vector<std::string> was;  // ids in the version before; its own where none is named and a version came before
  std::vector<Skip> skips;
  std::vector<ItemEvidence> evidence;  // empty: practice judgement
};

struct ItemText {
  std::string statement, why;
  std::vector<std::string> levels;  // kLevels
};
struct DimensionText {
  std::string title, introduction;
};
// The texts of one language, in the order of dimensions and items.
struct Texts {
  std::string title, introduction;
  std::vector<DimensionText> dimensions;
  std::vector<ItemText> items;
  std::map<std::string, std::string> outcomes, settings;
};

struct Instrument {
  std::string slug, area, dated;
  int version = 0;
  std::optional<int> follows;
  std::vector<std::string> dimensions;  // ids
  std::vector<Item> items;
  std::map<std::string, Texts> texts;  // by language; "en" is always there

  // Of that language, or English.
  const Texts& In(std::string_view language) const;
  std::optional<size_t> Find(std::string_view item) const;
};

// "en", "pt-br": what the texts of a language are named by (BCP 47, in lower case).
bool IsLanguageTag(std::string_view tag);

struct Problem {
  std::string file;
  int line = 0;  // from 1; 0: of the file as a whole
  std::string key;
  std::map<std::string, std::string> params;
};

// A file by its name ("1.toml", "1.es.toml") and its bytes.
struct SourceFile {
  std::string name, bytes;
};
// What an instrument may name outside of its own files. What is nullptr, or empty, is not looked up.
struct Known {
  const std::set<std::string, std::less<>>* resources = nullptr;  // slugs of the library
  const std::set<std::string, std::less<>>* areas = nullptr;      // slugs of its practice areas
  // The ids of the items of another version of the same instrument; nullopt: there is no such version.
  std::function<std::optional<std::set<std::string>>(std::string_view slug, int version)> items_of;
  std::string today;  // "2026-11-22"
};

struct ReadInstrumentResult {
  std::optional<Instrument> instrument;  // nullopt where there is any problem
  std::vector<Problem> problems;         // in order of file and line
  std::vector<Problem> warnings;         // what a person should look at; they keep nobody from using it
};
// `structure` and the texts of each language. `folder`: the name of the folder they lie in, which the slug must be;
// empty: not looked at. `known`: nullptr is nothing; then the library and earlier versions are not looked up, and what
// an author should mend though it hurts no figure (order, length, two levels alike) is a warning. All files are read,
// whatever is wrong in the one before. Where a language but English lacks a text, the English one stands.
ReadInstrumentResult ReadInstrument(const SourceFile& structure, const std::vector<SourceFile>& texts,
                                    std::string_view folder = {}, const Known* known = nullptr);

// The ids of a structure's items, whatever else is wrong in it. nullopt: it is no TOML.
std::optional<std::set<std::string>> ItemIdsOf(const SourceFile& structure);

}  // namespace concord::selfreview
