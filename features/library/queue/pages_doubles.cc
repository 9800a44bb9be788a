// Likely doubles: what they have in common, and what a curator says of them.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "features/library/change.h"
#include "features/library/queue/pages.h"
#include "features/library/queue/store.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

constexpr size_t kPairsPerPage = 25, kReadAtOnce = 200;

using ById = std::unordered_map<std::string, Resource>;

Result<ById> Load(Library& library, const std::vector<std::string>& ids) {
  return library.database().Read([&](db::Session& s) -> Result<ById> {
    ById found;
    for (size_t from = 0; from < ids.size(); from += kReadAtOnce) {
      const std::vector<std::string> part(ids.begin() + static_cast<long>(from),
                                          ids.begin() + static_cast<long>(std::min(ids.size(), from + kReadAtOnce)));
      for (auto& resource : library::store::FindResourcesById(s, part)) {
        std::string id = resource.id.ToString();
        found.emplace(std::move(id), std::move(resource));
      }
    }
    return found;
  });
}

std::string ReasonOf(const Speaker& speaker, const Pair& pair) {
  switch (pair.by) {
    case Pair::By::kDoi:
      return speaker.Say("library.queue.doubles.by_doi");
    case Pair::By::kUrl:
      return speaker.Say("library.queue.doubles.by_url");
    case Pair::By::kTitle:
      return speaker.Say("library.queue.doubles.by_title");
    case Pair::By::kFuller:
      return speaker.Say("library.queue.doubles.by_fuller");
    case Pair::By::kNear:
      break;
  }
  return speaker.Say("library.queue.doubles.by_near",
                     {{"percent", std::to_string(static_cast<int>(pair.likeness * 100 + 0.5))}});
}

// How much a record says: the fuller one is offered as the one to keep.
size_t FullnessOf(const exchange::Record& r) {
  size_t filled = r.summary.empty() ? 0 : 3;
  for (const auto* text : {&r.publisher, &r.container, &r.url, &r.doi, &r.isbn, &r.volume, &r.pages, &r.subtitle}) {
    filled += text->empty() ? 0 : 1;
  }
  return filled + r.topics.size() + r.evidence.size() + (r.authors.empty() ? 0 : 1) + (r.year ? 1 : 0);
}

views::PairRow RowOf(const Deps& deps, const Speaker& speaker, const Resource& a, const Resource& b) {
  const bool b_first = !IsShown(a) && IsShown(b);
  const bool swapped = b_first || (IsShown(a) == IsShown(b) && FullnessOf(b.about) > FullnessOf(a.about));
  const Resource &keep = swapped ? b : a, &merge = swapped ? a : b;
  views::PairRow row;
  row.first = a.id.ToString();
  row.second = b.id.ToString();
  for (const Resource* one : {&keep, &merge}) {
    const auto& r = one->about;
    row.sides.push_back(
        {{HrefOf(deps, r), r.subtitle.empty() ? r.title : r.title + ": " + r.subtitle}, FactsOf(speaker, *one)});
  }
  row.merge_href = "/curation/merge?keep=" + keep.about.slug + "&merge=" + merge.about.slug;
  row.merge_label = speaker.Say("library.queue.doubles.merge_label", {{"title", keep.about.title}});
  return row;
}

size_t PageIn(const http::Request& request) {
  const auto text = request.query.Get("page");
  size_t page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return std::clamp<size_t>(page, 1, 1000);
}

}  // namespace

Result<std::shared_ptr<const PairCache::Found>> PairCache::Get(Library& library) {
  std::lock_guard lock(mutex_);  // one look at a time: it takes seconds where there are a hundred thousand
  const uint64_t version = library.Version();
  if (found_ && version_ == version) return found_;
  auto found = library.database().Read([](db::Session& s) -> Result<std::shared_ptr<const Found>> {
    Found now{store::Candidates(s), {}};
    now.pairs = FindPairs(now.candidates, store::ApartPairs(s));
    return std::make_shared<const Found>(std::move(now));
  });
  if (!found) return found;
  found_ = *found;
  version_ = version;
  return found_;
}

