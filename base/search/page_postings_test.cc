// The lists of pages and places in a shard's metadata.
#include "base/search/page_postings.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "base/search/testing.h"
#include "base/search/word_table.h"

namespace concord::search {
namespace {

bool Same(const Place& a, const Place& b) {
  return a.page == b.page && a.position == b.position && a.form == b.form && a.before == b.before;
}

class PagePostings : public ::testing::Test {
 protected:
  // Documents in several parts, of all sizes, with places and forms.
  void Fill() {
    std::mt19937 random(7);
    Xapian::docid document = 0;
    std::vector<std::string> forms = {"first"};
    for (int part = 0; part < 8; ++part) {
      PendingPages pending;
      if (part > 3) forms.push_back("form" + std::to_string(part));
      for (unsigned n = 1 + random() % 400; n > 0; --n) {
        document += 1 + random() % (random() % 40 == 0 ? 50'000 : 3);
        std::vector<Place> places;
        uint32_t page = 0;
        for (unsigned pages = 1 + random() % 6; pages > 0; --pages) {
          page += random() % 300;
          uint32_t position = 0;
          for (unsigned times = 1 + random() % 4; times > 0; --times) {
            position += 1 + random() % 500;
            const auto form = static_cast<uint32_t>(random() % forms.size());
            places.push_back({page, position, form, random() % 3 ? uint16_t{0} : static_cast<uint16_t>(random() | 1)});
          }
          ++page;
        }
        pending.Add(document, places);
        expected_[document] = std::move(places);
      }
      AppendPages(shard_, chunks_, "eword", pending, forms);
      chunks_.Write();
    }
    forms_ = forms;
  }
  void Compare() {
    PageReader reader(shard_, "eword");
    for (const auto& [document, places] : expected_) {
      ASSERT_EQ(reader.Current(), document);
      EXPECT_EQ(reader.Occurrences(), places.size());
      std::vector<Place> got;
      if (document % 3 != 0) reader.Places(got);  // places are passed over too
      if (document % 5 == 0 && document % 3 != 0) {
        got.clear();
        reader.Places(got);  // and asked for again
      }
      if (document % 3 != 0) {
        EXPECT_TRUE(std::ranges::equal(got, places, Same)) << document;
      }
      PageSet pages;
      reader.AddPagesTo(pages);
      for (const Place& place : places) EXPECT_TRUE(pages.Has(place.page));
      reader.Next();
    }
    EXPECT_EQ(reader.Current(), kNoDocument);
    EXPECT_EQ(PageTermFrequency(shard_, "eword"), expected_.size());
  }

  testing::TempFolder folder_;
  Xapian::WritableDatabase shard_{folder_.Index(), Xapian::DB_CREATE_OR_OPEN};
  FullChunks chunks_{shard_};
  std::map<Xapian::docid, std::vector<Place>> expected_;
  std::vector<std::string> forms_;
};

TEST_F(PagePostings, KeepWhatIsAppendedInManyParts) {
  Fill();
  Compare();
  EXPECT_EQ(LoadForms(shard_, "eword"), forms_);
  EXPECT_TRUE(LoadForms(shard_, "eother").empty());
  EXPECT_EQ(PageReader(shard_, "eother").Current(), kNoDocument);
  std::mt19937 random(9);
  for (int round = 0; round < 100; ++round) {
    PageReader reader(shard_, "eword");
    Xapian::docid target = 0;
    while (true) {
      target += static_cast<Xapian::docid>(random() % (expected_.rbegin()->first / 20));
      reader.Seek(target);
      const auto it = expected_.lower_bound(std::max<Xapian::docid>(target, 1));
      ASSERT_EQ(reader.Current(), it == expected_.end() ? kNoDocument : it->first);
      if (it == expected_.end()) break;
      std::vector<Place> got;
      reader.Places(got);
      ASSERT_TRUE(std::ranges::equal(got, it->second, Same));
      target = it->first;
    }
  }
}

TEST_F(PagePostings, AStemThatIsTheOnlyFormIsNotWrittenTwice) {
  PendingPages pending;
  pending.Add(3, std::vector<Place>{{0, 1, 0, 0}});
  AppendPages(shard_, chunks_, "etrust", pending, {"trust"});
  chunks_.Write();
  EXPECT_EQ(LoadForms(shard_, "etrust"), std::vector<std::string>{"trust"});
  EXPECT_LT(shard_.get_metadata("Getrust").size(), 16u);
}

TEST_F(PagePostings, APurgeLeavesWhatIsThere) {
  Fill();
  for (const unsigned kept_of : {7u, 50u, 1'000'000u}) {  // fewer each time, in the end none
    const auto is_there = [&](Xapian::docid document) { return document % kept_of == 0; };
    PurgePages(shard_, chunks_, is_there);
    std::erase_if(expected_, [&](const auto& entry) { return !is_there(entry.first); });
    Compare();
  }
  ASSERT_TRUE(expected_.empty());
  for (const char* kind : {"G", "g", "h"}) EXPECT_EQ(shard_.metadata_keys_begin(kind), shard_.metadata_keys_end(kind));
}

TEST(WordTable, NumbersWordsAsTheyCome) {
  WordTable table;
  std::map<std::string, uint32_t> known;
  std::mt19937 random(2);
  for (int i = 0; i < 200'000; ++i) {
    std::string word = std::to_string(random() % 60'000);
    if (random() % 3 == 0) word += std::string(random() % 40, 'x');
    bool is_new = false;
    const uint32_t number = table.NumberOf(word, is_new);
    const auto [it, unknown] = known.try_emplace(word, static_cast<uint32_t>(known.size()));
    ASSERT_EQ(is_new, unknown) << word;
    ASSERT_EQ(number, it->second) << word;
  }
}

}  // namespace
}  // namespace concord::search
