#include "features/library/oai/sets.h"

#include <algorithm>

namespace concord::library::oai {
namespace {

constexpr std::string_view kTopic = "topic:", kModule = "module:";

// What can be a part of a setSpec, and of a resumption token, which is parted by "~". A slug that an import gave other
// signs makes no set.
bool CanBeSpec(std::string_view slug) {
  return !slug.empty() && std::all_of(slug.begin(), slug.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

bool HasAny(const Module& module, const std::vector<std::string>& topics) {
  return std::find_first_of(module.topics.begin(), module.topics.end(), topics.begin(), topics.end()) !=
         module.topics.end();
}

std::string Spec(std::string_view kind, std::string_view slug) { return std::string(kind) + std::string(slug); }

std::string NameOr(const Localized& title, const std::string& slug) {
  const std::string& name = title.In("en");
  return name.empty() ? slug : name;
}

}  // namespace

std::vector<Set> SetsOf(const Shelf& shelf) {
  std::vector<Set> sets;
  for (const auto& term : shelf.terms.terms()) {
    if (term.kind != "topic" || !CanBeSpec(term.slug)) continue;
    sets.push_back({Spec(kTopic, term.slug), NameOr(term.title, term.slug), term.description.In("en")});
  }
  for (const auto& module : shelf.modules) {
    if (!CanBeSpec(module.slug)) continue;
    sets.push_back({Spec(kModule, module.slug), NameOr(module.title, module.slug), module.lead.In("en")});
  }
  return sets;
}

std::optional<std::vector<std::string>> TopicsIn(const Shelf& shelf, std::string_view spec) {
  if (spec.starts_with(kTopic)) {
    const auto slug = spec.substr(kTopic.size());
    if (!CanBeSpec(slug) || !shelf.terms.Find("topic", slug)) return std::nullopt;
    return std::vector<std::string>{std::string(slug)};
  }
  if (!spec.starts_with(kModule) || !CanBeSpec(spec.substr(kModule.size()))) return std::nullopt;
  const Module* module = shelf.FindModule(spec.substr(kModule.size()));
  if (!module || module->topics.empty()) return std::nullopt;
  return module->topics;
}

std::vector<std::string> SpecsOf(const Shelf& shelf, const std::vector<std::string>& topics) {
  std::vector<std::string> specs;
  for (const auto& topic : topics) {
    if (CanBeSpec(topic) && shelf.terms.Find("topic", topic)) specs.push_back(Spec(kTopic, topic));
  }
  for (const auto& module : shelf.modules) {
    if (CanBeSpec(module.slug) && HasAny(module, topics)) specs.push_back(Spec(kModule, module.slug));
  }
  return specs;
}

}  // namespace concord::library::oai
