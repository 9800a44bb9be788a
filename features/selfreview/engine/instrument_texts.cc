#include "features/selfreview/engine/instrument_texts.h"

#include <algorithm>
#include <span>

#include "base/core/text.h"

namespace concord::selfreview {
namespace {

// In characters: what can be read on a phone without scrolling past the answers.
constexpr size_t kTitle = 90, kStatement = 200, kWhy = 320, kLevel = 220, kIntroduction = 250, kName = 130;

using Words = std::span<const std::string_view>;

// A reason that rests on a finding of nothing says so with one of these. All are in lower case and without accents.
constexpr std::string_view kNoEnglish[] = {"no",     "not",    "nobody", "none", "nothing", "never",  "neither",
                                           "little", "hardly", "mixed",  "few",  "fewer",   "nowhere"};
constexpr std::string_view kNoSpanish[] = {"no",   "nadie",  "nada",  "ningun", "ninguna", "ninguno", "ni",   "poco",
                                           "poca", "apenas", "mixto", "mixta",  "mixtos",  "mixtas",  "nunca"};
// These claim an effect.
constexpr std::string_view kClaimsEnglish[] = {
    "reduces",   "reduced",   "reducing",  "lowers", "lowered", "improves", "improved", "increases",
    "increased", "prevents",  "prevented", "fall",   "falls",   "fell",     "fallen",   "declines",
    "declined",  "decreases", "decreased", "rise",   "rises",   "risen",    "rose"};
constexpr std::string_view kClaimsSpanish[] = {
    "reduce",   "reducen",   "reducido", "redujo",   "redujeron", "disminuye", "disminuyen", "disminuyo", "disminuido",
    "mejoran",  "mejoro",    "mejorado", "aumentan", "aumento",   "aumentado", "evita",      "evitan",    "evitado",
    "previene", "previenen", "bajan",    "bajado",   "cae",       "caen",      "cayo",       "cayeron"};
// "Whether it fell" asks, and claims nothing.
constexpr std::string_view kAsks[] = {"whether", "if", "si"};

// The first of `words` in a text; empty: none.
std::string FirstOf(const std::string& text, Words words) {
  const std::string plain = text::NormalizeTitle(text);
  for (const std::string_view one : text::Split(plain, ' ')) {
    if (std::find(words.begin(), words.end(), one) != words.end()) return std::string(one);
  }
  return "";
}

class TextsReader {
 public:
  TextsReader(const TextsOf& of, Problems& problems) : of_(of), problems_(problems) {}

  Texts Read(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"title", "introduction", "dimensions", "items", "outcomes", "settings"});
    Texts texts;
    texts.title = Or(fields, "title", "title", of_.english ? &of_.english->title : nullptr, kTitle);
    texts.introduction =
        Or(fields, "introduction", "introduction", of_.english ? &of_.english->introduction : nullptr, 0);
    ReadDimensions(fields.Table("dimensions"), texts);
    ReadItems(fields.Table("items"), texts);
    std::set<std::string> outcomes, settings;
    for (const Item& item : of_.instrument.items) {
      for (const ItemEvidence& one : item.evidence) {
        if (!one.outcome.empty()) outcomes.insert(one.outcome);
        if (!one.setting.empty()) settings.insert(one.setting);
      }
    }
    texts.outcomes = ReadNamed(fields, "outcomes", outcomes, of_.english ? &of_.english->outcomes : nullptr);
    texts.settings = ReadNamed(fields, "settings", settings, of_.english ? &of_.english->settings : nullptr);
    if (!lacks_.empty())
      problems_.Warn(0, "selfreview.instrument.untranslated", {{"language", of_.language}, {"list", lacks_}});
    return texts;
  }

 private:
  bool IsEnglish() const { return of_.language == "en"; }
  void Lack(const std::string& what) { lacks_ += (lacks_.empty() ? "" : ", ") + what; }

