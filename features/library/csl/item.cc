#include "features/library/csl/item.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "features/library/csl/letters.h"
#include "features/library/exchange/csl_item.h"

namespace concord::library::csl {
namespace {

using Json = nlohmann::ordered_json;

std::string TextOf(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<int64_t>());
  return {};
}

std::vector<PersonName> NamesOf(const Json& list) {
  std::vector<PersonName> names;
  for (const auto& one : list) {
    PersonName name;
    name.literal = TextOf(one.value("literal", Json()));
    name.family = TextOf(one.value("family", Json()));
    name.given = TextOf(one.value("given", Json()));
    if (name.literal.empty() && name.family.empty() && name.given.empty()) continue;
    PartName(name);
    names.push_back(std::move(name));
  }
  return names;
}

std::optional<PartialDate> DateOf(const Json& value) {
  const Json parts = value.value("date-parts", Json::array());
  if (!parts.is_array() || parts.empty() || !parts[0].is_array() || parts[0].empty()) return std::nullopt;
  PartialDate date;
  int* places[] = {&date.year, &date.month, &date.day};
  for (size_t i = 0; i < parts[0].size() && i < 3; ++i) {
    if (parts[0][i].is_number_integer()) *places[i] = parts[0][i].get<int>();
  }
  return date;
}

// The length of a leading particle with its spaces ("van ", "d'"), or 0.
size_t ParticleAt(std::string_view text) {
  const size_t word = text.find_first_of(" -'");
  const size_t curly = text.find("’");
  size_t end = std::min(word, curly);
  if (end == std::string_view::npos || end == 0) return 0;
  end += end == curly ? std::string_view("’").size() : 1;
  while (end < text.size() && text[end] == ' ') ++end;
  if (end >= text.size()) return 0;
  const auto first = FirstLetter(text);
  return first.size() && Upper(first) != first ? end : 0;
}

}  // namespace

void PartName(PersonName& name) {
  if (!name.literal.empty() || name.family.empty()) return;
  std::string particles;
  for (size_t length = ParticleAt(name.family); length > 0; length = ParticleAt(name.family)) {
    particles += name.family.substr(0, length);
    name.family.erase(0, length);
  }
  name.non_dropping = std::string(text::Trim(particles));
  if (const size_t comma = name.given.find(','); comma != std::string::npos) {
    std::string suffix(text::Trim(std::string_view(name.given).substr(comma + 1)));
    if (suffix.starts_with('!')) {
      name.comma_suffix = true;
      suffix = std::string(text::Trim(std::string_view(suffix).substr(1)));
    }
    name.suffix = suffix;
    name.given = std::string(text::Trim(std::string_view(name.given).substr(0, comma)));
  }
  // From the end of the given name: "Ludwig van" holds the particle "van".
  for (size_t space = name.given.rfind(' '); space != std::string::npos; space = name.given.rfind(' ')) {
    const std::string word = name.given.substr(space + 1);
    const auto first = FirstLetter(word);
    if (first.empty() || Upper(first) == first) break;
    name.dropping = name.dropping.empty() ? word : word + " " + name.dropping;
    name.given.erase(name.given.find_last_not_of(' ', space) + 1);
  }
}

const std::string& Item::Text(std::string_view variable) const {
  static const std::string kNone;
  const auto found = texts.find(variable);
  return found == texts.end() ? kNone : found->second;
}

bool Item::Has(std::string_view variable) const {
  return !Text(variable).empty() || names.contains(variable) || dates.contains(variable);
}

Item ItemOf(const exchange::Record& record, const std::optional<PartialDate>& accessed) {
  Item item;
  const Json whole = exchange::CslItemOf(record, record.slug);
  for (const auto& [name, value] : whole.items()) {
    if (name == "id" || name == "abstract" || name == "keyword") continue;  // which no style here shows
    if (name == "type") {
      item.type = TextOf(value);
    } else if (name == "language") {
      item.language = TextOf(value);
    } else if (value.is_array()) {
      if (auto names = NamesOf(value); !names.empty()) item.names[name] = std::move(names);
    } else if (value.is_object()) {
      if (const auto date = DateOf(value)) item.dates[name] = *date;
    } else if (std::string text(text::Trim(TextOf(value))); !text.empty()) {
      item.texts[name] = std::move(text);
    }
  }
  if (const std::string& pages = item.Text("page"); !pages.empty()) {
    item.texts["page-first"] = pages.substr(0, std::min(pages.find('-'), pages.find("–")));
  }
  if (accessed && (item.Has("URL") || item.Has("DOI"))) item.dates["accessed"] = *accessed;
  return item;
}

}  // namespace concord::library::csl
