// Messages in every language, from one TOML file a feature and language (`<feature>/i18n/en.toml`).
// Keys are dotted ("library.search.title"). A message names its parameters in braces: "About {count} resources".
// A plural message is a table with CLDR categories: results.one = "{count} result", results.other = "{count} results".
// Loaded once at start, then read by any thread.
#pragma once
#include <map>
#include <memory>
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
  // `files`: every feature's catalogs, named "<anything>/<tag>.toml". `languages[0]` is the fallback.
  // Errors: invalid — a broken file, a key in one language and not in another, a key twice, other parameters than the
  // fallback's. All of them are named in the cause, one a line.
  static Result<std::unique_ptr<Catalog>> Load(std::span<const embed::File> files, std::vector<Language> languages);

  const std::vector<Language>& languages() const { return languages_; }
  bool Knows(std::string_view tag) const;

  // The text with its parameters filled in, not escaped. An unknown key gives "[key]" (tests find those).
  std::string Text(std::string_view tag, std::string_view key, const Params& params = {}) const;
  // The plural form for `count`, whose parameter {count} is filled with the number as the language writes it.
  std::string Plural(std::string_view tag, std::string_view key, int64_t count, Params params = {}) const;
  bool Has(std::string_view key) const;
  // Every key; plural ones once, without their category.
  std::vector<std::string> Keys() const;
  // The raw message ("About {count} resources"), for templates; nullptr where unknown or plural.
  const std::string* Raw(std::string_view tag, std::string_view key) const;

 private:
  struct Message { std::map<std::string, std::string, std::less<>> forms; };  // "" for a plain text, else CLDR category
  std::vector<Language> languages_;
  std::map<std::string, std::map<std::string, Message, std::less<>>, std::less<>> by_language_;
};

// "12,345" / "12.345"
std::string FormatNumber(std::string_view tag, int64_t number);
// "November 21, 2026" / "21 de noviembre de 2026" (UTC)
std::string FormatDate(std::string_view tag, Time time);
// CLDR category of a cardinal: "one", "many", "other".
std::string_view PluralCategory(std::string_view tag, int64_t count);

// Of the languages on offer: the URL's choice, else the cookie's, else the best of Accept-Language, else the first.
std::string Choose(const std::vector<Language>& offered, std::string_view url, std::string_view cookie,
                   std::string_view accept_language);

}  // namespace concord::i18n
