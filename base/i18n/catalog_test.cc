#include "base/i18n/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concord::i18n {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<Language> kBoth = {{"en", "English"}, {"es", "Español"}};

Result<std::unique_ptr<Catalog>> Load(std::vector<embed::File> files) { return Catalog::Load(files, kBoth); }

std::string CauseOf(std::vector<embed::File> files) {
  const auto loaded = Load(std::move(files));
  return loaded ? "" : loaded.error().cause;
}

TEST(Catalog, JoinsTheFilesOfALanguage) {
  const auto catalog = Load(
      {{"library/i18n/en.toml",
        "[library.search]\ntitle = 'Search'\nhits.one='{count} result'\nhits.other='{count} results'"},
       {"library/i18n/es.toml",
        "library.search.title = 'Buscar'\n[library.search.hits]\none='{count} resultado'\nother='{count} resultados'"},
       {"html/i18n/en.toml", "html.hello = 'Hello, {name}'"},
       {"html/i18n/es.toml", "html.hello = 'Hola, {name}'"},
       {"html/templates/page.tpl", "not a catalog"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  const Catalog& c = **catalog;
  EXPECT_EQ(c.Text("es", "library.search.title"), "Buscar");
  EXPECT_EQ(c.Text("es", "html.hello", {{"name", "Ana"}}), "Hola, Ana");
  EXPECT_EQ(c.Text("en", "html.hello"), "Hello, {name}");
  EXPECT_EQ(c.Text("fr", "html.hello", {{"name", "Ana"}}), "Hello, Ana");
  EXPECT_EQ(c.Text("en", "html.nothing"), "[html.nothing]");
  EXPECT_EQ(c.Text("en", "library.search.hits"), "[library.search.hits]");
  EXPECT_EQ(c.Plural("en", "html.hello", 2), "[html.hello]");
  EXPECT_THAT(c.Keys(), ElementsAre("html.hello", "library.search.hits", "library.search.title"));
  EXPECT_TRUE(c.Has("library.search.hits"));
  EXPECT_FALSE(c.Has("library.search"));
  EXPECT_EQ(*c.Raw("en", "html.hello"), "Hello, {name}");
  EXPECT_EQ(c.Raw("en", "library.search.hits"), nullptr);
  EXPECT_TRUE(c.Knows("es"));
  EXPECT_FALSE(c.Knows("fr"));
}

TEST(Catalog, TakesADottedKeyInQuotes) {
  const auto catalog = Load({{"en.toml", "\"a.b-c.d\" = 'x'\n[\"a.n\"]\none='1'\nother='{count}'"},
                             {"es.toml", "a.b-c.d = 'y'\na.n.one='1'\na.n.other='{count}'"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  EXPECT_EQ((*catalog)->Text("en", "a.b-c.d"), "x");
  EXPECT_EQ((*catalog)->Plural("en", "a.n", 2), "2");
  EXPECT_THAT(CauseOf({{"en.toml", "\"a..b\" = 'x'"}, {"es.toml", "\"a..b\" = 'x'"}}), HasSubstr("a..b: a key has"));
}

TEST(Catalog, FillsAParameterWithTextThatHasBraces) {
  const auto catalog = Load({{"en.toml", "a = '{x} and {y}'"}, {"es.toml", "a = '{x} y {y}'"}});
  ASSERT_TRUE(catalog);
  EXPECT_EQ((*catalog)->Text("en", "a", {{"x", "{y}"}, {"y", "1"}}), "{y} and 1");
}

TEST(Catalog, ChoosesThePluralForm) {
  const auto catalog = Load({{"en.toml", "n.one = 'One result'\nn.other = '{count} results'"},
                             {"es.toml", "n.one = '{count} resultado'\nn.other = '{count} resultados'"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  const Catalog& c = **catalog;
  EXPECT_EQ(c.Plural("en", "n", 0), "0 results");
  EXPECT_EQ(c.Plural("en", "n", 1), "One result");
  EXPECT_EQ(c.Plural("en", "n", 1596), "1,596 results");
  EXPECT_EQ(c.Plural("es", "n", 1), "1 resultado");
  EXPECT_EQ(c.Plural("es", "n", 1596), "1596 resultados");
  EXPECT_EQ(c.Plural("es", "n", 2'000'000), "2.000.000 resultados") << "'many' falls back to 'other'";
  EXPECT_EQ(c.Plural("en", "n", 7, {{"count", "seven"}}), "seven results");
}

TEST(Catalog, UsesTheFormForManyWhereThereIsOne) {
  const auto catalog =
      Load({{"en.toml", "n.one='{count} resident'\nn.other='{count} residents'"},
            {"es.toml", "n.one='{count} residente'\nn.many='{count} de residentes'\nn.other='{count} residentes'"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  EXPECT_EQ((*catalog)->Plural("es", "n", 1'000'000), "1.000.000 de residentes");
}

TEST(Catalog, NamesEveryFault) {
  const std::string cause =
      CauseOf({{"a/en.toml", "same = 'x'\nonly_en = 'x'\nparam = '{a}'\nmixed.one='x'\nmixed.other='x'"},
               {"b/en.toml", "same = 'x'\nbrace = 'a { b'\nempty = ''\nnumber = 3\nshort.one = '1'"},
               {"a/es.toml", "same = 'x'\nonly_es = 'x'\nparam = '{b}'\nmixed='x'\nbrace='x'\nempty='x'"},
               {"a/fr.toml", "same = 'x'"},
               {"c/en.toml", "[broken"}});
  for (const char* fault :
       {"b/en.toml: same: twice", "b/en.toml: brace: a brace", "b/en.toml: empty: empty",
        "b/en.toml: number: a message is a text", "b/en.toml: short: the plural form \"other\" is missing",
        "es: only_en: missing", "es: only_es: not in en", "es: param: parameters {b} instead of {a}",
        "es: mixed: plural in one language only", "a/fr.toml: no language \"fr\" is on offer", "c/en.toml: line 1: "}) {
    EXPECT_THAT(cause, HasSubstr(fault));
  }
}

TEST(Catalog, FindsAParameterThatOnlyOnePluralFormHas) {
  EXPECT_THAT(
      CauseOf({{"en.toml", "n.one='1'\nn.other='{count}'"}, {"es.toml", "n.one='{cuenta}'\nn.other='{count}'"}}),
      HasSubstr("n.one: parameters {cuenta}"));
}

TEST(Catalog, RefusesABadKeyAndBrokenText) {
  EXPECT_THAT(CauseOf({{"en.toml", "\"Big Key\" = 'x'"}, {"es.toml", ""}}), HasSubstr("Big Key: a key has"));
  EXPECT_NE(CauseOf({{"en.toml", "a = \"\xff\""}, {"es.toml", "a = 'x'"}}), "");
}

TEST(Message, IsReadInParts) {
  const auto parts = ParseMessage("{a}b{c_1}");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3u);
  EXPECT_TRUE((*parts)[0].is_parameter);
  EXPECT_EQ((*parts)[1].text, "b");
  EXPECT_EQ((*parts)[2].text, "c_1");
  for (const char* broken : {"{", "}", "{}", "{a", "{A}", "{{a}}", "a}b"}) EXPECT_FALSE(ParseMessage(broken)) << broken;
}

TEST(Format, WritesNumbersAsTheLanguageDoes) {
  EXPECT_EQ(FormatNumber("en", 0), "0");
  EXPECT_EQ(FormatNumber("en", 999), "999");
  EXPECT_EQ(FormatNumber("en", 1000), "1,000");
  EXPECT_EQ(FormatNumber("en", 1234567), "1,234,567");
  EXPECT_EQ(FormatNumber("es", 1234), "1234");
  EXPECT_EQ(FormatNumber("es", 12345), "12.345");
  EXPECT_EQ(FormatNumber("en", -12345), "\u221212,345");
  EXPECT_EQ(FormatNumber("en", INT64_MIN), "\u22129,223,372,036,854,775,808");
}

TEST(Format, WritesDatesAsTheLanguageDoes) {
  const Time time = *ParseRfc3339("2026-11-21T23:59:59Z");
  EXPECT_EQ(FormatDate("en", time), "November 21, 2026");
  EXPECT_EQ(FormatDate("es", time), "21 de noviembre de 2026");
  EXPECT_EQ(FormatDate("en", *ParseRfc3339("1969-12-31T23:00:00Z")), "December 31, 1969");
}

TEST(Format, KnowsThePluralCategories) {
  EXPECT_EQ(PluralCategory("en", 1), "one");
  EXPECT_EQ(PluralCategory("en", 1'000'000), "other");
  EXPECT_EQ(PluralCategory("es", 0), "other");
  EXPECT_EQ(PluralCategory("es", 1), "one");
  EXPECT_EQ(PluralCategory("es", -1), "one");
  EXPECT_EQ(PluralCategory("es", 3'000'000), "many");
  EXPECT_EQ(PluralCategory("es", 3'000'001), "other");
}

TEST(Choose, PrefersTheUrlThenTheCookieThenTheHeader) {
  EXPECT_EQ(Choose(kBoth, "es", "en", "en"), "es");
  EXPECT_EQ(Choose(kBoth, "", "es", "en"), "es");
  EXPECT_EQ(Choose(kBoth, "fr", "xx", "es"), "es");
  EXPECT_EQ(Choose(kBoth, "ES", "", ""), "es");
  EXPECT_EQ(Choose(kBoth, "", "", ""), "en");
}

TEST(Choose, ReadsQualities) {
  const auto best = [](std::string_view header) { return Choose(kBoth, "", "", header); };
  EXPECT_EQ(best("en;q=0.5, es;q=0.9"), "es");
  EXPECT_EQ(best("fr, es-MX;q=0.7, en;q=0.6"), "es");
  EXPECT_EQ(best("es,en"), "es");
  EXPECT_EQ(best("en,es"), "en");
  EXPECT_EQ(best("fr;q=1, de;q=0.9"), "en");
  EXPECT_EQ(best("en;q=0, *;q=0.5"), "es") << "a language that is ruled out is not brought back by *";
  EXPECT_EQ(best("*"), "en");
  EXPECT_EQ(best("ES-419 ; Q=1.0"), "es");
  EXPECT_EQ(best("es;q=high, en;q=0.1"), "en");
  EXPECT_EQ(best(";;;,,,q=,es;q=2"), "en");
  EXPECT_EQ(best("english, spanish"), "en") << "only a whole subtag matches";
}

}  // namespace
}  // namespace concord::i18n
