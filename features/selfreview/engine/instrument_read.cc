// Reading an instrument's files, with a line for everything that is wrong in them.
#include <algorithm>

#include "features/selfreview/engine/instrument.h"
#include "features/selfreview/engine/instrument_rules.h"
#include "features/selfreview/engine/instrument_texts.h"
#include "features/selfreview/engine/instrument_toml.h"

namespace concord::selfreview {
namespace {

constexpr size_t kMostItems = 500;
constexpr int kMostVersions = 9999;

class StructureReader {
 public:
  StructureReader(Instrument& instrument, Problems& problems) : instrument_(instrument), problems_(problems) {}

  void Read(const toml::table& table, std::string_view folder, std::string_view file) {
    Fields fields(table, problems_);
    fields.NoOthers({"format", "slug", "version", "area", "dated", "follows", "dimensions", "items"});
    ReadHead(fields, folder, file);
    const auto dimensions = fields.Tables("dimensions", true);
    const auto items = fields.Tables("items", true);
    for (const toml::table* one : dimensions) ReadDimension(*one);
    NameSecond(items);
    if (items.size() > kMostItems) problems_.Add(fields.Line("items"), "selfreview.instrument.many");
    for (const toml::table* one : items) ReadItem(*one);
    for (const char* key : {"dimensions", "items"}) {
      if (fields.IsEmptyList(key)) problems_.Add(fields.Line(key), "selfreview.instrument.empty", {{"field", key}});
    }
    TellUnused();
  }

  const ItemSources& sources() const { return sources_; }
  // Where the structure names an item or a dimension: "items.asked".
  const std::map<std::string, int>& lines() const { return lines_; }

 private:
  void ReadHead(Fields& fields, std::string_view folder, std::string_view file) {
    if (const std::string format = fields.Text("format"); !format.empty() && format != "concord-instrument-1")
      problems_.Add(fields.Line("format"), "selfreview.instrument.format");
    instrument_.slug = fields.Id("slug");
    instrument_.version = fields.Number("version", 1, kMostVersions);
    instrument_.area = fields.Id("area");
    instrument_.dated = fields.Date("dated");
    if (fields.Has("follows")) ReadFollows(fields);
    if (!folder.empty() && IsId(instrument_.slug) && folder != instrument_.slug) {
      problems_.Add(fields.Line("slug"), "selfreview.instrument.folder",
                    {{"slug", instrument_.slug}, {"folder", std::string(folder)}});
    }
    if (instrument_.version > 0 && file != std::to_string(instrument_.version) + ".toml") {
      problems_.Add(fields.Line("version"), "selfreview.instrument.name",
                    {{"version", std::to_string(instrument_.version)}, {"file", std::string(file)}});
    }
  }

  void ReadFollows(Fields& fields) {
    const int follows = fields.Number("follows", 1, kMostVersions);
    if (follows == 0) return;
    if (instrument_.version == 0 || follows < instrument_.version) {
      instrument_.follows = follows;
    } else if (instrument_.version == 1) {
      follows_wrongly_ = true;
      problems_.Add(fields.Line("follows"), "selfreview.instrument.follows_first");
    } else {
      follows_wrongly_ = true;
      problems_.Add(fields.Line("follows"), "selfreview.instrument.follows_later",
                    {{"follows", std::to_string(follows)}, {"version", std::to_string(instrument_.version)}});
    }
  }

  void ReadDimension(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"id"});
    const std::string id = fields.Id("id");
    const auto [at, fresh] = lines_.emplace("dimensions." + id, fields.Line("id"));
    if (fresh || id.empty()) {
      instrument_.dimensions.push_back(id);
    } else {
      seconds_.push_back({id, fields.Line("id"), at->second, instrument_.dimensions.size()});
    }
  }