  // The text, or the English one where this language has none.
  std::string Or(Fields& fields, const char* key, const std::string& name, const std::string* english, size_t most) {
    if (fields.Has(key) || IsEnglish()) return fields.Text(key, most);
    Lack(name);
    return english ? *english : "";
  }

  const toml::table* TableIn(const toml::table* table, const char* section, const std::string& id) {
    const toml::node* node = table ? table->get(id) : nullptr;
    if (node && !node->as_table()) {
      problems_.Add(*node, "selfreview.instrument.not_table", {{"field", std::string(section) + "." + id}});
    } else if (!node && !id.empty()) {
      const std::string name = std::string(section) + "." + id;
      const auto line = of_.lines.find(name);
      if (!IsEnglish()) {
        Lack(name);
      } else {
        problems_.Add(0, "selfreview.instrument.no_texts",
                      {{"name", name},
                       {"id", id},
                       {"structure", of_.structure},
                       {"line", std::to_string(line == of_.lines.end() ? 0 : line->second)}});
      }
    }
    return node ? node->as_table() : nullptr;
  }

  void ReadDimensions(const toml::table* table, Texts& texts) {
    const auto& ids = of_.instrument.dimensions;
    for (size_t i = 0; i < ids.size(); ++i) {
      const DimensionText* english = of_.english ? &of_.english->dimensions[i] : nullptr;
      DimensionText text;
      if (const toml::table* one = TableIn(table, "dimensions", ids[i])) {
        text = ReadDimension(*one, ids[i], english);
      } else if (english) {
        text = *english;
      }
      texts.dimensions.push_back(std::move(text));
    }
    if (table) NoStrangers(*table, "dimensions", {ids.begin(), ids.end()});
    if (!table || of_.whole) return;
    for (const auto& [key, node] : *table) {
      if (node.as_table()) ReadDimension(*node.as_table(), std::string(key.str()), nullptr);
    }
  }

  DimensionText ReadDimension(const toml::table& table, const std::string& id, const DimensionText* english) {
    Fields fields(table, problems_);
    fields.NoOthers({"title", "introduction"});
    return {
        Or(fields, "title", id + " (title)", english ? &english->title : nullptr, kTitle),
        Or(fields, "introduction", id + " (introduction)", english ? &english->introduction : nullptr, kIntroduction)};
  }

  void ReadItems(const toml::table* table, Texts& texts) {
    const auto& items = of_.instrument.items;
    std::set<std::string> ids;
    for (size_t i = 0; i < items.size(); ++i) {
      ids.insert(items[i].id);
      const ItemText* english = of_.english ? &of_.english->items[i] : nullptr;
      ItemText text;
      if (const toml::table* one = TableIn(table, "items", items[i].id)) {
        text = ReadItem(*one, items[i].id, english);
        CheckNull(items[i], *one, text);
      } else if (english) {
        text = *english;
      }
      texts.items.push_back(std::move(text));
    }
    if (table) NoStrangers(*table, "items", ids);
    if (!table || of_.whole) return;
    // Without a structure there is nothing to hold them against; what is wrong in themselves shows all the same.
    for (const auto& [key, node] : *table) {
      if (node.as_table()) ReadItem(*node.as_table(), std::string(key.str()), nullptr);
    }
  }

