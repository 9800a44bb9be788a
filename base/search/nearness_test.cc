// Words that stand near each other count for more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/search/testing.h"

namespace concord::search {
namespace {

using testing::Ask;
using testing::Doc;
using ::testing::ElementsAre;

std::vector<std::string> InOrder(const Searcher& searcher, Query query) {
  const auto results = searcher.Search(query);
  EXPECT_TRUE(results) << results.error().cause;
  std::vector<std::string> ids;
  if (!results) return ids;
  for (const Hit& hit : results->hits) ids.push_back(hit.id);
  return ids;
}
std::vector<std::string> InOrder(const Searcher& searcher, const std::string& words) {
  return InOrder(searcher, Ask(words));
}

TEST(Nearness, TitlesWithTheWordsSideBySideComeFirst) {
  testing::TempFolder folder;
  // Of one length, put in an order that is not the one wanted.
  testing::Fill(folder.Index(), {Doc("apart", "Legitimacy of courts prisons schools hospitals libraries police"),
                                 Doc("turned", "Courts prisons schools hospitals libraries legitimacy of police"),
                                 Doc("beside", "Courts prisons schools hospitals libraries police legitimacy")});
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_THAT(InOrder(*searcher, "police legitimacy"), ElementsAre("beside", "turned", "apart"));
  EXPECT_THAT(InOrder(*searcher, "legitimacy of police"), ElementsAre("turned", "beside", "apart"))
      << "function words do not part";
  EXPECT_THAT(InOrder(*searcher, "policing legitimacy"), ElementsAre("beside", "turned", "apart")) << "by their stems";
}

TEST(Nearness, CountsInSummariesToo) {
  testing::TempFolder folder;
  testing::Fill(folder.Index(),
                {Doc("apart", "Report", "mediation was tried once by one board of seven for complaints"),
                 Doc("beside", "Report", "once tried was by one board of seven for complaints mediation")});
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(InOrder(*searcher, "complaints mediation").front(), "beside");
}

TEST(Nearness, IsTheSameOnEveryPageOfResults) {
  testing::TempFolder folder;
  std::vector<Document> documents;
  for (int i = 0; i < 250; ++i) {
    const std::string title = i % 9 == 0 ? "foot patrol" : "patrol by car bicycle horse boat tram train ferry on foot";
    documents.push_back(Doc("id" + std::to_string(i), title, std::string(static_cast<size_t>(i % 13), 'x')));
  }
  testing::Fill(folder.Index(), documents);
  const auto searcher = testing::OpenIndex(folder.Index());
  Query query = Ask("foot patrol");
  query.limit = 250;
  const auto all = InOrder(*searcher, query);
  ASSERT_EQ(all.size(), 250u);
  std::vector<std::string> paged;
  query.limit = 20;
  for (; query.offset < 260; query.offset += 20) {
    for (const std::string& id : InOrder(*searcher, query)) paged.push_back(id);
  }
  EXPECT_EQ(paged, all);
}

TEST(Nearness, ChangesNeitherCountsNorOtherOrders) {
  testing::TempFolder folder;
  testing::Fill(folder.Index(), {Doc("b", "A title: police legitimacy"), Doc("a", "Legitimacy, and then the police"),
                                 Doc("c", "Police")});
  const auto searcher = testing::OpenIndex(folder.Index());
  Query query = Ask("police legitimacy");
  query.widen_below = 0;
  EXPECT_EQ(searcher->Search(query)->total, 2u);
  query.sort = "title";
  EXPECT_THAT(InOrder(*searcher, query), ElementsAre("b", "a")) << "as the title sorts";
  query.limit = 0;
  EXPECT_EQ(searcher->Search(query)->total, 2u);
}

}  // namespace
}  // namespace concord::search
