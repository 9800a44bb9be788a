#include "features/library/ties.h"

#include <algorithm>
#include <set>

#include "features/library/identity.h"

namespace concord::library {
namespace {

constexpr size_t kKept = 50'000;

}  // namespace

std::shared_ptr<const Ties> TieBoard::Of(const Resource& resource) { return Of(std::vector{&resource}).front(); }

std::vector<std::shared_ptr<const Ties>> TieBoard::Of(const std::vector<const Resource*>& resources) {
  const uint64_t version = version_();
  std::vector<std::shared_ptr<const Ties>> out(resources.size());
  std::vector<const Resource*> unknown;
  std::vector<size_t> places;
  {
    std::lock_guard lock(mutex_);
    if (kept_version_ != version) kept_.clear();
    kept_version_ = version;
    for (size_t i = 0; i < resources.size(); ++i) {
      if (const auto found = kept_.find(resources[i]->id.ToString()); found != kept_.end()) {
        out[i] = found->second;
      } else {
        unknown.push_back(resources[i]);
        places.push_back(i);
      }
    }
  }
  if (unknown.empty()) return out;
  std::vector<std::shared_ptr<Ties>> made(unknown.size());
  for (auto& one : made) one = std::make_shared<Ties>();
  bool whole = true;
  for (const auto& source : sources_) {
    auto cited = source.of(unknown);
    if (!cited) {
      log_.Error("what cites resources could not be read",
                 {{"source", source.heading_key}, {"cause", cited.error().cause}});
      whole = false;
      continue;
    }
    for (size_t i = 0; i < unknown.size(); ++i) {
      const auto found = cited->find(unknown[i]->id.ToString());
      if (found != cited->end() && !found->second.empty())
        made[i]->groups.push_back({source.heading_key, std::move(found->second)});
    }
  }
  for (auto& one : made) {
    std::set<std::string> communities;
    for (const auto& group : one->groups) {
      for (const auto& tie : group.ties) {
        if (!tie.community_id.empty()) communities.insert(tie.community_id);
      }
    }
    one->communities = communities.size();
  }
  std::lock_guard lock(mutex_);
  const bool keeps = whole && kept_version_ == version;
  if (keeps && kept_.size() >= kKept) kept_.clear();
  for (size_t i = 0; i < unknown.size(); ++i) {
    out[places[i]] = made[i];
    if (keeps) kept_.insert_or_assign(unknown[i]->id.ToString(), made[i]);
  }
  return out;
}

TieSource SitesThatCite(Library& library) {
  return {"library.ties.sites", [&library](const std::vector<const Resource*>& resources) -> Result<TieSource::Cited> {
            const auto shelf = library.Shelves();
            if (!shelf) return std::unexpected(shelf.error());
            TieSource::Cited cited;
            for (const auto& site : (*shelf)->sites) {
              std::set<std::string> sources;
              for (const auto& fact : site.facts) sources.insert(UrlKey(fact.source));
              sources.erase("");
              for (const Resource* resource : resources) {
                const auto& a = resource->about;
                const bool by_doi = !a.doi.empty() && sources.contains(UrlKey("https://doi.org/" + a.doi));
                if (!by_doi && (a.url.empty() || !sources.contains(UrlKey(a.url)))) continue;
                cited[resource->id.ToString()].push_back({site.name, "/sites/" + site.slug, "", site.place});
              }
            }
            return cited;
          }};
}

}  // namespace concord::library
