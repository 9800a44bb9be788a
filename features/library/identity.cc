#include "features/library/identity.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::library {
namespace {

bool IsTracking(std::string_view parameter) {
  return parameter.starts_with("utm_") || parameter.starts_with("fbclid=") || parameter.starts_with("gclid=") ||
         parameter.starts_with("af=") || parameter.starts_with("ai=") || parameter.starts_with("mi=");
}

bool SameAuthors(const DuplicateFinder::Known& a, const DuplicateFinder::Known& b) {
  return a.first_author.empty() || b.first_author.empty() || a.first_author == b.first_author;
}

bool DifferentDoi(const DuplicateFinder::Known& a, const DuplicateFinder::Known& b) {
  return !a.doi.empty() && !b.doi.empty() && a.doi != b.doi;
}

}  // namespace

std::string TitleKey(const exchange::Record& record) {
  return text::NormalizeTitle(record.subtitle.empty() ? record.title : record.title + " " + record.subtitle);
}

std::string UrlKey(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('#'));
  const size_t question = url.find('?');
  std::string_view place = url.substr(0, question);
  const size_t slash = place.find('/');
  std::string host = text::LowerAscii(place.substr(0, slash));
  if (host.starts_with("www.")) host.erase(0, 4);
  std::string_view path = slash == std::string_view::npos ? std::string_view() : place.substr(slash);
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string query;
  if (question != std::string_view::npos) {
    for (const auto parameter : text::Split(url.substr(question + 1), '&')) {
      if (!parameter.empty() && !IsTracking(parameter)) query += (query.empty() ? "?" : "&") + std::string(parameter);
    }
  }
  if (path.empty() && query.empty()) return {};
  return host + std::string(path) + query;
}

std::string SlugBase(const exchange::Record& record) {
  std::string base = text::Slugify(record.title);
  if (base.empty()) base = record.key.empty() ? "resource" : "resource-" + text::Slugify(record.key);
  return base;
}

std::string AuthorKey(const exchange::Name& name) {
  return text::NormalizeTitle(name.family.empty() ? name.literal : name.family);
}

void DuplicateFinder::Add(Known known) {
  const Known* kept = known_.emplace_back(std::make_unique<Known>(std::move(known))).get();
  if (!kept->doi.empty()) by_doi_.emplace(kept->doi, kept);
  if (!kept->url_key.empty()) by_url_.emplace(kept->url_key, kept);
  if (!kept->title_key.empty()) by_title_.emplace(kept->title_key, kept);
  if (!kept->slug.empty()) by_slug_.emplace(kept->slug, kept);
}

std::optional<DuplicateFinder::Match> DuplicateFinder::Find(const Known& candidate, bool asserted) const {
  if (!candidate.doi.empty()) {
    if (const auto found = by_doi_.find(candidate.doi); found != by_doi_.end()) return Match{found->second, By::kDoi};
  }
  if (!candidate.url_key.empty()) {
    const auto [first, last] = by_url_.equal_range(candidate.url_key);
    for (auto it = first; it != last; ++it) {
      if (DifferentDoi(*it->second, candidate)) continue;
      if (!asserted || it->second->title_key == candidate.title_key) return Match{it->second, By::kUrl};
    }
  }
  if (asserted || candidate.title_key.empty()) return std::nullopt;
  const auto [first, last] = by_title_.equal_range(candidate.title_key);
  for (auto it = first; it != last; ++it) {
    const Known& known = *it->second;
    if (known.year == candidate.year && !DifferentDoi(known, candidate) && SameAuthors(known, candidate)) {
      return Match{&known, By::kTitle};
    }
  }
  return std::nullopt;
}

const DuplicateFinder::Known* DuplicateFinder::BySlug(std::string_view slug) const {
  const auto found = by_slug_.find(std::string(slug));
  return found == by_slug_.end() ? nullptr : found->second;
}

}  // namespace concord::library
