// Every citation of the real catalog, and of works of every kind, against citeproc-js with the same styles.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/testing/needs.h"
#include "base/testing/temp_dir.h"
#include "features/library/csl/csl.h"
#include "features/library/exchange/testing_records.h"

namespace concord::library::csl {
namespace {

using exchange::ReadWholeFile;
using exchange::Record;
using nlohmann::json;

const std::string kSource = CONCORD_SOURCE_DIR;
const Time kToday = *ParseRfc3339("2026-11-21T12:00:00Z");

Styles Loaded() {
  auto styles = Styles::Load();
  EXPECT_TRUE(styles);
  return std::move(*styles);
}

std::vector<Record> Catalog() {
  std::vector<Record> records;
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(kSource + "/content/catalog"))
    files.push_back(file.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    auto parsed = exchange::ReadJson(ReadWholeFile(file));
    std::ranges::move(parsed.records, std::back_inserter(records));
  }
  return records;
}

// The kinds of works that the catalog has few of, or none: CSL-JSON written for this.
std::vector<Record> Kinds() {
  return exchange::ReadCslJson(ReadWholeFile(kSource + "/tests/citations/kinds.json")).records;
}

bool HasCiteproc() {
  return std::filesystem::exists(kSource + "/tests/citations/node_modules/citeproc") &&
         std::system("node --version > /dev/null 2>&1") == 0;
}

// What citeproc-js makes of them; null where it did not run.
json AskCiteproc(const std::vector<Record>& records, const json& lists) {
  const testing::TempDir folder;
  const json input = {
      {"items", json::parse(exchange::WriteCslJson(records))}, {"accessed", {2026, 11, 21}}, {"lists", lists}};
  std::ofstream(folder.File("in.json")) << input.dump();
  const std::string command =
      "node " + kSource + "/tests/citations/citeproc.mjs < " + folder.File("in.json") + " > " + folder.File("out.json");
  if (std::system(command.c_str()) != 0) return {};
  return json::parse(ReadWholeFile(folder.File("out.json")), nullptr, false);
}

struct Share {
  size_t same = 0, all = 0;
  double percent() const { return all ? 100.0 * static_cast<double>(same) / static_cast<double>(all) : 0; }
};

Share Compare(const Styles& styles, const std::vector<Record>& records, const json& expected, const char* style,
              const char* language) {
  Share share;
  const char* show = std::getenv("CONCORD_SHOW_DIFFERENCES");
  for (size_t i = 0; i < records.size(); ++i) {
    const std::string ours = styles.Cite(records[i], style, language, kToday).html, theirs = expected.at(i);
    ++share.all;
    share.same += ours == theirs;
    if (show && ours != theirs)
      std::cout << style << " " << language << " " << records[i].slug << "\n- " << theirs << "\n+ " << ours << "\n";
  }
  return share;
}

json SlugsOf(const std::vector<Record>& records, const std::vector<size_t>& order) {
  json slugs = json::array();
  for (const size_t at : order) slugs.push_back(records[at].slug);
  return slugs;
}

TEST(Citations, OfTheCatalogAreThoseOfCiteproc) {
  CONCORD_NEEDS(HasCiteproc(), "citeproc-js is not installed: npm ci in tests/citations");
  const Styles styles = Loaded();
  const auto records = Catalog();
  ASSERT_GT(records.size(), 1600u);
  const json expected = AskCiteproc(records, json::array());
  ASSERT_TRUE(expected.is_object());
  for (const auto& style : kStyles) {
    for (const char* language : {"en", "es"}) {
      const Share share =
          Compare(styles, records, expected["output"][style.slug][language]["alone"], style.slug, language);
      std::cout << style.name << " " << language << ": " << share.same << " of " << share.all << " identical ("
                << share.percent() << " %)\n";
      // What differs in Vancouver are chapters of unknown books: citeproc-js writes "In." there, and nothing after it.
      EXPECT_GE(share.percent(), std::string_view(style.slug) == "vancouver" ? 98.5 : 99.9)
          << style.name << " " << language;
    }
  }
}

TEST(Citations, OfEveryKindAreThoseOfCiteproc) {
  CONCORD_NEEDS(HasCiteproc(), "citeproc-js is not installed: npm ci in tests/citations");
  const Styles styles = Loaded();
  const auto records = Kinds();
  ASSERT_GT(records.size(), 30u);
  const json expected = AskCiteproc(records, json::array());
  ASSERT_TRUE(expected.is_object());
  for (const auto& style : kStyles) {
    for (const char* language : {"en", "es"}) {
      const Share share =
          Compare(styles, records, expected["output"][style.slug][language]["alone"], style.slug, language);
      EXPECT_EQ(share.same, share.all) << style.name << " " << language;
    }
  }
}

// Order, letters behind years, dashes for the same people again.
TEST(Citations, ListsAreThoseOfCiteproc) {
  CONCORD_NEEDS(HasCiteproc(), "citeproc-js is not installed: npm ci in tests/citations");
  const Styles styles = Loaded();
  auto records = Catalog();
  std::vector<Record> chosen;  // the works of those who have several, of which some are of one year
  std::map<std::string, int> of_author;
  for (const auto& r : records) {
    if (!r.authors.empty()) ++of_author[r.authors.front().Inverted()];
  }
  for (const auto& r : records) {
    if (!r.authors.empty() && of_author[r.authors.front().Inverted()] >= 4 && chosen.size() < 120) chosen.push_back(r);
  }
  json list = json::array();
  for (size_t i = 0; i < chosen.size(); ++i) list.push_back(i);
  const json expected = AskCiteproc(chosen, json::array({list}));
  ASSERT_TRUE(expected.is_object());
  for (const auto& style : kStyles) {
    const Bibliography ours = styles.CiteAll(chosen, style.slug, "en", kToday);
    const json& theirs = expected["output"][style.slug]["en"];
    std::vector<size_t> order = theirs["orders"][0];
    EXPECT_EQ(SlugsOf(chosen, ours.order), SlugsOf(chosen, order)) << style.name;
    size_t same = 0;
    for (size_t i = 0; i < ours.entries.size(); ++i) {
      const size_t at = static_cast<size_t>(std::ranges::find(order, ours.order[i]) - order.begin());
      const std::string one = theirs["lists"][0][at];
      same += ours.entries[i].html == one;
      if (std::getenv("CONCORD_SHOW_DIFFERENCES") && ours.entries[i].html != one)
        std::cout << "list " << style.name << "\n- " << one << "\n+ " << ours.entries[i].html << "\n";
    }
    EXPECT_GE(same * 100, chosen.size() * 97) << style.name;
  }
}

// What citeproc-js made of works of every kind and of every tenth of the catalog, kept so that this runs without it.
// CONCORD_WRITE_CITATIONS=1 makes the file anew.
TEST(Citations, AreThoseKeptFromCiteproc) {
  const std::string path = kSource + "/tests/citations/expected.json";
  if (std::getenv("CONCORD_WRITE_CITATIONS")) {
    auto records = Kinds();
    const auto catalog = Catalog();
    for (size_t i = 0; i < catalog.size(); i += 10) records.push_back(catalog[i]);
    json made = AskCiteproc(records, json::array());
    ASSERT_TRUE(made.is_object());
    made["items"] = json::parse(exchange::WriteCslJson(records));
    for (auto& item : made["items"]) {
      item.erase("custom");
      item.erase("abstract");
      item.erase("keyword");
    }
    std::ofstream(path) << made.dump(1) << "\n";
  }
  const json kept = json::parse(ReadWholeFile(path), nullptr, false);
  ASSERT_TRUE(kept.is_object());
  const auto records = exchange::ReadCslJson(kept["items"].dump()).records;
  ASSERT_GT(records.size(), 190u);
  const Styles styles = Loaded();
  for (const auto& style : kStyles) {
    for (const char* language : {"en", "es"}) {
      const Share share = Compare(styles, records, kept["output"][style.slug][language]["alone"], style.slug, language);
      EXPECT_GE(share.percent(), 98.5) << style.name << " " << language;
    }
  }
}

}  // namespace
}  // namespace concord::library::csl
