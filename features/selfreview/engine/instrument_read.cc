// Reading an instrument's files, with a line for everything that is wrong in them.
#include <toml++/toml.h>
#include <algorithm>
#include <sstream>

#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {
namespace {

using Params = std::map<std::string, std::string>;

constexpr size_t kLongestFile = 4u << 20;  // bytes
constexpr size_t kMostItems = 500;
constexpr size_t kLongestText = 4000;  // bytes of one text
constexpr const char* kDirections[] = {"improves", "worsens", "no_effect", "mixed"};
constexpr const char* kCertainties[] = {"high", "moderate", "low"};

class Problems {
 public:
  explicit Problems(std::vector<Problem>& all) : all_(all) {}
  void In(const std::string& file) { file_ = file; }
  void Add(int line, const char* key, Params params = {}) { all_.push_back({file_, line, key, std::move(params)}); }
  void Add(const toml::node& at, const char* key, Params params = {}) {
    Add(static_cast<int>(at.source().begin.line), key, std::move(params));
  }
  size_t size() const { return all_.size(); }

 private:
  std::vector<Problem>& all_;
  std::string file_;
};

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > 80 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Typed reading of one table. What is missing or of another kind is a problem at its line.
class Fields {
 public:
  Fields(const toml::table& table, Problems& problems) : table_(table), problems_(problems) {}

  std::string Text(const char* key) {
    const toml::node* node = Find(key);
    if (!node) return Missing(key), std::string();
    const auto text = node->value_exact<std::string>();
    if (!text || text->empty()) problems_.Add(*node, "selfreview.instrument.not_text", {{"field", key}});
    if (text && text->size() > kLongestText) problems_.Add(*node, "selfreview.instrument.too_long", {{"field", key}});
    return text.value_or("");
  }
  std::string Id(const char* key) {
    std::string id = Text(key);
    if (!id.empty() && !IsId(id)) problems_.Add(*Find(key), "selfreview.instrument.not_id", {{"value", id}});
    return id;
  }
  int Number(const char* key, int least, int most) {
    const toml::node* node = Find(key);
    if (!node) return Missing(key), 0;
    const auto number = node->value_exact<int64_t>();
    if (number && *number >= least && *number <= most) return static_cast<int>(*number);
    problems_.Add(*node, "selfreview.instrument.not_number",
                  {{"field", key}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
    return 0;
  }
  template <size_t kWords>
  std::string Word(const char* key, const char* const (&words)[kWords]) {
    std::string word = Text(key);
    if (!word.empty() && std::find(std::begin(words), std::end(words), word) == std::end(words))
      problems_.Add(*Find(key), "selfreview.instrument.not_word", {{"field", key}, {"value", word}});
    return word;
  }
  // "2026-11-21", written with or without quotation marks.
  std::string Date(const char* key) {
    const toml::node* node = Find(key);
    if (!node) return Missing(key), std::string();
    if (const auto date = node->value_exact<toml::date>()) {
      std::ostringstream out;
      out << *date;
      return out.str();
    }
    return Text(key);
  }
  // Each text in the list, with its node for a problem's line. A key that is not there is an empty list, unless needed.
  std::vector<std::pair<std::string, const toml::node*>> List(const char* key, bool needed) {
    std::vector<std::pair<std::string, const toml::node*>> list;
    const toml::node* node = Find(key);
    if (!node) {
      if (needed) Missing(key);
      return list;
    }
    const toml::array* array = node->as_array();
    if (!array) return problems_.Add(*node, "selfreview.instrument.not_list", {{"field", key}}), list;
    for (const toml::node& one : *array) {
      const auto text = one.value_exact<std::string>();
      if (!text || text->empty()) {
        problems_.Add(one, "selfreview.instrument.not_text", {{"field", key}});
      } else {
        list.emplace_back(*text, &one);
      }
    }
    return list;
  }
  std::vector<const toml::table*> Tables(const char* key, bool needed) {
    std::vector<const toml::table*> tables;
    const toml::node* node = Find(key);
    if (!node) {
      if (needed) Missing(key);
      return tables;
    }
    const toml::array* array = node->as_array();
    if (!array) return problems_.Add(*node, "selfreview.instrument.not_list", {{"field", key}}), tables;
    for (const toml::node& one : *array) {
      if (const toml::table* table = one.as_table()) {
        tables.push_back(table);
      } else {
        problems_.Add(one, "selfreview.instrument.not_table", {{"field", key}});
      }
    }
    return tables;
  }
  const toml::table* Table(const char* key) {
    const toml::node* node = Find(key);
    if (!node) return Missing(key), nullptr;
    const toml::table* table = node->as_table();
    if (!table) problems_.Add(*node, "selfreview.instrument.not_table", {{"field", key}});
    return table;
  }
  bool Has(const char* key) const { return Find(key) != nullptr; }
  // A misspelled key would otherwise be passed over in silence.
  void NoOthers(std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table_) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end())
        problems_.Add(node, "selfreview.instrument.unknown", {{"field", std::string(key.str())}});
    }
  }
  const toml::table& table() const { return table_; }

