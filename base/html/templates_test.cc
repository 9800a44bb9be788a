#include "base/html/templates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace concord::html {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::unique_ptr<i18n::Catalog> TestCatalog() {
  const std::vector<embed::File> files = {
      {"t/en.toml",
       "t.hello = 'Hello \"{name}\" & <all>'\nt.link = 'See {link_html}.'\nt.n.one = '1'\nt.n.other = '{count}'"},
      {"t/es.toml", "t.hello = '¡Hola, {name}!'\nt.link = 'Vea {link_html}.'\nt.n.one = '1'\nt.n.other = '{count}'"}};
  auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
  EXPECT_TRUE(catalog) << catalog.error().cause;
  return std::move(*catalog);
}

class TemplatesTest : public ::testing::Test {
 protected:
  std::unique_ptr<Templates> Load(std::vector<embed::File> files, const std::set<std::string>& used) {
    auto loaded = Templates::Load(files, used, *catalog_);
    EXPECT_TRUE(loaded) << loaded.error().cause;
    return loaded ? std::move(*loaded) : nullptr;
  }
  std::string CauseOf(std::vector<embed::File> files, const std::set<std::string>& used) {
    auto loaded = Templates::Load(files, used, *catalog_);
    return loaded ? "" : loaded.error().cause;
  }
  // What `text` renders to with {{x}} set to `value`.
  std::string With(std::string_view text, std::string_view value, const std::string& name = "t/a.tpl") {
    const auto templates = Load({{name, text}}, {name});
    if (!templates) return "";
    Dict dict(name);
    dict.Root("en").Set("x", value);
    return templates->Render(dict);
  }
  std::unique_ptr<i18n::Catalog> catalog_ = TestCatalog();
};

TEST_F(TemplatesTest, EscapesForWhereAVariableStands) {
  EXPECT_EQ(With("<p>{{x}}</p>", "<b>&\"'"), "<p>&lt;b&gt;&amp;&quot;&#39;</p>");
  EXPECT_EQ(With("<p title=\"{{x}}\">", "\" onclick=\"a"), "<p title=\"&quot; onclick=&quot;a\">");
  EXPECT_THAT(With("<p title={{x}}>", "a onclick=b"), Not(HasSubstr("a onclick=b")));
  EXPECT_EQ(With("<a href=\"{{x}}\">", "javascript:alert(1)"), "<a href=\"#\">");
  EXPECT_EQ(With("<a href=\"{{x}}\">", "https://a.org/?b=1&c=<d>"), "<a href=\"https://a.org/?b=1&amp;c=&lt;d&gt;\">");
  EXPECT_EQ(With("<a href=\"{{x}}\">", "/search?q=a"), "<a href=\"/search?q=a\">");
  EXPECT_THAT(With("<script>var a = '{{x}}';</script>", "';alert(1);//</script>"), Not(HasSubstr("';alert")));
  EXPECT_THAT(With("<textarea>{{x:p}}</textarea>", "a\n</textarea>"), HasSubstr("a\n&lt;/textarea&gt;"));
  EXPECT_EQ(With("<title>{{x}}</title>", "</title><script>"), "<title>&lt;/title&gt;&lt;script&gt;</title>");
}

TEST_F(TemplatesTest, KeepsSpanishAndOtherLetters) {
  EXPECT_EQ(With("<p>{{x}}</p>", "¿Qué? 日本"), "<p>¿Qué? 日本</p>");
}

TEST_F(TemplatesTest, EscapesXml) {
  EXPECT_EQ(With("<title a=\"{{x}}\">{{x}}</title>", "<a> & \"b\"", "t/feed.xml.tpl"),
            "<title a=\"&lt;a&gt; &amp; &quot;b&quot;\">&lt;a&gt; &amp; &quot;b&quot;</title>");
}

TEST_F(TemplatesTest, PutsMessagesInPerLanguage) {
  const auto templates =
      Load({{"t/templates/a.tpl", "<p title=\"[[t.hello]]\">[[t.hello]] [[t.link]]</p>"}}, {"t/a.tpl"});
  ASSERT_TRUE(templates);
  for (const auto& [tag, expected] :
       {std::pair{"en",
                  "<p title=\"Hello &quot;&lt;Ana&gt;&quot; &amp; &lt;all&gt;\">Hello &quot;&lt;Ana&gt;&quot; &amp; "
                  "&lt;all&gt; See <a>b</a>.</p>"},
        {"es", "<p title=\"¡Hola, &lt;Ana&gt;!\">¡Hola, &lt;Ana&gt;! Vea <a>b</a>.</p>"}}) {
    Dict dict("t/a.tpl");
    dict.Root(tag).Set("name", "<Ana>").Set("link_html", Safe{"<a>b</a>"});
    EXPECT_EQ(templates->Render(dict), expected);
  }
  EXPECT_EQ(templates->message_keys(), (std::set<std::string>{"t.hello", "t.link"}));
}

