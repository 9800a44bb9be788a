// concord search and export: the library's engine without a server.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "base/core/text.h"
#include "features/library/search_schema.h"

namespace concord::app {
namespace {

using Json = nlohmann::ordered_json;

Result<search::Query> QueryFrom(const SearchArgs& args) {
  search::Query query;
  query.words = args.words;
  query.any = args.any;
  query.limit = args.limit;
  query.offset = args.offset;
  query.fallback_sort = "year";
  query.descending = args.sort != "title";
  if (args.sort == "newest") query.sort = "year";
  if (args.sort == "title") query.sort = "title";
  for (const auto& facet : args.facets) {
    const size_t equals = facet.find('=');
    const std::string name = facet.substr(0, equals);
    const bool known =
        std::find(std::begin(library::kFacets), std::end(library::kFacets), name) != std::end(library::kFacets);
    if (equals == std::string::npos || !known)
      return Fail(ErrorKind::kInvalid, "library.search.bad_facet", {{"facet", facet}});
    query.selected[name].push_back(facet.substr(equals + 1));
  }
  query.passage_chars = 280;
  return query;
}

Json ToJson(const search::Results& results, const SearchArgs& args) {
  Json hits = Json::array();
  size_t rank = args.offset;
  for (const auto& hit : results.hits) {
    const auto packed = library::UnpackRow(hit.stored);
    Json one{{"rank", ++rank},
             {"score", hit.score},
             {"id", hit.id},
             {"slug", packed.row.slug},
             {"key", packed.key},
             {"title", packed.row.title},
             {"year", nullptr},
             {"types", packed.row.types},
             {"topics", packed.row.topics},
             {"source", packed.row.source},
             {"authors", packed.row.authors}};
    if (packed.row.year) one["year"] = *packed.row.year;
    if (hit.page) {
      one["page"] = {{"document", hit.page->text},
                     {"page", hit.page->page},
                     {"passage", hit.page->passage},
                     {"pages", hit.page->pages}};
    }
    hits.push_back(one);
  }
  Json facets = Json::object();
  for (const auto& facet : results.facets) {
    Json values = Json::array();
    for (const auto& value : facet.values) {
      values.push_back({{"value", value.value}, {"count", value.count}, {"selected", value.selected}});
    }
    facets[facet.name] = values;
  }
  return {
      {"query", args.words}, {"total", results.total}, {"widened", results.widened}, {"suggestion", results.suggestion},
      {"hits", hits},        {"facets", facets}};
}

void Print(const search::Results& results, const SearchArgs& args) {
  std::cout << results.total << " found" << (results.widened ? " with any of the words (few have them all)" : "")
            << "\n";
  if (!results.suggestion.empty()) std::cout << "Did you mean: " << results.suggestion << "\n";
  size_t rank = args.offset;
  for (const auto& hit : results.hits) {
    const auto row = library::UnpackRow(hit.stored).row;
    std::cout << ++rank << ". " << row.title << " (" << (row.year ? std::to_string(*row.year) : "year unknown")
              << ")\n   " << row.source << (row.source.empty() ? "" : " · ") << "/resources/" << row.slug << "\n";
  }
}

Result<std::vector<library::exchange::Record>> RecordsFor(Hub& hub, const ExportArgs& args) {
  std::vector<library::exchange::Record> records;
  if (args.words.empty()) {
    auto status = hub.library->ForEach([&](const library::Resource& resource) {
      records.push_back(resource.about);
      return true;
    });
    if (!status) return std::unexpected(status.error());
    return records;
  }
  auto searcher = OpenSearcher(hub);
  if (!searcher) return std::unexpected(searcher.error());
  search::Query query;
  query.words = args.words;
  query.limit = 100000;
  auto found = library::FindResources(*hub.library, **searcher, query);
  if (!found) return std::unexpected(found.error());
  for (auto& resource : *found) records.push_back(std::move(resource.about));
  return records;
}

// Concord's own format carries the whole catalog: vocabulary, practice areas, sites and collections too.
Result<std::string> WholeCatalog(library::Library& library, const std::vector<library::exchange::Record>& records) {
  const auto shelf = library.Shelves();
  if (!shelf) return std::unexpected(shelf.error());
  const library::CatalogFile file{(*shelf)->terms.terms(), (*shelf)->modules, (*shelf)->sites, (*shelf)->collections};
  return library::exchange::WriteJson(records, library::WriteCatalogFile(file));
}

}  // namespace

int RunSearch(const Common& common, const SearchArgs& args) {
  auto query = QueryFrom(args);
  if (!query) {
    Say(query.error());
    return 2;
  }
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  auto searcher = OpenSearcher(*hub);
  if (!searcher) {
    Say(searcher.error());
    return 1;
  }
  auto results = (*searcher)->Search(*query);
  if (!results) {
    Say(results.error());
    return 1;
  }
  if (common.json) {
    std::cout << ToJson(*results, args).dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  } else {
    Print(*results, args);
  }
  return 0;
}

int RunExport(const Common& common, const ExportArgs& args) {
  const auto format = library::exchange::FormatNamed(args.format);
  if (!format) {
    std::cerr << "concord: there is no format \"" << args.format << "\": bibtex, ris, csl-json, csv or json\n";
    return 2;
  }
  auto hub = OpenOrSay(common, Opening::kExisting);
  if (!hub) return 1;
  auto records = RecordsFor(*hub, args);
  if (!records) {
    Say(records.error());
    return 1;
  }
  const bool whole = *format == library::exchange::Format::kJson && args.words.empty();
  auto written =
      whole ? WholeCatalog(*hub->library, *records) : Result<std::string>(library::exchange::Write(*format, *records));
  if (!written) {
    Say(written.error());
    return 1;
  }
  if (args.out.empty()) {
    std::cout << *written << std::flush;
    return std::cout.good() ? 0 : 1;
  }
  std::ofstream file(args.out, std::ios::binary | std::ios::trunc);
  file << *written;
  file.close();
  if (!file) {
    Say({ErrorKind::kUnavailable, "data.no_right", {{"folder", args.out}}, ""});
    return 1;
  }
  std::cerr << records->size() << " resources written to " << args.out << "\n";
  return 0;
}

}  // namespace concord::app