  ItemText ReadItem(const toml::table& table, const std::string& id, const ItemText* english) {
    Fields fields(table, problems_);
    fields.NoOthers({"statement", "why", "levels"});
    ItemText text{Or(fields, "statement", id + " (statement)", english ? &english->statement : nullptr, kStatement),
                  Or(fields, "why", id + " (why)", english ? &english->why : nullptr, kWhy),
                  {}};
    if (!IsEnglish() && !fields.Has("levels")) {
      Lack(id + " (levels)");
      if (english) text.levels = english->levels;
      return text;
    }
    std::map<std::string, size_t> first;
    const toml::node* levels = table.get("levels");
    for (auto& [level, node] : fields.List("levels", true, kLevel)) {
      const auto [other, fresh] = first.emplace(text::CollapseSpace(level), text.levels.size());
      if (!fresh) {
        problems_.Mind(
            *node, "selfreview.instrument.levels_same",
            {{"id", id}, {"one", std::to_string(other->second)}, {"other", std::to_string(text.levels.size())}});
      }
      text.levels.push_back(std::move(level));
    }
    const size_t count = levels && levels->as_array() ? levels->as_array()->size() : kLevels;
    if (count != kLevels)
      problems_.Add(*levels, "selfreview.instrument.levels", {{"id", id}, {"count", std::to_string(count)}});
    return text;
  }

  // What a study found nothing of is not worded as an outcome. No program can tell that for sure, so a person is asked.
  void CheckNull(const Item& item, const toml::table& table, const ItemText& text) {
    const auto rated = [&](std::string_view direction) {
      return std::any_of(item.evidence.begin(), item.evidence.end(),
                         [&](const ItemEvidence& one) { return one.direction == direction; });
    };
    if (!rated("no_effect") && !rated("mixed")) return;
    const bool english = IsEnglish();
    if (!english && of_.language != "es") return;
    if (!text.why.empty() && FirstOf(text.why, english ? Words(kNoEnglish) : Words(kNoSpanish)).empty())
      problems_.Warn(Fields(table, problems_).Line("why"), "selfreview.instrument.null_why", {{"id", item.id}});
    if (rated("improves") || text.levels.size() != kLevels) return;
    const auto warn = [&](const std::string& said, int line, const char* where) {
      const std::string claim = FirstOf(said, english ? Words(kClaimsEnglish) : Words(kClaimsSpanish));
      if (claim.empty() || !FirstOf(said, kAsks).empty()) return;
      problems_.Warn(line, "selfreview.instrument.null_outcome", {{"id", item.id}, {"word", claim}, {"where", where}});
    };
    warn(text.statement, Fields(table, problems_).Line("statement"), "statement");
    const toml::array* levels = table.get_as<toml::array>("levels");
    if (levels && levels->size() == kLevels) warn(text.levels.back(), LineOf(*levels->get(kLevels - 1)), "levels, 4");
  }

  std::map<std::string, std::string> ReadNamed(Fields& fields, const char* key, const std::set<std::string>& needed,
                                               const std::map<std::string, std::string>* english) {
    std::map<std::string, std::string> named;
    static const toml::table kNone;
    const toml::table* table = fields.Table(key);
    Fields texts(table ? *table : kNone, problems_);
    for (const std::string& id : needed) {
      const std::string name = std::string(key) + "." + id;
      if (texts.Has(id.c_str())) {
        named[id] = texts.Text(id.c_str(), kName);
      } else if (!IsEnglish()) {
        const auto found = english ? english->find(id) : std::map<std::string, std::string>::const_iterator();
        named[id] = english && found != english->end() ? found->second : "";
        Lack(name);
      } else {
        problems_.Add(table ? LineOf(*table) : 0, "selfreview.instrument.no_name", {{"section", key}, {"id", id}});
      }
    }
    if (table) NoStrangers(*table, key, needed);
    return named;
  }

  void NoStrangers(const toml::table& table, const char* section, const std::set<std::string>& known) {
    if (!of_.whole) return;
    for (const auto& [key, node] : table) {
      const std::string id(key.str());
      if (!known.contains(id))
        problems_.Add(node, "selfreview.instrument.stranger",
                      {{"id", id}, {"section", section}, {"structure", of_.structure}});
    }
  }

  const TextsOf& of_;
  Problems& problems_;
  std::string lacks_;
};

}  // namespace

Texts ReadTexts(const TextsOf& of, const toml::table& table, Problems& problems) {
  return TextsReader(of, problems).Read(table);
}

}  // namespace concord::selfreview