  // A dimension whose id stands there already is most often a copy that was not given its own id. Where the items name
  // one that is missing, that is the id it was meant to have: one fault, told once.
  void NameSecond(const std::vector<const toml::table*>& items) {
    std::set<std::string> unknown;
    for (const toml::table* one : items) {
      const auto named = (*one)["dimension"].value<std::string>();
      if (named && IsId(*named) && !lines_.contains("dimensions." + *named)) unknown.insert(*named);
    }
    const bool meant = seconds_.size() == 1 && unknown.size() == 1;
    for (const Second& one : seconds_) {
      Params params = {{"id", one.id}, {"line", std::to_string(one.first)}};
      if (meant) params["meant"] = *unknown.begin();
      problems_.Add(one.line, meant ? "selfreview.instrument.dimension_meant" : "selfreview.instrument.dimension_twice",
                    params);
      if (!meant) continue;
      instrument_.dimensions.insert(instrument_.dimensions.begin() + static_cast<ptrdiff_t>(one.at), *unknown.begin());
      lines_["dimensions." + *unknown.begin()] = one.line;
    }
  }

  void TellUnused() {
    for (size_t i = 0; i < instrument_.dimensions.size(); ++i) {
      const std::string& id = instrument_.dimensions[i];
      if (!id.empty() && !used_.contains(i) && !IsMeant(i))
        problems_.Add(lines_.at("dimensions." + id), "selfreview.instrument.unused", {{"dimension", id}});
    }
  }

  // Whether an item stands where those of this dimension would, and names one that is not there: that is told already.
  bool IsMeant(size_t dimension) const {
    const size_t none = instrument_.dimensions.size();
    const auto& items = instrument_.items;
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].dimension != none) continue;
      size_t before = i, after = i;
      while (before > 0 && items[before].dimension == none) --before;
      while (after + 1 < items.size() && items[after].dimension == none) ++after;
      const bool above = items[before].dimension == none || items[before].dimension < dimension;
      if (above && (items[after].dimension == none || items[after].dimension > dimension)) return true;
    }
    return false;
  }

  void ReadItem(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"id", "dimension", "asks", "resources", "was", "skip_if", "evidence"});
    Item item;
    ItemSource source{.table = &table};
    item.id = fields.Id("id");
    const auto [at, fresh] = lines_.emplace("items." + item.id, fields.Line("id"));
    if (!fresh && !item.id.empty()) {
      problems_.Add(fields.Line("id"), "selfreview.instrument.twice",
                    {{"id", item.id}, {"line", std::to_string(at->second)}});
    }
    const std::string dimension = fields.Id("dimension");
    const auto& known = instrument_.dimensions;
    const auto found = std::find(known.begin(), known.end(), dimension);
    if (found == known.end() && IsId(dimension))
      problems_.Add(fields.Line("dimension"), "selfreview.instrument.no_dimension", {{"dimension", dimension}});
    item.dimension = static_cast<size_t>(found - known.begin());
    used_.insert(item.dimension);
    ReadAsks(fields, item);
    for (const auto& [slug, node] : fields.List("resources", true)) {
      if (!IsId(slug)) {
        problems_.Add(*node, "selfreview.instrument.not_id", {{"value", slug}});
        continue;
      }
      item.resources.push_back(slug);
      source.resources.push_back(LineOf(*node));
    }
    for (const auto& [id, node] : fields.List("was", false)) {
      item.was.push_back(id);
      source.was.push_back(LineOf(*node));
    }
    if (!instrument_.follows && !item.was.empty() && !follows_wrongly_)
      problems_.Add(fields.Line("was"), "selfreview.instrument.was_nothing");
    if (instrument_.follows && !fields.Has("was") && !item.id.empty()) {
      item.was = {item.id};
      source.was = {fields.Line("id")};
    }
    for (const toml::table* one : fields.Tables("skip_if", false)) ReadSkip(*one, item, source);
    for (const toml::table* one : fields.Tables("evidence", true)) {
      item.evidence.push_back(ReadEvidence(*one));
      source.evidence.push_back(one);
    }
    // One that stands there twice is read for its own faults; what else names it means the first.
    if (!fresh && !item.id.empty()) return;
    instrument_.items.push_back(std::move(item));
    sources_.push_back(std::move(source));
  }

  void ReadAsks(Fields& fields, Item& item) {
    for (const auto& [name, node] : fields.List("asks", true)) {
      const auto group = GroupNamed(name);
      if (!group) {
        problems_.Add(*node, "selfreview.instrument.not_group", {{"value", name}});
      } else if (!item.asks.insert(*group).second) {
        problems_.Add(*node, "selfreview.instrument.group_twice", {{"value", name}});
      }
    }
    if (fields.IsEmptyList("asks"))
      problems_.Add(fields.Line("asks"), "selfreview.instrument.asks_nobody", {{"id", item.id}});
  }

  void ReadSkip(const toml::table& table, Item& item, ItemSource& source) {
    Fields fields(table, problems_);
    fields.NoOthers({"item", "at_most"});
    const std::string id = fields.Id("item");
    const auto earlier = instrument_.Find(id);
    const int at_most = fields.Number("at_most", 0, kLevels - 2);
    if (id.empty()) return;
    if (!earlier || id == item.id) return problems_.Add(table, "selfreview.instrument.skip", {{"id", id}});
    item.skips.push_back({*earlier, at_most});
    source.skips.push_back(LineOf(table));
  }

  ItemEvidence ReadEvidence(const toml::table& table) {
    Fields fields(table, problems_);
    fields.NoOthers({"outcome", "direction", "certainty", "setting", "dated", "basis"});
    return {.outcome = fields.Id("outcome"),
            .setting = fields.Id("setting"),
            .direction = fields.Word("direction", {"improves", "worsens", "no_effect", "mixed"}),
            .certainty = fields.Word("certainty", {"high", "moderate", "low"}),
            .dated = fields.Number("dated", 1, 9999),
            .basis = fields.Id("basis")};
  }

  struct Second {
    std::string id;
    int line, first;
    size_t at;  // where it would stand among the dimensions
  };

  Instrument& instrument_;
  Problems& problems_;
  ItemSources sources_;
  std::map<std::string, int> lines_;
  std::vector<Second> seconds_;
  std::set<size_t> used_;  // dimensions
  bool follows_wrongly_ = false;
};

