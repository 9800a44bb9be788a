// A small library on both engines with two curators, or as many as a test says.
#pragma once
#include <memory>
#include <string>

#include "base/testing/databases.h"
#include "features/library/curation/curation.h"

namespace concord::library::curation {

inline constexpr char kSmallCatalog[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"foot-patrol","title":{"en":"Foot Patrol","es":"Patrulla a pie"}},
           {"slug":"use-of-force","title":{"en":"Use of Force","es":"Uso de la fuerza"}}],
 "types":[{"slug":"report","title":{"en":"Report","es":"Informe"}},{"slug":"other","title":{"en":"Other","es":"Otro"}}],
 "audiences":[{"slug":"officers","title":{"en":"Officers","es":"Agentes"}}],
 "modules":[{"slug":"trust","title":{"en":"Trust","es":"Confianza"},"lead":{"en":"Lead","es":"Entrada"},
   "overview":{"en":"One.","es":"Uno."},"topics":["foot-patrol"],"expectations":[{"en":"Walks","es":"Paseos"}]}],
 "sites":[{"slug":"knox","name":"Knox Police","place":"Knox","summary":{"en":"S","es":"S"},"modules":["trust"],
   "practices":[{"en":"walks","es":"paseos"}],"facts":[{"field":"practices","basis":"listing","source":"https://x.org"}]}],
 "collections":[{"slug":"walking","title":{"en":"Walking","es":"Caminar"},"introduction":{"en":"Intro","es":"Entrada"},
   "resources":["walk","force"]}],
 "resources":[
  {"slug":"walk","title":"Foot patrol","summary":"A trial of foot patrol and trust.","year":2011,"types":["report"],
   "topics":["foot-patrol"],"languages":["en"],"authors":[{"family":"Ratcliffe","given":"Jerry"}],
   "url":"https://example.org/walk","doi":"10.1000/walk","facts":[{"field":"year","basis":"listing","source":"https://x.org"}]},
  {"slug":"force","title":"Reducing force","year":2020,"types":["report"],"topics":["use-of-force"]},
  {"slug":"came-as-draft","title":"Came as a draft","status":"draft"}]})";

class CurationTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    curation_ = std::make_unique<Curation>(*library_, world_.clock, world_.random,
                                           [this]() -> Result<int64_t> { return curators_; });
    const auto taken = library_->Import("small.json", kSmallCatalog, std::nullopt, {});
    ASSERT_TRUE(taken && taken->applied);
    Tick();
  }
  void Tick() { world_.clock.Advance(std::chrono::minutes(1)); }
  Workpiece At(const std::string& slug) {
    auto found = curation_->Find(slug);
    EXPECT_TRUE(found) << slug;
    return found ? *found : Workpiece();
  }
  Draft Reread(const Draft& draft) { return *curation_->FindDraft(draft.id); }
  // An open draft of "walk" by `actor` with another summary.
  Draft BeginDraft(const std::string& actor, const std::string& summary = "A new summary.") {
    const auto walk = At("walk");
    exchange::Record record = walk.resource.about;
    record.summary = summary;
    auto draft = curation_->Begin(walk.resource.id.ToString(), {record, "Clearer", walk.revision}, actor);
    EXPECT_TRUE(draft) << (draft ? "" : draft.error().key + draft.error().cause);
    Tick();
    return draft ? *draft : Draft();
  }
  std::string Shown(const std::string& slug) {
    const auto found = library_->Find(slug);
    return found ? found->about.summary : "not shown";
  }
  static std::string KeyOf(const Status& status) { return status ? "fine" : status.error().key; }
  template <typename T>
  static std::string KeyOf(const Result<T>& result) {
    return result ? "fine" : result.error().key;
  }

  int64_t curators_ = 2;
  std::unique_ptr<Library> library_;
  std::unique_ptr<Curation> curation_;
};

inline constexpr char kAda[] = "01890000-0000-7000-8000-00000000000a";
inline constexpr char kBen[] = "01890000-0000-7000-8000-00000000000b";

}  // namespace concord::library::curation
