// The JSON of catalog.h: files that people write, and the lists that the tables keep.
#include <nlohmann/json.hpp>

#include "features/library/catalog.h"

namespace concord::library {
namespace {

using Json = nlohmann::ordered_json;

// Sections of a file that hold terms, and the kind of each.
constexpr std::pair<const char*, const char*> kTermSections[] = {{"topics", "topic"},       {"types", "type"},
                                                                 {"audiences", "audience"}, {"access", "access"},
                                                                 {"languages", "language"}, {"bases", "basis"}};

Json ToValue(const Localized& text) {
  Json value = Json::object();
  for (const auto& [tag, words] : text.by_language) value[tag] = words;
  return value;
}

Json ToValue(const exchange::Fact& fact) {
  return {{"field", fact.field}, {"basis", fact.basis}, {"source", fact.source}};
}

Json ToValue(const Term& term);
Json ToValue(const Module& module);
Json ToValue(const Site& site);
Json ToValue(const Collection& collection);

template <typename T>
Json ToList(const std::vector<T>& items) {
  Json list = Json::array();
  for (const auto& item : items) {
    if constexpr (std::is_same_v<T, std::string>) {
      list.push_back(item);
    } else {
      list.push_back(ToValue(item));
    }
  }
  return list;
}

std::string Dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string TextOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A plain text counts as English.
Localized LocalizedOf(const Json& value) {
  Localized text;
  if (value.is_string()) text.by_language["en"] = value.get<std::string>();
  if (!value.is_object()) return text;
  for (const auto& [tag, words] : value.items()) {
    if (words.is_string()) text.by_language[tag] = words.get<std::string>();
  }
  return text;
}

Localized LocalizedAt(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? Localized() : LocalizedOf(*found);
}

template <typename Each>
void ForEachIn(const Json& object, const char* name, Each each) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return;
  for (const auto& item : *found) each(item);
}

std::vector<std::string> TextsAt(const Json& object, const char* name) {
  std::vector<std::string> texts;
  ForEachIn(object, name, [&](const Json& item) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  });
  return texts;
}

std::vector<Localized> LocalizedTextsAt(const Json& object, const char* name) {
  std::vector<Localized> texts;
  ForEachIn(object, name, [&](const Json& item) { texts.push_back(LocalizedOf(item)); });
  return texts;
}

exchange::Fact FactOf(const Json& item) {
  return {TextOf(item, "field"), TextOf(item, "basis"), TextOf(item, "source")};
}

// Calls `each` for every object of a section that has a slug (or name) and says so where one has not.
template <typename Each>
void Section(const Json& file, const char* name, std::vector<exchange::Problem>& problems, Each each) {
  ForEachIn(file, name, [&](const Json& item) {
    if (!item.is_object() || TextOf(item, "slug").empty()) {
      problems.push_back({exchange::Severity::kRejected, 0, "library.import.missing_slug", {{"section", name}}});
      return;
    }
    each(item);
  });
}

Term TermOf(const Json& item, std::string kind) {
  return {std::move(kind),        TextOf(item, "slug"),    LocalizedAt(item, "title"), LocalizedAt(item, "description"),
          TextOf(item, "origin"), TextsAt(item, "aliases")};
}

Site SiteOf(const Json& item) {
  Site site{TextOf(item, "slug"),
            TextOf(item, "name"),
            TextOf(item, "place"),
            LocalizedAt(item, "summary"),
            LocalizedTextsAt(item, "practices"),
            TextsAt(item, "modules"),
            {}};
  ForEachIn(item, "facts", [&](const Json& fact) { site.facts.push_back(FactOf(fact)); });
  return site;
}

Json ToValue(const Term& term) {
  Json value{{"slug", term.slug}, {"title", ToValue(term.title)}};
  if (!term.description.empty()) value["description"] = ToValue(term.description);
  if (!term.origin.empty()) value["origin"] = term.origin;
  if (!term.aliases.empty()) value["aliases"] = ToList(term.aliases);
  return value;
}

