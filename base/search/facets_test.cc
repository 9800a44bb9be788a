// Facets and sorting, against counting by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/search/testing.h"

namespace concord::search {
namespace {

using testing::Ask;
using testing::Doc;

constexpr const char* kWords[] = {"alpha", "beta", "gamma", "delta", "epsilon"};

struct Case {
  std::vector<Document> documents;
  std::vector<std::set<std::string>> words;
};

Case RandomDocuments(int count, unsigned seed) {
  std::mt19937 random(seed);
  Case out;
  for (int i = 0; i < count; ++i) {
    std::string text;
    std::set<std::string> words;
    for (const char* word : kWords) {
      if (random() % 2) {
        text += std::string(word) + " ";
        words.insert(word);
      }
    }
    Document document = Doc("id" + std::to_string(i), "t" + std::to_string(random() % 50), text);
    document.facets = {{}, {"type" + std::to_string(random() % 4)}, {std::to_string(2000 + random() % 6)}};
    for (int n = 0; n < 3; ++n) {
      if (random() % 2) document.facets[0].push_back("topic" + std::to_string(random() % 8));
    }
    document.sorts = {document.facets[2][0],
                      "a long title that begins like all others " + std::to_string(random() % 1000)};
    out.documents.push_back(std::move(document));
    out.words.push_back(std::move(words));
  }
  return out;
}

bool Has(const Document& document, size_t facet, const std::vector<std::string>& any) {
  return any.empty() || std::ranges::any_of(document.facets[facet], [&](const std::string& value) {
           return std::ranges::find(any, value) != any.end();
         });
}

TEST(Facets, CountsAreThoseOfCountingByHand) {
  const auto schema = testing::TestSchema();
  testing::TempFolder folder;
  const Case data = RandomDocuments(700, 7);
  testing::Fill(folder.Index(), data.documents, 3);
  const auto searcher = testing::OpenIndex(folder.Index());
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    Query query;
    std::set<std::string> wanted, unwanted;
    for (const char* word : kWords) {
      const unsigned dice = random() % 6;
      if (dice == 0) wanted.insert(word);
      if (dice == 1) unwanted.insert(word);
    }
    for (const auto& word : wanted) query.words += word + " ";
    for (const auto& word : unwanted) query.words += "-" + word + " ";
    query.any = random() % 2;
    query.widen_below = 0;
    std::vector<std::vector<std::string>> selected(3);
    const std::vector<std::string> stems = {"topic", "type", "200"};
    for (size_t facet = 0; facet < 3; ++facet) {
      for (unsigned n = random() % 3; n > 0; --n)
        selected[facet].push_back(stems[facet] + std::to_string(random() % 9));
      if (!selected[facet].empty()) query.selected[schema.facets[facet]] = selected[facet];
    }
    const auto by_words = [&](size_t i) {
      for (const auto& word : unwanted) {
        if (data.words[i].contains(word)) return false;
      }
      if (wanted.empty()) return true;
      const auto has = [&](const std::string& word) { return data.words[i].contains(word); };
      return query.any ? std::ranges::any_of(wanted, has) : std::ranges::all_of(wanted, has);
    };
    const auto results = searcher->Search(query);
    ASSERT_TRUE(results);
    uint64_t total = 0;
    std::vector<std::map<std::string, uint64_t>> counts(3);
    std::vector<uint64_t> without(3, 0);
    for (size_t i = 0; i < data.documents.size(); ++i) {
      if (!by_words(i)) continue;
      bool passes[3];
      for (size_t facet = 0; facet < 3; ++facet) passes[facet] = Has(data.documents[i], facet, selected[facet]);
      total += passes[0] && passes[1] && passes[2];
      for (size_t facet = 0; facet < 3; ++facet) {
        if (!passes[(facet + 1) % 3] || !passes[(facet + 2) % 3]) continue;
        ++without[facet];
        const auto& values = data.documents[i].facets[facet];
        for (const auto& value : std::set<std::string>(values.begin(), values.end())) ++counts[facet][value];
      }
    }
    EXPECT_EQ(results->total, total) << query.words;
    ASSERT_EQ(results->facets.size(), 3u);
    for (size_t facet = 0; facet < 3; ++facet) {
      EXPECT_EQ(results->facets[facet].without, without[facet]) << query.words;
      std::map<std::string, uint64_t> found;
      uint64_t before = UINT64_MAX;
      for (const FacetValue& value : results->facets[facet].values) {
        EXPECT_LE(value.count, before);
        before = value.count;
        EXPECT_EQ(value.selected, std::ranges::count(selected[facet], value.value) > 0);
        if (value.count > 0) found[value.value] = value.count;
      }
      EXPECT_EQ(found, counts[facet]) << query.words;
      for (const std::string& value : selected[facet]) {
        EXPECT_TRUE(std::ranges::count(results->facets[facet].values, value, &FacetValue::value) == 1) << value;
      }
    }
  }
}

TEST(Facets, AreCutByCountThenNameButSelectedOnesStay) {
  testing::TempFolder folder;
  std::vector<Document> documents;
  for (int i = 0; i < 30; ++i) {
    documents.push_back(Doc("id" + std::to_string(i), "same"));
    documents.back().facets[0] = {"v" + std::to_string(i % 10)};
    if (i == 0) documents.back().facets[0].push_back("rare");
  }
  testing::Fill(folder.Index(), documents);
  const auto searcher = testing::OpenIndex(folder.Index());
  Query query = Ask("same");
  query.facet_values = 2;
  query.selected["topic"] = {"rare"};
  query.selected["nosuchfacet"] = {"x"};
  const auto results = searcher->Search(query);
  ASSERT_EQ(results->facets[0].values.size(), 3u);
  EXPECT_EQ(results->facets[0].values[0].value, "v0");
  EXPECT_EQ(results->facets[0].values[2].value, "rare");
  EXPECT_EQ(results->total, 1u);
}

TEST(Sorting, FollowsTheKeysInBothDirectionsAndPages) {
  testing::TempFolder folder;
  const Case data = RandomDocuments(400, 3);
  testing::Fill(folder.Index(), data.documents, 2);
  const auto searcher = testing::OpenIndex(folder.Index());
  for (const bool descending : {false, true}) {
    for (const char* words : {"", "alpha"}) {
      for (size_t key : {0u, 1u}) {
        Query query = Ask(words);
        (words[0] ? query.sort : query.fallback_sort) = testing::TestSchema().sorts[key];
        query.descending = descending;
        query.limit = 7;
        std::vector<std::string> expected, got;
        for (size_t i = 0; i < data.documents.size(); ++i) {
          if (!words[0] || data.words[i].contains("alpha")) expected.push_back(data.documents[i].sorts[key]);
        }
        std::ranges::sort(expected);
        if (descending) std::ranges::reverse(expected);
        std::set<std::string> seen;
        for (query.offset = 0; query.offset < expected.size(); query.offset += query.limit) {
          const auto results = searcher->Search(query);
          ASSERT_TRUE(results);
          for (const Hit& hit : results->hits) {
            EXPECT_TRUE(seen.insert(hit.id).second) << "twice: " << hit.id;
            got.push_back(data.documents[std::stoul(hit.id.substr(2))].sorts[key]);
          }
        }
        EXPECT_EQ(got, expected) << words << key << descending;
      }
    }
  }
}

TEST(Sorting, AnOffsetBehindTheEndGivesNoHits) {
  testing::TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "one"), Doc("b", "one two")});
  const auto searcher = testing::OpenIndex(folder.Index());
  Query query = Ask("one");
  query.offset = static_cast<size_t>(-1);
  query.limit = static_cast<size_t>(-1);
  EXPECT_EQ(searcher->Search(query)->hits.size(), 0u);
  EXPECT_EQ(searcher->Search(query)->total, 2u);
  query.offset = 1;
  EXPECT_EQ(searcher->Search(query)->hits.size(), 1u);
}

}  // namespace
}  // namespace concord::search