http::Response DoublesPages::List(const http::Request& request) const {
  const Speaker speaker(d_.pages, request);
  const bool apart = request.query.Get("state") == "apart";
  views::DoublesPage view;
  view.tabs = TabsOf(speaker, "doubles");
  view.states = {{"/curation/doubles", speaker.Say("library.queue.doubles.likely"), !apart},
                 {"/curation/doubles?state=apart", speaker.Say("library.queue.doubles.apart"), apart}};
  view.csrf = d_.pages.frame.FormToken(request);
  view.action = apart ? "/curation/doubles/again" : "/curation/doubles/apart";
  view.act = speaker.Say(apart ? "library.queue.doubles.look_again" : "library.queue.doubles.put_apart");
  view.empty_text = speaker.Say(apart ? "library.queue.doubles.none_apart" : "library.queue.doubles.none");
  for (const std::string_view done : {"merged", "apart", "again", "missing"}) {
    if (request.query.Get("done") == done) view.done = speaker.Say("library.queue.doubles.done_" + std::string(done));
  }
  struct Shown {
    std::string first, second, reason;
  };
  std::vector<Shown> all;
  if (apart) {
    const auto pairs =
        d_.pages.library.database().Read([](db::Session& s) -> Result<Apart> { return store::ApartPairs(s); });
    if (!pairs) return ErrorFor(d_.pages, request, pairs.error());
    for (const auto& [first, second] : *pairs) {
      all.push_back({first, second, speaker.Say("library.queue.doubles.is_apart")});
    }
  } else {
    const auto found = cache_->Get(d_.pages.library);
    if (!found) return ErrorFor(d_.pages, request, found.error());
    for (const auto& pair : (*found)->pairs) {
      all.push_back(
          {(*found)->candidates[pair.first].id, (*found)->candidates[pair.second].id, ReasonOf(speaker, pair)});
    }
  }
  view.found = speaker.Count("library.queue.doubles.found", static_cast<int64_t>(all.size()));
  const size_t page = PageIn(request), begin = std::min(all.size(), (page - 1) * kPairsPerPage);
  const size_t end = std::min(all.size(), begin + kPairsPerPage);
  std::vector<std::string> ids;
  for (size_t i = begin; i < end; ++i) ids.insert(ids.end(), {all[i].first, all[i].second});
  const auto resources = Load(d_.pages.library, ids);
  if (!resources) return ErrorFor(d_.pages, request, resources.error());
  for (size_t i = begin; i < end; ++i) {
    const auto a = resources->find(all[i].first), b = resources->find(all[i].second);
    if (a == resources->end() || b == resources->end()) continue;
    auto row = RowOf(d_, speaker, a->second, b->second);
    row.reason = all[i].reason;
    row.act_label = view.act + ": " + a->second.about.title;
    if (apart) row.merge_href.clear();
    view.pairs.push_back(std::move(row));
  }
  if (end < all.size()) {
    view.more = std::string("/curation/doubles?") + (apart ? "state=apart&" : "") + "page=" + std::to_string(page + 1);
  }
  return PageOf(d_, request, speaker.Say("library.queue.doubles.title"),
                views::Render(d_.pages.frame.templates(), speaker.language(), view));
}

http::Response DoublesPages::Csv(const http::Request& request) const {
  const auto found = cache_->Get(d_.pages.library);
  if (!found) return ErrorFor(d_.pages, request, found.error());
  std::vector<std::string> ids;
  for (const auto& pair : (*found)->pairs) {
    ids.insert(ids.end(), {(*found)->candidates[pair.first].id, (*found)->candidates[pair.second].id});
  }
  const auto resources = Load(d_.pages.library, ids);
  if (!resources) return ErrorFor(d_.pages, request, resources.error());
  const Speaker speaker(d_.pages, request);
  std::string csv;
  AppendCsv(csv, {"why", "likeness of titles", "first", "first title", "first year", "second", "second title",
                  "second year"});
  for (const auto& pair : (*found)->pairs) {
    const auto a = resources->find((*found)->candidates[pair.first].id);
    const auto b = resources->find((*found)->candidates[pair.second].id);
    if (a == resources->end() || b == resources->end()) continue;
    const auto year = [](const Resource& r) { return r.about.year ? std::to_string(*r.about.year) : std::string(); };
    AppendCsv(csv, {ReasonOf(speaker, pair), std::to_string(static_cast<int>(pair.likeness * 100 + 0.5)) + " %",
                    a->second.about.slug, a->second.about.title, year(a->second), b->second.about.slug,
                    b->second.about.title, year(b->second)});
  }
  return CsvOf(std::move(csv), "doubles.csv");
}

http::Response DoublesPages::Decide(const http::Request& request, bool apart) const {
  const std::string first = LineOf(request, "first"), second = LineOf(request, "second");
  const auto done = d_.pages.library.Write(ActorOf(request), [&](Change& change) -> Status {
    auto& t = change.transaction();
    if (first == second || library::store::FindResourcesById(t, {first, second}).size() != 2)
      return Fail(ErrorKind::kNotFound, "error.not_found");
    if (apart) {
      store::PutApart(t, first, second, change.now());
    } else if (!store::DropApart(t, first, second)) {
      return {};
    }
    change.Enter(apart ? "library.double.apart" : "library.double.again", std::min(first, second), "",
                 journal::Digest(std::min(first, second) + " " + std::max(first, second)));
    return {};
  });
  if (!done) return ErrorFor(d_.pages, request, done.error());
  return http::Response::SeeOther(apart ? "/curation/doubles?done=apart" : "/curation/doubles?done=again");
}

http::Response DoublesPages::PutApart(const http::Request& request) const { return Decide(request, true); }
http::Response DoublesPages::LookAgain(const http::Request& request) const { return Decide(request, false); }

}  // namespace concord::library::queue
