// A resource as a citation style sees it: the variables of CSL 1.0.2. Plain values.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library::csl {

struct PersonName {
  std::string family, given;
  std::string dropping, non_dropping;  // particles: "van der"
  std::string suffix;                  // "Jr."
  bool comma_suffix = false;
  std::string literal;  // an organization; the others are then empty
};

struct PartialDate {
  int year = 0, month = 0, day = 0;  // month and day 0: not known
};

struct Item {
  std::string type;      // "article-journal"
  std::string language;  // of the item; empty where it is not known
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, std::vector<PersonName>, std::less<>> names;
  std::map<std::string, PartialDate, std::less<>> dates;

  const std::string& Text(std::string_view variable) const;  // empty where it is not there
  bool Has(std::string_view variable) const;                 // of any of the three kinds
};

// Exactly what the record's CSL-JSON says, so that both cite alike. `accessed`: when the address was looked at.
Item ItemOf(const exchange::Record& record, const std::optional<PartialDate>& accessed);

// The particles of a name, as CSL 1.0.2 parts them: words before the family name or after the given one that begin with
// a small letter; what follows a comma in the given name is a suffix.
void PartName(PersonName& name);

}  // namespace concord::library::csl