Json ToValue(const Module& module) {
  return {{"slug", module.slug},
          {"title", ToValue(module.title)},
          {"lead", ToValue(module.lead)},
          {"overview", ToValue(module.overview)},
          {"expectations", ToList(module.expectations)},
          {"topics", ToList(module.topics)}};
}

Json ToValue(const Site& site) {
  return {{"slug", site.slug},
          {"name", site.name},
          {"place", site.place},
          {"summary", ToValue(site.summary)},
          {"modules", ToList(site.modules)},
          {"practices", ToList(site.practices)},
          {"facts", ToList(site.facts)}};
}

Json ToValue(const Collection& collection) {
  return {{"slug", collection.slug},
          {"title", ToValue(collection.title)},
          {"introduction", ToValue(collection.introduction)},
          {"resources", ToList(collection.resources)}};
}

}  // namespace

CatalogFile ReadCatalogFile(std::string_view text, std::vector<exchange::Problem>& problems) {
  CatalogFile out;
  // Depth is bounded before the tree is built: the records' reader has refused deeper files already.
  const Json file = Json::parse(text, nullptr, false);
  if (!file.is_object()) return out;
  for (const auto& [section, kind] : kTermSections) {
    Section(file, section, problems, [&](const Json& item) { out.terms.push_back(TermOf(item, kind)); });
  }
  Section(file, "modules", problems, [&](const Json& item) {
    out.modules.push_back({TextOf(item, "slug"), LocalizedAt(item, "title"), LocalizedAt(item, "lead"),
                           LocalizedAt(item, "overview"), LocalizedTextsAt(item, "expectations"),
                           TextsAt(item, "topics")});
  });
  Section(file, "sites", problems, [&](const Json& item) { out.sites.push_back(SiteOf(item)); });
  Section(file, "collections", problems, [&](const Json& item) {
    out.collections.push_back({TextOf(item, "slug"), LocalizedAt(item, "title"), LocalizedAt(item, "introduction"),
                               TextsAt(item, "resources")});
  });
  return out;
}

std::string WriteCatalogFile(const CatalogFile& file) {
  Json out = Json::object();
  for (const auto& [section, kind] : kTermSections) {
    Json list = Json::array();
    for (const Term& term : file.terms) {
      if (term.kind == kind) list.push_back(ToValue(term));
    }
    if (!list.empty()) out[section] = list;
  }
  if (!file.modules.empty()) out["modules"] = ToList(file.modules);
  if (!file.sites.empty()) out["sites"] = ToList(file.sites);
  if (!file.collections.empty()) out["collections"] = ToList(file.collections);
  const std::string text = out.dump(2, ' ', false, Json::error_handler_t::replace);
  if (out.empty()) return {};
  return text.substr(2, text.size() - 4);  // without "{\n" and "\n}"
}

std::string ToJson(const Localized& text) { return Dump(ToValue(text)); }
std::string ToJson(const std::vector<Localized>& texts) { return Dump(ToList(texts)); }
std::string ToJson(const std::vector<std::string>& texts) { return Dump(ToList(texts)); }
std::string ToJson(const std::vector<exchange::Fact>& facts) { return Dump(ToList(facts)); }

Localized LocalizedFrom(std::string_view json) { return LocalizedOf(Json::parse(json, nullptr, false)); }

std::vector<Localized> LocalizedListFrom(std::string_view json) {
  return LocalizedTextsAt(Json{{"list", Json::parse(json, nullptr, false)}}, "list");
}

std::vector<std::string> TextListFrom(std::string_view json) {
  return TextsAt(Json{{"list", Json::parse(json, nullptr, false)}}, "list");
}

std::vector<exchange::Fact> FactListFrom(std::string_view json) {
  std::vector<exchange::Fact> facts;
  ForEachIn(Json{{"list", Json::parse(json, nullptr, false)}}, "list",
            [&](const Json& item) { facts.push_back(FactOf(item)); });
  return facts;
}

}  // namespace concord::library
