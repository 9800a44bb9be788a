// Everything of self-review that a running site needs, put together in the order of need. Must not outlive the hub.
#pragma once
#include <set>
#include <string>

#include "app/hub.h"
#include "app/people_side.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "features/communities/routes.h"
#include "features/selfreview/results/results.h"

namespace concord::app {

class SelfreviewSide {
 public:
  SelfreviewSide(Hub& hub, const html::Frame& frame, const PeopleSide& people, std::string chart_script);

  // Binds every route of self-review.
  void Bind(http::Router& router);
  // What it has to say on a community's home page.
  communities::HomeSection HomeSection() const;

  static std::set<std::string> TemplateNames();

 private:
  Hub& hub_;
  const html::Frame& frame_;
  selfreview::results::KeptActions actions_;
  selfreview::results::Deps results_;
};

}  // namespace concord::app
