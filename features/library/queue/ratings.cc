#include "features/library/queue/ratings.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "features/library/change.h"
#include "features/library/queue/store.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

using exchange::Evidence;

constexpr std::array<std::string_view, 6> kDirections = {"rises", "falls",        "no clear effect",
                                                         "mixed", "not measured", "promising"};
constexpr std::array<std::string_view, 6> kCertainties = {
    "high", "moderate to high", "moderate", "low to moderate", "low", "none"};
constexpr size_t kMostText = 1000;

bool Agree(const Evidence& a, const Evidence& b) { return a.direction == b.direction && a.certainty == b.certainty; }

std::string DigestOf(const Evidence& e) {
  return journal::Digest(e.outcome + "\n" + e.direction + "\n" + e.certainty + "\n" + e.setting + "\n" + e.basis +
                         "\n" + e.date);
}

// The line becomes the resource's own, in the place of the one of the same outcome.
void Publish(Change& change, const Resource& resource, const Evidence& line, const std::string& settled) {
  const std::string key = OutcomeKey(line.outcome), id = resource.id.ToString();
  exchange::Record after = resource.about;
  const auto same = std::find_if(after.evidence.begin(), after.evidence.end(),
                                 [&](const Evidence& e) { return OutcomeKey(e.outcome) == key; });
  const std::string before = same == after.evidence.end() ? "" : DigestOf(*same);
  if (same == after.evidence.end()) {
    after.evidence.push_back(line);
  } else {
    *same = line;
  }
  change.Replace(resource, std::move(after));
  store::PutRated(change.transaction(), id, {key, line.direction, line.certainty, settled, change.now()});
  store::DropRatings(change.transaction(), id, key);
  change.Enter("library.rating.publish", id, before, DigestOf(line));
}

// The resource of that slug, locked, so that two curators at once do not miss each other.
std::optional<Resource> Locked(db::Transaction& t, std::string_view slug) {
  store::LockResources(t, slug, slug);
  auto resource = library::store::FindResource(t, slug);
  return resource && IsShown(*resource) ? std::move(resource) : std::nullopt;
}

}  // namespace

std::span<const std::string_view> Directions() { return kDirections; }
std::span<const std::string_view> Certainties() { return kCertainties; }

RatingState OutcomeState::state() const {
  if (given.size() > 1) return RatingState::kDiffers;
  if (given.size() == 1) return RatingState::kHalf;
  return rated ? RatingState::kRated : RatingState::kFirst;
}

std::vector<std::pair<std::string, std::string>> Check(Evidence& line) {
  for (std::string* text : {&line.outcome, &line.setting, &line.basis, &line.date}) {
    *text = text::CollapseSpace(text::Clean(*text));
  }
  std::vector<std::pair<std::string, std::string>> faults;
  const auto is_one_of = [](const auto& scale, const std::string& value) {
    return std::find(scale.begin(), scale.end(), value) != scale.end();
  };
  if (OutcomeKey(line.outcome).empty() || text::CountCodePoints(line.outcome) > kMostOutcome)
    faults.emplace_back("outcome", "library.queue.error.outcome");
  if (!is_one_of(kDirections, line.direction)) faults.emplace_back("direction", "library.queue.error.direction");
  if (!is_one_of(kCertainties, line.certainty)) faults.emplace_back("certainty", "library.queue.error.certainty");
  if (line.basis.empty()) faults.emplace_back("basis", "library.queue.error.basis");
  for (const auto& [field, text] : {std::pair<const char*, const std::string&>{"setting", line.setting},
                                    {"basis", line.basis},
                                    {"dated", line.date}}) {
    if (text::CountCodePoints(text) > kMostText) faults.emplace_back(field, "library.queue.error.text_long");
  }
  return faults;
}

Result<std::vector<OutcomeState>> Ratings::OutcomesOf(const Resource& resource) {
  return library_.database().Read([&](db::Session& s) -> Result<std::vector<OutcomeState>> {
    const std::string id = resource.id.ToString();
    std::vector<OutcomeState> all;
    const auto find = [&](const std::string& outcome) -> OutcomeState& {
      const std::string key = OutcomeKey(outcome);
      for (auto& one : all) {
        if (one.outcome_key == key) return one;
      }
      all.push_back({outcome, key, {}, {}, {}});
      return all.back();
    };
    const auto rated = library::store::RatedOutcomes(s, id);
    for (const auto& line : resource.about.evidence) {
      OutcomeState& one = find(line.outcome);
      if (one.line) continue;  // two lines of one outcome: of two studies; the first stands for it here
      one.line = line;
      if (const Rated* by_two = RatedFor(rated, line)) one.rated = *by_two;
    }
    for (auto& rating : store::RatingsOf(s, id)) find(rating.line.outcome).given.push_back(std::move(rating));
    return all;
  });
}

Result<std::vector<RatingRow>> Ratings::List() {
  return library_.database().Read([](db::Session& s) -> Result<std::vector<RatingRow>> {
    auto rows = store::RatingRows(s);
    const auto rank = [](const RatingRow& row) {
      constexpr int kRank[] = {2, 1, 0, 3};
      return kRank[static_cast<int>(row.state)];
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return rows;
  });
}

Result<int64_t> Ratings::CountDiffering() {
  return library_.database().Read([](db::Session& s) -> Result<int64_t> { return store::CountDiffering(s); });
}

Status Ratings::Give(std::string_view slug, const Evidence& line, const std::string& rater) {
  return library_.Write(rater, [&](Change& change) -> Status {
    db::Transaction& t = change.transaction();
    const auto resource = Locked(t, slug);
    if (!resource) return NotFound();
    const std::string id = resource->id.ToString(), key = OutcomeKey(line.outcome);
    std::vector<Rating> given;
    for (auto& one : store::RatingsOf(t, id)) {
      if (one.outcome_key == key) given.push_back(std::move(one));
    }
    for (const auto& one : given) {
      if (one.rater == rater) return Fail(ErrorKind::kConflict, "library.queue.error.rated_before");
    }
    if (given.size() > 1) return Fail(ErrorKind::kConflict, "library.queue.error.rated_twice");
    store::InsertRating(t, {id, key, rater, line, change.now()});
    change.Enter("library.rating.give", id, "", DigestOf(line));
    // The first one's words stand: they were written without sight of any other.
    if (!given.empty() && Agree(given.front().line, line)) Publish(change, *resource, given.front().line, "");
    return {};
  });
}

Status Ratings::Settle(std::string_view slug, const Evidence& line, const std::string& settled,
                       const std::string& actor) {
  return library_.Write(actor, [&](Change& change) -> Status {
    const auto resource = Locked(change.transaction(), slug);
    if (!resource) return NotFound();
    const std::string key = OutcomeKey(line.outcome);
    const auto given = store::RatingsOf(change.transaction(), resource->id.ToString());
    if (std::ranges::count(given, key, &Rating::outcome_key) < 2)
      return Fail(ErrorKind::kConflict, "library.queue.error.no_difference");
    Publish(change, *resource, line, settled);
    return {};
  });
}

Status Ratings::Withdraw(std::string_view slug, std::string_view outcome, const std::string& rater) {
  return library_.Write(rater, [&](Change& change) -> Status {
    const auto resource = Locked(change.transaction(), slug);
    if (!resource) return NotFound();
    const std::string id = resource->id.ToString();
    if (!store::DropRatingBy(change.transaction(), id, OutcomeKey(outcome), rater)) return NotFound();
    change.Enter("library.rating.withdraw", id, journal::Digest(outcome), "");
    return {};
  });
}

}  // namespace concord::library::queue