 private:
  const toml::node* Find(const char* key) const { return table_.get(key); }
  void Missing(const char* key) { problems_.Add(table_, "selfreview.instrument.missing", {{"field", key}}); }
  const toml::table& table_;
  Problems& problems_;
};

// The line of the first letter beyond ASCII outside of texts and comments. TOML 1.0 has none there, and toml++ 3.3 asks
// of such a letter whether it is white space in a way whose outcome is undefined.
std::optional<int> LineOfStray(std::string_view bytes) {
  int line = 1;
  char quote = 0;
  bool multi = false, comment = false;
  for (size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') {
      ++line;
      comment = false;
      if (!multi) quote = 0;
    } else if (comment) {
      continue;
    } else if (quote == 0) {
      if (static_cast<unsigned char>(c) >= 0x80) return line;
      comment = c == '#';
      if (c != '"' && c != '\'') continue;
      quote = c;
      multi = bytes.substr(i, 3) == std::string(3, c);
      if (multi) i += 2;
    } else if (c == '\\' && quote == '"') {
      if (bytes.substr(i + 1, 1) != "\n") ++i;
    } else if (c == quote && (!multi || bytes.substr(i, 3) == std::string(3, c))) {
      if (multi) i += 2;
      // Up to two more are the text's own.
      for (int more = 0; multi && more < 2 && bytes.substr(i + 1, 1) == std::string(1, c); ++more) ++i;
      quote = 0;
      multi = false;
    }
  }
  return std::nullopt;
}

std::optional<toml::table> Parse(const SourceFile& file, Problems& problems) {
  problems.In(file.name);
  if (file.bytes.size() > kLongestFile) {
    problems.Add(0, "selfreview.instrument.large");
    return std::nullopt;
  }
  if (const auto line = LineOfStray(file.bytes)) {
    problems.Add(*line, "selfreview.instrument.stray");
    return std::nullopt;
  }
  try {
    return toml::parse(file.bytes, file.name);
  } catch (const toml::parse_error& error) {
    problems.Add(static_cast<int>(error.source().begin.line), "selfreview.instrument.not_toml",
                 {{"why", std::string(error.description())}});
    return std::nullopt;
  }
}

class StructureReader {
 public:
  StructureReader(Instrument& instrument, Problems& problems) : instrument_(instrument), problems_(problems) {}

  void Read(const toml::table& table, std::string_view folder, std::string_view file) {
    Fields fields(table, problems_);
    fields.NoOthers({"format", "slug", "version", "area", "dated", "follows", "dimensions", "items"});
    if (fields.Text("format") != "concord-instrument-1") problems_.Add(table, "selfreview.instrument.format");
    instrument_.slug = fields.Id("slug");
    instrument_.version = fields.Number("version", 1, 9999);
    instrument_.area = fields.Id("area");
    instrument_.dated = fields.Date("dated");
    if (fields.Has("follows")) instrument_.follows = fields.Number("follows", 1, instrument_.version - 1);
    if (!folder.empty() && folder != instrument_.slug)
      problems_.Add(table, "selfreview.instrument.folder", {{"slug", instrument_.slug}});
    if (file != std::to_string(instrument_.version) + ".toml")
      problems_.Add(table, "selfreview.instrument.name", {{"version", std::to_string(instrument_.version)}});
    for (const toml::table* one : fields.Tables("dimensions", true)) ReadDimension(*one);
    const auto items = fields.Tables("items", true);
    if (items.size() > kMostItems) problems_.Add(table, "selfreview.instrument.many");
    for (const toml::table* one : items) ReadItem(*one);
    std::set<size_t> used;
    for (const Item& item : instrument_.items) used.insert(item.dimension);
    for (size_t i = 0; i < instrument_.dimensions.size(); ++i) {
      if (!used.contains(i))
        problems_.Add(table, "selfreview.instrument.unused", {{"dimension", instrument_.dimensions[i]}});
    }
  }

