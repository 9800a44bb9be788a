#include "features/library/catalog.h"

#include <gtest/gtest.h>

namespace concord::library {
namespace {

constexpr char kFile[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"use-of-force","title":{"en":"Use of Force","es":"Uso de la fuerza"},"aliases":["UOF"]}],
 "types":[{"slug":"report","title":"Report"},{"title":"no slug"}],
 "modules":[{"slug":"force","title":{"en":"Force"},"lead":{"en":"L"},"overview":{"en":"O"},"topics":["use-of-force"],
   "expectations":[{"en":"one"}]}],
 "sites":[{"slug":"k","name":"K","place":"P","practices":[{"en":"walks"}],"modules":["force"],
   "facts":[{"field":"name","basis":"page","source":"x"}]}],
 "collections":[{"slug":"c","title":{"en":"C"},"introduction":{"en":"I"},"resources":["a","b"]}]})";

TEST(CatalogFile, ReadsEverySectionAndNamesWhatHasNoSlug) {
  std::vector<exchange::Problem> problems;
  const auto file = ReadCatalogFile(kFile, problems);
  EXPECT_EQ(file.terms.size(), 2u);
  EXPECT_EQ(file.modules.at(0).expectations.at(0).In("es"), "one");
  EXPECT_EQ(file.sites.at(0).facts.at(0).basis, "page");
  EXPECT_EQ(file.collections.at(0).resources, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].params.at("section"), "types");
}

TEST(CatalogFile, WritesWhatItReads) {
  std::vector<exchange::Problem> problems;
  const auto file = ReadCatalogFile(kFile, problems);
  const std::string written = "{" + WriteCatalogFile(file) + "}";
  problems.clear();
  const auto again = ReadCatalogFile(written, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(WriteCatalogFile(again), WriteCatalogFile(file));
  EXPECT_EQ(again.terms.size(), 2u);
}

TEST(CatalogFile, ForeignShapesGiveNothing) {
  std::vector<exchange::Problem> problems;
  EXPECT_TRUE(ReadCatalogFile("[1,2]", problems).empty());
  EXPECT_TRUE(ReadCatalogFile("{\"topics\": 3, \"modules\": [1, null]}", problems).empty());
  EXPECT_TRUE(ReadCatalogFile("not json", problems).empty());
}

TEST(Vocabulary, FindsTermsUnderEveryName) {
  std::vector<exchange::Problem> problems;
  const Vocabulary terms(ReadCatalogFile(kFile, problems).terms);
  for (const char* name : {"use-of-force", "Use of force", "uof", "USO DE LA FUERZA"}) {
    EXPECT_EQ(terms.Resolve("topic", name), "use-of-force") << name;
  }
  EXPECT_EQ(terms.Resolve("topic", "something else"), "");
  EXPECT_EQ(terms.Resolve("type", "use-of-force"), "");
  EXPECT_EQ(terms.Title("topic", "use-of-force", "es"), "Uso de la fuerza");
  EXPECT_EQ(terms.Title("topic", "gone", "es"), "gone");
}

}  // namespace
}  // namespace concord::library
