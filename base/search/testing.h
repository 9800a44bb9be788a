// What this folder's tests share: a folder that goes away, and small documents.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/search/index.h"

namespace concord::search::testing {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "concord-search-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::string Index() const { return path_ + "/index"; }
  const std::string& Path() const { return path_; }

 private:
  std::string path_;
};

inline Schema TestSchema() {
  return {{{"title", 3}, {"summary", 1}, {"author", 1}}, {"topic", "type", "year"}, {"newest", "title"}, 1};
}

inline Document Doc(std::string id, std::string title, std::string summary = "", std::string language = "en") {
  Document document{std::move(id), std::move(language), {title, std::move(summary), ""},
                    {{}, {}, {}},  {"", title},         title};
  return document;
}

// An index with these documents, committed.
inline void Fill(const std::string& folder, const std::vector<Document>& documents, int shards = 2) {
  auto writer = Writer::Open(folder, TestSchema(), {shards});
  ASSERT_TRUE(writer) << writer.error().cause;
  for (const Document& document : documents) ASSERT_TRUE((*writer)->Put(document));
  ASSERT_TRUE((*writer)->Commit("filled"));
}

inline std::unique_ptr<Searcher> OpenIndex(const std::string& folder, const std::string& synonyms = "") {
  Searcher::Options options;
  options.synonyms = synonyms;
  auto searcher = Searcher::Open(folder, TestSchema(), options);
  EXPECT_TRUE(searcher) << searcher.error().cause;
  return searcher ? std::move(*searcher) : nullptr;
}

inline Query Ask(std::string words) {
  Query query;
  query.words = std::move(words);
  return query;
}

// Ids of what is found, sorted; widening off.
inline std::vector<std::string> Ids(const Searcher& searcher, Query query) {
  query.limit = 1000;
  query.widen_below = 0;
  const auto results = searcher.Search(query);
  EXPECT_TRUE(results) << results.error().cause;
  std::vector<std::string> ids;
  if (!results) return ids;
  EXPECT_EQ(results->total, results->hits.size());
  for (const Hit& hit : results->hits) ids.push_back(hit.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}
inline std::vector<std::string> Ids(const Searcher& searcher, const std::string& words) {
  return Ids(searcher, Ask(words));
}

}  // namespace concord::search::testing
