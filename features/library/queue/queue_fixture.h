// A library on both engines with the pages of this folder, asked through the router as a browser asks: what the tests
// of this folder share.
#pragma once
#include <gmock/gmock.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/library/indexer.h"
#include "features/library/queue/queue.h"
#include "features/library/routes.h"
#include "features/library/search_schema.h"
#include "features/library/testing_parts.h"
#include "html_embedded.h"
#include "library_cite_embedded.h"
#include "library_embedded.h"
#include "library_queue_embedded.h"
#include "mail_embedded.h"

namespace concord::library::queue {

inline constexpr char kCatalog[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"use-of-force","title":{"en":"Use of Force","es":"Uso de la fuerza"}},
           {"slug":"foot-patrol","title":{"en":"Foot Patrol","es":"Patrulla a pie"}}],
 "types":[{"slug":"report","title":{"en":"Report"}},{"slug":"other","title":{"en":"Other"}}],
 "audiences":[{"slug":"residents","title":{"en":"Residents"}}],
 "modules":[{"slug":"trust","title":{"en":"Trust"},"lead":{"en":"=lead"},"overview":{"en":"o"},"topics":["foot-patrol"]}],
 "sites":[{"slug":"oak","name":"Oak","place":"Ohio","modules":["trust"]}],
 "resources":[
  {"slug":"walk","title":"Foot patrol in hot spots","year":2011,"types":["report"],"topics":["foot-patrol"],
   "authors":[{"family":"Ratcliffe","given":"Jerry"}],"doi":"10.1000/walk","languages":["en"],"access":"open"},
  {"slug":"walk-again","title":"Foot patrol in hot spots: a trial","year":2011,"types":["report"],"topics":["use-of-force"],
   "summary":"Walking helps.","url":"https://example.org/walk","publisher":"ASC",
   "evidence":[{"outcome":"violence","direction":"falls","certainty":"moderate","setting":"Philadelphia","basis":"23% less","date":"2011"}]},
  {"slug":"force","title":"Reducing force","types":["report"],"topics":["use-of-force"],"url":"https://example.org/force"},
  {"slug":"secret","title":"A secret draft","status":"draft","url":"https://example.org/secret"}],
 "collections":[{"slug":"start","title":{"en":"Start"},"introduction":{"en":"i"},"resources":["walk-again","force"]}]})";

class QueueTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    const auto report = library_->Import("c.json", kCatalog, std::nullopt, {});
    ASSERT_TRUE(report && report->applied) << (report ? "" : report.error().cause);
    CatchUp();
    auto searcher = search::Searcher::Open(folder_.File("search"), SearchSchema(), {});
    ASSERT_TRUE(searcher) << searcher.error().cause;
    searcher_ = std::move(*searcher);
    BuildFrame();
    BindPages();
  }

  void BuildFrame() {
    std::vector<embed::File> files;
    for (const auto source :
         {html::embedded::Files(), mail::embedded::Files(), library::embedded::Files(), embedded::Files()}) {
      files.insert(files.end(), source.begin(), source.end());
    }
    AddMessages(files, cite::embedded::Files());
    auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    std::set<std::string> used = TemplateNames();
    used.merge(library::views::TemplateNames());
    AddSharedTemplates(used);
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto templates = html::Templates::Load(files, used, *catalog_);
    ASSERT_TRUE(templates) << templates.error().cause;
    templates_ = std::move(*templates);
    hub_.name = "Riverbend";
    hub_.base_url = "https://trust.example.org/";
    frame_ = std::make_unique<html::Frame>(*templates_, *catalog_, hub_, std::vector<html::NavEntry>(),
                                           std::vector<html::PageMeta::LinkTag>(),
                                           [](std::string_view name) { return "/assets/" + std::string(name); });
  }

  void BindPages() {
    guards_ = std::make_unique<accounts::Guards>(
        [this](const http::Request& q, unsigned status) { return frame_->ErrorPage(q, status); });
    Config::Mail settings;
    settings.server = mail_server_;
    settings.from = "trust@example.org";
    sender_ = std::make_unique<mail::Sender>(settings, world_.clock, world_.random, world_.log);
    post_ = std::make_unique<mail::Post>(*sender_, sealer_, nullptr, world_.clock, world_.random);
    router_ = std::make_unique<http::Router>();
    const library::PageDeps pages{*library_, *searcher_, *frame_, hub_, world_.clock, world_.log};
    library::BindLibrary(*router_, pages);
    Deps deps{.pages = pages, .guards = *guards_, .sealer = sealer_, .random = world_.random, .post = post_.get()};
    deps.limit = [this](const http::Request&) -> Status {
      if (allowed_-- > 0) return {};
      return Fail(ErrorKind::kUnavailable, "accounts.error.too_many", {{"minutes", "6"}});
    };
    deps.places = [] { return std::vector<PlaceChoice>{{"0190-place", "Cedar"}}; };
    deps.followers = followers_;
    BindQueue(*router_, deps);
  }

  void CatchUp() {
    auto indexer = Indexer::Open(*library_, folder_.File("search"), world_.log);
    ASSERT_TRUE(indexer) << indexer.error().cause;
    ASSERT_TRUE((*indexer)->CatchUp());
  }

  using Fields = std::vector<std::pair<std::string, std::string>>;

  // A curator of that name; each name is a person of their own.
  http::Response Ask(const std::string& target, const std::string& who = "", const Fields* fields = nullptr,
                     const std::string& language = "en") {
    http::Request q;
    q.method = fields ? http::Method::kPost : http::Method::kGet;
    q.target = target;
    q.path = target.substr(0, target.find('?'));
    q.host = "trust.example.org";
    q.headers.Add("Accept-Language", language);
    if (const size_t mark = target.find('?'); mark != std::string::npos)
      q.query = http::ParseForm(target.substr(mark + 1));
    if (fields) {
      for (const auto& [name, value] : *fields) q.form.Add(name, value);
    }
    const auto match = router_->Find(q.method, q.path);
    if (!match.route) return http::Response::Text("no route", 599);
    q.params = match.params;
    auto visit = std::make_shared<accounts::Visit>();
    if (!who.empty()) visit->caller = CallerNamed(who);
    q.visitor = visit;
    if (match.route->guard.check) {
      if (auto refused = match.route->guard.check(q)) return *refused;
    }
    return match.route->handler(q);
  }
  http::Response Get(const std::string& target, const std::string& who = "") { return Ask(target, who); }
  http::Response Post(const std::string& target, const Fields& fields, const std::string& who = "") {
    return Ask(target, who, &fields);
  }
  static std::string To(const http::Response& response) { return std::string(response.headers.Get("Location")); }

  accounts::Caller CallerNamed(const std::string& who) {
    accounts::Caller caller;
    auto& id = people_[who];
    if (id.empty()) id = Uuid::V7(world_.clock, world_.random).ToString();
    caller.id = *accounts::AccountId::Parse(id);
    caller.name = who;
    caller.second_factor = true;
    if (who != "member") caller.hub_roles = {accounts::Role::kCurator};
    return caller;
  }

  int64_t CountOf(const std::string& from) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT COUNT(*) FROM " + from)->Int(0); });
  }
  std::string TextOf(const std::string& query) {
    return *db().Read([&](db::Session& s) -> Result<std::string> {
      const auto row = s.One(query);
      return row ? row->Text(0) : std::string("(none)");
    });
  }
  std::string IdOf(const std::string& slug) {
    return TextOf("SELECT id FROM library_resource WHERE slug = '" + slug + "'");
  }

  testing::TempDir folder_;
  Config::Hub hub_;
  std::string mail_server_ = "127.0.0.1";
  int allowed_ = 100;
  std::vector<MergeFollower> followers_;
  std::map<std::string, std::string> people_;
  crypto::Sealer sealer_{std::string(32, 'k')};
  std::unique_ptr<Library> library_;
  std::unique_ptr<search::Searcher> searcher_;
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<html::Frame> frame_;
  std::unique_ptr<accounts::Guards> guards_;
  std::unique_ptr<mail::Sender> sender_;
  std::unique_ptr<mail::Post> post_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace concord::library::queue
