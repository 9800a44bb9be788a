#include "features/selfreview/instruments/instruments.h"

#include <gtest/gtest.h>

#include <sstream>

#include "catalog_slugs_embedded.h"
#include "content_embedded.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {
namespace {

const std::string kSecond = Replaced(Replaced(Replaced(kStructure, "version = 1", "version = 2\nfollows = 1"),
                                              "id = \"reviewed\"", "id = \"looked-back\"\nwas = [\"reviewed\"]"),
                                     "id = \"answered\"", "id = \"answered\"\nwas = []");
const std::string kSecondEnglish = Replaced(kEnglish, "[items.reviewed]", "[items.looked-back]");

TEST(Instruments, TheSevenThatTheProgramCarriesAreThereInBothLanguages) {
  const auto all = Instruments::Load(content::Files());
  ASSERT_TRUE(all.has_value()) << all.error().cause;
  ASSERT_EQ((*all)->All().size(), 7u);
  for (const KeptPtr& kept : (*all)->All()) {
    EXPECT_TRUE(kept->instrument.texts.contains("es")) << kept->instrument.slug;
    EXPECT_EQ((*all)->Find(kept->instrument.slug, kept->instrument.version), kept);
    ASSERT_NE(kept->FileNamed("1.es.toml"), nullptr);
    EXPECT_EQ(kept->FileNamed("1.fr.toml"), nullptr);
  }
  EXPECT_EQ((*all)->Find("public-transparency", 99), nullptr);
  EXPECT_EQ((*all)->Newest("nothing"), nullptr);
}

// Every slug is the catalog's, no text waits for its translation, and nothing that studies did not find is an outcome.
// A group may be asked an item always, because its source is not for it.
TEST(Instruments, TheSevenHoldToEveryRule) {
  std::set<std::string, std::less<>> resources, areas;
  for (const embed::File& file : content::slugs::Files()) {
    std::istringstream lines{std::string(file.bytes)};
    for (std::string kind, slug; lines >> kind >> slug;) (kind == "area" ? areas : resources).insert(slug);
  }
  ASSERT_GT(resources.size(), 1000u);
  const Known known{.resources = &resources, .areas = &areas, .items_of = {}, .today = {}};
  const auto all = Instruments::Load(content::Files());
  ASSERT_TRUE(all.has_value()) << all.error().cause;
  for (const KeptPtr& kept : (*all)->All()) {
    const auto read = ReadInstrument(kept->structure, kept->texts, kept->instrument.slug, &known);
    for (const auto* list : {&read.problems, &read.warnings}) {
      for (const Problem& one : *list) {
        if (one.key == "selfreview.instrument.skip_some") continue;
        std::string params;
        for (const auto& [name, value] : one.params) params += " " + name + "=" + value;
        ADD_FAILURE() << kept->instrument.slug << "/" << one.file << ":" << one.line << " " << one.key << params;
      }
    }
  }
}

TEST(Instruments, VersionsStandBesideEachOtherAndTheNewestIsShown) {
  const embed::File files[] = {{"instruments/small/1.toml", kStructure},
                               {"instruments/small/1.en.toml", kEnglish},
                               {"instruments/small/2.toml", kSecond},
                               {"instruments/small/2.en.toml", kSecondEnglish},
                               {"synonyms.txt", "others are passed over"}};
  const auto all = Instruments::Load(files);
  ASSERT_TRUE(all.has_value()) << all.error().cause;
  ASSERT_EQ((*all)->VersionsOf("small").size(), 2u);
  EXPECT_EQ((*all)->VersionsOf("small")[0]->instrument.version, 2);
  EXPECT_EQ((*all)->Newest("small")->instrument.version, 2);
  EXPECT_EQ((*all)->Find("small", 1)->structure.bytes, kStructure);
}

TEST(Instruments, AnItemCarriesOnWhatItNamesOrItsOwnId) {
  const Instrument first = Small();
  const auto read = ReadInstrument({"2.toml", kSecond}, {{"2.en.toml", kSecondEnglish}});
  ASSERT_TRUE(read.instrument.has_value()) << read.problems[0].key;
  const Instrument& second = *read.instrument;
  using Places = std::vector<size_t>;
  EXPECT_EQ(CarriesOn(second, 0, first), Places{0});                            // its own id
  EXPECT_EQ(CarriesOn(second, *second.Find("looked-back"), first), Places{2});  // what it was
  EXPECT_EQ(CarriesOn(first, 1, first), Places{1});                             // the same version
  EXPECT_EQ(CarriesOn(first, 1, second), Places{});                             // not backward
}

TEST(Instruments, AnItemCarriesOnThroughTheVersionsBetween) {
  const std::string third =
      Replaced(Replaced(kSecond, "version = 2\nfollows = 1", "version = 3\nfollows = 2"),
               "id = \"looked-back\"\nwas = [\"reviewed\"]", "id = \"reviewed\"\nwas = [\"looked-back\"]");
  const embed::File files[] = {
      {"instruments/small/1.toml", kStructure}, {"instruments/small/1.en.toml", kEnglish},
      {"instruments/small/2.toml", kSecond},    {"instruments/small/2.en.toml", kSecondEnglish},
      {"instruments/small/3.toml", third},      {"instruments/small/3.en.toml", kEnglish}};
  const auto all = Instruments::Load(files);
  ASSERT_TRUE(all.has_value()) << all.error().cause;
  const Instrument& first = (*all)->Find("small", 1)->instrument;
  const Instrument& last = (*all)->Find("small", 3)->instrument;
  using Places = std::vector<size_t>;
  EXPECT_EQ(CarriesOn(last, 2, first), Places{}) << "it does not follow that one itself";
  const Instrument direct = Following(last, first, (*all)->VersionsOf("small"));
  EXPECT_EQ(CarriesOn(direct, 0, first), Places{0});
  EXPECT_EQ(CarriesOn(direct, 1, first), Places{}) << "was asked anew in between";
  EXPECT_EQ(CarriesOn(direct, 2, first), Places{2}) << "under another id in between";
  EXPECT_EQ(Following(last, first, {(*all)->Find("small", 3)}).follows, 2) << "the way is broken";
  EXPECT_EQ(Following(first, last, (*all)->VersionsOf("small")).follows, std::nullopt);
}

TEST(Instruments, ABrokenFileIsNamedWithItsLine) {
  const std::string broken = Replaced(kStructure, "dimension = \"review\"", "dimension = \"nowhere\"");
  const embed::File files[] = {{"instruments/small/1.toml", broken}, {"instruments/small/1.en.toml", kEnglish}};
  const auto all = Instruments::Load(files);
  ASSERT_FALSE(all.has_value());
  EXPECT_TRUE(all.error().cause.starts_with("small/1.toml:")) << all.error().cause;
}

}  // namespace
}  // namespace concord::selfreview
