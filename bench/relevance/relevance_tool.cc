// relevance-tool FOLDER all|any [pages]: indexes documents and answers queries without the rest of Concord, for tuning.
// With `pages` each text is the page of a document instead of the summary.
// Standard input: one JSON object a line, {"id", "title", "text", "author"} for a document, {"query", "words"} for a
// query. Standard output: a run as trec_eval reads it.
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/search/index.h"

int main(int argc, char** argv) {
  using nlohmann::json;
  using namespace concord::search;
  if (argc != 3 && argc != 4) {
    std::cerr << "relevance-tool FOLDER all|any [pages] < lines\n";
    return 2;
  }
  const double title = std::getenv("TITLE_WEIGHT") ? std::atof(std::getenv("TITLE_WEIGHT")) : 3;
  const Schema schema{{{"title", title}, {"summary", 1}, {"authors", 1}}, {}, {}, 1};
  if (!Writer::Reset(argv[1])) return 1;
  auto writer = Writer::Open(argv[1], schema, {});
  if (!writer) return 1;
  std::vector<std::pair<std::string, std::string>> queries;
  for (std::string line; std::getline(std::cin, line);) {
    const json item = json::parse(line);
    if (item.contains("query")) {
      queries.emplace_back(item["query"], item["words"]);
      continue;
    }
    Document document{item["id"], "en", {item["title"], item["text"], item["author"]}, {}, {}, ""};
    if (argc == 4) document.paged = {{"text", "", {std::exchange(document.texts[1], "")}}};
    if (!(*writer)->Put(std::move(document))) return 1;
  }
  if (!(*writer)->Commit("all")) return 1;
  auto searcher = Searcher::Open(argv[1], schema, {});
  if (!searcher) return 1;
  size_t widened = 0;
  for (const auto& [name, words] : queries) {
    Query query;
    query.words = words;
    query.any = std::string_view(argv[2]) == "any";
    query.limit = 1000;
    const auto results = (*searcher)->Search(query);
    if (!results) return 1;
    widened += results->widened;
    size_t rank = 0;
    for (const Hit& hit : results->hits) {
      ++rank;
      std::cout << name << " Q0 " << hit.id << ' ' << rank << ' ' << 100000 - rank << " concord\n";
    }
  }
  std::cerr << widened << " of " << queries.size() << " queries widened\n";
  return 0;
}
