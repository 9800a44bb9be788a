// The library's lists as tables, for everyone: every language that a text has in a column of its own.
#include "base/core/csv.h"
#include "base/core/text.h"
#include "features/library/queue/pages.h"
#include "features/library/queue/store.h"

namespace concord::library::queue {
namespace {

class Table {
 public:
  explicit Table(const i18n::Catalog& catalog) : catalog_(catalog) {}

  // Its own columns, and one a language for each of `texts`.
  void Begin(std::vector<std::string> columns, const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
      for (const auto& language : catalog_.languages()) columns.push_back(text + " (" + language.tag + ")");
    }
    AppendCsv(csv_, columns);
  }
  // A language that the text does not have stays empty: the table says what there is.
  void Row(std::vector<std::string> cells, const std::vector<const Localized*>& texts) {
    for (const auto* text : texts) {
      for (const auto& language : catalog_.languages()) {
        const auto found = text->by_language.find(language.tag);
        cells.push_back(found == text->by_language.end() ? std::string() : found->second);
      }
    }
    AppendCsv(csv_, cells);
  }
  http::Response Take(const char* name) { return CsvOf(std::move(csv_), name).Shared(); }

 private:
  const i18n::Catalog& catalog_;
  std::string csv_;
};

}  // namespace

http::Response CsvPages::Topics(const http::Request& request) const {
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  const auto counts = d_.pages.library.database().Read(
      [](db::Session& s) -> Result<std::map<std::string, int64_t>> { return store::CountByTopic(s); });
  if (!counts) return ErrorFor(d_.pages, request, counts.error());
  Table table(d_.pages.frame.catalog());
  table.Begin({"topic", "resources"}, {"title", "description"});
  for (const auto& term : (*shelf)->terms.terms()) {
    if (term.kind != "topic") continue;
    const auto count = counts->find(term.slug);
    table.Row({term.slug, std::to_string(count == counts->end() ? 0 : count->second)},
              {&term.title, &term.description});
  }
  return table.Take("topics.csv");
}

http::Response CsvPages::Modules(const http::Request& request) const {
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  Table table(d_.pages.frame.catalog());
  table.Begin({"practice area", "topics"}, {"title", "lead"});
  for (const auto& one : (*shelf)->modules)
    table.Row({one.slug, text::Join(one.topics, "; ")}, {&one.title, &one.lead});
  return table.Take("practice-areas.csv");
}

http::Response CsvPages::Collections(const http::Request& request) const {
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  Table table(d_.pages.frame.catalog());
  table.Begin({"reading list", "resources", "in order"}, {"title", "introduction"});
  for (const auto& one : (*shelf)->collections) {
    table.Row({one.slug, std::to_string(one.resources.size()), text::Join(one.resources, "; ")},
              {&one.title, &one.introduction});
  }
  return table.Take("reading-lists.csv");
}

http::Response CsvPages::Sites(const http::Request& request) const {
  const auto shelf = d_.pages.library.Shelves();
  if (!shelf) return ErrorFor(d_.pages, request, shelf.error());
  Table table(d_.pages.frame.catalog());
  table.Begin({"site", "name", "place", "practice areas"}, {"summary"});
  for (const auto& one : (*shelf)->sites) {
    table.Row({one.slug, one.name, one.place, text::Join(one.modules, "; ")}, {&one.summary});
  }
  return table.Take("model-sites.csv");
}

}  // namespace concord::library::queue
