// What a closed review shows: the report, its exports, what of it is published, and the actions that its gaps lead to.
// Those who belong to the community see figures of smallest_inside people or more; everyone sees what was published, of
// smallest_public or more. Pages read stored snapshots and compute nothing from answers. Safe from any thread.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/accounts/accounts.h"
#include "features/library/library.h"
#include "features/selfreview/bands/bands.h"
#include "features/selfreview/results/actions.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::results {

struct Deps {
  Reviews& reviews;
  Actions& actions;
  bands::Bands& bands;
  library::Library& library;
  const html::Frame& frame;
  const accounts::Guards& guards;
  accounts::Action leads;                                  // who may publish and keep actions
  std::function<bool(const accounts::Place&)> is_made_up;  // a demonstration
  const Clock& clock;
  Log& log;
  std::string chart_script;  // address of the island that draws the charts
};

// GET and POST under /c/:community/self-review/:review/results and /actions. What `deps` names must outlive the router.
void BindResults(http::Router& router, const Deps& deps);

// For a community's home page: the reviews that it published, newest first. Empty where there is none.
html::Safe PublishedSection(const Deps& deps, const http::Request& request, const accounts::Place& place);

std::set<std::string> TemplateNames();

}  // namespace concord::selfreview::results
