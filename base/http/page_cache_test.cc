#include "base/http/page_cache.h"

#include <gtest/gtest.h>

namespace concord::http {
namespace {

std::shared_ptr<Page> MakePage(std::string key, size_t bytes) {
  auto page = std::make_shared<Page>();
  page->key = std::move(key);
  page->compressible = true;
  page->identity.body = std::string(bytes, 'x');
  return page;
}

TEST(PageCacheTest, KeepsWhatWasUsedLast) {
  PageCache cache(100'000);
  for (int i = 0; i < 20; ++i) {
    cache.Insert(1, MakePage("p" + std::to_string(i), 9'000));
    EXPECT_NE(cache.Find("p0", 1), nullptr) << i;
  }
  EXPECT_EQ(cache.Find("p1", 1), nullptr);
  EXPECT_NE(cache.Find("p19", 1), nullptr);
  EXPECT_LE(cache.stats().bytes, 100'000U);
  EXPECT_EQ(cache.stats().misses, 1U);
}

TEST(PageCacheTest, CountsWhatAPageGrowsBy) {
  PageCache cache(100'000);
  const auto page = MakePage("a", 9'000);
  cache.Insert(1, page);
  for (int i = 0; i < 8; ++i) cache.Insert(1, MakePage("p" + std::to_string(i), 9'000));
  cache.Find("a", 1);
  const size_t before = cache.stats().bytes;
  cache.Grow(*page, 20'000);
  EXPECT_LT(cache.stats().bytes, before + 20'000);  // others went
  EXPECT_NE(cache.Find("a", 1), nullptr);
  cache.Grow(*MakePage("a", 1), 50'000);  // another page of that name
  EXPECT_NE(cache.Find("a", 1), nullptr);
}

TEST(PageCacheTest, ForgetsWhenTheContentMoves) {
  PageCache cache(1 << 20);
  cache.Insert(1, MakePage("a", 10));
  EXPECT_EQ(cache.Find("a", 2), nullptr);
  EXPECT_EQ(cache.stats().pages, 0U);
  cache.Insert(1, MakePage("a", 10));  // made before the content moved, ready after it
  EXPECT_EQ(cache.Find("a", 2), nullptr);
  EXPECT_EQ(cache.Find("a", 1), nullptr);
  cache.Insert(2, MakePage("a", 10));
  EXPECT_EQ(cache.Find("a", 1), nullptr);
  EXPECT_NE(cache.Find("a", 2), nullptr);
}

TEST(PageCacheTest, ReplacesAndRefuses) {
  PageCache cache(80'000);
  cache.Insert(1, MakePage("a", 10));
  cache.Insert(1, MakePage("a", 20));
  EXPECT_EQ(cache.stats().pages, 1U);
  EXPECT_EQ(cache.Find("a", 1)->identity.body.size(), 20U);
  cache.Insert(1, MakePage("large", 20'000));
  EXPECT_EQ(cache.Find("large", 1), nullptr);
  EXPECT_FALSE(PageCache(0).enabled());
}

TEST(PageTest, OneMakesAnEncoding) {
  const auto page = MakePage("a", 10);
  EXPECT_FALSE(page->Claim(Encoding::kIdentity));
  EXPECT_TRUE(page->Claim(Encoding::kGzip));
  EXPECT_FALSE(page->Claim(Encoding::kGzip));
  EXPECT_EQ(page->Ready(Encoding::kGzip), nullptr);
  page->Release(Encoding::kGzip);
  EXPECT_TRUE(page->Claim(Encoding::kGzip));
  page->Provide(Encoding::kGzip, std::make_unique<Representation>(Representation{"", "", "gz", ""}));
  EXPECT_EQ(page->Ready(Encoding::kGzip)->body, "gz");
  EXPECT_TRUE(page->Claim(Encoding::kBrotli));
  page->Provide(Encoding::kBrotli, nullptr);
  EXPECT_EQ(page->Ready(Encoding::kBrotli), nullptr);
  EXPECT_FALSE(page->Claim(Encoding::kBrotli));
}

}  // namespace
}  // namespace concord::http
