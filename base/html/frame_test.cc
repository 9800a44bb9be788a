#include "base/html/frame.h"

#include <gtest/gtest.h>

#include "html_embedded.h"

namespace concord::html {
namespace {

class FrameTest : public ::testing::Test {
 protected:
  FrameTest() {
    std::vector<embed::File> catalogs, files;
    for (const auto& file : embedded::Files()) {
      if (file.path.ends_with(".toml")) catalogs.push_back(file);
      if (file.path == "html/templates/frame.tpl") files.push_back({"html/frame.tpl", file.bytes});
      if (file.path == "html/templates/error.tpl") files.push_back({"html/error.tpl", file.bytes});
    }
    auto catalog = i18n::Catalog::Load(catalogs, {{"en", "English"}, {"es", "Español"}});
    EXPECT_TRUE(catalog) << (catalog ? "" : catalog.error().cause);
    catalog_ = std::move(*catalog);
    const auto names = Frame::TemplateNames();
    auto templates = Templates::Load(files, {names.begin(), names.end()}, *catalog_);
    EXPECT_TRUE(templates) << (templates ? "" : templates.error().cause);
    templates_ = std::move(*templates);
    frame_ = std::make_unique<Frame>(
        *templates_, *catalog_, hub_, std::vector<NavEntry>{{"about", "/about", "html.frame.about"}},
        std::vector<PageMeta::LinkTag>{}, [](std::string_view name) { return "/assets/" + std::string(name); });
  }

  static bool Has(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
  }

  Config::Hub hub_{"Riverbend <hub>", ""};
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<Templates> templates_;
  std::unique_ptr<Frame> frame_;
};

TEST_F(FrameTest, PutsAPageTogether) {
  http::Request request;
  request.path = "/x y";
  request.query.Add("q", "a&b");
  PageMeta meta;
  meta.title = "A & B";
  meta.section = "about";
  meta.meta = {{"citation_title", "\"T\""}};
  meta.json_ld = "{\"a\":1}";
  const auto response = frame_->Page(request, meta, {"<p>body</p>"});
  EXPECT_TRUE(Has(response, "<title>A &amp; B | Riverbend &lt;hub&gt;</title>"));
  EXPECT_TRUE(Has(response, "<meta name=\"citation_title\" content=\"&quot;T&quot;\">"));
  EXPECT_TRUE(Has(response, "<p>body</p>"));
  EXPECT_TRUE(Has(response, "aria-current=\"page\""));
  EXPECT_TRUE(Has(response, "<script type=\"application/ld+json\">{\"a\":1}</script>"));
  EXPECT_TRUE(Has(response, "href=\"/x%20y?q=a%26b&amp;lang=es\"")) << response.body;
  EXPECT_EQ(response.headers.Get("Content-Language"), "en");
}

TEST_F(FrameTest, KeepsAChoiceOfLanguageInACookie) {
  http::Request request;
  request.path = "/";
  request.query.Add("lang", "es");
  const auto response = frame_->Page(request, {}, {""});
  EXPECT_TRUE(Has(response, "<html lang=\"es\">"));
  EXPECT_NE(response.headers.Get("Set-Cookie").find("lang=es"), std::string_view::npos);
  http::Request other;
  other.path = "/";
  other.query.Add("lang", "xx\r\nEvil: 1");
  EXPECT_FALSE(frame_->Page(other, {}, {""}).headers.Has("Set-Cookie"));
}

TEST_F(FrameTest, ErrorPagesSayWhatToDoInBothLanguages) {
  for (const char* tag : {"en", "es"}) {
    for (const unsigned status : {400u, 403u, 404u, 405u, 408u, 413u, 414u, 429u, 431u, 500u, 503u}) {
      http::Request request;
      request.path = "/";
      request.cookies.Add("lang", tag);
      const auto response = frame_->ErrorPage(request, status);
      EXPECT_EQ(response.status, status);
      EXPECT_TRUE(Has(response, std::string("<html lang=\"") + tag));
      EXPECT_FALSE(Has(response, "[html."));
    }
  }
}

}  // namespace
}  // namespace concord::html
