#include "features/library/identity.h"

#include <gtest/gtest.h>

namespace concord::library {
namespace {

using By = DuplicateFinder::By;

TEST(UrlKey, ForgetsWhatDoesNotChangeThePage) {
  EXPECT_EQ(UrlKey("https://www.Example.org/a/b/?utm_source=x#part"), "example.org/a/b");
  EXPECT_EQ(UrlKey("http://example.org/a?id=7&fbclid=1"), "example.org/a?id=7");
  EXPECT_EQ(UrlKey("https://example.org/A"), "example.org/A");  // paths may be case sensitive
}

TEST(UrlKey, AWholeSiteIsNoOneResource) {
  EXPECT_EQ(UrlKey("https://www.justice.gov/"), "");
  EXPECT_EQ(UrlKey(""), "");
}

TEST(DuplicateFinder, ComparesDoiThenAddressThenTitleAndYear) {
  DuplicateFinder finder;
  finder.Add({"one", "10.1/a", "x.org/1", "trust in police", "tyler", 2003, 0});
  EXPECT_EQ(finder.Find({"", "10.1/a", "", "other", "", 1999, 5}, false)->by, By::kDoi);
  EXPECT_EQ(finder.Find({"", "", "x.org/1", "other", "", 1999, 5}, false)->by, By::kUrl);
  EXPECT_EQ(finder.Find({"", "", "", "trust in police", "tyler", 2003, 5}, false)->by, By::kTitle);
  EXPECT_EQ(finder.Find({"", "", "", "trust in police", "", 2003, 5}, false)->by, By::kTitle);
}

TEST(DuplicateFinder, DifferentDoiYearOrAuthorIsADifferentWork) {
  DuplicateFinder finder;
  finder.Add({"one", "10.1/a", "", "book review", "tyler", 2003, 0});
  EXPECT_FALSE(finder.Find({"", "10.1/b", "", "book review", "tyler", 2003, 5}, false));
  EXPECT_FALSE(finder.Find({"", "", "", "book review", "tyler", 2004, 5}, false));
  EXPECT_FALSE(finder.Find({"", "", "", "book review", "skogan", 2003, 5}, false));
}

TEST(DuplicateFinder, AStatedSlugOutweighsTitleAndYear) {
  DuplicateFinder finder;
  finder.Add({"one", "", "x.org/1", "annual report", "", 2003, 0});
  EXPECT_FALSE(finder.Find({"two", "", "", "annual report", "", 2003, 5}, true));
  EXPECT_FALSE(finder.Find({"two", "", "x.org/1", "another", "", 2003, 5}, true));
  EXPECT_TRUE(finder.Find({"two", "", "x.org/1", "annual report", "", 2003, 5}, true));
}

}  // namespace
}  // namespace concord::library
