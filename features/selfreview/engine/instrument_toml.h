// Reading TOML where each thing that is wrong is told with its line, in words for people who write no programs.
// Within this folder only.
#pragma once
#include <toml++/toml.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

using Params = std::map<std::string, std::string>;

// Lower-case letters, digits and hyphens, 80 at most.
bool IsId(std::string_view text);
int LineOf(const toml::node& node);

// What is found in one file after the other.
class Problems {
 public:
  // `strict`: what an author should mend is a problem, though figures can be computed without.
  explicit Problems(ReadInstrumentResult& result, bool strict = false) : result_(result), strict_(strict) {}
  void In(const std::string& file) {
    file_ = file;
    told_.clear();
  }
  void Add(int line, const char* key, Params params = {}) { Put(result_.problems, line, key, std::move(params)); }
  void Add(const toml::node& at, const char* key, Params params = {}) { Add(LineOf(at), key, std::move(params)); }
  void Warn(int line, const char* key, Params params = {}) { Put(result_.warnings, line, key, std::move(params)); }
  void Warn(const toml::node& at, const char* key, Params params = {}) { Warn(LineOf(at), key, std::move(params)); }
  void Mind(int line, const char* key, Params params = {}) {
    Put(strict_ ? result_.problems : result_.warnings, line, key, std::move(params));
  }
  void Mind(const toml::node& at, const char* key, Params params = {}) { Mind(LineOf(at), key, std::move(params)); }
  // Lines of this file that could not be read: whatever else they seem to lack follows from that.
  void Silence(std::set<int> lines) { told_ = std::move(lines); }

 private:
  void Put(std::vector<Problem>& list, int line, const char* key, Params params) {
    if (line == 0 || !told_.contains(line)) list.push_back({file_, line, key, std::move(params)});
  }
  ReadInstrumentResult& result_;
  const bool strict_;
  std::string file_;
  std::set<int> told_;
};

// The file as far as it can be read. A line that is not TOML is a problem; where it can be told what it was meant to
// be, reading goes on after it, so that one mistake does not hide the others. nullopt: it cannot be read on.
std::optional<toml::table> ParseToml(const SourceFile& file, Problems& problems);

// Typed reading of one table. What is missing or of another kind is a problem at its line, and reads as empty.
class Fields {
 public:
  using Texts = std::vector<std::pair<std::string, const toml::node*>>;
  Fields(const toml::table& table, Problems& problems) : table_(table), problems_(problems) {}

  // `most`: characters that a text may have; 0: as many as there is room for.
  std::string Text(const char* key, size_t most = 0);
  std::string Id(const char* key);
  int Number(const char* key, int least, int most);
  std::string Word(const char* key, const std::vector<std::string_view>& words);
  // "2026-11-21", written with or without quotation marks.
  std::string Date(const char* key);
  // Each text in the list, with its node for a problem's line. A key that is not there is an empty list, unless needed.
  Texts List(const char* key, bool needed, size_t most = 0);
  std::vector<const toml::table*> Tables(const char* key, bool needed);
  const toml::table* Table(const char* key);
  bool Has(const char* key) const { return table_.get(key) != nullptr; }
  bool IsEmptyList(const char* key) const {
    const toml::array* list = Has(key) ? table_.get(key)->as_array() : nullptr;
    return list && list->empty();
  }
  // Of the key, or of the table where it has none.
  int Line(const char* key) const { return LineOf(Has(key) ? *table_.get(key) : table_); }
  // A misspelled key would otherwise be passed over in silence.
  void NoOthers(std::initializer_list<std::string_view> known);

 private:
  std::optional<std::string> TextOf(const toml::node& node, const char* key, size_t most);
  void Missing(const char* key) { problems_.Add(table_, "selfreview.instrument.missing", {{"field", key}}); }
  const toml::table& table_;
  Problems& problems_;
};

}  // namespace concord::selfreview
