// Evidence rated by two curators, outcome by outcome. Each gives a rating without seeing the other's; where the two
// agree on direction and certainty, it is published; where they differ, both are shown, and a curator settles it in
// writing. Safe from any thread; every write is one transaction with its journal entries.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/library/ratings.h"

namespace concord::library::queue {

inline constexpr size_t kMostOutcome = 200;  // code points

// The stated scale (docs/content.md), in the order in which forms offer it.
std::span<const std::string_view> Directions();
std::span<const std::string_view> Certainties();

struct Rating {
  std::string resource_id, outcome_key, rater;
  exchange::Evidence line;
  Time created;
};

// Where one outcome stands.
enum class RatingState {
  kFirst,    // a first reading, by one; or nothing yet
  kHalf,     // one curator has rated it
  kDiffers,  // two have, and differ
  kRated,    // by two
};

struct OutcomeState {
  std::string outcome, outcome_key;
  std::optional<exchange::Evidence> line;  // what the resource's page says
  std::optional<Rated> rated;
  std::vector<Rating> given;  // of the round that is open: none, one or two
  RatingState state() const;
};

// A field of the form and a message key; empty: it can be taken.
std::vector<std::pair<std::string, std::string>> Check(exchange::Evidence& line);

// What a page of all of them shows.
struct RatingRow {
  std::string slug, title, outcome;
  RatingState state = RatingState::kFirst;
  std::optional<Time> rated;
};

class Ratings {
 public:
  explicit Ratings(Library& library) : library_(library) {}

  // In the order of the resource's own lines, then the others.
  Result<std::vector<OutcomeState>> OutcomesOf(const Resource& resource);
  // Of published and superseded resources: those that differ first, then halves, first readings, those rated by two.
  Result<std::vector<RatingRow>> List();
  Result<int64_t> CountDiffering();

  // Errors: not_found; conflict "library.queue.error.rated_before" (by this curator),
  // "library.queue.error.rated_twice".
  Status Give(std::string_view slug, const exchange::Evidence& line, const std::string& rater);
  // Ends a difference. `settled`: on what basis. Errors: not_found; conflict "library.queue.error.no_difference".
  Status Settle(std::string_view slug, const exchange::Evidence& line, const std::string& settled,
                const std::string& actor);
  // A curator takes their own rating back, before it is published. Errors: not_found.
  Status Withdraw(std::string_view slug, std::string_view outcome, const std::string& rater);

 private:
  Library& library_;
};

}  // namespace concord::library::queue
