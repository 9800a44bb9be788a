// Messages in every language, from one TOML file a feature and language (`<feature>/i18n/en.toml`).
// Keys are dotted ("library.search.title"), as nested tables or dotted TOML keys. A message names its parameters in
// braces: "About {count} resources". A plural message is a table with CLDR categories:
//   results.one = "{count} result", results.other = "{count} results"
// Loaded once at start, then read by any thread.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/embed/file.h"

namespace concord::i18n {

using Params = std::map<std::string, std::string, std::less<>>;

struct Language {
  std::string tag;   // "en", "es": also what `lang` says
  std::string name;  // its own name for itself: "English", "Español"
};

class Catalog {
 public:
  // `files`: every feature's catalogs, named "<anything>/<tag>.toml"; files of another ending are passed over, so that
  // a feature may hand over all that it embeds. Several files may make up a language. `languages[0]` is the fallback.
  // Errors: invalid — a broken file, a language not in `languages`, a key in one language and not in another, a key
  // twice, other parameters than the fallback's, a plural form too few. All of them are named in the cause, one a line.
  static Result<std::unique_ptr<Catalog>> Load(std::span<const embed::File> files, std::vector<Language> languages);

  const std::vector<Language>& languages() const { return languages_; }
  bool Knows(std::string_view tag) const;

  // The text with its parameters filled in, not escaped. An unknown key gives "[key]" (tests find those); a parameter
  // that is not given stays as "{name}". An unknown language gives the fallback's text.
  std::string Text(std::string_view tag, std::string_view key, const Params& params = {}) const;
  // The plural form for `count`, whose parameter {count} is filled with the number as the language writes it, unless
  // `params` has one. Where the language has no such form ("many" of Spanish), "other" stands in.
  std::string Plural(std::string_view tag, std::string_view key, int64_t count, Params params = {}) const;
  bool Has(std::string_view key) const;
  // Every key; plural ones once, without their category.
  std::vector<std::string> Keys() const;
  // The raw message ("About {count} resources"), for templates; nullptr where unknown or plural.
  const std::string* Raw(std::string_view tag, std::string_view key) const;

 private:
  friend class CatalogLoader;
  struct Message {
    std::map<std::string, std::string, std::less<>> forms;  // "" for a plain text, else CLDR category
    bool plural() const { return !forms.contains(""); }
  };
  using Messages = std::map<std::string, Message, std::less<>>;
  const Message* Find(std::string_view tag, std::string_view key) const;

  std::vector<Language> languages_;
  std::map<std::string, Messages, std::less<>> by_language_;
};

// The parts of a raw message: text and parameters in turn. "About {count} resources" gives "About ", count, "
// resources".
struct MessagePart {
  bool is_parameter = false;
  std::string_view text;  // the text, or the parameter's name
};
// Errors: invalid, where a brace is not part of a parameter. Parameters are lower-case letters, digits, underscores.
Result<std::vector<MessagePart>> ParseMessage(std::string_view raw);

// "12,345" / "12.345"; Spanish writes four digits without a point, as CLDR and the Academy have it: "1234".
std::string FormatNumber(std::string_view tag, int64_t number);
// "November 21, 2026" / "21 de noviembre de 2026" (UTC)
std::string FormatDate(std::string_view tag, Time time);
// CLDR 44 category of a cardinal: "one", "many", "other".
std::string_view PluralCategory(std::string_view tag, int64_t count);
// The categories that a plural message must have in that language: "one" and "other" for English and Spanish.
const std::set<std::string, std::less<>>& RequiredCategories(std::string_view tag);

// Of the languages on offer: the URL's choice, else the cookie's, else the best of Accept-Language (RFC 9110 12.5.4, by
// lookup of RFC 4647 3.4: "es-MX" finds "es"), else the first.
std::string Choose(const std::vector<Language>& offered, std::string_view url, std::string_view cookie,
                   std::string_view accept_language);

}  // namespace concord::i18n
