// Handlers of this feature's pages, one group of actions a file (pages_*.cc). Each parses the request, calls the
// operations, fills a view and puts it in the frame. Safe from any thread.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/config.h"
#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/accounts/accounts.h"
#include "features/communities/communities.h"
#include "features/communities/shapes/drawing.h"
#include "features/communities/views.h"

namespace concord::communities {

// What another feature puts on a community's home page. Rendered HTML, or empty where there is nothing to say.
struct HomeSection {
  std::function<html::Safe(const http::Request&, const accounts::Place&)> render;
};

// How many people take part in each organization; of accounts, which knows.
using PeopleCounts = std::function<Result<std::map<OrganizationId, int64_t>>(const CommunityId&)>;

struct PageDeps {
  Communities& communities;
  const accounts::Guards& guards;
  const html::Frame& frame;
  const Config::Hub& hub;
  const Clock& clock;
  Log& log;
  std::function<std::string(std::string_view)> asset_url;  // as the frame's: "map.js" and "map.css" are asked for
  PeopleCounts people = {};
  std::vector<HomeSection> home_sections = {};
};

// What one request needs to put things into words.
class Speaker {
 public:
  Speaker(const i18n::Catalog& catalog, std::string language) : catalog_(catalog), language_(std::move(language)) {}
  Speaker(const PageDeps& deps, const http::Request& request)
      : Speaker(deps.frame.catalog(), deps.frame.LanguageOf(request)) {}
  const std::string& language() const { return language_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const;
  std::string Say(const Fault& fault) const;
  std::string Count(std::string_view key, int64_t count) const;
  std::string CommunityKind(std::string_view kind) const;
  std::string OrganizationKind(std::string_view kind) const;
  std::string OrganizationKinds(std::string_view kind) const;  // as a heading: "Nonprofits"
  std::string Language(std::string_view tag) const;            // the tag itself where it has no message
  std::string Languages(const std::vector<std::string>& tags) const;
  std::string State(std::string_view state) const;

 private:
  std::string Known(const char* prefix, std::string_view value) const;
  const i18n::Catalog& catalog_;
  std::string language_;
};

// Pictures and GeoJSON of maps, kept while the community stands still: simplifying a large one takes a while.
class Maps {
 public:
  // What `make` gives, or what it gave for the same key and the same last change.
  std::string Keep(const std::string& key, Time changed, const std::function<std::string()>& make);

 private:
  std::mutex mutex_;
  std::map<std::string, std::pair<Time, std::string>> kept_;
};

std::string HomeOf(std::string_view slug);  // "/c/riverbend"
std::string OrganizationHref(std::string_view community, std::string_view organization);
std::string DistrictHref(std::string_view community, std::string_view district);
// The page that an error becomes: 404 for what is not there, 503 or 500 with a line in the log otherwise.
http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error);
html::PageMeta MetaFor(std::string title, std::string description, std::string section);
// Whether whoever asks may do that, in that community.
bool May(const http::Request& request, accounts::Action action, const CommunityId& community);
bool May(const http::Request& request, accounts::Action action, const CommunityId& community,
         const OrganizationId& organization);
// A community with its districts and organizations: what most of its pages need. nullopt: `page` says why not.
struct Whole {
  communities::Community community;
  std::vector<District> districts;
  std::vector<Organization> organizations;
};
Result<Whole> ReadWhole(const PageDeps& deps, const http::Request& request);
views::Row ToRow(const Speaker& speaker, std::string_view community, const Organization& organization);
// In the order of OrganizationKinds.
std::vector<views::Group> ByKind(const Speaker& speaker, std::string_view community,
                                 const std::vector<Organization>& organizations);
// The map of a community; `current`: the slug of the district that stands out.
views::Map MapOf(const PageDeps& deps, const Speaker& speaker, Maps& maps, const Whole& whole,
                 std::string_view current = "");

class DirectoryPages {
 public:
  explicit DirectoryPages(const PageDeps& deps) : d_(deps) {}
  http::Response Directory(const http::Request& request) const;
  http::Response GeoJson(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Hub(const http::Request& request) const;

 private:
  PageDeps d_;
};

class CommunityPages {
 public:
  CommunityPages(const PageDeps& deps, std::shared_ptr<Maps> maps) : d_(deps), maps_(std::move(maps)) {}
  http::Response Home(const http::Request& request) const;
  http::Response District(const http::Request& request) const;
  http::Response DistrictList(const http::Request& request) const;  // there is none of its own: leads to the home page
  http::Response DistrictsGeoJson(const http::Request& request) const;

 private:
  PageDeps d_;
  std::shared_ptr<Maps> maps_;
};

class OrganizationPages {
 public:
  explicit OrganizationPages(const PageDeps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response Csv(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;

 private:
  PageDeps d_;
};

class OrganizationForms {
 public:
  explicit OrganizationForms(const PageDeps& deps) : d_(deps) {}
  http::Response New(const http::Request& request) const;
  http::Response Add(const http::Request& request) const;
  http::Response Edit(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response ConfirmEnd(const http::Request& request) const;
  http::Response End(const http::Request& request) const;

 private:
  http::Response Form(const http::Request& request, const Whole& whole, const Organization& organization,
                      const std::vector<Fault>& faults) const;
  PageDeps d_;
};

class SettingsPages {
 public:
  SettingsPages(const PageDeps& deps, std::shared_ptr<const std::vector<std::string>> zones)
      : d_(deps), zones_(std::move(zones)) {}
  http::Response New(const http::Request& request) const;
  http::Response Create(const http::Request& request) const;
  http::Response Settings(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response SetState(const http::Request& request) const;

 private:
  http::Response Form(const http::Request& request, const communities::Community& community,
                      const std::vector<Fault>& faults, bool saved = false) const;
  PageDeps d_;
  std::shared_ptr<const std::vector<std::string>> zones_;
};

// The map's form, under settings and as a step of the set-up.
class MapPages {
 public:
  MapPages(const PageDeps& deps, std::shared_ptr<Maps> maps) : d_(deps), maps_(std::move(maps)) {}
  http::Response Show(const http::Request& request) const;
  http::Response Take(const http::Request& request) const;

 private:
  http::Response Page(const http::Request& request, const Whole& whole, views::MapForm view, unsigned status) const;
  PageDeps d_;
  std::shared_ptr<Maps> maps_;
};

class SetupPages {
 public:
  explicit SetupPages(const PageDeps& deps) : d_(deps) {}
  http::Response Resume(const http::Request& request) const;
  http::Response Organizations(const http::Request& request) const;
  http::Response People(const http::Request& request) const;
  http::Response Open(const http::Request& request) const;

 private:
  PageDeps d_;
};

}  // namespace concord::communities