TEST_F(TemplatesTest, RepeatsSectionsAndIncludesParts) {
  const auto templates =
      Load({{"t/list.tpl", "<ul>{{#item}}<li>{{n}} {{outer}}{{/item}}</ul>{{>part}}{{#has_note}}{{note}}{{/has_note}}"},
            {"t/part.tpl", "<p>{{n}}[[t.hello]]"}},
           {"t/list.tpl", "t/part.tpl"});
  ASSERT_TRUE(templates);
  Dict dict("t/list.tpl");
  auto root = dict.Root("es");
  root.Set("outer", "o").SetIf("note", "").ShowIf(false, "has_note");
  root.Add("item").Set("n", 1);
  root.Add("item").Set("n", int64_t{-2});
  root.Include("part", "t/part.tpl").Set("n", "<3>").Set("name", "Ana");
  EXPECT_EQ(templates->Render(dict), "<ul><li>1 o<li>-2 o</ul><p>&lt;3&gt;¡Hola, Ana!");
}

TEST_F(TemplatesTest, LooksAroundASectionButNotAroundAPart) {
  const auto templates =
      Load({{"t/a.tpl",
             "{{#s}}{{x}}{{y}}{{#inner}}{{z}}{{/inner}}{{#flag}}!{{/flag}}{{>part}}{{/s}}{{#no}}no{{/no}}{{nothing}}"},
            {"t/b.tpl", "({{x}}{{z}}{{#flag}}!{{/flag}})"}},
           {"t/a.tpl", "t/b.tpl"});
  ASSERT_TRUE(templates);
  Dict dict("t/a.tpl");
  auto root = dict.Root("en");
  root.Set("x", "old").Set("x", "1").Set("z", "3").Show("flag").Show("flag").Show("flag");
  auto section = root.Add("s");
  section.Set("y", "2").Show("inner").Include("part", "t/b.tpl").Set("z", "4");
  section.Include("part", "t/b.tpl");
  root.Add("s").Set("x", "5");
  EXPECT_EQ(templates->Render(dict), "123!(4)()5!");
}

TEST_F(TemplatesTest, PutsIncludedTextInWithTheValuesAroundIt) {
  const auto templates = Load({{"t/a.tpl", "<a href=\"[[>t/url.tpl]]\">{{#s}}[[>t/inner.tpl]]{{/s}}</a>"},
                               {"t/url.tpl", "{{url}}"},
                               {"t/inner.tpl", "{{x}}"}},
                              {"t/a.tpl"});
  ASSERT_TRUE(templates);
  Dict dict("t/a.tpl");
  dict.Root("en").Set("url", "javascript:a").Set("x", "<").Show("s");
  EXPECT_THAT(templates->Render(dict), ::testing::MatchesRegex("<a href=\"#\">&lt;</a>"));
}

TEST_F(TemplatesTest, NamesEveryFault) {
  const std::string cause =
      CauseOf({{"t/unused.tpl", ""},
               {"t/keys.tpl", "\n[[t.nothing]] [[t.n]] <p title=[[t.hello]]>"},
               {"t/open.tpl", "{{#a}}{{#b}}{{/a}}{{/c}}"},
               {"t/none.tpl", "{{x:none}}{{x_html}}{{x:c}}{{%AUTOESCAPE context=\"TEXT\"}}{{=| |=}}{{}}{{a b}}"},
               {"t/cut.tpl", "a\n\n{{x"},
               {"t/loop.tpl", "[[>t/loop.tpl]]"},
               {"t/part.tpl", "[[>t/nowhere.tpl]]"},
               {"t/html.tpl", "<p {{x}}=\"a\" <a href='{{y}}"}},
              {"t/gone.tpl", "t/keys.tpl", "t/open.tpl", "t/none.tpl", "t/cut.tpl", "t/loop.tpl", "t/part.tpl"});
  for (const char* fault :
       {"t/gone.tpl: missing", "t/unused.tpl: unused", "t/keys.tpl: line 2: [[t.nothing]]: no such message",
        "t/keys.tpl: line 2: [[t.n]]: plural", "t/keys.tpl: line 2: [[t.hello]]: an attribute needs quotes",
        "t/open.tpl: line 1: {{/a}} closes nothing", "t/open.tpl: line 1: {{#a}} is not closed",
        "t/none.tpl: line 1: {{x:none}}: :none and names", "t/none.tpl: line 1: {{x_html}}: :none and names",
        "t/none.tpl: line 1: {{x:c}}: no modifier",
        "t/none.tpl: line 1: {{%AUTOESCAPE context=\"TEXT\"}} is no variable",
        "t/none.tpl: line 1: {{=| |=}} is no variable", "t/none.tpl: line 1: {{}} is empty",
        "t/none.tpl: line 1: {{a b}} is no variable", "t/cut.tpl: line 3: {{ without }}",
        "t/loop.tpl: line 1: [[>t/loop.tpl]]: includes itself", "t/part.tpl: line 1: [[>t/nowhere.tpl]]: missing"}) {
    EXPECT_THAT(cause, HasSubstr(fault));
  }
}

