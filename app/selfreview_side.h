// Everything of self-review that a running site needs, put together in the order of need. Must not outlive the hub and
// the site's parts.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "app/hub.h"
#include "app/people_side.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::app {

class SelfreviewSide {
 public:
  explicit SelfreviewSide(Hub& hub);

  // What it has to say on "Today".
  std::vector<accounts::TodaySource> Today(Hub& hub, const i18n::Catalog& catalog);
  // Binds every route of self-review.
  void Bind(http::Router& router, Hub& hub, const html::Frame& frame, PeopleSide& people);

  static std::set<std::string> TemplateNames();

 private:
  selfreview::Reviews reviews_;
};

}  // namespace concord::app
