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
#include "features/communities/routes.h"
#include "features/selfreview/evidence/evidence.h"
#include "features/selfreview/importing/importing.h"
#include "features/selfreview/results/results.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::app {

class SelfreviewSide {
 public:
  explicit SelfreviewSide(Hub& hub);

  // What it has to say on "Today".
  std::vector<accounts::TodaySource> Today(Hub& hub, const i18n::Catalog& catalog);
  struct Around {
    Hub& hub;
    const html::Frame& frame;
    PeopleSide& people;
    std::string chart_script;  // address
  };
  // Binds every route of self-review.
  void Bind(http::Router& router, const Around& around);
  // What a community's home page shows of it.
  communities::HomeSection HomeSection(const Around& around);

  static std::set<std::string> TemplateNames();

 private:
  selfreview::results::Deps Results(const Around& around);

  selfreview::Reviews reviews_;
  selfreview::Evidence evidence_;
  selfreview::results::KeptActions actions_;
  selfreview::importing::Importing importing_;
  selfreview::bands::Bands bands_;
};

}  // namespace concord::app
