// Everything of self-review that a running site needs, put together in the order of need.
#pragma once
#include <set>
#include <string>

#include "app/hub.h"
#include "base/html/frame.h"
#include "base/http/router.h"

namespace concord::app {

class SelfreviewSide {
 public:
  // Binds every route of self-review.
  void Bind(http::Router& router, Hub& hub, const html::Frame& frame);

  static std::set<std::string> TemplateNames();
};

}  // namespace concord::app
