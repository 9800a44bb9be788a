// Every list of the library as a table.
#include "features/library/queue/queue_fixture.h"

namespace concord::library::queue {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class CsvTest : public QueueTest {};

TEST_P(CsvTest, ListsAreTablesInEveryLanguageAndRunNothing) {
  const std::pair<const char*, ::testing::Matcher<std::string>> expected[] = {
      {"/topics.csv", AllOf(StartsWith("topic,resources,title (en),title (es),"),
                            HasSubstr("\r\nuse-of-force,2,Use of Force,Uso de la fuerza,"))},
      {"/modules.csv", HasSubstr("\r\ntrust,foot-patrol,Trust,,'=lead,\r\n")},
      {"/collections.csv", HasSubstr("\r\nstart,2,walk-again; force,Start,,i,\r\n")},
      {"/sites.csv", HasSubstr("\r\noak,Oak,Ohio,trust,")},
      {"/collections/start/list.csv", HasSubstr("walk-again")},
      {"/search.csv?q=force", HasSubstr("force")}};
  for (const auto& [path, matcher] : expected) {
    const auto answer = Get(path);
    EXPECT_EQ(answer.status, 200u) << path;
    EXPECT_THAT(std::string(answer.headers.Get("Content-Type")), StartsWith("text/csv")) << path;
    EXPECT_THAT(std::string(answer.headers.Get("Content-Disposition")), HasSubstr(".csv")) << path;
    EXPECT_THAT(answer.body, matcher) << path;
  }
}

CONCORD_ON_BOTH_ENGINES(CsvTest);

}  // namespace
}  // namespace concord::library::queue
