#include "assets/assets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>
#include <string>

#include "assets_embedded.h"

namespace concord::assets {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

http::Response Ask(const http::Router& router, std::string path) {
  auto match = router.Find(http::Method::kGet, path);
  if (match.route == nullptr) return http::Response::Text("no route", 599);
  http::Request request;
  request.path = std::move(path);
  request.params = match.params;
  return match.route->handler(request);
}

TEST(AssetTable, NamesEveryFileThatTheFrameAsksFor) {
  AssetTable table;
  EXPECT_THAT(table.Url("app.css"), MatchesRegex("/assets/app-[0-9A-F]+\\.css"));
  EXPECT_THAT(table.Url("app.js"), MatchesRegex("/assets/app-[0-9A-F]+\\.js"));
  EXPECT_THAT(table.Url("mark.svg"), MatchesRegex("/assets/mark-[0-9A-F]+\\.svg"));
  EXPECT_THAT(table.Url("favicon.svg"), MatchesRegex("/assets/favicon-[0-9A-F]+\\.svg"));
}

TEST(AssetTable, ThrowsOnAnUnknownName) { EXPECT_THROW(AssetTable().Url("app.less"), std::runtime_error); }

TEST(AssetTable, ServesTextWithReadyEncodingsForAYear) {
  AssetTable table;
  http::Router router;
  table.Bind(router);
  http::Response sheet = Ask(router, table.Url("app.css"));
  ASSERT_EQ(sheet.status, 200u);
  ASSERT_TRUE(sheet.fixed.has_value());
  EXPECT_EQ(sheet.headers.Get("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(sheet.headers.Get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_THAT(std::string(sheet.fixed->identity), HasSubstr(".c-row"));
  EXPECT_THAT(std::string(sheet.fixed->etag), MatchesRegex("\"[0-9A-F]+\""));
  EXPECT_TRUE(sheet.fixed->gzip.starts_with("\x1f\x8b"));
  EXPECT_FALSE(sheet.fixed->brotli.empty());
  EXPECT_LT(sheet.fixed->identity.size(), 150'000u);
  EXPECT_LT(sheet.fixed->brotli.size(), 25'000u);
}

TEST(AssetTable, ServesFontsThatTheSheetNames) {
  AssetTable table;
  http::Router router;
  table.Bind(router);
  std::string sheet(Ask(router, table.Url("app.css")).fixed->identity);
  for (const char* font : {"PublicSans-Regular.woff2", "PublicSans-SemiBold.woff2", "PublicSans-Italic.woff2"}) {
    std::string url = table.Url(font);
    EXPECT_THAT(sheet, HasSubstr(url.substr(std::string("/assets/").size())));
    http::Response answer = Ask(router, url);
    EXPECT_EQ(answer.headers.Get("Content-Type"), "font/woff2");
    EXPECT_TRUE(answer.fixed->identity.starts_with("wOF2"));
    EXPECT_TRUE(answer.fixed->brotli.empty());  // a compressed format already
  }
}

// The policy of every page forbids inline script, other hosts, and pictures from elsewhere than here or data:.
TEST(AssetTable, SheetNamesNoOtherHost) {
  AssetTable table;
  http::Router router;
  table.Bind(router);
  std::string sheet(Ask(router, table.Url("app.css")).fixed->identity);
  EXPECT_THAT(sheet, Not(HasSubstr("url(http")));
  EXPECT_THAT(sheet, Not(HasSubstr("url(//")));
  EXPECT_THAT(sheet, Not(HasSubstr("@import")));
}

TEST(AssetTable, AnswersAnUnknownOrInternalNameWith404) {
  AssetTable table;
  http::Router router;
  table.Bind(router);
  EXPECT_EQ(Ask(router, "/assets/app.css").status, 404u);
  EXPECT_EQ(Ask(router, "/assets/manifest.json").status, 404u);
  EXPECT_EQ(Ask(router, table.Url("app.css") + ".gz").status, 404u);
}

TEST(AssetTable, GivesTheMarkAsFavicon) {
  AssetTable table;
  http::Router router;
  table.Bind(router);
  http::Response icon = Ask(router, "/favicon.ico");
  EXPECT_EQ(icon.status, 200u);
  EXPECT_EQ(icon.headers.Get("Content-Type"), "image/svg+xml");
  EXPECT_THAT(std::string(icon.fixed->identity), HasSubstr("<svg"));
}

TEST(AssetTable, EndsStartUpWhereTheFilesDoNotHangTogether) {
  std::array<embed::File, 1> absent{{{"app-00000000.css", ""}}};
  EXPECT_THROW(AssetTable{absent}, std::runtime_error);
  std::array<embed::File, 1> broken{{{"manifest.json", "{"}}};
  EXPECT_THROW(AssetTable{broken}, std::runtime_error);
  std::array<embed::File, 1> dangling{{{"manifest.json", R"({"app.css":"app-00000000.css"})"}}};
  EXPECT_THROW(AssetTable{dangling}, std::runtime_error);
  std::array<embed::File, 2> unhashed{{{"manifest.json", R"({"app.css":"app.css"})"}, {"app.css", ""}}};
  EXPECT_THROW(AssetTable{unhashed}, std::runtime_error);
}

}  // namespace
}  // namespace concord::assets
