// What the library holds beside resources: its vocabulary, practice areas (modules), model sites and reading lists.
// Plain values; texts that pages show are kept in every language.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

// A text by language tag. Falls back to English, then to whatever there is.
struct Localized {
  std::map<std::string, std::string, std::less<>> by_language;
  const std::string& In(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
  bool operator==(const Localized&) const = default;
};

struct Term {
  std::string kind;  // "topic", "type", "audience", "access", "language", or "basis" (of a fact)
  std::string slug;
  Localized title, description;
  std::string origin;
  std::vector<std::string> aliases;
};

struct Module {
  std::string slug;
  Localized title, lead, overview;
  std::vector<Localized> expectations;
  std::vector<std::string> topics;  // slugs; a resource of any of them belongs to the module
};

struct Site {
  std::string slug, name, place;
  Localized summary;
  std::vector<Localized> practices;
  std::vector<std::string> modules;
  std::vector<exchange::Fact> facts;
};

struct Collection {
  std::string slug;
  Localized title, introduction;
  std::vector<std::string> resources;  // slugs, in reading order
};

// One Concord file without its resources.
struct CatalogFile {
  std::vector<Term> terms;
  std::vector<Module> modules;
  std::vector<Site> sites;
  std::vector<Collection> collections;
  bool empty() const { return terms.empty() && modules.empty() && sites.empty() && collections.empty(); }
};

// Reads the sections of a Concord JSON file beside its resources: terms ("topics", "types", "audiences", "access",
// "languages", "bases"), "modules", "sites" and "collections".
// Faults go to `problems` (line 0 where it is not known).
CatalogFile ReadCatalogFile(std::string_view text, std::vector<exchange::Problem>& problems);
// As a member list of a Concord JSON object ("topics": [...], ...), two spaces deep, without braces.
std::string WriteCatalogFile(const CatalogFile& file);

std::string ToJson(const Localized& text);
std::string ToJson(const std::vector<Localized>& texts);
std::string ToJson(const std::vector<std::string>& texts);
std::string ToJson(const std::vector<exchange::Fact>& facts);
Localized LocalizedFrom(std::string_view json);
std::vector<Localized> LocalizedListFrom(std::string_view json);
std::vector<std::string> TextListFrom(std::string_view json);
std::vector<exchange::Fact> FactListFrom(std::string_view json);

// Looks terms up by slug, alias or title, in any case and language. Immutable, shared between threads.
class Vocabulary {
 public:
  explicit Vocabulary(std::vector<Term> terms);
  const Term* Find(std::string_view kind, std::string_view slug) const;
  // The slug that `text` (slug, alias or title) stands for; empty where none does.
  std::string Resolve(std::string_view kind, std::string_view text) const;
  // The title in a language; the slug itself where the term is unknown.
  const std::string& Title(std::string_view kind, const std::string& slug, std::string_view language) const;
  const std::vector<Term>& terms() const { return terms_; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using BySlug = std::unordered_map<std::string, size_t, Hash, std::equal_to<>>;

  std::vector<Term> terms_;
  std::map<std::string, BySlug, std::less<>> by_slug_;      // by kind; a page looks hundreds of slugs up
  std::map<std::string, std::string, std::less<>> by_any_;  // "topic/normalized" -> slug
};

}  // namespace concord::library
