// The closed review that an address names, as whoever asks may see it.
#pragma once
#include <optional>
#include <string>

#include "features/selfreview/results/findings.h"
#include "features/selfreview/results/results.h"

namespace concord::selfreview::results {

struct Opened {
  Review review;
  KeptPtr instrument;
  Snapshot figures;  // what is shown: nothing else of the review may reach a page
  bool inside = false;
  bool belongs = false;  // who asks may choose between the two views
  bool leads = false;
  bool place_is_made_up = false;  // a demonstration, whoever gave the answers
  std::string base;               // "/c/riverbend/self-review/spring-2026"
};

// Those of the community see the figures for those inside, or with ?as=public what everyone sees. Errors: not_found
// where there is no such review, it is not closed, or nothing of it is published and who asks is not of the community.
Result<Opened> Open(const Deps& deps, const http::Request& request);
// The same for another review, of the same view: nullopt where that view shows nothing of it.
Result<std::optional<Opened>> OpenBeside(const Deps& deps, const Opened& opened, const Review& other);
// The one before it of the same instrument, agency and units that the same view shows.
Result<std::optional<Opened>> Earlier(const Deps& deps, const Opened& opened);

// 404 for what is not there, 503 or 500 with a line in the log otherwise.
http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error);

}  // namespace concord::selfreview::results
