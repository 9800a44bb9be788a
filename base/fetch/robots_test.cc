#include "base/fetch/robots.h"

#include <gtest/gtest.h>

namespace concord::fetch {
namespace {

bool Allows(std::string_view text, std::string_view path) { return Robots::Parse(text, "Concord").Allows(path); }

// The examples of RFC 9309, 2.2.2, 2.2.3 and 5.
TEST(Robots, FollowsTheStandard) {
  EXPECT_TRUE(Allows("", "/a"));
  EXPECT_FALSE(Allows("User-agent: *\nDisallow: /", "/a"));
  EXPECT_TRUE(Allows("User-agent: *\nDisallow:", "/a"));
  const char* page = "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
  EXPECT_TRUE(Allows(page, "/example/page/"));
  EXPECT_FALSE(Allows(page, "/example/page/disallowed.gif"));
  const char* gif = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n";
  EXPECT_FALSE(Allows(gif, "/a/b.gif"));
  EXPECT_TRUE(Allows(gif, "/a/b.gif?x"));
  EXPECT_FALSE(Allows(gif, "/example/a"));
  EXPECT_TRUE(Allows("User-agent: *\nAllow: /p\nDisallow: /p", "/p/q")) << "of equal rules the allowing one";
}

TEST(Robots, TakesOurOwnGroupBeforeEveryones) {
  const char* text =
      "User-agent: *\nDisallow: /\n\nUser-agent: other\nuser-agent: CONCORD/2.0 # us\nDisallow: /private\n";
  EXPECT_TRUE(Allows(text, "/a"));
  EXPECT_FALSE(Allows(text, "/private/a"));
  EXPECT_FALSE(Allows("User-agent: Concordia\nAllow: /\nUser-agent: *\nDisallow: /", "/a"));
}

TEST(Robots, HasADelayOfAtMostAMinute) {
  using std::chrono::milliseconds;
  EXPECT_EQ(Robots::Parse("User-agent: *\nCrawl-delay: 2.5", "Concord").delay(), milliseconds(2500));
  EXPECT_EQ(Robots::Parse("User-agent: *\nCrawl-delay: 86400", "Concord").delay(), milliseconds(60000));
  EXPECT_FALSE(Robots::Parse("User-agent: *\nCrawl-delay: soon", "Concord").delay());
}

TEST(Robots, CannotBeMadeSlow) {
  std::string stars = "User-agent: *\n";
  for (int i = 0; i < 2000; ++i) stars += "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*b$\n";
  EXPECT_TRUE(Allows(stars, "/" + std::string(300, 'a')));
}

}  // namespace
}  // namespace concord::fetch
