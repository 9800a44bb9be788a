#include "features/library/curation/form.h"

#include <gmock/gmock.h>

#include "features/library/difference.h"

namespace concord::library::curation {
namespace {

using exchange::Record;
using ::testing::ElementsAre;

Vocabulary Terms() {
  return Vocabulary({{"topic", "foot-patrol", {{{"en", "Foot Patrol"}}}, {}, "", {}},
                     {"topic", "use-of-force", {{{"en", "Use of Force"}}}, {}, "", {}},
                     {"type", "report", {{{"en", "Report"}}}, {}, "", {}},
                     {"type", "other", {{{"en", "Other"}}}, {}, "", {}}});
}

Record Full() {
  Record r;
  r.slug = "walk";
  r.title = "Less <than> & more";
  r.summary = "One.\n\nTwo &lt;b&gt;.";
  r.authors = {{"Tyler", "Tom", ""}, {"", "", "Police, Inc."}, {"", "", "Knox"}, {"Plato", "", ""}};
  r.year = 2014;
  r.date = "2014-05";
  r.types = {"report"};
  r.topics = {"foot-patrol", "gone-topic"};
  r.languages = {"en", "es"};
  r.keywords = {"beats; odd", "walks"};
  r.url = "https://x.org/a?b=1&c=2";
  r.doi = "10.1000/Odd Case";  // as an old import left it
  r.facts = {{"year", "listing", "https://x.org"}, {"title", "", ""}};
  r.evidence = {{"crime", "falls", "high", "US", "review", "2020"}};
  r.extra = {{"shelf", "12"}};
  r.status = "published";
  return r;
}

http::Pairs With(http::Pairs form, std::initializer_list<std::pair<const char*, const char*>> changes) {
  for (const auto& [name, value] : changes) form.Set(name, value);
  return form;
}

std::vector<std::string> FaultsOf(const Typed& typed) {
  std::vector<std::string> faults;
  for (const auto& fault : typed.faults) faults.push_back(fault.field + " " + fault.key);
  return faults;
}

// What nobody touched is not changed by being shown in a form, however odd it is.
TEST(CurationForm, LeavesWhatWasLeft) {
  const Record start = Full();
  const Typed typed = ReadForm(FormOf(start), start, Terms());
  EXPECT_TRUE(typed.faults.empty());
  EXPECT_EQ(KeptText(typed.record), KeptText(start));
  const Typed other = ReadForm(With(FormOf(start), {{"publisher", "  A  publisher "}}), start, Terms());
  Record expected = start;
  expected.publisher = "A publisher";
  EXPECT_EQ(KeptText(other.record), KeptText(expected));
}

TEST(CurationForm, BringsNumbersToOneForm) {
  const Record start = Full();
  const Typed typed = ReadForm(With(FormOf(start), {{"doi", "https://doi.org/10.1000/ABC"},
                                                    {"isbn", "978-0-306-40615-7"},
                                                    {"issn", "2325-9671 (electronic)"},
                                                    {"languages", "Spanish, eng"},
                                                    {"date", "3/5/2014"},
                                                    {"keywords", "one; two\r\nthree"},
                                                    {"authors", "Tyler, Tom\nWeisburd, David\n\"Fire, Water & Co\""}}),
                               start, Terms());
  EXPECT_TRUE(typed.faults.empty());
  EXPECT_EQ(typed.record.doi, "10.1000/abc");
  EXPECT_EQ(typed.record.isbn, "9780306406157");
  EXPECT_EQ(typed.record.issn, "2325-9671");
  EXPECT_THAT(typed.record.languages, ElementsAre("es", "en"));
  EXPECT_EQ(typed.record.date, "2014-03-05");
  EXPECT_THAT(typed.record.keywords, ElementsAre("one", "two", "three"));
  EXPECT_THAT(typed.record.authors,
              ElementsAre(exchange::Name{"Tyler", "Tom", ""}, exchange::Name{"Weisburd", "David", ""},
                          exchange::Name{"", "", "Fire, Water & Co"}));
}

TEST(CurationForm, SaysAtEachFieldWhatIsWrong) {
  const Record start;
  const Typed typed = ReadForm(With(http::Pairs(), {{"title", "  "},
                                                    {"doi", "11.1/x"},
                                                    {"url", "javascript:alert(1)"},
                                                    {"isbn", "9780306406158"},
                                                    {"issn", "12"},
                                                    {"year", "about 2014"},
                                                    {"languages", "en, Klingonish"},
                                                    {"topics", "no-such-topic"},
                                                    {"access", "secret"},
                                                    {"facts", "only one part"}}),
                               start, Terms());
  EXPECT_THAT(FaultsOf(typed), ::testing::UnorderedElementsAre(
                                   "title library.curation.error.title", "doi library.curation.error.doi",
                                   "url library.curation.error.url", "isbn library.curation.error.isbn",
                                   "issn library.curation.error.issn", "year library.curation.error.year",
                                   "languages library.curation.error.language", "topics library.curation.error.term",
                                   "access library.curation.error.access", "facts library.curation.error.facts"));
}

TEST(CurationForm, ChecksTheDateAgainstTheYear) {
  const auto faults = [](const char* year, const char* date) {
    return FaultsOf(ReadForm(With(http::Pairs(), {{"title", "T"}, {"year", year}, {"date", date}}), {}, Terms()));
  };
  EXPECT_TRUE(faults("2014", "May 2014").empty());
  EXPECT_TRUE(faults("", "2014-05").empty());
  EXPECT_TRUE(faults("", "").empty());
  EXPECT_THAT(faults("2015", "May 2014"), ElementsAre("year library.curation.error.year_of_date"));
  EXPECT_THAT(faults("", "soon"), ElementsAre("date library.curation.error.date"));
  EXPECT_THAT(faults("1066", ""), ElementsAre("year library.curation.error.year"));
  EXPECT_EQ(ReadForm(With(http::Pairs(), {{"title", "T"}, {"year", "2014"}}), {}, Terms()).record.date, "2014");
}

TEST(CurationForm, SetsRightWhatImportsSetRight) {
  const Typed typed = ReadForm(
      With(http::Pairs(),
           {{"title", "Andr\xc3\x83\xc2\xa9 &amp; co"}, {"url", "https://doi.org/10.1000/X"}, {"pages", "493--500"}}),
      {}, Terms());
  EXPECT_TRUE(typed.faults.empty());
  EXPECT_EQ(typed.record.title, "André & co");
  EXPECT_EQ(typed.record.doi, "10.1000/x");
  EXPECT_EQ(typed.record.pages, "493-500");
  EXPECT_THAT(typed.record.types, ElementsAre("other"));
  ASSERT_EQ(typed.notes.size(), 1u);
  EXPECT_EQ(typed.notes[0].key, "library.import.double_encoding");
}

TEST(CurationForm, ChoicesMayAllBeTakenAway) {
  const Record start = Full();
  http::Pairs form = FormOf(start);
  form.Remove("topics");
  EXPECT_TRUE(ReadForm(form, start, Terms()).record.topics.empty());
  form.Add("topics", "use-of-force");
  form.Add("topics", "gone-topic");
  EXPECT_THAT(ReadForm(form, start, Terms()).record.topics, ElementsAre("gone-topic", "use-of-force"));
}

}  // namespace
}  // namespace concord::library::curation