TEST_F(TemplatesTest, RefusesHtmlThatItCannotFollow) {
  EXPECT_THAT(CauseOf({{"t/a.tpl", "<a href='x' =\"{{x}}\"><<<p"}}, {"t/a.tpl"}),
              HasSubstr("t/a.tpl: its HTML cannot be followed"));
}

TEST_F(TemplatesTest, KeepsSafeAndUnsafeNamesApart) {
  Dict dict("t/a.tpl");
  auto root = dict.Root("en");
  EXPECT_THROW(root.Set("x_html", "from a person"), std::logic_error);
  EXPECT_THROW(root.SetIf("x_html", "from a person"), std::logic_error);
  EXPECT_THROW(root.Set("x", Safe{"<b>"}), std::logic_error);
}

TEST_F(TemplatesTest, ThrowsForATemplateThatWasNotLoaded) {
  const auto templates = Load({{"t/a.tpl", "{{>part}}"}}, {"t/a.tpl"});
  Dict unknown("t/b.tpl");
  unknown.Root("en");
  EXPECT_THROW(templates->Render(unknown), std::logic_error);
  Dict without_part("t/a.tpl");
  without_part.Root("en").Include("part", "t/b.tpl");
  EXPECT_THROW(templates->Render(without_part), std::logic_error);
}

TEST_F(TemplatesTest, RendersFromManyThreads) {
  const auto templates =
      Load({{"t/a.tpl", "<i>{{x}}</i>{{>part}}"}, {"t/b.tpl", "<b>{{x}}</b>"}}, {"t/a.tpl", "t/b.tpl"});
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 500; ++i) {
          const std::string x = std::to_string(t * 1000 + i);
          Dict dict("t/a.tpl");
          auto root = dict.Root(i % 2 ? "en" : "es");
          root.Set("x", x);
          root.Include("part", "t/b.tpl").Set("x", x);
          wrong += templates->Render(dict) != "<i>" + x + "</i><b>" + x + "</b>";
        }
      });
    }
  }
  EXPECT_EQ(wrong, 0);
}

TEST_F(TemplatesTest, KeepsAttackersInsideTheirPlace) {
  const char* evil = "\"><script>alert('1')</script>";
  EXPECT_EQ(With("<p>{{x}}</p>", evil), "<p>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</p>");
  EXPECT_THAT(With("<p title=\"{{x}}\">", evil), Not(HasSubstr("<script")));
  EXPECT_THAT(With("<a href=\"{{x}}\">a</a>", "javascript:alert(1)"), Not(HasSubstr("javascript")));
  EXPECT_EQ(With("<a href=\"{{x}}\">a</a>", "/search?a=1&b=%22"), "<a href=\"/search?a=1&amp;b=%22\">a</a>");
}

TEST_F(TemplatesTest, LeavesOnlyFinishedHtmlAlone) {
  const auto templates = Load({{"t/a.tpl", "{{x_html:none}}"}}, {"t/a.tpl"});
  Dict dict("t/a.tpl");
  dict.Root("en").Set("x_html", Safe{"<b>"});
  EXPECT_EQ(templates->Render(dict), "<b>");
  for (const char* wrong : {"{{x:none}}", "{{x_html}}", "{{x:h}}", "{{x_html:p}}", "{{x:p:none}}"}) {
    EXPECT_NE(CauseOf({{"t/a.tpl", wrong}}, {"t/a.tpl"}), "") << wrong;
  }
}

TEST_F(TemplatesTest, DropsIndentationButNoLineBreakBetweenWords) {
  EXPECT_EQ(With("<p>\n    a\n\n  b {{x}}\n</p>\n", "c"), "<p>\na\nb c\n</p>\n");
}

TEST(Escape, EscapesWhatHtmlGivesMeaning) {
  EXPECT_EQ(Escape("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
}

}  // namespace
}  // namespace concord::html
