#include "features/library/oai/arguments.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"

namespace concord::library::oai {
namespace {

struct Rule {
  Verb verb;
  std::string_view name;
  std::vector<std::string_view> required, optional;
  bool resumable = false;
};

const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = {
      {Verb::kIdentify, "Identify", {}, {}},
      {Verb::kListMetadataFormats, "ListMetadataFormats", {}, {"identifier"}},
      {Verb::kListSets, "ListSets", {}, {}, true},
      {Verb::kListIdentifiers, "ListIdentifiers", {"metadataPrefix"}, {"from", "until", "set"}, true},
      {Verb::kListRecords, "ListRecords", {"metadataPrefix"}, {"from", "until", "set"}, true},
      {Verb::kGetRecord, "GetRecord", {"identifier", "metadataPrefix"}, {}}};
  return rules;
}

ProtocolError Bad(std::string text) { return {"badArgument", std::move(text)}; }

bool Contains(const std::vector<std::string_view>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

void CheckNames(const Rule& rule, const http::Pairs& arguments, std::vector<ProtocolError>& errors) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : arguments.items()) {
    if (name == "verb") continue;
    const bool known =
        Contains(rule.required, name) || Contains(rule.optional, name) || (rule.resumable && name == "resumptionToken");
    if (!seen.insert(name).second) {
      errors.push_back(Bad("The argument " + text::Shorten(name, 60) + " stands more than once."));
    } else if (!known) {
      errors.push_back(
          Bad("The argument " + text::Shorten(name, 60) + " is not one of " + std::string(rule.name) + "."));
    } else if (value.empty()) {
      errors.push_back(Bad("The argument " + name + " is empty."));
    }
  }
  if (arguments.Has("resumptionToken") && rule.resumable) {
    if (seen.size() > 1) errors.push_back(Bad("resumptionToken goes without other arguments."));
    return;
  }
  for (const auto name : rule.required) {
    if (!arguments.Has(name)) errors.push_back(Bad("The argument " + std::string(name) + " is missing."));
  }
}

void ReadRange(const http::Pairs& arguments, Question& question, std::vector<ProtocolError>& errors) {
  std::optional<Datestamp> from, until;
  for (auto [name, into] : {std::pair{"from", &from}, std::pair{"until", &until}}) {
    if (!arguments.Has(name)) continue;
    *into = ReadDatestamp(arguments.Get(name));
    if (!*into)
      errors.push_back(Bad(std::string(name) + " is no date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ."));
  }
  if (from && until && from->day != until->day) errors.push_back(Bad("from and until have different granularities."));
  if (from && until && from->first > until->last) errors.push_back(Bad("from is later than until."));
  if (from) question.from = from->first;
  if (until) question.until = until->last;
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view NameOf(Verb verb) {
  for (const auto& rule : Rules()) {
    if (rule.verb == verb) return rule.name;
  }
  return {};
}

Asked ReadArguments(const http::Pairs& arguments) {
  Asked asked;
  const auto verbs = arguments.All("verb");
  if (verbs.size() != 1) {
    asked.errors.push_back(
        {"badVerb", verbs.empty() ? "The argument verb is missing." : "verb stands more than once."});
    return asked;
  }
  const auto& rules = Rules();
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.name == verbs[0]; });
  if (rule == rules.end()) {
    asked.errors.push_back({"badVerb", "There is no verb \"" + text::Shorten(verbs[0], 60) + "\"."});
    return asked;
  }
  CheckNames(*rule, arguments, asked.errors);
  Question question{.verb = rule->verb,
                    .metadata_prefix = std::string(arguments.Get("metadataPrefix")),
                    .identifier = std::string(arguments.Get("identifier")),
                    .set = std::string(arguments.Get("set")),
                    .resumption_token = std::string(arguments.Get("resumptionToken")),
                    .from = {},
                    .until = {}};
  if (asked.errors.empty()) {
    ReadRange(arguments, question, asked.errors);
    const std::string& prefix = question.metadata_prefix;
    if (!prefix.empty() && (!IsSetSpec(prefix) || prefix.find(':') != std::string::npos))
      asked.errors.push_back(Bad("metadataPrefix has signs that no format's has."));
    if (!question.set.empty() && !IsSetSpec(question.set)) asked.errors.push_back(Bad("set is no setSpec."));
  }
  if (asked.errors.empty()) asked.question = std::move(question);
  return asked;
}

std::optional<Datestamp> ReadDatestamp(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != 10 && text.size() != kForm.size()) return std::nullopt;
  for (size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == '0' ? !AllDigits(text.substr(i, 1)) : text[i] != kForm[i]) return std::nullopt;
  }
  const auto number = [&](size_t at, size_t size) { return std::stoi(std::string(text.substr(at, size))); };
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  if (!day.ok() || number(0, 4) == 0) return std::nullopt;
  const Time midnight = std::chrono::sys_days(day);
  if (text.size() == 10) return Datestamp{midnight, midnight + std::chrono::days(1) - milliseconds(1), true};
  if (number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) return std::nullopt;
  const Time second = midnight + std::chrono::hours(number(11, 2)) + std::chrono::minutes(number(14, 2)) +
                      std::chrono::seconds(number(17, 2));
  return Datestamp{second, second + milliseconds(999), false};
}

bool IsSetSpec(std::string_view text) {
  constexpr std::string_view kSigns = "-_.!~*'()";
  bool empty = true;
  for (const char c : text) {
    if (c == ':' && empty) return false;
    empty = c == ':';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!empty && !letter && kSigns.find(c) == std::string_view::npos) return false;
  }
  return !empty;
}

}  // namespace concord::library::oai
