// The page on which who leads a review agrees to be compared with other communities, or withdraws. Safe from any
// thread.
#pragma once
#include <set>
#include <string>

#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/accounts/accounts.h"
#include "features/selfreview/bands/bands.h"

namespace concord::selfreview::bands {

struct Deps {
  Bands& bands;
  Reviews& reviews;
  const html::Frame& frame;
  const accounts::Guards& guards;
  Log& log;
};

// GET and POST /c/:community/self-review/:review/compare. What `deps` names must outlive the router.
void BindCompare(http::Router& router, const Deps& deps);

std::set<std::string> TemplateNames();

}  // namespace concord::selfreview::bands
