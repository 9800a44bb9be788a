#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <numeric>

#include "base/core/text.h"
#include "features/library/csl/csl.h"
#include "features/library/csl/renderer.h"
#include "library_csl_embedded.h"

namespace concord::library::csl {
namespace {

std::string_view FileNamed(std::string_view name) {
  for (const auto& file : embedded::Files()) {
    if (file.path == name) return file.bytes;
  }
  return {};
}

constexpr std::pair<std::string_view, std::string_view> kLanguages[] = {{"en", "locales-en-US.xml"},
                                                                        {"es", "locales-es-ES.xml"}};
constexpr std::pair<std::string_view, std::string_view> kFiles[] = {
    {"apa", "apa.csl"}, {"chicago", "chicago-author-date.csl"}, {"vancouver", "vancouver.csl"}};

std::optional<PartialDate> DayOf(const std::optional<Time>& time) {
  if (!time) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(*time));
  return PartialDate{static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                     static_cast<int>(static_cast<unsigned>(day.day()))};
}

Citation CitationOf(const Runs& runs) { return {Html(runs), PlainText(runs)}; }

bool IsNumbered(const Style& style) {
  const Node* sort = style.citation().Child("sort");
  return sort && !sort->children.empty() && sort->children.front().Get("variable") == "citation-number";
}

struct Entry {
  size_t index = 0;  // among the records
  Item item;
  std::vector<std::string> keys;
  std::string year_suffix;
};

void Sort(const Style& style, std::vector<Entry>& entries) {
  const Node* sort = style.bibliography().Child("sort");
  if (!sort) return;
  for (auto& entry : entries) {
    for (const Node& key : sort->children) {
      Renderer renderer(style, entry.item, {.all_names = true, .sorting = true});
      entry.keys.push_back(text::NormalizeTitle(renderer.SortKey(style.bibliography(), key)));
    }
  }
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    for (size_t i = 0; i < a.keys.size(); ++i) {
      if (a.keys[i] == b.keys[i]) continue;
      if (a.keys[i].empty() || b.keys[i].empty()) return b.keys[i].empty();  // what is not known comes last
      const bool down = sort->children[i].Get("sort") == "descending";
      return down ? a.keys[i] > b.keys[i] : a.keys[i] < b.keys[i];
    }
    return false;
  });
}

// "a", ..., "z", "aa", "ab"
std::string Letters(size_t number) {
  std::string letters;
  for (++number; number > 0; number = (number - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('a' + (number - 1) % 26));
  }
  return letters;
}

void TellApart(const Style& style, std::vector<Entry>& entries) {
  if (style.citation().Get("disambiguate-add-year-suffix") != "true") return;
  std::map<std::string, std::vector<Entry*>> same;
  for (auto& entry : entries) {
    Renderer renderer(style, entry.item, {.all_names = true});
    same[PlainText(renderer.Layout(style.citation()))].push_back(&entry);
  }
  for (auto& [cited, group] : same) {
    if (group.size() < 2) continue;
    for (size_t i = 0; i < group.size(); ++i) group[i]->year_suffix = Letters(i);
  }
}

}  // namespace

const OfferedStyle* StyleNamed(std::string_view slug) {
  for (const auto& style : kStyles) {
    if (slug == style.slug) return &style;
  }
  return nullptr;
}

Styles::Styles() = default;
Styles::~Styles() = default;
Styles::Styles(Styles&&) noexcept = default;

Result<Styles> Styles::Load() {
  Styles styles;
  for (const auto& [slug, file] : kFiles) {
    for (const auto& [language, locale] : kLanguages) {
      auto style = Style::Load(FileNamed(file), FileNamed(locale), language);
      if (!style) return std::unexpected(style.error());
      styles.loaded_.emplace(std::string(slug) + "/" + std::string(language), std::move(*style));
    }
  }
  return styles;
}

const Style* Styles::Find(std::string_view slug, std::string_view language) const {
  const auto found = loaded_.find(std::string(slug) + (language == "es" ? "/es" : "/en"));
  return found == loaded_.end() ? nullptr : &found->second;
}

Citation Styles::Cite(const exchange::Record& record, std::string_view slug, std::string_view language,
                      const std::optional<Time>& today) const {
  const Style* style = Find(slug, language);
  if (!style) return {};
  const Item item = ItemOf(record, DayOf(today));
  return CitationOf(Renderer(*style, item, {}).Layout(style->bibliography()));
}

Bibliography Styles::CiteAll(std::span<const exchange::Record> records, std::string_view slug,
                             std::string_view language, const std::optional<Time>& today) const {
  Bibliography list;
  const Style* style = Find(slug, language);
  if (!style) return list;
  std::vector<Entry> entries;
  for (size_t i = 0; i < records.size(); ++i) entries.push_back({i, ItemOf(records[i], DayOf(today)), {}, {}});
  list.numbered = IsNumbered(*style);
  Sort(*style, entries);
  TellApart(*style, entries);
  const std::string& dashes = style->bibliography().Get("subsequent-author-substitute");
  std::string before;
  for (const auto& entry : entries) {
    Renderer renderer(*style, entry.item, {.year_suffix = entry.year_suffix});
    Runs runs = renderer.Layout(style->bibliography());
    const std::string names = renderer.first_names();
    if (!dashes.empty() && !names.empty() && names == before) {
      runs = Renderer(*style, entry.item, {.year_suffix = entry.year_suffix, .substitute = dashes})
                 .Layout(style->bibliography());
    }
    before = names;
    list.entries.push_back(CitationOf(runs));
    list.order.push_back(entry.index);
  }
  return list;
}

}  // namespace concord::library::csl