// "es" of "1.es.toml" of version 1.
std::optional<std::string> LanguageOf(const std::string& name, std::string_view version) {
  const std::string begin = std::string(version) + ".";
  if (!name.starts_with(begin) || !name.ends_with(".toml") || name.size() < begin.size() + 7) return std::nullopt;
  std::string language = name.substr(begin.size(), name.size() - begin.size() - 5);
  if (!IsLanguageTag(language)) return std::nullopt;
  return language;
}

// The texts of every language, the English ones first, since they stand in for what the others lack.
void ReadLanguages(Instrument& instrument, TextsOf of, const std::vector<SourceFile>& texts, Problems& problems) {
  std::vector<std::pair<std::string, const SourceFile*>> languages;
  const std::string version =
      instrument.version > 0 ? std::to_string(instrument.version) : of.structure.substr(0, of.structure.find('.'));
  bool has_english = false;
  for (const SourceFile& file : texts) {
    const auto language = LanguageOf(file.name, version);
    problems.In(file.name);
    if (!language) {
      problems.Add(0, "selfreview.instrument.text_name", {{"file", file.name}, {"version", version}});
    } else if (*language == "en") {
      has_english = true;
      languages.emplace(languages.begin(), *language, &file);
    } else {
      languages.emplace_back(*language, &file);
    }
  }
  problems.In(of.structure);
  if (!has_english) problems.Add(0, "selfreview.instrument.no_english", {{"version", version}});
  for (const auto& [language, file] : languages) {
    const auto table = ParseToml(*file, problems);
    if (!table) continue;
    const auto english = instrument.texts.find("en");
    of.english = language != "en" && english != instrument.texts.end() ? &english->second : nullptr;
    of.language = language;
    instrument.texts[language] = ReadTexts(of, *table, problems);
  }
}

void Sort(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
}

}  // namespace

ReadInstrumentResult ReadInstrument(const SourceFile& structure, const std::vector<SourceFile>& texts,
                                    std::string_view folder, const Known* known) {
  ReadInstrumentResult result;
  Problems problems(result, known != nullptr);
  Instrument instrument;
  TextsOf of{.instrument = instrument, .whole = false, .language = {}, .structure = structure.name};
  if (const auto table = ParseToml(structure, problems)) {
    StructureReader reader(instrument, problems);
    reader.Read(*table, folder, structure.name);
    CheckRules(instrument, *table, reader.sources(), known, problems);
    of.whole = !instrument.items.empty();
    of.lines = reader.lines();
  }
  ReadLanguages(instrument, of, texts, problems);
  Sort(result.problems);
  Sort(result.warnings);
  if (result.problems.empty()) result.instrument = std::move(instrument);
  return result;
}

}  // namespace concord::selfreview
