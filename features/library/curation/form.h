// A resource as a form holds it, and back: every field checked by the rules of imports (features/library/exchange).
// Pure.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/http/message.h"
#include "features/library/catalog.h"
#include "features/library/exchange/record.h"

namespace concord::library::curation {

// `field`: the id of a form's field. `key`: a message, with its parameters.
struct Fault {
  std::string field, key;
  std::map<std::string, std::string> params;
};

// The form's fields as they stand in it: lists a line each, choices as values of one name.
http::Pairs FormOf(const exchange::Record& record);

struct Typed {
  exchange::Record record;  // whole where there is no fault; what no form shows is as in `start`
  std::vector<Fault> faults;
  std::vector<exchange::Problem> notes;  // what was set right
};
// `start`: the record that the form began with. A field that was left as it stood there is exactly as it was.
Typed ReadForm(const http::Pairs& form, const exchange::Record& start, const Vocabulary& terms);

// One line each. What `known` has on such a line is taken as it is.
std::vector<std::string> LinesOf(std::string_view text);
std::string LineOf(const exchange::Name& name);  // "Tyler, Tom"; an organization with a comma: "\"Police, Inc.\""
std::string LineOf(const exchange::Fact& fact);  // "year | listing | https://example.org"
std::vector<exchange::Name> NamesFrom(std::string_view text, const std::vector<exchange::Name>& known);
// nullopt where a line has no basis.
std::optional<std::vector<exchange::Fact>> FactsFrom(std::string_view text, const std::vector<exchange::Fact>& known);

// What was typed into one line: clean, without white space around it, at most `most` bytes.
std::string TypedLine(const http::Pairs& form, std::string_view name, size_t most = 2000);
std::string TypedText(const http::Pairs& form, std::string_view name, size_t most = 20'000);
std::vector<std::string> TypedChoices(const http::Pairs& form, std::string_view name);

}  // namespace concord::library::curation
