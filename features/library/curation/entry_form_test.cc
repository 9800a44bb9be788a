#include "features/library/curation/entry_form.h"

#include <gmock/gmock.h>

namespace concord::library::curation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kLanguages = {"en", "es"};

Entry Of(EntryKind kind, CatalogFile file) { return {kind, std::move(file)}; }

std::vector<Entry> Each() {
  const Localized title{{{"en", "Title"}, {"es", "Título"}, {"so", "Cinwaan"}}},
      text{{{"en", "One.\n\nTwo."}, {"es", "Uno."}}};
  const std::vector<Localized> lines = {{{{"en", "a"}, {"es", "á"}}}, {{{"en", "b"}, {"es", "bé"}}}};
  CatalogFile topic, module, collection, site;
  topic.terms = {{"topic", "walks", title, text, "of the seeds", {"walk", "beat"}}};
  module.modules = {{"trust", title, text, text, lines, {"walks", "force"}}};
  collection.collections = {{"first", title, text, {"b", "a", "c"}}};
  site.sites = {{"knox", "Knox Police", "Knox", text, lines, {"trust"}, {{"practices", "listing", "https://x.org"}}}};
  return {Of(EntryKind::kTopic, topic), Of(EntryKind::kModule, module), Of(EntryKind::kCollection, collection),
          Of(EntryKind::kSite, site)};
}

// What nobody touched comes back as it was; also in a language that the form does not show.
TEST(EntryForm, LeavesWhatWasLeft) {
  for (const Entry& entry : Each()) {
    const auto typed = ReadEntry(entry.kind, FormOf(entry, kLanguages), entry, entry.Slug(), kLanguages);
    EXPECT_THAT(typed.faults, IsEmpty()) << NameOf(entry.kind);
    EXPECT_EQ(typed.entry.Version(), entry.Version()) << NameOf(entry.kind);
  }
}

TEST(EntryForm, PutsAListIntoTheOrderOfItsNumbers) {
  const Entry entry = Each()[2];
  http::Pairs form = FormOf(entry, kLanguages);
  for (const char* place : {"2", "1", ""}) form.Add("resources_place", place);
  form.Add("add", "https://hub.example/resources/d?x=1\n/resources/b\ne");
  const auto read = [&] {
    return ReadEntry(entry.kind, form, entry, "first", kLanguages).entry.file.collections.front().resources;
  };
  EXPECT_THAT(read(), ElementsAre("a", "c", "b", "d", "e"));
  form.Add("resources_out", "a");
  EXPECT_THAT(read(), ElementsAre("b", "c", "d", "e"));
}

TEST(EntryForm, EachLineNeedsItsCounterpart) {
  const Entry entry = Each()[1];
  http::Pairs form = FormOf(entry, kLanguages);
  form.Set("expectations_es", "una");
  const auto typed = ReadEntry(entry.kind, form, entry, "trust", kLanguages);
  ASSERT_EQ(typed.faults.size(), 1u);
  EXPECT_EQ(typed.faults[0].field, "expectations_es");
  EXPECT_EQ(typed.faults[0].params.at("most"), "2");
}

TEST(EntryForm, ANewOneGetsItsAddressFromItsTitle) {
  http::Pairs form;
  form.Add("title_en", "Walks & Talks");
  form.Add("title_es", "Paseos");
  const auto typed = ReadEntry(EntryKind::kTopic, form, {}, "", kLanguages);
  EXPECT_THAT(typed.faults, IsEmpty());
  EXPECT_EQ(typed.entry.Slug(), "walks-talks");
  form.Set("slug", "Not a slug");
  EXPECT_EQ(ReadEntry(EntryKind::kTopic, form, {}, "", kLanguages).faults.at(0).field, "slug");
  EXPECT_FALSE(ReadEntry(EntryKind::kSite, http::Pairs(), {}, "", kLanguages).faults.empty());
}

TEST(EntryForm, NamesWhatDiffers) {
  Entry before = Each()[1], after = before;
  after.file.modules[0].title.by_language["es"] = "Otro";
  after.file.modules[0].topics = {"force"};
  const auto found = Differences(before, after);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].field, "title_es");
  EXPECT_EQ(found[1].field, "topics");
}

}  // namespace
}  // namespace concord::library::curation
