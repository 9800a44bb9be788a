// The curators' list of links, and what readers see of a check.
#include <gtest/gtest.h>

#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

class LinksPages : public ::testing::Test {
 protected:
  std::string IdOf(const std::string& slug) {
    return *db().Read([&](db::Session& s) -> Result<std::string> {
      return s.One("SELECT id FROM library_resource WHERE slug = :slug", slug)->Text(0);
    });
  }
  db::Database& db() { return *town_.web().hub().database; }
  // As a check would have written it of "walk", three days after its first failure.
  void Found(const std::string& state, const std::string& reason, const std::string& new_url = "") {
    const Time now = *ParseRfc3339("2026-11-20T10:00:00Z");
    const bool fails = state == "dead";
    ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
      t.Execute("DELETE FROM library_link");
      t.Execute(
          "INSERT INTO library_link (resource_id, url, state, reason, http_status, new_url, failures, gone, "
          "checked_at, "
          "failing_since, next_at) VALUES (:id, 'https://example.org/walk', :state, :reason, :status, :new_url, 3, 3, "
          ":now, "
          ":since, :next)",
          IdOf("walk"), state, reason, fails ? 404 : 200, new_url, now,
          fails ? std::optional(now - std::chrono::days(4)) : std::nullopt, now + std::chrono::days(30));
      return {};
    }));
    town_.web().hub().library->Touch();
  }

  Town town_;
};

TEST_F(LinksPages, ReadersSeeWhenTheLinkWasLastChecked) {
  Browser reader(town_.web());
  EXPECT_EQ(reader.Get("/resources/walk").body.find("Link last checked"), std::string::npos);
  Found("ok", "");
  EXPECT_NE(reader.Get("/resources/walk").body.find("Link last checked on November 20, 2026: it works."),
            std::string::npos);
  Found("dead", "not_found");
  EXPECT_NE(reader.Get("/resources/walk").body.find("since November 16, 2026"), std::string::npos);
  EXPECT_NE(reader.Get("/resources/walk?lang=es").body.find("no responde como debería"), std::string::npos);
  Found("unsure", "login");
  EXPECT_NE(reader.Get("/resources/walk?lang=en").body.find("asks for a sign-in"), std::string::npos);
  Found("unsure", "robots");
  EXPECT_EQ(reader.Get("/resources/walk").body.find("Link last checked"), std::string::npos) << "nobody looked";
}

TEST_F(LinksPages, CuratorsAlone) {
  Browser nobody(town_.web()), admin = town_.SignedIn(town_.hub_admin);
  EXPECT_EQ(nobody.Get("/curation/links").status, 303);
  EXPECT_EQ(admin.Get("/curation/links").status, 403);
}

TEST_F(LinksPages, TakeTheNewAddressThatWasShown) {
  Found("redirected", "moved", "https://new.example.org/walk");
  Browser curator = town_.SignedIn(town_.curator);
  const Answer list = curator.Get("/curation/links");
  EXPECT_NE(list.body.find("https://new.example.org/walk"), std::string::npos);
  EXPECT_NE(list.body.find("Foot patrol"), std::string::npos);
  EXPECT_NE(curator.Get("/curation/links.csv").body.find("\"redirected\""), std::string::npos);
  const std::string take = "/curation/links/" + IdOf("walk") + "/take";
  const Answer other = curator.Post(take, {{"new_url", "https://evil.example/"}});
  EXPECT_EQ(other.Header("Location"), "/curation/links?done=changed");
  const Answer taken = curator.Post(take, {{"new_url", "https://new.example.org/walk"}, {"state", "redirected"}});
  EXPECT_EQ(taken.Header("Location"), "/curation/links?state=redirected&done=take");
  EXPECT_NE(curator.Get("/curation/links?done=take").body.find("The new address was taken"), std::string::npos);
  EXPECT_NE(Browser(town_.web()).Get("/resources/walk").body.find("https://new.example.org/walk"), std::string::npos);
}

TEST_F(LinksPages, WhatIsDeadCanBeFoundGoodOrWithdrawn) {
  Found("dead", "not_found");
  Browser curator = town_.SignedIn(town_.curator);
  EXPECT_NE(curator.Get("/today").body.find("/curation/links"), std::string::npos);
  EXPECT_NE(curator.Get("/curation/links?state=dead").body.find("/withdraw"), std::string::npos);
  const std::string link = "/curation/links/" + IdOf("walk");
  EXPECT_EQ(curator.Post(link + "/fine").status, 303);
  EXPECT_EQ(curator.Get("/curation/links").body.find("Foot patrol"), std::string::npos);
  EXPECT_NE(curator.Get("/curation/links?state=dead").body.find("found good by a person"), std::string::npos);
  EXPECT_EQ(curator.Post(link + "/again").status, 303);
  EXPECT_EQ(curator.Post(link + "/withdraw").Header("Location"), "/curation/links?done=withdraw");
  EXPECT_EQ(Browser(town_.web()).Get("/resources/walk").status, 404);
}

}  // namespace
}  // namespace concord::scenarios
