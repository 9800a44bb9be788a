// Which pairs are likely doubles. Pure.
#include "features/library/queue/doubles.h"

#include <gmock/gmock.h>

#include "features/library/exchange/record.h"
#include "features/library/identity.h"

namespace concord::library::queue {
namespace {

Candidate Work(std::string slug, const std::string& title, std::optional<int> year = {}, std::string author = "") {
  exchange::Record record;
  record.title = title;
  Candidate one{"id-" + slug, slug, "", "", TitleKey(record), std::move(author), year, ""};
  return one;
}

// "a=b doi": slugs of each pair and why.
std::vector<std::string> Found(const std::vector<Candidate>& all, const Apart& apart = {},
                               const PairLimits& limits = {}) {
  constexpr const char* kBy[] = {"doi", "url", "title", "fuller", "near"};
  std::vector<std::string> found;
  for (const auto& pair : FindPairs(all, apart, limits)) {
    found.push_back(all[pair.first].slug + "=" + all[pair.second].slug + " " + kBy[static_cast<int>(pair.by)]);
  }
  return found;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Doubles, TheSurestComeFirst) {
  auto a = Work("a", "One title"), b = Work("b", "Quite another one"), c = Work("c", "Third of all"),
       d = Work("d", "The fourth"), e = Work("e", "Building trust in our town", 2014),
       f = Work("f", "Building trust in our town", 2014);
  a.doi = b.doi = "10.1000/x";
  c.url_key = d.url_key = "example.org/x";
  EXPECT_THAT(Found({e, f, c, d, a, b}), ElementsAre("a=b doi", "c=d url", "e=f title"));
}

TEST(Doubles, NearTitlesAreFoundAndVolumesAreNot) {
  EXPECT_THAT(Found({Work("a", "Procedural justice and police legitimacy"),
                     Work("b", "Procedural justice and police legitimcy"), Work("c", "Something else entirely")}),
              ElementsAre("a=b near"));
  EXPECT_THAT(Found({Work("a", "Annual report of the oversight board 2019"),
                     Work("b", "Annual report of the oversight board 2020")}),
              IsEmpty());
  EXPECT_THAT(Found({Work("a", "Procedural justice and police legitimacy", 1999),
                     Work("b", "Procedural justice and police legitimcy", 2009)}),
              IsEmpty());
  EXPECT_THAT(Found({Work("a", "Procedural justice and police legitimacy", 2009, "tyler"),
                     Work("b", "Procedural justice and police legitimcy", 2009, "skogan")}),
              IsEmpty());
  EXPECT_THAT(Found({Work("a", "Open data and policing, part I: what to open"),
                     Work("b", "Open data and policing, part II: what to open")}),
              IsEmpty());
}

TEST(Doubles, AFullerTitleIsOneWorkAndAnInstalmentIsNot) {
  EXPECT_THAT(Found({Work("a", "Foot patrol in hot spots", 2011),
                     Work("b", "Foot patrol in hot spots: the Philadelphia experiment and what came of it", 2011)}),
              ElementsAre("a=b fuller"));
  EXPECT_THAT(Found({Work("a", "Foot patrol in hot spots"),
                     Work("b", "Foot patrol in hot spots part 2 of the long story told")}),
              IsEmpty());
  EXPECT_THAT(Found({Work("a", "Foot patrol"), Work("b", "Foot patrol in another place altogether")}), IsEmpty());
}

TEST(Doubles, WhatIsKnownToBeTwoIsNotAskedAgain) {
  auto a = Work("a", "Building trust in our town", 2014), b = Work("b", "Building trust in our town", 2014);
  EXPECT_THAT(Found({a, b}, {{"id-a", "id-b"}}), IsEmpty());
  auto newer = b;
  a.superseded_by = "b";
  EXPECT_THAT(Found({a, newer}), IsEmpty());
  a.superseded_by.clear();
  a.doi = "10.1000/one";
  b.doi = "10.1000/two";
  a.url_key = b.url_key = "example.org/x";
  EXPECT_THAT(Found({a, b}), IsEmpty());
}

// A page that lists forty works is the address of each of them.
TEST(Doubles, OneAddressOfManyWorksMakesNoCrowd) {
  std::vector<Candidate> all;
  for (int i = 0; i < 40; ++i) {
    std::string title;
    for (int k = 0; k < 5; ++k) title += std::string(6, static_cast<char>('a' + (i * 7 + k * 3) % 26)) + " ";
    all.push_back(Work("w" + std::to_string(100 + i), title + std::to_string(i)));
    all.back().url_key = "example.org/list";
  }
  EXPECT_THAT(Found(all), IsEmpty());
  all.push_back(all[3]);
  all.back().slug = "x";
  all.back().id = "id-x";
  EXPECT_THAT(Found(all), ElementsAre("w103=x url"));
}

// The candidates that are looked at are those that comparing each with each would find.
TEST(Doubles, LooksAtFewAndMissesNone) {
  const char* kWords[] = {"police",  "trust",  "patrol", "oversight", "community",
                          "justice", "survey", "review", "youth",     "force"};
  std::vector<Candidate> all;
  uint64_t state = 7;
  const auto next = [&] { return (state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33; };
  for (int i = 0; i < 600; ++i) {
    std::string title;
    for (int k = 0; k < 5; ++k) title += (k ? " " : "") + std::string(kWords[next() % 10]);
    all.push_back(Work("w" + std::to_string(1000 + i), title));
  }
  std::vector<std::string> expected;
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t j = i + 1; j < all.size(); ++j) {
      if (Likeness(all[i].title_key, all[j].title_key) >= 0.9 && all[i].title_key != all[j].title_key)
        expected.push_back(all[i].slug + "=" + all[j].slug + " near");
    }
  }
  std::vector<std::string> near;
  for (auto& one : Found(all, {}, {.likeness = 0.9, .pairs = 100'000})) {
    if (one.ends_with("near")) near.push_back(std::move(one));
  }
  std::sort(near.begin(), near.end());
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(near, expected);
}

TEST(Doubles, TheWorkIsBounded) {
  std::vector<Candidate> same(3000, Work("a", "Annual report"));
  for (size_t i = 0; i < same.size(); ++i) same[i].id = std::to_string(i), same[i].slug = std::to_string(i);
  EXPECT_EQ(FindPairs(same, {}, {.pairs = 50, .looks = 100'000}).size(), 50u);
}

}  // namespace
}  // namespace concord::library::queue