 private:
  void ReadDimension(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"id"});
    const std::string id = fields.Id("id");
    const auto& known = instrument_.dimensions;
    if (std::find(known.begin(), known.end(), id) != known.end())
      problems_.Add(table, "selfreview.instrument.twice", {{"id", id}});
    instrument_.dimensions.push_back(id);
  }

  void ReadItem(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"id", "dimension", "asks", "resources", "was", "skip_if", "evidence"});
    Item item;
    item.id = fields.Id("id");
    if (instrument_.Find(item.id)) problems_.Add(table, "selfreview.instrument.twice", {{"id", item.id}});
    const std::string dimension = fields.Id("dimension");
    const auto& known = instrument_.dimensions;
    const auto found = std::find(known.begin(), known.end(), dimension);
    if (found == known.end() && !dimension.empty())
      problems_.Add(*table.get("dimension"), "selfreview.instrument.no_dimension", {{"dimension", dimension}});
    item.dimension = static_cast<size_t>(found - known.begin());
    for (const auto& [name, node] : fields.List("asks", true)) {
      const auto group = GroupNamed(name);
      if (!group || !item.asks.insert(*group).second)
        problems_.Add(*node, "selfreview.instrument.not_group", {{"value", name}});
    }
    if (item.asks.empty()) problems_.Add(table, "selfreview.instrument.asks_nobody", {{"id", item.id}});
    for (const auto& [slug, node] : fields.List("resources", true)) {
      if (!IsId(slug)) problems_.Add(*node, "selfreview.instrument.not_id", {{"value", slug}});
      item.resources.push_back(slug);
    }
    for (const auto& [id, node] : fields.List("was", false)) item.was.push_back(id);
    if (!instrument_.follows && !item.was.empty()) problems_.Add(table, "selfreview.instrument.was_nothing");
    if (instrument_.follows && !fields.Has("was")) item.was = {item.id};
    for (const toml::table* one : fields.Tables("skip_if", false)) ReadSkip(*one, item);
    for (const toml::table* one : fields.Tables("evidence", true)) item.evidence.push_back(ReadEvidence(*one));
    instrument_.items.push_back(std::move(item));
  }

  void ReadSkip(const toml::table& table, Item& item) {
    Fields fields(table, problems_);
    fields.NoOthers({"item", "at_most"});
    const std::string id = fields.Id("item");
    const auto earlier = instrument_.Find(id);
    const int at_most = fields.Number("at_most", 0, kLevels - 2);
    if (!earlier) return problems_.Add(table, "selfreview.instrument.skip", {{"id", id}});
    item.skips.push_back({*earlier, at_most});
  }

  ItemEvidence ReadEvidence(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"outcome", "direction", "certainty", "setting", "dated", "basis"});
    return {.outcome = fields.Id("outcome"),
            .setting = fields.Id("setting"),
            .direction = fields.Word("direction", kDirections),
            .certainty = fields.Word("certainty", kCertainties),
            .dated = fields.Number("dated", 1900, 2200),
            .basis = fields.Id("basis")};
  }

  Instrument& instrument_;
  Problems& problems_;
};

class TextsReader {
 public:
  TextsReader(const Instrument& instrument, Problems& problems) : instrument_(instrument), problems_(problems) {}

