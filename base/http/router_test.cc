#include "base/http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace concord::http {
namespace {

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() {
    for (const char* pattern : {"/", "/resources", "/resources/:slug", "/resources/new", "/resources/:slug/cite/:form",
                                "/assets/*path", "/c/:community/", "/resources/new/draft"}) {
      router_.Get(pattern, Anyone(), [](const Request&) { return Response(); });
    }
    router_.Post("/resources/:slug", Anyone(), [](const Request&) { return Response(); });
    router_.Put("/only/put", Anyone(), [](const Request&) { return Response(); });
    router_.Delete("/resources/new", Anyone(), [](const Request&) { return Response(); });
  }
  std::string Found(Method method, std::string_view path) const {
    const auto match = router_.Find(method, path);
    return match.route ? match.route->pattern : "";
  }
  Router router_;
};

TEST_F(RouterTest, PrefersLiteralSegments) {
  EXPECT_EQ(Found(Method::kGet, "/"), "/");
  EXPECT_EQ(Found(Method::kGet, "/resources/new"), "/resources/new");
  EXPECT_EQ(Found(Method::kGet, "/resources/old"), "/resources/:slug");
  EXPECT_EQ(Found(Method::kHead, "/resources/old"), "/resources/:slug");
  EXPECT_EQ(Found(Method::kGet, "/resources/new/cite/bibtex"), "/resources/:slug/cite/:form");
  EXPECT_EQ(Found(Method::kPost, "/resources/new"), "/resources/:slug");
  EXPECT_EQ(Found(Method::kGet, "/Resources"), "");
}

TEST_F(RouterTest, BindsSegmentsAndTheRest) {
  const auto cite = router_.Find(Method::kGet, "/resources/a b/cite/ris");
  EXPECT_EQ(cite.params.Get("slug"), "a b");
  EXPECT_EQ(cite.params.Get("form"), "ris");
  EXPECT_EQ(router_.Find(Method::kGet, "/assets/css/site.css").params.Get("path"), "css/site.css");
  EXPECT_EQ(Found(Method::kGet, "/assets/"), "");
  EXPECT_EQ(Found(Method::kGet, "/resources//cite/ris"), "");
}

TEST_F(RouterTest, ToldWhichMethodsAPathHas) {
  const auto match = router_.Find(Method::kDelete, "/resources/old");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allow, (std::vector<std::string>{"GET", "HEAD", "POST", "OPTIONS"}));
  EXPECT_EQ(router_.Find(Method::kPut, "/resources/new").allow,
            (std::vector<std::string>{"GET", "HEAD", "POST", "DELETE", "OPTIONS"}));
  EXPECT_EQ(router_.Find(Method::kGet, "/only/put").allow, (std::vector<std::string>{"PUT", "OPTIONS"}));
  EXPECT_TRUE(router_.Find(Method::kGet, "/nowhere").allow.empty());
}

TEST_F(RouterTest, RedirectsToTheOtherSlash) {
  EXPECT_EQ(router_.Find(Method::kGet, "/resources/").redirect, "/resources");
  EXPECT_EQ(router_.Find(Method::kGet, "/c/springfield").redirect, "/c/springfield/");
  EXPECT_EQ(Found(Method::kGet, "/c/springfield/"), "/c/:community/");
  EXPECT_EQ(router_.Find(Method::kGet, "/nowhere/").redirect, "");
  EXPECT_EQ(router_.Find(Method::kPost, "/resources/").redirect, "");
}

TEST_F(RouterTest, KnowsItsRoutesByNumber) {
  for (size_t i = 0; i < router_.routes().size(); ++i) EXPECT_EQ(router_.routes()[i]->index, i);
}

TEST_F(RouterTest, RefusesTablesThatCannotBeMeant) {
  const Handler handler = [](const Request&) { return Response(); };
  EXPECT_THROW(router_.Get("/resources/:other", Anyone(), handler), std::logic_error);
  EXPECT_THROW(router_.Get("/x/*rest/y", Anyone(), handler), std::logic_error);
  EXPECT_THROW(router_.Get("x", Anyone(), handler), std::logic_error);
}

TEST_F(RouterTest, SurvivesAPathOfManySegments) {
  std::string path;
  for (int i = 0; i < 4000; ++i) path += "/a";
  EXPECT_EQ(Found(Method::kGet, path), "");
  EXPECT_EQ(Found(Method::kGet, "/assets" + path), "/assets/*path");
}

}  // namespace
}  // namespace concord::http