  Texts Read(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"title", "introduction", "dimensions", "items", "outcomes", "settings"});
    Texts texts;
    texts.title = fields.Text("title");
    texts.introduction = fields.Text("introduction");
    ReadDimensions(fields.Table("dimensions"), texts);
    ReadItems(fields.Table("items"), texts);
    std::set<std::string> outcomes, settings;
    for (const Item& item : instrument_.items) {
      for (const ItemEvidence& one : item.evidence) outcomes.insert(one.outcome), settings.insert(one.setting);
    }
    if (!outcomes.empty()) texts.outcomes = ReadNamed(fields, "outcomes", outcomes);
    if (!settings.empty()) texts.settings = ReadNamed(fields, "settings", settings);
    return texts;
  }

 private:
  void ReadDimensions(const toml::table* table, Texts& texts) {
    if (!table) return;
    for (const std::string& id : instrument_.dimensions) {
      DimensionText text;
      if (const toml::table* one = Fields(*table, problems_).Table(id.c_str())) {
        Fields fields(*one, problems_);
        fields.NoOthers({"title", "introduction"});
        text = {fields.Text("title"), fields.Text("introduction")};
      }
      texts.dimensions.push_back(std::move(text));
    }
    NoStrangers(*table, {instrument_.dimensions.begin(), instrument_.dimensions.end()});
  }

  void ReadItems(const toml::table* table, Texts& texts) {
    if (!table) return;
    std::set<std::string> ids;
    for (const Item& item : instrument_.items) {
      ids.insert(item.id);
      ItemText text;
      if (const toml::table* one = Fields(*table, problems_).Table(item.id.c_str())) text = ReadItem(*one);
      texts.items.push_back(std::move(text));
    }
    NoStrangers(*table, ids);
  }

  ItemText ReadItem(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"statement", "why", "levels"});
    ItemText text{fields.Text("statement"), fields.Text("why"), {}};
    for (auto& [level, node] : fields.List("levels", true)) text.levels.push_back(std::move(level));
    if (text.levels.size() != kLevels)
      problems_.Add(table, "selfreview.instrument.levels", {{"count", std::to_string(text.levels.size())}});
    return text;
  }

  std::map<std::string, std::string> ReadNamed(Fields& fields, const char* key, const std::set<std::string>& needed) {
    std::map<std::string, std::string> named;
    const toml::table* table = fields.Table(key);
    if (!table) return named;
    Fields texts(*table, problems_);
    for (const std::string& id : needed) named[id] = texts.Text(id.c_str());
    NoStrangers(*table, needed);
    return named;
  }

  void NoStrangers(const toml::table& table, const std::set<std::string>& known) {
    for (const auto& [key, node] : table) {
      if (!known.contains(std::string(key.str())))
        problems_.Add(node, "selfreview.instrument.stranger", {{"id", std::string(key.str())}});
    }
  }

  const Instrument& instrument_;
  Problems& problems_;
};

// "es" of "1.es.toml" of version 1.
std::optional<std::string> LanguageOf(const std::string& name, int version) {
  const std::string begin = std::to_string(version) + ".";
  if (!name.starts_with(begin) || !name.ends_with(".toml") || name.size() < begin.size() + 7) return std::nullopt;
  std::string language = name.substr(begin.size(), name.size() - begin.size() - 5);
  if (!IsLanguageTag(language)) return std::nullopt;
  return language;
}

void Sort(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
}

}  // namespace

ReadInstrumentResult ReadInstrument(const SourceFile& structure, const std::vector<SourceFile>& texts,
                                    std::string_view folder) {
  ReadInstrumentResult result;
  Problems problems(result.problems);
  Instrument instrument;
  if (const auto table = Parse(structure, problems))
    StructureReader(instrument, problems).Read(*table, folder, structure.name);
  if (!result.problems.empty()) {
    Sort(result.problems);
    return result;
  }
  for (const SourceFile& file : texts) {
    const auto table = Parse(file, problems);
    const auto language = LanguageOf(file.name, instrument.version);
    if (!language) problems.Add(0, "selfreview.instrument.text_name");
    if (table && language) instrument.texts[*language] = TextsReader(instrument, problems).Read(*table);
  }
  problems.In(structure.name);
  if (!instrument.texts.contains("en")) problems.Add(0, "selfreview.instrument.no_english");
  Sort(result.problems);
  if (result.problems.empty()) result.instrument = std::move(instrument);
  return result;
}

}  // namespace concord::selfreview
